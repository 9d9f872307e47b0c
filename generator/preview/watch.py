"""Sees when the inputs of a site change: content, templates, archived texts and the settings of the site engine.

Only says that something changed and has settled; what is read is read anew. Goes over to polling where the system's own
watching gives out, and follows folders that are deleted and made again.
"""

from __future__ import annotations

import os
import re
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

FOLDERS = ("content", "templates", "seeds")
FILES = ("mkdocs.yml",)
_QUIET = 0.1  # seconds without a change before pages are made: editors save in several steps
_LOOK = 0.5  # seconds between two looks whether the watched folders are still the same ones
_CHANGES = {"created", "modified", "moved", "deleted"}  # reading a file makes events too, and making pages reads them all
_EDITOR_FILE = re.compile(r"\..*|.*~|#.*#|.*\.(?:swp|swx|tmp)|4913")


class Changes(FileSystemEventHandler):
    """When an input last changed, and whether that change was dealt with. Written by the watching threads."""

    def __init__(self, project: Path, observer: BaseObserver) -> None:
        self._project, self._observer = project.resolve(), observer
        self._latest = self._handled = self._looked = 0.0
        self._watches: dict[str, tuple[int, ObservedWatch]] = {}
        self._gone: set[str] = set()  # folders that were deleted or moved; one made after that may bear the number of the old one

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Nothing comes back. Called by the observer for everything that happens in a watched folder."""
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
            return
        if event.is_directory and event.event_type in ("deleted", "moved"):
            self._gone.update(path.name for path in paths if path.parent == self._project and path.name in FOLDERS)
        if any(not _EDITOR_FILE.fullmatch(path.name) and self._wanted(path) for path in paths):
            self.again()

    def again(self) -> None:
        """Nothing comes back. Counts as a change."""
        self._latest = time.monotonic()

    def settled(self) -> bool:
        """True once for each burst of changes, when it has been quiet for a moment."""
        self._follow()
        latest = self._latest
        if latest == self._handled or time.monotonic() - latest < _QUIET:
            return False
        self._handled = latest
        return True

    def watch(self) -> None:
        """Nothing comes back. Watches what is there. Raises OSError where the system's limit of watches is reached."""
        self._observer.schedule(self, str(self._project))
        for name in FOLDERS:
            self._watch(name)

    def _watch(self, name: str) -> None:
        folder = self._project / name
        with suppress(FileNotFoundError):  # a folder may be gone for a moment, between two versions of the content
            number = folder.stat().st_ino
            self._watches[name] = (number, self._observer.schedule(self, str(folder.resolve()), recursive=True))

    def _follow(self) -> None:
        """Watches a folder anew that was deleted and made again: the system watches the one that is gone."""
        if time.monotonic() - self._looked < _LOOK:
            return
        self._looked = time.monotonic()
        for name in FOLDERS:
            try:
                number = (self._project / name).stat().st_ino
            except OSError:
                number = 0
            before = self._watches.get(name)
            if number != (before[0] if before else 0) or (number and name in self._gone):
                self._gone.discard(name)
                if before:
                    del self._watches[name]
                    with suppress(KeyError, OSError):
                        self._observer.unschedule(before[1])
                with suppress(OSError):
                    self._watch(name)
                self.again()

    def _wanted(self, path: Path) -> bool:
        if path.parent == self._project:
            return path.name in (*FILES, *FOLDERS)
        return True


@contextmanager
def watching(project: Path) -> Iterator[Changes]:
    """A block in which changes of the inputs are noted."""
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)  # watchdog's, for folders made one in the other at once
    observer, changes = _observe(project, Observer())
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()


def _observe(project: Path, observer: BaseObserver) -> tuple[BaseObserver, Changes]:
    changes = Changes(project, observer)
    try:
        changes.watch()
        observer.start()
    except OSError:  # the system's limit of watches is reached
        if isinstance(observer, PollingObserver):
            raise
        return _observe(project, PollingObserver())
    return observer, changes
