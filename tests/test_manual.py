"""Every check's manual page is complete, and its examples do what the page says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from generator import manual, pipeline
from generator.problems import Problem
from tests import examples
from tests.support import ROOT

PAGES = list(manual.manuals())
CHECKS = [page for page in PAGES if page.about != "other"]
"""Those whose examples are run here; the others' are run where their command is tested."""


def found(root: Path, page: manual.Manual, example: str) -> list[Problem]:
    if page.about == "built":
        return examples.check_built(root, example)
    return list(pipeline.check(examples.write(root, example)).problems)


def told(problems: list[Problem]) -> str:
    """The problems for a failing test: without them, nobody sees that another mistake of the example kept the check from judging."""
    return "\n".join(map(str, problems)) or "no problem at all"


def test_there_are_manual_pages() -> None:
    assert len(PAGES) >= 5


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_manual_page_has_every_part_and_names_every_problem(page: manual.Manual) -> None:
    assert page.title.endswith("."), "the first line says in one sentence what holds"
    assert tuple(page.parts) == manual.PARTS
    assert all(f"- `{name}`: " in page.parts["Problems"] for name in page.ids)
    assert page.parts["Problems"].count("- `") == len(page.ids)


@pytest.mark.parametrize("page", CHECKS, ids=lambda page: page.name)
def test_the_failing_examples_show_every_problem_of_the_check(page: manual.Manual, tmp_path: Path) -> None:
    shown: set[str] = set()
    for number, example in enumerate(page.examples("Fails")):
        problems = found(tmp_path / str(number), page, example)
        hits = {problem.check for problem in problems} & set(page.ids)
        assert hits, f"example {number + 1} under Fails raises no problem of this check, but {told(problems)}"
        shown |= hits
    assert shown == set(page.ids), "each problem of the check needs an example that raises it"


@pytest.mark.parametrize("page", CHECKS, ids=lambda page: page.name)
def test_the_passing_examples_raise_no_problem_at_all(page: manual.Manual, tmp_path: Path) -> None:
    passing = page.examples("Passes")
    assert passing
    for number, example in enumerate(passing):
        problems = found(tmp_path / str(number), page, example)
        assert not problems, f"example {number + 1} under Passes raises {told(problems)}"


def test_every_problem_that_the_code_makes_has_a_page() -> None:
    made = set()
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem" and len(node.args) > 1:
                checks = (node.args[1].body, node.args[1].orelse) if isinstance(node.args[1], ast.IfExp) else (node.args[1],)
                made |= {check.value for check in checks if isinstance(check, ast.Constant)}
    assert {"copy-missing", "engine", "preview", "source-hash"} <= made
    assert made - {name for page in PAGES for name in page.ids} == set()


def test_the_example_that_says_nothing_is_clean(tmp_path: Path) -> None:
    assert found(tmp_path, CHECKS[0], "{}") == []
