"""The most likely mistakes of an editor, each planted alone in a copy of the harbour topic, then many of them together.

One planted fault gives one problem at the place to change, exit 1, and nothing written. `▸` in a row marks that place; the
test computes line and column from it, so that nothing is copied from the output.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator import checks
from generator.pipeline import check
from tests.judgements import HINTS, JUDGED
from tests.mistakes import FAULTS, REVIEW, SITE, Fault
from tests.support import HARBOUR, ROOT, copy_of, place, run, snapshot

READER = ("yaml-", "settings-missing")
"""Checks of the reader: what else is in the same file is not seen while one of them stands."""


def plant(project: Path, fault: Fault, written: str, mark: str = "▸") -> None:
    """Make the change in the project, with `written` in place of the old words and `mark` for the place."""
    path = project / fault.file
    if fault.old == "->":
        path.rename(project / fault.new)
        return
    if not fault.old:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written.replace("▸", mark), encoding="utf-8")
        return
    text = read(path)
    assert text.count(fault.old) == 1, f"{fault.old!r} stands {text.count(fault.old)} times in {fault.file}"
    path.write_bytes(text.replace(fault.old, written.replace("▸", mark)).encode("utf-8", "surrogateescape"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def lift(project: Path, fault: Fault, mark: str = "▸") -> tuple[str, int, int]:
    """Take the mark of a planted fault out again; file, line and column where it stood (the first place of the file if there is none)."""
    seen = fault.seen or fault.file
    path = project / seen
    if fault.at:
        text = read(path)
        bare = fault.at.replace("▸", "")
        assert text.count(bare) == 1, f"{bare!r} stands {text.count(bare)} times in {seen}"
        return seen, *place(text, text.index(bare) + fault.at.index("▸"))
    if "▸" not in fault.new:
        return seen, 1, 1
    text = read(path)
    index = text.index(mark)
    path.write_bytes((text[:index] + text[index + 1 :]).encode("utf-8", "surrogateescape"))
    return seen, *place(text, index)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of(HARBOUR, tmp_path / "harbour")


@pytest.mark.parametrize("fault", [*FAULTS, *JUDGED], ids=lambda fault: fault.id)
def test_one_mistake_is_one_problem_where_it_is_and_nothing_is_written(fault: Fault, project: Path) -> None:
    plant(project, fault, fault.new)
    path, line, column = lift(project, fault)
    before = snapshot(project)

    result = run("--project", project, "build", "--no-engine")

    first, *rest = result.err.splitlines()
    assert first.startswith(f"{path}:{line}:{column}: [{fault.check}] ")
    assert fault.says in first
    assert rest == ["1 problem in 1 file", "nothing was written; the last good site is as it was"]
    assert (result.code, result.out) == (1, "")
    assert snapshot(project) == before


@pytest.mark.parametrize("fault", HINTS, ids=lambda fault: fault.id)
def test_a_hint_is_one_warning_and_stops_only_a_strict_check(fault: Fault, project: Path) -> None:
    plant(project, fault, fault.new)
    path, line, column = lift(project, fault)

    result = run("--project", project, "check", "--strict")

    first, *rest = result.err.splitlines()
    assert first.startswith(f"{path}:{line}:{column}: [{fault.check}] warning: ")
    assert fault.says in first
    assert (result.code, len(rest)) == (1, 1)
    assert run("--project", project, "check").code == 0


@pytest.mark.parametrize("fault", [fault for fault in (*FAULTS, *JUDGED) if fault.near is not None], ids=lambda fault: fault.id)
def test_what_is_nearly_the_mistake_is_right(fault: Fault, project: Path) -> None:
    assert fault.near is not None
    plant(project, fault, fault.near)
    assert run("--project", project, "check").err == ""


def test_every_kind_of_problem_has_a_row() -> None:
    """A new kind of problem needs a mistake in a table, but for those that are planted in other tests."""
    elsewhere = {"source-encoding", "source-unused", "geometry-file", "geometry-hash", "geometry-form", "geometry-place"}
    pattern = re.compile(r'"((?:yaml|id|field|source|settings|unread)-[a-z-]+)"')
    named = {found for path in (ROOT / "generator").glob("*.py") for found in pattern.findall(path.read_text("utf-8"))}
    named |= {name for module in checks.modules().values() for name in module.IDS}
    assert sorted(named - {fault.check for fault in (*FAULTS, *JUDGED, *HINTS)} - elsewhere) == []


def test_an_archived_text_in_another_encoding_is_one_problem(project: Path) -> None:
    text = (project / "seeds/review-2017-05-13.txt").read_text(encoding="utf-8").replace("Nobody", "Nöbody").encode("latin-1")
    (project / "seeds/review-2017-05-13.txt").write_bytes(text)
    record = project / REVIEW
    record.write_text(re.sub("sha256: .*", f"sha256: {hashlib.sha256(text).hexdigest()}", record.read_text("utf-8")), encoding="utf-8")
    line, column = place(record.read_text("utf-8"), record.read_text("utf-8").index("seeds/review"))
    assert [str(problem).partition(";")[0] for problem in check(project).problems] == [
        f"{REVIEW}:{line}:{column}: [source-encoding] seeds/review-2017-05-13.txt is not UTF-8 (byte {text.index(0xF6) + 1})"
    ]


@pytest.mark.parametrize("where", ["content/actors/linked.yaml", "seeds/review-2017-05-13.txt"])
def test_links_to_files_are_not_followed(where: str, project: Path) -> None:
    target = project / "elsewhere"
    if (project / where).exists():
        (project / where).rename(target)
    else:
        shutil.copy(project / "content/geography/pell.yaml", target)
    (project / where).symlink_to(target)
    assert [problem.check for problem in check(project).problems] == ["unread-file" if "actors" in where else "source-file"]


def test_a_folder_of_archived_texts_that_is_a_link_is_not_followed(project: Path) -> None:
    (project / "seeds").rename(project / "elsewhere")
    (project / "seeds").symlink_to(project / "elsewhere")
    assert {problem.check for problem in check(project).problems} == {"source-file"}


def trees() -> Iterator[list[Fault]]:
    """The faults in as few heaps as needed: none changes the words of another, or keeps the check from seeing it."""
    left = list(FAULTS)
    while left:
        heap: list[Fault] = []
        for fault in left:
            if all(_together(fault, other) for other in heap):
                heap.append(fault)
        if len(heap) > 1:
            yield heap
        left = [fault for fault in left if fault not in heap]


def _together(one: Fault, two: Fault) -> bool:
    if one.id in ALONE or two.id in ALONE or "->" in (one.old, two.old):
        return False
    if one.check.startswith(READER) or two.check.startswith(READER):
        return one.check.startswith(READER) and two.check.startswith(READER) and one.file != two.file
    if any(fault.check.startswith("field-") and "sources/" in fault.file for fault in (one, two)):
        return not any(fault.check.startswith(("quote-", "absence-")) for fault in (one, two)) and one.file != two.file
    if one.file != two.file or not one.old or not two.old:
        return True
    (start, end), (other_start, other_end) = _span(one), _span(two)
    same = _record(one) == _record(two) and any(fault.check.startswith(("field-", "id-duplicate")) for fault in (one, two))
    return (end < other_start or other_end < start) and (not same or one.file == SITE)


@cache
def _original(file: str) -> str:
    return read(HARBOUR / file)


def _span(fault: Fault) -> tuple[int, int]:
    start = _original(fault.file).index(fault.old)
    return start, start + len(fault.old)


def _record(fault: Fault) -> int:
    """Which record of a topic file the fault lies in; a record with a broken field is looked at no further."""
    start, end = _span(fault)
    before = _original(fault.file)[: end if "- id: " in fault.old else start]
    return before.count("\n  - id: ") if "/claims/" in fault.file else 0


ALONE = {
    "a list is written without dashes",  # the rest of that topic is not read
    "the list of claims has another name",
    "a claim is bare text",  # ids of claims are not judged where one has none
    "a claim's own id has capitals",
    "a sentence is not triaged",  # judged once all records are sound
    "an exclusion excludes nothing",  # judged once the settings are sound
    "an archived text was edited",  # its quotes are not judged
    "a passage ends before it begins",  # judged once both ends are found
}


@pytest.mark.parametrize("heap", list(trees()), ids=lambda heap: f"{len(heap)} mistakes")
def test_all_mistakes_of_a_tree_are_reported_in_one_run_in_order(heap: list[Fault], project: Path) -> None:
    marks = {fault.id: chr(0xE000 + number) for number, fault in enumerate(heap)}
    for fault in heap:
        plant(project, fault, fault.new, marks[fault.id])
    marked = {path: read(path) for path in project.rglob("*") if path.is_file()}
    for path, text in marked.items():
        path.write_bytes(re.sub("[\ue000-\uf8ff]", "", text).encode("utf-8", "surrogateescape"))
    expected = sorted((*_place(project, fault, marks[fault.id], marked), fault.check) for fault in heap)

    found = [(problem.location.path, problem.location.line, problem.location.column, problem.check) for problem in check(project).problems]

    assert found == expected


def _place(project: Path, fault: Fault, mark: str, marked: dict[Path, str]) -> tuple[str, int, int]:
    if fault.at or "▸" not in fault.new:
        return lift(project, fault)
    text = marked[project / fault.file]
    before = re.sub("[\ue000-\uf8ff]", "", text[: text.index(mark)])
    return fault.file, *place(before + "x", len(before))


@pytest.mark.parametrize("number", [0, 40, 75, 90, 110])
def test_a_real_process_ends_with_1_and_no_traceback(number: int, project: Path) -> None:
    fault = FAULTS[number]
    plant(project, fault, fault.new)
    path, line, column = lift(project, fault)
    before = snapshot(project)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--project", str(project), "build"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert any(told.startswith(f"{path}:{line}:{column}: [{fault.check}] ") for told in done.stderr.splitlines())
    assert "Traceback" not in done.stderr
    left = snapshot(project)
    left.pop("build", None)
    left.pop("build/.lock", None)
    assert left == before
