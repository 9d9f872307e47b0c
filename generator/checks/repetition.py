"""A page says a thing once.

## What it does
Looks, per explainer, for a claim cited in more than one section, and for two sentences with the same words in the same order, small
words such as "the" and "of" left aside. The short answer does not count: it repeats what the sections carry. Sentences under eight words
and signposts do not count either.

## Why it matters
What is told twice on a page looks like two pieces of evidence, and a correction reaches one place and misses the other.

## Problems
- `claim-repeated`: two sections cite the claim (a warning), or three and more do (an error); tell it in one of them.
- `sentence-repeated`: a sentence of the page says the same in nearly the same words.

## Fails
```yaml
explainer:
  sections:
    - {heading: The crossing, text: "Noor Tal crossed the Sarun Pass [@claim-1]."}
    - {heading: The pass, text: "The pass was crossed once [@claim-1]."}
```
```yaml
gazette: Noor Tal crossed the Sarun Pass before dawn with four mules.
claim: {text: Noor Tal crossed the Sarun Pass before dawn with four mules., quote: Noor Tal crossed the Sarun Pass before dawn with four mules}
short_answer: Noor Tal crossed the Sarun Pass before dawn [@claim-1].
text: >-
  Noor Tal crossed the Sarun Pass before dawn with four mules [@claim-1].
  Noor Tal, with four mules, was seen [@claim-1]. Noor Tal crossed Sarun Pass before the dawn with the four mules [@claim-1].
```

## Passes
```yaml
gazette: Noor Tal crossed the Sarun Pass before dawn with four mules.
claim: {text: Noor Tal crossed the Sarun Pass before dawn with four mules., quote: Noor Tal crossed the Sarun Pass before dawn with four mules}
short_answer: Noor Tal crossed the Sarun Pass before dawn with four mules [@claim-1].
text: Noor Tal crossed the Sarun Pass before dawn with four mules [@claim-1]. Four mules went with Noor Tal [@claim-1].
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.lexicon import entries, tokens
from generator.problems import Problem
from generator.prose.model import Sentence
from generator.site import ProseField, Site

IDS = ("claim-repeated", "sentence-repeated")
_SHORTEST = 8  # words: shorter sentences ("None of them says so.") meet by chance
_TOO_OFTEN = 3  # sections
_SMALL = 3  # letters: "the", "of"; longer ones ("before", "against") say when, where and who
_MEANT = ("negators", "hedges", "qualifiers")  # small words that make another statement of a sentence


def check(site: Site) -> Iterator[Problem]:
    """Problems at the second telling, page by page."""
    sections = [part for part in site.prose_fields if part.keys[0] == "sections"]
    for _, parts in groupby(sections, key=lambda part: part.owner.name):
        page = list(parts)
        yield from _claims(site, page)
        yield from _sentences(site, page)


def _claims(site: Site, page: list[ProseField]) -> Iterator[Problem]:
    places: dict[str, list[tuple[ProseField, int]]] = {}
    for part in page:
        for name, offset in {reference.id: reference.offset for reference in reversed(part.prose.references)}.items():
            if name in site.claims:
                places.setdefault(name, []).append((part, offset))
    for name, found in places.items():
        if len(found) < 2:
            continue
        (first, _), (second, offset) = found[:2]
        count = "two sections" if len(found) == 2 else f"{len(found)} sections"
        message = f'{count} of this page cite "{name}", first "{_heading(first)}"; tell it in one of them'
        severity = "error" if len(found) >= _TOO_OFTEN else "warning"
        yield Problem(second.owner.where(*second.keys, offset=offset), "claim-repeated", message, severity)


def _heading(part: ProseField) -> str:
    return str(part.owner.record.sections[part.keys[1]].heading)


def _sentences(site: Site, page: list[ProseField]) -> Iterator[Problem]:
    language = site.settings.language
    ignored = {word for word in entries(language, "function_words") if len(word) <= _SMALL}.difference(*(entries(language, key) for key in _MEANT))
    seen: dict[tuple[str, ...], tuple[ProseField, Sentence]] = {}
    for part in page:
        for sentence in part.prose.sentences:
            if sentence.signpost:
                continue
            words = [token.low for token in tokens(sentence.text) if token.worded]
            if len(words) < _SHORTEST:
                continue
            key = tuple(word for word in words if word not in ignored)
            if len(key) * 2 < _SHORTEST:
                continue
            if key not in seen:
                seen[key] = part, sentence
                continue
            first, earlier = seen[key]
            place = first.owner.where(*first.keys, offset=earlier.offset)
            message = f"says the same as the sentence at {place}; keep one of them"
            yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "sentence-repeated", message)
