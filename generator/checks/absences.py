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

import re
from collections.abc import Iterator

from generator.problems import Problem
from generator.quotes.normalise import normalise, raw_span
from generator.site import Site

IDS = ("absence-contradicted",)
_WORD = re.compile(r"\w+")


def check(site: Site) -> Iterator[Problem]:
    """One problem a term that does occur in an archived text."""
    if not site.absences:
        return
    lowered = {name: _lowered(text.normalised.text) for name, text in site.texts.items()}
    words = _Words(lowered)
    for absence in site.absences.values():
        for i, term in enumerate(absence.terms):
            wanted = _lowered(normalise(term).text)
            name = next((name for name in words.candidates(wanted) if wanted in lowered[name]), None)
            if name is not None:
                text, at = site.texts[name], lowered[name].index(wanted)
                place = text.location(raw_span(text.normalised, at, at + len(wanted))[0])
                message = f'"{term}" does occur, at {place}; correct the absence, or choose words that mean only what is absent'
                yield Problem(site.where("absences", absence.id, "terms", i), "absence-contradicted", message)


class _Words:
    """Which texts hold which words: the cost of a term must not grow with the texts, of which few hold all its words."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = list(texts)
        self._holding: dict[str, list[int]] = {}
        for number, text in enumerate(texts.values()):
            for word in set(_WORD.findall(text)):
                self._holding.setdefault(word, []).append(number)
        self._joined = "\n".join(self._holding)

    def candidates(self, term: str) -> list[str]:
        """The texts that hold every word of a term, be it as a part of a longer word; in order."""
        found: set[int] | None = None
        for piece in _WORD.findall(term):
            holding = self._with(piece)
            found = holding if found is None else found & holding
            if not found:
                return []
        return self._texts if found is None else [self._texts[number] for number in sorted(found)]

    def _with(self, piece: str) -> set[int]:
        holding: set[int] = set()
        at = self._joined.find(piece)
        while at >= 0:
            end = self._joined.find("\n", at)
            end = end if end >= 0 else len(self._joined)
            holding.update(self._holding[self._joined[self._joined.rfind("\n", 0, at) + 1 : end]])
            at = self._joined.find(piece, end)
        return holding


def _lowered(text: str) -> str:
    """Small letters, character for character: a letter whose small form is two characters stays, so that places keep."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(small if len(small := char.lower()) == 1 else char for char in text)
