"""What a machine and a project need, looked at one thing after another: versions, the engines' end of life, tools, folders, disk.

Reads only, opens no socket. The one place that may ask for today's date (an end of life has one); SOURCE_DATE_EPOCH overrides it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from generator import __version__, engine, loader, writer
from generator.problems import ExplainerError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

MATERIAL_ENDS = date(2027, 5, 5)
"""Until then Material is supported, by its own notice."""
_WARN_BEFORE = 120  # days
_NEEDED_DISK = 200 << 20  # bytes: the pages, the built site, the one before and the one being built
_ZENSICAL = "build with Zensical then: install zensical into an environment of its own, and run `zensical build` in the project"
EXTRAS = {"ingest": ("trafilatura", "reads articles from HTML"), "links": ("httpx", "asks outside links whether they answer")}


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `state` is ok, warn or fail; `way_out` is empty where nothing is to be done."""

    name: str
    state: str
    text: str
    way_out: str = ""

    def __str__(self) -> str:
        return f"{self.state:<4}  {self.name}: {self.text}" + (f"; {self.way_out}" if self.way_out else "")


def examine(project: Path) -> list[Finding]:
    """Everything looked at, in a fixed order."""
    return [*_versions(), *_engines(_today()), *_tools(project), *_project(project), *_disk(project)]


def _today() -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).date()


def _versions() -> Iterator[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", "ok", found)  # an older one could not have come so far
    yield Finding("explainer", "ok", __version__)
    for name, least, below in sorted(_requirements()):
        installed = _version(name)
        if installed is None:
            yield Finding(name, "fail", "is not installed", f"run: {Path(sys.executable).name} -m pip install '{name}>={least}'")
        elif _numbers(installed) < _numbers(least) or (below and _numbers(installed) >= _numbers(below)):
            wanted = f"{name}>={least}" + (f",<{below}" if below else "")
            yield Finding(name, "fail", installed, f"{wanted} is needed; run: {Path(sys.executable).name} -m pip install '{wanted}'")
        else:
            yield Finding(name, "ok", installed)


def _requirements() -> set[tuple[str, str, str]]:
    """Name, least version and the first that is too new of each package we need at run time; nothing where we are not installed."""
    try:
        stated = requires("explainer") or []
    except PackageNotFoundError:
        return set()
    found = set()
    for line in stated:
        if "extra ==" not in line and (parts := re.match(r"[\w.-]+", line)):
            least, below = re.search(r">=([\d.]+)", line), re.search(r"<([\d.]+)", line)
            found.add((parts[0], least[1] if least else "0", below[1] if below else ""))
    return found


def _engines(today: date) -> Iterator[Finding]:
    left = (MATERIAL_ENDS - today).days
    if left < 0:
        yield Finding("support of Material", "warn", f"ended on {MATERIAL_ENDS}", _ZENSICAL.replace(" then", ""))
    elif left <= _WARN_BEFORE:
        yield Finding("support of Material", "warn", f"ends on {MATERIAL_ENDS}, in {left} days", _ZENSICAL)
    else:
        yield Finding("support of Material", "ok", f"until {MATERIAL_ENDS}", _ZENSICAL)
    yield Finding("MkDocs 1.x", "ok", "no release since August 2024; versions below 2 only, since MkDocs 2 has no plugins and no Material")
    zensical = _version("zensical")
    yield Finding("Zensical", "ok", zensical or "not in this environment, and not needed while Material is supported")
    properdocs = _version("properdocs")
    yield Finding("ProperDocs", "ok", properdocs or "not in this environment, and not needed; a fork of MkDocs 1.6 that builds the same pages")


def _tools(project: Path) -> Iterator[Finding]:
    for extra, (module, purpose) in EXTRAS.items():
        if importlib.util.find_spec(module):
            yield Finding(f"extra {extra}", "ok", f"{module} {_version(module) or ''}".strip())
        else:
            command = f"{Path(sys.executable).name} -m pip install 'explainer[{extra}]'"
            yield Finding(f"extra {extra}", "warn", f"{module} is not installed; it {purpose}", f"if you want that, run: {command}")
    if (project / "Makefile").is_file():
        if shutil.which("make"):
            yield Finding("make", "ok", "found")
        else:
            yield Finding("make", "warn", "not found", "install make, or run the `explainer` commands themselves")
    try:
        engine.require_engine()
        yield Finding("site engine", "ok", "can be started")
    except ExplainerError as fault:
        yield Finding("site engine", "fail", str(fault).partition(";")[0], str(fault).partition("; ")[2])


def _project(project: Path) -> Iterator[Finding]:
    try:
        found = loader.files(project, [])
        yield Finding("content/", "ok" if found else "fail", f"{len(found)} files", "" if found else "write content/site.yaml first")
    except ExplainerError as fault:
        yield Finding("content/", "fail", *_halves(fault))
        return
    yield from _settings(project)
    for name in ("build/docs", "site"):
        try:
            writer.require_ours(project / name)
            yield Finding(f"{name}/", "ok", "generated" if (project / name).is_dir() else "not there yet; a build makes it")
        except ExplainerError as fault:
            yield Finding(f"{name}/", "fail", *_halves(fault))
    for folder in (project, project / "build", project / "site"):
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            shown = "the project's folder" if folder == project else f"{folder.name}/"
            yield Finding(shown, "fail", "is not writable", "make it writable for you, or work on a copy elsewhere")
    yield _lock(project)
    yield _schemas(project)


def _halves(fault: ExplainerError) -> tuple[str, str]:
    what, _, way_out = str(fault).partition("; ")
    return what, way_out


def _settings(project: Path) -> Iterator[Finding]:
    path = project / "mkdocs.yml"
    if not path.is_file():
        yield Finding("mkdocs.yml", "fail", "is not there", "copy one from a working site; it configures the site engine")
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    wanted = {"INHERIT": engine.BASE, "docs_dir": engine.DOCS, "site_dir": engine.SITE}
    lines = {key: rf"^{key}: *['\"]?{re.escape(value)}['\"]? *(#.*)?$" for key, value in wanted.items()}
    wrong = [f"{key}: {wanted[key]}" for key, line in lines.items() if not re.search(line, text, re.MULTILINE)]
    if wrong:
        yield Finding("mkdocs.yml", "fail", "does not build what is generated", f"write these lines into it: {' · '.join(wrong)}")
    else:
        yield Finding("mkdocs.yml", "ok", f"inherits {engine.BASE}")


def _lock(project: Path) -> Finding:
    path = project / "build/.lock"
    if not path.exists():
        return Finding("lock", "ok", "no build is running")
    if fcntl is None:
        return Finding("lock", "warn", "build/.lock is there", "if no build is running, delete it")
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return Finding("lock", "ok", "a build is running")
    finally:
        os.close(handle)
    return Finding("lock", "ok", "a build was cut short and left its lock; the next one takes it over")


def _schemas(project: Path) -> Finding:
    if (project / "build/schemas").is_dir():
        return Finding("help while typing", "ok", "schemas in build/schemas")
    return Finding("help while typing", "warn", "no schemas in build/schemas", "run: explainer schemas")


def _disk(project: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(project).free
    shown = f"{free >> 20:,} MB free"
    if free < _NEEDED_DISK:
        yield Finding("disk", "fail", shown, f"free some space; a build may need {_NEEDED_DISK >> 20} MB")
    else:
        yield Finding("disk", "ok", f"more than {_NEEDED_DISK >> 20} MB free")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])
