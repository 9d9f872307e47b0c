"""The command line within limits: in a process of its own, which may take 512 MB and ten seconds of the processor and no more.

One process imports the generator and is forked for each run: a run costs no start-up, and nothing of the tests lies in its memory. The
limits are kept by the kernel and stop what exceeds them, on a slow machine as on a fast one. No measure of speed: that is the bench's.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

from tests.support import HARBOUR, ROOT, Run

MEMORY, SECONDS = 512 << 20, 10
"""Bytes of address space, which is more than is ever in use at once, and seconds of the processor."""


class Limited:
    """Runs the command line within limits. Close it, so that its process ends."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.limits"], env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._out, self._err = folder / "out", folder / "err"

    def run(self, *arguments: str | Path, memory: int = MEMORY, seconds: int = SECONDS) -> Run:
        """What the command printed and its exit code; minus the signal where the kernel ended it."""
        request = {"arguments": [str(argument) for argument in arguments], "memory": memory, "seconds": seconds}
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps({**request, "out": str(self._out), "err": str(self._err)}) + "\n")
        self._server.stdin.flush()
        code = int(self._server.stdout.readline())
        return Run(code, self._out.read_text("utf-8"), self._err.read_text("utf-8"))

    def close(self) -> None:
        """Nothing comes back."""
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.close()
        self._server.stdout.close()
        self._server.wait(60)


def serve() -> None:
    """Nothing comes back. Answers each request with the exit status of its run, until standard input ends."""
    from generator import pipeline

    assert pipeline.check(HARBOUR).ok  # what is imported and compiled for it need not be so for each run
    gc.freeze()
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if not child:
            os._exit(_run(request))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(request: dict[str, Any]) -> int:
    from generator.cli import main

    for stream, name in ((0, os.devnull), (1, request["out"]), (2, request["err"])):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), stream)
    resource.setrlimit(resource.RLIMIT_AS, (request["memory"], request["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (request["seconds"], request["seconds"] + 1))
    try:
        main(args=request["arguments"], prog_name="explainer")
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 70


if __name__ == "__main__":
    serve()
