"""The exports: one file a format, found by this folder. Each module has FILE (path under the docs folder), ABOUT (a line
for the downloads page) and `export(site, book) -> str`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from generator.evidence import EvidenceBook
from generator.site import Site


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def described() -> list[tuple[str, str]]:
    """(path, what it holds) of every export, for the downloads page."""
    return [(module.FILE, module.ABOUT) for module in _modules()]


def export(site: Site, book: EvidenceBook) -> dict[str, bytes]:
    """Every export by its path under the docs folder, in UTF-8."""
    return {module.FILE: module.export(site, book).encode("utf-8") for module in _modules()}
