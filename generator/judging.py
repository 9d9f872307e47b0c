"""Runs the checks that judge a site: in this process, and from some size on half of them in a second one.

Must not change what is found or its order.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from generator.beside import beside, possible
from generator.problems import Problem
from generator.site import Site

MANY = 2_000
"""Claims from which on a second process pays; below, all checks take a second or less."""
_SECOND = frozenset({"absences", "budget", "dates", "disputes", "figures", "figures_in_prose", "inferences", "repetition"})
"""Checks that run in the second process: about half of the time, measured with `make bench`, and those that read figures side by side."""


class Check(Protocol):
    """A module of `generator/checks/`."""

    check: Callable[[Site], Iterable[Problem]]


def judge(site: Site, checks: Mapping[str, Check]) -> list[Problem]:
    """What the checks find, in their order."""
    second = [name for name in checks if name in _SECOND]
    if not second or len(site.claims) < MANY or not possible():
        return [problem for check in checks.values() for problem in check.check(site)]
    first = [name for name in checks if name not in _SECOND]

    def found(names: Sequence[str]) -> dict[str, list[Problem]]:
        return {name: _found(site, checks[name]) for name in names}

    with beside(lambda: found(second)) as other:
        both = found(first) | other.value()
    return [problem for name in checks for problem in both[name]]


def _found(site: Site, check: Check) -> list[Problem]:
    found = list(check.check(site))
    gc.collect()  # what the check kept for itself; quick, since the site is frozen
    return found
