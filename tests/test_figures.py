"""Figures in running text: what is read, in which form, with which unit and qualifier, and what carries what."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures import Evidence, Figure, figures, judge
from generator.figures.compare import carries, from_fields
from generator.figures.figure import canonical
from generator.figures.lexicon import lexicon
from generator.figures.numerals import digits
from generator.figures.tokens import cut

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(n: int) -> str:
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f" and {in_words(n % 100)}" if n % 100 else "")
    if n == 1_000_000:
        return "one million"
    rest = n % 1000
    return f"{in_words(n // 1000)} thousand" + ("" if not rest else f" and {in_words(rest)}" if rest < 100 else f" {in_words(rest)}")


def short(text: str, language: str = "en") -> list[str]:
    """Each figure as "kind value unit [qualifier]", without what is empty; a plain number without its kind."""
    found = []
    for figure in figures(text, language):
        kind = "" if figure.kind == "number" else figure.kind
        found.append(" ".join(filter(None, (kind, figure.value, figure.unit, f"[{figure.qualifier}]" if figure.qualifier else ""))))
    return found


READ = {
    # numbers
    "9,000 boats and 9000 boats": ["9000", "9000"],
    "9 000 boats, 9\u00a0000 boats, 9'000 boats, 9’000 boats": ["9000"] * 4,
    "1,234,567.5 crowns": ["1234567.5"],
    "1.234.567 crowns": ["1234567"],
    "1,50,000 crowns": ["150000"],
    "0.50 and 4.5 and 10 and 100 and 0": ["0.5", "4.5", "10", "100", "0"],
    "۹٬۰۰۰ and ۴٫۵": ["9000", "4.5"],
    "over “18,00” people": ["printed 18,00 [more than]"],
    "1,2345 and 12.34.56 and 1,00,00 boats": ["printed 1,2345", "printed 12.34.56", "printed 1,00,00"],
    "1000 200 boats": ["1000", "200"],
    "twenty-one boats and twenty five gulls": ["21", "25"],
    "three hundred and fifty-six thousand and seven": ["356007"],
    "two thousand three hundred": ["2300"],
    "nineteen hundred boats": ["1900"],
    "a hundred boats, a thousand gulls": ["100", "1000"],
    "one hundred and one boats, one thousand gulls": ["101", "1000"],
    "two hundred and the others, two hundred and a few": ["200", "200", "vague a few"],
    "two three": ["2", "3"],
    "twenty twelve": ["20", "12"],
    "five and six": ["5", "6"],
    "ten and twenty": ["10", "20"],
    "thirty ten": ["30", "10"],
    "twenty-zero": ["20", "0"],
    "4.5 million people": ["4500000"],
    "4.5-million deal, 9k boats, 2bn boats": ["4500000", "9000", "2000000000"],
    "two million three thousand": ["2003000"],
    "two thousand million": ["2000000000"],
    "two dozen gulls and half a dozen boats": ["24", "6"],
    "half a million boats": ["500000"],
    "two and a half million boats, two-and-a-half boats": ["2500000", "2.5"],
    "3 and a half": ["3.5"],
    "two and a boat": ["2"],
    "two million and a half": ["2500000"],
    "½ mile, 2½ hours, 2 ½": ["0.5 mile", "2.5 hour", "2", "0.5"],
    "1/2 and 2/3 and 24/7 and 11/11 and 3/2": ["0.5", "2/3", "printed 24/7", "printed 11/11", "printed 3/2"],
    "a third of them, two-thirds, two thirds of it, half of it": ["1/3", "2/3", "2/3", "0.5"],
    "one third of them, one-third of them, three quarters": ["1/3", "1/3", "0.75"],
    "a third boat": ["ordinal 3"],
    "20,000-strong": ["20000"],
    "1" * 41: ["printed " + "1" * 41],
    "1" * 40: ["1" * 40],
    "No. 10 and #3": ["10", "3"],
    "twice and thrice, tenfold": ["2 time", "3 time", "10 time"],
    "two times": ["2 time"],
    # one, first and their like are figures only where nothing else can be meant
    "one of them, no one, one another, one day, the one who": [],
    "first, at first, the first vice warden, once": [],
    "one mile away": ["1 mile"],
    "one-day closure": ["1 day"],
    "one or two boats": ["range 1/2"],
    "one to two miles": ["range 1/2 mile"],
    "the two-one score": ["2"],
    "a boat or an oar": [],
    # ranges
    "27–28 boats, 27-28 boats, 27 to 28 boats, 27 – 28 boats": ["range 27/28"] * 4,
    "two or three boats": ["range 2/3"],
    "between 50 and 60 boats": ["range 50/60"],
    "between about 50 and 60 boats": ["range 50/60 [about]"],
    "between 50 and 50 boats": ["range 50/50"],
    "50 and 60 boats": ["50", "60"],
    "60 to 50": ["60", "50"],
    "60-60": ["60", "60"],
    "28- 29": ["28", "29"],
    "five to six million": ["range 5000000/6000000"],
    "two or three hundred": ["range 200/300"],
    "500 to 2 thousand": ["range 500/2000"],
    "2 thousand to 3 thousand": ["range 2000/3000"],
    "5% to 10%": ["percent 5/10 percent"],
    "$5–6 million, $5 to $6 million": ["money 5000000/6000000 dollar"] * 2,
    "5 to 6th": ["5", "ordinal 6"],
    "5 to": ["5"],
    "5 -": ["5"],
    # units, money, percentages
    "150 miles, 150 km, 150km, 150-mile": ["150 mile", "150 kilometre", "150 kilometre", "150 mile"],
    "9 per cent, 9 percent, 9%, 9 %": ["percent 9 percent"] * 4,
    "three percentage points": ["3 percentage point"],
    "two years ago, two-year, two long years, two more full years": ["2 year"] * 4,
    "a 24-year-old, aged 24": ["24 year", "24 year"],
    "$5, US$ 5, 5 dollars, 5 U.S. dollars, USD 5": ["money 5 dollar"] * 5,
    "$5m and $2b": ["money 5000000 dollar", "money 2000000000 dollar"],
    "€1.5bn": ["money 1500000000 euro"],
    "5m wide, 5 m": ["5 metre", "5"],
    "two seconds": ["2 second"],
    "80 and at least 60 per cent": ["percent 80 percent", "percent 60 percent [at least]"],
    "20 and 30 tonnes": ["20 tonne", "30 tonne"],
    "20 boats and 30 tonnes": ["20", "30 tonne"],
    "20 30 tonnes": ["20", "30 tonne"],
    "2 weeks and 30 tonnes": ["2 week", "30 tonne"],
    "dozens and 30 tonnes": ["vague 12s", "30 tonne"],
    "20, third time, 5 miles": ["20", "ordinal 3", "5 mile"],
    "“20” or “30” miles": ["20 mile", "30 mile"],
    "3 square miles": ["3 square mile"],
    # dates, years, times
    "22 August 2021, August 22, 2021, 22nd of August, 2021, August the 22nd 2021, 2021-08-22": ["date 2021-08-22"] * 5,
    "22 August; Aug. 22; 22 Aug": ["date --08-22"] * 3,
    "August 2021, August of 2021": ["date 2021-08"] * 2,
    "in August": ["date --08"],
    "an august body may march": [],
    "May is warm; in May; 5 May; May 2021": ["date --05", "date --05-05", "date 2021-05"],
    "19 and 20 August 2021": ["date 2021-08-19", "date 2021-08-20"],
    "27–28 August": ["date --08-27", "date --08-28"],
    "5, 6 and 7 August": ["date --08-05", "date --08-06", "date --08-07"],
    "August 5-7": ["date --08-05", "date --08-07"],
    "August 20, 15 boats": ["date --08-20", "15"],
    "on 20 and on 31 August": ["date --08-20", "date --08-31"],
    "31 August 2300": ["date --08-31", "2300"],
    "32 August": ["32", "date --08"],
    "031 August": ["31", "date --08"],
    "0 August": ["0", "date --08"],
    "2021-13-01": ["2021", "13", "1"],
    "2021-08-32": ["2021", "range 8/32"],
    "2021-08-31, 2021-12-31": ["date 2021-08-31", "date 2021-12-31"],
    "the post-9/11 years, 9/11": ["date --09-11"] * 2,
    "in 2016, since 2016, (2016), early 2016": ["year 2016", "year 2016", "year 2016", "year 2016 [early]"],
    "2016 boats": ["2016"],
    "in 2,016": ["2016"],
    "in 999, in 1000, in 2199, in 2200": ["999", "year 1000", "year 2199", "2200"],
    "between 1979 and 1989": ["year 1979", "year 1989"],
    "1979–1989, 1979-89": ["year 1979", "year 1989"] * 2,
    "between 1989 and 1989": ["range 1989/1989"],
    "pre-2001": ["year 2001"],
    "in 2001 miles": ["2001 mile"],
    "the 1990s, the 90s, the nineties, late 1990s": ["decade 199X", "decade 90s", "decade 90s", "decade 199X [late]"],
    "1995s and 900s": ["1995", "900"],
    "17:30, 5.30 p.m., 5 pm, 5pm, 12 am, 12 pm": ["time 17:30", "time 17:30", "time 17:00", "time 17:00", "time 00:00", "time 12:00"],
    "25:30 and 17:60": ["25", "30", "17", "60"],
    "23:59, 5:30, 12:15, 17:30 pm": ["time 23:59", "time 05:30", "time 12:15", "time 17:30"],
    "the 1990's, the 1990’s, 1990 s, 1990 's": ["decade 199X", "decade 199X", "1990", "1990"],
    "24/7/365, 24 / 7, 24/ 7, 24 /7": ["printed 24/7/365", "24", "7", "24", "7", "24", "7"],
    "it was two-thirds": ["2/3"],
    "it was two": ["2"],
    "1 pm, 13:05 am": ["time 13:00", "time 13:05"],
    "on August the 22": ["date --08-22"],
    "1.5 to a hundred; 1.5 to dozen": ["range 1.5/100", "range 1.5/12"],
    "two thousand three thousand": ["2003", "1000"],
    "five to twenty-six": ["range 5/26"],
    "1979-79, 1979-100": ["1979", "79", "1979", "100"],
    "5/5, 1/10, 1/11": ["printed 5/5", "0.1", "printed 1/11"],
    "two-one mile": ["2"],
    "1:2": ["1", "2"],
    "around 5 pm": ["time 17:00 [about]"],
    # ordinals and names
    "the 22nd boat, the twenty-second boat, the 1st": ["ordinal 22", "ordinal 22", "ordinal 1"],
    "twenty-first": ["ordinal 21"],
    "the second convoy, 19th century": ["ordinal 2", "ordinal 19 century"],
    "Mi-35, Mi-35s, MI35, BM-21, 5G, 4x4": ["designation mi35"] * 3 + ["designation bm21", "designation 5g", "designation 4x4"],
    "Covid-19-related, G7": ["designation covid19", "designation g7"],
    "under-18s, Post-2001": ["18 [less than]", "year 2001"],
    # vague quantities
    "dozens of boats, hundreds, thousands": ["vague 12s", "vague 100s", "vague 1000s"],
    "hundreds of thousands of dollars": ["vague 100 of 1000s dollar"],
    "tens of thousands, hundreds of boats": ["vague 10 of 1000s", "vague 100s"],
    "a few thousand boats, several hundred boats, many thousands": ["vague few 1000s", "vague several 100s", "vague many 1000s"],
    "a few, few, so few, several, many, numerous, a handful, a couple of days": [
        "vague a few", "vague few", "vague few", "vague several", "vague many", "vague many", "vague handful", "vague couple day"],
    "the last few decades": ["vague a few decade"],
    "how many, as many as 20": ["20 [up to]"],
    # qualifiers
    "around 9 and about 9 and some 9 and roughly 9 and ~9": ["9 [about]"] * 5,
    "more than 9, over 9, in excess of 9, 9+": ["9 [more than]"] * 4,
    "at least 9, no fewer than 9, 9 or more, 9 boats or more, 9 boats at least": ["9 [at least]"] * 5,
    "no more than 9, at most 9, 9 or less": ["9 [at most]"] * 3,
    "up to 9, as many as 9": ["9 [up to]"] * 2,
    "nearly 9, almost 9, just under 9": ["9 [nearly]"] * 3,
    "only 9, just 9, a mere 9": ["9 [only]"] * 3,
    "only about 75,000": ["75000 [about, only]"],
    "less than 9, fewer than 9": ["9 [less than]"] * 2,
    "another 9, about another 9": ["9", "9 [about]"],
    "9 or so, 9 miles or so": ["9 [about]", "9 mile [about]"],
    "more than 9 boats and 8 gulls": ["9 [more than]", "8"],
    "9 boats at least 5 of them new": ["9", "5 [at least]"],
    "9 boats, at least": ["9"],
    "9 big old wooden boats or more": ["9"],
    "9 old boats or more": ["9 [at least]"],
    "only the harbour had 9 boats": ["9"],
    "spoke about two men": ["2"],
    "over the 9 days": ["9 day"],
    "about $5": ["money 5 dollar [about]"],
    "more than a thousand": ["1000 [more than]"],
    "about 22 August, late August, mid-August, the end of August 2021": [
        "date --08-22 [about]", "date --08 [late]", "date --08 [mid]", "date 2021-08 [late]"],
    "about 22–23 August": ["date --08-22 [about]", "date --08-23 [about]"],
    "about Monday 22 August": ["date --08-22 [about]"],
    "over 22 August, nearly 1990": ["date --08-22", "1990 [nearly]"],
    "late 9 boats": ["9"],
    "more than the second boat, about Mi-35": ["ordinal 2", "designation mi35"],
    # what is no figure
    "see https://gazette.example/2021/9 and www.gazette.example/7": [],
    "the tent, eighty-ish, often, someone": ["80"],
    "": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_figures_are_read_in_one_form(text: str, expected: list[str]) -> None:
    assert short(text) == expected


def test_a_figure_says_where_it_stands() -> None:
    text = "Of more than 1,500 boats, twenty-one left on 5 May 2021 for US$ 30, 5% by 2½ miles; the Mi-35s a few thousand."
    assert [text[f.start : f.end] for f in figures(text)] == [
        "1,500", "twenty-one", "5 May 2021", "US$ 30", "5", "2½", "Mi-35s", "a few thousand"]  # fmt: skip


def test_each_date_of_a_list_has_its_own_place() -> None:
    text = "on 19 and 20 August 2021; August 5-7"
    assert [text[f.start : f.end] for f in figures(text)] == ["19", "20 August 2021", "August 5", "7"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 1979–89 there", ["1979", "89"]),
        ("between 1979 and 1989 there", ["1979", "1989"]),
        ("at 5.30 p.m. there, at 5 p.m there, at 17:30 there, at 5 pm there", ["5.30 p.m.", "5 p.m", "17:30", "5 pm"]),
        ("the twenty-second boat, the 22nd boat, the third boat", ["twenty-second", "22nd", "third"]),
        ("two-thirds there, a third of it, twice there, half there", ["two-thirds", "a third", "twice", "half"]),
        ("half a million there, two and a half there, 2½ there, a hundred there", ["half a million", "two and a half", "2½", "a hundred"]),
        ("2 to 3 million there, one or two there, one mile there", ["2 to 3 million", "one or two", "one"]),
        ("24/7/365 there, 18,00 there, 1/2 there", ["24/7/365", "18,00", "1/2"]),
        ("$5m there, 4.5 million there, 9k there", ["$5m", "4.5 million", "9k"]),
        ("Mi-35 there, 4x4 there, 1990s there, nineties there, 1990's there", ["Mi-35", "4x4", "1990s", "nineties", "1990's"]),
        ("hundreds of thousands of them, a few of it, several hundred there", ["hundreds of thousands", "a few", "several hundred"]),
        ("on 2021-08-22 there, 9/11 there, Aug. 22 there, in Aug. It was, in August", ["2021-08-22", "9/11", "Aug. 22", "Aug", "August"]),
        ("August the 22nd there, 22nd of August 2021 there, August of 2021 there", ["August the 22nd", "22nd of August 2021", "August of 2021"]),
    ],
)
def test_a_figure_is_as_long_as_its_words(text: str, expected: list[str]) -> None:
    assert [text[f.start : f.end] for f in figures(text)] == expected


def test_a_language_without_lists_has_digits_only() -> None:
    assert short("About 9,000 boats, zwei Boote, 5 August, 7 km, a few", "xx") == ["9000", "5", "7"]
    assert not lexicon("xx").known
    assert not lexicon("../en").known
    assert lexicon("en-GB") == lexicon("en")


def test_the_default_language_is_english() -> None:
    assert figures("two boats") == figures("two boats", "en")


@pytest.mark.parametrize(
    ("word", "decimal", "expected"),
    [("9.000,5", ",", "9000.5"), ("9,5", ",", "9.5"), ("1.234.567", ",", "1234567"), ("9.5", ".", "9.5"), ("9 000", ".", "9000")],
)
def test_the_decimal_mark_is_the_languages(word: str, decimal: str, expected: str) -> None:
    found = digits(word, decimal)
    assert found is not None
    assert canonical(found) == expected


@given(st.integers(0, 1_000_000))
def test_words_and_digits_are_one_figure(n: int) -> None:
    spelt = figures(f"There were {in_words(n)} boats")
    expected = [] if n == 1 else [str(n)]
    assert [f.value for f in spelt] == expected
    assert [f.value for f in figures(f"There were {n:,} boats")] == [str(n)]
    assert [f.value for f in figures(f"There were {in_words(n).replace('-', ' ')} boats")] == expected


@given(st.integers(0, 10**15), st.sampled_from([",", " ", "\u00a0", "\u2009", "\u202f", "'", "’", "\u066c", ""]))
def test_separators_never_change_the_value(n: int, separator: str) -> None:
    assert [f.value for f in figures(f"There were {f'{n:,}'.replace(',', separator)} boats")] == [str(n)]


@given(st.fractions(min_value=0))
def test_the_one_form_of_a_number_keeps_its_value(value: Fraction) -> None:
    assert Fraction(canonical(value)) == value


@given(st.decimals(0, 10**9, places=4))
def test_the_one_form_has_no_needless_digits(value: object) -> None:
    form = canonical(Fraction(str(value)))
    assert "/" not in form
    assert not ("." in form and form[-1] in "0.")


PIECES = ["about", "9", ",", ".", "-", "–", "two", "hundred", "and", "a", "half", "of", "May", "August", "2021", "/", ":", "$", "%", "miles", "½",
          "a few", "thousands", "th", "s", "to", "between", " ", "“", "or", "more", "one", "Mi", "pm", "\n", "²", "٣", "at least", "the"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.lists(st.sampled_from(PIECES)).map(" ".join) | st.text())
def test_no_text_makes_it_fail_and_figures_stand_in_order(text: str) -> None:
    for language in ("en", "xx"):
        found = figures(text, language)
        assert all(f.start < f.end <= len(text) for f in found)
        assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text())
def test_tokens_leave_out_nothing_but_space(text: str) -> None:
    text = text.replace(".", "")
    assert "".join(text[t.start : t.end] for t in cut(text)).replace(" ", "") == "".join(c for c in text if not c.isspace())


def only(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


CARRIED = [
    ("nine days", "9 days"),
    ("150 miles", "about 150 miles"),
    ("around 150 miles", "about 150 miles"),
    ("11 September 2001", "September 11, 2001"),
    ("September 2001", "September 11, 2001"),
    ("11 September", "September 11, 2001"),
    ("in 2001", "September 11, 2001"),
    ("in 2001", "2001 boats"),
    ("2001 boats", "in 2001"),
    ("the 90s", "the 1990s"),
    ("the 1990s", "the nineties"),
    ("the 1990s", "the 1990s"),
    ("the 90s", "the nineties"),
    ("the Mi-35s", "an MI-35"),
    ("“18,00”", "18,00 people"),
    ("5 pm", "17:00"),
    ("twice", "two times"),
    ("half a million", "500,000"),
]
NOT_CARRIED = [
    ("ten days", "nine days"),
    ("150 kilometres", "150 miles"),
    ("150", "150 miles"),
    ("9 miles", "9"),
    ("9%", "9"),
    ("12 September 2001", "September 11, 2001"),
    ("11 August 2001", "September 11, 2001"),
    ("11 September 2002", "September 11, 2001"),
    ("11 September 2001", "September 11"),
    ("11 September 2001", "September 2001"),
    ("11 September 2001", "in 2001"),
    ("in 2002", "September 11, 2001"),
    ("in 2001", "2,001 boats"),
    ("in 2001", "2001 miles"),
    ("2001 miles", "in 2001"),
    ("in 2001", "2002 boats"),
    ("2,001 boats", "in 2001"),
    ("the 1990s", "the 1890s"),
    ("the 1980s", "the nineties"),
    ("in 1990", "the 1990s"),
    ("the 1990s", "in 1990"),
    ("Mi-35", "Mi-24"),
    ("18,000", "18,00 people"),
    ("dozens", "36"),
    ("12", "dozens"),
    ("a few thousand", "a few"),
    ("hundreds", "hundreds of thousands"),
    ("50 to 60", "50"),
    ("50", "50 to 60"),
    ("the 2nd", "2"),
    ("5 pm", "5"),
    ("$5", "5 euros"),
]


@pytest.mark.parametrize(("own", "source"), CARRIED)
def test_a_figure_is_carried_by_its_like(own: str, source: str) -> None:
    assert carries(only(source), only(own))


@pytest.mark.parametrize(("own", "source"), NOT_CARRIED)
def test_a_figure_is_not_carried_by_another(own: str, source: str) -> None:
    assert not carries(only(source), only(own))


def test_a_year_known_from_elsewhere_completes_a_date() -> None:
    own, source = only("15 August 2021"), only("August 15")
    assert judge(own, Evidence((source,), years=frozenset({"2021"}))).carried
    assert not judge(own, Evidence((source,), years=frozenset({"2020"}))).carried
    assert not judge(own, Evidence((only("August 15, 2020"),), years=frozenset({"2021"}))).carried


QUALIFIED = [
    ("about 9", "around 9", "", ""),
    ("9", "around 9", "about", ""),
    ("about 9", "9", "", "about"),
    ("over 9", "about 9", "about", "more than"),
    ("about 9", "only about 9", "only", ""),
    ("9", "about 9; there were 9", "", ""),
    ("more than 9", "up to 9; about 9; more than 9", "", ""),
    ("August 2021", "about 22 August 2021", "", ""),
    ("in 2021", "about 22 August 2021", "", ""),
    ("22 August", "about 22 August 2021", "about", ""),
    ("August 2021", "late August 2021", "late", ""),
    ("late August", "22 August 2021", "", ""),
    ("late August", "20 August 2021", "", ""),
    ("late August", "19 August 2021", "", "late"),
    ("early August", "11 August 2021", "", ""),
    ("early August", "12 August 2021", "", "early"),
    ("mid-August", "8 August 2021", "", ""),
    ("mid-August", "7 August 2021", "", "mid"),
    ("mid-August", "23 August 2021", "", ""),
    ("mid-August", "24 August 2021", "", "mid"),
    ("about August 2021", "24 August 2021", "", ""),
    ("early 2021", "4 April 2021", "", ""),
    ("early 2021", "4 June 2021", "", "early"),
    ("late 2021", "4 September 2021", "", ""),
    ("late 2021", "4 August 2021", "", "late"),
    ("early 2021", "August 2021", "", "early"),
    ("only 22 August", "22 August 2021", "", "only"),
]


@pytest.mark.parametrize(("own", "source", "lost", "gained"), QUALIFIED)
def test_qualifiers_are_neither_lost_nor_gained(own: str, source: str, lost: str, gained: str) -> None:
    verdict = judge(only(own), Evidence(tuple(figures(source))))
    assert verdict.carried
    assert (", ".join(sorted(verdict.lost)), ", ".join(sorted(verdict.gained))) == (lost, gained)


def test_of_several_that_carry_a_figure_the_best_is_near() -> None:
    one, other, third = only("only about 9"), only("about 9"), only("about 9 or so")
    assert judge(only("9"), Evidence((one, other, third))).near is other
    assert judge(only("8"), Evidence((one,))).near is None


def test_a_word_for_one_carries_the_figure_one() -> None:
    assert judge(only("1 boat in all".replace(" in all", "")), Evidence(one=True)).carried
    assert not judge(only("2 boats"), Evidence(one=True)).carried
    assert not judge(only("1 boat"), Evidence(first=True)).carried
    assert judge(only("1st"), Evidence(first=True)).carried
    assert not judge(only("1st"), Evidence(one=True)).carried
    assert not judge(only("2nd"), Evidence(first=True)).carried


def test_evidence_adds_up() -> None:
    nine, ten = only("9"), only("10")
    both = Evidence((nine,), one=True, years=frozenset({"2021"})) | Evidence((ten,), first=True, years=frozenset({"2020"}))
    assert both == Evidence((nine, ten), True, True, frozenset({"2020", "2021"}))
    assert (Evidence() | Evidence(one=True)).one
    assert (Evidence(first=True) | Evidence()).first
    assert not (Evidence() | Evidence()).one
    assert not (Evidence() | Evidence()).first


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("2021-08-22", ["date 2021-08-22"]),
        ("2021-08-22~", ["date 2021-08-22 about"]),
        ("2021-08-22%", ["date 2021-08-22 about"]),
        ("2021-08-22?", ["date 2021-08-22", "date 2021-08-22 about"]),
        ("2021-08", ["date 2021-08"]),
        ("2016", ["year 2016"]),
        ("1979/1989", ["year 1979", "year 1979 about", "year 1989", "year 1989 about"]),
        ("2021-08-27~/2021-08-28~", ["date 2021-08-27 about", "date 2021-08-28 about"]),
    ],
)
def test_date_fields_carry_their_days(field: str, expected: list[str]) -> None:
    evidence = from_fields([field])
    assert [f"{f.kind} {f.value} {f.qualifier}".strip() for f in evidence.figures] == expected
    assert evidence.years == {f.value[:4] for f in evidence.figures}
    assert all((f.unit, f.start, f.end) == ("", 0, 0) for f in evidence.figures)
