"""How answers to one question relate: each state, with the near-miss that is another state."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.disputes import Dispute, disputes
from generator.evidence import EvidenceBook
from generator.models import Answer
from tests.support import harbour, site_of, small_project

MON, TUE = "2019-03-04", "2019-03-05"


def claim(name: str, answer: str, *, source: str = "post", when: str = MON, speaker: str = "", more: str = "") -> str:
    """The YAML of a claim with an answer such as `"7", unit: boats`."""
    quote = {"post": "Seven boats lie in the harbour", "wire": "Nine boats lie in the harbour"}[source]
    said_by = f"    kind: stated\n    speaker: {speaker}\n" if speaker else ""
    return (
        f"  - id: {name}\n    text: So many boats.\n    about: [mira-dol]\n    as_of: {when}\n{said_by}{more}"
        f"    cite: [{{source: {source}, quote: {quote}}}]\n    answers: {{question: how-many, value: {answer}}}\n"
    )


def dispute(folder: Path, *claims: str) -> Dispute:
    topic = "questions:\n  - {id: how-many, text: How many boats?}\n  - {id: unanswered, text: Why?}\nclaims:\n" + "".join(claims)
    return disputes(site_of(small_project(folder, topic)))["how-many"]


@pytest.mark.parametrize(
    ("one", "two", "state"),
    [
        ('"7"', '"7"', "agree"),
        ('"1,200"', "1200", "agree"),
        ('"7"', '"9"', "contested"),
        ('"7", unit: boats', '"9", unit: boats', "contested"),
        ('"7", unit: boats', '"9", unit: crews', "compatible"),
        ('"7", unit: Boats', '"9", unit: boats', "contested"),
        ('"7", counts: boats at sea', '"9", counts: boats in port', "compatible"),
        ('"7", counts: boats at sea', '"9", counts: boats at sea', "contested"),
        ('"90", qualifier: about', '"100"', "agree"),
        ('"89", qualifier: about', '"100"', "contested"),
        ('"90", qualifier: about', '"100", qualifier: about', "agree"),
        ('"7", qualifier: more than', '"9"', "compatible"),
        ('"9", qualifier: more than', '"7"', "contested"),
        ('"7", qualifier: at least', '"7"', "compatible"),
        ('"9", qualifier: less than', '"7"', "compatible"),
        ('"7", qualifier: less than', '"9"', "contested"),
        ('"7", qualifier: up to', '"9", qualifier: at most', "compatible"),
        ('"7", qualifier: at most', '"9", qualifier: at least', "contested"),
        ('"7", qualifier: more than', '"7", qualifier: more than', "agree"),
        ("all of them", "All of them", "agree"),
        ("all of them", "none of them", "contested"),
        ("all of them", '"9"', "contested"),
    ],
)
def test_two_answers_of_two_outlets_relate_by_value_unit_and_what_is_counted(one: str, two: str, state: str, tmp_path: Path) -> None:
    assert dispute(tmp_path / "there", claim("a", one), claim("b", two, source="wire")).state == state
    assert dispute(tmp_path / "back", claim("a", two), claim("b", one, source="wire")).state == state


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ({"when": MON}, {"when": TUE}, "superseded"),
        ({"when": TUE}, {"when": MON}, "superseded"),
        ({"when": MON}, {"when": MON}, "contested"),
        ({"when": MON}, {"when": "2019-03"}, "contested"),  # the month holds the day: neither is later
        ({"when": MON}, {"when": TUE, "source": "wire"}, "contested"),
        ({"when": MON, "speaker": "mira-dol"}, {"when": TUE, "speaker": "mira-dol"}, "superseded"),
        ({"when": MON, "speaker": "mira-dol"}, {"when": TUE, "speaker": "mira-dol", "source": "wire"}, "superseded"),
        ({"when": MON, "speaker": "mira-dol"}, {"when": TUE, "speaker": "{name: a cook}"}, "contested"),
        ({"when": MON, "speaker": "mira-dol"}, {"when": TUE}, "contested"),
    ],
)
def test_a_later_figure_of_the_same_voice_supersedes_and_any_other_contests(
    first: dict[str, str], second: dict[str, str], state: str, tmp_path: Path
) -> None:
    assert dispute(tmp_path, claim("a", '"7"', **first), claim("b", '"9"', **second)).state == state


def test_one_answer_is_no_dispute(tmp_path: Path) -> None:
    assert dispute(tmp_path, claim("a", '"7"')).state == "one answer"


def test_the_worst_pair_gives_the_state_of_the_question(tmp_path: Path) -> None:
    answers = [claim("a", '"7"'), claim("b", '"7"', source="wire"), claim("c", '"8"', source="wire")]
    assert dispute(tmp_path / "three", *answers).state == "contested"
    assert dispute(tmp_path / "two", *answers[:2]).state == "agree"


def test_answers_stand_in_the_order_of_their_dates(tmp_path: Path) -> None:
    found = dispute(tmp_path, claim("late", '"7"', when=TUE), claim("b-early", '"7"'), claim("a-early", '"7"'), claim("year", '"7"', when='"2018"'))
    assert [answer.id for answer in found.answers] == ["year", "a-early", "b-early", "late"]


def test_a_withdrawn_answer_does_not_count(tmp_path: Path) -> None:
    withdrawn = claim("b", '"9"', source="wire", more="    retired: {date: 2019-04-01, reason: Miscounted.}\n")
    assert dispute(tmp_path, claim("a", '"7"'), withdrawn).state == "one answer"


def test_a_question_without_answers_is_no_dispute(tmp_path: Path) -> None:
    topic = "questions:\n  - {id: unanswered, text: Why?}\n"
    assert disputes(site_of(small_project(tmp_path, topic))) == {}


@pytest.mark.parametrize(
    ("value", "number"), [("9", 9.0), ("18,500", 18500.0), ("-2.5", -2.5), ("9 boats", None), ("", None), ("1e5", None), ("nine", None)]
)
def test_only_plain_numbers_are_numbers(value: str, number: float | None) -> None:
    assert Answer.model_construct(question="q", value=value).number == number


def test_the_invented_topic_has_every_state() -> None:
    assert {name: found.state for name, found in disputes(harbour()).items()} == {
        "how-many-on-strike": "contested",
        "how-many-ships-wait": "superseded",
        "how-much-flour-by-sea": "compatible",
        "when-was-the-league-founded": "agree",
    }


def test_only_answers_that_another_one_contradicts_are_called_contested(tmp_path: Path) -> None:
    at_sea, fewer = claim("at-sea", '"7", counts: boats at sea'), claim("fewer", '"5", counts: boats at sea', source="wire")
    claims = at_sea + fewer + claim("in-port", '"9", counts: boats in port', source="wire")
    book = EvidenceBook(site_of(small_project(tmp_path, f"questions:\n  - {{id: how-many, text: How many boats?}}\nclaims:\n{claims}")))
    assert book.disputes["how-many"].state == "contested"
    assert [book.of(name).contested for name in ("at-sea", "fewer", "in-port")] == ["how-many", "how-many", None]
