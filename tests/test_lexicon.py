"""Words of the lists in running text: what `Finder` skips unread must never hold what it looks for."""

from __future__ import annotations

import gc
import weakref

import pytest

from generator.lexicon import _SILENT, entries, finder, forget, lists, tellings
from generator.relative_dates import mentions
from generator.stances import denies, turns

SOUGHT = sorted(key for key, value in lists("en").items() if isinstance(value, list) and key not in _SILENT)


@pytest.mark.parametrize("key", SOUGHT)
def test_no_phrase_of_a_list_is_skipped_unread(key: str) -> None:
    found = finder("en", key)
    assert found is not None
    for phrase in entries("en", key):
        for text in (f"The keeper {phrase} the lamp.", f"{phrase.capitalize()}, then.", f"“{phrase.upper().replace(chr(39), '’')}”"):
            assert not found.pattern.search(text) or found.may_hold(text), text


def test_a_list_whose_words_stand_everywhere_is_not_looked_for() -> None:
    with pytest.raises(AssertionError, match="function_words"):
        finder("en", "function_words")


@pytest.mark.parametrize("text", ["They crossed on Monday.", "It fell last week.", "On 4 March 2021 it fell.", "TODAY it fell."])
def test_dates_are_not_skipped_unread(text: str) -> None:
    from generator.dates import parse

    assert mentions(text, "en", parse("2021-03-05"))


def test_a_text_without_a_listed_word_turns_nothing() -> None:
    assert not turns("Noor Tal crossed the pass.", "en")
    assert turns("Noor Tal reportedly crossed the pass.", "en")
    assert denies("Noor Tal did not cross.", "en")
    assert not denies("Noor Tal knotted a rope.", "en")


def test_a_language_without_lists_has_nothing_to_look_for() -> None:
    assert tellings("Noor Tal said so on Monday.", "xx") == frozenset()
    assert finder("xx", "speech") is None


def test_what_was_kept_of_texts_is_given_back() -> None:
    text = "Noor Tal said so."
    kept = weakref.ref(tellings(text, "en"))
    gc.collect()
    assert kept() is not None
    forget()
    gc.collect()
    assert kept() is None
