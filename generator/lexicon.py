"""Word lists of a language and the small text tools that the wording checks share: tokens, stems, stretches in quotation marks.

The lists are data (`generator/data/words/<language>.json`); a language without a file has empty lists. Must know nothing of claims or sites.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_FOLDER = Path(__file__).parent / "data" / "words"
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")
_PIECE = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|‘(?:[^’]|’(?=\w))*’(?!\w)|(?<!\w)'(?:[^']|'(?=\w))*'(?!\w)")
_MARKS = re.compile("[“\"«„‘']")
_SILENT = frozenset({"function_words", "framing_words", "clause_joints", "irregular", "numbers", "figures"})
"""Lists whose words stand in every text, or that nobody looks up by `finder`."""
_MOST = 1 << 17
"""Texts whose telling pieces are kept."""
_SUFFIXES = ("ments", "ment", "ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y")


class Token(NamedTuple):
    """A word, figure or punctuation mark. `low` is in small letters, with a plain apostrophe; `at` is its offset."""

    word: str
    low: str
    at: int

    @property
    def worded(self) -> bool:
        """True for a word or figure, false for punctuation."""
        return self.low[0].isalnum()


_new = tuple.__new__  # of a named tuple it is half the work of a call, and texts have many tokens


@cache
def lists(language: str) -> dict[str, Any]:
    """All lists of a BCP 47 language by key; empty where the language has no file."""
    primary = language.split("-")[0].lower()
    path = _FOLDER / f"{primary}.json"
    if not primary.isalnum() or not path.is_file():
        return {}
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@cache
def entries(language: str, key: str) -> frozenset[str]:
    """The words and phrases of one list, in small letters."""
    return frozenset(lists(language).get(key, ()))


def telling_piece(phrase: str) -> str:
    """The longest run of letters of a phrase, in small letters: a text without it does not hold the phrase. Empty where it has no letters."""
    return max(_PIECE.findall(phrase.lower()), key=len, default="")


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """The telling pieces of all lists of a language."""
    found = {telling_piece(phrase) for key, value in lists(language).items() if key not in _SILENT for phrase in _phrases_in(value)}
    return frozenset(found - {""})


def _phrases_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        yield from value
        for inner in value.values() if isinstance(value, dict) else ():
            yield from _phrases_in(inner)


def tellings(text: str, language: str) -> frozenset[str]:
    """The telling pieces of any list that stand in a text: few or none, so that most lists need not be looked for in most texts.

    Kept for each text, since every check that has a list asks.
    """
    return _told(language)[text]


@cache
def _told(language: str) -> _Told:
    return _Told(language)


class _Told(dict[str, frozenset[str]]):
    """From a text to its telling pieces. Texts with the same ones share them; a dictionary takes half the memory of a cache of calls."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._vocabulary = _vocabulary(language)
        self._shared: dict[frozenset[str], frozenset[str]] = {}

    def __missing__(self, text: str) -> frozenset[str]:
        if len(self) == _MOST:
            self.clear()
        found = self._vocabulary.intersection(_PIECE.findall(text.lower()))
        found = self[text] = self._shared.setdefault(found, found)
        return found


def forget() -> None:
    """Gives back the memory of the texts that were looked at."""
    _told.cache_clear()


@dataclass(frozen=True)
class Finder:
    """Finds whole words and phrases of a list, longest first, letter case ignored. Looks for their `telling` pieces before it tries the pattern."""

    language: str
    telling: frozenset[str]
    pattern: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """The first place, or None."""
        return self.pattern.search(text) if self.may_hold(text) else None

    def may_hold(self, text: str) -> bool:
        """False where the text holds no telling piece: cheap, and true of most texts."""
        return not self.telling.isdisjoint(tellings(text, self.language))


@cache
def finder(language: str, *keys: str) -> Finder | None:
    """A finder for the words and phrases of one list or several; None where they are empty."""
    assert _SILENT.isdisjoint(keys), f"{keys} are not among the lists whose words are looked for"
    return finder_of(frozenset().union(*(entries(language, key) for key in keys)), language)


def pattern(language: str, key: str) -> re.Pattern[str] | None:
    """The pattern of one list, for those who search every text anyway."""
    found = finder(language, key)
    return found.pattern if found else None


@cache
def finder_of(wanted: frozenset[str], language: str) -> Finder | None:
    """A finder for words and phrases of the language's lists, in small letters; None where there are none."""
    compiled = any_of(wanted, re.IGNORECASE)
    return Finder(language, frozenset(map(telling_piece, wanted)) - {""}, compiled) if compiled else None


def any_of(wanted: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    """A pattern for whole words and phrases, longest first; None where there are none. A space stands for any white space."""
    ordered = sorted(set(wanted), key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return None
    body = "|".join(r"\s+".join(re.escape(part) for part in phrase.split()) for phrase in ordered)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", flags)


def tokens(text: str) -> list[Token]:
    """The words, figures and punctuation marks of a text in order."""
    low = text.lower().replace("’", "'")
    if len(low) != len(text):  # a letter whose small form is two: offsets would shift
        return [Token(found[0], found[0].lower().replace("’", "'"), found.start()) for found in _TOKEN.finditer(text)]
    return [_new(Token, (found[0], low[(at := found.start()) : found.end()], at)) for found in _TOKEN.finditer(text)]


def unquoted(text: str) -> str:
    """The text with everything in quotation marks blanked out; offsets stay. An apostrophe opens no quotation."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text) if _MARKS.search(text) else text


def phrases(words: Sequence[Token], wanted: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Where listed words and phrases stand: (first token, token after the last, the phrase), longest first, not overlapping."""
    sizes = _sizes(wanted)
    i = 0
    while i < len(words):
        for size in sizes.get(words[i].low, ()):
            candidate = words[i].low if size == 1 else " ".join(token.low for token in words[i : i + size])
            if candidate in wanted and i + size <= len(words):
                yield i, i + size, candidate
                i += size - 1
                break
        i += 1


@cache
def _sizes(wanted: frozenset[str]) -> dict[str, list[int]]:
    """By the first word of the phrases: how many words they have, the most first."""
    found: dict[str, set[int]] = {}
    for phrase in wanted:
        found.setdefault(phrase.split(" ")[0], set()).add(phrase.count(" ") + 1)
    return {word: sorted(counts, reverse=True) for word, counts in found.items()}


@cache
def stem(word: str) -> str:
    """A rough stem, enough to see one word in "streaming" and "streamed", "recognize" and "recognised", "held" and "holds".

    Suffixes and irregular verbs are English; words of other languages are compared by what is left, or whole.
    """
    plain = word.replace("’", "'").removesuffix("'s").removesuffix("'").lower()
    irregular: dict[str, str] = lists("en").get("irregular", {})
    plain = irregular.get(plain, plain).replace("z", "s")
    for suffix in _SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= 3:
            plain = plain[: -len(suffix)]
            break
    return plain[:-1] if len(plain) > 3 and plain[-1] == plain[-2] else plain
