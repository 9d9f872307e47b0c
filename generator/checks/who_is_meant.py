"""Each entity that a claim names or is about is named by its source, and a name that fits two is resolved by hand.

## What it does
Looks in the sentence of each quote for the spellings of the entities in `about`. A spelling that several entities share, such as a
family name, does not count until the citation says under `means` who is meant and why. The other way round, an entity that the
claim's text names, or that speaks, has to be in the source's sentence, in `about`, in `means` or in `via`; and an entity that a
sentence of prose names has to be in the claims it cites.

## Why it matters
A father taken for his son is a wrong sentence with a right quotation.

## Problems
- `entity-unnamed`: no quote or its sentence names the entity under a known spelling; add the spelling to the entity, or `means`.
- `entity-ambiguous`: the only spelling found fits several entities; say under `means` which.
- `means-unfounded`: `means` explains words that are not in the quote's sentence.
- `name-unsupported`: the claim's text names an entity that its source does not.
- `speaker-unnamed`: the speaker is named neither in a quote's sentence nor in the claim's text or `means`.
- `prose-name-unsupported`: a sentence of prose names an entity that no claim it cites is about or names.

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
```yaml
claim: {text: Noor Tal crossed the Sarun Pass for the Northern Command.}
```
```yaml
gazette: Noor Tal crossed the Sarun Pass, the warden said.
claim: {text: "Noor Tal crossed the Sarun Pass, the warden said.", speaker: northern-command}
```
```yaml
short_answer: Noor Tal and the Northern Command crossed the Sarun Pass [@claim-1].
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
from functools import cache

from generator.linker import Mention, outermost
from generator.models import Citation, Claim
from generator.problems import Problem
from generator.quotes.normalise import normalise
from generator.site import Site

IDS = ("entity-unnamed", "entity-ambiguous", "means-unfounded", "name-unsupported", "speaker-unnamed", "prose-name-unsupported")


def check(site: Site) -> Iterator[Problem]:
    """Problems with the entities of each claim that is not withdrawn, and of each sentence of prose."""
    known = _Known(site)
    for claim in site.claims.values():
        found: list[Mention] = []
        nested: list[Mention] = []
        complete = True
        for index, citation in enumerate(claim.cite):
            context = site.contexts.get((claim.id, index))
            complete = complete and context is not None
            if context is not None:
                inside = known.inside(context.sentence)
                nested += inside
                found += outermost(inside)
                yield from _unfounded(site, claim, index, citation, context.sentence)
        if complete and claim.retired is None:
            yield from _entities(site, claim, found)
            yield from _names(site, claim, nested)
    yield from _prose(site, known)


class _Known:
    """What the check asks for more than once: mentions in a sentence that several claims quote, and the entities a claim accounts for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.inside = cache(self._inside)
        self.supports = cache(self._supports)

    def _inside(self, sentence: str) -> list[Mention]:
        return self._site.mentions.find(sentence, nested=True)

    def _supports(self, name: str) -> set[str]:
        """The entities that a claim is about, names, quotes or ties to each other."""
        claim = self._site.claims[name]
        entities = _declared(claim).union(*(mention.entities for mention in self._site.mentions.find(claim.text, nested=True)))
        return entities | {claim.speaker.entity} if claim.speaker and claim.speaker.entity else entities


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
    words = normalise(sentence).text if citation.means else ""
    for j, meaning in enumerate(citation.means):
        if normalise(meaning.name).text not in words:
            at = site.where("claims", claim.id, "cite", index, "means", j, "name")
            yield Problem(at, "means-unfounded", f'"{meaning.name}" does not stand in the sentence of the quote; write the word as it stands there')


def _names(site: Site, claim: Claim, found: list[Mention]) -> Iterator[Problem]:
    """Entities that the claim's own text or its speaker brings in without the source."""
    sourced = {name for mention in found for name in mention.entities} | _declared(claim)
    own = site.names.find(claim.text)
    for mention in own:
        if not (mention.entities & sourced) and not _inside_quotes(claim.text, mention.start):
            words = claim.text[mention.start : mention.end]
            way_out = "name whom the source names, or say under `means` why"
            message = f'the text names "{words}", but no quote of "{claim.id}" nor its sentence does; {way_out}'
            yield Problem(site.where("claims", claim.id, "text", offset=mention.start), "name-unsupported", message)
    speaker = claim.speaker.entity if claim.speaker else None
    named = {name for mention in (*found, *own) for name in mention.entities} | {m.entity for c in claim.cite for m in c.means}
    if speaker and speaker in site.entities and speaker not in named:
        message = f"{site.entities[speaker].name} is named neither by the source's sentence nor by the claim; say under `means` who speaks there"
        yield Problem(site.where("claims", claim.id, "speaker"), "speaker-unnamed", message)


def _declared(claim: Claim) -> set[str]:
    """The entities that an editor has tied to the claim by hand, besides the speaker."""
    return {*claim.about, *(meaning.entity for citation in claim.cite for meaning in citation.means)}


def _inside_quotes(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)


def _prose(site: Site, known: _Known) -> Iterator[Problem]:
    """Names in prose that none of the claims cited there, nor the page's own entity, accounts for."""
    for part in site.prose_fields:
        page = {part.owner.name, *getattr(part.owner.record, "about", ())}
        for sentence in part.prose.sentences:
            cited = [reference.id for reference in sentence.citations]
            if not cited or any(name not in site.claims for name in cited):
                continue  # a signpost, an inference or an absence: no claim says whom it may name
            supported = page.union(*map(known.supports, cited))
            for mention in site.names.find(sentence.text):
                if not (mention.entities & supported) and not _inside_quotes(sentence.text, mention.start):
                    words = sentence.text[mention.start : mention.end]
                    message = f'the sentence names "{words}", but no claim it cites does; cite the claim that says so, or name whom the claim names'
                    yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "prose-name-unsupported", message)
