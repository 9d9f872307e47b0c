"""The preview: makes the pages again when an input changes and shows them in the browser, with the problems over the last good ones.

It watches the inputs, calls the `make` it was given, has the engine's child render what changed and serves the result. It
must not know how pages are made, and whatever goes wrong with one change, the next is waited for.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType

from generator import engine
from generator.incremental.child import Child, Interrupted
from generator.preview.server import Server
from generator.preview.stage import EDITORS, Stage, editor_link
from generator.preview.watch import FOLDERS, Changes, watching
from generator.problems import EnvironmentFault, ExplainerError, Location, Problem
from generator.writer import make_folder, remove_folder

__all__ = ["EDITORS", "Made", "editor_link", "serve"]

Showing = Callable[[], AbstractContextManager[object]]
"""Makes a block in which the operator is told that pages are being laid out."""
_SITE = "build/preview"
_BUSY = 1.0  # seconds until a project that another build holds is tried again


@dataclass(frozen=True)
class Made:
    """What came of making the pages: `ok` where they were written; `as_of` is the date that stands in the sitemap."""

    ok: bool
    problems: tuple[Problem, ...] = ()
    as_of: date | None = None


def serve(
    project: Path, make: Callable[[], Made], host: str = "127.0.0.1", port: int = 8000, editor: str = "vscode", showing: Showing = nullcontext
) -> int:
    """The exit code (128 + signal) once Ctrl-C, SIGTERM or SIGHUP ended the preview; nothing of it is left running.

    `make` is called at the start and after each change, while no other build of the project runs; `showing` is entered while pages
    are laid out. Raises EnvironmentFault for a busy port, ConfigurationError for an unknown `editor` or a build/preview that is not
    ours, before anything is started.
    """
    stage = Stage(project, editor_link(editor))
    stop = _Stop()
    with ExitStack() as ending:
        server = Server(stage, host, port)
        ending.callback(server.server_close)
        site = project / _SITE
        remove_folder(site)
        ending.callback(_leave_nothing, site)
        ending.enter_context(_signals(stop))
        changes = ending.enter_context(watching(project))
        child = Child(project, engine.environment())
        ending.callback(child.stop)
        server.start()
        ending.callback(server.stop)
        _say(f"Serving at http://{_shown(host)}:{port}/ (Ctrl-C ends it; changes in {', '.join(FOLDERS)} show by themselves)")
        changes.again()
        with suppress(Interrupted):
            while not stop.signal:
                if changes.settled():
                    _round(project, make, stage, child, changes, stop, showing)
                time.sleep(0.02)
    _say("The preview has ended.")
    return 128 + stop.signal


@dataclass
class _Stop:
    """Which signal asked us to stop; 0 while none did."""

    signal: int = 0


def _round(project: Path, make: Callable[[], Made], stage: Stage, child: Child, changes: Changes, stop: _Stop, showing: Showing) -> None:
    """Makes and shows the pages once. Whatever the operator or the content did wrong is printed and shown, and the last good pages stay."""
    with ExitStack() as held:
        try:
            held.enter_context(engine.exclusive(project))
        except EnvironmentFault as fault:
            if not any(problem.message == str(fault) for problem in stage.state.problems):
                _complain(stage, fault)
            time.sleep(_BUSY)
            changes.again()
            return
        try:
            made = make()
            if not made.ok and (stage.state.site or not _has_pages(project)):
                stage.show(made.problems)
                return
            variables = engine.environment(made.as_of or date(1970, 1, 1))
            make_folder(project / engine.CACHE)
            with showing():
                answer = child.build(project / _SITE, project / engine.CACHE, variables.get("SOURCE_DATE_EPOCH"), stopped=lambda: bool(stop.signal))
            if answer.failed:
                raise engine.failure(answer.output, project)
            found = engine.warnings(answer.output, project)
            for problem in found:
                _say(str(problem))
            stage.show((*made.problems, *found), project / _SITE, answer.mount)
        except ExplainerError as fault:  # such as a folder that is missing for a moment, between two versions of the content
            _complain(stage, fault)


def _complain(stage: Stage, fault: ExplainerError) -> None:
    print(fault, file=sys.stderr, flush=True)
    stage.show((Problem(Location(""), "preview", str(fault)),))


def _has_pages(project: Path) -> bool:
    return (project / engine.BASE).is_file() and any((project / engine.DOCS).glob("*.md"))


def _leave_nothing(site: Path) -> None:
    with suppress(ExplainerError):
        remove_folder(site)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


@contextmanager
def _signals(stop: _Stop) -> Iterator[None]:
    """A block in which the signals that end programs are noted in `stop`; the loop ends in its own time, with no half-written page."""

    def note(number: int, frame: FrameType | None) -> None:
        stop.signal = number

    wanted = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = [(number, signal.signal(number, note)) for number in wanted]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _say(text: str) -> None:
    print(text, flush=True)
