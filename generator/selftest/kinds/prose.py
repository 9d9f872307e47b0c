"""Errors in the prose of explainers and summaries, which has to say what the claims it cites say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from random import Random

from generator import disputes
from generator.selftest import changes, words
from generator.selftest.kinds import in_prose, kind
from generator.selftest.kinds.people import with_other_outlet
from generator.selftest.plants import Plant
from generator.selftest.world import World, drawn

_CITATIONS = re.compile(r"\s*\[@[^\]]*\]")


@kind("citation removed from a sentence of prose", certain=True)
def uncited(world: World, random: Random) -> Iterator[Plant]:
    for passage in world.sentences(random):
        yield world.prose(passage, _CITATIONS.sub("", passage.raw))


@kind("citation of a claim that does not exist", certain=True)
def unknown(world: World, random: Random) -> Iterator[Plant]:
    for passage in world.sentences(random):
        name = random.choice(passage.claims).id
        at = random.randrange(1, len(name) - 1)
        new = name[:at] + name[at + 1 :]
        if new not in world.site.claims and not new.startswith("-") and "--" not in new:
            yield world.prose(passage, passage.raw.replace(f"@{name}", f"@{new}", 1))


@kind("another claim cited")
def miscited(world: World, random: Random) -> Iterator[Plant]:
    for passage in world.sentences(random):
        claim = random.choice(passage.claims)
        topic = world.site.topic_of[claim.id]
        others = [one.id for one in world.claims(random) if world.site.topic_of[one.id] == topic and one not in passage.claims]
        if len(passage.claims) == 1 and others:
            yield world.prose(passage, passage.raw.replace(f"@{claim.id}", f"@{others[0]}"))


digit = in_prose("digit changed in prose", changes.digit, certain=True)
day = in_prose("date changed in prose", changes.with_other_date)
negation = in_prose("negation dropped from prose", changes.without_negator, certain=True)
denial = in_prose("negation added to prose", changes.with_negator, certain=True)
hedge = in_prose("hedge dropped from prose", changes.without_hedge)
qualifier = in_prose("qualifier of a figure lost in prose", changes.without_qualifier)


@kind("present tense in prose")
def present(world: World, random: Random) -> Iterator[Plant]:
    tenses: dict[str, str] = words.data(world.language).get("present", {})
    for passage in world.sentences(random):
        if found := drawn(words.listed(words.outside(passage.raw), tenses), random):
            yield world.prose(passage, words.put(passage.raw, found.span(), tenses[found[0].lower()]))


loaded = in_prose("loaded word added to prose", changes.with_loaded_word)
corroboration = in_prose("several sources said to confirm in prose", changes.corroborated)
person = in_prose("another person named in prose", changes.with_other_person)


@kind("outlet swapped in prose")
def outlet(world: World, random: Random) -> Iterator[Plant]:
    for passage in world.sentences(random):
        cited = {world.site.sources[one.source].container_title for claim in passage.claims for one in claim.cite if one.source in world.site.sources}
        if new := with_other_outlet(world, passage.raw, cited, random):
            yield world.prose(passage, new)


@kind("contested answer told without saying whose it is")
def dispute(world: World, random: Random) -> Iterator[Plant]:
    found = disputes.disputes(world.site).values()
    pairs = [pair for one in found for pair in combinations(one.answers, 2) if disputes.relation(world.site, *pair) == "contested"]
    contested = {claim.id for pair in pairs for claim in pair}
    for passage in world.sentences(random):
        if any(claim.id in contested for claim in passage.claims) and (new := words.without_attribution(passage.raw, world.language)):
            yield world.prose(passage, new)
