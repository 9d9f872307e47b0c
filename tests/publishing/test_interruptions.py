"""A build that is killed at any moment, or that the disk fails at any step: the published site is always one whole generation."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import engine, pipeline
from generator.problems import EnvironmentFault
from tests.publishing.boats import boats, change, generation, gone
from tests.support import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project, published once."""
    return boats(tmp_path / "boats")


def start(project: Path) -> subprocess.Popen[bytes]:
    """A build in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "generator", "--project", str(project), "build"]
    return subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def test_a_build_killed_at_any_of_fifty_moments_leaves_one_whole_generation(project: Path) -> None:
    begun = time.monotonic()
    assert start(project).wait(120) == 0
    whole = time.monotonic() - begun
    moments = random.Random(6)
    last = 0
    killed = 0
    for number in range(1, 51):
        change(project, number)
        begun = time.monotonic()
        build = start(project)
        try:
            build.wait(whole * moments.uniform(0.3, 1.05))  # before that, Python itself is starting
            whole = time.monotonic() - begun  # the machine has become faster
        except subprocess.TimeoutExpired:
            build.send_signal(signal.SIGKILL)
        killed += build.wait(60) == -signal.SIGKILL
        assert gone(project), "the killed build left its engine running"
        found = generation(project)
        assert found in (last, number), "neither the last good site nor the new one"
        last = found
    assert killed > 20, "hardly any build was killed in time"
    change(project, 51)
    done = start(project)
    assert done.wait(120) == 0, done.stderr.read() if done.stderr else ""
    assert generation(project) == 51, "what the killed builds left is in the way of the next one"
    assert sorted(path.name for path in (project / "build").iterdir()) == [
        ".templates",
        "cache",
        "docs",
        "mkdocs.base.yml",
        "previous-site",
        "schemas",
        "theme",
    ]


class Failing:
    """Makes the nth call of an operation on files fail, and counts the calls."""

    def __init__(self, number: int, monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
        self.number, self.calls, self._here = number, 0, str(project)
        for name in ("rename", "replace", "fsync", "unlink", "rmdir", "mkdir"):
            monkeypatch.setattr(os, name, self._wrapped(getattr(os, name)))
        import io

        real_open = io.open

        def opened(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            handle = real_open(file, mode, *arguments, **named)
            if any(letter in mode for letter in "wx+a") and str(file).startswith(self._here):
                return _Writer(handle, self)
            return handle

        monkeypatch.setattr(io, "open", opened)
        monkeypatch.setattr("builtins.open", opened)
        monkeypatch.setattr("pathlib.io.open", opened, raising=False)
        real_exchange = engine._exchange
        monkeypatch.setattr(engine, "_exchange", lambda one, other: (self.count(), real_exchange(one, other))[1])

    def count(self) -> None:
        """One more call; the nth raises what a full disk raises."""
        self.calls += 1
        if self.calls == self.number:
            raise OSError(28, "No space left on device")

    def _wrapped(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if arguments and (isinstance(arguments[0], int) or str(arguments[0]).startswith(self._here)):
                self.count()
            return real(*arguments, **named)

        return call


class _Writer:
    """A file whose writes are counted."""

    def __init__(self, file: Any, failing: Failing) -> None:
        self._file, self._failing = file, failing

    def write(self, data: Any) -> Any:
        self._failing.count()
        return self._file.write(data)

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def test_when_the_nth_operation_on_the_disk_fails_one_whole_generation_is_published(project: Path) -> None:
    number, last, failures = 0, 0, 0
    while True:
        number += 1
        assert number < 400
        change(project, number)
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(number, patch, project)
            try:
                pipeline.build(project)
                ended = True
            except EnvironmentFault as fault:
                assert "No space left on device" in str(fault)
                ended = False
                failures += 1
        found = generation(project)
        assert found in (last, number)
        last = found
        assert not (project / "build/.lock").exists()
        if failing.calls < number:
            break
        assert ended or failing.calls >= number
    assert failures > 25, "too few operations were made to fail: the injection reaches nothing"
    assert generation(project) == number, "the build after all failures is not whole"
