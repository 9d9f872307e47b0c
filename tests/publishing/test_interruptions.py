"""A build that is killed at any moment, or that the disk fails at any step: the published site is always one whole generation."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from generator import engine, pipeline, writer
from generator.built import seal
from generator.problems import EnvironmentFault
from tests.faults.machine import HOOKS
from tests.publishing.boats import boats, change, generation, gone
from tests.publishing.failing import Failing
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


def test_when_the_nth_operation_on_the_disk_fails_one_whole_generation_is_published(project: Path) -> None:
    number, last, failures = 0, 0, 0
    while True:
        number += 1
        assert number < 400
        change(project, number)
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(number, project, patch.setattr)
            real = engine._exchange
            patch.setattr(engine, "_exchange", lambda one, other, real=real, failing=failing: (failing.count(), real(one, other))[1])
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


def test_when_the_nth_operation_of_the_engine_on_the_disk_fails_one_whole_generation_is_published(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same in the engine's own process, on two pages."""
    pages = {"index.md": "# The boats\n\n[Seven](claims/boats.md)\n", "claims/boats.md": "# Seven boats\n\n[Home](../index.md)\n"}
    writer.mirror(project / engine.DOCS, {name: text.encode() for name, text in pages.items()})
    base, told = project / engine.BASE, project.parent / "told"
    injected = f"from tests.publishing.failing import Failing; Failing({{}}, {str(project)!r}, told={str(told)!r})"
    monkeypatch.setenv("PYTHONPATH", f"{HOOKS}{os.pathsep}{ROOT}")
    number, last = 0, 0
    while True:
        number += 1
        assert number < 400
        base.write_text(f"site_name: Generation {number} of the boats\nnav: [index.md, claims/boats.md]\n", encoding="utf-8")
        monkeypatch.setenv("FAULT_IN_ENGINE", injected.format(number))
        told.unlink(missing_ok=True)
        try:
            result = engine.build(project, date(2019, 12, 31), lambda folder: seal.seal(folder, "site").problems)
            assert [str(problem) for problem in result.problems] == []
            last = number
        except EnvironmentFault as refused:
            assert "No space left on device" in str(refused)
            assert "the site is as it was" in str(refused)
        assert generation(project) == last
        assert not (project / engine.STAGING).exists()
        if not told.exists():
            break
    assert last == number, "the build after all failures is not whole"
    assert number > 15, "too few operations were made to fail: the injection reaches nothing"
