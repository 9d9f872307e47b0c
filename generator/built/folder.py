"""The built folder as the checks see it: its pages taken apart, its files, its style sheets and listings, and what was planned.

Reads every file at most once and writes nothing. Must not judge: the checks do.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from pathlib import Path

from generator.built.addresses import Addresses
from generator.built.tags import Page, Reader, position
from generator.problems import EnvironmentFault, Location, Problem

LISTINGS = (".xml", ".json", ".jsonld", ".txt", ".bib", ".csv", ".md")
"""Endings of files besides pages and style sheets in which the site's own addresses are looked for."""
_ID = re.compile(r'id="([^"]*)"')


@dataclass(frozen=True)
class Plan:
    """What the built folder should be: `files` of the Markdown folder, the `site_url`, and who caused what.

    `causes` gives the place in the content for each address (`explainers/why.md` or `explainers/why.md#anchor`); it is asked only
    where something is wrong.
    """

    files: tuple[str, ...] = ()
    site_url: str | None = None
    causes: Callable[[], Mapping[str, Location]] = dict
    docs: str = "build/docs"


@dataclass
class Folder:
    """A built site: `pages` by path, `texts` of style sheets and listings by path. `shown` is how messages name the folder."""

    root: Path
    shown: str
    files: frozenset[str]
    pages: dict[str, Page]
    texts: dict[str, str]
    plan: Plan | None = None
    site_url: str | None = None
    _parts: dict[str, list[tuple[int, str]]] = field(default_factory=dict, repr=False)
    _last: tuple[str, str] = field(default=("", ""), repr=False)

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses that lead somewhere in this folder."""
        return Addresses(self.files, self.site_url)

    @cached_property
    def planned(self) -> dict[str, str]:
        """The planned files by the path at which they were built (or should have been)."""
        return {self._built(path): path for path in self.plan.files} if self.plan else {}

    @cached_property
    def _causes(self) -> Mapping[str, Location]:
        return self.plan.causes() if self.plan else {}

    def _built(self, path: str) -> str:
        if not path.endswith(".md"):
            return path
        stem = path.removesuffix(".md")
        flat = f"{stem}.html"
        if flat in self.files or stem == "index" or stem.endswith("/index"):
            return flat
        if stem == "README" or stem.endswith("/README"):
            return f"{stem.removesuffix('README')}index.html"
        return f"{stem}/index.html"

    def problem(self, check: str, path: str, source: str, message: str, occurrence: int = 1) -> Problem:
        """A problem at `source` (a piece of the file's text): at the place in the content that caused it, where that is known."""
        message = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in message)  # one problem, one line
        text = self.text(path)
        at, line, column = position(text, source, occurrence)
        here = Location(f"{self.shown}/{path}", line, column)
        cause = self._cause(path, text, at)
        return Problem(cause or here, check, f"{message} ({here})" if cause else message)

    def _cause(self, path: str, text: str, at: int) -> Location | None:
        """The place of the last part before the offset that has one; else of the page; else the Markdown it was made of."""
        page = self.planned.get(path)
        if self.plan is None or page is None:
            return None
        causes = self._causes
        starts = self._starts(path, page, text)
        for start, name in reversed(starts[: bisect_right(starts, at, key=itemgetter(0))]):
            if name.startswith("fn:") and text.find("</div>", start, at) >= 0:
                continue  # the list of footnotes has ended, and what follows is nobody's part
            return causes[f"{page}#{name}"]
        return self.cause_of(page)

    def _starts(self, path: str, page: str, text: str) -> list[tuple[int, str]]:
        """Where the parts of a page begin that have a place in the content; found once a page, however many problems it has."""
        if path not in self._parts:
            first: dict[str, int] = {}
            for found in _ID.finditer(text):
                first.setdefault(found[1], found.start())
            self._parts[path] = [(start, name) for name, start in first.items() if f"{page}#{name}" in self._causes]
        return self._parts[path]

    def cause_of(self, page: str) -> Location:
        """The place in the content that a planned page or file comes from; the generated file itself where that is unknown."""
        assert self.plan is not None
        return self._causes.get(page) or Location(f"{self.plan.docs}/{page}")

    def text(self, path: str) -> str:
        """The text of a file; that of a page is read again, once for all problems in a row: only for what was found wrong."""
        if path in self.texts:
            return self.texts[path]
        if self._last[0] != path:
            self._last = (path, read_text(self.root / path, f"{self.shown}/{path}"))
        return self._last[1]


def walk(root: Path) -> list[str]:
    """All files below a folder by their path in it, sorted; names with a dot in front are left out, as hosts and engines do."""
    found: list[str] = []
    folders = [("", str(root))]
    try:
        while folders:
            prefix, folder = folders.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append((f"{prefix}{entry.name}/", entry.path))
                    else:
                        found.append(prefix + entry.name)
    except OSError as fault:
        raise EnvironmentFault(f"{fault.filename or root} cannot be read: {fault.strerror or fault}") from fault
    return sorted(found)


def read_text(path: Path, name: str) -> str:
    """The text of a file; what is not UTF-8 in it is replaced. Raises EnvironmentFault."""
    return read_bytes(path, name).decode("utf-8", "replace")


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a file. Raises EnvironmentFault, which calls it `name`."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of files, and Path.open costs as much as the reading
            return file.read()
    except OSError as fault:
        raise EnvironmentFault(f"{name} cannot be read: {fault.strerror or fault}") from fault


def read(
    root: Path, shown: str, plan: Plan | None = None, site_url: str | None = None, each: Callable[[str, bytes, Page | None], None] | None = None
) -> Folder:
    """The folder at `root`. `each` gets the bytes of every file, and of a page also what it holds, while they are at hand anyway."""
    names = walk(root)
    reader, pages, texts = Reader(), {}, {}
    for path in names:
        is_page = path.endswith((".html", ".htm"))
        if not is_page and each is None and not path.endswith((".css", *LISTINGS)):
            continue
        data = read_bytes(root / path, f"{shown}/{path}")
        if is_page:
            pages[path] = reader.page(path, data.decode("utf-8", "replace"))
        elif path.endswith((".css", *LISTINGS)):
            texts[path] = data.decode("utf-8", "replace")
        if each:
            each(path, data, pages.get(path))
    return Folder(root, shown, frozenset(names), pages, texts, plan, plan.site_url if plan else site_url)
