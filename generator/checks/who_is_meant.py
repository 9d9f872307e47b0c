"""Each entity that a claim is about is named in a quote or its sentence, and a name that fits two is resolved by hand.

## What it does
Looks in the sentence of each quote for the spellings of the entities in `about`. A spelling that several entities share, such as a
family name, does not count until the citation says under `means` who is meant and why.

## Why it matters
A father taken for his son is a wrong sentence with a right quotation.

## Problems
- `entity-unnamed`: no quote or its sentence names the entity under a known spelling; add the spelling to the entity, or `means`.
- `entity-ambiguous`: the only spelling found fits several entities; say under `means` which.
- `means-unfounded`: `means` explains words that are not in the quote's sentence.

## Fails
```yaml
claim: {about: [noor-tal, northern-command]}
```
```yaml
gazette: Tal crossed the Sarun Pass on Monday.
claim: {quote: Tal crossed the Sarun Pass}
entities:
  noor-tal: {aliases: [Tal]}
  ivo-tal: {name: Ivo Tal, aliases: [Tal]}
```
```yaml
claim:
  cite:
    - source: gazette
      quote: Noor Tal crossed the Sarun Pass
      means: [{name: the mayor, entity: noor-tal, why: Noor Tal is the mayor.}]
```

## Passes
```yaml
gazette: Noor Tal was the mayor. Tal crossed the Sarun Pass on Monday.
claim:
  cite:
    - source: gazette
      quote: Tal crossed the Sarun Pass
      means: [{name: Tal, entity: noor-tal, why: The sentence before names Noor Tal.}]
entities:
  noor-tal: {aliases: [Tal]}
  ivo-tal: {name: Ivo Tal, aliases: [Tal]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linker import Mention
from generator.models import Citation, Claim
from generator.problems import Problem
from generator.quotes.normalise import normalise
from generator.site import Site

IDS = ("entity-unnamed", "entity-ambiguous", "means-unfounded")


def check(site: Site) -> Iterator[Problem]:
    """Problems with the entities of each claim that is not withdrawn."""
    for claim in site.claims.values():
        found: list[Mention] = []
        complete = True
        for index, citation in enumerate(claim.cite):
            sentence = _sentence(site, claim, index, citation)
            complete = complete and sentence is not None
            if sentence is not None:
                found += site.mentions.find(sentence)
                yield from _unfounded(site, claim, index, citation, sentence)
        if complete and claim.retired is None:
            yield from _entities(site, claim, found)


def _sentence(site: Site, claim: Claim, index: int, citation: Citation) -> str | None:
    """The sentence or sentences the quote stands in, or None where it was not found."""
    match = site.matches.get((claim.id, index))
    if match is None or not match.spans:
        return None
    text = site.texts[citation.source]
    start, end = text.sentence_span(match.spans[0][0], match.spans[-1][1])
    return text.raw[start:end]


def _entities(site: Site, claim: Claim, found: list[Mention]) -> Iterator[Problem]:
    meant = {meaning.entity for citation in claim.cite for meaning in citation.means}
    for i, name in enumerate(claim.about):
        if name in meant or name not in site.entities or any(mention.entities == {name} for mention in found):
            continue
        shared = next((mention for mention in found if name in mention.entities), None)
        at = site.where("claims", claim.id, "about", i)
        if shared:
            others = ", ".join(sorted(shared.entities - {name}))
            message = f'"{name}" is named only by a spelling that also fits {others}; say under `means` of the citation who is meant and why'
            yield Problem(at, "entity-ambiguous", message)
        else:
            label = site.entities[name].name
            way_out = "add the spelling used there to the entity, say under `means` why it is meant, or take it out"
            message = f'no quote of "{claim.id}" nor its sentence names {label}; {way_out}'
            yield Problem(at, "entity-unnamed", message)


def _unfounded(site: Site, claim: Claim, index: int, citation: Citation, sentence: str) -> Iterator[Problem]:
    words = normalise(sentence).text
    for j, meaning in enumerate(citation.means):
        if normalise(meaning.name).text not in words:
            at = site.where("claims", claim.id, "cite", index, "means", j, "name")
            yield Problem(at, "means-unfounded", f'"{meaning.name}" does not stand in the sentence of the quote; write the word as it stands there')
