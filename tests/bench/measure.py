"""Runs one step as a child process and says what it took: wall time and peak memory.

Must stay small itself: on Linux a child's peak memory begins at what its parent held, so nothing large is imported or
made in this process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_TAIL = 4000
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of ru_maxrss."""


class StepFailed(Exception):
    """A measured child ended badly or ran out of time; the message holds the end of its output."""


@dataclass(frozen=True)
class Cost:
    """What a run took: `seconds` of wall time and `megabytes` (10^6 bytes) of peak memory, the largest of the child and its children."""

    seconds: float
    megabytes: float


def run(command: list[str], folder: Path, variables: dict[str, str], limit: float) -> Cost:
    """The cost of a command run in `folder`, with `variables` added to the environment and no terminal.

    Raises StepFailed where it exits with anything but 0 or takes longer than `limit` seconds.
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
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            os.killpg(child.pid, signal.SIGKILL)
            raise
        finally:
            timer.cancel()
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            output.seek(0)
            said = output.read().decode("utf-8", "replace")[-_TAIL:]
            why = f"took longer than {limit:g} s" if late.is_set() else f"ended with {child.returncode}"
            raise StepFailed(f"{' '.join(command)} {why}\n{said}")
        return Cost(seconds, usage.ru_maxrss * _UNIT / 1e6)
