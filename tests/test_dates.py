"""Dates in EDTF: what is understood, how a reader sees it, and that nothing but ValueError ever comes of a wrong one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import Date, in_words, parse


@pytest.mark.parametrize(
    ("edtf", "first", "last", "words"),
    [
        ("2021-08-22", "2021-08-22", "2021-08-22", "22 August 2021"),
        ("2021-08-02", "2021-08-02", "2021-08-02", "2 August 2021"),
        ("2021-08-22~", "2021-08-22", "2021-08-22", "about 22 August 2021"),
        ("2021-08-22?", "2021-08-22", "2021-08-22", "possibly 22 August 2021"),
        ("2021-08-22%", "2021-08-22", "2021-08-22", "possibly about 22 August 2021"),
        ("2021-08", "2021-08-01", "2021-08-31", "August 2021"),
        ("2021-02~", "2021-02-01", "2021-02-28", "about February 2021"),
        ("2020-02", "2020-02-01", "2020-02-29", "February 2020"),
        ("1986", "1986-01-01", "1986-12-31", "1986"),
        ("1986~", "1986-01-01", "1986-12-31", "about 1986"),
        ("0001", "0001-01-01", "0001-12-31", "1"),
        ("9999-12", "9999-12-01", "9999-12-31", "December 9999"),
        ("2021-08-27/2021-08-28", "2021-08-27", "2021-08-28", "27–28 August 2021"),
        ("2021-08-27~/2021-08-28", "2021-08-27", "2021-08-28", "about 27–28 August 2021"),
        ("2021-08-31/2021-09-02", "2021-08-31", "2021-09-02", "31 August – 2 September 2021"),
        ("2020-12-31/2021-01-01", "2020-12-31", "2021-01-01", "31 December 2020 – 1 January 2021"),
        ("1996/2001", "1996-01-01", "2001-12-31", "1996 – 2001"),
        ("2021-07/2021-08", "2021-07-01", "2021-08-31", "July 2021 – August 2021"),
        ("2021-08-01/2021-08", "2021-08-01", "2021-08-31", "1 August 2021 – August 2021"),
        ("2021/2021", "2021-01-01", "2021-12-31", "2021 – 2021"),
    ],
)
def test_a_date_is_its_first_and_last_day_and_reads_in_words(edtf: str, first: str, last: str, words: str) -> None:
    found = parse(edtf)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.is_day == (first == last)
    assert in_words(edtf) == words


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("", "write it like"),
        ("22 August 2021", "write it like"),
        ("2021-8-22", "write it like"),
        ("22-08-2021", "write it like"),
        ("2021-08-22T10:00", "write it like"),
        ("2021-08-22~~", "write it like"),
        (" 2021-08-22", "write it like"),
        ("2021-08-22\n", "write it like"),
        ("２０２１", "write it like"),
        ("2021-08-22/", "write it like"),
        ("/2021-08-22", "write it like"),
        ("2021/2022/2023", "write it like"),
        ("..", "write it like"),
        ("2021-02-29", "the calendar does not have"),
        ("2021-04-31", "the calendar does not have"),
        ("2021-13", "the calendar does not have"),
        ("2021-00", "the calendar does not have"),
        ("2021-08-00", "the calendar does not have"),
        ("2021-00-01", "the calendar does not have"),
        ("0000", "the calendar does not have"),
        ("2021-08-28/2021-08-27", "ends before it begins"),
        ("2021/2020", "ends before it begins"),
    ],
)
def test_a_wrong_date_says_what_to_write(wrong: str, says: str) -> None:
    for read in (parse, in_words):
        with pytest.raises(ValueError, match=says):
            read(wrong)


@given(
    st.one_of(
        st.text(),
        st.from_regex(r"\d{4}(-\d\d(-\d\d)?)?[~?%]?(/\d{4}(-\d\d(-\d\d)?)?[~?%]?)?", fullmatch=True),
        st.from_regex(r"\A[-0-9/~?%]{0,24}\Z"),
    )
)
def test_nothing_but_a_value_error_ever_comes_of_it(text: str) -> None:
    try:
        found = parse(text)
    except ValueError as fault:
        assert str(fault)
        with pytest.raises(ValueError):
            in_words(text)
    else:
        assert found.first <= found.last
        assert found.edtf == text
        assert in_words(text)


@given(st.dates(), st.dates())
def test_every_day_and_every_interval_is_understood(one: date, two: date) -> None:
    first, last = min(one, two), max(one, two)
    assert (parse(one.isoformat()).first, parse(one.isoformat()).last) == (one, one)
    found = parse(f"{first.isoformat()}/{last.isoformat()}")
    assert (found.first, found.last) == (first, last)
    assert str(one.day) in in_words(one.isoformat())
    assert str(one.year) in in_words(one.isoformat())


@pytest.mark.parametrize(
    ("edtf", "qualifier"),
    [
        ("2021-08-22", ""),
        ("2021-08-22~", "~"),
        ("2021-08-22?", "?"),
        ("2021-08-22%", "%"),
        ("2021-08-22/2021-08-23", ""),
        ("2021-08-22~/2021-08-23", "~"),
        ("2021-08-22/2021-08-23~", "~"),
        ("2021-08-22?/2021-08-23", "?"),
        ("2021-08-22/2021-08-23%", "~"),
        ("2021-08-22?/2021-08-23~", "~"),
    ],
)
def test_an_interval_is_as_uncertain_as_its_less_certain_end(edtf: str, qualifier: str) -> None:
    assert parse(edtf).qualifier == qualifier


def test_a_date_made_of_two_days_is_certain_unless_said_otherwise() -> None:
    assert Date("2021-08-22", date(2021, 8, 22), date(2021, 8, 22)) == parse("2021-08-22")
