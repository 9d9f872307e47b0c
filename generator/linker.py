"""Finds the names of entities in running text, so that the first mention on a page becomes a link and a check can ask who is meant.

Names are looked up word by word in a dictionary: the cost of a text does not depend on how many names there are. Must not
guess: a spelling that several entities share names them all and links to none, and hides the shorter names inside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[^\S ]")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_POSSESSIVE = re.compile(r"'[sS]?(?!\w)")
_FREE = ("", " ", ".", ",")
_JOINERS = "\u200c\u200d"


class Mention(NamedTuple):
    """A stretch of text and the ids of the entities that its words can mean."""

    start: int
    end: int
    entities: frozenset[str]


class Mentions:
    """An index of spellings. Built once for a site; answers for any number of texts."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are (spelling, entity id); letter case counts, white space and the shape of apostrophes do not."""
        ids: dict[str, set[str]] = {}
        # First word of a name → (characters before that word, length of the name), longest first.
        shapes: dict[str, set[tuple[int, int]]] = {}
        for name, entity in names:
            spelling = " ".join(_folded(name).split())
            first = _WORD.search(spelling)
            if not first:
                continue
            ids.setdefault(spelling, set()).add(entity)
            shapes.setdefault(first[0], set()).add((first.start(), len(spelling)))
        self._ids = {spelling: frozenset(entities) for spelling, entities in ids.items()}
        self._shapes = {word: sorted(found, key=lambda s: (-s[1], s[0])) for word, found in shapes.items()}
        self._first = frozenset(shapes)

    def find(self, text: str, nested: bool = False) -> list[Mention]:
        """Every mention in order, none inside another: whole words, and of two that overlap the longer one.

        With `nested` also those inside another ("Noor" in "Noor's men", where that is a known spelling of the men).
        """
        folded = _folded(text)
        found: list[Mention] = []
        for at, word in self._opening(folded):
            for lead, length in self._shapes[word]:
                start, end = at - lead, at - lead + length
                ids = self._ids.get(folded[start:end]) if start >= 0 and end <= len(folded) else None
                if ids and _is_whole(folded, start, end):
                    found.append(Mention(start, end, ids))
                    if not nested:
                        break
        return found if nested else outermost(found)

    def _opening(self, text: str) -> list[tuple[int, str]]:
        """The words with which a name begins, and where they stand: few, so that the others need not be gone through one by one."""
        places: list[tuple[int, str]] = []
        for word in self._first.intersection(_WORD.findall(text)):
            at = text.find(word)
            while at >= 0:
                end = at + len(word)
                before, after = text[at - 1 : at], text[end : end + 1]
                if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
                    places.append((at, word))
                at = text.find(word, end)
        places.sort()
        return places


def outermost(found: Iterable[Mention]) -> list[Mention]:
    """Of mentions in the order of their words those that lie in no other; of two that overlap the longer one, else the first."""
    kept: list[Mention] = []
    for mention in found:
        while kept and kept[-1].end > mention.start and mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept.pop()
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
    return kept


class Linker:
    """The first mention of each entity under a spelling that means only it."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are (spelling, entity id); a spelling given for two ids is ambiguous and never links."""
        self._mentions = Mentions(names)

    def first_mentions(self, text: str, seen: set[str], skip: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int, str]]:
        """(start, end, id) of each entity's first mention in `text`, in order; `seen` grows by the ids returned.

        Of "Noor's" only "Noor" is the mention. Ids in `seen` are passed over, and so are mentions that touch a span of `skip`
        (links that stand already).
        """
        firsts: list[tuple[int, int, str]] = []
        for mention in self._mentions.find(text):
            entity = next(iter(mention.entities))
            if len(mention.entities) == 1 and entity not in seen and not any(a < mention.end and mention.start < b for a, b in skip):
                seen.add(entity)
                firsts.append((mention.start, mention.end, entity))
        return firsts


def _folded(text: str) -> str:
    """The text with white space as plain spaces and apostrophes as `'`, character for character."""
    if text.isascii() and text.isprintable():
        return text
    plain = _SPACE.sub(" ", text)
    return plain if plain.isascii() else plain.translate(_APOSTROPHES)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether nothing at either end makes [start, end) a part of a longer word or name (O'Noor, al-Noor, Noor-Khel)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _FREE and after in _FREE:
        return True
    if _in_word(before) or (before in ("-", "'") and _in_word(text[start - 2 : start - 1])):
        return False
    if after == "'" and text[end - 1] != "'":
        return bool(_POSSESSIVE.match(text, end))
    if after == "-" and text[end - 1] != "-":
        following = text[end + 1 : end + 2]
        return not (following.isupper() or following.isdigit())
    return not _in_word(after)


def _in_word(character: str) -> bool:
    return bool(character) and (character.isalnum() or character == "_" or character in _JOINERS or unicodedata.category(character)[0] == "M")
