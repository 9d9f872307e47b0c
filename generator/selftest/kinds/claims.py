"""Errors in the text of a claim: figures, negations, hedges, qualifiers, and the words of a partisan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from generator.selftest import words
from generator.selftest.kinds import kind
from generator.selftest.plants import Keys, Plant
from generator.selftest.world import World, drawn


@kind("digit changed in a claim", certain=True)
def digit(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        if found := drawn(words.figures_in(claim.text, world.language), random):
            yield world.text(claim, words.put(claim.text, found.span(), words.other_digit(found[0], random)))


@kind("number word changed in a claim")
def number_word(world: World, random: Random) -> Iterator[Plant]:
    numbers: dict[str, str] = words.data(world.language).get("number_words", {})
    for claim in world.claims(random):
        if found := drawn(words.listed(claim.text, numbers), random):
            yield world.text(claim, words.put(claim.text, found.span(), numbers[found[0].lower()]))


@kind("figure changed in an answer or infobox row", certain=True)
def value(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        fields: list[tuple[Keys, str]] = [(("answers", "value"), claim.answers.value)] if claim.answers else []
        fields += [(("infobox", i, "value"), row.value) for i, row in enumerate(claim.infobox)]
        for keys, text in fields:
            if found := drawn(words.figures_in(text, world.language), random):
                new = words.put(text, found.span(), words.other_digit(found[0], random))
                yield world.claim(claim, {keys: new}, f"{'.'.join(map(str, keys))} becomes: {new}")


@kind("negation dropped from a claim", certain=True)
def negation(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        if turned := words.without_negator(claim.text, world.language, random):
            yield world.text(claim, turned[0])


@kind("negation added to a claim", certain=True)
def denial(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        if turned := words.with_negator(claim.text, world.language, random):
            yield world.text(claim, turned[0])


@kind("hedge dropped from a claim")
def hedge(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        if turned := words.without_hedge(claim.text, world.language, random):
            yield world.text(claim, turned[0])


@kind("qualifier of a figure lost in a claim")
def qualifier(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        if found := drawn(words.qualified(claim.text, world.language), random):
            yield world.text(claim, words.put(claim.text, (found.start(), found.start("figure")), ""))


@kind("qualifier added to a figure in a claim")
def gained(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        clear = words.plain(claim.text)
        taken = {found.start("figure") for found in words.qualified(clear, world.language)}
        free = [f for f in words.figures_in(clear, world.language) if f.start() not in taken and clear[f.start() - 1 : f.start()] != "$"]
        qualifiers = words.data(world.language).get("gained")
        if qualifiers and (found := drawn(free, random)):
            new = f"{random.choice(qualifiers)} {found[0]}"
            yield world.text(claim, words.put(claim.text, found.span(), new))


@kind("statement of a party told as fact")
def statement(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        new = words.without_attribution(claim.text, world.language)
        speaker = world.site.entities.get(claim.speaker.entity or "") if claim.speaker else None
        named = speaker is not None and new is not None and any(name in new for name in (speaker.name, speaker.name.split()[-1]))
        if new and not named and claim.kind in ("stated", "quoted"):
            yield world.claim(claim, {("text",): new, ("kind",): "reported", ("speaker",): None}, f"told as fact: {new}")


@kind("assessment of an author told as fact")
def assessment(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        if claim.kind == "assessment" and (new := words.without_attribution(claim.text, world.language)):
            yield world.text(claim, new)


@kind("loaded word added to a claim")
def loaded(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        if new := with_loaded_word(world, claim.text, random):
            yield world.text(claim, new)


@kind("several sources said to confirm a claim")
def corroboration(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        if phrases := words.data(world.language).get("corroboration"):
            yield world.text(claim, words.before_full_stop(claim.text, random.choice(phrases)))


@kind("quotation marks dropped around a disputed title or loaded word")
def title(world: World, random: Random) -> Iterator[Plant]:
    partisan = set(words.data(world.language).get("quoted_only", ()))
    claimed = [role.role for claim in world.site.claims.values() for role in claim.roles if role.status == "claimed"]
    partisan |= {word for role in claimed for word in role.split()[:1] if word.islower()}
    for claim in world.claims(random):
        found = drawn((f for f in re.finditer("“([^”]{3,30})”", claim.text) if partisan & set(f[1].lower().split())), random)
        if found:
            yield world.text(claim, words.put(claim.text, found.span(), found[1]))


@kind("word dropped inside a quotation in a claim's text")
def quotation(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        long = [found for found in re.finditer("“([^”]+)”", claim.text) if len(found[1].split()) > 2]
        if found := drawn(long, random):
            quoted = found[1].split()
            del quoted[random.randrange(1, len(quoted) - 1)]
            yield world.text(claim, words.put(claim.text, found.span(1), " ".join(quoted)))


def with_loaded_word(world: World, text: str, random: Random) -> str | None:
    """The text with a loaded adjective before the name of a person or group, or None where none is named."""
    adjectives = words.data(world.language).get("loaded", ())
    names = [entity.name for entity in world.entities(random, "actors", "factions")]
    found = drawn(words.listed(words.outside(text), names), random)
    if not found or not adjectives:
        return None
    article = "" if re.search(r"\b[Tt]he $", text[: found.start()]) else "The " if found.start() == 0 else "the "
    return words.put(text, found.span(), f"{article}{random.choice(adjectives)} {found[0]}")
