"""The command line: what each command prints and the exit code it ends with."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from generator import __version__, pipeline
from tests.support import HARBOUR, ROOT, copy_of, run, snapshot


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of(HARBOUR, tmp_path / "harbour")


def test_check_without_problems_says_what_was_checked_and_ends_with_0(project: Path) -> None:
    result = run("--project", project, "check")
    assert (result.code, result.err) == (0, "")
    assert re.fullmatch(r"no problems: 45 claims with \d+ quotes from 4 sources\n", result.out)


def test_problems_end_with_1_and_are_counted(project: Path) -> None:
    for name in ("pell", "karrow"):
        record = project / f"content/geography/{name}.yaml"
        record.write_text(record.read_text("utf-8").replace("kind: city", "kind: town"), encoding="utf-8")
    result = run("--project", project, "check")
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[-1] == "2 problems in 2 files"


def test_build_without_the_engine_writes_the_pages_and_says_where(project: Path) -> None:
    result = run("--project", project, "build", "--no-engine")
    assert (result.code, result.err) == (0, "")
    written = re.fullmatch(r"(\d+) pages \(\d+ files changed\): build/docs\n", result.out)
    assert written
    assert int(written[1]) == len(list((project / "build/docs").rglob("*.md")))
    assert "(0 files changed)" in run("--project", project, "build", "--no-engine").out


def test_the_address_given_wins_over_the_settings(project: Path) -> None:
    run("--project", project, "build", "--no-engine", "--url", "https://example.net/elsewhere/")
    assert "site_url: https://example.net/elsewhere/\n" in (project / "build/mkdocs.base.yml").read_text("utf-8")


@pytest.mark.parametrize("command", [["check"], ["build"], ["build", "--no-engine"], ["coverage"]])
def test_a_folder_without_content_is_2_and_says_the_way_out(command: list[str], tmp_path: Path) -> None:
    result = run("--project", tmp_path, *command)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: there is no ")
    assert len(result.err.splitlines()) == 1


def test_build_without_engine_settings_is_2_and_writes_nothing(project: Path) -> None:
    (project / "mkdocs.yml").unlink()
    before = snapshot(project)
    result = run("--project", project, "build")
    assert result.code == 2
    assert "mkdocs.yml" in result.err
    assert snapshot(project) == before


@pytest.mark.parametrize(
    "arguments", [["--no-such-option"], ["chek"], ["check", "--no-such-option"], ["serve", "--port", "0"], ["--project", "/no/such/folder", "check"]]
)
def test_a_command_that_is_not_understood_is_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert "Error: " in result.err


def test_no_command_shows_the_help() -> None:
    result = run()
    assert "Usage: " in result.out + result.err
    for command in ("build", "check", "coverage", "serve"):
        assert f"\n  {command} " in result.out + result.err


@pytest.mark.parametrize("command", ["build", "check", "coverage", "serve"])
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.code == 0
    assert f"Example: explainer {command}" in result.out


@pytest.mark.parametrize("name", ["content/claims/strike.yaml", "seeds/courier-2017-05-12.txt"])
def test_a_file_that_cannot_be_read_is_3_and_names_it(name: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def forbidden(path: Path) -> bytes:
        if path == project / name:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    result = run("--project", project, "check")
    assert (result.code, result.out) == (3, "")
    assert result.err == f"error: {name} cannot be read: Permission denied; check its permissions\n"


def test_a_folder_where_pages_are_to_be_written_is_3_and_the_folder_stays(project: Path) -> None:
    (project / "build").write_text("not a folder", encoding="utf-8")
    result = run("--project", project, "build", "--no-engine")
    assert result.code == 3
    assert "Traceback" not in result.err
    assert (project / "build").read_text(encoding="utf-8") == "not a folder"


def test_a_bug_of_ours_is_4_and_asks_for_a_report(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> None:
        raise RuntimeError("the sky is green")

    monkeypatch.setattr(pipeline, "check", broken)
    result = run("--project", project, "check")
    assert (result.code, result.out) == (4, "")
    assert "bug" in result.err
    assert "RuntimeError: the sky is green" in result.err
    assert "please report it" in result.err


def test_an_interruption_is_130(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "check", interrupted)
    result = run("--project", project, "check")
    assert result.code == 130
    assert "interrupted" in result.err


def test_the_version_names_the_engine_and_the_theme() -> None:
    result = run("--version")
    assert result.code == 0
    assert result.out.startswith(f"explainer {__version__} (")
    assert re.search(rf"MkDocs {re.escape(metadata.version('mkdocs'))}\b", result.out)
    assert re.search(rf"Material\D* {re.escape(metadata.version('mkdocs-material'))}\b", result.out)


def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    """`explainer coverage | head -1`, with far more lines than a pipe holds."""
    seed = project / "seeds/review-2017-05-13.txt"
    seed.write_text("Nobody sings here at all. " * 20_000, encoding="utf-8")
    record = project / "content/sources/review-2017-05-13.yaml"
    record.write_text(re.sub("sha256: .*", f"sha256: {hashlib.sha256(seed.read_bytes()).hexdigest()}", record.read_text("utf-8")), encoding="utf-8")
    command = [sys.executable, "-m", "generator", "--project", str(project), "coverage", "--untriaged"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline().startswith("source ")
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.parametrize("command", [["-m", "generator"], ["-c", "import sys; from generator.cli import main; sys.exit(main())"]])
def test_both_ways_to_start_it_are_the_same(command: list[str]) -> None:
    done = subprocess.run([sys.executable, *command, "--version"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.startswith(f"explainer {__version__} (")
