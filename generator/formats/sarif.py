"""SARIF 2.1.0, for code-scanning services and editors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.problems import Problem


def render(problems: Sequence[Problem]) -> str:
    """A SARIF log with one run. Columns count Unicode code points; paths are relative to the project."""
    from generator.manual import titles

    known = titles()
    rules = sorted({problem.check for problem in problems})
    driver: dict[str, Any] = {
        "name": "explainer",
        "version": __version__,
        "rules": [{"id": rule, "shortDescription": {"text": known.get(rule, rule)}} for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, rules) for problem in problems],
    }
    return json.dumps({"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(problem: Problem, rules: list[str]) -> dict[str, Any]:
    region = {"startLine": problem.location.line, "startColumn": problem.location.column}
    return {
        "ruleId": problem.check,
        "ruleIndex": rules.index(problem.check),
        "level": problem.severity,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(problem.location.path)}, "region": region}}],
    }
