"""The preview: regenerates pages when content, templates or archived texts change, and lets MkDocs reload the browser.

MkDocs' own live server runs as a child on build/docs; this module watches the inputs and calls the `generate` it was
given. It must not know how pages are made, and while `generate` refuses, the last good pages stay up.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from generator.engine import BASE, DOCS, command, environment
from generator.problems import EnvironmentFault, ExplainerError
from generator.writer import disk_faults

WATCHED = ("content", "templates", "seeds")
_THEME = "templates/theme"
_SCRATCH = "build/preview"  # the live server's temporary files, also those of one that was killed
_QUIET = 0.2  # seconds without a change before pages are generated: editors save in several steps
_PATIENCE = 5.0  # seconds the live server gets to end by itself
_CHANGES = {"created", "modified", "moved", "deleted"}  # reading a file makes events too, and `generate` reads them all
_EDITOR_FILE = re.compile(r"\..*|.*~|#.*#|.*\.(?:swp|swx|tmp)|4913")
_CHATTER = re.compile(r"(?:INFO|DEBUG)\s+-\s")
_ADDRESS = re.compile(r"Serving on (http\S+)")


def serve(project: Path, generate: Callable[[], bool], host: str = "127.0.0.1", port: int = 8000) -> int:
    """The exit code (128 + signal) once Ctrl-C, SIGTERM or SIGHUP ended the preview; nothing of it is left running.

    `generate` returns True where it wrote pages, False where it printed problems and wrote nothing. Raises
    EnvironmentFault for a busy port, before anything is started, and whatever the first `generate` raises; operator
    errors of later ones are printed, and the preview goes on.
    """
    _require_free(host, port)
    stop = _Stop()
    server: _LiveServer | None = None
    with _signals(stop), _watching(project) as changes:
        try:
            ready = generate() or _has_pages(project)
            if not ready:
                _say("No pages yet. The preview starts as soon as the problems are mended.")
            while not stop.signal:
                if ready and server is None:
                    server = _LiveServer(project, host, port)
                if server and server.ended:
                    _say(f"The live server has stopped (exit code {server.status}). It starts again after the next change.")
                    server, ready = None, False
                # While the live server makes its first build it does not watch yet, so a change waits until it does.
                if (server is None or server.serving) and changes.settled():
                    ready = _again(generate) or server is not None
                time.sleep(0.05)
        finally:
            if server:
                server.stop()
            shutil.rmtree(project / _SCRATCH, ignore_errors=True)
    _say("The preview has ended.")
    return 128 + stop.signal


@dataclass
class _Stop:
    """Which signal asked us to stop; 0 while none did."""

    signal: int = 0


class _Changes(FileSystemEventHandler):
    """When a watched file last changed, and whether that change was dealt with. Written by the watching thread."""

    def __init__(self) -> None:
        self.latest = self.handled = 0.0

    def on_any_event(self, event: FileSystemEvent) -> None:
        names = [Path(os.fsdecode(path)).name for path in (event.src_path, event.dest_path) if path]
        if event.event_type in _CHANGES and not event.is_directory and not all(map(_EDITOR_FILE.fullmatch, names)):
            self.latest = time.monotonic()

    def settled(self) -> bool:
        """True once for each burst of changes, when it has been quiet for a moment."""
        latest = self.latest
        if latest == self.handled or time.monotonic() - latest < _QUIET:
            return False
        self.handled = latest
        return True


class _LiveServer:
    """MkDocs' live server as a child in a session of its own, so that Ctrl-C reaches us alone and we end it in order."""

    def __init__(self, project: Path, host: str, port: int) -> None:
        scratch = project / _SCRATCH
        shutil.rmtree(scratch, ignore_errors=True)
        with disk_faults("make", _SCRATCH):
            scratch.mkdir(parents=True)
        watched = [argument for name in (BASE, _THEME) if (project / name).exists() for argument in ("--watch", name)]
        self.serving = False
        self._child = subprocess.Popen(
            command("serve", "--dev-addr", f"{host}:{port}", *watched),
            cwd=project,
            env={**environment(), "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self._stopping = False
        self._reader = threading.Thread(target=self._relay, args=(f"{project}/",), daemon=True)
        self._reader.start()

    @property
    def status(self) -> int | None:
        """The child's exit code, or None while it runs."""
        return self._child.poll()

    @property
    def ended(self) -> bool:
        """True where the child has ended by itself."""
        return self.status is not None

    def stop(self) -> None:
        """Nothing comes back. Ends the child: by SIGINT, on which it removes its temporary files; in the end by force."""
        self._stopping = True
        for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
            self._child.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                self._child.wait(_PATIENCE)
                break
        self._reader.join(_PATIENCE)

    def _relay(self, here: str) -> None:
        """Passes on what an editor needs of the child's output: the address once, warnings and errors always."""
        for line in self._child.stdout or ():
            if found := _ADDRESS.search(line):
                _say(f"Serving at {found[1]} (Ctrl-C ends it; changes in {', '.join(WATCHED)} show by themselves)")
                self.serving = True
            elif line.strip() and not self._stopping and not _CHATTER.match(line):
                _say(line.rstrip().replace(here, ""))


def _again(generate: Callable[[], bool]) -> bool:
    try:
        return generate()
    except ExplainerError as error:  # such as a folder that is missing for a moment, between two versions of the content
        print(error, file=sys.stderr, flush=True)
        return False


def _has_pages(project: Path) -> bool:
    return (project / BASE).is_file() and any((project / DOCS).glob("*.md"))


def _require_free(host: str, port: int) -> None:
    """Nothing comes back. Raises EnvironmentFault where nothing can listen on the port, naming one that is free."""
    try:
        if _free(host, port):
            return
    except OSError as fault:
        raise EnvironmentFault(f"cannot serve on {host}:{port}: {fault.strerror or fault}; choose another --host or --port") from None
    other = next((number for number in range(port + 1, min(port + 100, 65536)) if _free(host, number)), None)
    hint = f"try --port {other}, which is free" if other else "choose another --port"
    raise EnvironmentFault(f"port {port} on {host} is in use; {hint}")


def _free(host: str, port: int) -> bool:
    """True if a server can listen there now. Raises OSError for a host that is not ours or a port that is not allowed."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen()
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                return False
            raise
    return True


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


@contextmanager
def _watching(project: Path) -> Iterator[_Changes]:
    """A block in which changes below the watched folders are noted; by polling where the system's own watching gives out."""
    changes = _Changes()
    folders = [str((project / name).resolve()) for name in WATCHED if (project / name).is_dir()]
    observer = _observe(Observer(), changes, folders)
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()


def _observe(observer: BaseObserver, changes: _Changes, folders: list[str]) -> BaseObserver:
    try:
        for folder in folders:
            observer.schedule(changes, folder, recursive=True)
        observer.start()
    except OSError:  # the system's limit of watches is reached
        if isinstance(observer, PollingObserver):
            raise
        return _observe(PollingObserver(), changes, folders)
    return observer


def _say(text: str) -> None:
    print(text, flush=True)
