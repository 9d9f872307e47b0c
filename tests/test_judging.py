"""The second process of the checks: it finds what one process finds, and its end is nothing the editor hears of."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator import judging
from generator.judging import Check, judge
from generator.loader import load
from generator.pipeline import check
from generator.problems import Location, Problem
from generator.resolver import resolve
from generator.site import Site
from tests import examples

MISTAKES = """
gazette: Noor Tal reportedly crossed the Sarun Pass with 40 mules.
claim: {text: Noor Tal crossed the Sarun Pass with 41 mules., quote: Noor Tal reportedly crossed the Sarun Pass with 40 mules}
"""
HERE, BESIDE = "hedges", "figures"
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="without fork there is one process")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return examples.write(tmp_path, MISTAKES)


@pytest.fixture
def site(project: Path) -> Site:
    return resolve(load(project), project)[0]


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every site were large, the machine had two processors and the tests ran in no threads of their own."""
    counted, others = threading.active_count, threading.active_count() - 1
    monkeypatch.setattr(threading, "active_count", lambda: counted() - others)
    monkeypatch.setattr(judging, "MANY", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)


def checks(beside: Callable[[], None] = lambda: None) -> dict[str, Check]:
    """Two checks that tell which process ran them; `beside` is what else the second does where it runs beside this process."""
    ours = os.getpid()

    def check_of(name: str) -> Callable[[Site], list[Problem]]:
        def found(_: Site) -> list[Problem]:
            if os.getpid() != ours:
                beside()
            return [Problem(Location(name), name, "here" if os.getpid() == ours else "beside")]

        return found

    return {name: SimpleNamespace(check=check_of(name)) for name in (BESIDE, HERE)}


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.check, problem.message) for problem in problems]


def fail() -> None:
    raise ValueError


def test_two_processes_find_what_one_finds(project: Path, request: pytest.FixtureRequest) -> None:
    alone = check(project).problems
    request.getfixturevalue("two")
    assert check(project).problems == alone
    assert {"hedge-lost", "figure-unsupported"} <= {problem.check for problem in alone}


@pytest.mark.usefixtures("two")
def test_half_of_the_checks_run_beside_and_the_order_stays(site: Site) -> None:
    assert told(judge(site, checks())) == [(BESIDE, "beside"), (HERE, "here")]


def test_a_small_site_stays_in_one_process(site: Site) -> None:
    assert told(judge(site, checks())) == [(BESIDE, "here"), (HERE, "here")]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), fail, lambda: os._exit(0)], ids=["killed", "raised", "left"])
def test_what_the_second_process_does_not_deliver_is_done_here(site: Site, end: Callable[[], None], capfd: pytest.CaptureFixture[str]) -> None:
    assert told(judge(site, checks(end))) == [(BESIDE, "here"), (HERE, "here")]
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("two")
def test_without_a_second_process_to_be_had_all_is_done_here(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert told(judge(site, checks())) == [(BESIDE, "here"), (HERE, "here")]


@pytest.mark.usefixtures("two")
def test_beside_other_threads_there_is_one_process(site: Site) -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert told(judge(site, checks())) == [(BESIDE, "here"), (HERE, "here")]
    finally:
        over.set()
        thread.join()
