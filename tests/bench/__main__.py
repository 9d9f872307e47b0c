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

from tests.bench import measure, preview
from tests.bench.measure import Cost, StepFailed

PROJECT = Path(__file__).resolve().parents[2]
PARTS = ("content", "seeds", "templates", "mkdocs.yml")
"""What a project is made of; the last two also serve invented content."""
_READ = "from pathlib import Path; from generator import loader, resolver; resolver.resolve(loader.load(Path()), Path())"
READ = [sys.executable, "-P", "-c", _READ]
CHECK = [sys.executable, "-P", "-m", "generator", "check"]
GENERATE = [sys.executable, "-P", "-m", "generator", "build", "--no-engine"]
ENGINE = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict"]
PREVIEW = ("content/explainers/why-is-panjshir-defensible.yaml", "trained pilots")
"""The file of the real content that the preview's edits are made in, and the words they are made behind."""
VARIABLES = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "", "PYTHONUTF8": "1", "PYTHONPATH": str(PROJECT), "SOURCE_DATE_EPOCH": "0"}
"""For every step. Some environments forbid to keep compiled modules, so that each start would compile them all again."""
GOALS = {"checks": 10.0, "ratio": 0.10, "growth": 2.1, "megabytes": 500.0}
"""All checks in 10 s of wall time on two processors, at any size; generator at most a tenth of the engine's processor time; twice the content, at
most 2.1 times the processor time; megabytes of all processes together, for the checks and for the generator."""
_LARGE = 50
"""From this size on the engine runs once: it needs minutes."""


@dataclass(frozen=True)
class Row:
    """What one size took. `read` is reading and looking up every quote, `check` that and all checks; `growth` is the generator's processor
    time at this size over that at half the size, `ratio` its part of the engine's."""

    content: str
    pages: int
    read: Cost
    check: Cost
    generator: Cost
    engine: Cost | None
    ratio: float | None
    growth: float | None

    @property
    def checks(self) -> Cost:
        """What all checks take together once everything is read; of memory, what they and the reading take."""
        return Cost(max(self.check.cpu - self.read.cpu, 0.0), self.check.megabytes, max(self.check.seconds - self.read.seconds, 0.0))

    @property
    def steps(self) -> dict[str, Cost]:
        """Each step by its name in the table."""
        found = {"reading": self.read, "all checks alone": self.checks, "check, whole": self.check, "generator, whole": self.generator}
        return found | ({"engine": self.engine} if self.engine else {})


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
        shown = None
        if options.preview:
            project = _prepare(Path(folder), 0, options.limit)
            _say(f"real: preview, {preview.EDITS} edits")
            try:
                shown = preview.latency(project, *PREVIEW, limit=options.limit)
            except (OSError, ValueError) as fault:  # a silent preview is a TimeoutError, which is an OSError
                failed = True
                _say(f"preview: {fault}")
    _print(rows, options.json, shown)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    about = "Time and peak memory of the generator and of the site engine, side by side."
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=about)
    parser.add_argument("--sizes", type=_sizes, default=(10, 100), help="sizes of invented content, in times the real content (default: 10,100)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each step; the median counts (default: 3; large sizes run the engine once)")
    parser.add_argument("--limit", type=float, default=1800, help="seconds a single step may take (default: 1800)")
    parser.add_argument("--no-engine", action="store_true", help="measure the generator only")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--no-preview", dest="preview", action="store_false", help="leave the edits of the preview out")
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
    read = _median(READ, project, f"{name}: reading", options.runs, options.limit, "build")
    check = _median(CHECK, project, f"{name}: reading and checks", options.runs, options.limit, "build")
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
        growth = generator.cpu / _generate(half, f"invented × {size // 2}", options).cpu * (size // 2 * 2 / size)
        shutil.rmtree(half)
    ratio = generator.cpu / engine.cpu if engine else None
    return Row(name, pages, read, check, generator, engine, ratio, growth)


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
    cpu, seconds = (statistics.median(getattr(cost, name) for cost in costs) for name in ("cpu", "seconds"))
    return Cost(cpu, max(cost.megabytes for cost in costs), seconds)


def _say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def _print(rows: list[Row], as_json: bool, shown: preview.Latency | None) -> None:
    if as_json:
        print(json.dumps({"goals": GOALS, "rows": [asdict(row) for row in rows], "preview": asdict(shown) if shown else None}, indent=2))
        return
    print(f"{'content':<15}{'pages':>7}  {'step':<17}{'processors':>11}{'wall':>11}{'memory':>10}{'of engine':>11}{'growth':>9}")
    for row in rows:
        ratio = f"{row.ratio:>11.1%}" if row.ratio is not None else f"{'–':>11}"
        growth = f"{row.growth:>7.2f} ×" if row.growth is not None else f"{'–':>9}"
        for name, cost in row.steps.items():
            first = f"{row.content:<15}{row.pages:>7}" if name == "reading" else " " * 22
            last = ratio + growth if cost is row.generator else ""
            print(f"{first}  {name:<17}{cost.cpu:>9.2f} s{cost.seconds:>9.2f} s{cost.megabytes:>7.0f} MB{last}")
    print("processors: their time, user and system, of all processes of the step together; wall: counts whatever else runs")
    print("memory: peak of all processes together, shared pages counted once; of the checks, with what was read before them")
    print("growth: the generator's processor time over that at half the size")
    times = f"checks alone at most {GOALS['checks']:g} s of wall time, generator at most {GOALS['ratio']:.0%} of the engine's processor time"
    print(f"goals: {times}, growth at most {GOALS['growth']:g}, check and generator at most {GOALS['megabytes']:.0f} MB")
    if shown:
        print(preview.line(shown))
        print("goal: under 2 s from a save to the page, at the real size")
    for text in _missed(rows):
        print(f"missed: {text}")


def _missed(rows: list[Row]) -> list[str]:
    missed = []
    for row in rows:
        if row.checks.seconds > GOALS["checks"]:
            missed.append(f"{row.content}: checks {row.checks.seconds:.2f} s")
        if row.check.megabytes > GOALS["megabytes"]:
            missed.append(f"{row.content}: checks with {row.check.megabytes:.0f} MB")
        if row.ratio is not None and row.ratio > GOALS["ratio"]:
            missed.append(f"{row.content}: ratio {row.ratio:.1%}")
        if row.growth is not None and row.growth > GOALS["growth"]:
            missed.append(f"{row.content}: growth {row.growth:.2f}")
        if row.generator.megabytes > GOALS["megabytes"]:
            missed.append(f"{row.content}: {row.generator.megabytes:.0f} MB")
    return missed


if __name__ == "__main__":
    sys.exit(main())
