"""Runs the checks that judge a site: in this process, and from some size on half of them in a second one.

The second process is a copy of this one (fork), so that nothing is read twice, and sends back the problems it found. Must not change
what is found or its order: where there is no second process, or it fails, all checks run here.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from generator.problems import Problem
from generator.site import Site

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MANY = 2_000
"""Claims from which on a second process pays; below, all checks take a second or less."""
_SECOND = frozenset({"absences", "budget", "dates", "disputes", "figures", "figures_in_prose", "inferences", "repetition"})
"""Checks that run in the second process: about half of the time, measured with `make bench`, and those that read figures side by side."""

Found = list[list[Problem]]


class Check(Protocol):
    """A module of `generator/checks/`."""

    check: Callable[[Site], Iterable[Problem]]


def judge(site: Site, checks: Mapping[str, Check]) -> list[Problem]:
    """What the checks find, in their order."""
    second = [name for name in checks if name in _SECOND]
    if not second or len(site.claims) < MANY or not _may_fork():
        return [problem for check in checks.values() for problem in check.check(site)]
    first = [name for name in checks if name not in _SECOND]
    found = dict(zip((*first, *second), _in_two(lambda names: [_found(site, checks[name]) for name in names], first, second), strict=True))
    return [problem for name in checks for problem in found[name]]


def _found(site: Site, check: Check) -> list[Problem]:
    found = list(check.check(site))
    gc.collect()  # what the check kept for itself; quick, since the site is frozen
    return found


def _may_fork() -> bool:
    """Whether a copy of this process is safe to make and has a processor to run on."""
    if sys.platform == "darwin" or not hasattr(os, "fork") or threading.active_count() > 1:
        return False  # the system libraries of macOS do not bear it, and of several threads the copy would hold the locks
    return (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1) > 1


def _in_two(work: Callable[[Sequence[str]], Found], first: Sequence[str], second: Sequence[str]) -> Found:
    """What the work finds for the `first` names, done here, and for the `second`, done beside it."""
    import multiprocessing

    processes = multiprocessing.get_context("fork")
    receiver, sender = processes.Pipe(duplex=False)
    gc.freeze()  # what both read is not moved between the collector's lists, which would copy the memory it lies in
    try:
        child = processes.Process(target=_send, args=(work, second, receiver, sender), daemon=True)
        try:
            child.start()
        except OSError:  # no process or memory to be had
            return work([*first, *second])
        try:
            sender.close()
            here = work(first)
            beside = _received(receiver)
        finally:
            child.kill()  # ended already, or not wanted any more
            child.join()
    finally:
        gc.unfreeze()
        receiver.close()
        sender.close()
    return here + (work(second) if beside is None else beside)


def _received(receiver: Connection) -> Found | None:
    """What the child sent; None where it ended before or could not do its work, which is then repeated here and told as ever."""
    with suppress(EOFError, OSError):
        found: Found | None = receiver.recv()
        return found
    return None


def _send(work: Callable[[Sequence[str]], Found], names: Sequence[str], receiver: Connection, sender: Connection) -> None:
    """The child's whole life. Says nothing to the terminal: the parent hears of Ctrl-C too, and repeats what failed."""
    receiver.close()  # else the child would wait for ever for a parent that was killed
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        found: Found | None = work(names)
    except Exception:
        found = None
    with suppress(OSError):
        sender.send(found)
