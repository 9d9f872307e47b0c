"""The checks on the built site: one file a check, found by this folder. Each module has `IDS`, `check(folder, links)` and a docstring
that is its manual page, like the checks on the content. They judge what the engine made and know nothing of claims."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from generator.built.folder import Folder
from generator.built.links import links
from generator.by_folder import modules_of
from generator.problems import Problem


@cache
def modules() -> dict[str, ModuleType]:
    """The module of every check by its name, in alphabetical order."""
    return modules_of(__name__, __path__, ("IDS", "check"))


def run(folder: Folder) -> tuple[list[Problem], int]:
    """What is wrong with a built folder, sorted, each problem once; and how many addresses were examined."""
    found = list(links(folder))
    problems = {problem for module in modules().values() for problem in module.check(folder, found)}
    return sorted(problems), len(found)
