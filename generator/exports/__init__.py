"""The exports: one module a format, found by this folder. Each has FILE (path under the docs folder) and ABOUT (a line for
the downloads page), and `export(site, book) -> str`. A format with a file a page has "{}" in FILE, `names(site)` that yields
(what stands for the braces, title) and `export(site, book)` that yields (the same, text). No export reads the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from generator.by_folder import modules_of
from generator.evidence import EvidenceBook
from generator.exports._cite import ClaimCitation, cite, cite_claim
from generator.exports._linked import citations
from generator.exports._places import place
from generator.site import Site

__all__ = ["ClaimCitation", "Described", "citations", "cite", "cite_claim", "described", "export", "exported", "place"]


@dataclass(frozen=True)
class Described:
    """An export for the downloads page: what it holds, and its files as (title, path under the docs folder)."""

    about: str
    files: tuple[tuple[str, str], ...]


@cache
def _modules() -> tuple[ModuleType, ...]:
    return tuple(modules_of(__name__, __path__, ("FILE", "ABOUT", "export")).values())


def described(site: Site) -> list[Described]:
    """Every export of this site, in the order of the modules."""
    return [Described(module.ABOUT, _files(module, site)) for module in _modules()]


def _files(module: ModuleType, site: Site) -> tuple[tuple[str, str], ...]:
    if "{}" not in module.FILE:
        return ((module.FILE, module.FILE),)
    return tuple((title, module.FILE.format(name)) for name, title in module.names(site))


def export(site: Site, book: EvidenceBook) -> dict[str, bytes]:
    """Every export by its path under the docs folder, in UTF-8."""
    return dict(exported(site, book))


def exported(site: Site, book: EvidenceBook) -> Iterator[tuple[str, bytes]]:
    """The same one by one, for those who do not want all of them in the memory."""
    for module in _modules():
        if "{}" in module.FILE:
            yield from ((module.FILE.format(name), text.encode("utf-8")) for name, text in module.export(site, book))
        else:
            yield module.FILE, module.export(site, book).encode("utf-8")
