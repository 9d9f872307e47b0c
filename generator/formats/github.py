"""Workflow commands that GitHub shows as annotations at the line."""

from __future__ import annotations

from collections.abc import Sequence

from generator.problems import Problem

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(problems: Sequence[Problem]) -> str:
    """One `::error file=…,line=…,col=…,title=…::message` a line (GitHub's workflow commands)."""
    return "\n".join(_line(problem) for problem in problems)


def _line(problem: Problem) -> str:
    at = problem.location
    place = f"file={at.path.translate(_PROPERTY)},line={at.line},col={at.column},title={problem.check.translate(_PROPERTY)}"
    return f"::{problem.severity} {place}::{problem.message.translate(_DATA)}"
