"""`explainer explain` prints every check's manual page; `--only`, `--except` and `--strict` do what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import manual, pipeline
from generator.problems import Location, Problem
from tests import examples
from tests.support import run

PAGES = {page.name: page for page in manual.manuals()}
TWO = """
gazette: Noor Tal crossed the Sarun Pass. A toll was paid.
short_answer: Noor Tal crossed the Sarun Pass.
absences:
  - {id: no-toll, text: None of the sources speaks of a toll., terms: [Toll]}
"""
"""An example with two problems: prose-uncited and absence-contradicted."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return examples.write(tmp_path, TWO)


def reported(project: Path, *options: str) -> tuple[int, set[str]]:
    """The exit code of a check, and the ids it reports."""
    done = run("--project", project, "check", *options)
    return done.code, {line.split("[", 1)[1].split("]", 1)[0] for line in done.err.splitlines() if ": [" in line}


def test_there_are_pages() -> None:
    assert {"quotes", "prose", "figures", "hedges"} <= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_of_a_check_is_printed_for_its_name_and_for_each_of_its_problems(name: str) -> None:
    page = PAGES[name]
    for asked in (name, *page.ids):
        done = run("explain", asked)
        assert (done.code, done.out, done.err) == (0, f"{page.text}\n", "")


def test_without_a_name_all_checks_are_listed_with_their_problems() -> None:
    done = run("explain")
    lines = done.out.splitlines()
    assert done.code == 0
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == sorted(PAGES)
    assert [line.strip() for line in lines if line.startswith(" ")] == [name for page in PAGES.values() for name in page.ids]


@pytest.mark.parametrize(("asked", "near"), [("quote-not-fund", "quote-not-found"), ("hedgs", "hedges"), ("PROSE", "")])
def test_an_unknown_name_names_the_nearest_one_and_ends_with_2(asked: str, near: str) -> None:
    done = run("explain", asked)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f'error: there is no check "{asked}".')
    assert (f'Did you mean "{near}"?' in done.err) == bool(near)


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ([], {"prose-uncited", "absence-contradicted"}),
        (["--only", "prose"], {"prose-uncited"}),
        (["--only", "prose-uncited"], {"prose-uncited"}),
        (["--only", "prose-syntax"], set()),
        (["--only", "prose", "--only", "absences"], {"prose-uncited", "absence-contradicted"}),
        (["--except", "prose"], {"absence-contradicted"}),
        (["--except", "absence-contradicted"], {"prose-uncited"}),
        (["--except", "prose", "--except", "absences"], set()),
        (["--only", "prose", "--except", "prose-uncited"], set()),
    ],
)
def test_only_and_except_choose_what_is_reported_and_the_exit_code_follows(project: Path, options: list[str], ids: set[str]) -> None:
    code, found = reported(project, *options, *(["--except", "wording"] if not options else []))
    assert (code, found & {"prose-uncited", "absence-contradicted"}) == (1 if ids else 0, ids)


@pytest.mark.parametrize("option", ["--only", "--except"])
def test_a_misspelt_check_does_not_pass_as_clean(project: Path, option: str) -> None:
    done = run("--project", project, "check", option, "prose-uncitd")
    assert done.code == 2
    assert 'Did you mean "prose-uncited"?' in done.err


@pytest.mark.parametrize(
    ("severity", "options", "code"), [("warning", [], 0), ("warning", ["--strict"], 1), ("error", [], 1), ("error", ["--strict"], 1)]
)
def test_a_warning_fails_only_with_strict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, severity: str, options: list[str], code: int) -> None:
    problem = Problem(Location("content/a.yaml", 3, 5), "prose-uncited", "cite a claim", severity)
    monkeypatch.setattr(pipeline, "check", lambda project: pipeline.Result(None, (problem,)))
    done = run("--project", tmp_path, "check", *options)
    assert done.code == code
    assert str(problem) in done.err
