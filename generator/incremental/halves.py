"""Does a piece of work for many pages in two processes, where there are two processors and enough pages.

The second process is a copy of this one (fork), does every other page and hands its results over in a file. Where it fails
the work is done here, so that its mistake is reported as ever.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Sequence
from tempfile import TemporaryFile
from typing import TypeVar

_FEW = 24  # pages for which a second process does not pay

Item = TypeVar("Item")
Result = TypeVar("Result")


def spread(work: Callable[[Item], Result], items: Sequence[Item], processes: int = 2) -> list[Result]:
    """The results in the order of the items. They must be plain data (text, bytes, numbers, lists, dicts, tuples)."""
    if processes < 2 or len(items) < _FEW or not hasattr(os, "fork") or _processors() < 2:
        return [work(item) for item in items]
    with TemporaryFile() as file:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                marshal.dump([work(item) for item in items[1::2]], file)
                file.flush()
                status = 0
            finally:
                os._exit(status)
        try:
            mine = [work(item) for item in items[::2]]
        finally:
            _, status = os.waitpid(child, 0)
        if status != 0:
            others = [work(item) for item in items[1::2]]
        else:
            file.seek(0)
            others = marshal.load(file)
    results = [mine[0]] * len(items)
    results[::2], results[1::2] = mine, others
    return results


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
