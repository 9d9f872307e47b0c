"""The writer puts generated files on disk: a mirror that touches only what changed and removes what is stale.

It is the one place that deletes, so it deletes only inside folders that bear its marker file, never follows a symbolic
link and never leaves its root. It must not know what a page is; it gets paths and bytes.
"""

from __future__ import annotations

import errno
import os
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.problems import ConfigurationError, EnvironmentFault

MARKER = ".explainer-generated"  # a dot-file: both site engines leave it out of the site
_MARKER_TEXT = b"Everything in this folder is generated. It is replaced at the next build; do not edit it here.\n"
_PART = ".explainer-part"  # the file being written; renamed when complete
_LONGEST_NAME = 200  # bytes in one path segment; file systems allow 255, the site engine adds an ending
_RESERVED = {"con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10))}


@dataclass(frozen=True)
class Changes:
    """What a mirror did: paths relative to its root, with forward slashes, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]


def mirror(root: Path, files: Mapping[str, bytes]) -> Changes:
    """What changed in making `root` hold exactly `files` (relative path with forward slashes → content) and the marker.

    Files that already hold the right bytes are not touched, so that a live preview rebuilds once and not once a page.
    Raises ConfigurationError, with nothing changed, for a path that is refused (see `refusal` and `clash`) and for a
    root that holds files without the marker; EnvironmentFault where the disk does not let us, with no partial file left.
    """
    wanted = sorted(files)
    for path in wanted:
        if reason := refusal(path):
            raise ConfigurationError(f'the page path "{path}" is refused: {reason}')
    if pair := clash(wanted):
        raise ConfigurationError(f'"{pair[0]}" and "{pair[1]}" would be one path on some disks; rename one of the two')
    require_ours(root)
    make_folder(root)
    folders = {"/".join(path.split("/")[:depth]) for path in wanted for depth in range(1, path.count("/") + 1)}
    removed = []
    for path, is_folder in list(_entries(root, root)):
        if path == MARKER or path in (folders if is_folder else files):
            continue
        with disk_faults("remove", shown(root, path)):
            if is_folder:
                (root / path).rmdir()
            else:
                (root / path).unlink()
                removed.append(path)
    written = tuple(path for path in wanted if _put(root / path, files[path], shown(root, path)))
    kept = set(wanted).difference(written)
    return Changes(written, tuple(sorted(removed)), tuple(sorted(kept)))


def write_file(path: Path, data: bytes) -> bool:
    """True if the single generated file at `path` changed. Written whole or not at all; raises EnvironmentFault."""
    return _put(path, data, shown(path.parent, path.name))


def remove_folder(folder: Path) -> None:
    """Nothing comes back. Removes a folder that bears the marker or is empty; one that is absent is fine.

    The marker goes last, so that an interrupted removal can be taken up again. Raises ConfigurationError for a folder
    that is not ours, EnvironmentFault where the disk does not let us.
    """
    if not os.path.lexists(folder):
        return
    require_ours(folder)
    with disk_faults("remove", shown(folder)):
        for entry in sorted(folder.iterdir()):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry.name != MARKER:
                entry.unlink()
        (folder / MARKER).unlink(missing_ok=True)
        folder.rmdir()


def make_folder(folder: Path) -> None:
    """Nothing comes back. Makes an empty folder that bears the marker. Raises EnvironmentFault."""
    with disk_faults("make", shown(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    _put(folder / MARKER, _MARKER_TEXT, shown(folder, MARKER))


def require_ours(folder: Path) -> None:
    """Nothing comes back. Raises ConfigurationError for anything at `folder` that we did not make: only an absent folder,
    an empty one and one that bears the marker may be replaced."""
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or not folder.is_dir():
        raise ConfigurationError(f"{shown(folder)} is not a plain folder; move it away, generated files belong there")
    with disk_faults("read", shown(folder)):
        names = {entry.name for entry in folder.iterdir()} - {_PART}
    marker = folder / MARKER
    if names and (marker.is_symlink() or not marker.is_file()):
        raise ConfigurationError(
            f"{shown(folder)} holds files that were not generated ({MARKER} is missing); move the folder away or delete it, then run again"
        )


def refusal(path: str) -> str:
    """Why `path` may not be written, or an empty string: it has to stay inside the root and to work on every file system."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "it is not valid text"
    if path.startswith("/"):
        return "it is absolute"
    if "\\" in path or ":" in path or any(unicodedata.category(character) == "Cc" for character in path):
        return "it holds a backslash, a colon or a control character"
    for name in path.split("/"):
        if not name or name.startswith(".") or name.endswith((".", " ")):
            return "a part of it is empty, begins with a dot or ends with a dot or a space"
        if name.split(".")[0].rstrip().casefold() in _RESERVED:
            return f'"{name}" is a reserved name on Windows'
        if len(name.encode()) > _LONGEST_NAME:
            return f'the part "{name[:20]}…" is longer than {_LONGEST_NAME} bytes'
    return ""


def clash(paths: list[str]) -> tuple[str, str] | None:
    """Two of the paths (or their folders) that differ only in letter case or Unicode form, or one that is a file and a folder."""
    spelling: dict[str, tuple[str, str, bool]] = {}
    for path in paths:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            part, is_folder = "/".join(parts[:depth]), depth < len(parts)
            earlier = spelling.setdefault(_folded(part), (part, path, is_folder))
            if earlier[0] != part or earlier[2] != is_folder:
                return earlier[1], path
    return None


def shown(folder: Path, path: str = "") -> str:
    """`folder/path` as messages name it: from the project down, since generated folders lie at most two levels deep."""
    parts = folder.parts[-2:] if folder.parent.name == "build" else folder.parts[-1:]
    return "/".join((*parts, path)).rstrip("/")


@contextmanager
def disk_faults(verb: str, name: str) -> Iterator[None]:
    """A block in which the disk's refusals become EnvironmentFault: what could not be done, to what, why, the way out."""
    try:
        yield
    except OSError as fault:
        advice = {
            errno.ENOSPC: "free some space on the disk",
            errno.EDQUOT: "free some space in your quota",
            errno.EACCES: "make the folder writable for you",
            errno.EPERM: "make the folder writable for you",
            errno.EROFS: "the disk is read-only; work on a copy elsewhere",
        }.get(fault.errno or 0, "mend that")
        raise EnvironmentFault(f"cannot {verb} {name}: {fault.strerror or fault}; {advice}, then run again") from fault


def _folded(path: str) -> str:
    """One spelling for all that a case-insensitive or normalising file system takes for the same (Unicode, D145)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def _entries(folder: Path, root: Path) -> Iterator[tuple[str, bool]]:
    """Everything below `folder` as (path relative to root, is a real folder), contents before their folder, sorted."""
    with disk_faults("read", shown(root)):
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder:
            yield from _entries(Path(entry.path), root)
        yield Path(entry.path).relative_to(root).as_posix(), is_folder


def _put(path: Path, data: bytes, name: str) -> bool:
    """True if `path` did not hold `data` as a plain file yet. The new content appears all at once, by a rename."""
    with disk_faults("write", name):
        if path.is_file() and not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(_PART)
        try:
            part.unlink(missing_ok=True)
            with part.open("xb") as file:
                file.write(data)
            part.replace(path)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    return True
