"""Finds the names of entities in running text, so that the first mention on a page becomes a link.

Names are looked up word by word in a dictionary: the cost of a text does not depend on how many names there are. Must not
guess: a spelling that two entities share links to neither, and hides the shorter names inside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[^\S ]")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_POSSESSIVE = re.compile(r"'[sS]?(?!\w)")
_JOINERS = "\u200c\u200d"


class Linker:
    """An index of names. Built once for a site; answers for any number of texts."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are (spelling, entity id); a spelling given for two ids is ambiguous and never links."""
        self._ids: dict[str, str | None] = {}
        # First word of a name → (characters before that word, length of the name), longest first.
        shapes: dict[str, set[tuple[int, int]]] = {}
        for name, entity in names:
            spelling = " ".join(_folded(name).split())
            first = _WORD.search(spelling)
            if not first:
                continue
            self._ids[spelling] = entity if self._ids.get(spelling, entity) == entity else None
            shapes.setdefault(first[0], set()).add((first.start(), len(spelling)))
        self._shapes = {word: sorted(found, key=lambda s: (-s[1], s[0])) for word, found in shapes.items()}

    def first_mentions(self, text: str, seen: set[str], skip: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int, str]]:
        """(start, end, id) of each entity's first mention in `text`, in order; `seen` grows by the ids returned.

        Whole words, letter case as given, the longest name wins; of "Noor's" only "Noor" is the mention. Ids in `seen` are
        passed over, and so are mentions that touch a span of `skip` (links that stand already).
        """
        mentions: list[tuple[int, int, str]] = []
        folded = _folded(text)
        done = 0
        for word in _WORD.finditer(folded):
            shapes = self._shapes.get(word[0])
            if not shapes or word.start() < done:
                continue
            for lead, length in shapes:
                start = word.start() - lead
                end = start + length
                if start < done or end > len(folded) or folded[start:end] not in self._ids or not _is_whole(folded, start, end):
                    continue
                done = end
                entity = self._ids[folded[start:end]]
                if entity is not None and entity not in seen and not any(a < end and start < b for a, b in skip):
                    seen.add(entity)
                    mentions.append((start, end, entity))
                break
        return mentions


def _folded(text: str) -> str:
    """The text with white space as plain spaces and apostrophes as `'`, character for character."""
    return _SPACE.sub(" ", text).translate(_APOSTROPHES)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether nothing at either end makes [start, end) a part of a longer word or name (O'Noor, al-Noor, Noor-Khel)."""
    before, after = text[start - 1 : start], text[end : end + 1]
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
