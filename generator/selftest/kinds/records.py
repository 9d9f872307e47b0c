"""Errors in what carries the site: absences, sentences set aside, archived texts and ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from generator.selftest import words
from generator.selftest.kinds import kind
from generator.selftest.plants import Edit, Plant
from generator.selftest.world import World, drawn


@kind("absence of words that do occur", certain=True)
def absence(world: World, random: Random) -> Iterator[Plant]:
    for item in sorted(world.site.absences.values(), key=lambda _: random.random()):
        text = world.site.texts[random.choice(list(world.site.texts))].raw
        found = drawn(re.finditer(r"[A-Za-z]{5,}(?: [A-Za-z]{4,})?", text), random)
        if found:
            i = random.randrange(len(item.terms))
            yield world.change(world.at("absences", item.id), {("terms", i): found[0].lower()}, f'"{found[0].lower()}" is said to occur nowhere')


@kind("sentence of a source left untriaged")
def untriaged(world: World, random: Random) -> Iterator[Plant]:
    places = [(name, i, match) for (name, i), match in world.site.set_aside.items() if match.spans]
    for name, i, match in random.sample(places, len(places)):
        start, end = world.site.texts[name].sentence_span(match.spans[0][0], match.spans[-1][1])
        others = [other.spans[0] for (source, j), other in world.site.set_aside.items() if source == name and j != i and other.spans]
        others += [(a, b) for a, b, _ in world.site.quoted_in.get(name, [])]
        if all(b <= start or end <= a for a, b in others):
            loaded = world.at("sources", name)
            yield world.change(loaded, {("set_aside", i): None}, f'no longer set aside: "{world.site.sources[name].set_aside[i].quote}"')


@kind("archived text edited", certain=True)
def archived(world: World, random: Random) -> Iterator[Plant]:
    for name, text in world.site.texts.items():
        found = drawn(re.finditer(r"(?<![\w'’-])[A-Za-z]{5,}|\d+", text.raw), random)
        if found:
            new = words.other_digit(found[0], random) if found[0].isdigit() else found[0][::-1].lower()
            loaded = world.at("sources", name)
            edit = Edit(text.path, (), words.put(world.archived[text.path], found.span(), new))
            yield Plant(f'{name}: "{found[0]}" in the archived text becomes "{new}"', (edit,), ((loaded.document.path, loaded.keys),))


@kind("id used twice", certain=True)
def duplicate(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        other = random.choice([one for one in world.site.claims if one != claim.id])
        first, second = world.at("claims", claim.id), world.at("claims", other)
        edit = Edit(first.document.path, (*first.keys, "id"), other)
        targets = ((first.document.path, first.keys), (second.document.path, second.keys))
        yield Plant(f"{claim.id}: the id becomes {other}, which is taken", (edit,), targets)
