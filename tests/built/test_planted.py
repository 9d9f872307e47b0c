"""Of the faults that are planted in an invented site, the checks find every one at its place, and nothing on the untouched site."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from generator.built import seal
from generator.problems import Problem
from tests.built.planted import PLANTED, URL, Planted, lines, place, plan, plant, site, untouched_plan


def test_there_are_enough_of_them_and_each_is_known_by_its_word() -> None:
    assert len(PLANTED) >= 50
    assert [word for word, count in Counter(fault.word for fault in PLANTED).items() if count > 1] == []


def test_the_untouched_site_is_clean_whatever_was_planned(tmp_path: Path) -> None:
    site(tmp_path)
    for planned in (None, untouched_plan()):
        found = seal.check(tmp_path, "site", planned, URL)
        assert [str(problem) for problem in found.problems] == []
        assert found.links > 100


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    site(folder)
    plant(folder)
    return folder


@pytest.fixture(scope="module")
def problems(folder: Path) -> tuple[Problem, ...]:
    return seal.check(folder, "site", plan(), URL).problems


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.word)
def test_a_planted_fault_is_found_at_its_place(fault: Planted, folder: Path, problems: tuple[Problem, ...]) -> None:
    if fault.check == "built-page-missing":
        assert any(problem.check == fault.check and fault.word in problem.message for problem in problems)
        return
    first, last = lines(folder, fault)
    here = [p for p in problems if p.check == fault.check and place(p)[0] == fault.path and first <= place(p)[1] <= last]
    assert here, [str(problem) for problem in problems if fault.path in str(problem)]


def test_nothing_else_is_accused(folder: Path, problems: tuple[Problem, ...]) -> None:
    planted = {(fault.path, line) for fault in PLANTED for line in range(lines(folder, fault)[0], lines(folder, fault)[1] + 1)}
    accused = [str(p) for p in problems if p.check != "built-page-missing" and place(p) not in planted]
    assert accused == []


def test_each_problem_is_one_line_whatever_the_page_holds(problems: tuple[Problem, ...]) -> None:
    assert [str(problem) for problem in problems if not str(problem).isprintable()] == []
    assert any(r'"java\nscript:' in problem.message for problem in problems)
