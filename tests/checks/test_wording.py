"""The site's own voice: loaded words, the present tense, short answers that rest on an inference alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator import checks, pipeline
from generator.problems import Problem
from tests import examples

IDS = set(checks.modules()["wording"].IDS)


def problems(root: Path, example: dict[str, object]) -> list[Problem]:
    return [problem for problem in pipeline.check(examples.write(root, yaml.dump(example, allow_unicode=True))).problems if problem.check in IDS]


def raised(root: Path, example: dict[str, object]) -> set[str]:
    return {problem.check for problem in problems(root, example)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The terrorists crossed the pass.", {"loaded-word"}),
        ("The Regime crossed the pass.", {"loaded-word"}),
        ("The freedom fighters crossed the pass.", {"loaded-word"}),
        ("Noor Tal spoke of “terrorists”.", set()),
        ('Noor Tal spoke of "the regime".', set()),
        ("Noor Tal spoke of ‘the regime’s heroes’.", set()),
        ("The guards’ regime fell with the guards’ pass.", {"loaded-word"}),
        ("The heroine crossed the pass on a regimen of bread.", set()),
        ("The fanatical guards crossed the pass.", {"loaded-word"}),
        ("The valiant guards crossed the pass.", {"loaded-word"}),
        ("Noor Tal took part in counter-terrorist drills.", set()),
    ],
)
def test_a_word_that_takes_sides_stands_in_quotation_marks(text: str, expected: set[str], tmp_path: Path) -> None:
    assert raised(tmp_path / "claim", {"claim": {"text": text}}) == expected
    assert raised(tmp_path / "prose", {"text": f"{text[:-1]} [@claim-1]."}) == expected
    assert raised(tmp_path / "absence", {"absences": [{"id": "none", "text": text, "terms": ["zzz"]}]}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Noor Tal is in the pass.", {"present-tense"}),
        ("Noor Tal was in the pass.", set()),
        ("Noor Tal has crossed the pass.", {"present-tense"}),
        ("Noor Tal may have crossed the pass.", set()),
        ("Noor Tal claimed to have crossed the pass.", set()),
        ("Nor did the guards have carts.", set()),
        ("The guards have carts.", {"present-tense"}),
        ("Noor Tal says little.", {"present-tense"}),
        ("Noor Tal crossed the pass, it says.", set()),
        ("Noor Tal said that “the pass is ours”.", set()),
        ("The sources do not say where Noor Tal is.", set()),
        ("Noor Tal did this, that is, nothing.", {"present-tense"}),
        ("Noor Tal had hands and haste.", set()),
    ],
)
def test_a_claim_that_holds_for_a_time_is_told_in_the_past(text: str, expected: set[str], tmp_path: Path) -> None:
    assert raised(tmp_path / "dated", {"claim": {"text": text, "as_of": "2021-03-04"}}) == expected
    assert raised(tmp_path / "undated", {"claim": {"text": text}}) == set()
    assert raised(tmp_path / "place", {"claim": {"text": text, "as_of": "2021-03-04", "about": ["sarun-pass"]}}) == set()
    assert raised(tmp_path / "prose", {"claim": {"as_of": "2021-03-04"}, "text": f"{text[:-1]} [@claim-1]."}) == expected
    assert raised(tmp_path / "signpost", {"claim": {"as_of": "2021-03-04"}, "text": f"{text}{{.signpost}}"}) == set()


@pytest.mark.parametrize(
    ("claim", "prose", "expected"),
    [
        ("Chaos had gripped the pass.", "Chaos has gripped the pass [@claim-1].", {"present-tense"}),
        ("Chaos had gripped the pass.", "Chaos had gripped the pass [@claim-1].", set()),
        ("Chaos had gripped the Sarun Pass, the only one.", "The Sarun Pass is the only one [@claim-1].", set()),
        ("The pass is the only one.", "The pass is the only one [@claim-1].", set()),
    ],
)
def test_prose_does_not_say_is_where_its_claim_says_was(claim: str, prose: str, expected: set[str], tmp_path: Path) -> None:
    assert raised(tmp_path, {"claim": {"text": claim}, "text": prose}) == expected


INFERENCE = {"id": "led", "text": "Noor Tal led.", "about": ["noor-tal"], "from": ["claim-1"], "would_change": "A list of leaders."}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Noor Tal led the march [@led].", {"short-answer-uncarried"}),
        ("Noor Tal crossed the pass and led the march [@claim-1; @led].", set()),
        ("Noor Tal crossed the pass [@claim-1].", set()),
    ],
)
def test_a_short_answer_rests_on_more_than_an_inference(answer: str, expected: set[str], tmp_path: Path) -> None:
    found = problems(tmp_path, {"inferences": [INFERENCE], "short_answer": answer})
    assert {problem.check for problem in found} == expected
    assert {problem.severity for problem in found} <= {"warning"}


def test_an_unknown_language_has_no_loaded_words(tmp_path: Path) -> None:
    assert raised(tmp_path, {"site": {"language": "xx"}, "claim": {"text": "The terrorists are here.", "as_of": "2021-03-04"}}) == set()
