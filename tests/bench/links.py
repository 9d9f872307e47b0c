"""The bench of the link check (`python -m tests.bench.links`): ours beside lychee, linkinator and LinkChecker, on the same sites in one run.

Times are of whole commands, process start included, the tools in turn. A tool that does not end within the limit is stopped, and what it
took until then stands as the least it takes. Findings are of one tree with planted faults. Each tool gets the options under which it finds
most; no request leaves the machine.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tests.bench import measure
from tests.bench.__main__ import PARTS, PROJECT, VARIABLES
from tests.bench.measure import Cost, StepFailed, Stopped
from tests.bench.peers import Tool, serving, tools

GOALS = {"linkinator": 20.0, "LinkChecker": 20.0, "lychee": 0.5}
"""How many times the processor time of ours each of them must take, at least; the goals are meant for the large size."""
_BUILD = [sys.executable, "-P", "-m", "generator", "build"]
_LONG = 60
"""Seconds after which a tool is not run again on the same site."""
_LONGEST_BUILD = 1800
_TOLD = 400
_PAGES_A_BLOCK = 70
"""Pages that the maker's content comes to, at one time the size of the real one."""


@dataclass(frozen=True)
class Row:
    """The medians of one tool on one site; `times` is its processor time over that of ours. With `stopped` all of them are lower bounds."""

    site: str
    tool: str
    cost: Cost
    times: float
    stopped: bool = False


def main() -> int:
    """Exit code: 0 once the tables are whole, whether or not the goals are met; 1 where a step failed; 2 for wrong options."""
    options = _options()
    try:
        found = [tool for tool in tools(PROJECT, options.tools) if tool.name not in options.without]
        with tempfile.TemporaryDirectory(prefix="bench-links-") as name:
            folder = Path(name)
            folder.chmod(0o755)  # LinkChecker lays down its rights where it is started by root
            findings = _findings(folder, found) if not options.no_findings else []
            rows = [row for site, path in _sites(folder, options) for row in _rows(site, path, found, options, folder)]
    except StepFailed as fault:
        _say(str(fault))
        return 1
    print("\n".join((*_times(rows), "", *findings)))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.links", description="Our link check beside lychee, linkinator and LinkChecker.")
    parser.add_argument("--pages", type=int, default=1000, help="pages of invented content, about (default: 1000; 0: only the real site)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each tool on each site; the medians count (default: 5)")
    parser.add_argument("--limit", type=float, default=300, help="seconds after which a tool is stopped (default: 300)")
    parser.add_argument("--tools", type=Path, default=PROJECT / ".venv-bench/bin", help="where lychee and linkchecker are (default: .venv-bench/bin)")
    parser.add_argument("--site", type=Path, action="append", default=[], help="measure this folder of HTML instead of building; may be repeated")
    parser.add_argument("--without", action="append", default=[], help="leave out this tool; may be repeated")
    parser.add_argument("--no-findings", action="store_true", help="measure times only")
    options = parser.parse_args()
    if options.runs < 1 or options.pages < 0:
        parser.error("--runs must be 1 or more, --pages 0 or more")
    return options


def _sites(folder: Path, options: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """The name and the folder of each site to measure on; what has to be built is built once."""
    if options.site:
        yield from ((path.name if path.name != "site" else path.parent.name, path.resolve()) for path in options.site)
        return
    for name, pages in (("real", 0), ("invented", options.pages)):
        if name == "invented" and not pages:
            continue
        project = folder / name
        _say(f"{name}: making and building")
        if pages:
            made = [sys.executable, "-m", "tests.bench.maker", str(project), str(max(round(pages / _PAGES_A_BLOCK), 1))]
            measure.run(made, PROJECT, VARIABLES, _LONGEST_BUILD)
        project.mkdir(exist_ok=True)
        for part in PARTS[2:] if pages else PARTS:
            copy = shutil.copytree if (PROJECT / part).is_dir() else shutil.copy
            copy(PROJECT / part, project / part)
        measure.run(_BUILD, project, VARIABLES, _LONGEST_BUILD)
        yield name, project / "site"


def _rows(site: str, path: Path, found: list[Tool], options: argparse.Namespace, folder: Path) -> list[Row]:
    """What each tool takes on a site: the tools in turn, so that whatever else the machine does meets them all.

    Raises StepFailed where ours fails or is stopped: there is nothing to compare with then.
    """
    pages = sum(1 for _ in path.rglob("*.html"))
    costs: dict[str, list[Cost]] = {tool.name: [] for tool in found}
    stopped: set[str] = set()
    with serving(path) as url:
        for number in range(options.runs):
            for tool in found:
                if any(cost.seconds > _LONG for cost in costs[tool.name]):
                    continue
                _say(f"{site}, {pages} pages: {tool.name}, run {number + 1} of {options.runs}")
                try:
                    cost = measure.run(tool.command(path, url, folder), folder, VARIABLES, options.limit, ends=(0, 1, 2))
                except Stopped as fault:
                    if tool.name == "ours":
                        raise
                    _say(str(fault)[:_TOLD])
                    stopped.add(tool.name)
                    cost = fault.cost
                costs[tool.name].append(cost)
    medians = {
        name: Cost(
            statistics.median(cost.cpu for cost in of_tool),
            max(cost.megabytes for cost in of_tool),
            statistics.median(cost.seconds for cost in of_tool),
        )
        for name, of_tool in costs.items()
    }
    return [Row(f"{site}, {pages} pages", name, cost, cost.cpu / medians["ours"].cpu, name in stopped) for name, cost in medians.items()]


def _findings(folder: Path, found: list[Tool]) -> list[str]:
    """The table of what each tool finds, in Markdown."""
    planted = import_module("tests.built.planted")  # only here: this process stays small while it measures
    good, bad = folder / "untouched", folder / "planted"
    planted.site(good)
    planted.site(bad)
    planted.plant(bad)
    found_by: dict[str, set[str]] = {}
    alarms: dict[str, int] = {}
    for tool in found:
        _say(f"planted faults: {tool.name}")
        told = {}
        for path in (good, bad):
            with serving(path) as url:
                done = subprocess.run(tool.command(path, url, folder), cwd=folder, capture_output=True, text=True, timeout=300)
                told[path] = tool.findings(done.stdout, done.stderr, path, url)
        alarms[tool.name] = len(told[good])
        found_by[tool.name] = {fault.word for fault in planted.PLANTED if any(planted.is_about(fault, finding) for finding in told[bad])}
    names = [tool.name for tool in found]
    kinds = dict.fromkeys(fault.kind for fault in planted.PLANTED)
    lines = [f"| kind of fault | planted | {' | '.join(names)} |", f"|---|--:|{'--:|' * len(names)}"]
    for kind in kinds:
        words = {fault.word for fault in planted.PLANTED if fault.kind == kind}
        lines.append(f"| {kind} | {len(words)} | {' | '.join(str(len(words & found_by[name])) for name in names)} |")
    lines.append(f"| **all** | {len(planted.PLANTED)} | {' | '.join(str(len(found_by[name])) for name in names)} |")
    lines.append(f"| findings on the untouched site | | {' | '.join(str(alarms[name]) for name in names)} |")
    only = [(name, word) for name in names[1:] for word in sorted(found_by[name] - found_by["ours"])]
    lines += ["", *(f"missed by ours, found by {name}: {word}" for name, word in only)] if only else []
    alone = sum(not any(fault.word in found_by[name] for name in names[1:]) for fault in planted.PLANTED if fault.word in found_by["ours"])
    return [*lines, "", f"Found by ours alone: {alone}. Found by another tool and not by ours: {len(only)}."]


def _times(rows: list[Row]) -> list[str]:
    """The table of times in Markdown, then a line for each goal: met, missed, or not shown where a tool was stopped too early to tell."""
    lines = ["| site | tool | processor time | wall time | memory | times ours |", "|---|---|--:|--:|--:|--:|"]
    verdicts = []
    for row in rows:
        cost, times = row.cost, f"{row.times:.1f}"
        more, wall = ("> ", f"> {cost.seconds:.0f} s (stopped)") if row.stopped else ("", f"{cost.seconds:.2f} s")
        lines.append(f"| {row.site} | {row.tool} | {more}{cost.cpu:.2f} s | {wall} | {more}{cost.megabytes:.0f} MB | {more}{times} |")
        if goal := GOALS.get(row.tool):
            word = "met" if row.times >= goal else "not shown" if row.stopped else "missed"
            least = "at least " if row.stopped else ""
            verdicts.append(f"{word}: {row.site}: {row.tool} takes {least}{times} times the processor time of ours, goal {goal:g}")
    return [*lines, "", *verdicts]


def _say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
