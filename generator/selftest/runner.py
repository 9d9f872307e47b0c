"""Plants errors of every kind and counts what is caught. The same content, seed and number of plants give the same result.

Planting is spread over processes, since each error takes a whole check of the site; which errors are planted is decided before.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from generator import pipeline
from generator.problems import Problem
from generator.selftest.bench import Bench, Snapshot, snapshot
from generator.selftest.kinds import Kind, kinds
from generator.selftest.plants import Edit, Plant
from generator.selftest.world import World

GOAL = 0.95
"""The share of all plants that has to be caught."""
_ROUNDS = 6  # a kind that has few places is asked again: another draw plants another error there


@dataclass(frozen=True)
class Row:
    """A kind with its plants and, for each, the checks that caught it (empty: missed)."""

    kind: Kind
    plants: tuple[Plant, ...]
    caught_by: tuple[tuple[str, ...], ...]

    @property
    def caught(self) -> int:
        """How many plants were caught."""
        return sum(bool(found) for found in self.caught_by)

    @property
    def missed(self) -> list[Plant]:
        """The plants that were not."""
        return [plant for plant, found in zip(self.plants, self.caught_by, strict=True) if not found]


@dataclass(frozen=True)
class Outcome:
    """All rows, and the errors reported on the untouched content."""

    rows: tuple[Row, ...]
    alarms: tuple[Problem, ...]

    @property
    def plants(self) -> int:
        """How many errors were planted."""
        return sum(len(row.plants) for row in self.rows)

    @property
    def caught(self) -> int:
        """How many of them were caught."""
        return sum(row.caught for row in self.rows)

    @property
    def passed(self) -> bool:
        """Whether the goals hold: enough caught, all of the kinds that are certain, no false alarm."""
        enough = self.caught >= GOAL * self.plants
        return bool(self.plants) and enough and not self.alarms and all(not row.missed for row in self.rows if row.kind.certain)


def run(project: Path, seed: int = 1, plants: int = 20, workers: int | None = None, wanted: Iterable[Kind] | None = None) -> Outcome:
    """The outcome of up to `plants` errors of each kind. `workers` is the number of processes (as many as processors, where left out)."""
    workers = workers or os.cpu_count() or 1
    alarms = tuple(problem for problem in pipeline.check(project).problems if problem.severity == "error")
    whole = snapshot(project)
    with Bench(whole) as bench:
        world = World(bench.site, bench.archived)
        chosen = [(kind, tuple(draw(kind, world, seed, plants))) for kind in (kinds() if wanted is None else wanted)]
        every = [plant for _, found in chosen for plant in found]
        caught = [bench.caught(plant) for plant in every] if workers == 1 or len(every) < workers else None
    verdicts = iter(caught if caught is not None else _spread(whole, every, workers))
    return Outcome(tuple(Row(kind, found, tuple(islice(verdicts, len(found)))) for kind, found in chosen), alarms)


def draw(kind: Kind, world: World, seed: int, plants: int) -> Iterator[Plant]:
    """Up to `plants` different errors of a kind."""
    random = Random(f"{seed}: {kind.title}")
    seen: set[tuple[Edit, ...]] = set()
    for _ in range(_ROUNDS):
        for plant in kind.plants(world, random):
            if len(seen) == plants:
                return
            if repr(plant.edits) not in {repr(edits) for edits in seen}:
                seen.add(plant.edits)
                yield plant


_bench: Bench | None = None


def _start(whole: Snapshot) -> None:
    global _bench
    _bench = Bench(whole)


def _judge(plant: Plant) -> tuple[str, ...]:
    assert _bench is not None
    return _bench.caught(plant)


def _spread(whole: Snapshot, plants: list[Plant], workers: int) -> list[tuple[str, ...]]:
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(whole,)) as pool:
        return list(pool.map(_judge, plants, chunksize=8))
