"""Word lists of a language and the small text tools that the wording checks share: tokens, stems, stretches in quotation marks.

The lists are data (`generator/data/words/<language>.json`); a language without a file has empty lists. Must know nothing of claims or sites.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data" / "words"
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|‘(?:[^’]|’(?=\w))*’(?!\w)|(?<!\w)'(?:[^']|'(?=\w))*'(?!\w)")
_SUFFIXES = ("ments", "ment", "ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, figure or punctuation mark. `low` is in small letters, with a plain apostrophe; `at` is its offset."""

    word: str
    low: str
    at: int

    @property
    def worded(self) -> bool:
        """True for a word or figure, false for punctuation."""
        return self.low[0].isalnum()


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


@cache
def pattern(language: str, key: str) -> re.Pattern[str] | None:
    """A pattern that finds any word or phrase of one list, longest first, letter case ignored; None for an empty list."""
    return any_of(entries(language, key), re.IGNORECASE)


def any_of(phrases: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    """A pattern for whole words and phrases, longest first; None where there are none. A space stands for any white space."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return None
    body = "|".join(r"\s+".join(re.escape(part) for part in phrase.split()) for phrase in ordered)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", flags)


def tokens(text: str) -> list[Token]:
    """The words, figures and punctuation marks of a text in order."""
    return [Token(found[0], found[0].lower().replace("’", "'"), found.start()) for found in _TOKEN.finditer(text)]


def unquoted(text: str) -> str:
    """The text with everything in quotation marks blanked out; offsets stay. An apostrophe opens no quotation."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def phrases(words: list[Token], wanted: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Where listed words and phrases stand: (first token, token after the last, the phrase), longest first, not overlapping."""
    longest = max((entry.count(" ") + 1 for entry in wanted), default=0)
    i = 0
    while i < len(words):
        for size in range(min(longest, len(words) - i), 0, -1):
            candidate = " ".join(token.low for token in words[i : i + size])
            if candidate in wanted:
                yield i, i + size, candidate
                i += size - 1
                break
        i += 1


@cache
def stem(word: str) -> str:
    """A rough stem, enough to see one word in "streaming" and "streamed", "recognize" and "recognised"."""
    plain = word.replace("’", "'").removesuffix("'s").removesuffix("'").lower().replace("z", "s")
    for suffix in _SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= 3:
            plain = plain[: -len(suffix)]
            break
    return plain[:-1] if len(plain) > 3 and plain[-1] == plain[-2] else plain
