"""Measuring a child: its cost, its end and its words when it fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import Row, _missed, _sizes
from tests.bench.measure import Cost, StepFailed, Stopped, run


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_time_and_peak_memory_of_the_child_are_told(tmp_path: Path) -> None:
    cost = run(_python("import time; held = bytearray(300_000_000); time.sleep(0.2)"), tmp_path, {}, 60)
    assert 0.2 <= cost.seconds < 30
    assert 300 <= cost.megabytes < 600


def test_memory_of_a_grandchild_counts(tmp_path: Path) -> None:
    inner = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'held = bytearray(300_000_000)'], check=True)"
    assert run(_python(inner), tmp_path, {}, 60).megabytes >= 300


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what several processes hold together")
def test_memory_of_processes_side_by_side_is_added_and_what_they_share_counts_once(tmp_path: Path) -> None:
    code = "import os, time; shared = bytearray(b'x') * 200_000_000; child = os.fork(); own = bytearray(b'x') * 100_000_000; time.sleep(2)"
    assert 400 <= run(_python(code + "; child and os.wait()"), tmp_path, {}, 60).megabytes < 550


def test_a_failing_child_is_told_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(StepFailed, match=r"(?s)ended with 3.*the reason"):
        run(_python("import sys; print('the reason'); sys.exit(3)"), tmp_path, {}, 60)


def test_a_child_over_its_time_is_stopped_and_told_with_what_it_took(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match=r"took longer than 1 s") as told:
        run(_python("while True: pass"), tmp_path, {}, 1)
    assert 1 <= told.value.cost.seconds < 30
    assert 0 < told.value.cost.cpu <= told.value.cost.seconds


def test_the_child_has_no_terminal_and_the_given_variables(tmp_path: Path) -> None:
    code = "import os, sys; sys.exit(sys.stdin.isatty() or sys.stdin.read() != '' or os.environ['WORD'] != 'tern')"
    assert run(_python(code), tmp_path, {"WORD": "tern"}, 60).seconds > 0


def test_processor_time_counts_and_waiting_does_not(tmp_path: Path) -> None:
    cost = run(_python("import time; time.sleep(1)"), tmp_path, {}, 60)
    assert cost.cpu < 1 <= cost.seconds


FAST = Cost(1, 100, 1)


@pytest.mark.parametrize(
    ("row", "missed"),
    [
        (Row("a", 9, FAST, Cost(19, 500, 11), Cost(1, 100, 1), Cost(10, 100, 1), 0.10, 2.1), []),
        (Row("b", 9, FAST, FAST, Cost(2, 100, 1), Cost(10, 100, 1), 0.20, None), ["b: ratio 20.0%"]),
        (Row("c", 9, FAST, FAST, Cost(1, 501, 1), None, None, 2.2), ["c: growth 2.20", "c: 501 MB"]),
        (Row("d", 9, FAST, Cost(1, 501, 11.5), Cost(1, 100, 1), None, None, None), ["d: checks 10.50 s", "d: checks with 501 MB"]),
    ],
)
def test_goals_that_were_missed_are_named(row: Row, missed: list[str]) -> None:
    assert _missed([row]) == missed


def test_sizes_are_whole_numbers_with_commas_between() -> None:
    assert _sizes("10,100") == (10, 100)
