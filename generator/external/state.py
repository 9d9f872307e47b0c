"""What is kept between two runs: each address with its last verdict, its strikes and what spares the host the next request.

One JSON file outside `content/`; the same findings give the same bytes. A file that cannot be read is set aside and said so, never
an error: the worst that is lost is a few days of strikes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator import writer
from generator.external.verdict import VERDICTS, Drift, Verdict

FILE = ".cache/external.json"
SCHEMA = 1
STRIKES = 3
"""On so many different days in a row an address must fail before it is called dead."""


@dataclass(frozen=True)
class Remembered:
    """An address as it was when last asked. `asked` is a fingerprint of what was asked of it; `strikes` are days, each once."""

    day: str
    asked: str
    verdict: Verdict
    strikes: tuple[str, ...] = ()
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class State:
    """All that is remembered, by address. `note` says what was wrong with the file ("" where nothing was)."""

    addresses: dict[str, Remembered] = field(default_factory=dict)
    note: str = ""


def load(path: Path) -> State:
    """What the file holds; an empty state where there is none. A file that is not ours to read is renamed to `….unreadable`."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return State()
    except (OSError, ValueError, RecursionError) as fault:
        return _set_aside(path, fault.strerror or "" if isinstance(fault, OSError) else "it is not JSON")
    try:
        if data["schema"] != SCHEMA:
            return _set_aside(path, f"it has schema {data['schema']!r}, this version reads {SCHEMA}")
        return State({str(url): _remembered(entry) for url, entry in data["addresses"].items()})
    except (KeyError, TypeError, ValueError, AttributeError):
        return _set_aside(path, "it does not hold what it should")


def save(path: Path, addresses: dict[str, Remembered]) -> None:
    """Nothing comes back. Writes the file whole or not at all; raises EnvironmentFault where the disk does not let us."""
    data = {"schema": SCHEMA, "addresses": {url: _plain(entry) for url, entry in sorted(addresses.items())}}
    writer.write_file(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def struck(verdict: Verdict, before: Remembered | None, today: date) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict with the earlier days taken into account, and the strikes. An address that answers has none any more; a day on which
    a wall or a slow host told us nothing neither adds one nor takes one away."""
    earlier = before.strikes if before else ()
    if not verdict.failed:
        return verdict, earlier if verdict.name == "unverified" else ()
    strikes = tuple(dict.fromkeys((*earlier, today.isoformat())))[-STRIKES:]
    if len(strikes) >= STRIKES:
        return Verdict("dead", f"{verdict.words}, as on {' and '.join(day for day in strikes if day != today.isoformat())}", failed=True), strikes
    left = STRIKES - len(strikes)
    words = f"{verdict.words} (day {len(strikes)} of {STRIKES}; dead if it does so on {left} more {'day' if left == 1 else 'days'})"
    return Verdict("unverified", words, failed=True), strikes


def _set_aside(path: Path, why: str) -> State:
    aside = path.with_name(path.name + ".unreadable")
    with writer.disk_faults("set aside", path.name):
        path.replace(aside)
    return State(note=f"{path.name} could not be used ({why}); it was set aside as {aside.name}, and strikes are counted anew")


def _plain(entry: Remembered) -> dict[str, Any]:
    return {key: value for key, value in asdict(entry).items() if value not in ("", ())}


def _remembered(entry: dict[str, Any]) -> Remembered:
    verdict = dict(entry["verdict"])
    if verdict["name"] not in VERDICTS:
        raise ValueError(verdict["name"])
    drifts = tuple(Drift(str(d["claim"]), str(d["quote"]), str(d["change"])) for d in verdict.pop("drifts", ()))
    lists = {key: tuple(map(str, verdict.pop(key, ()))) for key in ("astray", "lost")}
    made = Verdict(verdict["name"], str(verdict["words"]), str(verdict.get("moved_to", "")), bool(verdict.get("failed", False)), drifts, **lists)
    strikes = tuple(sorted({date.fromisoformat(day).isoformat() for day in entry.get("strikes", ())}))
    day = date.fromisoformat(entry["day"]).isoformat()
    return Remembered(day, str(entry["asked"]), made, strikes, str(entry.get("etag", "")), str(entry.get("modified", "")))
