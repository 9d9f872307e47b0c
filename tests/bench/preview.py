"""How long a saved change takes to be served, with the real generator and engine: `python -m tests.bench.preview FOLDER FILE WORDS`.

Saves FILE with and without a mark after WORDS (which it must hold) and waits for the preview to announce the next state.
The processor time is that of all its processes, since a busy machine makes the seconds longer.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
EDITS = 20
_PAUSE = 0.3
"""Seconds between two saves, more than the quiet the preview waits for."""


@dataclass(frozen=True)
class Latency:
    """`seconds` from a save to the announced pages (median), the `slowest`, seconds of processor time an edit (`cpu`, mean; None where
    the system does not tell), and seconds from the start to the `first` pages."""

    seconds: float
    slowest: float
    cpu: float | None
    first: float


def latency(project: Path, file: str, words: str, edits: int = EDITS, limit: float = 600) -> Latency:
    """How long changes of one file take to be served. The file is left as it was.

    Raises TimeoutError where the preview says nothing for `limit` seconds, ValueError where WORDS are missing or an edit is a problem.
    """
    path = project / file
    original = path.read_text(encoding="utf-8")
    if words not in original:
        raise ValueError(f"{file} does not hold {words!r}")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator", "--project", str(project), "serve", "--port", str(port)]
    start = time.perf_counter()
    child = subprocess.Popen(
        command, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": str(PROJECT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        with closing(_listen(f"http://127.0.0.1:{port}/_preview/events?page=/", limit)) as events:
            while not _next(events)["assets"]:
                pass
            first, seconds, before = time.perf_counter() - start, [], _processor_time(child.pid)
            for number in range(edits):
                time.sleep(_PAUSE)
                saved = time.perf_counter()
                path.write_text(original.replace(words, f"{words} {'x' * (number % 2 + 1)}", 1), encoding="utf-8")
                if problems := _next(events)["problems"]:
                    raise ValueError(f"the edit is a problem: {problems[0]['message']}")
                seconds.append(time.perf_counter() - saved)
            after = _processor_time(child.pid)
        cpu = (after - before) / edits if before is not None and after is not None else None
        return Latency(statistics.median(seconds), max(seconds), cpu, first)
    finally:
        path.write_text(original, encoding="utf-8")
        child.send_signal(signal.SIGTERM)
        child.wait(30)


def _listen(address: str, limit: float) -> HTTPResponse:
    deadline = time.monotonic() + limit
    while True:
        try:
            answer: HTTPResponse = urllib.request.urlopen(address, timeout=limit)
            return answer
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _processor_time(root: int) -> float | None:
    """Seconds that a process and all below it have worked so far, those that have ended included; None where there is no /proc."""
    times, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            times[int(stat.parent.name)], parents[int(stat.parent.name)] = sum(map(int, fields[11:15])), int(fields[1])
    if root not in times:
        return None
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(times[pid] for pid in family) / os.sysconf("SC_CLK_TCK")


def _next(events: HTTPResponse) -> dict[str, Any]:
    while True:
        line = events.readline()
        if line.startswith(b"data: "):
            return dict(json.loads(line[6:]))
        if not line:
            raise TimeoutError("the preview has ended")


def line(found: Latency) -> str:
    """What the bench prints of it, on one line."""
    cpu = f"{found.cpu:.2f} s of processor time an edit" if found.cpu is not None else "processor time unknown"
    seconds = f"{found.seconds:.2f} s from a save to the page (median of {EDITS}; slowest {found.slowest:.2f} s)"
    return f"preview: {seconds}, {cpu}; first pages after {found.first:.1f} s"


def main(arguments: list[str]) -> int:
    """Exit code: 0 with the line printed, 2 for wrong arguments."""
    if len(arguments) != 3:
        print("usage: python -m tests.bench.preview FOLDER FILE WORDS", file=sys.stderr)
        return 2
    print(line(latency(Path(arguments[0]).resolve(), arguments[1], arguments[2])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
