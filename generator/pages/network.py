"""Who is with whom as pictures: which links each picture holds, and the picture as an SVG element.

A picture is one party with a line to each of those it is linked with, so that no two lines cross and every line has room for its words
and date. Nothing is told by colour alone: a line's shape tells its kind and its words say it. The table on the page holds the same links.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import addresses, escape, tables
from generator.site import Site
from generator.tables import RelationRow

MOST_PICTURES = 8
MOST_LINES = 14
"""How many pictures a page shows, and how many lines a picture; what is left out stands in the table."""

NATURES = {"opposition": "opposition", "alliance": "alliance or support", "belonging": "office or belonging", "kinship": "kinship", "": "other link"}
"""Kinds of lines in words, in the order in which a picture shows them. Links of the kind `place` are the map's."""

LINES = {"opposition": "zigzag", "alliance": "long dashes", "belonging": "plain line", "kinship": "double line", "": "dots"}
"""How each kind is drawn, in words; the paths are made here, the dashes in the style sheet."""

_WIDTH, _EDGE, _BOX, _LINE = 640, 6, 196, 20  # units: the picture's width and margin, a box's width, a line of text
_LETTERS, _LABEL = 16, 22  # letters of a name that fit into a box, and of a label over a line


@dataclass(frozen=True)
class Star:
    """A picture: the party in its middle, and its links, those with one party side by side."""

    hub: str
    rows: tuple[RelationRow, ...]


def stars(site: Site) -> tuple[list[Star], int]:
    """The pictures, and how many links between parties they leave out. Links of places are left out without being counted.

    Each link is drawn once. First comes the party with most links; of what is left, again the one with most, groups before people and
    states where the number is the same.
    """
    left = [row for row in tables.relations(site) if _drawn(site, row)]
    found: list[Star] = []
    while left and len(found) < MOST_PICTURES:
        counted: dict[str, int] = {}
        for row in left:
            for name in {row.subject, row.object}:
                counted[name] = counted.get(name, 0) + 1
        hub = min(counted, key=lambda name: (-counted[name], site.kind_of[name] != "factions", site.entities[name].name, name))
        keys = {_key(row) for row in left}
        own = [row for row in tables.relations(site, hub) if _key(row) in keys and _drawn(site, row)]
        shown = sorted(own, key=lambda row: (_first_nature(own, row.object), site.entities[row.object].name, row.object, row.label))[:MOST_LINES]
        gone = {_key(row) for row in shown}
        left = [row for row in left if _key(row) not in gone]
        found.append(Star(hub, tuple(shown)))
    return found, len(left)


def _drawn(site: Site, row: RelationRow) -> bool:
    return row.nature != "place" and "geography" not in (site.kind_of[row.subject], site.kind_of[row.object])


def _key(row: RelationRow) -> tuple[str, ...]:
    """What tells a link from others, from whichever end it is read."""
    return (row.claim.id, row.nature, *sorted((row.subject, row.object)))


def _first_nature(rows: list[RelationRow], other: str) -> int:
    return min(list(NATURES).index(row.nature) for row in rows if row.object == other)


def svg(site: Site, star: Star, here: str) -> str:
    """The picture on one line, for the page at `here`: names lead to profiles, a line's words to the claim it rests on."""
    name = f"links-{star.hub}"  # links are xlink:href, since Zensical would take href for an address relative to the Markdown file
    lines = _lines(star)
    height = lines[-1].bottom + _EDGE
    hub = site.entities[star.hub].name
    others = ", ".join(f"{row.label} {site.entities[row.object].name}" for row in star.rows)
    parts = [
        f'<svg id="{name}" class="links" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="0 0 {_WIDTH} {height}" role="group"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-description">',
        f'<title id="{name}-title">{escape.html(f"Links of {hub}")}</title><desc id="{name}-description">{escape.html(f"{hub}: {others}.")}</desc>',
        _box(site, star.hub, here, 2, _EDGE, height - 2 * _EDGE, "links-hub"),
    ]
    parts += _rows(site, lines, here)
    return "".join([*parts, "</svg>"])


@dataclass(frozen=True)
class _Line:
    """A link in its place: from `top` to `bottom`, the line at `y`, its words above and its date below."""

    row: RelationRow
    top: int
    y: int
    bottom: int
    label: tuple[str, ...]
    when: tuple[str, ...]


def _lines(star: Star) -> list[_Line]:
    """The links from top to bottom, each as high as its words and its date need."""
    found: list[_Line] = []
    for row in star.rows:
        label, when = textwrap.wrap(row.label, _LABEL), textwrap.wrap(row.when, _LABEL)
        top = found[-1].bottom if found else _EDGE
        y = top + 18 + _LINE * len(label)
        found.append(_Line(row, top, y, y + 16 + _LINE * max(1, len(when)), tuple(label), tuple(when)))
    return found


def _rows(site: Site, lines: list[_Line], here: str) -> Iterator[str]:
    start, end = _BOX + 2, _WIDTH - _BOX - 2
    middle = (start + end) // 2
    for place, line in enumerate(lines):
        row = line.row
        claim = escape.address(addresses.built(here, addresses.evidence(site, row.claim.id)))
        yield f'<path class="links-line links-{row.nature or "other"}" d="{_path(row.nature, start, end, line.y)}"/>'
        # A name begins with the words that are seen, so that whoever speaks to the browser can say them (WCAG 2.5.3).
        seen = " ".join(filter(None, (row.label, row.when)))
        whole = f"{seen}: the claim on {site.entities[row.subject].name} and {site.entities[row.object].name}"
        yield f'<a xlink:href="{claim}" aria-label="{escape.attribute(whole)}">'
        yield from _text(line.label, middle, line.y - 10 - _LINE * (len(line.label) - 1), "links-label")
        yield from _text(line.when, middle, line.y + 24, "links-when")
        yield "</a>"
        if place == 0 or lines[place - 1].row.object != row.object:
            last = [other for other in lines if other.row.object == row.object][-1]
            yield _box(site, row.object, here, end, line.top + 4, last.bottom - line.top - 8, "links-box")


def _path(nature: str, start: int, end: int, y: int) -> str:
    """A line from left to right: kinship is double, opposition a zigzag, the others differ by the style sheet's dashes."""
    if nature == "kinship":
        return f"M{start} {y - 3}H{end}M{start} {y + 3}H{end}"
    if nature == "opposition":
        steps = (end - start) // 12
        return f"M{start} {y}l" + " ".join(f"6 {-5 if i % 2 else 5} 6 {5 if i % 2 else -5}" for i in range(steps)) + f"L{end} {y}"
    return f"M{start} {y}H{end}"


def _box(site: Site, name: str, here: str, x: int, y: int, height: int, kind: str) -> str:
    entity = site.entities[name]
    lines = textwrap.wrap(entity.name, _LETTERS)[:3]
    first = y + height // 2 - _LINE * (len(lines) - 1) // 2 + 6
    words = "".join(_text(lines, x + _BOX // 2, first, "links-name"))
    address = escape.address(addresses.built(here, addresses.entity(site, name)))
    return f'<a xlink:href="{address}"><rect class="{kind}" x="{x}" y="{y}" width="{_BOX}" height="{height}" rx="6"/>{words}</a>'


def _text(lines: Iterable[str], x: int, y: int, kind: str) -> Iterator[str]:
    """Centred lines of text, the first at `y`."""
    for place, line in enumerate(lines):
        yield f'<text class="{kind}" x="{x}" y="{y + _LINE * place}">{escape.html(line)}</text> '
