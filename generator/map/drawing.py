"""The picture: geometry to SVG that stands inside the page. Colours, line widths and type sizes are the style sheet's work.

No style attributes, no scripts, no files: a strict Content-Security-Policy shows it, and links on shapes work. It must not know
entities or paths; it gets names and addresses. The list on the page says the same in words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator import escape
from generator.map.geometry import Geometry, Point, Position, Shape

WIDTH = 1440  # units; coordinates are whole units, so that paths stay short
_LETTER = 27  # units a letter of the largest label takes, on a phone
_SCALE_BARS = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)  # kilometres
_KILOMETRES_IN_A_DEGREE = 111.195

Frame = tuple[float, float, float, float]


@dataclass(frozen=True)
class Link:
    """What a shape or point leads to."""

    name: str
    address: str


@dataclass(frozen=True)
class Picture:
    """What to draw: `name` is the start of its ids, `links` the targets by shape or point id; `details` writes names of parts, a scale
    and lines too."""

    name: str
    title: str
    description: str
    frame: Frame
    links: Mapping[str, Link]
    highlighted: frozenset[str] = frozenset()
    details: bool = False
    lines: tuple[tuple[Position, Position], ...] = ()


def around(geometry: Geometry, names: Iterable[str]) -> Frame:
    """A frame around shapes and points, with a margin, at least two thirds as high as wide and not higher than wide."""
    places = [place for name in names if (place := geometry.place(name))]
    positions = [p for place in places for p in ([place.at] if isinstance(place, Point) else [q for ring in place.rings for q in ring])]
    west, east = min(p[0] for p in positions), max(p[0] for p in positions)
    south, north = min(p[1] for p in positions), max(p[1] for p in positions)
    middle, stretch = ((west + east) / 2, (south + north) / 2), math.cos(math.radians((south + north) / 2))
    height = (north - south) * 1.3 or 1.0
    width = (east - west) * stretch * 1.3
    width = max(width, height * 1.25)
    height = max(height, width / 1.5)
    return middle[0] - width / stretch / 2, middle[1] - height / 2, middle[0] + width / stretch / 2, middle[1] + height / 2


def svg(geometry: Geometry, picture: Picture) -> str:
    """An SVG element on one line. Its id, and those of its title and description, begin with the picture's name."""
    return _Drawing(geometry, picture).whole()


class _Drawing:
    """One picture being drawn: turns degrees into units (an equirectangular map, true at the middle of the frame)."""

    def __init__(self, geometry: Geometry, picture: Picture) -> None:
        self.geometry, self.picture = geometry, picture
        self.west, south, east, self.north = picture.frame
        self.across = WIDTH / (east - self.west)
        self.down = self.across / math.cos(math.radians((south + self.north) / 2))
        self.height = round((self.north - south) * self.down)

    def at(self, position: Position) -> tuple[int, int]:
        return round((position[0] - self.west) * self.across), round((self.north - position[1]) * self.down)

    def whole(self) -> str:
        picture, name = self.picture, self.picture.name
        seen = [shape for shape in self.geometry.shapes if self.touches(shape)]
        parts = [
            f'<svg id="{name}" class="map" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' viewBox="0 0 {WIDTH} {self.height}" role="group"'
            f' aria-labelledby="{name}-title" aria-describedby="{name}-description">',
            f'<title id="{name}-title">{escape.html(picture.title)}</title><desc id="{name}-description">{escape.html(picture.description)}</desc>',
        ]
        parts += [self.area(shape, [part for part in seen if part.within == shape.id]) for shape in seen if shape.within is None]
        parts += [self.line(start, end) for start, end in picture.lines]
        shown = [point for point in self.geometry.points if self.inside(self.at(point.at))]
        parts += [self.city(point) for point in shown]
        parts += ['<g class="map-labels" aria-hidden="true">', *self.labels(seen, shown), *self.scale(), "</g></svg>"]
        return "".join(parts)

    def area(self, shape: Shape, parts: list[Shape]) -> str:
        """A whole shape with its parts. A part without a page of its own belongs to the link of the whole."""
        own = [part for part in parts if part.id in self.picture.links]
        inner = self.path(shape, "map-country" if parts else "map-neighbour")
        inner += "".join(self.path(part, "map-part" + (" map-holds" if self.holds(part) else "")) for part in parts if part not in own)
        found = self.linked(shape.id, inner)
        for part in own:
            found += self.linked(part.id, self.path(part, "map-part map-highlight" if part.id in self.picture.highlighted else "map-part map-own"))
        return found + (f'<path class="map-outline" d="{self.rings(shape)}"/>' if parts else "")

    def holds(self, shape: Shape) -> bool:
        """Whether a point that has a page lies in the shape."""
        return any(shape.holds(point.at) for point in self.geometry.points if point.id in self.picture.links)

    def linked(self, name: str, inner: str) -> str:
        link = self.picture.links.get(name)
        if link is None:
            return f'<g aria-hidden="true">{inner}</g>'
        # As xlink:href, since Zensical would take href in raw HTML for an address relative to the Markdown file.
        return f'<a class="map-link" xlink:href="{escape.address(link.address)}" aria-label="{escape.attribute(link.name)}">{inner}</a>'

    def path(self, shape: Shape, kind: str) -> str:
        return f'<path class="{kind}" d="{self.rings(shape)}"><title>{escape.html(shape.name)}</title></path>'

    def rings(self, shape: Shape) -> str:
        found = []
        for ring in shape.rings:
            corners = [self.at(position) for position in ring]
            steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(corners) if (ax, ay) != (bx, by)]
            moves = " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-")
            found.append(f"M{corners[0][0]} {corners[0][1]}l{moves}z")
        return "".join(found)

    def city(self, point: Point) -> str:
        x, y = self.at(point.at)
        circles = f'<circle class="map-target" cx="{x}" cy="{y}" r="44"/><circle class="map-city" cx="{x}" cy="{y}" r="11"/>'
        return self.linked(point.id, f"<title>{escape.html(point.name)}</title>{circles}")

    def line(self, start: Position, end: Position) -> str:
        (x1, y1), (x2, y2) = self.at(start), self.at(end)
        return f'<path class="map-line" d="M{x1} {y1}L{x2} {y2}"/>'

    def labels(self, shapes: list[Shape], points: list[Point]) -> Iterable[str]:
        for shape in shapes:
            own = shape.id in self.picture.highlighted
            wanted = own or (shape.within is not None and not self.holds(shape) if self.picture.details else shape.within is None)
            x, y = self.at(shape.label)
            room = len(shape.name) * _LETTER / 2
            if wanted and self.inside((x, y)):
                yield self.text(
                    shape.name,
                    min(max(x, room), WIDTH - room),
                    min(max(y, 2 * _LETTER), self.height - _LETTER),
                    "map-name-highlight" if own else "map-name",
                )
        for point in points:
            x, y = self.at(point.at)
            yield self.text(point.name, x - 26, y + 14, "map-name-city")

    def text(self, words: str, x: float, y: float, kind: str) -> str:
        return f'<text class="{kind}" x="{round(x)}" y="{round(y)}">{escape.html(words)}</text>'

    def scale(self) -> Iterable[str]:
        """A bar of a round length, at most a quarter of the width."""
        if self.picture.details:
            unit = self.down / _KILOMETRES_IN_A_DEGREE
            length = next((length for length in _SCALE_BARS if length * unit <= WIDTH / 4), _SCALE_BARS[-1])
            x, y = WIDTH - 40, self.height - 40
            yield f'<path class="map-scale" d="M{x - round(length * unit)} {y - 16}v16H{x}v-16"/>'
            yield self.text(f"{length} km", x - length * unit / 2, y - 26, "map-name-scale")

    def touches(self, shape: Shape) -> bool:
        """Whether a box around the shape meets the frame."""
        corners = [self.at(position) for ring in shape.rings for position in ring]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs) < WIDTH and max(xs) > 0 and min(ys) < self.height and max(ys) > 0

    def inside(self, spot: tuple[int, int]) -> bool:
        return 0 <= spot[0] <= WIDTH and 0 <= spot[1] <= self.height
