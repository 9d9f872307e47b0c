"""The checks: one file a check, found by this folder. Each module has `IDS` (the problems it reports), `check(site)` and a
docstring that is its manual page. A check reads the resolved site and nothing else: no files, no network, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import ModuleType

from generator import lexicon
from generator.by_folder import modules_of
from generator.cascade import Records, without_cascades
from generator.figures import forget as forget_figures
from generator.judging import judge
from generator.problems import Problem
from generator.site import Site


@cache
def modules() -> dict[str, ModuleType]:
    """The module of every check by its name, in alphabetical order."""
    return modules_of(__name__, __path__, ("IDS", "check"))


FORM = frozenset({"consistency", "coverage", "prose", "quotes"})
"""Checks of form. Where one of them finds a problem, or the loader or resolver does, the others have nothing to judge."""


def run(site: Site, found: Iterable[Problem] = ()) -> list[Problem]:
    """What the checks find in a site in which the loader and the resolver `found` problems already.

    Less what follows from a problem of form, and less what `exclusions` in site.yaml names with a reason; an exclusion that
    excludes nothing is a problem itself.
    """
    form = [problem for name, module in modules().items() if name in FORM for problem in module.check(site)]
    judged = judge(site, {name: module for name, module in modules().items() if name not in FORM})
    problems = form + without_cascades(site, [*found, *form], judged)
    forget_figures()  # what was kept of every text for the checks, and what they kept with the site; the pages need the memory
    lexicon.forget()
    site.forget()
    vars(site).pop("_figures_reader", None)
    exclusions = site.settings.exclusions
    if not exclusions:
        return problems
    records = Records(site)
    used: set[int] = set()
    kept = []
    for problem in problems:
        key = records.at(problem.location)
        match = next((i for i, e in enumerate(exclusions) if key and (e.check, e.record) == (problem.check, key[1])), None)
        if match is None:
            kept.append(problem)
        else:
            used.add(match)
    for i, exclusion in enumerate(exclusions):
        if i not in used:
            message = f'nothing is excluded by this: the check "{exclusion.check}" finds nothing at "{exclusion.record}"; remove the exclusion'
            kept.append(Problem(site.where("site", "site", "exclusions", i), "exclusion-unused", message))
    return kept
