"""What helps at the command line: an example in each command's help that runs, completion of ids, the next command on a terminal."""

from __future__ import annotations

import inspect
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from generator import commands, engine, preview
from generator.selftest import runner
from generator.selftest.kinds import kinds
from tests.support import HARBOUR, ROOT, copy_of, run

ON_OTHER_MATERIAL = ("ingest", "links", "seal", "selftest", "verify")
"""Commands whose example runs here on less than it is meant for, so that it may find something."""


def example(name: str) -> list[str]:
    """The words of the example that a command's help ends with, without `explainer`."""
    command = commands.command(name)
    assert command and command.help
    found = re.search(r"\n\nExample: explainer ([^\n]+)\Z", inspect.cleandoc(command.help))
    assert found, f'the help of "{name}" does not end in a line "Example: explainer {name} …"'
    return shlex.split(found[1])


def test_there_are_commands() -> None:
    assert {"build", "check", "completion", "doctor", "fmt", "schemas", "serve", "trace"} <= set(commands.names())


@pytest.mark.parametrize("name", commands.names())
def test_every_help_has_a_sentence_and_ends_in_an_example_that_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what takes minutes is replaced: the site engine, the preview's waiting, the many plants."""
    project = copy_of(ROOT, tmp_path / "copy")
    (project / "saved-page.html").write_text("<html><body><p>No article.</p></body></html>", encoding="utf-8")
    if name in ON_OTHER_MATERIAL:
        (project / "site").mkdir()
        (project / "site/index.html").write_text("<!doctype html><title>x</title><p>x", encoding="utf-8")
    monkeypatch.chdir(project)
    monkeypatch.setattr(engine, "build", lambda *_, **__: engine.EngineResult())
    monkeypatch.setattr(preview, "serve", lambda *_, **__: 0)
    whole = runner.run
    monkeypatch.setattr(runner, "run", lambda project, seed, _, **told: whole(project, seed, 1, 1, list(kinds())[:2]))
    words = example(name)
    assert words[0] == name
    result = run(*words)
    assert result.code in ((0, 1, 2) if name in ON_OTHER_MATERIAL else (0,)), result.err
    assert "Usage:" not in result.err
    assert run(name, "--help").out.split("\n\n")[1].strip()


def test_the_list_of_commands_has_each_once_in_its_group_with_its_sentence_whole() -> None:
    grouped = [name for group in commands.GROUPS.values() for name in group]
    assert sorted(grouped) == commands.names()
    lines = run("--help").out.splitlines()  # 80 columns wide
    assert [line.rstrip(":") for line in lines if re.fullmatch(r"[TF]o.*:", line)] == list(commands.GROUPS)
    for name in grouped:
        [line] = [line for line in lines if line.startswith(f"  {name} ")]
        said = line.split(maxsplit=1)[1]
        assert said[0].isupper() and run(name, "--help").out.split("\n\n")[1].strip() == f"{said}."


def completed(typed: str, project: Path, shell: str = "bash") -> list[str]:
    """What the shell is offered for the last of the words typed."""
    words = typed.split(" ")
    variables = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_EXPLAINER_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run([sys.executable, "-m", "generator"], cwd=project, env=variables, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_the_shell_completes_commands_ids_and_checks(tmp_path: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        script = run("completion", shell)
        assert script.code == 0 and f"_EXPLAINER_COMPLETE={shell}_complete" in script.out
    assert completed("explainer tra", HARBOUR) == ["trace"]
    assert "samira-halvani" in completed("explainer trace samir", HARBOUR)
    assert completed("explainer trace ledger", HARBOUR) == ["ledger-2017-05-09"]
    assert completed(f"explainer --project {HARBOUR} trace ledger", tmp_path) == ["ledger-2017-05-09"]
    assert completed("explainer trace ledger", tmp_path) == [""]
    assert "quote-not-found" in completed("explainer explain quote-n", HARBOUR)


SLOW = "import time; from generator.console import progress\nwith progress('looking', 0.05) as tell:\n time.sleep(0.3); tell(2, 7); time.sleep(1.2)"


def on_a_terminal(*command: str | Path, **variables: str) -> tuple[int, str]:
    """The exit code and all that a command wrote to a terminal, with these variables and none that tells of a machine."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR", "TERM")}
    try:
        environment = {**kept, "TERM": "xterm", "PYTHONPATH": str(ROOT), **variables}
        done = subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # what Linux says of a terminal whose other end was closed
            while chunk := os.read(ours, 10_000):
                shown += chunk
        return done.wait(), shown.decode()
    finally:
        os.close(ours)


def test_long_work_shows_on_a_terminal_and_leaves_no_trace_of_it() -> None:
    code, shown = on_a_terminal("-c", SLOW)
    assert code == 0
    assert shown.startswith("\r\x1b[Klooking … 0 s\r\x1b[Klooking: 2 of 7 … 1 s")
    assert shown.endswith("\r\x1b[K")


@pytest.mark.parametrize("name", ["CI", "NO_COLOR"])
def test_no_work_shows_where_nobody_reads_along(name: str) -> None:
    assert on_a_terminal("-c", SLOW, **{name: "1"}) == (0, "")


def test_no_work_shows_without_a_terminal() -> None:
    done = subprocess.run([sys.executable, "-c", SLOW], cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    assert done.stdout + done.stderr == b""


@pytest.mark.parametrize(
    "words", [("check",), ("build", "--no-engine"), ("todo",), ("coverage",), ("selftest", "--plants", "1"), ("verify",), ("links",)]
)
def test_every_command_that_may_take_long_says_so(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entered = []

    @contextmanager
    def noted(doing: str) -> Iterator[Callable[[int, int], None]]:
        entered.append(doing)
        yield lambda done, of: None
        entered.append("")

    command = sys.modules[commands.command(words[0]).callback.__module__]  # type: ignore[union-attr]
    monkeypatch.setattr(command, "progress", noted)
    whole = runner.run
    monkeypatch.setattr(runner, "run", lambda project, seed, _, **told: whole(project, seed, 1, 1, list(kinds())[:2], **told))
    project = copy_of(HARBOUR, tmp_path / "copy")
    (project / "build/docs").mkdir(parents=True)
    (project / "site").mkdir()
    (project / "site/manifest.json").write_text('{"version": 1, "made": "x", "files": {}}', encoding="utf-8")
    run("--project", project, *words)
    assert len(entered) == 2 and entered[0] and not entered[1]


def test_the_next_command_is_named_on_a_terminal_and_nowhere_else() -> None:
    quiet = run("--project", HARBOUR, "check")
    assert "next:" not in quiet.out + quiet.err
    code, shown = on_a_terminal("-m", "generator", "--project", HARBOUR, "check")
    assert code == 0
    assert shown.splitlines()[-1] == "next: explainer build"
