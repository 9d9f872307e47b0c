"""The bench (`make bench`): the generator and the site engine side by side, on the real content and on invented content.

Each step is a child process on a copy in a temporary folder; the project's own build/ and site/ are not touched.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench import measure
from tests.bench.measure import Cost, StepFailed

PROJECT = Path(__file__).resolve().parents[2]
PARTS = ("content", "seeds", "templates", "mkdocs.yml")
"""What a project is made of; the last two also serve invented content."""
GENERATE = [sys.executable, "-P", "-m", "generator", "build", "--no-engine"]
ENGINE = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict"]
VARIABLES = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(PROJECT), "SOURCE_DATE_EPOCH": "0"}
GOALS = {"ratio": 0.10, "growth": 2.1, "megabytes": 500.0}
"""Generator at most a tenth of the engine's time; twice the content, at most 2.1 times the time; megabytes at any size."""
_LARGE = 50
"""From this size on the engine runs once: it needs minutes."""


@dataclass(frozen=True)
class Row:
    """A line of the table. `growth` is the generator's time at this size over its time at half the size."""

    content: str
    pages: int
    generator: Cost
    engine: Cost | None
    ratio: float | None
    growth: float | None


def main() -> int:
    """Exit code: 0 once the table is whole, whether or not the goals are met; 1 where a step failed and its row is missing; 2 for wrong options."""
    options = _options()
    rows, failed = [], False
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for size in (0, *options.sizes):
            try:
                rows.append(_row(Path(folder), size, options))
            except StepFailed as fault:
                failed = True
                _say(str(fault))
    _print(rows, options.json)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    about = "Time and peak memory of the generator and of the site engine, side by side."
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=about)
    parser.add_argument("--sizes", type=_sizes, default=(10, 100), help="sizes of invented content, in times the real content (default: 10,100)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each step; the median counts (default: 3; large sizes run the engine once)")
    parser.add_argument("--limit", type=float, default=1800, help="seconds a single step may take (default: 1800)")
    parser.add_argument("--no-engine", action="store_true", help="measure the generator only")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be 1 or more")
    return options


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(int(part) for part in text.split(",") if part)
    if any(size < 1 for size in sizes):
        raise argparse.ArgumentTypeError("a size is a whole number from 1")
    return sizes


def _row(folder: Path, size: int, options: argparse.Namespace) -> Row:
    """Everything measured at one size; size 0 is the real content."""
    name = f"invented × {size}" if size else "real"
    project = _prepare(folder, size, options.limit)
    generator = _generate(project, name, options)
    pages = sum(1 for _ in (project / "build/docs").rglob("*.md"))
    if not pages:
        raise StepFailed(f"{name}: the generator wrote no page into build/docs")
    engine = None
    if not options.no_engine:
        engine = _median(ENGINE, project, f"{name}, {pages} pages: engine", 1 if size >= _LARGE else options.runs, options.limit, "site")
    shutil.rmtree(project)
    growth = None
    if size > 1:
        half = _prepare(folder, size // 2, options.limit)
        growth = generator.seconds / _generate(half, f"invented × {size // 2}", options).seconds * (size // 2 * 2 / size)
        shutil.rmtree(half)
    ratio = generator.seconds / engine.seconds if engine else None
    return Row(name, pages, generator, engine, ratio, growth)


def _prepare(folder: Path, size: int, limit: float) -> Path:
    """A project to measure in: a copy of the real one, or an invented one with the real templates and engine settings."""
    project = folder / f"size-{size}"
    if size:
        _say(f"invented × {size}: making")
        measure.run([sys.executable, "-m", "tests.bench.maker", str(project), str(size)], PROJECT, VARIABLES, limit)
    else:
        project.mkdir()
    for part in PARTS[2:] if size else PARTS:
        if (PROJECT / part).is_dir():
            shutil.copytree(PROJECT / part, project / part)
        elif (PROJECT / part).is_file():
            shutil.copy(PROJECT / part, project / part)
    return project


def _generate(project: Path, name: str, options: argparse.Namespace) -> Cost:
    return _median(GENERATE, project, f"{name}: generator", options.runs, options.limit, "build")


def _median(command: list[str], project: Path, label: str, runs: int, limit: float, result: str) -> Cost:
    """The median of some runs, each from scratch: the folder `result` is removed before."""
    costs = []
    for number in range(runs):
        shutil.rmtree(project / result, ignore_errors=True)
        _say(f"{label}, run {number + 1} of {runs}")
        costs.append(measure.run(command, project, VARIABLES, limit))
    return Cost(statistics.median(cost.seconds for cost in costs), max(cost.megabytes for cost in costs))


def _say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def _print(rows: list[Row], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"goals": GOALS, "rows": [asdict(row) for row in rows]}, indent=2))
        return
    print(f"{'content':<15}{'pages':>7}{'generator':>12}{'memory':>9}{'engine':>11}{'memory':>9}{'ratio':>8}{'growth':>9}")
    for row in rows:
        engine = f"{row.engine.seconds:>9.2f} s{row.engine.megabytes:>6.0f} MB" if row.engine else f"{'–':>11}{'–':>9}"
        ratio = f"{row.ratio:>7.1%}" if row.ratio is not None else f"{'–':>7}"
        growth = f"{row.growth:>7.2f} ×" if row.growth is not None else f"{'–':>9}"
        print(f"{row.content:<15}{row.pages:>7}{row.generator.seconds:>10.2f} s{row.generator.megabytes:>6.0f} MB{engine} {ratio}{growth}")
    print("growth: the generator's time over its time at half the size")
    print(f"goals: ratio at most {GOALS['ratio']:.0%}, growth at most {GOALS['growth']:g}, generator under {GOALS['megabytes']:.0f} MB")
    for text in _missed(rows):
        print(f"missed: {text}")


def _missed(rows: list[Row]) -> list[str]:
    missed = []
    for row in rows:
        if row.ratio is not None and row.ratio > GOALS["ratio"]:
            missed.append(f"{row.content}: ratio {row.ratio:.1%}")
        if row.growth is not None and row.growth > GOALS["growth"]:
            missed.append(f"{row.content}: growth {row.growth:.2f}")
        if row.generator.megabytes > GOALS["megabytes"]:
            missed.append(f"{row.content}: {row.generator.megabytes:.0f} MB")
    return missed


if __name__ == "__main__":
    sys.exit(main())
