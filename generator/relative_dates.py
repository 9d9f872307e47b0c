"""What days the words of a dated text mean: "on Thursday", "last week", "20 August", "Friday, August 20, 2021", seen from its date of publication.

Returns intervals, never a guess at one day where the words leave several. The words are data, by language. Must not read the clock.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from generator.dates import Date
from generator.lexicon import any_of, lists, telling_piece, tellings

_SLACK = {"day": 3, "month": 31, "year": 366}

Interval = tuple[date, date]


@dataclass(frozen=True)
class Mention:
    """A date in a text: the words, their place, the days they may mean, and whether a stated weekday contradicts the stated day.

    `days` is empty where the words name no day of the calendar. `weekday` is the name that belongs to the day where the text's own does not.
    """

    words: str
    at: int
    days: tuple[Interval, ...]
    exact: bool = False
    weekday: str = ""


@dataclass(frozen=True)
class _Calendar:
    # `telling` are pieces of words one of which stands in every date that the pattern finds.
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    relative: dict[str, str]
    ahead: re.Pattern[str] | None
    pattern: re.Pattern[str]
    telling: frozenset[str]


def span(when: Date) -> Interval:
    """The days that a date may mean: "about" and "possibly" reach three days, a month or a year beyond either end, by the date's precision."""
    if not when.qualifier:
        return when.first, when.last
    length = (when.last - when.first).days
    reach = _SLACK["day" if length < 27 else "month" if length < 360 else "year"]
    return _move(when.first, -reach), _move(when.last, reach)


def meet(a: Interval, b: Interval) -> bool:
    """Whether two intervals share a day."""
    return a[0] <= b[1] and b[0] <= a[1]


def mentions(text: str, language: str, published: Date | None = None) -> list[Mention]:
    """Every date in a text. Weekdays, months without a year and "last week" need `published`; without it they are left out."""
    names = _calendar(language)
    if names is None or names.telling.isdisjoint(tellings(text, language)):
        return []
    return [mention for found in names.pattern.finditer(text) if (mention := _read(found, names, published))]


def _read(found: re.Match[str], names: _Calendar, published: Date | None) -> Mention | None:
    words, at = found[0], found.start()
    weekday = found["weekday"] or found["alone"] or ""
    if found["month"] or found["month2"]:
        month = names.months.index(found["month"] or found["month2"]) + 1
        day, year = found["day"] or found["day2"], found["year"] or found["year2"]
        return _stated(words, at, names, weekday, (int(year) if year else None, month, int(day)), published)
    if found["month3"]:
        month, year = names.months.index(found["month3"]) + 1, int(found["year3"])
        return Mention(words, at, (_month(year, month),) if year else (), exact=True)
    if published is None:
        return None
    first, last = span(published)
    if weekday:
        before = found.string[max(0, at - 40) : at]
        forward = bool(names.ahead and names.ahead.search(before))
        return Mention(words, at, tuple(_weekday(names.weekdays.index(weekday), first, last, forward, found["last"] is not None)))
    unit, _, shift = names.relative[" ".join(words.lower().split())].partition(" ")
    return Mention(words, at, (_shifted(unit, int(shift), first, last),))


def _stated(words: str, at: int, names: _Calendar, weekday: str, parts: tuple[int | None, int, int], published: Date | None) -> Mention | None:
    """A day and month; without a year it is the one nearest to the publication."""
    year, month, day = parts
    if year is None and published is None:
        return None
    years = [year] if year else sorted({published.first.year - 1, published.first.year, published.last.year + 1}) if published else []
    days = [found for candidate in years if (found := _day(candidate, month, day))]
    if not days:
        return Mention(words, at, (), exact=year is not None)
    if year is None and published is not None:
        anchor = published.last
        days = [min(days, key=lambda one: abs((one - anchor).days))]
    actual = names.weekdays[days[0].weekday()]
    return Mention(words, at, ((days[0], days[0]),), exact=year is not None, weekday=actual if weekday and actual != weekday else "")


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year or 1, month, day)
    except ValueError:
        return None


def _month(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _weekday(number: int, first: date, last: date, forward: bool, last_one: bool) -> Iterator[Interval]:
    """The most recent such day seen from each day of the window; also the next one, or (for "last Friday") the one before."""
    found: set[date] = set()
    for offset in range(min((last - first).days, 14) + 1):
        seen_from = _move(first, offset)
        latest = _move(seen_from, -((seen_from.weekday() - number) % 7))
        found.update((latest, *([_move(latest, 7)] if forward else []), *([_move(latest, -7)] if last_one else [])))
    for one in sorted(found):
        yield one, one


def _shifted(unit: str, shift: int, first: date, last: date) -> Interval:
    if unit == "day":
        return _move(first, shift), _move(last, shift)
    if unit == "week":  # weeks begin on Sunday for some and on Monday for others
        return _move(first, 7 * shift - first.weekday() - 1), _move(last, 7 * shift + 6 - last.weekday())
    if unit == "month":
        return _month(*_months_on(first, shift))[0], _month(*_months_on(last, shift))[1]
    return date(_year(first.year + shift), 1, 1), date(_year(last.year + shift), 12, 31)


def _months_on(day: date, shift: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
    return _year(year), month + 1


def _year(year: int) -> int:
    return min(max(year, date.min.year), date.max.year)


def _move(day: date, days: int) -> date:
    """So many days on, stopping at either end of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


@cache
def _calendar(language: str) -> _Calendar | None:
    data: dict[str, Any] = lists(language).get("calendar", {})
    if not data:
        return None
    weekdays, months, relative = tuple(data["weekdays"]), tuple(data["months"]), dict(data["relative"])
    week, month = "|".join(weekdays), "|".join(months)
    spoken = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(relative, key=lambda phrase: -len(phrase)))
    lead = rf"(?:(?P<weekday>{week})\s*,?\s+(?:the\s+)?)?"
    day_first = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{month})(?:,?\s+(?P<year>\d{{4}}))?"
    month_first = rf"(?P<month2>{month})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year2>\d{{4}}))?"
    month_alone = rf"(?P<month3>{month})\s+(?P<year3>\d{{4}})"
    alone = rf"(?P<last>[Ll]ast\s+)?(?P<alone>{week})"
    body = rf"\b(?:{lead}(?:{day_first}|{month_first})|{month_alone}|{alone}|(?i:{spoken}))(?![\w-])"
    telling = frozenset(map(telling_piece, (*weekdays, *months, *relative)))
    return _Calendar(weekdays, months, relative, any_of(data.get("ahead", ()), re.IGNORECASE), re.compile(body), telling)
