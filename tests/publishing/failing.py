"""A disk that fails at the nth write, rename or removal, in whichever process this is imported."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Failing:
    """Makes the nth call of an operation on files below `project` fail, and counts the calls. `put` replaces an
    attribute of a module; the file `told` is made when it failed."""

    def __init__(self, number: int, project: Path, put: Callable[[Any, str, Any], object] = setattr, told: str = "") -> None:
        self.number, self.calls, self._here, self._told = number, 0, str(project), told
        for name in ("rename", "replace", "fsync", "unlink", "rmdir", "mkdir", "sendfile"):
            put(os, name, self._wrapped(getattr(os, name)))
        real_open = io.open

        def opened(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            handle = real_open(file, mode, *arguments, **named)
            if any(letter in mode for letter in "wx+a") and str(file).startswith(self._here):
                return _Writer(handle, self)
            return handle

        put(io, "open", opened)
        put(builtins, "open", opened)

    def count(self) -> None:
        """One more call; the nth raises what a full disk raises."""
        self.calls += 1
        if self.calls == self.number:
            if self._told:
                os.close(os.open(self._told, os.O_CREAT | os.O_WRONLY))
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
