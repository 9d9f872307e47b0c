"""The map page: the picture where the content names geometry, distances computed from it beside what the sources say, all places as a list.

What is computed here is our own and labelled so; nothing of it may be cited as a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator import addresses, tables
from generator.evidence import EvidenceBook
from generator.map import distance, drawing
from generator.map.geometry import Geometry, Point, Shape
from generator.models import Entity
from generator.pages.page import Page
from generator.site import Site

PATH = "map.md"


@dataclass(frozen=True)
class Measured:
    """A computed distance: entity ids, the two places of the geometry, the claims beside it, and the three lengths in whole kilometres and
    miles as (what it leads to, kilometres, miles)."""

    start: str
    end: str
    point: Point
    shape: Shape
    beside: tuple[str, ...]
    lengths: tuple[tuple[str, int, int], ...]
    lines: tuple[tuple[tuple[float, float], tuple[float, float]], ...]


def pages(site: Site, book: EvidenceBook) -> Iterator[Page]:
    """The one page."""
    places = _places(site)
    context: dict[str, Any] = {"places": [(e, tables.infobox(site, e.id), tables.relations(site, e.id)) for e in places], "map": None}
    if site.geometry is not None and site.settings.map is not None:
        context["map"] = _map(site, site.geometry, places)
    yield Page(
        path=PATH,
        title="Map and places",
        description="Where things are, as far as these sources say.",
        template="map.md.j2",
        section="Overview",
        context=context,
    )


def _places(site: Site) -> list[Entity]:
    return sorted((e for e in site.entities.values() if site.kind_of[e.id] == "geography"), key=lambda e: e.name.casefold())


def _map(site: Site, geometry: Geometry, places: list[Entity]) -> dict[str, object]:
    """What the template needs for the picture: SVGs, distances, what is not drawn, and where the geometry comes from."""
    assert site.settings.map is not None
    mapped = {e.on_map: e for e in site.entities.values() if e.on_map and geometry.place(e.on_map)}
    links = {name: drawing.Link(e.name, addresses.built(PATH, addresses.entity(site, e.id))) for name, e in mapped.items()}
    highlighted = [on_map for name in site.settings.map.highlight if (on_map := site.entities[name].on_map)]
    measured = [row for wanted in site.settings.map.distances if (row := _measured(site, geometry, wanted.start, wanted.end, wanted.beside))]
    named = ", ".join(link.name for link in links.values())
    standing_out = ", ".join(site.entities[name].name for name in site.settings.map.highlight)
    overview = drawing.Picture(
        name="map-overview",
        title="Map",
        description=f"Links to pages of this site: {named}." + (f" Standing out: {standing_out}." if standing_out else ""),
        frame=geometry.frame,
        links=links,
        highlighted=frozenset(highlighted),
    )
    close = [*highlighted, *(row.point.id for row in measured)]
    detail = drawing.Picture(
        name="map-detail",
        title=f"Closer: {', '.join(place.name for name in dict.fromkeys(close) if (place := geometry.place(name)))}",
        description="The same, larger" + ("; broken lines show the distances below." if measured else "."),
        frame=drawing.around(geometry, close) if close else geometry.frame,
        links=links,
        highlighted=frozenset(highlighted),
        details=True,
        lines=tuple(line for row in measured for line in row.lines),
    )
    return {
        "overview": drawing.svg(geometry, overview),
        "detail": drawing.svg(geometry, detail) if close else "",
        "caption": (f"Filled: {standing_out}. " if standing_out else "") + "Borders are de facto, as the dataset draws them.",
        "detail_caption": "The same, larger." + (" Broken lines: the distances computed below." if measured else ""),
        "measured": measured,
        "absent": [e for e in places if e.on_map is None],
        "drawn": [e.id for e in sorted(mapped.values(), key=lambda e: e.name.casefold())],
        "geometry": geometry,
    }


def _measured(site: Site, geometry: Geometry, start: str, end: str, beside: tuple[str, ...]) -> Measured | None:
    point, shape = (geometry.place(site.entities[name].on_map or "") for name in (start, end))
    if not isinstance(point, Point) or not isinstance(shape, Shape):
        return None
    name = site.entities[end].name
    lengths = {
        f"the nearest point of the outline of {name}": distance.nearest(point.at, shape),
        f"the middle point of {name}, as the dataset gives it": distance.between(point.at, shape.label),
        f"the farthest point of the outline of {name}": distance.farthest(point.at, shape),
    }
    rows = tuple((what, round(length.kilometres), round(length.miles)) for what, length in lengths.items())
    return Measured(start, end, point, shape, beside, rows, tuple((point.at, length.to) for length in lengths.values()))
