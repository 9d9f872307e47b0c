"""Contested answers, claimed titles and opposite stands: what must be said with a name, and what need not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import pipeline
from generator.checks.disputes import IDS
from tests import examples

MULES = """
gazette: Noor Tal counted four mules on the Sarun Pass. The guards there counted nine mules, it was said.
questions: [{id: mules, text: "How many mules were there?"}]
claims:
  - {text: Noor Tal counted four mules on the Sarun Pass., quote: Noor Tal counted four mules on the Sarun Pass, speaker: noor-tal,
     answers: {question: mules, value: "4"}}
  - {text: The Northern Command counted nine mules., speaker: northern-command, about: [northern-command],
     cite: [{source: gazette, quote: The guards there counted nine mules,
             means: [{name: The guards there, entity: northern-command, why: Its guards.}]}],
     answers: {question: mules, value: "NINE"}}
"""


def problems(root: Path, example: str) -> list[tuple[str, str]]:
    return [(problem.check, problem.message) for problem in pipeline.check(examples.write(root, example)).problems if problem.check in IDS]


def checks(root: Path, example: str) -> list[str]:
    return [check for check, _ in problems(root, example)]


@pytest.mark.parametrize(
    ("prose", "unattributed"),
    [
        ("There were four mules [@claim-1].", 1),
        ("There were four mules or nine [@claim-1; @claim-2].", 2),
        ("Noor Tal counted four mules [@claim-1].", 0),
        ("The Gazette wrote of four mules [@claim-1].", 0),
        ("The guards there spoke of nine [@claim-2].", 0),  # a name that the citation explains under `means`
        ("Noor Tal counted nine mules [@claim-2].", 1),  # the wrong name
        ("Noor Tal was there [@claim-1]. He counted four mules [@claim-1].", 0),
        ("Noor Tal was there [@claim-1].\n\nBy the same article, he counted four mules [@claim-1].", 0),
        ("Noor Tal was there [@claim-1]. There were four mules [@claim-1].", 1),
        ("He counted four mules [@claim-1].", 1),
        ("He counted four mules [@claim-1]. That was Noor Tal [@claim-1].", 1),
    ],
)
def test_a_contested_answer_is_attributed_in_its_sentence(prose: str, unattributed: int, tmp_path: Path) -> None:
    example = MULES.replace("NINE", "9") + f"text: {json.dumps(prose)}\nshort_answer: It is disputed.{{.signpost}}"
    quiet = "\nentities: {noor-tal: {summary: 'Named here.{.signpost}'}, sarun-pass: {summary: 'Named here.{.signpost}'}}"
    assert checks(tmp_path, example + quiet) == ["dispute-unattributed"] * unattributed


def test_an_answer_that_agrees_needs_no_name(tmp_path: Path) -> None:
    assert checks(tmp_path, MULES.replace("NINE", "4") + "short_answer: There were four mules [@claim-1].") == []


def test_the_message_names_the_other_claim_and_whom_to_name(tmp_path: Path) -> None:
    [(_, message)] = problems(tmp_path, MULES.replace("NINE", "9") + "short_answer: There were nine mules [@claim-2].\n" + QUIET)
    assert message == (
        '"claim-2" is contested: "claim-1" answers otherwise; say in this sentence whose answer it is, for instance Northern Command or Gazette'
    )


QUIET = "entities: {noor-tal: {summary: 'Named here.{.signpost}'}, sarun-pass: {summary: 'Named here.{.signpost}'}}"
ROLE = """
gazette: Noor Tal crossed the Sarun Pass.
claim: {text: TEXT, roles: [{of: noor-tal, role: Keeper of the Pass, status: STATUS, claimant: Noor Tal}]}
"""


@pytest.mark.parametrize(
    ("text", "status", "found"),
    [
        ("Noor Tal, the Keeper of the Pass, crossed the Sarun Pass.", "claimed", True),
        ("Noor Tal, the Keeper of the Pass, crossed the Sarun Pass.", "held", False),
        ("Noor Tal, the “Keeper of the Pass”, crossed the Sarun Pass.", "claimed", False),
        ("Noor Tal, the “Keeper” of the Pass, crossed the Sarun Pass.", "claimed", False),
        ("Noor Tal, 'keeper' of the road, crossed the Sarun Pass.", "claimed", False),
        ("Noor Tal crossed the Sarun Pass.", "claimed", True),
        ("Noor Tal, “the old man”, the Keeper of the Pass, crossed the Sarun Pass.", "claimed", True),
        ("Noor Tal, the “Keeper of the Pass”, crossed it; the Keeper of the Pass returned.", "claimed", True),
    ],
)
def test_a_claimed_title_stands_in_quotation_marks(text: str, status: str, found: bool, tmp_path: Path) -> None:
    example = ROLE.replace("TEXT", json.dumps(text, ensure_ascii=False)).replace("STATUS", status)
    assert checks(tmp_path, example) == (["title-unquoted"] if found else [])


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("The Keeper of the Pass went over [@claim-1].", True),
        ("The “Keeper” of the Pass went over [@claim-1].", False),
        ("Noor Tal crossed the Sarun Pass [@claim-1].", False),  # prose need not use the title
    ],
)
def test_prose_that_uses_a_claimed_title_marks_it(prose: str, found: bool, tmp_path: Path) -> None:
    text = json.dumps("Noor Tal, “Keeper of the Pass”, crossed the Sarun Pass.", ensure_ascii=False)
    example = ROLE.replace("TEXT", text).replace("STATUS", "claimed")
    assert checks(tmp_path, example + f"short_answer: {json.dumps(prose)}\n{QUIET}") == (["title-unquoted"] if found else [])


@pytest.mark.parametrize(
    ("first", "second", "dates", "joined", "found"),
    [
        ("supports", "opposes", ("2021-03-03", "2021-03-03"), False, True),
        ("supports", "opposes", ("2021-03-03", "2021-03-02"), False, False),
        ("supports", "opposes", ("2021-03-03", "2021-03-03~"), False, True),
        ("supports", "opposes", ("2021-03-03", "2021-03-03"), True, False),
        ("supports", "favours", ("2021-03-03", "2021-03-03"), False, False),
        ("may help", "unlikely to help", ("2021-03-03", "2021-03-03"), False, True),
        ("supports", "talks with", ("2021-03-03", "2021-03-03"), False, False),
    ],
)
def test_opposite_stands_on_one_date(first: str, second: str, dates: tuple[str, str], joined: bool, found: bool, tmp_path: Path) -> None:
    claims = [
        {"happened": day, "positions": [{"of": "noor-tal", "toward": "northern-command", "stand": stand, "words": stand}]}
        | ({"answers": {"question": "stand", "value": stand}} if joined else {})
        for stand, day in zip((first, second), dates, strict=True)
    ]
    example = {"claims": claims, "short_answer": "It is disputed.{.signpost}", "questions": [{"id": "stand", "text": "Which stand?"}]}
    assert checks(tmp_path, json.dumps(example) + "\n").count("positions-contradict") == int(found)
