"""What counts as told twice on a page, and what does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import pipeline
from generator.checks.repetition import IDS
from tests import examples

CITED = "Noor Tal crossed the Sarun Pass [@claim-1]."
LONG = "Noor Tal crossed the Sarun Pass before dawn with four grey mules"


def problems(root: Path, *sections: str, short_answer: str = CITED) -> list[tuple[str, str]]:
    texts = [{"heading": f"Part {number}", "text": text} for number, text in enumerate(sections, 1)]
    example = f"short_answer: {json.dumps(short_answer)}\nexplainer: {{sections: {json.dumps(texts)}}}"
    found = pipeline.check(examples.write(root, example)).problems
    return [(problem.check, problem.severity) for problem in found if problem.check in IDS]


@pytest.mark.parametrize(
    ("sections", "found"),
    [
        ([CITED], []),  # the short answer cites it too
        ([CITED, "The pass was crossed [@claim-1]."], [("claim-repeated", "warning")]),
        ([CITED, "Crossed [@claim-1].", "The pass [@claim-1]."], [("claim-repeated", "error")]),
        ([f"{CITED} The pass was crossed [@claim-1]."], []),  # one section may lean on a claim twice
        ([f"{LONG} [@claim-1]. {LONG} [@claim-1]."], [("sentence-repeated", "error")]),
        ([f"{LONG} [@claim-1].", f"{LONG}, too [@claim-1]."], [("claim-repeated", "warning"), ("sentence-repeated", "error")]),
        ([f"{LONG} [@claim-1]. It was Noor Tal who crossed the Sarun Pass before dawn, with those four grey mules [@claim-1]."], []),
        ([f"{LONG} [@claim-1]. {LONG.replace('crossed', 'not crossed')} [@claim-1]."], []),  # a small word that turns it round
        ([f"{LONG} [@claim-1]. {LONG.replace('before', 'after')} [@claim-1]."], []),
        ([f"{LONG} [@claim-1]. {LONG.replace('with four', 'and the four')} [@claim-1]."], []),
        ([f"{LONG} [@claim-1]. {LONG.replace('the Sarun', 'his Sarun')} [@claim-1]."], [("sentence-repeated", "error")]),
        ([f"{LONG} [@claim-1]. {LONG.replace('four', 'five')} [@claim-1]."], []),
        ([f"{CITED} {CITED}"], []),  # six words meet by chance
        ([f"{LONG}.{{.signpost}} {LONG} [@claim-1]."], []),
    ],
)
def test_what_is_told_twice(sections: list[str], found: list[tuple[str, str]], tmp_path: Path) -> None:
    assert sorted(problems(tmp_path, *sections)) == sorted(found)


def test_the_short_answer_may_say_what_a_section_says(tmp_path: Path) -> None:
    assert problems(tmp_path, f"{LONG} [@claim-1].", short_answer=f"{LONG} [@claim-1].") == []


def test_the_problem_is_at_the_second_citation_and_names_the_first_section(tmp_path: Path) -> None:
    sections = '[{heading: Who, text: "Crossed [@claim-1]."}, {heading: When, text: "At dawn, it is said [@claim-1]."}]'
    root = examples.write(tmp_path, f"explainer: {{sections: {sections}}}")
    [problem] = [problem for problem in pipeline.check(root).problems if problem.check == "claim-repeated"]
    line = (root / problem.location.path).read_text("utf-8").splitlines()[problem.location.line - 1]
    assert line[problem.location.column - 1 :].lstrip("[@").startswith("claim-1]")
    assert "At dawn" in line
    assert problem.message == 'two sections of this page cite "claim-1", first "Who"; tell it in one of them'
