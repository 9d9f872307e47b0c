"""Words that change what a sentence claims: negators, hedges, qualifiers, conditions and numbers, by language.

The words are data (`generator/data/words/<language>.json`), so that an editor can add to them and later checks read the
same lists. A language without a file has empty lists; digits count as numbers in every language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from generator.quotes.normalise import normalise

_FOLDER = Path(__file__).parent.parent / "data" / "words"
_LISTS = ("negators", "hedges", "qualifiers", "conditions", "attributions")
# A figure, or a stretch without white space and punctuation; apostrophe and hyphen belong to the word.
_TOKEN = re.compile(r"\d[\d.,:/]*\d|(?:[^\s!-/:-@\[-`{-~«»“”‘’—–…،؛؟।۔。，、]|(?<=\w)['-](?=\w))+")


@dataclass(frozen=True)
class Words:
    """The lists of one language, in lower case and normalised.

    `numbers` gives the value a word stands for, or None ("dozens"). `attributions` ("said") demand a speaker; E7 lets them be left out.
    """

    negators: frozenset[str] = frozenset()
    hedges: frozenset[str] = frozenset()
    qualifiers: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    attributions: frozenset[str] = frozenset()
    numbers: Mapping[str, float | None] = field(default_factory=dict)


@cache
def words(language: str) -> Words:
    """The lists for a BCP 47 tag, by its first part ("en-GB" is "en")."""
    primary = language.split("-")[0].lower()
    path = _FOLDER / f"{primary}.json"
    if not primary.isalnum() or not path.is_file():
        return Words()
    data = json.loads(path.read_text(encoding="utf-8"))
    lists = {key: frozenset(map(_plain, data.get(key, ()))) for key in _LISTS}
    return Words(**lists, numbers={_plain(word): value for word, value in data.get("numbers", {}).items()})


def weighty(text: str, language: str) -> str | None:
    """The first word or phrase of a normalised text that may turn its meaning: a listed one, or one with a digit. Else None.

    A listed word also counts as a member of a compound ("non-lethal"). Attributions do not count.
    """
    listed, longest = _turning(language)
    tokens = [found.group() for found in _TOKEN.finditer(text)]
    lowered = [token.lower() for token in tokens]
    for i, token in enumerate(lowered):
        if any(map(str.isnumeric, token)):
            return tokens[i]
        for size in range(min(longest, len(tokens) - i), 0, -1):
            if " ".join(lowered[i : i + size]) in listed:
                return " ".join(tokens[i : i + size])
        if any(member in listed for member in token.split("-")):
            return tokens[i]
    return None


def _plain(word: str) -> str:
    return normalise(word).text.lower()


@cache
def _turning(language: str) -> tuple[frozenset[str], int]:
    """What `weighty` looks for, and how many words the longest phrase has."""
    lists = words(language)
    every = frozenset({*lists.negators, *lists.hedges, *lists.qualifiers, *lists.conditions, *lists.numbers})
    return every, max((entry.count(" ") + 1 for entry in every), default=0)
