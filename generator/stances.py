"""How sure a sentence sounds: its hedges by family, and the words that deny or come near it.

The families are data (`hedge_families`): `words` are what a source may hedge with, `also` what a claim may answer it with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from generator.lexicon import Finder, Token, entries, finder, finder_of, lists, phrases


def hedges_of(words: Sequence[Token], language: str) -> Iterator[tuple[int, int, str]]:
    """The hedges among the words: (first token, token after the last, family). The month of May and nouns ("the claim that") are none."""
    families, wanted = _families(language)
    for first, after, phrase in phrases(words, wanted):
        token, before = words[first], words[first - 1] if first else None
        beside = [other.low for other in (before, words[after] if after < len(words) else None) if other]
        if token.word == "May" and any(other[0].isdigit() for other in beside):
            continue
        if before and before.low in entries(language, "determiners") and phrase.split()[0] in entries(language, "noun_readings"):
            continue
        yield first, after, families[phrase]


def accepted(words: Sequence[Token], family: str, language: str) -> bool:
    """Whether a text holds a word that answers a hedge of this family."""
    wanted = _answers(language).get(family, frozenset())
    return any(True for _ in phrases(words, wanted))


def turns(text: str, language: str) -> bool:
    """Whether a text may hold a hedge or a negator; most do not."""
    found = _turning(language)
    return found is not None and found.may_hold(text)


def denies(text: str, language: str) -> bool:
    """Whether a text may hold a negator."""
    found = finder(language, "denials")
    return found is not None and found.may_hold(text)


@cache
def near_denials(language: str) -> frozenset[str]:
    """What counts as denying where it is given the benefit of the doubt: all negators, and words that come near one ("yet to")."""
    return entries(language, "denials") | entries(language, "negators") | entries(language, "near_denials")


@cache
def _families(language: str) -> tuple[dict[str, str], frozenset[str]]:
    data: dict[str, Any] = lists(language).get("hedge_families", {})
    families = {phrase: family for family, members in data.items() for phrase in members["words"]}
    return families, frozenset(families)


@cache
def _answers(language: str) -> dict[str, frozenset[str]]:
    data: dict[str, Any] = lists(language).get("hedge_families", {})
    return {family: frozenset((*members["words"], *members.get("also", ()))) for family, members in data.items()}


@cache
def _turning(language: str) -> Finder | None:
    return finder_of(_families(language)[1] | entries(language, "denials"), language)
