"""Straight-line distances over the ground, computed from the geometry: pure arithmetic on a sphere.

The earth is taken as a sphere of 6,371 km, which is right to half a percent; outlines are less exact than that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from generator.map.geometry import Position, Shape

RADIUS = 6371.0  # kilometres
KILOMETRES_IN_A_MILE = 1.609344


@dataclass(frozen=True)
class Distance:
    """A length in kilometres and the position it leads to."""

    kilometres: float
    to: Position

    @property
    def miles(self) -> float:
        """The same in statute miles."""
        return self.kilometres / KILOMETRES_IN_A_MILE


def between(start: Position, end: Position) -> Distance:
    """The length of the great circle from one position to another (the haversine formula)."""
    (x1, y1), (x2, y2) = ((math.radians(part) for part in position) for position in (start, end))
    half = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return Distance(2 * RADIUS * math.asin(math.sqrt(half)), end)


def nearest(start: Position, shape: Shape) -> Distance:
    """From a position to the nearest point of the outline; nothing (0 km) where the shape holds the position."""
    if shape.holds(start):
        return Distance(0.0, start)
    sides = ((a, b) for ring in shape.rings for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    return min((between(start, _foot(start, a, b)) for a, b in sides), key=lambda distance: distance.kilometres)


def farthest(start: Position, shape: Shape) -> Distance:
    """From a position to the farthest point of the outline, which is always a corner."""
    return max((between(start, corner) for ring in shape.rings for corner in ring), key=lambda distance: distance.kilometres)


def _foot(start: Position, a: Position, b: Position) -> Position:
    """The point of the side a–b that is nearest to `start`, on a plane map around it: sides are short, so the plane will do."""
    stretch = math.cos(math.radians(start[1]))
    dx, dy = (b[0] - a[0]) * stretch, b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((start[0] - a[0]) * stretch * dx + (start[1] - a[1]) * dy) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])
