"""Dates: order, weekdays, words such as "last week", and statements that hold only for a time. Each row: an example and what it raises."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import checks, dates, pipeline
from generator.relative_dates import meet, mentions, span
from tests import examples

IDS = set(checks.modules()["dates"].IDS)


def raised(root: Path, example: str) -> set[str]:
    return {problem.check for problem in pipeline.check(examples.write(root, example)).problems} & IDS


def told(words: str) -> str:
    """An example whose source and quote say that the pass was crossed at the time of `words`."""
    sentence = f"Noor Tal crossed the Sarun Pass {words}"
    return f"gazette: {sentence}.\nclaim: {{quote: '{sentence}', text: '{sentence}.', %s}}\n"


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        # The Gazette is of Thursday, 4 March 2021, the Courier of Friday, 5 March.
        ("claim: {happened: 2021-03-05}", "date-order"),
        ("claim: {happened: 2021-03-04}", ""),
        ("claim: {happened: 2021-03-07~}", ""),
        ("claim: {happened: 2021-03-09~}", "date-order"),
        ("claim: {happened: 2021-03}", ""),
        ("claim: {said: 2021-03-05}", "date-order"),
        ("claim: {happened: 2021-03-03, said: 2021-03-02}", "date-order"),
        ("claim: {happened: 2021-03-02, said: 2021-03-03}", ""),
        ("claim: {as_of: 2021-03-05}", "date-order"),
        ("claim: {as_of: 2021-03-04}", ""),
        ("gazette-source: {issued: 2021-03-06}", "date-order"),
        ("gazette-source: {issued: 2021-03-06~}", ""),
        ("explainer: {as_of: 2021-03-06}", "date-order"),
        ("explainer: {as_of: 2021-03-05}", ""),
        ("claim: {happened: 2021-03-09, retired: {date: 2021-04-01, reason: Wrong.}}", ""),
    ],
)
def test_an_event_a_statement_and_a_publication_stand_in_order(example: str, expected: str, tmp_path: Path) -> None:
    assert raised(tmp_path, example) == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("words", "field", "expected"),
    [
        ("on Thursday", "happened: 2021-03-04", ""),
        ("on Thursday", "happened: 2021-02-25", "date-relative"),
        ("on Friday", "happened: 2021-02-26", ""),
        ("on Friday", "happened: 2021-03-05~", "date-relative"),
        ("last Friday", "happened: 2021-02-19", ""),
        ("today", "happened: 2021-03-04", ""),
        ("today", "happened: 2021-03-03", "date-relative"),
        ("yesterday", "happened: 2021-03-03", ""),
        ("earlier this week", "happened: 2021-03-01", ""),
        ("earlier this week", "happened: 2021-02-25", "date-relative"),
        ("last week", "happened: 2021-02-22/2021-02-28", ""),
        ("last week", "happened: 2021-03-03", "date-relative"),
        ("last month", "happened: 2021-02", ""),
        ("last month", "happened: 2021-01", "date-relative"),
        ("last year", "happened: 2020-07-01", ""),
        ("on March 2", "happened: 2021-03-02", ""),
        ("on March 2", "happened: 2020-03-02", "date-relative"),
        ("on Tuesday, March 2", "said: 2021-03-02", ""),
        ("on Tuesday, March 2", "said: 2021-03-03", "date-relative"),
        ("on Monday, March 2", "said: 2021-03-02", "date-weekday"),
        ("on Monday, March 2", "said: 2021-03-02, note: The Gazette prints the wrong weekday.", ""),
        ("on Thursday", "as_of: 2021-03-04", ""),
        ("on Thursday, a guard said on Monday", "happened: 2021-02-25, said: 2021-03-01", ""),
        ("at last and weekly", "happened: 2021-01-01", ""),
    ],
)
def test_the_words_of_a_quote_mean_a_day_seen_from_the_source(words: str, field: str, expected: str, tmp_path: Path) -> None:
    assert raised(tmp_path, told(words) % field) == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("happened", "expected"), [("2021-02-25", set()), ("2021-03-04", set()), ("2021-02-18", {"date-relative"}), ("2021-03-03", {"date-relative"})]
)
def test_a_source_without_a_sure_date_gives_a_window(happened: str, expected: set[str], tmp_path: Path) -> None:
    about = "gazette-source: {issued: 2021-03-04~}\n"
    assert raised(tmp_path, about + told("on Thursday") % f"happened: {happened}") == expected


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("Noor Tal crossed the Sarun Pass on Tuesday, 2 March 2021.", "", ""),
        ("Noor Tal crossed the Sarun Pass on Monday, 2 March 2021.", "", "date-weekday"),
        ("Noor Tal crossed the Sarun Pass on 2 March 2021.", "happened: 2021-03-02", ""),
        ("Noor Tal crossed the Sarun Pass on 2 March 2021.", "happened: 2021-03-01", "date-relative"),
        ("Noor Tal crossed the Sarun Pass, the Gazette wrote on 4 March 2021.", "happened: 2021-03-01", ""),
        ("Noor Tal crossed the Sarun Pass two days before the fair of 3 March 2021.", "happened: 2021-03-01", ""),
        ("Noor Tal crossed the Sarun Pass on 31 April 2021.", "", ""),
        ("Noor Tal still held the Sarun Pass.", "", "date-missing"),
        ("Noor Tal still held the Sarun Pass.", "as_of: 2021-03-04", ""),
        ("Noor Tal said that “we still hold” the Sarun Pass.", "", ""),
        ("Noor Tal held the distillery.", "", ""),
        ("Noor Tal backed it.", "positions: [{of: noor-tal, toward: northern-command, stand: supports, words: backed it}]", "date-missing"),
    ],
)
def test_the_text_of_a_claim_agrees_with_its_dates(text: str, fields: str, expected: str, tmp_path: Path) -> None:
    example = f'claim:\n  text: "{text}"\n' + (f"  {fields}\n" if fields else "")
    assert raised(tmp_path, example) == ({expected} if expected else set())


def test_a_weekday_in_prose_belongs_to_its_date(tmp_path: Path) -> None:
    assert raised(tmp_path, 'text: "It was Monday, 2 March 2021 [@claim-1]."') == {"date-weekday"}


WORDS = ("Monday", "Sunday", "today", "last week", "last month", "next year")


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(["", "~", "?"]), st.sampled_from(WORDS))
def test_every_word_has_a_meaning_on_every_day(day: date, mark: str, words: str) -> None:
    published = dates.parse(day.isoformat() + mark)
    found = mentions(f"on {words} it rained", "en", published)
    assert len(found) == 1
    assert all(first <= last for first, last in found[0].days)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_the_weekday_of_the_day_itself_means_that_day(day: date) -> None:
    (found,) = mentions(day.strftime("on %A"), "en", dates.parse(day.isoformat()))
    assert found.days == ((day, day),)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.booleans())
def test_a_date_written_out_is_read_back(day: date, month_first: bool) -> None:
    text = f"{day:%B} {day.day}, {day.year}" if month_first else f"{day.day} {day:%B} {day.year}"
    (found,) = mentions(text, "en")
    assert found.days == ((day, day),)
    assert found.exact
    (wrong,) = mentions(f"{'Monday' if day.weekday() else 'Tuesday'}, {text}", "en")
    assert wrong.weekday == day.strftime("%A")


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2021-03-04", date(2021, 3, 4), date(2021, 3, 4)),
        ("2021-03-04~", date(2021, 3, 1), date(2021, 3, 7)),
        ("2021-03~", date(2021, 1, 29), date(2021, 5, 1)),
        ("2021?", date(2020, 1, 1), date(2023, 1, 1)),
        ("0001-01-01~", date(1, 1, 1), date(1, 1, 4)),
        ("9999-12-31~", date(9999, 12, 28), date(9999, 12, 31)),
    ],
)
def test_about_reaches_as_far_as_the_precision_says(edtf: str, first: date, last: date) -> None:
    assert span(dates.parse(edtf)) == (first, last)


def test_intervals_meet_where_they_share_a_day() -> None:
    one = (date(2021, 3, 1), date(2021, 3, 4))
    assert meet(one, (date(2021, 3, 4), date(2021, 3, 9)))
    assert meet((date(2021, 3, 4), date(2021, 3, 9)), one)
    assert not meet(one, (date(2021, 3, 5), date(2021, 3, 9)))


@pytest.mark.parametrize("language", ["fa", "xx", "../en"])
def test_a_language_without_a_calendar_has_no_dates(language: str) -> None:
    assert mentions("on Thursday, 4 March 2021", language, dates.parse("2021-03-04")) == []
