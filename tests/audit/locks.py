"""The rules that every lock file keeps, judged without a network: pinned, with hashes, no address of a registry, above known holes.

Reads the lock files of pip (`requirements/*.txt`), that of npm (`tests/node/package-lock.json`) and what they were made from.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

LEAST = {
    "click": ("8.4", "8.3 breaks the live reload of the site engine"),
    "jinja2": ("3.1.6", "earlier ones have known holes"),
    "markdown": ("3.8.1", "earlier ones have known holes"),
    "mkdocs-material": ("9.7.7", "earlier ones have known holes"),
    "pymdown-extensions": ("11.0.1", "earlier ones have known holes"),
}
"""The least version of a package in any lock file, whoever asked for it, and why."""
REQUIREMENTS, NODE = "requirements", "tests/node/package-lock.json"
_PINNED = re.compile(r"([A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?==([\w.!+]+)(?: *;[^\\]*)?")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_ADDRESS = re.compile(r"\w+://|git\+|\bfile:")


@dataclass(frozen=True, order=True)
class Locked:
    """A package of a lock file: `kind` is PyPI or npm, `name` and `version` as its registry writes them, `place` the file and line."""

    kind: str
    name: str
    version: str
    place: str


@dataclass(frozen=True)
class Locks:
    """Everything that is locked, and what is wrong with how, one line each: `file:line: what, and the way out`."""

    packages: tuple[Locked, ...]
    problems: tuple[str, ...]


def read(root: Path) -> Locks:
    """What the lock files of the project at `root` hold. Raises OSError or ValueError where one cannot be read at all."""
    files = sorted((root / REQUIREMENTS).glob("*.txt"))
    found = [one for path in files for one in _of_pip(path.read_text("utf-8"), f"{REQUIREMENTS}/{path.name}")]
    found += _of_npm(root)
    packages = [one for one in found if isinstance(one, Locked)]
    problems = [one for one in found if isinstance(one, str)]
    return Locks(tuple(packages), (*problems, *_too_old(packages), *_not_as_stated(root, packages)))


def _of_pip(text: str, shown: str) -> Iterator[Locked | str]:
    """Packages and problems of one lock file of pip. A package is a line and its hashes, one on each of the lines that continue it."""
    for number, line in enumerate(text.split("\n"), 1):
        if _ADDRESS.search(line):
            yield f"{shown}:{number}: an address stands here; a lock holds names, versions and hashes only; lock without it"
    number = 1
    for whole in re.split(r"(?<!\\)\n", text):
        place, plain = f"{shown}:{number}", whole.split("#")[0].strip()
        number += whole.count("\n") + 1
        if not plain:
            continue
        first, *hashes = re.split(r"\s*\\\n\s*|\s+(?=--)", plain)
        pinned = _PINNED.fullmatch(first)
        if not pinned:
            yield f'{place}: "{first}" is not name==version; run: make lock'
            continue
        if not hashes or not all(_HASH.fullmatch(one) for one in hashes):
            yield f"{place}: {pinned[1]} has no hash, or one that is not SHA-256; run: make lock"
        yield Locked("PyPI", canonicalize_name(pinned[1]), str(Version(pinned[2])), place)


def _of_npm(root: Path) -> Iterator[Locked | str]:
    """Packages and problems of npm's lock file."""
    path = root / NODE
    text = path.read_text("utf-8")
    lines = {}
    for number, line in enumerate(text.split("\n"), 1):
        if found := re.match(r'    "([^"]*)": \{', line):
            lines[found[1]] = number
    data: dict[str, dict[str, Any]] = json.loads(text)["packages"]
    stated = json.loads(path.with_name("package.json").read_text("utf-8")).get("dependencies", {})
    if data.get("", {}).get("dependencies", {}) != stated:
        yield f"{NODE}:{lines.get('', 1)}: it was not made from package.json as it is; run npm install --package-lock-only there"
    for key, entry in data.items():
        if not key:
            continue
        name, place = key.rpartition("node_modules/")[2], f"{NODE}:{lines.get(key, 1)}"
        if "resolved" in entry or any(_ADDRESS.search(value) for value in _texts({**entry, "funding": None})):
            yield f"{place}: an address stands at {name}; a lock holds names, versions and hashes only; remove it"
        if entry.get("link") or not str(entry.get("integrity", "")).startswith("sha512-"):
            yield f"{place}: {name} has no hash, or one that is not SHA-512"
        yield Locked("npm", name, str(entry.get("version", "")), place)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _too_old(packages: list[Locked]) -> Iterator[str]:
    for one in packages:
        if one.kind == "PyPI" and one.name in LEAST:
            least, why = LEAST[one.name]
            if Version(one.version) < Version(least):
                yield f"{one.place}: {one.name} {one.version} is below {least} ({why}); run: make lock UPGRADE=--upgrade"


def _not_as_stated(root: Path, packages: list[Locked]) -> Iterator[str]:
    """What pyproject.toml asks for and no lock file has, or has in another version: a lock that is older than it."""
    stated = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    groups = (*stated["project"].get("optional-dependencies", {}).values(), *stated.get("dependency-groups", {}).values())
    for line in (*stated["project"]["dependencies"], *(line for group in groups for line in group)):
        wanted = Requirement(line)
        found = [one for one in packages if one.kind == "PyPI" and one.name == canonicalize_name(wanted.name)]
        if not found:
            yield f"pyproject.toml:1: {line} is locked nowhere; run: make lock"
        for one in found:
            if not wanted.specifier.contains(one.version, prereleases=True):
                yield f"{one.place}: {one.name} {one.version} is locked, but pyproject.toml asks for {line}; run: make lock"
