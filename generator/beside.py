"""Work in a second process beside this one: a copy of it (fork), so that nothing is read twice, which sends back what it came to.

Where there is no second process to be had, or it fails, the work is done here, so that nobody can tell but by the clock.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from generator import process

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Value = TypeVar("Value")
_NOTHING = (False, None)
_copies = [False]
"""Whether this process is such a copy: it makes none itself."""


class Later(Generic[Value]):
    """What the work comes to. `known` is true where it was done already, since there was no second process for it."""

    def __init__(self, work: Callable[[], Value], receiver: Connection | None) -> None:
        self._work, self._receiver = work, receiver
        self.known = receiver is None
        self._value = work() if receiver is None else None

    def value(self) -> Value:
        """Waits for the second process. Raises what the work raises."""
        if not self.known:
            done, self._value = _received(self._receiver)
            if not done:
                self._value = self._work()
            self.known = True
        return self._value  # type: ignore[return-value]  # the work's own value by now


def possible() -> bool:
    """Whether a copy of this process is safe to make and has a processor to run on."""
    if _copies[0] or sys.platform == "darwin" or not hasattr(os, "fork") or threading.active_count() > 1:
        return False  # the system libraries of macOS do not bear it, and of several threads the copy would hold the locks
    return (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1) > 1


@contextmanager
def beside(work: Callable[[], Value], wanted: bool = True) -> Iterator[Later[Value]]:
    """A block beside which the work is done; what it comes to must be picklable. At the end of the block the second process is gone.

    Where a second process is not `wanted` the work is done before the block.
    """
    if not (wanted and possible()):
        yield Later(work, None)
        return
    import multiprocessing

    processes = multiprocessing.get_context("fork")
    receiver, sender = processes.Pipe(duplex=False)
    gc.freeze()  # what both read is not moved between the collector's lists, which would copy the memory it lies in
    waiting = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    child = processes.Process(target=_send, args=(work, receiver, sender, waiting), daemon=True)
    try:
        try:
            # a signal that came while the process is copied would raise where Python lets nothing be raised, and be lost
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *process.ENDING})
            try:
                child.start()
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, waiting)
        except OSError:  # no process or memory to be had
            yield Later(work, None)
            return
        try:
            sender.close()
            yield Later(work, receiver)
        finally:
            child.kill()  # ended already, or not wanted any more
            child.join()
    finally:
        gc.unfreeze()
        receiver.close()
        sender.close()


def _received(receiver: Connection | None) -> tuple[bool, Value | None]:
    """Whether the second process did the work, and what it came to. What it could not do is repeated here and told as ever."""
    with suppress(EOFError, OSError):
        if receiver:
            found: tuple[bool, Value | None] = receiver.recv()
            return found
    return _NOTHING


def _send(work: Callable[[], Value], receiver: Connection, sender: Connection, waiting: set[int]) -> None:
    """The second process' whole life. Says nothing to the terminal: the first hears of Ctrl-C too, and repeats what failed."""
    _copies[0] = True
    receiver.close()  # else it would wait for ever for a first process that was killed
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in process.ENDING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, waiting)
    done: tuple[bool, Value | None] = _NOTHING
    with suppress(BaseException):
        done = (True, work())
    with suppress(OSError):
        sender.send(done)
