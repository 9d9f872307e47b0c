"""JUnit XML, which most CI services show as test results: one failing case a problem."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from generator.problems import Problem


def render(problems: Sequence[Problem]) -> str:
    """A `testsuite`; warnings are cases that pass with a note. A clean run has the one case "content"."""
    errors = sum(problem.severity == "error" for problem in problems)
    cases = [_case(problem) for problem in problems] or ['<testcase classname="explainer" name="content"/>']
    head = f'<testsuite name="explainer check" tests="{len(cases)}" failures="{errors}" errors="0" skipped="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *cases, "</testsuite>"])


def _case(problem: Problem) -> str:
    start = f"<testcase classname={_attribute(problem.check)} name={_attribute(str(problem.location))}>"
    if problem.severity == "error":
        return f"{start}<failure message={_attribute(problem.message)}>{escape(_printable(str(problem)))}</failure></testcase>"
    return f"{start}<system-out>{escape(_printable(str(problem)))}</system-out></testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_printable(text))


def _printable(text: str) -> str:
    """XML 1.0 has no way to write control characters."""
    return "".join(c if c in "\t\n" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff") else "\ufffd" for c in text)
