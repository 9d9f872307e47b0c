"""What counts as used, record by record, in a topic of ten claims; and relations stated from both sides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.checks.unused import IDS
from tests import examples

TEN: list[dict[str, Any]] = [{} for _ in range(10)]
PLAIN = {"origins": [{"id": "gazette-desk", "name": "The Gazette"}], "relation_types": []}
INTRO = {**PLAIN, "intro": "It tells of the Northern Command.{.signpost}"}


def problems(root: Path, **example: Any) -> list[tuple[str, str]]:
    found = pipeline.check(examples.write(root, json.dumps({"claims": TEN, "site": INTRO} | example))).problems
    return [(problem.check, problem.severity) for problem in found if problem.check in IDS]


def but(**fields: Any) -> list[dict[str, Any]]:
    """Ten claims, the last with these fields."""
    return [*TEN[:-1], fields]


def warning(name: str) -> list[tuple[str, str]]:
    return [(name, "warning")]


QUESTION = {"questions": [{"id": "mules", "text": "How many mules?"}]}
ANSWER = {"answers": {"question": "mules", "value": "4"}}
ABSENCE = {"absences": [{"id": "no-hail", "text": "None of the sources speaks of hail.", "terms": ["hail"]}]}
INFERENCE = {"inferences": [{"id": "open", "text": "The pass was open.", "about": ["sarun-pass"], "from": ["claim-1"], "would_change": "A source."}]}
RETIRED = {"retired": {"date": "2021-04-01", "reason": "Taken back."}}
COURIER = {"site": {**INTRO, "origins": [*PLAIN["origins"], {"id": "wire", "name": "The Wire"}]}, "courier": "Noor Tal crossed the Sarun Pass."}
FROM_COURIER = {"cite": [{"source": "courier", "quote": "Noor Tal crossed the Sarun Pass"}]}
SECOND = json.dumps(
    {"id": "second", "question": "And then?", "short_answer": "More.{.signpost}", "related": ["who-crossed"],
     "sections": [{"heading": "More", "text": "More.{.signpost}"}]}
)  # fmt: skip
TWO_PAGES = {"site": {**INTRO, "explainers": ["who-crossed", "second"]}, "files": {"content/explainers/second.yaml": SECOND}}


@pytest.mark.parametrize(
    ("example", "found"),
    [
        ({}, []),
        ({"site": PLAIN}, warning("entity-unused")),  # no prose names the Northern Command now
        ({"site": PLAIN, "claims": but(about=["noor-tal", "northern-command"])}, []),
        ({"site": PLAIN, "claims": but(speaker="northern-command")}, []),
        ({"site": PLAIN, "claims": but(about=["noor-tal", "northern-command"], **RETIRED)}, warning("entity-unused")),
        ({"site": PLAIN, "text": "More of [them](northern-command) elsewhere.{.signpost}"}, []),
        ({"site": PLAIN, "entities": {"northern-command": {"summary": "The Northern Command is named here.{.signpost}"}}}, warning("entity-unused")),
        (COURIER, warning("source-unused")),
        ({**COURIER, "claims": but(**FROM_COURIER)}, []),
        (QUESTION, [("question-orphan", "error")]),
        ({**QUESTION, "claims": but(**ANSWER)}, warning("question-single")),
        ({**QUESTION, "claims": [ANSWER, *TEN[:-2], ANSWER]}, []),
        ({**QUESTION, "claims": [ANSWER, *TEN[:-2], ANSWER | RETIRED]}, warning("question-single")),
        (ABSENCE, warning("absence-unused")),
        ({**ABSENCE, "text": "None of the sources speaks of hail [@no-hail]."}, []),
        (INFERENCE, warning("inference-unused")),
        ({**INFERENCE, "text": "So the pass was open [@open]."}, []),
        ({"site": {**INTRO, "origins": [*PLAIN["origins"], {"id": "wire", "name": "The Wire"}]}}, warning("origin-unused")),
        ({"site": {**INTRO, "relation_types": [{"id": "leads", "label": "leads", "inverse": "led by"}]}}, warning("relation-type-unused")),
        (TWO_PAGES, warning("explainer-unrelated")),
        ({**TWO_PAGES, "explainer": {"related": ["second"]}}, []),
    ],
)
def test_what_is_used_and_what_is_not(example: dict[str, Any], found: list[tuple[str, str]], tmp_path: Path) -> None:
    assert problems(tmp_path, **example) == found


def test_a_new_topic_gets_no_hints_but_a_question_without_an_answer_is_one_from_the_start(tmp_path: Path) -> None:
    example = {"site": PLAIN, "claims": TEN[:9], **QUESTION, **ABSENCE, **INFERENCE}
    assert problems(tmp_path, **example) == [("question-orphan", "error")]


def test_nothing_is_called_unused_while_a_record_is_broken(tmp_path: Path) -> None:
    assert problems(tmp_path, site=PLAIN, claims=but(kind="rumour"), **ABSENCE) == []


def relation(subject: str, object_: str) -> dict[str, Any]:
    return {"relations": [{"from": subject, "type": "kind", "to": object_}]}


THERE, BACK = relation("noor-tal", "sarun-pass"), relation("sarun-pass", "noor-tal")


@pytest.mark.parametrize(
    ("kind", "claims", "says"),
    [
        ({"label": "next to", "inverse": "next to"}, [THERE, BACK], "reads alike both ways; keep one of the two"),
        ({"label": "next to", "inverse": "next to"}, [THERE, THERE], ""),  # two sources for one relation
        ({"label": "child of", "inverse": "parent of"}, [THERE, BACK], "this claim the reverse"),
        ({"label": "child of", "inverse": "parent of"}, [THERE, THERE], ""),
        ({"label": "child of", "inverse": "parent of"}, [THERE, BACK | RETIRED], ""),
        ({"label": "child of", "inverse": "parent of"}, [relation("noor-tal", "noor-tal")], "child of itself"),
        ({"label": "fights", "inverse": "fought by", "mutual": "true"}, [THERE, BACK], ""),
    ],
)
def test_relations_stated_from_both_sides(kind: dict[str, str], claims: list[dict[str, Any]], says: str, tmp_path: Path) -> None:
    example = {"claims": claims, "site": {**PLAIN, "relation_types": [{"id": "kind", **kind}]}}
    found = [problem for problem in pipeline.check(examples.write(tmp_path, json.dumps(example))).problems if problem.check in IDS]
    assert [problem.check for problem in found] == (["relation-one-sided"] if says else [])
    assert all(says in problem.message for problem in found)
