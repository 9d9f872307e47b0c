"""Errors in the text of a claim: figures, negations, hedges, qualifiers, and the words of a partisan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from generator.selftest import changes, words
from generator.selftest.kinds import in_claims, kind
from generator.selftest.plants import Keys, Plant
from generator.selftest.world import World, drawn

digit = in_claims("digit changed in a claim", changes.digit, certain=True)


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


negation = in_claims("negation dropped from a claim", changes.without_negator, certain=True)
denial = in_claims("negation added to a claim", changes.with_negator, certain=True)
hedge = in_claims("hedge dropped from a claim", changes.without_hedge)
qualifier = in_claims("qualifier of a figure lost in a claim", changes.without_qualifier)


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


loaded = in_claims("loaded word added to a claim", changes.with_loaded_word)
corroboration = in_claims("several sources said to confirm a claim", changes.corroborated)


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
