"""The site engine as a process beside ours, seen from ours: started when it is first needed, asked for a build, ended.

A child that was killed or hangs is an EnvironmentFault, and the next request starts another. It lives no longer than we do: it ends
when its standard input does, and where the system can (Linux) at once when we are killed. Else an engine whose build was killed
would go on writing into the staging folder of the next one.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from generator.problems import EnvironmentFault

_PATIENCE = 3.0  # seconds the child gets to end by itself
_MEMORY_LIMIT = 4 << 30  # bytes of address space; a site of thousands of pages needs a tenth of it
_TAIL = 2000


class Interrupted(Exception):
    """The wait for an answer was broken off because we were asked to end."""


@dataclass(frozen=True)
class Answer:
    """What a build came to. `output` is what MkDocs logged, as its command line prints it."""

    failed: bool
    output: str
    converted: int = 0
    laid_out: int = 0
    mount: str = "/"
    whole: str = ""
    changed: tuple[str, ...] = ()


class Child:
    """One engine process for one project; a new one is started whenever there is none. Not for several threads."""

    def __init__(self, project: Path, environment: Mapping[str, str]) -> None:
        self._project, self._environment = project, environment
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._errors: IO[bytes] | None = None

    def build(
        self,
        site: Path,
        cache: Path | None,
        epoch: str | None = None,
        *,
        processes: int = 2,
        time_limit: float = 900,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Answer:
        """What came of building the project into `site`. Raises EnvironmentFault for a child that died or took too long, Interrupted."""
        request = {"site": str(site), "cache": str(cache) if cache else None, "epoch": epoch, "processes": processes}
        deadline = time.monotonic() + time_limit
        process = self._started()
        with contextlib.suppress(OSError):
            assert process.stdin
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
        while True:
            if stopped():
                raise Interrupted
            try:
                line = self._lines.get(timeout=0.1)
                break
            except queue.Empty:
                if time.monotonic() > deadline:
                    self.stop(now=True)
                    raise EnvironmentFault(f"the site engine was stopped after {time_limit:g} seconds; the site is as it was") from None
        if line is None:
            status, said = process.wait(), self._said()
            self.stop(now=True)
            how = f"was ended by signal {-status}" if status < 0 else f"ended with {status}"
            raise EnvironmentFault(f"the site engine {how}{': ' + said if said else ''}; the site is as it was")
        found: dict[str, Any] = json.loads(line)
        return Answer(**{**found, "changed": tuple(found.get("changed", ()))})

    def stop(self, now: bool = False) -> None:
        """Nothing comes back. Ends the child, by force where it does not end by itself in time or where it must be `now`."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            assert process.stdin
            process.stdin.close()
        try:
            process.wait(0 if now else _PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()
        if self._errors:
            self._errors.close()

    def _started(self) -> subprocess.Popen[str]:
        if self._process and self._process.poll() is None:
            return self._process
        self.stop(now=True)
        package = str(Path(__file__).parent.parent.parent)  # the child must run the code that we run
        paths = os.pathsep.join(filter(None, (package, self._environment.get("PYTHONPATH"))))
        self._errors = TemporaryFile()  # noqa: SIM115  # lives as long as the child
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "generator.incremental"],
                cwd=self._project,
                env={**self._environment, "PYTHONPATH": paths},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,  # Ctrl-C reaches us alone, and we end it in order
                preexec_fn=_set_up(),
            )
        except OSError as fault:
            raise EnvironmentFault(f"the site engine could not be started: {fault.strerror or fault}") from fault
        self._lines = queue.SimpleQueue()
        threading.Thread(target=_relay, args=(self._process, self._lines), daemon=True).start()
        return self._process

    def _said(self) -> str:
        """The last line the child printed before it died."""
        if not self._errors:
            return ""
        with contextlib.suppress(OSError, ValueError):
            self._errors.seek(0)
            lines = self._errors.read()[-_TAIL:].decode("utf-8", "replace").strip().splitlines()
            return lines[-1] if lines else ""
        return ""


def _relay(process: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    with contextlib.suppress(ValueError):
        for line in process.stdout or ():
            lines.put(line)
    lines.put(None)


def _set_up() -> Callable[[], None] | None:
    """What the child does before it becomes the engine (Linux): it takes its memory limit, and it ends when we are killed."""
    if sys.platform != "linux":
        return None
    end_with_parent, kill, parent = 1, signal.SIGKILL, os.getpid()
    process_control = ctypes.CDLL(None).prctl

    def set_up() -> None:
        process_control(end_with_parent, kill, 0, 0, 0)
        if os.getppid() != parent:  # killed before we asked
            os._exit(1)
        _limit_memory()

    return set_up


def _limit_memory() -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard >= _MEMORY_LIMIT:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, hard))
