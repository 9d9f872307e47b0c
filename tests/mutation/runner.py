"""Runs the tests on one mutant after another, each in a copy of the project, and says which mutants the tests let pass.

A mutant is run in a fork of this process, which has loaded the libraries but nothing of the project; so a run costs hardly more than
its tests. Must not write into the project itself, and must find the same in every run: random examples are drawn alike, and none are kept.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import multiprocessing.connection
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Literal

from tests.mutation.mutants import Mutant, mutants

_LIBRARIES = ("click", "hypothesis", "jinja2", "markdown_it", "pydantic", "pytest", "yaml")
_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "build", "site", "node_modules")
_MEMORY = 3 * 2**30

Outcome = Literal["killed", "time", "survived"]


class RunFailed(Exception):
    """The tests cannot be run, or fail without any mutant."""


@dataclass(frozen=True)
class Result:
    """A mutant of a module, and what became of it: killed by the tests, stopped by the time limit, or survived."""

    module: Path
    mutant: Mutant
    outcome: Outcome


@dataclass(frozen=True)
class Work:
    """The mutants to run as (module, mutant), from how many they were drawn, and the time limit for each in seconds."""

    chosen: tuple[tuple[Path, Mutant], ...]
    total: int
    limit: float


def planted(project: Path, modules: Sequence[str], most: int, seed: int) -> tuple[tuple[tuple[Path, Mutant], ...], int]:
    """The mutants of the modules (files or folders below the project), at most so many, drawn by the seed; and how many there are in all."""
    everything = [(path, mutant) for path in _files(project, modules) for mutant in mutants((project / path).read_text(encoding="utf-8"))]
    if len(everything) <= most:
        return tuple(everything), len(everything)
    kept = sorted(random.Random(seed).sample(range(len(everything)), most))
    return tuple(everything[index] for index in kept), len(everything)


def _files(project: Path, modules: Sequence[str]) -> list[Path]:
    found: list[Path] = []
    for name in modules:
        path = project / name
        if path.is_dir():
            found += sorted(path.rglob("*.py"))
        elif path.is_file():
            found.append(path)
        else:
            raise RunFailed(f"there is no {name}")
    return [path.relative_to(project) for path in dict.fromkeys(found)]


def run(project: Path, chosen: Sequence[tuple[Path, Mutant]], tests: Sequence[str], jobs: int) -> Iterator[Result]:
    """The mutants with their outcomes, in the order in which they end. Raises RunFailed where the tests fail without a mutant."""
    for name in _LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    # A fork where there is one; elsewhere a fresh process, which is slower.
    processes = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copies = [Path(folder) / str(number) / "project" for number in range(jobs)]
        limit = 0.0
        for copy in copies:
            # The others are copies of the first: the project may be edited meanwhile.
            shutil.copytree(project if copy == copies[0] else copies[0], copy, ignore=_NOT_COPIED, ignore_dangling_symlinks=True)
            begun = time.monotonic()
            for keep_bytecode in (True, False):
                process = processes.Process(target=_tests, args=(str(project), str(copy), tuple(tests), keep_bytecode))
                process.start()
                process.join()
                if process.exitcode:
                    raise RunFailed(f"the tests do not pass on the code as it is:\n{_log(copy).read_text(encoding='utf-8', errors='replace')}")
            # The code is the same in both runs, so half the time is a fair measure; a busy machine must not look like an endless loop.
            limit = max(limit, 10 + 4 * (time.monotonic() - begun))
            for path in {path for path, _ in chosen}:
                for compiled in (copy / path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
                    compiled.unlink()
        yield from _run(processes, project, copies, chosen, tuple(tests), limit)


def _run(
    processes: multiprocessing.context.BaseContext,
    project: Path,
    copies: list[Path],
    chosen: Sequence[tuple[Path, Mutant]],
    tests: tuple[str, ...],
    limit: float,
) -> Iterator[Result]:
    waiting, free = list(reversed(chosen)), list(copies)
    originals = {path: (copies[0] / path).read_bytes() for path, _ in chosen}
    running: dict[int, tuple[BaseProcess, Path, Path, Mutant, float]] = {}
    while waiting or running:
        while waiting and free:
            copy, (path, mutant) = free.pop(), waiting.pop()
            (copy / path).write_text(mutant.code, encoding="utf-8")
            process = processes.Process(target=_tests, args=(str(project), str(copy), tests, False))  # type: ignore[attr-defined]
            process.start()
            running[process.sentinel] = (process, copy, path, mutant, time.monotonic() + limit)
        next_end = min(end for *_, end in running.values())
        multiprocessing.connection.wait(list(running), timeout=max(0.0, next_end - time.monotonic()))
        for sentinel, (process, copy, path, mutant, end) in list(running.items()):
            late = process.is_alive() and time.monotonic() >= end
            if late:
                _stop(process)
            if late or not process.is_alive():
                process.join()
                (copy / path).write_bytes(originals[path])
                del running[sentinel]
                free.append(copy)
                yield Result(path, mutant, "time" if late else "killed" if process.exitcode else "survived")


def _stop(process: BaseProcess) -> None:
    """Ends a run together with whatever its tests have started."""
    if hasattr(os, "killpg") and process.pid:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _log(copy: Path) -> Path:
    return copy.parent / "output.txt"


def _tests(project: str, copy: str, tests: tuple[str, ...], keep_bytecode: bool) -> None:
    """Runs in the child: the tests on the copy, up to the first failure. Ends the process with pytest's exit code."""
    if hasattr(os, "setsid"):
        os.setsid()
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))  # an endless loop that gathers must not eat the machine
    output = os.open(_log(Path(copy)), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.chdir(copy)
    # A module's bytecode is told from stale bytecode by time and size only, and a mutant can have both in common with the original.
    sys.dont_write_bytecode = not keep_bytecode
    sys.path[:] = [copy, *(entry for entry in sys.path if entry and Path(entry).resolve() != Path(project))]
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    import hypothesis
    import pytest

    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)  # a failure is a failure: no need to make it small
    hypothesis.settings.register_profile("mutation", derandomize=True, database=None, deadline=None, phases=phases)
    hypothesis.settings.load_profile("mutation")
    options = ["-x", "-q", "--no-header", "--tb=short", "-p", "no:cacheprovider", f"--basetemp={Path(copy).parent / 'tmp'}"]
    code = pytest.main([*options, *tests])
    sys.stdout.flush()
    os._exit(int(code))
