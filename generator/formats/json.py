"""A JSON object with the problems and their counts, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.problems import Problem


def render(problems: Sequence[Problem]) -> str:
    """`{"problems": [{path, line, column, check, severity, message}], "errors": n, "warnings": n}`."""
    entries = [
        {
            "path": problem.location.path,
            "line": problem.location.line,
            "column": problem.location.column,
            "check": problem.check,
            "severity": problem.severity,
            "message": problem.message,
        }
        for problem in problems
    ]
    errors = sum(problem.severity == "error" for problem in problems)
    return json.dumps({"problems": entries, "errors": errors, "warnings": len(entries) - errors}, ensure_ascii=False, indent=1)
