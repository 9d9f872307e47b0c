"""The engine turns build/docs into site/ by running MkDocs in a child process, without ever risking the last good site.

It builds into a staging folder and exchanges that with site/ only when MkDocs found nothing wrong. It must not know how
the Markdown came about. The child keeps what it rendered in build/cache (see `incremental`); deleting that is always safe.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import FrameType

from generator import durable
from generator.incremental.child import Child
from generator.problems import ConfigurationError, EnvironmentFault, Location, Problem
from generator.process import REFUSAL
from generator.writer import disk_faults, make_folder, remove_folder, require_ours

try:
    import fcntl
except ImportError:  # Windows: the lock file's existence is the lock
    fcntl = None  # type: ignore[assignment]

DOCS, BASE, THEME = "build/docs", "build/mkdocs.base.yml", "build/theme"
SITE, STAGING, PREVIOUS = "site", "build/staging-site", "build/previous-site"
CACHE = "build/cache"  # what the incremental engine keeps between two builds
_LOCK = "build/.lock"
_PAGE_WARNING = re.compile(r"Doc file '(?P<page>[^']+)' contains (?:an? )?(?P<what>.*)", re.DOTALL)
_LINK = re.compile(r"link '(?P<target>[^']*)'")


@dataclass(frozen=True)
class EngineResult:
    """What the engine found. Without problems site/ is new; with problems it is what it was before."""

    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """True where site/ was replaced."""
        return not self.problems


def engine_version() -> str:
    """The engine with its theme, such as `MkDocs 1.6.1, Material 9.8.1`; says so where one is not installed."""
    names = {"MkDocs": "mkdocs", "Material": "mkdocs-material"}
    return ", ".join(f"{name} {_version(package)}" for name, package in names.items())


def build(
    project: Path, as_of: date, finish: Callable[[Path], tuple[Problem, ...]] = lambda folder: (), *, cache: bool = True, time_limit: float = 900
) -> EngineResult:
    """The engine's verdict on build/docs; site/ is replaced, and the one before kept in build/previous-site, if it is clean.

    Call it inside `exclusive(project)`. `finish` gets the new site before anybody sees it: what it finds keeps the last good one in
    place, and what it writes is published. `as_of` stands in the sitemap as the date of every page, unless SOURCE_DATE_EPOCH
    is set. Without `cache` every page is made anew and nothing is kept; the bytes are the same. `time_limit` is in seconds. Raises
    ConfigurationError for an mkdocs.yml or theme layer the engine cannot use and for a site/ we did not make, EnvironmentFault
    for a missing engine, a full disk, or an engine that was stopped.
    """
    require_engine()
    staging, site, previous = project / STAGING, project / SITE, project / PREVIOUS
    for folder in (site, previous):
        require_ours(folder)
    remove_folder(staging)
    make_folder(staging)
    variables = environment(as_of)
    child = Child(project, variables)
    try:
        with _termination_as_exit():
            kept = project / CACHE if cache else None
            answer = child.build(staging, kept, variables.get("SOURCE_DATE_EPOCH"), time_limit=time_limit)
            if answer.failed:
                raise failure(answer.output, project)
            problems = warnings(answer.output, project) or finish(staging)
            if not problems:
                with disk_faults("replace", SITE):
                    durable.keep(staging)
                    _swap(staging, site, previous)
        return EngineResult(problems)
    finally:
        child.stop(now=True)
        remove_folder(staging)


def require_engine() -> None:
    """Nothing comes back. Raises EnvironmentFault where the site engine is not installed."""
    if importlib.util.find_spec("mkdocs") is None or importlib.util.find_spec("material") is None:
        raise EnvironmentFault("the site engine is not installed; run `make site`, or install mkdocs and mkdocs-material into this environment")


def environment(as_of: date | None = None) -> dict[str, str]:
    """The environment variables of the engine's process: ours, plus what makes two builds agree byte for byte."""
    fixed = {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC"}
    if as_of and "SOURCE_DATE_EPOCH" not in os.environ:
        first = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp()
        fixed["SOURCE_DATE_EPOCH"] = str(min(max(int(first), 0), 2**32 - 1))  # it goes into a .gz, which knows only 1970 to 2106
    return {**os.environ, **fixed}


def warnings(output: str, project: Path) -> tuple[Problem, ...]:
    """The engine's warnings as problems, sorted: broken links and anchors at the line of the generated page they stand in."""
    return tuple(sorted({_problem(text, project) for text in _messages(output, project)}))


@contextmanager
def exclusive(project: Path) -> Iterator[None]:
    """A block in which no other build of the same project runs. Raises EnvironmentFault at once if one does. No lock file is left."""
    path = project / _LOCK
    with disk_faults("make", _LOCK):
        path.parent.mkdir(exist_ok=True)
        handle = _lock(path)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _lock(path: Path) -> int:
    """An open handle that holds the lock. Unlinking under the lock makes a handle stale, hence the second look."""
    busy = f"another build of this project is running ({_LOCK}); wait until it has ended, then run again"
    if fcntl is None:
        try:
            return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR)
        except FileExistsError:
            raise EnvironmentFault(f"{busy}; if none is running, delete {_LOCK}") from None
    while True:
        handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle), path.stat()):
                    return handle
        except BlockingIOError:
            os.close(handle)
            raise EnvironmentFault(busy) from None
        os.close(handle)


def failure(output: str, project: Path) -> ConfigurationError | EnvironmentFault:
    """The exception for an engine that failed without naming a warning: its own last words, without this machine's paths."""
    lines = [line.strip() for line in output.replace(f"{project}/", "").splitlines() if line.strip()]
    last = "; ".join(_messages(output, project, "ERROR")) or (lines[-1] if lines else "no message")
    told = last.removeprefix(f"{EnvironmentFault.__module__}.{EnvironmentFault.__name__}: ")
    if told != last or last.startswith(("OSError", "PermissionError")) or REFUSAL.search(last):
        return EnvironmentFault(f"the site engine failed: {told}; the site is as it was")
    where = next((found for line in reversed(lines) if (found := re.search(r'File "((?!/).+\.html)", line (\d+)', line))), None)
    place = f" ({where[1]}:{where[2]})" if where else ""
    return ConfigurationError(f"the site engine failed: {last}{place}; look at mkdocs.yml and templates/")


def _messages(output: str, project: Path, levels: str = "WARNING|ERROR") -> list[str]:
    """What the engine logged at these levels, each message on one line, without this machine's paths."""
    message = rf"^(?:{levels})\s+-\s+(.*(?:\n(?!(?:INFO|WARNING|ERROR|DEBUG)\s|Aborted|Traceback).*)*)"
    return [" ".join(text.split()).replace(f"{project}/", "") for text in re.findall(message, output, re.MULTILINE)]


def _problem(text: str, project: Path) -> Problem:
    on_page = _PAGE_WARNING.match(text)
    if not on_page:
        return Problem(Location("mkdocs.yml"), "engine", text)
    path = f"{DOCS}/{on_page['page']}"
    line, column = 1, 1
    if link := _LINK.search(on_page["what"]):
        with suppress(OSError):
            source = (project / path).read_text(encoding="utf-8")
            before = source[: max(source.find(f"({link['target']}"), 0)]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Problem(Location(path, line, column), "engine", f"broken {on_page['what']}" if link else text)


def _swap(staging: Path, site: Path, previous: Path) -> None:
    """Nothing comes back. One atomic exchange where the system has it, else two renames of which the first is taken back."""
    remove_folder(previous)
    if not site.exists():
        staging.rename(site)
    elif _exchange(staging, site):
        staging.rename(previous)
    else:
        site.rename(previous)
        try:
            staging.rename(site)
        except OSError:
            previous.rename(site)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """True if the two folders changed places in one step (Linux, renameat2 with RENAME_EXCHANGE)."""
    here, exchange = -100, 2
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


@contextmanager
def _termination_as_exit() -> Iterator[None]:
    """A block in which SIGTERM ends us by an exception, so that the child is ended and the staging folder removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"
