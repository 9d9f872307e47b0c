"""Whole builds, cold and after an edit, beside what other engines need for the same Markdown: `python -m tests.bench.builds`.

Each step is a child process on a copy in a temporary folder. The peers get the Markdown that our generator wrote, in the plainest
set-up that renders all of it: MkDocs and Zensical with our settings, Hugo with a layout of one line. Ours also checks and seals.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import measure, preview
from tests.bench.__main__ import CHECK, ENGINE, GENERATE, PARTS, PREVIEW, PROJECT, VARIABLES
from tests.bench.measure import Cost, StepFailed

BUILD = [sys.executable, "-P", "-m", "generator", "build"]
LINKS = [sys.executable, "-P", "-m", "generator", "links"]
SIZES = (14,)
"""1,000 pages."""
EDIT = re.compile(r"(?<=derived: )(?=[A-Z])")
"""Where a word is put into a claim's record that shows on its pages and that no check weighs."""
LAYOUT = "<!doctype html><title>{{ .Title }}</title><body>{{ .Content }}</body>\n"
HUGO = "baseURL: https://example.org/\nmarkup: {goldmark: {renderer: {unsafe: true}, parser: {attribute: {block: true}}}}\n"


@dataclass(frozen=True)
class Step:
    """One line of the table: what ran, and what it took (median)."""

    name: str
    cost: Cost


def main() -> int:
    """Exit code: 0 once the table is whole, whether or not the goals are met; 1 where a step failed; 2 for wrong options."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.builds", description="Whole builds beside those of other engines.")
    parser.add_argument(
        "--sizes", type=lambda text: tuple(map(int, text.split(","))), default=SIZES, help="invented content, in times the real content"
    )
    parser.add_argument("--runs", type=int, default=3, help="runs of each step; the median counts (default: 3)")
    parser.add_argument("--limit", type=float, default=1800, help="seconds a single step may take (default: 1800)")
    parser.add_argument("--no-preview", dest="preview", action="store_false", help="leave the edits of the preview out")
    options = parser.parse_args()
    failed = False
    for size in (0, *options.sizes):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            try:
                _size(Path(folder), size, options)
            except (StepFailed, OSError, ValueError) as fault:
                failed = True
                print(f"bench: {fault}", file=sys.stderr, flush=True)
    return 1 if failed else 0


def _size(folder: Path, size: int, options: argparse.Namespace) -> None:
    """Nothing comes back. Prints what one size took, ours first, then the peers, then the ratios that have a goal."""
    project = folder / "project"
    if size:
        measure.run([sys.executable, "-m", "tests.bench.maker", str(project), str(size)], PROJECT, VARIABLES, options.limit)
    for part in PARTS[2:] if size else PARTS:
        (shutil.copytree if (PROJECT / part).is_dir() else shutil.copy)(PROJECT / part, project / part)

    def run(command: list[str], *, before: Callable[[], object] = lambda: None, where: Path = project, runs: int = options.runs) -> Cost:
        costs = []
        for _ in range(runs):
            before()
            costs.append(measure.run(command, where, VARIABLES, options.limit))
        cpu, seconds = (statistics.median(getattr(cost, name) for cost in costs) for name in ("cpu", "seconds"))
        return Cost(cpu, max(cost.megabytes for cost in costs), seconds)

    def fresh() -> None:
        for name in ("build", "site"):
            shutil.rmtree(project / name, ignore_errors=True)

    edited = _edits(project)
    steps = [
        Step("checks", run(CHECK)),
        Step("generator, cold", run(GENERATE, before=fresh)),
        Step("generator, after an edit", run(GENERATE, before=edited)),
    ]
    pages = sum(1 for _ in (project / "build/docs").rglob("*.md"))
    steps += [Step("whole build, cold", run(BUILD, before=fresh)), Step("whole build, after an edit", run(BUILD, before=edited))]
    warm = _seal(project / "site")
    steps += [Step("whole build, --no-cache", run([*BUILD, "--no-cache"], runs=1))]
    same = _seal(project / "site") == warm
    steps += [Step("links of the finished site", run(LINKS))]
    steps += [Step(name, run(command, before=before, where=where)) for name, command, before, where in _peers(project, folder)]
    weight = sum(path.stat().st_size for path in (project / "site").rglob("*") if path.is_file())
    _print(f"invented × {size}" if size else "real", pages, weight, steps, same)
    if options.preview:
        file, words = _editable(project) if size else PREVIEW
        print(preview.line(preview.latency(project, file, words, limit=options.limit)), flush=True)


def _edits(project: Path) -> Callable[[], None]:
    """What changes one claim, each time in another way."""
    path = next(path for path in sorted((project / "content/claims").glob("*.yaml")) if EDIT.search(path.read_text("utf-8")))
    original, count = path.read_text("utf-8"), 0

    def edit() -> None:
        nonlocal count
        count += 1
        path.write_text(EDIT.sub(f"Reckoning {count}. ", original, count=1), encoding="utf-8")

    return edit


def _editable(project: Path) -> tuple[str, str]:
    """A file of invented content and words in it behind which a mark can stand."""
    path = next(path for path in sorted((project / "content/claims").glob("*.yaml")) if "derived: Reckon" in path.read_text("utf-8"))
    return path.relative_to(project).as_posix(), "derived: Reckoning"


def _peers(project: Path, folder: Path) -> list[tuple[str, list[str], Callable[[], object], Path]]:
    """Each peer's name, command, what is done before each run, and where it runs."""
    hugo = folder / "hugo"
    (hugo / "layouts/_default").mkdir(parents=True)
    (hugo / "hugo.yaml").write_text(HUGO, encoding="utf-8")
    for name in ("index", "_default/single", "_default/list"):
        (hugo / f"layouts/{name}.html").write_text(LAYOUT, encoding="utf-8")
    shutil.copytree(project / "build/docs", hugo / "content")
    for path in sorted((hugo / "content").rglob("index.md")):
        path.rename(path.with_name("_index.md"))  # else Hugo takes the folder for one page
    out = folder / "out"

    def gone() -> None:
        shutil.rmtree(out, ignore_errors=True)

    programs = PROJECT / ".venv-bench/bin/hugo", PROJECT / ".venv-zensical/bin/zensical"
    if missing := [path.name for path in programs if not path.exists()]:
        raise StepFailed(f"not there: {', '.join(missing)}; `make bench` installs what the bench needs")
    return [
        ("mkdocs build", [*ENGINE[:-1], "--quiet", "--site-dir", str(out)], gone, project),
        ("zensical build", [str(programs[1]), "build", "--clean"], gone, _zensical(project, folder)),
        ("hugo", [str(programs[0]), "build", "--destination", str(out)], gone, hugo),
    ]


def _zensical(project: Path, folder: Path) -> Path:
    """A copy of the project for Zensical, which knows no other folder for the site than that of the settings."""
    copy = folder / "zensical"
    for name in ("build/docs", "build/theme"):
        shutil.copytree(project / name, copy / name)
    for name in ("mkdocs.yml", "build/mkdocs.base.yml"):
        shutil.copy(project / name, copy / name)
    return copy


def _seal(folder: Path) -> str:
    """A name for all bytes of a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(os.fsencode(path.relative_to(folder)) + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _print(content: str, pages: int, weight: int, steps: Sequence[Step], same: bool) -> None:
    print(f"\n{content}: {pages} pages of Markdown, site of {weight / 1e6:.0f} MB")
    print(f"{'step':<28}{'processors':>12}{'wall':>10}{'memory':>10}")
    for step in steps:
        print(f"{step.name:<28}{step.cost.cpu:>10.2f} s{step.cost.seconds:>8.2f} s{step.cost.megabytes:>7.0f} MB")
    by = {step.name: step.cost.seconds for step in steps}
    plain, hugo = by["mkdocs build"], by["hugo"]
    print(f"whole build after an edit over hugo: {by['whole build, after an edit'] / hugo:.2f} (goal 1.0)")
    print(f"whole build, cold, over mkdocs build: {by['whole build, cold'] / plain:.2f} (goal 0.6)")
    print(f"generator with all checks over mkdocs build: {by['generator, cold'] / plain:.1%} (goal 5 %)")
    print(f"after an edit with and without the cache: {'the same bytes' if same else 'OTHER BYTES'}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
