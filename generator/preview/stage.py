"""What the browser is shown: the last good pages, the problems found since, and how a page and the assets can be told from
what they were. Shared by the thread that builds and those that serve; nothing here builds or serves.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote, unquote

from generator.problems import ConfigurationError, Problem

EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "none": "",
}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_NOT_EDITORS = {"javascript", "data", "vbscript", "blob", "file"}
_ASSETS = {".css", ".js", ".png", ".svg", ".jpg", ".jpeg", ".webp", ".gif", ".ico", ".woff", ".woff2"}


def editor_link(name: str) -> str:
    """The address that opens a file in the editor, with {path}, {line} and {column}; empty for none.

    `name` is one of EDITORS or such an address. Raises ConfigurationError for anything else.
    """
    if name in EDITORS:
        return EDITORS[name]
    scheme = _SCHEME.match(name)
    if not scheme or scheme[1] in _NOT_EDITORS or "{path}" not in name:
        raise ConfigurationError(f'"{name}" names no editor; choose {", ".join(EDITORS)}, or give an address such as {EDITORS["vscode"]}')
    return name


@dataclass(frozen=True)
class State:
    """What there is to show. `version` grows with every change; `site` is None until the first pages are there."""

    version: int = 0
    site: Path | None = None
    mount: str = "/"
    problems: tuple[Problem, ...] = ()
    assets: str = ""


class Stage:
    """The state and those who wait for the next."""

    def __init__(self, project: Path, editor: str) -> None:
        self._project, self._editor = project.resolve(), editor
        self._state, self._changed, self.closed = State(), threading.Condition(), False

    @property
    def state(self) -> State:
        """What is shown now."""
        return self._state

    def show(self, problems: Sequence[Problem], site: Path | None = None, mount: str | None = None) -> None:
        """Nothing comes back. Shows these problems, over new pages where a `site` is given, else over the last good ones."""
        with self._changed:
            before = self._state
            assets = _assets(site) if site else before.assets
            self._state = State(before.version + 1, site or before.site, mount or before.mount, tuple(problems), assets)
            self._changed.notify_all()

    def close(self) -> None:
        """Nothing comes back. Nobody waits any longer."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def wait(self, version: int, seconds: float) -> State:
        """The state as soon as it is not `version` any more, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._state.version != version, seconds)
            return self._state

    def file(self, address: str) -> Path | None:
        """The file for the path of an address (percent-encoded, without query), None where there is none: inside the site only."""
        state = self._state
        if state.site is None or not address.startswith(state.mount):
            return None
        names = unquote(address[len(state.mount) :]).split("/")
        if any(name.startswith(".") or "\\" in name or "\0" in name for name in names):
            return None
        root = state.site.resolve()
        path = root.joinpath(*(name for name in names if name))
        if names[-1] == "":
            path /= "index.html"
        try:
            inside = path.resolve().is_relative_to(root) and path.is_file()
        except OSError:
            return None
        return path if inside else None

    def seal(self, address: str) -> str:
        """A name for the bytes of the page at an address; empty where there is no page."""
        path = self.file(address)
        try:
            return seal_of(path.read_bytes()) if path else ""
        except OSError:
            return ""

    def shown(self, state: State) -> list[dict[str, str]]:
        """The problems as the panel takes them: texts, never markup, and an address that opens the place in the editor."""
        return [self._entry(problem) for problem in state.problems]

    def _entry(self, problem: Problem) -> dict[str, str]:
        where, link = problem.location, ""
        if where.path and self._editor:
            path = (self._project / where.path).as_posix()
            path = quote(path if path.startswith("/") else f"/{path}", safe="/:")
            link = self._editor.replace("{path}", path).replace("{line}", str(where.line)).replace("{column}", str(where.column))
        place = str(where) if where.path else ""
        return {"place": place, "check": problem.check, "message": problem.message, "severity": problem.severity, "link": link}


def _assets(site: Path) -> str:
    """A name for all style sheets, scripts, fonts and pictures of the site, by size and time: an unchanged file is not written again."""
    found = []
    for path in sorted(site.rglob("*")):
        if path.suffix in _ASSETS and path.is_file():
            facts = path.stat()
            found.append(f"{path} {facts.st_size} {facts.st_mtime_ns}")
    return seal_of("\n".join(found).encode())


def seal_of(data: bytes) -> str:
    """A name for these bytes; others have another."""
    return blake2b(data, digest_size=12).hexdigest()
