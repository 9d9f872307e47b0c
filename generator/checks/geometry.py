"""The map is drawn from the geometry that was vetted, and what is said to be on it is there.

## What it does
Reads the file that `map.geometry` in site.yaml names, compares its SHA-256 with the one given, validates it, and looks up in it every
`on_map` of a person, state, group or place, and every entity that `map` highlights or measures.

## Why it matters
A shape under a wrong name, or a distance from a wrong point, is an error that no quotation can catch.

## Problems
- `geometry-file`: the file is not there.
- `geometry-hash`: the file is not the one that was vetted.
- `geometry-form`: the file is not geometry; the message names the first field that is wrong.
- `geometry-place`: `on_map` names nothing that the geometry holds, or what another record is already; or an entity that `map` highlights
  or measures is not on the map in the way it has to be.

## Fails
```yaml
site: {map: {geometry: {file: seeds/land.json, sha256: "0000000000000000000000000000000000000000000000000000000000000000"}}}
```
```yaml
files: {seeds/land.json: "{}"}
site: {map: {geometry: {file: seeds/land.json, sha256: "0000000000000000000000000000000000000000000000000000000000000000"}}}
```
```yaml
files: {seeds/land.json: "{}"}
site: {map: {geometry: {file: seeds/land.json, sha256: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}}}
```
```yaml
entities: {sarun-pass: {on_map: sarun-pass}}
```

## Passes
```yaml
claim: {about: [noor-tal, sarun-pass]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.map.geometry import Geometry, Point, Shape
from generator.problems import Location, Problem, nearest_name
from generator.site import Site

IDS = ("geometry-file", "geometry-hash", "geometry-form", "geometry-place")


def check(site: Site) -> Iterator[Problem]:
    """What is said to be on the map and is not; the resolver reports what is wrong with the file while it reads it."""
    taken: dict[str, str] = {}
    for entity in site.entities.values():
        if entity.on_map is None:
            continue
        where = site.where(site.kind_of[entity.id], entity.id, "on_map")
        if site.settings.map is None:
            if "site" not in site.broken:
                yield _problem(where, "there is no map: site.yaml has no `map`; leave `on_map` out, or name the geometry there")
        elif site.geometry is not None:
            if site.geometry.place(entity.on_map) is None:
                hint = nearest_name(entity.on_map, sorted(site.geometry.names))
                yield _problem(where, f'"{entity.on_map}" is not a shape or point of the geometry.{hint}')
            elif entity.on_map in taken:
                yield _problem(where, f'"{entity.on_map}" is "{taken[entity.on_map]}" already; one place on the map leads to one page')
            taken.setdefault(entity.on_map, entity.id)
    if site.geometry is not None and site.settings.map is not None:
        yield from _settings(site, site.geometry)


def _settings(site: Site, geometry: Geometry) -> Iterator[Problem]:
    """Entities that `map` in site.yaml names and that are not on the map as they have to be. Unknown ids are the resolver's to report."""
    assert site.settings.map is not None
    wanted: list[tuple[tuple[str | int, ...], str, type[Shape | Point]]] = []
    wanted += [(("highlight", i), name, Shape) for i, name in enumerate(site.settings.map.highlight)]
    for i, distance in enumerate(site.settings.map.distances):
        wanted += [(("distances", i, "from"), distance.start, Point), (("distances", i, "to"), distance.end, Shape)]
    for keys, name, kind in wanted:
        entity = site.entities.get(name)
        found = geometry.place(entity.on_map) if entity and entity.on_map else None
        if entity and not isinstance(found, kind) and (found or not entity.on_map):
            what = "a shape" if kind is Shape else "a point"
            yield _problem(site.where("site", "site", "map", *keys), f'"{name}" is not {what} on the map; give its record an `on_map` that is one')


def _problem(where: Location, message: str) -> Problem:
    return Problem(where, "geometry-place", message)
