"""Reads dates, decades and times of day from tokens: "19 and 20 August 2021", "September 11, 2001", "the 1990s", "5.30 pm".

Must not resolve what depends on another date ("Thursday", "last week"): that is the Dates check.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.figures.lexicon import Lexicon
from generator.figures.tokens import Token

_ORDINAL_ENDS = ("st", "nd", "rd", "th")


class Reading(NamedTuple):
    """A figure as read: its kind, its value in one form, its unit, and its first token and the one after its last."""

    kind: str
    value: str
    first: int
    end: int
    unit: str = ""


def date(text: str, tokens: Sequence[Token], at: int, words: Lexicon) -> list[Reading] | None:
    """The dates that begin at token `at`, one for each day of a list or range; None where there is none."""
    named = words.match("named_days", tokens, at)
    if named:
        return [Reading("date", named[0], at, named[1])]
    if tokens[at].kind == "d":
        return _iso(tokens, at) or _days_first(text, tokens, at, words)
    return _month_first(text, tokens, at, words)


def _iso(tokens: Sequence[Token], at: int) -> list[Reading] | None:
    if at + 4 >= len(tokens) or tokens[at + 1].word != "-":
        return None
    part = tokens[at : at + 5]
    joined = len(part) == 5 and all(a.end == b.start for a, b in pairwise(part))
    if joined and [len(t.word) for t in part] == [4, 1, 2, 1, 2] and part[1].word == part[3].word == "-":
        year, month, day = (number_of(part[i].word) for i in (0, 2, 4))
        if year is not None and month and day and month <= 12 and day <= 31:
            return [Reading("date", f"{year:04}-{month:02}-{day:02}", at, at + 5)]
    return None


def _days_first(text: str, tokens: Sequence[Token], at: int, words: Lexicon) -> list[Reading] | None:
    days, i = _days(tokens, at, words, ("-", "–", "&", ","))
    if i < len(tokens) and words.has("of", tokens[i].word):
        i += 1
    month, i = _month(text, tokens, i, words)
    if not days or not month:
        return None
    year, end = _year(tokens, i, words)
    return _readings(days, month, year, end)


def _month_first(text: str, tokens: Sequence[Token], at: int, words: Lexicon) -> list[Reading] | None:
    month, i = _month(text, tokens, at, words)
    if not month:
        return None
    i += 1 if i + 1 < len(tokens) and words.has("day_repeats", tokens[i].word) and tokens[i + 1].kind == "d" else 0
    days, after = _days(tokens, i, words, ("-", "–", "&"))
    year, end = _year(tokens, after if days else i, words)
    if days:
        return _readings(days, month, year, end, at)
    if year:
        return [Reading("date", f"{year}-{month:02}", at, end)]
    led = at > 0 and words.has("month_leads", tokens[at - 1].word)
    return [Reading("date", f"--{month:02}", at, at + 1)] if led or not words.has("unsure_months", tokens[at].word) else None


def _readings(days: list[tuple[int, int, int]], month: int, year: str, end: int, first: int | None = None) -> list[Reading]:
    found = [Reading("date", f"{year or '-'}-{month:02}-{day:02}", start, stop) for day, start, stop in days]
    if first is not None:
        found[0] = found[0]._replace(first=first)
    found[-1] = found[-1]._replace(end=end)
    return found


def _days(tokens: Sequence[Token], at: int, words: Lexicon, signs: tuple[str, ...]) -> tuple[list[tuple[int, int, int]], int]:
    """Days of a month in a row (day, its tokens), and the index after the last."""
    days: list[tuple[int, int, int]] = []
    i = at
    while i < len(tokens):
        day = number_of(tokens[i].word) if tokens[i].kind == "d" and len(tokens[i].word) <= 2 else None
        if not day or day > 31:
            break
        stop = i + 1
        if stop < len(tokens) and tokens[stop].word in _ORDINAL_ENDS and tokens[stop].start == tokens[i].end:
            stop += 1
        days.append((day, i, stop))
        i = stop
        if i < len(tokens) and (tokens[i].word in signs or words.has("joiners", tokens[i].word) or words.has("range_joiners", tokens[i].word)):
            i += 1
            i += 1 if i < len(tokens) and words.has("day_repeats", tokens[i].word) else 0  # "on 20 and on 31 August"
    return days, days[-1][2] if days else at


def _month(text: str, tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[int, int]:
    """The month at a token and the index after it and its full stop; 0 where there is none."""
    month = words.value("months", tokens[at].word) if at < len(tokens) else None
    if not month or (words.capital_months and not text[tokens[at].start].isupper()):
        return 0, at
    following = tokens[at + 1 : at + 3]
    dotted = len(following) == 2 and following[0].word == "." and following[1].kind == "d" and len(tokens[at].word) <= 4
    return month, at + 2 if dotted else at + 1


def _year(tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[str, int]:
    """The year that follows a day or month, after a comma or "of" if need be, and the index after it."""
    i = at + 1 if at < len(tokens) and (tokens[at].word == "," or words.has("of", tokens[at].word)) else at
    if i < len(tokens) and is_year(tokens[i]):
        return str(number_of(tokens[i].word)), i + 1
    return "", at


def is_year(token: Token) -> bool:
    """Whether a token is four digits that may be a year."""
    return token.kind == "d" and len(token.word) == 4 and 1000 <= (number_of(token.word) or 0) <= 2199


def number_of(word: str) -> int | None:
    """The value of plain digits of any script, or None."""
    return int(word) if word.isdecimal() and len(word) <= 9 else None


def decade(tokens: Sequence[Token], at: int, words: Lexicon) -> Reading | None:
    """A decade ("1990s", "the nineties")."""
    spelt = words.value("decades", tokens[at].word)
    if spelt is not None:
        return Reading("decade", f"{spelt}s", at, at + 1)
    value = number_of(tokens[at].word)
    i = at + 2 if at + 2 < len(tokens) and tokens[at + 1].word in ("'", "’") else at + 1
    plural = i < len(tokens) and tokens[i].word == "s" and tokens[i].end - tokens[at].end == i - at
    if value is None or value % 10 or not plural or len(tokens[at].word) not in (2, 4):
        return None
    return Reading("decade", f"{value // 10}X" if value >= 1000 else f"{value}s", at, i + 1)


def time_of_day(tokens: Sequence[Token], at: int, words: Lexicon) -> Reading | None:
    """A time of day ("17:30", "5 pm", "5.30 p.m."), in 24 hours."""
    if tokens[at].kind != "d":
        return None
    head, dot, tail = tokens[at].word.partition(".")
    hour, minute, i = number_of(head), number_of(tail) if dot else 0, at + 1
    colon = i + 1 < len(tokens) and tokens[i].word == ":" and tokens[i + 1].end - tokens[at].end == 3 and len(tokens[i + 1].word) == 2
    if colon and not dot:
        minute, i = number_of(tokens[i + 1].word), i + 2
    half, i = _half_of_day(tokens, i, words)
    if hour is None or minute is None or minute > 59 or hour > 23 or not (half or colon):
        return None
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return Reading("time", f"{hour:02}:{minute:02}", at, i)


def _half_of_day(tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[str, int]:
    if at < len(tokens) and words.has("day_parts", tokens[at].word):
        return tokens[at].word, at + 1
    short = "".join(token.word for token in tokens[at : at + 3]).replace(".", "")
    if at + 2 < len(tokens) and tokens[at + 1].word == "." and words.has("day_parts", short):
        closing = at + 3 < len(tokens) and tokens[at + 3].word == "." and tokens[at + 3].start == tokens[at + 2].end
        return short, at + 4 if closing else at + 3
    return "", at
