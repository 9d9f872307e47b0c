"""What the site says the sources do not say is searched for again in every archived text.

## What it does
Looks for each of an absence's `terms` in the archived texts, letter case ignored.

## Why it matters
"None of the sources says …" is a claim about all of them, and a new source can make it false.

## Problems
- `absence-contradicted`: a term does occur; the message names the place.

## Fails
```yaml
gazette: Noor Tal crossed the Sarun Pass. A toll was paid.
absences:
  - {id: no-toll, text: None of the sources speaks of a toll., terms: [Toll]}
```

## Passes
```yaml
gazette: Noor Tal crossed the Sarun Pass. A toll was paid.
absences:
  - {id: no-fine, text: None of the sources speaks of a fine., terms: [a fine]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.problems import Problem
from generator.quotes.normalise import normalise, raw_span
from generator.site import Site

IDS = ("absence-contradicted",)


def check(site: Site) -> Iterator[Problem]:
    """One problem a term that does occur in an archived text."""
    if not site.absences:
        return
    lowered = {name: _lowered(text.normalised.text) for name, text in site.texts.items()}
    for absence in site.absences.values():
        for i, term in enumerate(absence.terms):
            wanted = _lowered(normalise(term).text)
            for name, haystack in lowered.items():
                at = haystack.find(wanted)
                if at >= 0:
                    text = site.texts[name]
                    place = text.location(raw_span(text.normalised, at, at + len(wanted))[0])
                    message = f'"{term}" does occur, at {place}; correct the absence, or choose words that mean only what is absent'
                    yield Problem(site.where("absences", absence.id, "terms", i), "absence-contradicted", message)
                    break


def _lowered(text: str) -> str:
    """Small letters, character for character: a letter whose small form is two characters stays, so that places keep."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(small if len(small := char.lower()) == 1 else char for char in text)
