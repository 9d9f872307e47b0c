"""Dates as text in EDTF form (ISO 8601-2, levels 0 and 1, the part an editor needs).

Turns `2021-08-22~`, `2021-08` or `2021-08-27/2021-08-28` into a `Date` with first and last day, and back
into plain words. Must not read the clock: a page that says "today" would differ between two builds.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")
_MONTHS = tuple(calendar.month_name)
_QUALIFIERS = {"~": "about ", "?": "possibly ", "%": "possibly about "}


@dataclass(frozen=True)
class Date:
    """A day, month, year or interval. `first` and `last` are inclusive days; `qualifier` is "", "~", "?" or "%"."""

    edtf: str
    first: date
    last: date
    qualifier: str = ""

    @property
    def is_day(self) -> bool:
        """True where exactly one day is meant, however uncertain."""
        return self.first == self.last


@lru_cache(maxsize=1 << 12)
def parse(edtf: str) -> Date:
    """The `Date` that an EDTF string stands for.

    Accepts `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, each with an optional `~` (about), `?` (possibly) or `%` (both), and
    `A/B` for an interval. Raises ValueError with a message for the editor on anything else, on a day that the
    calendar does not have, and on an interval that ends before it begins.
    """
    start, slash, end = edtf.partition("/")
    first = _point(start, edtf)
    if not slash:
        return first
    last = _point(end, edtf)
    if last.last < first.first:
        raise ValueError(f'the interval "{edtf}" ends before it begins; write the earlier date first')
    qualifier = "~" if "~" in edtf or "%" in edtf else "?" if "?" in edtf else ""
    return Date(edtf, first.first, last.last, qualifier)


@lru_cache(maxsize=1 << 12)
def in_words(edtf: str) -> str:
    """The date as a reader says it: `22 August 2021`, `about 22–23 August 2021`, `August 2021`. Raises as `parse`."""
    parse(edtf)
    start, slash, end = edtf.partition("/")
    if not slash:
        point = _point(start, edtf)
        return _QUALIFIERS.get(point.qualifier, "") + _plain(start)
    a, b = _point(start, edtf), _point(end, edtf)
    lead = _QUALIFIERS.get(a.qualifier or b.qualifier, "")
    left, right = _plain(start), _plain(end)
    if a.is_day and b.is_day and a.first.year == b.first.year:
        same_month = a.first.month == b.first.month
        left = str(a.first.day) if same_month else f"{a.first.day} {_MONTHS[a.first.month]}"
        return f"{lead}{left}{'–' if same_month else ' – '}{right}"
    return f"{lead}{left} – {right}"


def _point(text: str, whole: str) -> Date:
    found = _POINT.fullmatch(text)
    if not found:
        raise ValueError(f'"{whole}" is not an EDTF date; write it like 2021-08-20, 2021-08, 2021-08-22~ or 2021-08-27/2021-08-28')
    year, month, day = (int(part) if part else None for part in found.group(1, 2, 3))
    assert year is not None  # the pattern demands it
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        last_month = 12 if month is None else month
        last = date(year, last_month, calendar.monthrange(year, last_month)[1] if day is None else day)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f'"{whole}" names a day that the calendar does not have') from None
    return Date(text, first, last, found[4] or "")


def _plain(text: str) -> str:
    point = _point(text, text)
    if point.is_day:
        return f"{point.first.day} {_MONTHS[point.first.month]} {point.first.year}"
    if point.first.month == point.last.month:
        return f"{_MONTHS[point.first.month]} {point.first.year}"
    return str(point.first.year)
