"""The process that the command line runs in: streams that may be closed or know few characters, signals that end it, and what the system
refuses. Must not know any command."""

from __future__ import annotations

import errno
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals besides Ctrl-C by which a process is asked to end."""
_REFUSED = {
    errno.EACCES: "check the permissions",
    errno.EPERM: "check the permissions",
    errno.EROFS: "the disk is read-only; work on a copy elsewhere",
    errno.ENOSPC: "free some space on the disk",
    errno.EDQUOT: "free some space in your quota",
    errno.EFBIG: "allow larger files (ulimit -f)",
    errno.EMFILE: "allow more open files (ulimit -n)",
    errno.ENFILE: "close other programs",
    errno.ENOMEM: "close other programs, or allow more memory (ulimit -v)",
    errno.EAGAIN: "close other programs, or allow more processes (ulimit -u)",
    errno.EIO: "the disk may be failing; save a copy elsewhere",
}
REFUSAL = re.compile(rf"MemoryError|\[Errno (?:{'|'.join(map(str, _REFUSED))})\]")
"""What the last words of another Python hold where the system refused something."""


def ready_streams() -> None:
    """Nothing comes back. A standard stream that is closed leads nowhere from now on, so that no other file takes its number and no text
    goes into it; a character that a stream cannot show is written as its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # lives as long as we do
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


@contextmanager
def ended_in_order() -> Iterator[None]:
    """A block that SIGTERM or SIGHUP ends by SystemExit with 128 + signal, so that everything is put away. A signal that is ignored
    (nohup) or has a handler stays as it is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    ours = [number for number in ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def ended_by(status: object) -> str:
    """The name of the signal that an exit status stands for, or an empty string."""
    return next((signal.Signals(number).name for number in ENDING if status == 128 + number), "")


def refused(fault: Exception) -> str:
    """What the machine refused or lacks, and the way out; an empty string where it is not the machine's fault: then it is a bug of ours."""
    if isinstance(fault, MemoryError):
        return f"there is not enough memory; {_REFUSED[errno.ENOMEM]}, then run again"
    if isinstance(fault, ModuleNotFoundError) and fault.name and fault.name.partition(".")[0] != __package__:
        return f'the Python package "{fault.name}" is not installed; install explainer anew, with all it needs'
    if not isinstance(fault, OSError) or fault.errno not in _REFUSED:
        return ""
    what = f"{fault.filename}: " if fault.filename else ""
    return f"{what}{fault.strerror}; {_REFUSED[fault.errno]}, then run again"
