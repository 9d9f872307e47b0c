"""Seals a built folder: checks it, puts each page's policy into it, and writes the headers file and, last of all, the manifest.

The only module of the package that writes, and only inside the folder it was given. A folder in which a check finds a problem gets no manifest.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.built import checks
from generator.built.folder import Folder, Plan, read, read_bytes, walk
from generator.built.tags import Page
from generator.problems import Problem

_PART = ".explainer-part"


@dataclass(frozen=True)
class Sealed:
    """What was found, and how much was looked at. Without problems the folder is ready to be published."""

    problems: tuple[Problem, ...]
    pages: int
    links: int


def check(root: Path, shown: str, plan: Plan | None = None, site_url: str | None = None) -> Sealed:
    """What is wrong with the built folder at `root`, which messages call `shown`. Reads only."""
    folder = read(root, shown, plan, site_url)
    return _checked(folder)


def seal(root: Path, shown: str, plan: Plan | None = None, as_of: str | None = None, site_url: str | None = None) -> Sealed:
    """What is wrong with the folder; if nothing is, policies, headers and manifest are in it, and on the disk. Raises EnvironmentFault.

    Each page is read once, and written back with its policy while it is at hand; so call `check` first for a folder that must stay as
    it is where something is wrong. A folder that was sealed before comes out the same if nothing else changed.
    """
    # Imported here, so that a check does not wait for what only sealing needs.
    from generator.built import policy
    from generator.built.manifest import MANIFEST, manifest, sum_of
    from generator.writer import disk_faults

    sums: dict[str, tuple[int, str]] = {}
    scripts: set[str] = set()
    styles: set[str] = set()
    policies: dict[tuple[frozenset[str], frozenset[str]], str] = {}
    any_style = any(policy.makes_styles(read_bytes(root / path, path)) for path in walk(root) if path.endswith(".js"))

    def put_policy(path: str, data: bytes, page: Page | None) -> None:
        if page is not None:
            of_page = policy.hashes(page)
            if of_page not in policies:
                policies[of_page] = policy.policy(*of_page, any_style)
                scripts.update(of_page[0])
                styles.update(of_page[1])
            data = policy.with_policy(data, policies[of_page])
            _write(root / path, data)
        sums[path] = sum_of(data)

    with disk_faults("write the policy into", shown):
        (root / MANIFEST).unlink(missing_ok=True)  # a manifest must not outlive what it speaks of
        result = _checked(read(root, shown, plan, site_url, put_policy))
        if result.problems:
            return result
        data = policy.headers(scripts, styles, any_style).encode("utf-8")
        _write(root / policy.HEADERS_FILE, data)
        sums[policy.HEADERS_FILE] = sum_of(data)
        _write_through(root / MANIFEST, manifest(sums, as_of))
    return result


def _checked(folder: Folder) -> Sealed:
    problems, links = checks.run(folder)
    return Sealed(tuple(problems), len(folder.pages), links)


def _write(path: Path, data: bytes) -> None:
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - thousands of files
        file.write(data)


def _write_through(path: Path, data: bytes) -> None:
    """Whole or not at all, also when the power fails: the bytes are on the disk before the name is, and the name before we go on."""
    part = path.with_name(_PART)
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
