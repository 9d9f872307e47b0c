"""The bench of the link check: a tool that does not end is stopped, and what it took until then is told as a lower bound."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pytest

from tests.bench.links import Row, _rows, _times
from tests.bench.measure import Cost, Stopped
from tests.bench.peers import Tool


def _tool(name: str, code: str) -> Tool:
    return Tool(name, lambda site, url, scratch: [sys.executable, "-c", code], lambda out, err, site, url: [])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<a href='#top'>Up</a>", encoding="utf-8")
    return tmp_path / "site"


def test_a_tool_that_does_not_end_is_stopped_once_a_site_and_the_others_go_on(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tools = [_tool("ours", "sum(range(10**6))"), _tool("endless", "while True: pass")]
    ours, endless = _rows("small", site, tools, argparse.Namespace(runs=2, limit=2), site.parent)
    assert (ours.stopped, endless.stopped) == (False, True)
    assert endless.site == "small, 1 pages"
    assert endless.times == endless.cost.cpu / ours.cost.cpu > 1
    assert "endless" in capsys.readouterr().err


def test_without_a_time_of_ours_there_is_no_table(site: Path) -> None:
    with pytest.raises(Stopped):
        _rows("small", site, [_tool("ours", "while True: pass")], argparse.Namespace(runs=1, limit=0.5), site.parent)


@pytest.mark.parametrize(
    ("row", "told", "verdict"),
    [
        (Row("large", "linkinator", Cost(60, 300, 61), 30.04), "| 60.00 s | 61.00 s | 300 MB | 30.0 |", "met: large: linkinator takes 30.0 times"),
        (Row("large", "linkinator", Cost(38, 300, 61), 19), "| 38.00 s | 61.00 s | 300 MB | 19.0 |", "missed: large: linkinator takes 19.0 times"),
        (
            Row("large", "linkinator", Cost(60, 300, 300.2), 30, stopped=True),
            "| > 60.00 s | > 300 s (stopped) | > 300 MB | > 30.0 |",
            "met: large: linkinator takes at least 30.0 times",
        ),
        (
            Row("large", "LinkChecker", Cost(20, 300, 300), 10, stopped=True),
            "| > 20.00 s | > 300 s (stopped) | > 300 MB | > 10.0 |",
            "not shown: large: LinkChecker takes at least 10.0 times",
        ),
        (Row("large", "lychee", Cost(1, 60, 1), 0.4), "| 1.00 s | 1.00 s | 60 MB | 0.4 |", "missed: large: lychee takes 0.4 times"),
    ],
)
def test_what_is_only_a_lower_bound_is_told_as_one(row: Row, told: str, verdict: str) -> None:
    lines = _times([row])
    assert lines[2].endswith(told)
    assert lines[-1].startswith(verdict)
