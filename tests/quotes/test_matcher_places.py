"""Where a quote is found, the limits of its gaps, and what its faults say and point to."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from generator.quotes.matcher import Match, found_in, match
from generator.quotes.normalise import normalise
from generator.quotes.selector import literal, parse
from tests.support import an_end

GAZETTE = """\
Sarun pass shut

The crossing at Sarun stayed shut for nine days, the keeper of the toll house said on Tuesday. He didn't open it for the mail coach.

“The snow is not the reason,” he added … and left it there. The anti-toll league disagrees. [sic]

It counted 1,200 carts and about 3.5 million florins in tolls. It was, said the re-elected head of the league, "a winter with out [sic] bread".

The league met in Orlen. The league met in Dravik. [They] wrote to the U.S. envoy, who lives by the old mill and the new bridge across the river Tam.
"""
TEXT = normalise(GAZETTE)


def rest_of(found: Match, source: str = GAZETTE) -> list[str]:
    return [source[start:end] for start, end in found.spans]


def test_the_spans_of_a_plain_quote_hold_its_words_as_printed() -> None:
    assert rest_of(match(TEXT, 'mail coach. "The snow is not')) == ["mail coach.\n\n“The snow is not"]


def test_each_part_has_its_span_and_each_gap_its_own() -> None:
    found = match(TEXT, "[The league] wrote to the U.S. envoy [...] old mill and the [footbridge] bridge across")
    assert rest_of(found) == ["wrote to the U.S. envoy", "old mill and the", "bridge across"]
    assert [GAZETTE[a:b] for a, b in found.altered] == ["[They]", ", who lives by the", "new"]


def test_what_a_clarification_at_either_end_may_stand_for_stays_in_its_sentence_and_in_whole_words() -> None:
    text = "No toll was paid at the gate. The old keeper of the long and winding road came down to the gate at once."
    found = match(normalise(text), "[He] keeper of the long and winding road [walked]", language="xx")
    assert [text[a:b] for a, b in found.altered] == ["The old", "came down to the gate at once"]
    found = match(normalise(text), "[He] road came down to the gate", language="xx")
    assert [text[a:b] for a, b in found.altered] == ["keeper of the long and winding"]
    found = match(normalise(text), "The old keeper of the long [road]", language="xx")
    assert [text[a:b] for a, b in found.altered] == ["and winding road came down to"]


def test_what_a_clarification_at_either_end_may_stand_for_stays_in_its_paragraph() -> None:
    text = "A heading\nThe old keeper of the road\nAnother heading"
    found = match(normalise(text), "[A] keeper of the road [there]", short=True)
    assert [text[a:b] for a, b in found.altered] == ["The old", ""]


def test_a_clarification_at_either_end_of_the_source_stands_for_nothing() -> None:
    found = match(normalise("The old keeper came down"), "[Then] The old keeper came down [there]")
    assert (found.verdict, found.altered) == ("bracketed", ((0, 0), (24, 24)))


def test_an_insertion_and_an_empty_omission_have_empty_gaps() -> None:
    text = "The old keeper came down the road"
    found = match(normalise(text), "The [very] old keeper came [...] down the road")
    assert (found.verdict, found.altered) == ("elided", ((4, 4), (20, 20)))


def test_an_ambiguous_quote_has_the_span_of_its_first_place() -> None:
    assert rest_of(match(TEXT, "The league met in")) == ["The league met in"]
    assert match(TEXT, "The league met in").spans[0][0] == GAZETTE.index("The league met in")


def test_a_prefix_chooses_the_place() -> None:
    found = match(TEXT, "The league met in", prefix="in Orlen.", short=True)
    assert found.spans[0][0] == GAZETTE.rindex("The league met in")


def test_only_a_found_quote_without_faults_passes() -> None:
    assert match(TEXT, "stayed shut for nine days").passes
    assert match(TEXT, "[S]tayed shut for nine days").passes
    assert match(TEXT, "wrote to the U.S. envoy [...] by the old mill").passes
    assert not match(TEXT, "shut for nine days").passes
    assert not match(TEXT, "stayed shut for ten days").passes
    assert not match(TEXT, "The league met in").passes


def gap(left: str, between: str, right: str, quote: str) -> tuple[str, list[str]]:
    found = match(normalise(f"{left}{between}{right}"), quote, reviewed=True)
    return found.verdict, [fault.rule for fault in found.faults]


LEFT, RIGHT, ELIDED, REPLACED = (
    "the road to Orlen",
    "the old stone bridge",
    "the road to Orlen [...] the old stone bridge",
    "the road to Orlen [x] the old stone bridge",
)
LIMITS = [
    ("E3 a gap of 600 characters", " " + "m" * 600 + " ", ELIDED, ("elided", [])),
    ("E3 a gap of 601 characters", " " + "m" * 601 + " ", ELIDED, ("not-found", ["E3"])),
    ("E3 a gap of 600 characters without spaces around it", "," + "m" * 598 + "-- ", ELIDED, ("not-found", ["E3"])),
    ("E3 a gap of 600 characters with a comma at its start", "," + "m" * 599 + " ", ELIDED, ("elided", [])),
    ("E3 a gap of 602 characters with a comma and a space at its start", ", " + "m" * 600 + " ", ELIDED, ("not-found", ["E3"])),
    ("E3 a sentence's end beside a clarification elsewhere", ". M ", "the [x] road to Orlen [...] the old stone bridge", ("elided", [])),
    ("E3 one paragraph break", " m\n\nm ", ELIDED, ("elided", [])),
    ("E3 one line end", " m\nm ", ELIDED, ("elided", [])),
    ("E3 a paragraph break right behind the first part", "\n\nm ", ELIDED, ("elided", [])),
    ("E3 two paragraph breaks", " m\n\nm\n\nm ", ELIDED, ("not-found", ["E3"])),
    ("E3 a whole paragraph", "\n\nm\n\n", ELIDED, ("not-found", ["E3"])),
    ("E6 thirty characters replaced", " " + "m" * 30 + " ", REPLACED, ("bracketed", [])),
    ("E6 thirty-one characters replaced", " " + "m" * 31 + " ", REPLACED, ("not-found", ["E6"])),
    ("E6 a sentence's end", " m. M ", REPLACED, ("not-found", ["E6"])),
    ("E6 a sentence's end at the very start of the gap", ". M ", REPLACED, ("not-found", ["E6"])),
    ("E6 a full stop before a small letter", " m. m ", REPLACED, ("bracketed", [])),
    ("E6 a paragraph break", " m\nm ", REPLACED, ("not-found", ["E6"])),
    ("E6 a paragraph break right behind the first part", "\nm ", REPLACED, ("not-found", ["E6"])),
    ("E6 nothing replaced", " ", REPLACED, ("bracketed", [])),
    ("an omission beside a clarification has the omission's limits", " " + "m" * 300 + ". M\n", REPLACED.replace("[x]", "[...] [x]"), ("elided", [])),
]


@pytest.mark.parametrize(("what", "between", "quote", "expected"), LIMITS, ids=[case[0] for case in LIMITS])
def test_the_limits_of_a_gap(what: str, between: str, quote: str, expected: tuple[str, list[str]]) -> None:
    assert gap(LEFT, between, RIGHT, quote) == expected


def test_the_search_goes_back_where_the_first_occurrence_leads_nowhere() -> None:
    far = "m" * 700
    text = f"the old mill {far} the old mill and then the new bridge {far} the new bridge"
    assert match(normalise(text), "the old mill [...] the new bridge").verdict == "elided"
    assert rest_of(match(normalise(text), "the old mill [...] the new bridge"), text) == ["the old mill", "the new bridge"]
    assert match(normalise(text), "the old mill [...] the new bridge").spans[0][0] == text.rindex("the old mill")


def test_a_quote_with_an_omission_that_fits_in_two_ways_is_ambiguous() -> None:
    text = normalise("the old mill and the new bridge and the new bridge")
    found = match(text, "the old mill [...] the new bridge")
    assert (found.verdict, [fault.rule for fault in found.faults]) == ("ambiguous", ["E9"])
    assert found.spans == ((0, 12), (17, 31))


def test_overlapping_occurrences_are_all_counted() -> None:
    assert match(normalise("on and on and on"), "on and on", short=True).verdict == "ambiguous"


def test_a_quote_of_120_words_passes_and_one_of_121_does_not() -> None:
    text = normalise(" ".join(f"w{i}" for i in range(200)))
    quote = [f"w{i}" for i in range(121)]
    assert match(text, " ".join(quote[:120])).passes
    assert [fault.rule for fault in match(text, " ".join(quote)).faults] == ["E8"]
    assert [fault.rule for fault in match(text, " ".join(quote), short=True).faults] == ["E8"]


FAULT_PLACES = [
    ("wrote to the U.S. envoy [...] [...] by the old mill", "[...] [...]"),
    ("[They] wrote to the U.S. [...] envoy, who lives [...]", "[...]"),
    ("wrote to [...] envoy, who [the man] lives", "wrote"),
    ("league met [...] to the U.S. envoy", "league"),
    ("wrote to the U.S. envoy [...] river [sic] Tam", "river"),
    ("wrote to the  U.S.\nenvoy  [. . .] by the old mill", "[. . .]"),
    ("wrote to the U.S. envoy ... by the old mill", "... by"),
    ("he added … and left it there. The (...) reason", None),
    ("wrote to the U.S. envoy  [...]  river Tam", "river"),
    ("The  league met [...] met in Dravik. [...] wrote to the […] by the old [...] the river Tam", "[...] the river"),
    ("“The snow is […] the reason,” he added", "[…]"),
    ("The crossing at Sarun [in 1890] stayed shut", "[in"),
    ("The  crossing [] at Sarun stayed shut", "[]"),
    ("across the river Tam [...]  wrote to the U.S. envoy", "wrote"),
    ("stayed shut [...] [T]he keeper of the toll [...] he mail coach", "he mail"),
]


@pytest.mark.parametrize(("quote", "words"), FAULT_PLACES)
def test_a_fault_points_into_the_quote_as_typed(quote: str, words: str | None) -> None:
    offsets = [fault.offset for fault in match(TEXT, quote).faults]
    assert offsets[-1:] == ([quote.rindex(words)] if words else [])


MESSAGES = [
    ("tayed shut for nine days", 'the quote begins inside the word "stayed"; quote whole words'),
    ("stayed shut for nine day", 'the quote ends inside the word "days"; quote whole words'),
    (
        "across the river Tam [...] wrote to the U.S. envoy",
        '"wrote to the U.S. envoy" does not stand after the words before it; keep the order of the source',
    ),
    (
        "The league met in [Orlen, then] league met in Dravik",
        'a clarification stands for the end of a sentence, "Orlen. The"; quote the sentences apart',
    ),
    (
        "stayed shut for nine [weeks] on Tuesday. He didn't",
        'a clarification stands for 39 characters, "days, the keeper of the toll house said"; at most 30',
    ),
    ("Sarun pass shut [...] “The snow is not the reason", "an omission passes over 2 paragraph breaks; at most 1: make it two quotes"),
    ("“The snow is [hardly] the reason,” he added", 'a clarification may stand for "not"; leave it in, or have it reviewed (`reviewed`)'),
    ("“The snow is [...] reason,” he added … and", 'an omission leaves out "not"; leave it in, or have it reviewed (`reviewed`)'),
    ("The [never open] crossing at Sarun stayed", 'a clarification brings in "never"; leave it out, or have it reviewed (`reviewed`)'),
    ("The league met in [x", 'a bracket is not closed; clarifications are written "[like this]"'),
    ("x] The league met in", 'a bracket is not opened; clarifications are written "[like this]"'),
]


@pytest.mark.parametrize(("quote", "message"), MESSAGES)
def test_a_fault_names_the_thing_the_fact_and_the_way_out(quote: str, message: str) -> None:
    assert [fault.message for fault in match(TEXT, quote).faults][-1:] == [message]


def test_a_wide_gap_names_its_length() -> None:
    text = normalise("the road to Orlen " + "m" * 700 + " the old stone bridge")
    assert match(text, ELIDED).faults[0].message == "an omission leaves out 700 characters; at most 600: make it two quotes"


def test_an_ambiguous_quote_is_told_what_helps() -> None:
    twice = normalise("the old mill was shut, the old mill was shut")
    assert "add `prefix` or `suffix` with" in match(twice, "the old mill was shut").faults[0].message
    assert "add longer words under" in match(twice, "old mill was", prefix="the", short=True).faults[0].message
    parts = normalise("the old mill and the new bridge and the new bridge")
    assert match(parts, "the old mill [...] the new bridge").faults[0].message.endswith("make them longer, or add `prefix` or `suffix`")
    assert (
        match(parts, "the old mill [...] the new bridge", suffix="a")
        .faults[0]
        .message.startswith("the quote is there, but not right before the suffix")
    )


def test_a_wrong_prefix_and_suffix_are_both_named() -> None:
    message = match(TEXT, "stayed shut for nine days", prefix="a", suffix="b").faults[0].message
    assert (
        message == 'the quote is there, but not right after the prefix "a" and right before the suffix "b"; copy the words next to it from the source'
    )


def test_a_language_tag_with_a_region_uses_the_language() -> None:
    assert [fault.rule for fault in match(TEXT, "The crossing at Sarun [never] stayed shut", language="en-GB").faults] == ["E7"]


def test_the_sources_in_which_a_quote_stands_are_found_in_order() -> None:
    texts = {"b": normalise("the old mill was shut"), "a": normalise("the old mill was open"), "c": normalise("So the old mill was shut.")}
    assert found_in(texts, "the old mill was shut") == ["b", "c"]
    assert found_in(texts, "old mill [...] shut") == ["b", "c"]
    assert found_in(texts, "mill") == ["b", "a", "c"]
    assert found_in(texts, "the new mill was shut") == []


HOSTILE = [
    ("a " * 5000, "a a [...] a a a [x] a a a [...] a a a a"),
    ("a" * 10000, "a" * 5000),
    ("a, " * 3000, "a, a, a [sic] [...] a, a, [T]a a, " * 300),
    ("[" * 5000, "[" * 5000 + "]" * 200),
    ("x", "[" + "." * 10000 + "x]"),
    ("[sic] " * 2000, "[sic]" * 2000 + " x"),
    ("A. " * 3000, "[x] A. A. [x] A."),
    ("a b c " * 1700, "[...] a b c" * 4),
]


@pytest.mark.parametrize(("source", "quote"), HOSTILE, ids=[str(i) for i in range(len(HOSTILE))])
def test_a_hostile_quote_is_given_up(source: str, quote: str) -> None:
    with an_end():
        assert not match(normalise(source), quote).passes


def test_a_clarification_may_stand_for_the_first_words_of_the_source() -> None:
    text = "The old keeper came down"
    assert [text[a:b] for a, b in match(normalise(text), "[He] keeper came down", short=True).altered] == ["The old"]


def test_a_fault_of_the_whole_quote_points_to_its_start() -> None:
    faults = [*match(TEXT, "The league met in").faults, *match(TEXT, "stayed shut for nine days", prefix="x").faults]
    faults += match(normalise(" ".join(f"w{i}" for i in range(130))), " ".join(f"w{i}" for i in range(130))).faults
    faults += match(TEXT, "[the pass] [up] [there] stayed shut for nine days").faults
    assert [(fault.rule, fault.offset) for fault in faults] == [("E9", 0), ("E8", 0), ("E9", 0), ("E8", 0), ("E6", 0)]


def test_a_quote_in_twelve_pieces_is_still_searched_for_and_one_in_thirteen_is_not() -> None:
    words = [f"w{i}" for i in range(30)]
    text = normalise(" ".join(words))
    assert match(text, " [x] ".join(words[:12])).spans
    assert not match(text, " [x] ".join(words[:13])).spans
    assert [fault.rule for fault in match(text, " [x] ".join(words[:13])).faults] == ["E6"]


@pytest.mark.parametrize(
    "record",
    [
        TEXT,
        match(TEXT, "The league met in"),
        match(TEXT, "The league met in").faults[0],
        parse("a [...] b"),
        literal("a"),
        literal("a").pieces[0],
        parse("a [...] b").joints[0],
        parse("[...] b").findings[0],
    ],
)
def test_records_cannot_be_changed(record: object) -> None:
    with pytest.raises(FrozenInstanceError):
        record.text = "x"  # type: ignore[attr-defined]


def test_a_changed_letter_may_stand_before_an_apostrophe_or_a_hyphen() -> None:
    text = normalise("and i'm the keeper of the t-road here, i' faith")
    assert match(text, "[I]'m the keeper of the").passes
    assert match(text, "[T]-road here, i' faith", short=True).passes
    assert match(text, "here, [I]' faith", short=True).altered
