"""The words that make or change a figure in one language, read from `figures` in `generator/data/words/<language>.json`.

A language without a file has empty lists: digits are still read, words are not. Must not hold a word of any language itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from generator.figures.tokens import Token, phrase
from generator.lexicon import telling_piece

_FOLDER = Path(__file__).parent.parent / "data" / "words"
Phrases = Mapping[tuple[str, ...], str]


@dataclass(frozen=True)
class Lexicon:
    """The lists of one language. Phrases are tuples of words; they map to the name of their family or unit.

    Of words, one of `telling` (or a digit) makes a text worth reading; a figure begins with one of `starters` only, and a figure or its
    qualifier with one of `leading` (articles included) or `openers`; `triggers` belong to figures; `every` holds all words that are known.
    """

    known: bool = False
    decimal: str = "."
    capital_months: bool = False
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    phrases: Mapping[str, Phrases] = field(default_factory=dict)
    begins: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    ends: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    openers: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    triggers: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()

    def has(self, name: str, word: str) -> bool:
        """Whether a list holds the word."""
        return word in self.sets.get(name, ())

    def value(self, name: str, word: str) -> int | None:
        """The number that a list gives a word, or None."""
        return self.values.get(name, {}).get(word)

    def match(self, name: str, tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
        """The longest phrase of a list that begins at token `at`: its family, and the index after it."""
        longest = self.begins[name].get(tokens[at].word, 0) if self.known and at < len(tokens) else 0
        for size in range(min(longest, len(tokens) - at), 0, -1):
            family = self.phrases[name].get(tuple(token.word for token in tokens[at : at + size]))
            if family is not None:
                return family, at + size
        return None

    def match_before(self, name: str, tokens: Sequence[Token], end: int) -> tuple[str, int] | None:
        """The longest phrase of a list that ends right before token `end`: its family, and the index of its first token."""
        longest = self.ends[name].get(tokens[end - 1].word, 0) if self.known and end > 0 else 0
        for size in range(min(longest, end), 0, -1):
            family = self.phrases[name].get(tuple(token.word for token in tokens[end - size : end]))
            if family is not None:
                return family, end - size
        return None


def _longest(listed: Phrases, end: int) -> dict[str, int]:
    """How many words the longest phrase has that begins (0) or ends (-1) with a word."""
    found: dict[str, int] = {}
    for words in listed:
        found[words[end]] = max(len(words), found.get(words[end], 0))
    return found


_SETS = ("articles", "joiners", "range_joiners", "between", "weekdays", "of", "half", "transparent", "unit_skips", "unsure_units", "month_leads",
         "unsure_months", "topics", "ages", "day_repeats", "definites", "ones", "one_ordinals", "plain_ones", "before_dates", "only_dates",
         "day_parts", "points_to_few", "prefixes")  # fmt: skip
_VALUES = ("cardinals", "magnitudes", "plural_magnitudes", "short_magnitudes", "ordinals", "denominators", "months", "decades", "multiples")
_PHRASES = ("before", "after", "units", "currencies", "vague", "named_days", "idioms")
_TRIGGERS = ("cardinals", "magnitudes", "plural_magnitudes", "ordinals", "months", "decades", "multiples", "denominators")


@cache
def lexicon(language: str) -> Lexicon:
    """The lists for a BCP 47 tag, by its first part ("en-GB" is "en")."""
    primary = language.split("-")[0].lower()
    path = _FOLDER / f"{primary}.json"
    if not primary.isalnum() or not path.is_file():
        return Lexicon()
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")).get("figures", {})
    phrases = {name: {phrase(words): family for family, listed in data.get(name, {}).items() for words in listed} for name in _PHRASES}
    values: dict[str, dict[str, int]] = {name: data.get(name, {}) for name in _VALUES}
    single = {word for name in _TRIGGERS for word in values[name]} | set(data.get("half", ())) | set(data.get("plain_ones", ()))
    triggers = single | {word for words in phrases["vague"] for word in words}
    every = triggers.union(*(data.get(name, ()) for name in (*_SETS, *_VALUES)), *(words for name in _PHRASES for words in phrases[name]))
    starters = triggers | {words[0] for name in ("named_days", "currencies") for words in phrases[name]}
    openers = starters | {words[0] for name in ("idioms", "before") for words in phrases[name]}
    articles = set(data.get("articles", ()))
    return Lexicon(
        known=bool(data),
        decimal=data.get("decimal", "."),
        capital_months=data.get("capital_months", False),
        sets={name: frozenset(data.get(name, ())) for name in _SETS},
        values=values,
        phrases=phrases,
        begins={name: _longest(listed, 0) for name, listed in phrases.items()},
        ends={name: _longest(listed, -1) for name, listed in phrases.items()},
        openers=frozenset(openers),
        leading=frozenset(openers | articles),
        starters=frozenset(starters | articles),
        triggers=frozenset(triggers - articles),
        telling=frozenset(map(telling_piece, (*single - articles, *map(" ".join, phrases["vague"])))) - {""},
        every=frozenset(every),
    )
