"""Geometry as data: shapes and points of a map with their provenance, read from the one file that `map` in site.yaml names.

It is no evidence and no content: nothing can cite it. This module reads and validates it; it must not draw or compute distances.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError, model_validator

from generator.loader import Loaded
from generator.models.base import Id, Record, Text, Url
from generator.problems import EnvironmentFault, Problem


def _on_earth(value: tuple[float, float]) -> tuple[float, float]:
    if not (-180 <= value[0] <= 180 and -90 <= value[1] <= 90):
        raise ValueError("is not a longitude and a latitude in degrees")
    return value


Position = Annotated[tuple[float, float], AfterValidator(_on_earth)]
"""Longitude and latitude in degrees, WGS 84."""
Ring = Annotated[tuple[Position, ...], Field(min_length=3)]
"""The corners of an area in order; the last is joined to the first."""


class Shape(Record):
    """An area. `within` is the shape it is part of, `label` where its name is written, `code` the dataset's own id."""

    id: Id
    name: Text
    code: Text
    within: Id | None = None
    label: Position
    rings: tuple[Ring, ...] = Field(min_length=1)

    def holds(self, position: Position) -> bool:
        """Whether a position lies inside; on the border it may be either."""
        x, y = position
        crossings = 0
        for ring in self.rings:
            for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
                crossings += (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
        return crossings % 2 == 1


class Point(Record):
    """A place without extent, such as a city."""

    id: Id
    name: Text
    code: Text
    at: Position


class Geometry(Record):
    """The whole file: where it comes from, what part of the earth the map shows (west, south, east, north), what is on it."""

    dataset: Text
    url: Url
    licence: Text
    licence_url: Url
    obtained: Text
    changes: tuple[Text, ...] = ()
    borders: Text
    frame: tuple[float, float, float, float]
    points: tuple[Point, ...] = ()
    shapes: tuple[Shape, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> Geometry:
        west, south, east, north = self.frame
        if not (-180 <= west < east <= 180 and -85 <= south < north <= 85):
            raise ValueError("the frame is not west, south, east, north in degrees")
        names = self.names
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f'the id "{twice[0]}" is used twice')
        whole = {shape.id for shape in self.shapes if shape.within is None}
        for shape in self.shapes:
            if shape.within is not None and shape.within not in whole:
                raise ValueError(f'"{shape.id}" lies within "{shape.within}", which is not a whole shape')
        return self

    @property
    def names(self) -> list[str]:
        """The ids of all points and shapes, in file order."""
        return [point.id for point in self.points] + [shape.id for shape in self.shapes]

    def place(self, name: str) -> Shape | Point | None:
        """The shape or point with this id."""
        point = next((point for point in self.points if point.id == name), None)
        return point or next((shape for shape in self.shapes if shape.id == name), None)


def load(settings: Loaded, project: Path) -> tuple[Geometry | None, list[Problem]]:
    """The geometry that the settings name, and what is wrong with it. Raises EnvironmentFault where the file cannot be read."""
    if settings.record.map is None:
        return None, []
    wanted = settings.record.map.geometry
    path = project / wanted.file

    def problem(key: str, check: str, message: str) -> tuple[None, list[Problem]]:
        return None, [Problem(settings.where("map", "geometry", key), check, message)]

    steps = (wanted.file, *map(str, PurePosixPath(wanted.file).parents))
    try:
        raw = path.read_bytes() if path.is_file() and not any((project / step).is_symlink() for step in steps) else None
    except OSError as fault:
        raise EnvironmentFault(f"{wanted.file} cannot be read: {fault.strerror}; check its permissions") from fault
    if raw is None:
        return problem("file", "geometry-file", f"the geometry {wanted.file} is not there (links are not followed); restore it or leave `map` out")
    digest = hashlib.sha256(raw).hexdigest()
    if digest != wanted.sha256:
        message = f"{wanted.file} is not the geometry that was vetted: its SHA-256 is {digest}; restore the file, or vet it anew"
        return problem("sha256", "geometry-hash", message)
    try:
        return Geometry.model_validate_json(raw), []
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        return problem("file", "geometry-form", f"{wanted.file} is not geometry: {field + ': ' if field else ''}{first['msg']}")
