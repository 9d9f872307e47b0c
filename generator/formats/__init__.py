"""The output formats of `explainer check`: one file a format, found by this folder. Each has `render(problems) -> str`.

They all show the same problems in the same order; a format adds nothing and leaves nothing out.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

from generator.problems import Problem


@cache
def names() -> tuple[str, ...]:
    """The names of the formats, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def render(name: str, problems: Sequence[Problem]) -> str:
    """The problems in one format, without a line end at the end; `name` is one of `names()`."""
    module = importlib.import_module(f"{__name__}.{name}")
    text: str = module.render(problems)
    return text
