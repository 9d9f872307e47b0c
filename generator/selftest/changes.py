"""Errors that can be made in any sentence, be it the text of a claim or a sentence of prose: each gives the changed text, or None where
it finds no place for it. What is drawn comes from `random` alone. Must not know where the sentence stands."""

from __future__ import annotations

import re
from random import Random

from generator.models import Entity
from generator.selftest import words
from generator.selftest.world import World, drawn


def digit(world: World, text: str, random: Random) -> str | None:
    """A figure with one digit changed."""
    found = drawn(words.figures_in(words.plain(text), world.language), random)
    return words.put(text, found.span(), words.other_digit(found[0], random)) if found else None


def without_negator(world: World, text: str, random: Random) -> str | None:
    """One "not" or the like turned."""
    return words.without_negator(text, world.language, random)


def with_negator(world: World, text: str, random: Random) -> str | None:
    """A "not" put behind a helping verb."""
    return words.with_negator(text, world.language, random)


def without_hedge(world: World, text: str, random: Random) -> str | None:
    """One hedge taken out or made a plain statement."""
    return words.without_hedge(text, world.language, random)


def without_qualifier(world: World, text: str, random: Random) -> str | None:
    """A figure without its "about" or "at least"."""
    found = drawn(words.qualified(words.plain(text), world.language), random)
    return words.put(text, (found.start(), found.start("figure")), "") if found else None


def corroborated(world: World, text: str, random: Random) -> str | None:
    """Several sources said to confirm it."""
    phrases = words.data(world.language).get("corroboration")
    return words.before_full_stop(text, random.choice(phrases)) if phrases else None


def with_loaded_word(world: World, text: str, random: Random) -> str | None:
    """A loaded adjective before the name of a person or group."""
    adjectives = words.data(world.language).get("loaded", ())
    names = [entity.name for entity in world.entities(random, "actors", "factions")]
    found = drawn(words.listed(words.outside(text), names), random)
    if not found or not adjectives:
        return None
    article = "" if re.search(r"\b[Tt]he $", text[: found.start()]) else "The " if found.start() == 0 else "the "
    return words.put(text, found.span(), f"{article}{random.choice(adjectives)} {found[0]}")


def with_other_date(world: World, text: str, random: Random) -> str | None:
    """The day (by six at least), the month or the year of a date changed."""
    found = drawn(words.dates_in(words.plain(text), world.language), random)
    if not found:
        return None
    part = random.choice([part for part in ("day", "month", "year") if found[part]])
    if part == "day":
        new = str(random.choice([day for day in range(1, 29) if abs(day - int(found["day"])) >= 6]))
    elif part == "month":
        new = random.choice([month for month in words.data(world.language)["months"] if month != found["month"]])
    else:
        new = str(int(found["year"]) + random.choice((-10, -2, -1, 1, 2, 10)))
    return words.put(text, found.span(part), new)


def with_other_person(world: World, text: str, random: Random) -> str | None:
    """A person's name swapped for that of one easily confused with them, or else of any other."""
    return _with_other_name(world, text, random, person=True)


def with_other_name(world: World, text: str, random: Random) -> str | None:
    """The name of a place or group swapped for another's.

    Places that are easily confused are left alone: whether "Panjshir" is the valley or the province is the editors' reading.
    """
    return _with_other_name(world, text, random, person=False)


def _with_other_name(world: World, text: str, random: Random, person: bool) -> str | None:
    """A name swapped for one of the same sort that the text does not hold."""
    present = {entity.id for entity in world.site.entities.values() if any(True for _ in words.listed(text, [entity.name]))}
    clear = words.outside(text)
    for entity in world.entities(random):
        found = drawn(words.listed(clear, [entity.name]), random) if is_person(entity) == person else None
        if found:
            same = [other for other in world.entities(random) if other.id not in present and alike(world, other, entity)]
            near = [other for other in same if other.id in entity.confused_with]
            far = [other for other in same if other.id not in entity.confused_with]
            chosen = near or far if person else far
            if chosen:
                return words.put(text, found.span(), random.choice(chosen).name)
    return None


def is_person(entity: Entity) -> bool:
    """Whether it is a person's record."""
    return getattr(entity, "kind", "") == "person"


def alike(world: World, one: Entity, other: Entity) -> bool:
    """Whether both are persons, or both of one folder."""
    return world.site.kind_of[one.id] == world.site.kind_of[other.id] and is_person(one) == is_person(other)
