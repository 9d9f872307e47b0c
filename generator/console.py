"""What goes to the terminal besides a command's own output: problems in colour where there is a terminal and no NO_COLOR, and a
line that says how long work has been going on, where somebody is there to read it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

import click

from generator.formats import text
from generator.problems import Problem


def print_problems(problems: Sequence[Problem]) -> None:
    """Nothing comes back. One line a problem on standard error, and a line that counts them; nothing where there are none."""
    if problems:
        click.echo(text.render(problems, colour=sys.stderr.isatty() and not os.environ.get("NO_COLOR")), err=True)


@contextmanager
def progress(doing: str, after: float = 1.0) -> Iterator[Callable[[int, int], None]]:
    """A block whose work shows on the terminal as `doing … 3 s` once it takes longer than `after` seconds; the line is gone at the end.

    What it gives takes how much is done, and of how much: `doing: 2 of 7 … 3 s`. Nothing is printed where standard error is no terminal,
    on a machine of continuous integration (CI is set), where NO_COLOR is set, or where the system has no timers (Windows).
    """
    words = [doing]
    if (
        not hasattr(signal, "setitimer")
        or not sys.stderr.isatty()
        or any(os.environ.get(name) for name in ("CI", "NO_COLOR"))
        or os.environ.get("TERM") == "dumb"
    ):
        yield lambda done, of: None
        return
    import shutil  # here, since most runs end before anything shows

    start, shown = time.monotonic(), False

    def tell(number: int, frame: FrameType | None) -> None:
        nonlocal shown
        shown = True
        line = f"{words[0]} … {time.monotonic() - start:.0f} s"[: max(shutil.get_terminal_size().columns - 1, 20)]
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    before = signal.signal(signal.SIGALRM, tell)  # a timer and no thread: beside a thread no copy of the process may be made
    signal.setitimer(signal.ITIMER_REAL, after, 1.0)
    try:
        yield lambda done, of: words.__setitem__(0, f"{doing}: {done} of {of}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def hint(command: str) -> None:
    """Nothing comes back. On a terminal, one line that names a good next command; nothing where a program reads along."""
    if sys.stdout.isatty() and sys.stderr.isatty():
        click.echo(f"next: {command}", err=True)
