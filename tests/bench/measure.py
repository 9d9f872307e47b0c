"""Runs one step as a child process and says what it took: processor time, wall time and peak memory, of all its processes together.

Memory is counted so: of a single process the largest resident set the system noted; of several at once the sum of what each holds, pages
that they share shared out between them (PSS), looked at several times a second. Must stay small itself: on Linux a child's peak memory
begins at what its parent held, so nothing large is imported or made in this process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TAIL = 4000
_LOOK = 0.1  # seconds between two looks at the memory of several processes
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of ru_maxrss."""


class StepFailed(Exception):
    """A measured child ended badly or ran out of time; the message holds the end of its output."""


class Stopped(StepFailed):
    """A measured child was stopped at the limit; `cost` is what it had taken until then, so the least that a whole run takes."""

    def __init__(self, message: str, cost: Cost) -> None:
        super().__init__(message)
        self.cost = cost


@dataclass(frozen=True)
class Cost:
    """What a run took: `cpu` seconds of processors and `megabytes` (10^6 bytes) of peak memory, by the child and its children together;
    `seconds` of wall time, which counts other programs too. Where the system does not tell of children (macOS), `megabytes` are those of
    the largest process alone."""

    cpu: float
    megabytes: float
    seconds: float


def run(command: list[str], folder: Path, variables: dict[str, str], limit: float, ends: Collection[int] = (0,)) -> Cost:
    """The cost of a command run in `folder`, with `variables` added to the environment and no terminal.

    Raises StepFailed where it exits with a code that is not among `ends`, and Stopped where it takes longer than `limit` seconds.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        late = threading.Event()

        def stop() -> None:
            late.set()
            os.killpg(child.pid, signal.SIGKILL)

        timer = threading.Timer(limit, stop)
        timer.start()
        watch = _Watch(child.pid)
        watch.start()
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            os.killpg(child.pid, signal.SIGKILL)
            raise
        finally:
            timer.cancel()
            watch.stop()
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        cost = Cost(usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss * _UNIT, watch.most) / 1e6, seconds)
        if child.returncode not in ends:
            output.seek(0)
            said = output.read().decode("utf-8", "replace")[-_TAIL:]
            if late.is_set():
                raise Stopped(f"{' '.join(command)} took longer than {limit:g} s\n{said}", cost)
            raise StepFailed(f"{' '.join(command)} ended with {child.returncode}\n{said}")
        return cost


class _Watch(threading.Thread):
    """Looks at a process and its children until stopped; `most` is the largest sum of their memory in bytes, 0 while it was alone."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._process, self._over = process, threading.Event()

    def run(self) -> None:
        """Until `stop`."""
        while not self._over.wait(_LOOK):
            family = _family(self._process)
            if len(family) > 1:
                self.most = max(self.most, sum(map(_held, family)))

    def stop(self) -> None:
        """Once this returns, `most` stays as it is."""
        self._over.set()
        self.join()


def _family(process: int) -> list[int]:
    """A process and all that descend from it."""
    found = [process]
    for one in found:
        with suppress(OSError):
            for tasks in Path(f"/proc/{one}/task").glob("*/children"):
                found += map(int, tasks.read_text().split())
    return found


def _held(process: int) -> int:
    """Bytes of memory that a process holds, its part of what it shares included; 0 once it ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
