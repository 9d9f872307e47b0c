"""Which pages a built site has and of which kind each is: read from the page plan and from the built files, never from a list.

Holds no expectations of its own, except that there is something to look at.
"""

from __future__ import annotations

from pathlib import Path

from generator import pages
from generator.evidence import EvidenceBook
from tests.support import ROOT, site_of

LOST = "404.html"
"""The page for a wrong address: the site engine's own, so the plan does not know it."""


def addresses(site_folder: Path) -> list[str]:
    """Every built page, the one for a wrong address too, relative to the root of the site; the home page is ""."""
    found = sorted(path.relative_to(site_folder).as_posix().removesuffix("index.html") for path in site_folder.rglob("*.html"))
    assert len(found) > 50
    assert LOST in found
    return found


def by_kind(site_folder: Path) -> dict[str, list[str]]:
    """The addresses of each kind of page (its template's name), the page that holds most first."""
    site = site_of(ROOT)
    kinds: dict[str, list[str]] = {}
    for page in pages.plan(site, EvidenceBook(site)):
        address = page.path.removesuffix("index.md") if Path(page.path).name == "index.md" else page.path.removesuffix(".md") + "/"
        kinds.setdefault(page.template.removesuffix(".md.j2"), []).append(address)
    for found in kinds.values():
        found.sort(key=lambda address: (-(site_folder / address / "index.html").stat().st_size, address))
    assert len(kinds) > 15
    return {**kinds, "404": [LOST]}
