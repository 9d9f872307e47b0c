"""Whatever is wrong, what was good stays: the invariants that hold on every row of every table of faults.

For each single fault in the content: one primary problem at its place, also in a run with a second fault in another file; the four
forms agree; exit 1; no traceback; inputs and the last good site byte-identical, nothing left behind; under 10 s and 512 MB, which the
kernel sees to (`limits`).
"""

from __future__ import annotations

import errno
import json
import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import engine, pipeline, resolver, writer
from tests.faults.limits import Limited
from tests.faults.machine import kept
from tests.faults.more import MORE
from tests.judgements import JUDGED
from tests.mistakes import FAULTS, Fault
from tests.support import HARBOUR, an_end, copy_of, run, small_project, snapshot
from tests.test_mistakes import lift, plant

ROWS = [*FAULTS, *JUDGED, *MORE]
SECOND = "content/zz-second.txt"


def published(folder: Path) -> Path:
    """The harbour topic with a site that was published before."""
    project = copy_of(HARBOUR, folder / "harbour")
    for name in ("site/index.html", "site/claims/a.html", "build/docs/index.md"):
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"the last good {name}", encoding="utf-8")
    return project


def test_there_are_enough_of_every_kind() -> None:
    assert len({fault.id for fault in ROWS}) == len(ROWS) >= 150
    assert len(OPERATOR) >= 15


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Limited]:
    """The command line in a process that may take 512 MB and ten seconds of the processor."""
    limited = Limited(tmp_path_factory.mktemp("limited"))
    yield limited
    limited.close()


@pytest.mark.parametrize("fault", ROWS, ids=lambda fault: fault.id)
def test_a_fault_in_the_content(fault: Fault, tmp_path: Path, limited: Limited, monkeypatch: pytest.MonkeyPatch) -> None:
    project = published(tmp_path)
    plant(project, fault, fault.new)
    path, line, column = lift(project, fault)
    (project / SECOND).write_text("A second fault, in another file.\n", encoding="utf-8")
    before = snapshot(project)
    with an_end(60):
        result = limited.run("--project", project, "build")
    assert (result.code, result.out) == (1, ""), result.err
    assert snapshot(project) == before
    assert "Traceback" not in result.err
    *told, count, nothing = result.err.splitlines()
    primary = [row for row in told if f"[{fault.check}]" in row and row.startswith(f"{path}:{line}:{column}: ")]
    second = [row for row in told if row.startswith(f"{SECOND}:1:1: [unread-file]")]
    assert (len(primary), len(second), len(told)) == (1, 1, 2), told
    assert fault.says in primary[0]
    assert (count, nothing) == ("2 problems in 2 files", "nothing was written; the last good site is as it was")

    found = pipeline.check(project)
    monkeypatch.setattr(pipeline, "check", lambda _: found)
    places = {tuple(re.match(r"(.*?):(\d+):(\d+): \[([a-z0-9-]+)\]", row).groups()) for row in told}  # type: ignore[union-attr]
    data = json.loads(run("--project", project, "check", "--format", "json").out)["problems"]
    assert {(p["path"], str(p["line"]), str(p["column"]), p["check"]) for p in data} == places
    github = run("--project", project, "check", "--format", "github").out.splitlines()
    assert {re.match(r"::error file=(.*?),line=(\d+),col=(\d+),title=(.*?)::", row).groups() for row in github} == places  # type: ignore[union-attr]
    sarif = json.loads(run("--project", project, "check", "--format", "sarif").out)["runs"][0]["results"]
    located = [(r["ruleId"], r["locations"][0]["physicalLocation"]) for r in sarif]
    assert {(p["artifactLocation"]["uri"], str(p["region"]["startLine"]), str(p["region"]["startColumn"]), rule) for rule, p in located} == places


def test_the_limits_stop_what_exceeds_them(limited: Limited, tmp_path: Path) -> None:
    project = small_project(tmp_path / "boats", "claims: []\n", texts={"post": "Seven boats lie in the harbour, and nobody knows why. " * 40_000})
    assert limited.run("--project", project, "check", memory=48 << 20).code != 1  # the generator itself takes more
    assert limited.run("--project", project, "check", seconds=1).code == -signal.SIGXCPU


# what is not the editor's: configuration, environment, interruptions

Break = Callable[[Path, pytest.MonkeyPatch], None]


def without(name: str) -> Break:
    return lambda project, _: (project / name).unlink() if (project / name).is_file() else (project / name).rename(project.parent / "away")  # type: ignore[func-returns-value]


def raising(module: object, name: str, fault: BaseException) -> Break:
    def broken(*_: object, **__: object) -> None:
        raise fault

    return lambda _, patch: patch.setattr(module, name, broken)


def unreadable(name: str) -> Break:
    read = Path.read_bytes

    def refuse(project: Path, patch: pytest.MonkeyPatch) -> None:
        def guarded(path: Path) -> bytes:
            if path == project / name:
                raise PermissionError(errno.EACCES, "Permission denied")
            return read(path)

        patch.setattr(Path, "read_bytes", guarded)

    return refuse


def disk(number: int) -> Break:
    return raising(writer, "_put", writer.EnvironmentFault(f"cannot write: {os.strerror(number)}"))


def linked(name: str, target: str) -> Break:
    def link(project: Path, _: pytest.MonkeyPatch) -> None:
        away = project.parent / "away"
        if (project / name).exists():
            (project / name).rename(away)
        (project / name).symlink_to(target.format(away=away))

    return link


def not_ours(name: str) -> Break:
    return lambda project, _: [(project / name).mkdir(parents=True, exist_ok=True), (project / name / "thesis.txt").write_text("mine")][0]  # type: ignore[func-returns-value]


OPERATOR: dict[str, tuple[Break, int, str]] = {
    "no content folder": (without("content"), 2, "there is no content/ folder"),
    "no engine settings": (without("mkdocs.yml"), 2, "there is no mkdocs.yml"),
    "the settings cannot be read": (unreadable("content/site.yaml"), 3, "check its permissions"),
    "a claim file cannot be read": (unreadable("content/claims/strike.yaml"), 3, "check its permissions"),
    "an archived text cannot be read": (unreadable("seeds/courier-2017-05-12.txt"), 3, "check its permissions"),
    "a record is a symbolic link": (linked("content/geography/pell.yaml", "{away}"), 1, "is a symbolic link"),
    "a record is a link to itself": (linked("content/geography/loop.yaml", "loop.yaml"), 1, "is a symbolic link"),
    "an archived text is a symbolic link": (linked("seeds/courier-2017-05-12.txt", "{away}"), 1, "links are not followed"),
    "a link to a system file": (linked("content/actors/passwd.yaml", "/etc/passwd"), 1, "is a symbolic link"),
    "interrupted while reading": (raising(pipeline, "load", KeyboardInterrupt()), 130, "interrupted"),
    "interrupted while resolving": (raising(pipeline, "resolve", KeyboardInterrupt()), 130, "interrupted"),
    "interrupted while judging": (raising(pipeline.checks, "run", KeyboardInterrupt()), 130, "interrupted"),
    "interrupted while looking up quotes": (raising(resolver, "match", KeyboardInterrupt()), 130, "interrupted"),
    "a bug of ours while reading": (raising(pipeline, "load", ZeroDivisionError("x")), 4, "please report it"),
    "a bug of ours while judging": (raising(pipeline.checks, "run", RecursionError("x")), 4, "please report it"),
    "out of memory": (raising(pipeline, "resolve", MemoryError()), 3, "there is not enough memory"),
    "the build folder holds something else": (not_ours("build/docs"), 2, "move"),
    "the disk is full": (disk(errno.ENOSPC), 3, "No space left"),
    "the disk is read-only": (disk(errno.EROFS), 3, "Read-only"),
    "the engine is not there": (raising(engine, "build", engine.EnvironmentFault("MkDocs is not installed")), 3, "not installed"),
}


@pytest.mark.parametrize("name", OPERATOR)
def test_a_fault_that_is_not_the_editors(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_it, code, says = OPERATOR[name]
    project = published(tmp_path)
    if name not in ("the build folder holds something else",):
        for path in sorted((project / "build").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    break_it(project, monkeypatch)
    before = kept(project)
    with an_end(60):
        result = run("--project", project, "build")
    assert (result.code, result.out) == (code, ""), result.err
    assert says in result.err
    assert "Traceback" not in result.err
    assert kept(project) == before
    assert not [path for path in project.rglob("*") if path.name.endswith("-part")]
