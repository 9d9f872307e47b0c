"""The kinds of errors, one name each, by theme: found by this folder, in the order of their modules and of their lines.

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
Change = Callable[[World, str, Random], str | None]
"""A sentence with an error in it, or None where it has no place for it; see `changes`."""


@dataclass(frozen=True)
class Kind:
    """A kind of error: what the table calls it, and whether each single plant must be caught."""

    title: str
    certain: bool
    plants: Planter


def kind(title: str, *, certain: bool = False) -> Callable[[Planter], Kind]:
    """Marks a function as a kind of error. `certain`: the self-test fails where one plant of it is missed."""
    return lambda planter: Kind(title, certain, planter)


def in_claims(title: str, change: Change, *, certain: bool = False) -> Kind:
    """The kind that makes this change in the text of a claim."""

    def plants(world: World, random: Random) -> Iterator[Plant]:
        for claim in world.claims(random):
            if new := change(world, claim.text, random):
                yield world.text(claim, new)

    return Kind(title, certain, plants)


def in_prose(title: str, change: Change, *, certain: bool = False) -> Kind:
    """The kind that makes this change in a cited sentence of prose."""

    def plants(world: World, random: Random) -> Iterator[Plant]:
        for passage in world.sentences(random):
            if new := change(world, passage.raw, random):
                yield world.prose(passage, new)

    return Kind(title, certain, plants)


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds."""
    return tuple(value for module in modules_of(__name__, __path__).values() for value in vars(module).values() if isinstance(value, Kind))
