"""The checks: one file a check, found by this folder. Each module has `IDS` (the problems it reports), `check(site)` and a
docstring that is its manual page. A check reads the resolved site and nothing else: no files, no network, no clock."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from generator.problems import Problem
from generator.site import Site


@cache
def modules() -> dict[str, ModuleType]:
    """The module of every check by its name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names}


def _found(site: Site) -> Iterator[Problem]:
    for module in modules().values():
        yield from module.check(site)


def run(site: Site) -> list[Problem]:
    """What all checks find, less what `exclusions` in site.yaml names with a reason; an unused exclusion is a problem itself."""
    found = list(_found(site))
    exclusions = site.settings.exclusions
    if not exclusions:
        return found
    used: set[int] = set()
    kept = []
    for problem in found:
        match = next((i for i, e in enumerate(exclusions) if e.check == problem.check and _concerns(site, e.record, problem)), None)
        if match is None:
            kept.append(problem)
        else:
            used.add(match)
    for i, exclusion in enumerate(exclusions):
        if i not in used:
            message = f'nothing is excluded by this: the check "{exclusion.check}" finds nothing at "{exclusion.record}"; remove the exclusion'
            kept.append(Problem(site.where("site", "site", "exclusions", i), "exclusion-unused", message))
    return kept


def _concerns(site: Site, record: str, problem: Problem) -> bool:
    """Whether a problem lies inside a record: from the record's own line to the line before the next record of its file."""
    for (_, name), loaded in site.loaded.items():
        if name != record or loaded.document.path != problem.location.path:
            continue
        if not loaded.keys:
            return True
        start = loaded.where().line
        *head, index = loaded.keys
        following = loaded.document.where(*head, int(index) + 1)
        end = following.line if following.line > start else len(loaded.document.text)
        if start <= problem.location.line < end:
            return True
    return False
