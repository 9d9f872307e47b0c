"""One problem a line, `path:line:column: [check-id] message`, then a line that counts them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.problems import Problem


def render(problems: Sequence[Problem], colour: bool = False) -> str:
    """The lines, or an empty string where there is nothing to report. `colour` adds terminal colours and no characters that show."""
    lines = [_coloured(problem) if colour else str(problem) for problem in problems]
    return "\n".join([*lines, summary(problems)]) if problems else ""


def _coloured(problem: Problem) -> str:
    place, rest = str(problem.location), str(problem).removeprefix(str(problem.location))
    shade = "31" if problem.severity == "error" else "33"
    return f"\033[1m{place}\033[0m" + rest.replace(f"[{problem.check}]", f"[\033[{shade}m{problem.check}\033[0m]", 1)


def summary(problems: Sequence[Problem]) -> str:
    """How many errors and warnings in how many files, in words."""
    errors = sum(problem.severity == "error" for problem in problems)
    files = len({problem.location.path for problem in problems})
    parts = [_counted(errors, "problem")] if errors else []
    if len(problems) > errors:
        parts.append(_counted(len(problems) - errors, "warning"))
    return f"{' and '.join(parts) or 'no problems'} in {_counted(files, 'file')}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
