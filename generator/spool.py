"""Keeps the content of many files on disk until all of them are made, so that a large site does not have to fit into the memory.

A mapping like any other; the pipeline fills it and hands it to the writer. Must not know what a page is or where it will lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType


class Spool(Mapping[str, bytes]):
    """Content by path, in a file without a name below `folder` that is gone after the `with`. Raises OSError where the disk is full."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115  # closed by __exit__
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def add(self, path: str, data: bytes) -> None:
        """Nothing comes back. A path that was added before holds the new content."""
        self._file.seek(self._end)
        self._file.write(data)
        self._places[path] = (self._end, len(data))
        self._end += len(data)

    def __getitem__(self, path: str) -> bytes:
        start, length = self._places[path]
        self._file.seek(start)
        return self._file.read(length)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()
