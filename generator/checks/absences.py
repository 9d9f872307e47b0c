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

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from generator.problems import Problem
from generator.quotes.normalise import normalise, raw_span
from generator.site import Site

IDS = ("absence-contradicted",)


def check(site: Site) -> Iterator[Problem]:
    """One problem a term that does occur in an archived text."""
    if not site.absences:
        return
    names = list(site.texts)
    lowered = [_lowered(site.texts[name].normalised.text) for name in names]
    starts = list(accumulate((len(text) + 1 for text in lowered), initial=0))
    haystack = "\n".join(lowered)  # no normalised text and no term holds a line end, so that no hit reaches over a border
    for absence in site.absences.values():
        for i, term in enumerate(absence.terms):
            wanted = _lowered(normalise(term).text)
            at = haystack.find(wanted)
            if at >= 0:
                number = bisect_right(starts, at) - 1
                text = site.texts[names[number]]
                place = text.location(raw_span(text.normalised, at - starts[number], at - starts[number] + len(wanted))[0])
                message = f'"{term}" does occur, at {place}; correct the absence, or choose words that mean only what is absent'
                yield Problem(site.where("absences", absence.id, "terms", i), "absence-contradicted", message)


def _lowered(text: str) -> str:
    """Small letters, character for character: a letter whose small form is two characters stays, so that places keep."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(small if len(small := char.lower()) == 1 else char for char in text)
