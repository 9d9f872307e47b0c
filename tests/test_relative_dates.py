"""What days the words of a dated text mean. Each row: words, the day of publication, the days; 1 March 2021 is a Monday."""

from __future__ import annotations

from datetime import date

import pytest

from generator import dates
from generator.relative_dates import Interval, mentions, span


def days(first: str, last: str = "") -> Interval:
    return date.fromisoformat(first), date.fromisoformat(last or first)


def meant(words: str, published: str) -> list[Interval]:
    """The days that the only date of a text may mean."""
    (found,) = mentions(words, "en", dates.parse(published))
    return list(found.days)


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("It fell this morning.", "2021-03-04", days("2021-03-04")),
        ("It fell last night.", "2021-03-01", days("2021-02-28")),
        ("It fell the day before yesterday.", "2021-03-04", days("2021-03-02")),
        ("It opens tomorrow.", "2020-02-28", days("2020-02-29")),
        # A week reaches from the Sunday that some begin it with to the Sunday that others end it with.
        ("It fell this week.", "2021-03-04", days("2021-02-28", "2021-03-07")),
        ("It fell this week.", "2021-03-01", days("2021-02-28", "2021-03-07")),
        ("It fell this week.", "2021-03-07", days("2021-02-28", "2021-03-07")),
        ("It fell earlier last week.", "2021-03-04", days("2021-02-21", "2021-02-28")),
        ("It opens next week.", "2021-03-04", days("2021-03-07", "2021-03-14")),
        ("It fell this month.", "2021-03-04", days("2021-03-01", "2021-03-31")),
        ("It fell last month.", "2021-01-04", days("2020-12-01", "2020-12-31")),
        ("It opens next month.", "2020-12-31", days("2021-01-01", "2021-01-31")),
        ("It fell this year.", "2021-03-04", days("2021-01-01", "2021-12-31")),
        ("It fell last year.", "2021-03-04", days("2020-01-01", "2020-12-31")),
        ("It opens next year.", "2021-03-04", days("2022-01-01", "2022-12-31")),
        # A source of "about 1 March" is of 26 February to 4 March, and so are its words.
        ("It fell yesterday.", "2021-03-01~", days("2021-02-25", "2021-03-03")),
        ("It fell last month.", "2021-03-01~", days("2021-01-01", "2021-02-28")),
        ("It fell this year.", "2021-01-02~", days("2020-01-01", "2021-12-31")),
    ],
)
def test_relative_words_mean_days_seen_from_the_publication(words: str, published: str, expected: Interval) -> None:
    assert meant(words, published) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # The text is of Thursday, 4 March 2021.
        ("It fell on Thursday.", ["2021-03-04"]),
        ("It fell on Friday.", ["2021-02-26"]),
        ("It fell last Wednesday.", ["2021-02-24", "2021-03-03"]),
        ("It fell Last Wednesday.", ["2021-02-24", "2021-03-03"]),
        ("It will open on Wednesday.", ["2021-03-03", "2021-03-10"]),
        ("Next Wednesday it opens.", ["2021-03-03", "2021-03-10"]),
        ("It was due to open on Thursday.", ["2021-03-04", "2021-03-11"]),
        ("It will open, the council of the lower town has now told us, on Wednesday.", ["2021-03-03"]),
        ("It fell on Wednesday and will open soon.", ["2021-03-03"]),
    ],
)
def test_a_weekday_is_the_latest_such_day_or_also_the_next_where_the_words_look_ahead(words: str, expected: list[str]) -> None:
    assert meant(words, "2021-03-04") == [days(day) for day in expected]


def test_words_that_look_ahead_are_seen_up_to_forty_characters_before_the_weekday() -> None:
    def after(letters: int) -> int:
        return len(meant(f"It will {'x' * letters} Monday", "2021-03-04"))

    assert after(34) == 2  # "will", a space, 34 letters and a space
    assert after(35) == 1
    assert len(meant("It will" + " so" * 12 + "  on Monday", "2021-03-04")) == 1


def test_a_weekday_seen_from_a_month_is_any_that_its_first_two_weeks_leave_possible() -> None:
    assert meant("It fell on Monday.", "2021-03") == [days("2021-03-01"), days("2021-03-08"), days("2021-03-15")]


@pytest.mark.parametrize(
    ("words", "expected", "exact"),
    [
        ("It fell in March 2021.", days("2021-03-01", "2021-03-31"), True),
        ("It fell in February 2020.", days("2020-02-01", "2020-02-29"), True),
        ("It fell in December 1999.", days("1999-12-01", "1999-12-31"), True),
        ("It fell on 2 March 1987.", days("1987-03-02"), True),
        ("It fell on Monday the 2nd of March, 1987.", days("1987-03-02"), True),
        ("It fell on March 22nd, 1987.", days("1987-03-22"), True),
        ("It fell on the 3rd of January.", days("2021-01-03"), False),
        ("It fell on January 31st.", days("2021-01-31"), False),
        # Without a year it is the day nearest to the publication.
        ("It fell on 20 December.", days("2020-12-20"), False),
        ("It fell on 10 July.", days("2020-07-10"), False),
        ("It opens on 15 June.", days("2021-06-15"), False),
    ],
)
def test_a_date_in_a_text_is_its_days(words: str, expected: Interval, exact: bool) -> None:
    (found,) = mentions(words, "en", dates.parse("2021-01-04"))
    assert found.days == (expected,)
    assert found.exact == exact
    assert found.weekday == ""


def test_a_day_without_a_year_may_lie_in_the_year_after_the_publication() -> None:
    assert meant("It opens on 3 January.", "2021-12-30") == [days("2022-01-03")]
    assert meant("It opens on 29 February.", "2019-12-30") == [days("2020-02-29")]


@pytest.mark.parametrize(("words", "exact"), [("on 31 April 2021", True), ("on 31 April", False), ("in May 0000", True)])
def test_a_day_that_the_calendar_does_not_have_is_a_mention_without_days(words: str, exact: bool) -> None:
    (found,) = mentions(f"It fell {words}.", "en", dates.parse("2021-03-04"))
    assert (found.words, found.days, found.exact, found.weekday) == (words.split(" ", 1)[1], (), exact, "")


def test_a_stated_weekday_is_held_against_the_year_that_is_meant() -> None:
    (found,) = mentions("It fell on Monday, 2 March.", "en", dates.parse("2021-03-04"))
    assert found.weekday == "Tuesday"
    (found,) = mentions("It fell on Monday, 2 March.", "en", dates.parse("2020-03-04"))
    assert found.weekday == ""


def test_the_words_and_their_place_are_told() -> None:
    found = mentions("On Monday it rained, last week too, and in March 2020.", "en", dates.parse("2021-03-04"))
    assert [(one.words, one.at) for one in found] == [("Monday", 3), ("last week", 21), ("March 2020", 43)]


def test_without_a_publication_only_whole_dates_are_found() -> None:
    found = mentions("On Monday, last week, on 3 April, in May 2021, on 2 June 2021 and today.", "en")
    assert [one.words for one in found] == ["May 2021", "2 June 2021"]


@pytest.mark.parametrize("text", ["At last weeks passed.", "It may rain.", "The Monday-club met.", "Marching", "todays", ""])
def test_other_words_are_no_dates(text: str) -> None:
    assert mentions(text, "en", dates.parse("2021-03-04")) == []


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2021-03-04", days("2021-03-04")),
        ("2021-03-04%", days("2021-03-01", "2021-03-07")),
        # February is a month even where it is short, and a year one even where it is not leap.
        ("2021-02~", days("2021-01-01", "2021-03-31")),
        ("2021-02-01~/2021-02-27", days("2021-01-29", "2021-03-02")),
        ("2021~", days("2020-01-01", "2023-01-01")),
        ("2021-01~/2021-11", days("2020-12-01", "2021-12-31")),
    ],
)
def test_about_reaches_by_the_length_of_what_is_dated(edtf: str, expected: Interval) -> None:
    assert span(dates.parse(edtf)) == expected
