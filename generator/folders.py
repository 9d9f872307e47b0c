"""What lies below a folder. A folder that cannot be listed is an answer for the operator: `Path.rglob` passes over it in silence, and a
site would be published without what lies in it. Must not know what the files are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.problems import EnvironmentFault


def below(root: Path, shown: str) -> list[Path]:
    """Every file and folder below `root` without those whose names begin with a dot, sorted; links are named and not followed.

    `shown` is how messages name the root. Raises EnvironmentFault for a folder that cannot be listed.
    """
    return sorted(_below(root, shown))


def _below(folder: Path, shown: str) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries if not entry.name.startswith(".")]
    except OSError as fault:
        raise EnvironmentFault(f"{shown} cannot be read: {fault.strerror}; check its permissions") from fault
    for name, is_folder in found:
        yield folder / name
        if is_folder:
            yield from _below(folder / name, f"{shown}/{name}")
