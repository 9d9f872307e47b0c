"""The hint for a quote that was not found: the passage most like it, and the words that differ."""

from __future__ import annotations

import random

import pytest

from generator.quotes.nearest import nearest, word_diff
from generator.quotes.normalise import normalise
from tests.support import an_end

GAZETTE = """\
Sarun pass shut

The crossing at Sarun stayed shut for nine days, the keeper of the toll house said on Tuesday. He did not open it for the mail coach.

“The snow is not the reason,” he added. The league counted 1,200 carts; the keeper counted 1,500 carts in the café.
"""
TEXT = normalise(GAZETTE)

CASES = [
    # quote, raw passage, differences, word at the offset
    ("stayed shut for ten days", "stayed shut for nine days,", (("ten", "nine"), ("days", "days,")), "ten"),
    ("stayed shut for ten days, the", "stayed shut for nine days, the", (("ten", "nine"),), "ten"),
    ("He did open it for the mail", "He did not open it for the mail", (("", "not"),), "open"),
    ("He did not quite open it for the", "He did not open it for the", (("quite", ""),), "quite"),
    ("the league counted 1,500 carts;", "The league counted 1,200 carts;", (("the", "The"), ("1,500", "1,200")), "the"),
    ("Stayed shut for nine days, the", "stayed shut for nine days, the", (("Stayed", "stayed"),), "Stayed"),
    ("counted 1,500 carts in the cafe.", "counted 1,500 carts in the café.", (("cafe.", "café."),), "cafe."),
    ("the snow is not the season", "“The snow is not the reason,”", (("the", '"The'), ("season", 'reason,"')), "the"),
    ("stayed  shut\nfor ten days, the", "stayed shut for nine days, the", (("ten", "nine"),), "ten"),
    ("mail coach. “The rain is not", "mail coach.\n\n“The snow is not", (("rain", "snow"),), "rain"),
    ("The crossing at Sarun [...] He did never open it for", "He did not open it for", (("never", "not"),), "never"),
    ("The crossing at Orlen [...] He did not open it for", "The crossing at Sarun", (("Orlen", "Sarun"),), "Orlen"),
    ("[H]e did never open it for", "He did not open it for", (("never", "not"),), "never"),
    ("[S]tayed shut for ten days, the", "stayed shut for nine days, the", (("ten", "nine"),), "ten"),
    ("tayed shut for nine days, the", "stayed shut for nine days, the", (("tayed", "stayed"),), "tayed"),
    ("stayed shut for nine day", "stayed shut for nine days,", (("day", "days,"),), "day"),
    ("stayed shut for nine days, the", "stayed shut for nine days, the", (), "stayed"),
    ("Sarun pass open The crossing", "Sarun pass shut\n\nThe crossing", (("open", "shut"),), "open"),
    ("carts in the tea house café.", "1,500 carts in the café.", (), None),
]


@pytest.mark.parametrize(("quote", "passage", "differences", "word"), CASES[:-1], ids=[case[0] for case in CASES[:-1]])
def test_the_passage_and_the_words_that_differ(quote: str, passage: str, differences: tuple[tuple[str, str], ...], word: str) -> None:
    found = nearest(TEXT, quote)
    assert found is not None
    assert GAZETTE[found.start : found.end] == passage
    assert found.passage == normalise(passage).text
    assert found.differences == differences
    assert quote[found.offset :].startswith(word)


@pytest.mark.parametrize("quote", ["", "—", "[...]", "[sic]", "nothing like it was ever printed", "of the in a to", "Orlen [...] Dravik"])
def test_there_is_no_hint_where_nothing_is_alike(quote: str) -> None:
    assert nearest(TEXT, quote) is None


def test_there_is_no_hint_where_one_part_is_there_and_the_other_like_nothing() -> None:
    assert nearest(TEXT, "He did not open it [...] nothing like that was ever printed") is None


def test_there_is_no_hint_in_an_empty_source() -> None:
    assert nearest(normalise(""), "stayed shut for nine days") is None


def test_half_of_the_words_are_enough_for_a_hint_and_less_are_not() -> None:
    assert nearest(TEXT, "crossing at Sarun remained closed today") is not None
    assert nearest(TEXT, "crossing at Sarun remained closed today again") is None


def test_of_two_passages_the_one_with_more_of_the_words_is_shown() -> None:
    text = normalise("the old mill was shut for a week " + "and so on " * 60 + " the old mill was shut for nine long days")
    found = nearest(text, "the old mill was shut for ten long days")
    assert found is not None
    assert found.differences == (("ten", "nine"),)


def test_a_chance_hit_of_a_small_word_does_not_widen_the_passage() -> None:
    text = normalise("the x1 x2 x3 x4 crossing stayed shut for nine days x5 x6 x7 of x8")
    found = nearest(text, "the crossing stayed shut for nine days of")
    assert found is not None
    assert found.passage == "x4 crossing stayed shut for nine days x5"


def test_a_long_quote_is_compared_by_its_first_words() -> None:
    words = [f"w{i}" for i in range(500)]
    found = nearest(normalise(" ".join(words)), " ".join([*words[:100], "new", *words[101:450]]))
    assert found is not None
    assert found.differences[0] == ("new", "w100")


DIFFS = [
    ("shut for ten days", "shut for nine days", "shut for [-ten-]{+nine+} days"),
    ("he did open it", "he did not open it", "he did {+not+} open it"),
    ("he did not open it", "he did open it", "he did [-not-] open it"),
    ("the same", "the same", "the same"),
    ("Shut  for\nnine days", "shut for nine days", "[-Shut-]{+shut+} for nine days"),
    ("a b [...] c d e f", "c d x f", "c d [-e-]{+x+} f"),
    ("[S]hut for ten days", "shut for nine days", "shut for [-ten-]{+nine+} days"),
    ("It’s shut", "It's open", "It's [-shut-]{+open+}"),
    ("", "shut", "{+shut+}"),
    ("shut", "", "[-shut-]"),
]


@pytest.mark.parametrize(("quote", "passage", "diff"), DIFFS)
def test_the_difference_in_words(quote: str, passage: str, diff: str) -> None:
    assert word_diff(quote, passage) == diff


def test_a_hint_is_found_or_given_up_in_a_long_text() -> None:
    words = [f"w{i % 50}" for i in random.Random(1).choices(range(1000), k=10_000)]
    with an_end():
        found = nearest(normalise(" ".join(words)), " ".join(["no", *words[:3000]]))
        nearest(normalise("a " * 5000), "a " * 3000)
    assert found is None or found.start == 0
