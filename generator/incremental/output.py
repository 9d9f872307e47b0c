"""The folder a build writes into: files whose bytes are there already are left alone, files that no longer belong are removed.

Remembers between two builds what it wrote, so that an unchanged page is not even read. Must not know what the files are.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.incremental.cache import digest
from generator.writer import MARKER, make_folder, write_file


class Lost(Exception):
    """What was to be written can no longer be had: the cache was changed or damaged meanwhile."""


class Output:
    """A folder of ours. `finish` ends a build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, str] = {}
        self._wanted: dict[str, tuple[str, Callable[[], bytes | None]]] = {}

    def put(self, path: str, data: bytes) -> None:
        """Nothing comes back. `data` will be the file at `path` (from the root, with forward slashes); the last one put there counts."""
        self.put_sealed(path, digest(data), lambda: data)

    def put_sealed(self, path: str, seal: str, data: Callable[[], bytes | None]) -> None:
        """Nothing comes back. As `put`, but the bytes are asked for only where what is there bears another seal. Empty bytes make no file."""
        self._wanted[path] = (seal, data)

    def give_way(self) -> None:
        """Nothing comes back. Somebody else writes the folder: nothing that was remembered holds."""
        self._known.clear()

    def finish(self) -> list[str]:
        """The paths that were written anew or removed, sorted. Raises EnvironmentFault where the disk does not let us, Lost."""
        make_folder(self.root)
        there = {path.relative_to(self.root).as_posix(): path for path in self.root.rglob("*")}
        fresh = {path: data() for path, (seal, data) in self._wanted.items() if self._known.get(path) != seal or path not in there}
        if any(data is None for data in fresh.values()):
            raise Lost
        self._known.clear()  # until all is written nothing is certain
        changed = []
        absent = {path for path, data in fresh.items() if not data}
        for path in sorted(there, reverse=True):
            file = there[path]
            if file.is_dir() and not file.is_symlink():
                if not any(file.iterdir()):
                    file.rmdir()
            elif path != MARKER and (path not in self._wanted or path in absent):
                file.unlink()
                changed.append(path)
        changed += [path for path, data in fresh.items() if data and write_file(self.root / path, data)]
        self._known = {path: seal for path, (seal, _) in self._wanted.items() if path not in absent}
        self._wanted = {}
        return sorted(changed)
