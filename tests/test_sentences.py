"""Sentence boundaries. A case is written as its sentences; the text is those joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sentences import split
from tests.support import an_end, calls

# Each case is the list of sentences that "⎮" separates; the separator stands where the space (or line end) is.
CASES = {
    "plain": "The pass closed.⎮Nobody left.⎮Snow fell!",
    "question and exclamation together": "Did they leave?!⎮Nobody knows.",
    "title": "Gen. Karim Noor met Mr. Salim and Dr. Oreno in St. Abran.⎮They talked.",
    "title and no-break space": "Lt.\u00a0Karim Noor left.\u00a0 ⎮Then he came back.",
    "initials": "The paper by J. R. Marlow and B.K. Dune appeared.⎮It was short.",
    "letter that is a name": "They chose Plan B.⎮The first had failed.",
    "country before a noun": "The U.S. Air Force and the U.N. Security Council met.⎮Nothing came of it.",
    "country at the end, before a common beginning": "The bases belong to the U.S.⎮However, the lease ends.",
    "country at the end in a quote": "They “never trusted the U.S.”⎮But they traded with it.",
    "country with a hyphen": "The U.S.-led mission and its anti-U.S. critics met.⎮It rained.",
    "country before an article": "It was refused by the U.K.⎮The reason is not known.",
    "time of day": "The guns fell silent at 9 a.m. local time and again at 5 p.m.⎮The truce held.",
    "time of day before a day": "It began at 5 p.m. Monday and went on.⎮It ended.",
    "number": "See No. 5 of the order.⎮No.⎮He did not.",
    "month before a day": "They met on Feb. 3 and on Sept. 14, 2031.⎮Both met again.",
    "month before a capital": "It opened in Jan.⎮The second followed.",
    "company": "The lorries of Haul Inc. Logistics and Dray Co. were seen.⎮They were empty.",
    "latin": "Some goods, e.g. Flour and i.e. Bread, were kept.⎮Others, etc., were not.",
    "et cetera at the end": "They sold tents, stoves, etc.⎮Noor bought them.",
    "decimals": "It rose by 4.5 million, or 2.0 percent.⎮75,000 were left.",
    "year at the end": "The school closed in 2031.⎮Noor went home.",
    "sentence beginning with a figure": "The road is long.⎮9,000 people walked it.",
    "ellipsis in a sentence": "They would ... perhaps … leave.⎮They did.",
    "ellipsis before a name in a sentence": "They met the ... Northern Command.⎮It ended.",
    "ellipsis at the end": "They waited...⎮Nobody came.⎮They waited…⎮Nobody came.",
    "spaced ellipsis": "They waited . . . and left . . .⎮Then snow fell.",
    "omission in brackets": "They “met […] Salim and [...] Noor” there.⎮It ended.",
    "quote that goes on": "“We stay on,” Noor said in the capital.⎮“Here, our work has only begun.”",
    "quote inside": "“We take no such peace,” he said, “and we work until we get our freedom.”⎮Noor added that others came.",
    "straight quotes": '"We have a long road. ⎮There is much to do," Noor said.⎮"It is far."⎮He left.',
    "single quotes": "She called it 'a safe place.'⎮'Never,' he said.",
    "quoted question that goes on": "“Will you stay?” Karim Noor asked.⎮“Go!” he shouted.⎮“Who?”⎮The line went dead.",
    "brackets": "The map is red.⎮(It was drawn in 2031.)⎮The (so-called) road is blue.",
    "credit in brackets": "Mountains stand around it.⎮(Photo by Salim Oreno/ Example Agency)",
    "question mark in brackets": "The colonel (?) Salim left.⎮He came back.",
    "numbered reference": "The bridge fell.[1][12]⎮It was rebuilt.",
    "dash after the end": "We shall stay.⎮— Karim Noor (@noor_example) 3 May 2031",
    "mention and tag": "More will follow soon.⎮@NoorOffice is our voice.⎮#Abran holds.",
    "address": "THE PASS HOLDS.⎮pic.example.com/M1dW45q — Noor",
    "address inside": "Read it at www.example.org/a.html or example.com today.⎮It is short.",
    "lower-case name": "The talks ended.⎮iMeet said so.⎮al-Noor agreed.",
    "unknown abbreviation": "The alt. route was shut.⎮It was long.",
    "list number": "1. First the road.\n2. Then the bridge.",
    "exclamation in a name": "The Zing! group played on.⎮It rained.",
    "Persian": "او رفت.⎮آیا آمد؟⎮بله.",
    "Chinese": "他走了。他回来了！",
    "version": "Resistance 2.0 in the valley",
    "no punctuation": "A heading without an end",
    "wordless end": "They left. * * *",
    "flag": "The forces in Abran 🏳️",
}


@pytest.mark.parametrize("name", CASES)
def test_sentences_end_where_a_reader_ends_them(name: str) -> None:
    text = CASES[name].replace("⎮", " ")
    expected = [s.strip() for part in CASES[name].split("⎮") for s in part.split("\n")]
    if name == "Chinese":
        expected = ["他走了。", "他回来了！"]
    assert [text[a:b] for a, b in split(text)] == expected


def test_a_line_end_always_ends_a_sentence() -> None:
    text = "A heading\nThe road to\r\n  the pass.  \n\n* * *\n Last line"
    assert [text[a:b] for a, b in split(text)] == ["A heading", "The road to", "the pass.", "Last line"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("They will stand alone...Yet we know.", ["They will stand alone...", "Yet we know."]),
        ("They had arms and food.After the thaw they left.", ["They had arms and food.", "After the thaw they left."]),
        ("The node.js of Example.Com and file.Txt", ["The node.js of Example.Com and file.Txt"]),
    ],
)
def test_a_missing_space_is_seen_only_between_plain_words(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split(text)] == sentences


def test_a_language_without_data_is_split_by_the_general_rules() -> None:
    text = "Snø falt. Mr. Noor gikk."
    assert [text[a:b] for a, b in split(text, "nb-NO")] == ["Snø falt.", "Mr.", "Noor gikk."]
    assert [text[a:b] for a, b in split(text, "en-GB")] == ["Snø falt.", "Mr. Noor gikk."]
    assert split(text, "../../x") == split(text, "nb")


@given(st.text(alphabet=st.sampled_from("aB1 .!?…\"'”’()[]\n\xa0-—@UN.。"), max_size=80) | st.text(max_size=60))
def test_spans_are_in_order_trimmed_and_hold_every_word(text: str) -> None:
    spans = split(text)
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert text[start:end] == text[start:end].strip()
        last = end
    inside = {at for start, end in spans for at in range(start, end)}
    assert all(at in inside for at, c in enumerate(text) if c.isalnum())


@pytest.mark.parametrize("unit", [". ", "! ", "a. ", "A. ", '."', "( ", "...", ". . ", "U.S. ", "1. ", "?) ", "x", "- ", "? - "])
def test_long_texts_take_work_in_proportion(unit: str) -> None:
    assert calls(lambda: split(unit * 4_000)) < 2.2 * calls(lambda: split(unit * 2_000)) + 20
    with an_end():  # what the patterns do by themselves is not counted: with a backtracking one this would take hours
        split(unit * 50_000)
