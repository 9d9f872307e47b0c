"""The kinds of errors, one function each, by theme: found by this folder, in the order of their modules and of their lines.

A kind draws places at random and yields plants that change the meaning, as the error would really happen. It must not look at
checks, and it must not plant what is still right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from generator.by_folder import modules_of
from generator.selftest.plants import Plant
from generator.selftest.world import World

Planter = Callable[[World, Random], Iterator[Plant]]


@dataclass(frozen=True)
class Kind:
    """A kind of error: what the table calls it, and whether each single plant must be caught."""

    title: str
    certain: bool
    plants: Planter


def kind(title: str, *, certain: bool = False) -> Callable[[Planter], Kind]:
    """Marks a function as a kind of error. `certain`: the self-test fails where one plant of it is missed."""
    return lambda planter: Kind(title, certain, planter)


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds."""
    return tuple(value for module in modules_of(__name__, __path__).values() for value in vars(module).values() if isinstance(value, Kind))
