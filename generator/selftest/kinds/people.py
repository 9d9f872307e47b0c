"""Errors about who: speakers, persons, groups, places and outlets taken for one another."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from generator.models import Claim, Entity
from generator.selftest import changes, words
from generator.selftest.kinds import in_claims, kind
from generator.selftest.plants import Plant
from generator.selftest.world import World, drawn

person = in_claims("another person named in a claim", changes.with_other_person)
place = in_claims("another place or group named in a claim", changes.with_other_name)


@kind("outlet swapped in a claim")
def outlet(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        cited = {world.site.sources[one.source].container_title for one in claim.cite if one.source in world.site.sources}
        if new := with_other_outlet(world, claim.text, cited, random):
            yield world.text(claim, new)


@kind("claim filed under another entity")
def about(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        i = random.randrange(len(claim.about))
        entity = world.site.entities.get(claim.about[i])
        others = [one for one in _strangers(world, claim, random) if entity and world.site.kind_of[one.id] == world.site.kind_of[entity.id]]
        similar = [one for one in others if entity and one.id in entity.confused_with]
        if others:
            new = random.choice(similar or others).id
            yield world.claim(claim, {("about", i): new}, f"filed under {new} instead of {claim.about[i]}")


@kind("speaker swapped")
def speaker(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        one = world.site.entities.get(claim.speaker.entity or "") if claim.speaker else None
        others = [other for other in _strangers(world, claim, random) if one and changes.alike(world, other, one)]
        similar = [other for other in others if one and other.id in one.confused_with]
        if one and others:
            new = random.choice(similar or others).id
            yield world.claim(claim, {("speaker",): new}, f"the speaker becomes {new} instead of {one.id}")


@kind("speaker left out")
def speechless(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        if claim.speaker and claim.kind in ("stated", "quoted"):
            yield world.claim(claim, {("speaker",): None}, "no speaker is given")


@kind("unverified post told as a report")
def post(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        if claim.kind == "post":
            yield world.claim(claim, {("kind",): random.choice(("reported", "stated", "quoted"))}, "no longer marked as a post")


def with_other_outlet(world: World, text: str, cited: set[str], random: Random) -> str | None:
    """The text with the name of an outlet swapped for that of another source's, which the claim does not cite."""
    outlets = sorted({source.container_title for source in world.site.sources.values()})
    found = drawn(words.listed(words.plain(text), outlets), random)
    others = [name for name in outlets if name not in cited and found and name.lower() != found[0].lower()]
    return words.put(text, found.span(), random.choice(others)) if found and others else None


def _strangers(world: World, claim: Claim, random: Random) -> list[Entity]:
    """Entities that neither the claim nor the sentences of its quotes name under any spelling."""
    told = " ".join([claim.text, *(world.around(claim, i) for i in range(len(claim.cite)))])
    meant = {meaning.entity for cited in claim.cite for meaning in cited.means} | set(claim.about)
    named = {entity for mention in world.site.mentions.find(told) if len(mention.entities) == 1 for entity in mention.entities}
    others = [entity for entity in world.entities(random) if entity.id not in meant | named]
    return [entity for entity in others if not any(True for _ in words.listed(told, [entity.name]))]
