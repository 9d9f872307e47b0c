"""Where words and sentences end: the ground of "whole words at both ends" and of "without a sentence end"."""

from __future__ import annotations

import pytest

from generator.quotes.boundaries import between_words, count_words, is_word_character, sentence_ends, word_around

# "|" marks a place; True where a quote may begin or end there.
PLACES = [
    ("the| pass", True),
    ("the |pass", True),
    ("th|e pass", False),
    ("|the pass", True),
    ("the pass|", True),
    ("pass|, then", True),
    ("pass,| then", True),
    ('"|pass', True),
    ("(pass|)", True),
    ("pass.|Then", True),
    ("pass|\u2014then", True),
    ("pass\u2014|then", True),
    ("Sarun|\u2013Orlen", True),
    ("didn|'t", False),
    ("didn'|t", False),
    ("league|'s", False),
    ("carters|' inn", True),
    ("carters'| inn", True),
    ("'|tis", True),
    ("anti|-toll", False),
    ("anti-|toll", False),
    ("pre|- and", True),
    ("pre-| and", True),
    ("toll|--free", True),
    ("toll-|-free", True),
    ("1|,200", False),
    ("1,|200", False),
    ("3|.5", False),
    ("3.|5", False),
    ("7|:30", False),
    ("1|/2", False),
    ("9|\u201311", False),
    ("9\u2013|11", False),
    ("in 1890|.", True),
    ("in 1890|, he", True),
    ("U|.S. envoy", False),
    ("U.|S. envoy", False),
    ("the U.|S. envoy", False),
    ("the U.S.|A.", False),
    ("U.S|. envoy", True),
    ("U.S.| envoy", True),
    ("ab|.cd", True),
    ("ab.|cd", True),
    ("shut in 9.|Then", True),
    ("9.|Then", True),
    ("a.|9", True),
    (".|a", True),
    ("a|.", True),
    ("a|,1", True),
    ("1,|a", True),
    ("a|/b", True),
    ("-|5", False),
    ("\u2212|5", False),
    ("~|200", False),
    ("<|200", False),
    ("$|200", False),
    ("\u20ac|200", False),
    ("(|200", True),
    ("#|a", True),
    ("-|a", True),
    ("$|a", True),
    ("20|%", False),
    ("20%|.", True),
    ("20|\u20ac", False),
    ("20|$", False),
    ("20|)", True),
    ("a|%", True),
    ("snake|_case", False),
    ("e|\u0301", False),
    ("x\u0301|y", False),
    ("\u06cc|\u200c\u062e", False),
    ("\u06cc\u200c|\u062e", False),
    ("\u0915|\u093e", False),
    ("\u93e1|\u9762", True),
    ("\u93e1|a", True),
    ("a|\u93e1", True),
    ("\u0e01|\u0e31", False),
    ("\u0e01|\u0e02", True),
    ("\u1000|\u200d", False),
    ("\u200d|\u1000", False),
]


@pytest.mark.parametrize(("marked", "expected"), PLACES)
def test_where_a_quote_may_begin_or_end(marked: str, expected: bool) -> None:
    at = marked.index("|")
    assert between_words(marked.replace("|", ""), at) is expected


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("a", True),
        ("é", True),
        ("7", True),
        ("_", True),
        ("́", True),
        ("\u200c", True),
        ("\u200d", True),
        (" ", False),
        ("-", False),
        ("'", False),
        ("—", False),
        ("\u200b", False),
    ],
)
def test_what_belongs_to_a_word(character: str, expected: bool) -> None:
    assert is_word_character(character) is expected


@pytest.mark.parametrize(
    ("marked", "word"), [("the an|ti-toll league", "anti-toll"), ("1,|200 carts", "1,200"), ("the end|s", "ends"), ("s|tart now", "start")]
)
def test_the_word_that_a_border_cuts_is_named(marked: str, word: str) -> None:
    assert word_around(marked.replace("|", ""), marked.index("|")) == word


WORDS = [
    ("", 0),
    ("the pass", 2),
    ("the \u2014 pass", 2),
    ("- ... !", 0),
    ("1,200 carts (all)", 3),
    ("anti-toll league's", 2),
    ("\u2014pass", 1),
    ("\u93e1\u9762\u6e56", 3),
    ("\u93e1\u9762 lake", 3),
    ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 x", 2),
]


@pytest.mark.parametrize(("text", "count"), WORDS)
def test_words_are_counted(text: str, count: int) -> None:
    assert count_words(text) == count


# "|" follows the character that ends a sentence.
SENTENCES = [
    "It was shut.| Nobody came.|",
    "It was shut!|! Nobody came?|",
    'He said "no.|" Nobody came',
    'It was shut.|" "Why?" he said. then',
    "It was shut.|) Nobody",
    "the U.S. envoy of 3.5 miles",
    "the U.S.| Envoy",
    "shut.| 9 came",
    'shut. and "then" he',
    "shut. (then",
    "shut.| (Then",
    "shut.|",
    "\u0628\u0633\u062a\u0647 \u0628\u0648\u062f\u06d4| \u067e\u0633",
    "\u662f\u3002|\u4e0d\uff01|\u4e0d\uff1f|",
    "why\u061f| \u067e\u0633",
    "why\u061f no",
    "shut.| \u067e\u0633",
    "wait.|.. Then",
    "wait... then",
    "no end",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_the_ends_of_sentences(marked: str) -> None:
    pieces = marked.split("|")
    ends = [sum(map(len, pieces[: i + 1])) - 1 for i in range(len(pieces) - 1)]
    assert sentence_ends("".join(pieces)) == ends
