"""The word lists behind E7, as data by language."""

from __future__ import annotations

import json

import pytest

from generator.quotes import words as module
from generator.quotes.words import Words, weighty, words

WEIGHTY = [
    ("it was not open", "not"),
    ("it DID NOT open", "NOT"),
    ("he couldn't open it", "couldn't"),
    ("he denied it", "denied"),
    ("without a toll", "without"),
    ("by no means open", "by no means"),
    ("reportedly open", "reportedly"),
    ("it may open", "may"),
    ("in excess of what came", "in excess of"),
    ("at least a cart", "at least"),
    ("the so-called league", "so-called"),
    ("if it snows", "if"),
    ("for nine days", "nine"),
    ("twenty-one carts", "twenty-one"),
    ("a dozen carts", "dozen"),
    ("in 1890", "1890"),
    ("some 1,200 carts", "some"),
    ("carts: 1,200, then some", "1,200"),
    ("\u00bd a cart", "\u00bd"),
    ("\u06f9 carts", "\u06f9"),
    ("the 3rd cart", "3rd"),
    ("the open\u2014not shut\u2014pass", "not"),
    ("(never)", "never"),
    ('"no," he', "no"),
    ("a non-toll road", "non-toll"),
    ("a knot, a note, nothingness, ifs", None),
    ("he said on the road", None),
    ("according to the keeper", None),
    ("the old keeper", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "word"), WEIGHTY)
def test_the_first_word_that_may_turn_the_meaning(text: str, word: str | None) -> None:
    assert weighty(text, "en") == word


@pytest.mark.parametrize("language", ["xx", "", "zh-Hant", "../en", "a/b", "."])
def test_a_language_without_lists_knows_only_figures(language: str) -> None:
    assert words(language) == Words()
    assert weighty("not nine", language) is None
    assert weighty("not 9 days", language) == "9"


def test_a_region_changes_nothing() -> None:
    assert words("en-GB") == words("EN") == words("en")


def test_the_english_lists_are_normalised_and_filled() -> None:
    english = words("en")
    for entries in (english.negators, english.hedges, english.qualifiers, english.conditions, english.attributions, frozenset(english.numbers)):
        assert len(entries) > 20
        assert all(entry == entry.lower().strip() for entry in entries)
    assert {"not", "never", "didn't", "no", "denied"} <= english.negators
    assert {"reportedly", "claimed", "believed", "unconfirmed"} <= english.hedges
    assert {"more than", "about", "at least", "only", "around"} <= english.qualifiers
    assert {"said", "according to"} <= english.attributions
    assert (english.numbers["nine"], english.numbers["half"], english.numbers["dozens"]) == (9, 0.5, None)


def test_no_entry_of_the_english_lists_is_given_twice() -> None:
    data = json.loads((module._FOLDER / "en.json").read_text(encoding="utf-8"))
    lists = [data[key] for key in module._LISTS]
    assert all(len(entries) == len(set(entries)) for entries in lists)
