"""Whatever is wrong with the machine: a clear sentence and the right exit code, or none at all and a site; never a broken one.

Everything is real here: processes, permissions, limits of the kernel, full disks, signals. What a row cannot make real on any machine
it brings about in the process at the place where it would happen.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline
from tests.faults.machine import Machine, held, kept
from tests.publishing.boats import boats, change, generation
from tests.support import ROOT

ENDED = {signal.SIGINT: "interrupted", signal.SIGTERM: "ended by SIGTERM", signal.SIGHUP: "ended by SIGHUP"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project of which generation 0 is published, and the one before is kept."""
    project = boats(tmp_path_factory.mktemp("published") / "boats")
    assert pipeline.build(project).ok
    return project


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    """A copy of it to break."""
    return shutil.copytree(published, tmp_path / "boats", symlinks=True)


def limited(what: int, amount: int) -> Callable[[], object]:
    return lambda: resource.setrlimit(what, (amount, amount))


def closing(*numbers: int) -> Callable[[], object]:
    return lambda: [os.close(number) for number in numbers]


ODD: dict[str, Machine] = {
    "no PATH": Machine({"PATH": None}),
    "a PATH that leads nowhere": Machine({"PATH": "/nonexistent"}),
    "no HOME": Machine({"HOME": None}),
    "a HOME that is not there": Machine({"HOME": "/nonexistent"}),
    "a TMPDIR that is not there": Machine({"TMPDIR": "/nonexistent"}),
    "the C locale, and Python told to keep it": Machine({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "a locale that is not installed": Machine({"LC_ALL": "xx_YY.UTF-8"}),
    "a terminal that knows few characters": Machine({"PYTHONIOENCODING": "latin-1", "TERM": "none", "COLUMNS": "x"}),
    "a time zone that does not exist": Machine({"TZ": "Nowhere/Nowhere"}),
    "warnings of Python are errors": Machine({"PYTHONWARNINGS": "error"}),
    "Python without assertions": Machine({"PYTHONOPTIMIZE": "1"}),
    "standard input is closed": Machine(limit=closing(0)),
    "standard output is closed": Machine(limit=closing(1)),
    "all three streams are closed": Machine(limit=closing(0, 1, 2)),
    "the cache is closed": Machine(closes="build/cache"),
    "the cache is read-only": Machine(closes="build/cache", mode=0o555),
    "few files may be open": Machine(limit=limited(resource.RLIMIT_NOFILE, 24)),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_only_odd_hinders_nothing(name: str, project: Path) -> None:
    result = held(project, ODD[name])
    assert (result.code, result.err) == (0, "")
    assert generation(project) == 1


def test_a_reader_that_has_gone_away_hinders_nothing(project: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        result = held(project, Machine(stdout=pipe))
    assert (result.code, result.err) == (0, "")
    assert generation(project) == 1


def test_where_the_folder_one_is_in_was_deleted_a_project_that_is_named_is_built(project: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    assert held(project, Machine(folder=away, limit=away.rmdir)).code == 0
    assert generation(project) == 1
    away.mkdir()
    command = [sys.executable, "-m", "generator", "build"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=away, env=environment, capture_output=True, text=True, check=False, preexec_fn=away.rmdir)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the folder you are in was deleted; change to another one" in done.stderr
    assert "Traceback" not in done.stderr


def settings(old: str, new: str) -> Machine:
    """A machine that lacks what `mkdocs.yml` asks for."""

    def ask(project: Path) -> None:
        path = project / "mkdocs.yml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return Machine(prepared=ask)


def instead(name: str, make: Callable[[Path], object]) -> Machine:
    """A machine on which something else lies where `name` should."""

    def put(project: Path) -> None:
        shutil.rmtree(project / name, ignore_errors=True)
        make(project / name)

    return Machine(prepared=put)


def missing(package: str) -> Machine:
    return Machine(ours=f"import sys; sys.modules[{package!r}] = None")


def few(what: int, amount: int) -> Machine:
    return Machine(limit=limited(what, amount))


BROKEN: dict[str, tuple[Machine, int, str]] = {
    "MkDocs is not installed": (missing("mkdocs"), 3, "the site engine is not installed"),
    "Material is not installed": (missing("material"), 3, "the site engine is not installed"),
    "a package that we need is not installed": (missing("markdown_it"), 3, 'the Python package "markdown_it" is not installed'),
    "Python without docstrings": (Machine({"PYTHONOPTIMIZE": "2"}), 3, "Python leaves the docstrings out"),
    "the interpreter is gone": (Machine(ours="import sys; sys.executable = '/nonexistent/python'"), 3, "could not be started"),
    "the theme is not installed": (settings("name: null, custom_dir: theme", "name: elegant"), 2, "elegant"),
    "a plugin is not installed": (settings("plugins: []", "plugins: [gone]"), 2, '"gone" plugin is not installed'),
    "a Markdown extension is not installed": (settings("tables]", "tables, pymdownx.gone]"), 2, "pymdownx.gone"),
    # permissions
    "build/ is read-only": (Machine(closes="build", mode=0o555), 3, "cannot make build/.lock: Permission denied"),
    "build/ is closed": (Machine(closes="build"), 3, "build/.lock: Permission denied"),
    "build/docs is read-only": (Machine(closes="build/docs", mode=0o555), 3, "cannot write build/docs/checks.md: Permission denied"),
    "the kept generation is read-only": (Machine(closes="build/previous-site", mode=0o555), 3, "build/previous-site: Permission denied"),
    "site/ is read-only": (Machine(closes="site", mode=0o555), 3, "cannot replace site: Permission denied"),
    "site/ is closed": (Machine(closes="site"), 3, "cannot read site: Permission denied"),
    "the project is read-only": (Machine(closes=".", mode=0o555), 3, "cannot replace site: Permission denied"),
    "content/ is closed": (Machine(closes="content"), 3, "content cannot be read: Permission denied"),
    "the claims are closed": (Machine(closes="content/claims"), 3, "content/claims cannot be read: Permission denied"),
    "the claims can be listed and not read": (Machine(closes="content/claims", mode=0o444), 3, "Permission denied"),
    "the settings are closed": (Machine(closes="content/site.yaml"), 3, "content/site.yaml cannot be read: Permission denied"),
    "the archived texts are closed": (Machine(closes="seeds"), 3, "seeds/post.txt cannot be read: Permission denied"),
    "an archived text is closed": (Machine(closes="seeds/wire.txt"), 3, "seeds/wire.txt cannot be read: Permission denied"),
    "the engine's settings are closed": (Machine(closes="mkdocs.yml"), 3, "mkdocs.yml"),
    "the engine's theme is closed": (Machine(closes="theme"), 2, "'main.html' not found"),
    # what lies in the way
    "build is a file": (instead("build", Path.touch), 3, "cannot make build/.lock: File exists"),
    "site is a file": (instead("site", Path.touch), 2, "site is not a plain folder"),
    "site leads elsewhere": (instead("site", lambda path: path.symlink_to("seeds")), 2, "site is not a plain folder"),
    "site is somebody's": (instead("site", lambda path: (path.mkdir(), (path / "thesis.txt").touch())), 2, "site holds files"),
    "the pages' folder leads elsewhere": (instead("build/docs", lambda path: path.symlink_to("../seeds")), 2, "build/docs is not a plain folder"),
    # limits
    "hardly any file may be open": (few(resource.RLIMIT_NOFILE, 6), 3, "Too many open files"),
    "no file may hold anything": (few(resource.RLIMIT_FSIZE, 0), 3, "File too large"),
    "files may hold little": (few(resource.RLIMIT_FSIZE, 20_000), 3, "File too large"),
    # the engine
    "the engine is killed": (Machine(engines="import os; os.kill(os.getpid(), 9)"), 3, "ended by signal 9"),
    "the engine crashes": (Machine(engines="import os; os.abort()"), 3, "ended by signal 6"),
    "the engine runs out of memory": (Machine(engines="import os; os.write(2, b'MemoryError\\n'); os._exit(1)"), 3, "MemoryError"),
    "the engine says nothing and fails": (Machine(engines="import os; os._exit(1)"), 3, "the site engine ended with 1"),
    "the engine says nothing and makes nothing": (Machine(engines="import os; os._exit(0)"), 3, "the site engine ended with 0"),
    "the engine never ends": (
        Machine(engines="import time; time.sleep(600)", ours="from generator import engine; engine.build.__kwdefaults__['time_limit'] = 2"), 3,
        "was stopped after 2 seconds"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_in_one_sentence_and_the_last_good_site_stays(name: str, project: Path) -> None:
    machine, code, says = BROKEN[name]
    result = held(project, machine)
    assert (result.code, result.out) == (code, ""), result.err
    assert says in result.err
    if code != 1:
        assert result.err.startswith("error: ")
        assert result.err.count("\n") == 1, "one sentence on one line"
    if not name.startswith("site "):
        assert generation(project) == 0


def test_what_cannot_be_printed_is_told_after_the_site_is_published(project: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        result = held_published(project, Machine(stdout=full))
    assert result == (3, "error: No space left on device; free some space on the disk, then run again\n")


def held_published(project: Path, machine: Machine) -> tuple[int, str]:
    change(project, 1)
    result = machine.build(project)
    assert generation(project) == 1
    return result.code, result.err


PHASES = {
    "reading": "generator.pipeline.load",
    "judging": "generator.checks.run",
    "rendering": "generator.render.environment",
    "writing": "generator.writer._put",
    "sealing": "generator.built.seal.seal",
    "publishing": "generator.engine._swap",
}
"""The functions at whose start the build gets a signal; the judging is done in a copy of it, and the engine is a process of its own."""
SIGNALLED = """
import importlib, os
module, _, name = {phase!r}.rpartition(".")
module = importlib.import_module(module)
work, build = getattr(module, name), os.getpid()
def signalled(*arguments, **named):
    os.kill(build, {number})
    return work(*arguments, **named)
setattr(module, name, signalled)
"""


@pytest.mark.parametrize("number", ENDED, ids=lambda number: number.name)
@pytest.mark.parametrize("phase", [*PHASES, "laying out"])
def test_a_signal_at_any_time_ends_the_build_in_order(phase: str, number: signal.Signals, project: Path) -> None:
    machine = Machine(engines=f"import os, time; os.kill(os.getppid(), {number:d}); time.sleep(600)")
    if phase in PHASES:
        machine = Machine(ours=SIGNALLED.format(phase=PHASES[phase], number=int(number)))
    result = held(project, machine)
    assert (result.code, result.out) == (128 + number, "")
    assert result.err.lstrip("\n") == f"{ENDED[number]}; nothing half-done is left\n"
    assert generation(project) == 0


def test_a_build_that_nobody_waits_for_goes_on(project: Path) -> None:
    """`nohup explainer build &`, and the terminal is closed: SIGHUP is ignored."""
    machine = Machine(limit=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN), ours=SIGNALLED.format(phase=PHASES["judging"], number=1))
    assert held(project, machine).code == 0
    assert generation(project) == 1


def test_a_second_build_is_turned_away_and_the_first_one_finishes(project: Path, tmp_path: Path) -> None:
    change(project, 1)
    go = tmp_path / "go"
    waits = f"import os, time; open({str(tmp_path / 'waits')!r}, 'w').close()\nwhile not os.path.exists({str(go)!r}): time.sleep(0.01)"
    first = Machine(engines=waits).start(project)
    while not (tmp_path / "waits").exists():
        assert first.poll() is None, first.communicate()
    second = Machine().build(project)
    assert (second.code, second.out) == (3, "")
    assert second.err == "error: another build of this project is running (build/.lock); wait until it has ended, then run again\n"
    assert generation(project) == 0
    go.touch()
    assert first.wait(60) == 0
    first.communicate()
    assert generation(project) == 1
    assert not (project / "build/.lock").exists()


def namespaces() -> bool:
    """Whether a file system may be mounted here that nobody else sees."""
    return bool(shutil.which("unshare")) and subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not namespaces(), reason="needs leave to mount a small disk (user namespaces); the nth write that fails is tested without")
@pytest.mark.parametrize("share", [0, 10, 40, 70, 95])
def test_a_disk_that_runs_full_leaves_the_last_good_site(share: int, project: Path, tmp_path: Path) -> None:
    """A real disk, on which the project has room, and `share` per cent of another site."""
    shutil.rmtree(project / "build/previous-site")
    change(project, 1)
    disk, away = tmp_path / "disk", tmp_path / "away"
    disk.mkdir()
    script = """
        mount -t tmpfs none "$2" && cp -a "$3/." "$2" && cd "$2" || exit 99
        used=$(df -k --output=used . | tail -1); more=$(du -sk site | cut -f1)
        mount -o remount,size=$((used + more * $1 / 100))k "$2" || exit 98
        "$5" -m generator build; code=$?
        cd / && cp -a "$2/." "$4" && umount "$2"; exit $code
    """
    away.mkdir()
    command = ["unshare", "-rm", "sh", "-c", script, "sh", str(share), disk, project, away, sys.executable]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 3, done.stderr
    assert done.stderr.startswith("error: ")
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1
    assert generation(away) == 0
    assert kept(away) == {name.replace(str(project), str(away), 1): data for name, data in kept(project).items()}
    assert not {"staging-site", ".lock"} & {path.name for path in (away / "build").iterdir()}
