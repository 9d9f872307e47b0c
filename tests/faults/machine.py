"""Builds on a machine with something wrong: a real process with its own environment, limits and permissions, and a fault inside of it or
of the engine's."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from generator import engine
from tests.publishing.boats import change, gone
from tests.support import ROOT, Run

HOOKS = Path(__file__).parent / "hooks"


@dataclass(frozen=True)
class Machine:
    """What is odd about the machine. `ours` and `engines` are Python for the start of the two processes, `limit` is called before ours is
    Python, `prepared` gets the project first; an environment variable that is None is not there. `closes` is a file or folder of the
    project that may not be used: not at all, or (0o555) not be written in."""

    variables: Mapping[str, str | None] = field(default_factory=dict)
    ours: str = ""
    engines: str = ""
    limit: Callable[[], object] = lambda: None
    prepared: Callable[[Path], object] = lambda project: None
    closes: str = ""
    mode: int = 0
    folder: Path | None = None
    stdout: int | IO[bytes] | None = subprocess.PIPE

    def start(self, project: Path, *arguments: str) -> subprocess.Popen[bytes]:
        """The command line in a process of its own, `build` unless said."""
        wanted = {**os.environ, "PYTHONPATH": f"{HOOKS}{os.pathsep}{ROOT}", "FAULT_IN_OURS": self.ours, "FAULT_IN_ENGINE": self.engines}
        environment = {name: value for name, value in {**wanted, **self.variables}.items() if value is not None}

        def set_up() -> None:
            if self.closes:
                Path(self.closes).chmod(self.mode)
                _obey()
            self.limit()

        command = [sys.executable, "-m", "generator", "--project", str(project), *(arguments or ("build",))]
        return subprocess.Popen(command, cwd=self.folder or project, env=environment, stdout=self.stdout, stderr=subprocess.PIPE, preexec_fn=set_up)

    def build(self, project: Path) -> Run:
        """What a build came to."""
        process = self.start(project)
        out, err = process.communicate(timeout=120)
        return Run(process.returncode, (out or b"").decode(), err.decode())


def held(project: Path, machine: Machine) -> Run:
    """What a build of generation 1 came to, after generation 0. The published site is one whole generation: the last one, where the build
    failed; the curated files are as they were; no process, lock, staging folder or partial file is left."""
    change(project, 1)
    machine.prepared(project)
    before = kept(project)
    result = machine.build(project)
    if machine.closes:
        path = project / machine.closes
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert gone(project), "something of the build goes on running"
    assert "Traceback" not in result.err, result.err
    left = {path.name for path in project.rglob("*")}
    assert not {Path(engine.STAGING).name, ".lock", ".explainer-part"} & left
    if result.code:
        assert kept(project) == before
    return result


def kept(project: Path) -> dict[str, object]:
    """Everything outside of `build/`, read in a way that no fault of ours is in."""
    found: dict[str, object] = {}
    for path in sorted(project.rglob("*")):
        if path.relative_to(project).parts[0] != "build":
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as file:
                    found[str(path)] = file.read()
            else:
                found[str(path)] = path.readlink() if path.is_symlink() else "folder"
    return found


def _obey() -> None:
    """Nothing comes back. Before Python starts: permissions hold for this process even where it is root's (Linux)."""
    if os.geteuid() == 0:
        process_control, drop = ctypes.CDLL(None).prctl, 24
        for override in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
            assert process_control(drop, override, 0, 0, 0) == 0
