"""The manifest of a built site, `manifest.json`: every file with its size and SHA-256, and the proof that a copy is whole.

Written last, so that a folder with a manifest is a finished one. It names no clock and no machine. What a manifest says is not trusted
either: its paths cannot lead out of the folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.built.folder import read_bytes, walk
from generator.problems import ConfigurationError, Location, Problem

MANIFEST = "manifest.json"
_FORMAT = "explainer-manifest-1"
_LARGEST = 64 << 20


@dataclass(frozen=True)
class Verdict:
    """What the comparison of a folder with its manifest came to. `digest` is the manifest's own SHA-256, `made` what it says of itself."""

    problems: tuple[Problem, ...]
    files: int
    digest: str
    made: str


def manifest(files: Mapping[str, tuple[int, str]], as_of: str | None = None) -> bytes:
    """The manifest of `files` (path → size in bytes, SHA-256 in hexadecimal), one line a file, sorted by path."""
    lines = [
        f"{{{_pair('path', path)}, {_pair('bytes', size)}, {_pair('sha256', digest)}}}"
        for path, (size, digest) in sorted(files.items())
        if path != MANIFEST
    ]
    about = [_pair("format", _FORMAT), _pair("generator", f"explainer {__version__}"), *([_pair("as_of", as_of)] if as_of else [])]
    listed = ",\n    ".join(lines)
    return f'{{\n  {f",{chr(10)}  ".join(about)},\n  "files": [\n    {listed}\n  ]\n}}\n'.encode()


def sum_of(data: bytes) -> tuple[int, str]:
    """Size and SHA-256 of a file's bytes, as the manifest has them."""
    return len(data), hashlib.sha256(data).hexdigest()


def verify(folder: Path, shown: str) -> Verdict:
    """What is missing, changed or added in a published copy. Added files are warnings: hosts put files of their own beside a site.

    Names with a dot in front are not looked at, since engines and hosts leave them behind. Raises ConfigurationError for a folder
    without a manifest, EnvironmentFault for a file that cannot be read.
    """
    path = folder / MANIFEST
    if path.is_symlink() or not path.is_file():
        raise ConfigurationError(f"{shown} has no {MANIFEST}, so nothing can be proved; is it the folder of a site that `explainer build` made?")
    data = read_bytes(path, f"{shown}/{MANIFEST}")
    digest = hashlib.sha256(data).hexdigest()
    where = Location(f"{shown}/{MANIFEST}")
    try:
        listed, made = _read(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Verdict((Problem(where, "copy-manifest", "the manifest itself is damaged; publish the site again"),), 0, digest, "")
    found = frozenset(walk(folder))
    problems = []
    for name, (size, wanted) in listed.items():
        place = Location(f"{shown}/{name}")
        if name not in found or (folder / name).is_symlink() or not (folder / name).resolve().is_relative_to(folder.resolve()):
            problems.append(Problem(place, "copy-missing", "this file is missing; publish the site again"))
            continue
        is_size, is_digest = sum_of(read_bytes(folder / name, f"{shown}/{name}"))
        if is_digest != wanted:
            how = f"{is_size} bytes instead of {size}" if is_size != size else f"{size} bytes, but others"
            problems.append(Problem(place, "copy-changed", f"this file is not what was built ({how}); publish the site again"))
    for name in sorted(found - listed.keys() - {MANIFEST}):
        message = "this file was not built; remove it, unless your host puts it there"
        problems.append(Problem(Location(f"{shown}/{name}"), "copy-extra", message, "warning"))
    return Verdict(tuple(sorted(problems)), len(listed), digest, made)


def _read(data: bytes) -> tuple[dict[str, tuple[int, str]], str]:
    """The files a manifest lists and what made it. Raises ValueError, KeyError, TypeError or AttributeError for what is no manifest."""
    if len(data) > _LARGEST:
        raise ValueError("larger than any site's")
    read = json.loads(data)
    if read["format"] != _FORMAT:
        raise ValueError("another format")
    listed = {}
    for entry in read["files"]:
        path, size, digest = entry["path"], entry["bytes"], entry["sha256"]
        if not (isinstance(path, str) and isinstance(size, int) and isinstance(digest, str)):
            raise ValueError("an entry of another form")
        if any(part in ("", ".", "..") for part in path.split("/")) or "\\" in path or "\0" in path:
            raise ValueError("a path that leaves the folder")
        listed[path] = (size, digest)
    as_of = f", as of {read['as_of']}" if "as_of" in read else ""
    return listed, f"{read['generator']}{as_of}"


def _pair(name: str, value: str | int) -> str:
    return f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
