"""What the tests of whole projects share: copies of the invented harbour topic, places of a marker in a file, snapshots.

Holds no expectations of its own: what must come out stands in the tests.
"""

from __future__ import annotations

import faulthandler
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import checks, pages, render
from generator.cli import main
from generator.evidence import EvidenceBook
from generator.loader import load
from generator.pipeline import check
from generator.problems import Problem
from generator.resolver import resolve
from generator.site import Site

ROOT = Path(__file__).parent.parent
HARBOUR = Path(__file__).parent / "topics/harbour"
CORE = ("absences", "archive", "consistency", "coverage", "fields", "ids", "prose", "quotes", "yaml_files")
"""The checks of form: is it readable, does every id lead somewhere, is every quote in its source, every sentence cited or marked?"""


@contextmanager
def core_checks() -> Iterator[None]:
    """Within it, only the CORE checks run (in this process): for content that is about layout and would not stand up to a fact-checker."""
    core = {name: module for name, module in checks.modules().items() if name in CORE}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "modules", lambda: core)
        yield


@dataclass(frozen=True)
class Run:
    """What a command printed, and the exit code it ended with."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Run:
    """The command line, in this process."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return Run(result.exit_code, result.stdout, result.stderr)


def copy_of(project: Path, folder: Path) -> Path:
    """A copy of a project's content, archived texts and engine settings in the new folder."""
    for name in ("content", "seeds"):
        shutil.copytree(project / name, folder / name)
    shutil.copy(project / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def snapshot(folder: Path) -> dict[str, bytes | str]:
    """Every file under a folder with its bytes (of a link: where it leads), and every folder."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = f"-> {path.readlink()}" if path.is_symlink() else "folder" if path.is_dir() else path.read_bytes()
    return found


@contextmanager
def an_end(seconds: float = 120) -> Iterator[None]:
    """Within it, what would never end stops the whole test run and says where it was. No measure of speed: that is the bench's."""
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls, those of the standard library and of C included: the same number on any machine."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column of the character at an index, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def site_of(project: Path) -> Site:
    """The resolved site of a project, whatever is wrong with it."""
    return resolve(load(project), project)[0]


@cache
def harbour() -> Site:
    """The resolved site of the harbour topic. Shared: tests must not change it (its records are frozen)."""
    return site_of(HARBOUR)


@cache
def real() -> Site:
    """The resolved site of this project's own content. Shared: tests must not change it (its records are frozen)."""
    return site_of(ROOT)


def written(site: Site, path: str) -> str:
    """The Markdown of one page."""
    book = EvidenceBook(site)
    wanted = [page for page in pages.plan(site, book) if page.path == path]
    [(_, text)] = render.render(site, book, wanted, render.environment([ROOT / "templates/pages"]))
    return text.decode("utf-8")


def problems_of(project: Path) -> tuple[Problem, ...]:
    """What the check finds in a project."""
    return check(project).problems


def small_project(folder: Path, claims: str, *, texts: dict[str, str] | None = None, sources: dict[str, str] | None = None) -> Path:
    """A project on invented boats: `claims` is the YAML of its one topic file, without `topic`.

    `texts` are the archived texts by source id (a source's origin is its own unless said), `sources` adds YAML to the records.
    """
    texts = texts or {"post": "Seven boats lie in the harbour.\n", "wire": "Nine boats lie in the harbour.\n"}
    files = {
        "content/site.yaml": _SITE,
        "content/actors/mira-dol.yaml": "id: mira-dol\nname: Mira Dol\nkind: person\nsummary: Mira Dol keeps the boats.{.signpost}\n",
        "content/claims/boats.yaml": "topic: Boats\n" + claims,
    }
    for name, text in texts.items():
        record = {"id": name, "container-title": f"The {name.title()}", "URL": f"https://example.org/{name}", "issued": "2019-03-04", "origin": name}
        record |= {"archived": f"{{file: seeds/{name}.txt, sha256: {hashlib.sha256(text.encode()).hexdigest()}}}"}
        lines = (sources or {}).get(name, "").splitlines(keepends=True)
        given = {line.partition(":")[0] for line in lines}
        files[f"seeds/{name}.txt"] = text
        files[f"content/sources/{name}.yaml"] = "".join([*(f"{key}: {value}\n" for key, value in record.items() if key not in given), *lines])
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


_SITE = """\
title: The boats of Corvala
description: Invented.
covers: "2019"
as_of: 2019-12-31
intro: Of boats.{.signpost}
licence: {name: CC0, url: https://example.org/cc0}
origins:
  - {id: post, name: The Post}
  - {id: wire, name: The Wire}
  - {id: radio, name: The Radio}
limits: {untriaged: 99}
"""
