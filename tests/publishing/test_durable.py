"""Before a new site is published, every byte of it was handed to the disk: a power cut leaves a whole generation too."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import engine, pipeline
from tests.publishing.boats import boats, change, generation


def test_every_file_and_folder_is_on_the_disk_as_published_before_it_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = boats(tmp_path / "boats")
    on_disk: dict[int, int] = {}
    real_sync, real_swap = os.fsync, engine._swap

    def sync(handle: int) -> None:
        real_sync(handle)
        state = os.fstat(handle)
        on_disk[state.st_ino] = state.st_mtime_ns

    def swap(staging: Path, site: Path, previous: Path) -> None:
        late = [path for path in (staging, *staging.rglob("*")) if on_disk.get(path.stat().st_ino) != path.stat().st_mtime_ns]
        assert late == [], "not yet on the disk, or changed since"
        real_swap(staging, site, previous)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(engine, "_swap", swap)
    change(project, 1)

    assert pipeline.build(project).ok
    assert generation(project) == 1
    assert len(on_disk) > 20
