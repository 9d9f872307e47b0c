"""A claim shares words with its quotes, prose with its claims: each row is an example and the problems of this check that it raises."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator import checks, pipeline
from tests import examples

IDS = set(checks.modules()["support"].IDS)
QUIET = {name: {"summary": "Named here.{.signpost}"} for name in ("noor-tal", "sarun-pass")}
SOURCE = "Noor Tal crossed the Sarun Pass with two hundred mules. Bread ran short in Northern Command towns, and prices rose."
NEAR = {"about": ["northern-command"], "quote": "Bread ran short in Northern Command towns"}


def raised(root: Path, **example: object) -> set[str]:
    whole = {"gazette": SOURCE, "entities": QUIET, "short_answer": "Nothing here.{.signpost}", **example}
    return {problem.check for problem in pipeline.check(examples.write(root, yaml.dump(whole, allow_unicode=True))).problems} & IDS


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ({"quote": "Noor Tal crossed the Sarun Pass with two hundred mules"}, set()),
        ({"text": "Mules were led over the pass by Noor Tal.", "quote": "Noor Tal crossed the Sarun Pass with two hundred mules"}, set()),
        ({"quote": "Bread ran short in Northern Command towns"}, {"claim-unsupported-words"}),
        ({**NEAR, "text": "Guards of the Northern Command slept."}, {"claim-unsupported-words"}),
        ({"text": "Hunger grew.", "quote": "Bread ran short in Northern Command towns", "derived": "Short bread means that hunger grew."}, set()),
        ({"text": "He slept.", "quote": "Bread ran short in Northern Command towns"}, set()),
    ],
)
def test_a_claim_speaks_of_what_its_quote_speaks_of(claim: dict[str, object], expected: set[str], tmp_path: Path) -> None:
    assert raised(tmp_path, claim=claim) == expected


def test_a_quote_in_another_language_is_not_compared(tmp_path: Path) -> None:
    claim = {"quote": "Bread ran short in Northern Command towns"}
    assert raised(tmp_path, claim=claim, **{"gazette-source": {"language": "xx"}}) == set()


def test_a_second_quote_of_a_source_may_add_what_lies_near(tmp_path: Path) -> None:
    first, near, far = "Noor Tal crossed the Sarun Pass on foot", "The pass had been shut for weeks", "Bread ran short in the town"
    for name, second, expected in (("near", near, set()), ("far", far, {"claim-unsupported-words"})):
        cite = [{"source": "gazette", "quote": quote} for quote in (first, second)]
        assert raised(tmp_path / name, gazette=f"{first}. {near}. {far}.", claim={"cite": cite}) == expected


BREAD = {"id": "bread", "text": "Bread ran short in towns.", "about": ["northern-command"], "quote": "Bread ran short in Northern Command towns"}


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Noor Tal crossed the pass [@claim-1], while bread ran short [@bread].", set()),
        ("Noor Tal crossed the pass [@bread], while bread ran short [@claim-1].", {"prose-unsupported-words"}),
        ("Noor Tal crossed the pass, while bread ran short [@claim-1; @bread].", set()),
        ("The guards celebrated loudly [@claim-1].", {"prose-unsupported-words"}),
        ("He did so on Monday [@claim-1].", set()),
        ("The Gazette wrote it [@claim-1].", set()),
    ],
)
def test_what_stands_before_a_mark_is_what_its_claims_say(prose: str, expected: set[str], tmp_path: Path) -> None:
    assert raised(tmp_path, claims=[{}, BREAD], text=prose) == expected


def test_a_language_without_word_lists_is_left_alone(tmp_path: Path) -> None:
    fields = {"site": {"language": "xx"}, "gazette-source": {"language": "xx"}}
    assert raised(tmp_path, claim={"quote": "Bread ran short in Northern Command towns"}, **fields) == set()
