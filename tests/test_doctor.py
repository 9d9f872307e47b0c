"""`explainer doctor`: what is in order, what is not, and the way out."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest

from generator import doctor, engine
from tests.support import HARBOUR, copy_of, run, snapshot

DAY = 86_400
ENDS = 1_809_475_200  # 2027-05-05


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(ENDS - 400 * DAY))
    return copy_of(HARBOUR, tmp_path / "harbour")


def lines(project: Path) -> dict[str, str]:
    """What is said of each thing."""
    return {line.split(": ")[0].split(maxsplit=1)[1]: line for line in run("--project", project, "doctor").out.splitlines()}


def test_a_project_in_order_has_nothing_that_fails_and_nothing_is_written(project: Path) -> None:
    before = snapshot(project)
    result = run("--project", project, "doctor")
    assert result.code == 0 and result.err == ""
    states = {line.split()[0] for line in result.out.splitlines()}
    assert states <= {"ok", "warn"} and len(result.out.splitlines()) > 20
    assert lines(project)["help while typing"] == "warn  help while typing: no schemas in build/schemas; run: explainer schemas"
    assert lines(project)["content/"] == "ok    content/: 27 files"
    assert snapshot(project) == before
    assert run("--project", project, "doctor").out == result.out


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (-121, "ok", "until 2027-05-05"),
        (-120, "warn", "ends on 2027-05-05, in 120 days"),
        (0, "warn", "in 0 days"),
        (1, "warn", "ended on 2027-05-05"),
    ],
)
def test_the_end_of_life_of_the_theme_is_told_in_time(project: Path, monkeypatch: pytest.MonkeyPatch, days: int, state: str, words: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(ENDS + days * DAY))
    said = lines(project)["support of Material"]
    assert said.startswith(f"{state:<4}  ") and words in said and "build with Zensical" in said


def test_what_fails_ends_with_3_and_names_the_way_out(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "mkdocs.yml").write_text("site_name: x\ndocs_dir: docs\n", encoding="utf-8")
    (project / "site").mkdir()
    (project / "site/mine.html").write_text("x", encoding="utf-8")
    monkeypatch.setattr(doctor, "_NEEDED_DISK", 1 << 60)
    real = doctor._version
    monkeypatch.setattr(
        doctor, "_version", lambda name: None if name == "lxml" else "9.0" if name == "click" else "2.0" if name == "mkdocs" else real(name)
    )
    assert run("--project", project, "doctor").code == 3
    said = lines(project)
    assert "write these lines into it: INHERIT: build/mkdocs.base.yml" in run("--project", project, "doctor").out
    assert said["site/"].startswith("fail") and "move the folder away" in said["site/"]
    assert said["disk"].startswith("fail") and "free some space" in said["disk"]
    assert said["lxml"].startswith("fail") and "-m pip install 'lxml>=6'" in said["lxml"]
    assert said["mkdocs"].startswith("fail") and "mkdocs>=1.6.1,<2 is needed" in said["mkdocs"]
    assert said["click"].startswith("ok")


def test_a_folder_without_content_fails_and_says_so(tmp_path: Path) -> None:
    result = run("--project", tmp_path, "doctor")
    assert result.code == 3
    assert "fail  content/: there is no content/ folder here; run the command in the project's folder" in result.out


def test_a_missing_extra_is_a_warning_with_the_command(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "trafilatura" else real(name))
    assert "pip install 'explainer[ingest]'" in lines(project)["extra ingest"]
    assert run("--project", project, "doctor").code == 0


def test_a_lock_is_told_apart_from_one_left_behind(project: Path) -> None:
    (project / "build").mkdir()
    (project / "build/.lock").touch()
    assert "the next one takes it over" in lines(project)["lock"]
    (project / "build/.lock").unlink()
    with engine.exclusive(project):
        assert lines(project)["lock"] == "ok    lock: a build is running"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_fails(project: Path) -> None:
    project.chmod(0o500)
    try:
        assert lines(project)["the project's folder"].startswith("fail")
    finally:
        project.chmod(0o700)


def test_json_holds_the_same(project: Path) -> None:
    found = json.loads(run("--project", project, "doctor", "--format", "json").out)
    assert [str(doctor.Finding(**entry)) for entry in found] == run("--project", project, "doctor").out.splitlines()
