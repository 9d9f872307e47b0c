"""The manual page of the outside links: its examples come to the problems it says, and it names every one that a user can see."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import manual
from generator.external.addresses import Anchor, Outside, Quotation
from generator.external.fetch import Answer
from generator.external.report import problems
from generator.external.run import Finding, Report, _entries
from generator.external.verdict import VERDICTS, judge
from generator.external.visit import Hop, Visit
from generator.problems import Location
from tests.support import ROOT, site_of, small_project

PAGE = manual.manual("external")
PLACE = Location("content/claims/boats.yaml", 4, 5)
URL = "https://post.example/1"
QUOTE = "Seven boats lie in the harbour"


def found(example: dict[str, Any], folder: Path) -> set[str]:
    """The ids reported for one answer (`status`, `body`, `moved`, `anchor`) to a quoted address, or for one `ignore` entry."""
    anchors = (Anchor(example["anchor"], PLACE),) if "anchor" in example else ()
    address = Outside(URL, (PLACE,), (Quotation("seven-boats", QUOTE, None, None, "en", PLACE, ""),), anchors)
    if "ignore" in example:
        entry = f"external: {{ignore: [{{address: '{example['ignore']}', reason: A login., expires: {example['expires']}}}]}}\n"
        project = small_project(folder, "claims: []\n")
        settings = project / "content/site.yaml"
        settings.write_text(settings.read_text("utf-8") + entry, encoding="utf-8")
        return {problem.check for problem in _entries(site_of(project), [address], date.fromisoformat(example["today"]))}
    hops = (Hop(301, example["moved"]),) if "moved" in example else ()
    answer = Answer(int(example.get("status", 200)), {"content-type": "text/html"}, example.get("body", "").encode())
    report = Report((Finding(address, judge(address, Visit(URL, answer, hops)), asked=True),), (), ())
    return {problem.check for problem in problems(report)}


@pytest.mark.parametrize("text", [*PAGE.examples("Fails"), *PAGE.examples("Passes")])
def test_an_example_comes_to_what_it_says(text: str, tmp_path: Path) -> None:
    [(expected, example)] = yaml.load(text, Loader=yaml.BaseLoader).items()
    assert found(example, tmp_path) == ({expected} if expected != "clean" else set())


def test_every_problem_has_an_example() -> None:
    assert {text.partition(":")[0] for text in PAGE.examples("Fails")} == set(PAGE.ids)


def test_every_problem_a_user_can_see_is_on_the_page() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "generator/external").glob("*.py"))
    written = set(re.findall(r'"(external-[a-z-]+)"', code))
    assert written
    assert written | {f"external-{name}" for name in VERDICTS if name != "ok"} <= set(PAGE.ids)
