"""Plants errors of every kind and counts what is caught. The same content, seed and number of plants give the same result.

Planting is spread over processes, since each error takes a whole check of the site; which errors are planted is decided before.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from generator import checks, pipeline
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
    """A kind with its plants and, for each, the problem id that caught it (empty: missed)."""

    kind: Kind
    plants: tuple[Plant, ...]
    caught_by: tuple[str, ...]

    @property
    def caught(self) -> int:
        """How many plants were caught."""
        return sum(check != "" for check in self.caught_by)

    @property
    def missed(self) -> list[Plant]:
        """The plants that were not."""
        return [plant for plant, check in zip(self.plants, self.caught_by, strict=True) if not check]


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


def run(
    project: Path,
    seed: int = 1,
    plants: int = 20,
    workers: int | None = None,
    wanted: Iterable[Kind] | None = None,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Outcome:
    """The outcome of up to `plants` errors of each kind. `workers` is the number of processes (as many as processors, where left out).
    `told` is called after each kind with how many are done, and of how many."""
    workers = workers or os.cpu_count() or 1
    alarms = tuple(problem for problem in pipeline.check(project).problems if problem.severity == "error")
    whole = snapshot(project)
    with Bench(whole) as bench:
        world = World(bench.site, bench.archived)
        chosen = [(kind, tuple(draw(kind, world, seed, plants))) for kind in (kinds() if wanted is None else wanted)]
        judged = (_judge(bench, found) for _, found in chosen) if workers == 1 else _spread(whole, [found for _, found in chosen], workers)
        verdicts = []
        for verdict in judged:
            verdicts.append(verdict)
            told(len(verdicts), len(chosen))
    return Outcome(tuple(Row(kind, found, caught) for (kind, found), caught in zip(chosen, verdicts, strict=True)), alarms)


def draw(kind: Kind, world: World, seed: int, plants: int) -> Iterator[Plant]:
    """Up to `plants` different errors of a kind."""
    random = Random(f"{seed}: {kind.title}")
    seen: set[tuple[Edit, ...]] = set()
    for _ in range(_ROUNDS):
        for plant in kind.plants(world, random):
            if len(seen) == plants:
                return
            if plant.edits not in seen:
                seen.add(plant.edits)
                yield plant


def _judge(bench: Bench, plants: Sequence[Plant]) -> tuple[str, ...]:
    """What caught each plant of a kind. A kind is judged as a whole, so that the outcome does not depend on the number of processes."""
    order = list(checks.modules())
    return tuple(bench.caught(plant, order) for plant in plants)


_bench: Bench | None = None


def _start(whole: Snapshot) -> None:
    global _bench
    _bench = Bench(whole)


def _judge_here(plants: Sequence[Plant]) -> tuple[str, ...]:
    assert _bench is not None, "the process was started by _start"
    return _judge(_bench, plants)


def _spread(whole: Snapshot, plants: Sequence[Sequence[Plant]], workers: int) -> Iterator[tuple[str, ...]]:
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(whole,)) as pool:
        yield from pool.map(_judge_here, plants)
