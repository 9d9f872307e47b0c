"""Finds the figures of a text and attaches to each the qualifiers that modify it ("more than 1,000", "two days or so").

Must give the same figures for the same words, whoever asks: claims, quotes and prose are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from generator.figures.calendar_words import Reading, date, decade, time_of_day
from generator.figures.figure import Figure, canonical
from generator.figures.lexicon import Lexicon, lexicon
from generator.figures.numerals import digits
from generator.figures.quantities import adjacent, designation, ordinal, printed, quantity, share, unit_after, vague
from generator.figures.tokens import Token, cut

_DIGIT = re.compile(r"\d|[\u00bc-\u00be\u2150-\u215e]")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = "\"'“”‘’«»„("
_MOST = 1 << 16
"""Texts whose figures are kept."""
_COUNTED = ("number", "percent", "money")
_UNQUALIFIED = ("ordinal", "designation")


def figures(text: str, language: str = "en") -> list[Figure]:
    """The figures of a text, in order. `language` is a BCP 47 tag; in one without word lists only digits are read. Never raises."""
    return list(_known(language)[text])


@cache
def _known(language: str) -> _Known:
    return _Known(language)


class _Known(dict[str, tuple[Figure, ...]]):
    """From a text to its figures; a dictionary takes half the memory of a cache of calls."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._words = lexicon(language)

    def __missing__(self, text: str) -> tuple[Figure, ...]:
        if len(self) == _MOST:
            self.clear()
        found = self[text] = _figures(text, self._words)
        return found


def _figures(text: str, words: Lexicon) -> tuple[Figure, ...]:
    if not _DIGIT.search(text) and words.telling.isdisjoint(_WORD.findall(text.lower())):
        return ()
    tokens = cut(text)
    found: list[Figure] = []
    at = last = 0
    while at < len(tokens):
        token = tokens[at]
        # Most tokens are plain words: told apart here, which keeps long texts quick.
        if (token.kind == "w" and token.word not in words.leading and not _is_joined(tokens, at)) or not _may_open(tokens, at, words):
            at += 1
            continue
        skipped = _skipped(tokens, at, words)
        if skipped:
            at = skipped
            continue
        readings = _read(text, tokens, at, words) if token.kind != "w" or token.word in words.starters or _is_joined(tokens, at) else None
        if not readings:
            at += 1
            continue
        _share_unit(found, readings[0], tokens[last : readings[0].first], words)
        families = sorted(_qualifiers(tokens, readings, words)) if readings[0].kind not in _UNQUALIFIED else []
        for kind, value, first, end, unit in readings:
            found.append(Figure(kind, value, unit, ", ".join(families), tokens[first].start, tokens[end - 1].end))
        at = last = readings[-1].end
    return tuple(found)


def forget() -> None:
    """Gives back the memory of the texts that were read."""
    _known.cache_clear()


def _share_unit(found: list[Figure], reading: Reading, between: Sequence[Token], words: Lexicon) -> None:
    """Gives the last figure the unit of the next where both share it ("80 and at least 60 per cent"): nothing else stands between."""
    if not (found and between and reading.unit and reading.kind in _COUNTED and found[-1].kind == "number" and not found[-1].unit):
        return
    at, joined = 0, False
    while at < len(between):
        qualifier = words.match("before", between, at)
        word = between[at].word
        joins = words.has("joiners", word) or words.has("range_joiners", word) or word == ","
        if not (joins or qualifier or word in _QUOTES):
            return
        at, joined = qualifier[1] if qualifier else at + 1, joined or joins
    if joined:
        found[-1] = replace(found[-1], kind=reading.kind, unit=reading.unit)


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether no space stands between a token and the next."""
    return at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end


def _may_open(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether a figure, an idiom or a qualifier can begin at a token."""
    token = tokens[at]
    if token.kind == "d" or (token.word in words.openers and not words.has("articles", token.word)):
        return True
    if at + 1 == len(tokens):
        return token.kind == "s"
    following = tokens[at + 1]
    if words.has("articles", token.word):
        return following.word in words.openers
    return token.kind == "s" or (following.start == token.end and (following.kind == "d" or following.word == "-"))


def _skipped(tokens: Sequence[Token], at: int, words: Lexicon) -> int:
    """The index after an idiom without a figure ("one another"), or after a qualifier of several words ("as many as"); else 0."""
    idiom = words.match("idioms", tokens, at)
    if idiom:
        return idiom[1]
    before = words.match("before", tokens, at)
    return before[1] if before and before[1] - at > 1 else 0


def _alone(tokens: Sequence[Token], at: int, words: Lexicon) -> list[Reading] | None:
    """A number in digits between two words that no list knows ("had 1,100 dockers"): no date, unit or share can come of it. Most are such."""
    if at + 1 == len(tokens) or tokens[at].kind != "d":
        return None
    beside = (*tokens[max(0, at - 1) : at], tokens[at + 1])
    if any(token.kind != "w" or token.word in words.every for token in beside) or adjacent(tokens, at) or adjacent(tokens, at + 1):
        return None
    value = digits(tokens[at].word, words.decimal)
    return None if value is None else [Reading("number", canonical(value), at, at + 1)]


def _read(text: str, tokens: Sequence[Token], at: int, words: Lexicon) -> list[Reading] | None:
    if alone := _alone(tokens, at, words):
        return alone
    dates = date(text, tokens, at, words)
    if dates:
        return dates
    single = (
        time_of_day(tokens, at, words)
        or decade(tokens, at, words)
        or designation(text, tokens, at, words)
        or printed(text, tokens, at, words)
        or vague(tokens, at, words)
        or ordinal(tokens, at, words)
    )
    if single:
        return [single]
    part = share(tokens, at, words)
    counted = quantity(tokens, at, words)
    if part and not (counted and counted[-1].end > part.end):
        return [part]
    return counted


def _qualifiers(tokens: Sequence[Token], readings: list[Reading], words: Lexicon) -> set[str]:
    dated = readings[0].kind in ("date", "year", "decade", "time")
    before = _before(tokens, readings[0].first, words, dated)
    return before | _after(tokens, readings[-1].end, words, dated)


def _before(tokens: Sequence[Token], first: int, words: Lexicon, dated: bool) -> set[str]:
    """The families of the qualifiers that stand right before a figure, past quotation marks and words such as "another"."""
    families: set[str] = set()
    at = first
    while at > 0:
        found = words.match_before("before", tokens, at)
        if found and _applies(tokens, found, dated, words):
            families.add(found[0])
            at = found[1]
        elif _is_transparent(tokens, at - 1, dated, words):
            at -= 1
        else:
            break
    return families


def _applies(tokens: Sequence[Token], found: tuple[str, int], dated: bool, words: Lexicon) -> bool:
    """Whether a qualifier may modify what follows: dates take few, and "spoke about two men" is no estimate."""
    family, at = found
    if dated:
        return words.has("before_dates", family)
    return not words.has("only_dates", family) and not (family == "about" and at > 0 and words.has("topics", tokens[at - 1].word))


def _is_transparent(tokens: Sequence[Token], at: int, dated: bool, words: Lexicon) -> bool:
    """Whether a qualifier is looked for before token `at` too: a quotation mark, "another", a weekday, the hyphen of "mid-August"."""
    word = tokens[at].word
    if word == "-":
        return words.match_before("before", tokens, at) is not None
    return word in _QUOTES or words.has("weekdays" if dated else "transparent", word)


def _after(tokens: Sequence[Token], end: int, words: Lexicon, dated: bool) -> set[str]:
    """The families of the qualifiers after a figure, its unit and at most two words ("200 people or more")."""
    if dated:
        return set()
    _, at = unit_after(tokens, end, words)
    for i in range(at, min(at + 3, len(tokens))):
        found = words.match("after", tokens, i)
        if found:
            following = tokens[found[1]] if found[1] < len(tokens) else None
            counted = following is not None and (following.kind == "d" or following.word in words.triggers)
            return set() if counted else {found[0]}
        if tokens[i].kind != "w":
            break
    return set()
