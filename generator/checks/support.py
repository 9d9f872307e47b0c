"""A claim speaks of what its quotes speak of, and a sentence of prose of what its claims say.

## What it does
Compares the words that carry meaning, without figures, dates and words of telling, by their beginnings. A name counts under all its
spellings. Prose is compared mark by mark: the words before each citation with the claims in it.

## Why it matters
A true quotation under the wrong sentence, or a citation of the neighbouring claim, looks like evidence and is none.

## Problems
- `claim-unsupported-words`: the sentence around a quote has hardly a word in common with the claim. Quote the words that say it; where
  a name stands there in other words, say under `means` who is meant; where the claim follows from the words, say under `derived` how.
- `prose-unsupported-words`: what stands before a citation has hardly a word in common with the claims it names. Cite the claim that says
  it, or say it in the claim's words.

Quotes in another language than the site's are not compared, nor sentences that cite an inference or an absence.

## Fails
```yaml
gazette: Noor Tal crossed the Sarun Pass. Bread ran short in Northern Command towns last winter.
claim: {quote: Bread ran short in Northern Command towns, about: [northern-command]}
```
```yaml
gazette: Noor Tal crossed the Sarun Pass. Bread ran short in the mountain villages.
claims:
  - {}
  - {id: bread, text: Bread ran short in the mountain villages., about: [northern-command], quote: Bread ran short in the mountain villages}
short_answer: Noor Tal crossed the Sarun Pass [@bread].
```

## Passes
```yaml
gazette: Noor Tal crossed the Sarun Pass on foot. Bread ran short in the mountain villages of the Northern Command.
claims:
  - {text: Noor Tal was the one who crossed it on foot., quote: Noor Tal crossed the Sarun Pass on foot}
  - id: bread
    text: Bread was short in the villages.
    about: [northern-command]
    quote: Bread ran short in the mountain villages of the Northern Command
short_answer: Tal made the crossing [@claim-1], while bread was short [@bread].
entities:
  noor-tal: {aliases: [Tal]}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from generator.gist import gist, known
from generator.models import Claim
from generator.problems import Problem
from generator.site import ProseField, Site

IDS = ("claim-unsupported-words", "prose-unsupported-words")
_SHARE = 0.4  # of the carrying words, names included
_FEW = 2  # words: so few may all but one be other words
_OWN = 0.6  # of the words where only names are shared
Words = frozenset[str]
_NONE: Words = frozenset()


def check(site: Site) -> Iterator[Problem]:
    """Problems with claims against the sentences of their quotes, and with prose against the claims it cites."""
    if not known(site.settings.language):
        return
    words = _Words(site)
    for claim in site.live_claims:
        if claim.id not in site.broken:
            yield from _claim(site, claim, words)
    for part in site.prose_fields:
        if part.keys != ("naming",):  # that one speaks of the site's spellings, not of what the claims say
            yield from _prose(site, part, words)


def _claim(site: Site, claim: Claim, words: _Words) -> Iterator[Problem]:
    text = words.told(claim.id) - words.outlets - words.tellers(claim)
    names = words.names(claim.about)
    found: list[tuple[int, str, Words]] = []
    for index, citation in enumerate(claim.cite):
        around = _sentence(site, claim, index)
        if around is None:
            return
        meant = {meaning.entity for meaning in citation.means}
        held = words.around(around)
        held = held.union(*(words.name(entity) for entity in claim.about if entity in meant or words.names_it(held, entity)))
        found.append((index, citation.source, held | words.of(claim.derived) if claim.derived else held))
    carried = {source for _, source, held in found if not _apart(text, held, names)}
    for index, source, held in found:
        # A second quote from a source that carries the claim may add what lies near it ("the door is open"), as long as it is no stranger.
        if _apart(text, held, names) and (source not in carried or text.isdisjoint(held)):
            message = f"{_listed(text, held)} the sentence around this quote; quote the words that say it"
            yield Problem(site.where("claims", claim.id, "cite", index, "quote"), "claim-unsupported-words", message)


def _sentence(site: Site, claim: Claim, index: int) -> str | None:
    """The sentence or sentences of a quote, or None where it was not found or is in another language than the site."""
    context = site.contexts.get((claim.id, index))
    return context.sentence if context and _primary(context.text.language) == _primary(site.settings.language) else None


def _primary(language: str) -> str:
    return language.split("-")[0].lower()


def _prose(site: Site, part: ProseField, words: _Words) -> Iterator[Problem]:
    for sentence, found in part.stretches:
        if any(reference.id not in site.claims for reference in sentence.citations):
            continue
        for stretch in found:
            if not stretch.ids:
                continue
            text = words.of(sentence.text[stretch.start : stretch.end]) - words.outlets
            held = _NONE.union(*(words.carried(name) for name in stretch.ids))
            if _apart(text, held, _NONE.union(*(words.names(site.claims[name].about) for name in stretch.ids))):
                message = f"{_listed(text, held)} {_quoted(stretch.ids)}, cited for it; cite the claim that says it, or say it in that claim's words"
                yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "prose-unsupported-words", message)


def _apart(text: Words, held: Words, names: Words) -> bool:
    """Whether a text with these words cannot rest on one that holds those: hardly a word in common, or none but names."""
    if len(text) < _FEW:
        return False
    shared = len(text & held)
    own = text - names
    if len(own) >= _FEW and own.isdisjoint(held) and shared < _OWN * len(text):
        return True
    return shared == 0 if len(text) <= _FEW else shared < _SHARE * len(text)


def _listed(text: Words, held: Words) -> str:
    shared = sorted(text & held)
    return f"of the {len(text)} words that matter here only {len(shared)} stand in" if shared else "none of the words that matter here stands in"


def _quoted(names: Iterable[str]) -> str:
    return " and ".join(f'"{name}"' for name in names)


class _Words:
    """The carrying words of texts and names of the site, each worked out once."""

    def __init__(self, site: Site) -> None:
        self._site, self._language = site, site.settings.language
        self.outlets = _NONE.union(*(self.of(name) for source in site.sources.values() for name in (source.container_title, source.house) if name))
        self.carried = cache(self._carried)
        self.told = cache(lambda name: self.of(site.claims[name].text))
        self.around = cache(self.of)
        self.name = cache(self._name)
        self._spellings = cache(self._spelled)
        self._labels = {kind.id: self.of(f"{kind.label} {kind.inverse}") for kind in site.settings.relation_types}

    def of(self, text: str) -> Words:
        """The carrying words of a text in the site's language."""
        return gist(text, self._language)

    def names(self, entities: Iterable[str]) -> Words:
        """All words of all spellings of some entities."""
        return _NONE.union(*map(self.name, entities))

    def names_it(self, held: Words, entity: str) -> bool:
        """Whether words hold one of the spellings of an entity."""
        return any(spelling <= held for spelling in self._spellings(entity))

    def tellers(self, claim: Claim) -> Words:
        """The words of the speaker's name and of `via`, which the quote itself seldom holds."""
        speaker = claim.speaker
        found = (self.name(speaker.entity) if speaker.entity else self.of(speaker.name or "")) if speaker else _NONE
        return found | self.of(claim.via) if claim.via else found

    def _spelled(self, entity: str) -> tuple[Words, ...]:
        record = self._site.entities.get(entity)
        names = (record.name, *(alias.name for alias in record.aliases)) if record else ()
        return tuple(found for name in names if (found := self.of(name)))

    def _name(self, entity: str) -> Words:
        return _NONE.union(*self._spellings(entity))

    def _carried(self, name: str) -> Words:
        """What a claim says in its text and its fields, its entities under all spellings."""
        claim = self._site.claims[name]
        texts = [claim.event or "", *(f"{row.label} {row.value}" for row in claim.infobox), *(role.role for role in claim.roles)]
        texts += [f"{claim.answers.value} {claim.answers.counts or ''}"] if claim.answers else []
        labels = (self._labels.get(relation.type, _NONE) for relation in claim.relations)
        return self.told(name).union(self.of(" · ".join(texts)), self.names(claim.about), self.tellers(claim), *labels)
