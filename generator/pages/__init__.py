"""The page plan: which pages exist. Each module has `pages(site, book) -> Iterator[Page]`; add a page kind by adding a
function here and a template in `templates/pages/`. The order of PLANS is the order of the navigation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.evidence import EvidenceBook
from generator.pages import about, as_known, claims, entities, explainers, home, overviews, places_map, sources
from generator.pages.page import Page
from generator.site import Site

PLANS: tuple[Callable[[Site, EvidenceBook], Iterator[Page]], ...] = (
    home.pages,
    explainers.pages,
    entities.pages,
    places_map.pages,
    overviews.pages,
    as_known.pages,
    claims.pages,
    sources.pages,
    about.pages,
)


def plan(site: Site, book: EvidenceBook) -> list[Page]:
    """Every page of the site, in the order of the navigation."""
    return [page for pages in PLANS for page in pages(site, book)]


__all__ = ["Page", "plan"]
