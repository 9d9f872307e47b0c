"""Prints the outcome of the self-test: as an aligned table, as JSON, or as Markdown for the documentation. Judges nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.selftest.runner import GOAL, Outcome, Row

_HEAD = ("kind of error", "plants", "caught", "rate")


def as_text(outcome: Outcome, misses: bool = False) -> str:
    """The table with its summary; `misses` adds the errors that were not caught."""
    rows = list(_cells(outcome))
    widths = [max(len(row[i]) for row in (_HEAD, *rows)) for i in range(4)]
    lines = [_aligned(row, widths) for row in (_HEAD, tuple("-" * width for width in widths), *rows)]
    lines += ["", *_summary(outcome)]
    if misses:
        lines += ["", *_missed(outcome)]
    return "\n".join(lines)


def as_markdown(outcome: Outcome, command: str) -> str:
    """The table and the summary for a page, with the command that makes them."""
    lines = [f"| {' | '.join(_HEAD)} |", "|---|--:|--:|--:|"]
    lines += [f"| {' | '.join(row)} |" for row in _cells(outcome)]
    return "\n".join([*lines, "", f"{' · '.join(_summary(outcome))}. Made by `{command}`."])


def as_json(outcome: Outcome) -> str:
    """`{"kinds": [{kind, certain, plants, caught, caught_by, missed}], "plants", "caught", "false_alarms", "passed"}`."""
    entries = [
        {
            "kind": row.kind.title,
            "certain": row.kind.certain,
            "plants": len(row.plants),
            "caught": row.caught,
            "caught_by": {check: row.caught_by.count(check) for check in sorted(set(row.caught_by) - {""})},
            "missed": [plant.words for plant in row.missed],
        }
        for row in outcome.rows
    ]
    alarms = [str(problem) for problem in outcome.alarms]
    whole = {"kinds": entries, "plants": outcome.plants, "caught": outcome.caught, "false_alarms": alarms, "passed": outcome.passed}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _cells(outcome: Outcome) -> Iterator[tuple[str, ...]]:
    for row in outcome.rows:
        yield (f"{row.kind.title}{' *' if row.kind.certain else ''}", str(len(row.plants)), str(row.caught), _rate(row))


def _rate(row: Row) -> str:
    return _percent(row.caught, len(row.plants)) if row.plants else "–"


def _percent(part: int, whole: int) -> str:
    """Rounded down, so that 100 % means all."""
    return f"{100 * part // whole} %" if whole else "–"


def _summary(outcome: Outcome) -> list[str]:
    rate = _percent(outcome.caught, outcome.plants)
    return [
        f"caught: {outcome.caught} of {outcome.plants} ({rate}; goal: {GOAL * 100:.0f} %, and all of the kinds marked *)",
        f"false alarms on the untouched content: {len(outcome.alarms)}",
    ]


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    first, *others = row
    return "  ".join([first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]).rstrip()


def _missed(outcome: Outcome) -> Iterator[str]:
    for row in outcome.rows:
        for plant in row.missed:
            yield f"missed ({row.kind.title}): {plant.words}"
    for problem in outcome.alarms:
        yield f"false alarm: {problem}"
