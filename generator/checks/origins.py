"""Texts that share long passages share an origin, and nobody types that something is corroborated.

## What it does
Compares the archived texts by runs of eight words, with quotations left out, since two reporters may quote the same words. Where two
texts of different origin share a run of twelve words or more, it reports the place. Words such as "corroborated" are refused in claims
and prose outside quotation marks: how many independent origins a claim has is counted, never written.

## Why it matters
Five reprints of one agency look like five sources.

## Problems
- `origin-overlap`: two texts of different origin share a long passage; give them one origin, or declare a passage with an origin of its own.
- `corroboration-typed`: a sentence says that something is corroborated or confirmed by several sources.

## Fails
```yaml
gazette: Noor Tal crossed the Sarun Pass with four mules and a lantern before the sun rose on Monday.
courier: Witnesses say Noor Tal crossed the Sarun Pass with four mules and a lantern before the sun rose on Monday.
```
```yaml
claim: {text: "Noor Tal crossed the Sarun Pass, as several sources confirmed."}
```

## Passes
```yaml
gazette: Noor Tal crossed the Sarun Pass with four mules and a lantern before the sun rose on Monday.
courier: Noor Tal crossed the Sarun Pass with four mules and a lantern before the sun rose on Monday, the Wire said.
gazette-source: {origin: wire}
```
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, combinations, pairwise

from generator.problems import Problem
from generator.site import ArchivedText, Site

IDS = ("origin-overlap", "corroboration-typed")

SHINGLE = 8
"""Words in a run that is looked up in the other texts."""
LONGEST_BY_CHANCE = 11
"""A shared run of more words than this is taken for one text: two writers hardly ever agree on twelve words in a row."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")
_TYPED = re.compile(
    r"\b(?:corroborat\w+|independently (?:confirmed|verified)|(?:several|many|multiple|all|two|three|four|five) (?:independent )?"
    r"(?:sources|outlets) (?:have )?(?:confirm|agree|verif)\w*)",
    re.IGNORECASE,
)

_STEMS = ("corroborat", "confirm", "verif", "agree")
"""One of them stands in whatever the pattern finds."""


def check(site: Site) -> Iterator[Problem]:
    """One problem a pair of sources that share a passage, one a sentence with a forbidden word."""
    yield from _overlaps(site)
    for claim in site.claims.values():
        if found := _typed(claim.text):
            yield Problem(site.where("claims", claim.id, "text", offset=found.start()), "corroboration-typed", _advice(found[0]))
    for part in site.prose_fields:
        for sentence in part.prose.sentences:
            if found := _typed(sentence.text):
                yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "corroboration-typed", _advice(found[0]))


def _typed(text: str) -> re.Match[str] | None:
    """The first words that say by hand what is counted, outside quotation marks."""
    low = text.lower()
    return _TYPED.search(_QUOTED.sub(_blank, text)) if any(stem in low for stem in _STEMS) else None


def _advice(words: str) -> str:
    return f'"{words}": how many independent origins there are is counted by the program; take the words out, the label says it'


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _overlaps(site: Site) -> Iterator[Problem]:
    kept: dict[str, str] = {}
    known = {origin.id for origin in site.settings.origins}  # of a misspelt origin nobody can tell what it differs from
    texts = {name: text for name, text in site.texts.items() if site.sources[name].origin in known}
    words = {name: [kept.setdefault(word, word) for word in _words(text)] for name, text in texts.items()}
    runs = {name: array("q", map(hash, zip(*(found[i:] for i in range(SHINGLE)), strict=False))) for name, found in words.items()}
    several = _twice(runs.values())
    where: dict[int, list[tuple[str, int]]] = {}
    for name, hashes in runs.items() if several else ():
        for i, run in enumerate(hashes):
            if run in several:
                where.setdefault(run, []).append((name, i))
    starts = cache(lambda name: _starts(site.texts[name]))
    seen: set[tuple[str, str]] = set()
    for places in where.values():
        for (one, i), (two, j) in combinations(places, 2) if 1 < len(places) <= len(words) * 2 else ():
            pair = (one, two)
            if one == two or pair in seen or _roots(site, one, starts(one)[i]) & _roots(site, two, starts(two)[j]):
                continue
            length = _run(words[one], i, words[two], j)
            if length > LONGEST_BY_CHANCE:
                seen.add(pair)
                here, there = site.texts[one].location(starts(one)[i]), site.texts[two].location(starts(two)[j])
                way_out = "give both one origin, or declare the passage under `passages`"
                message = f"shares {length} words in a row with {two} ({here}, {there}), but their origins differ; {way_out}"
                yield Problem(site.where("sources", one, "origin"), "origin-overlap", message)


def _twice(runs: Iterable[array[int]]) -> set[int]:
    """The hashes that occur more than once: few, so that places are kept for few."""
    ordered = sorted(chain.from_iterable(runs))
    return {one for one, two in pairwise(ordered) if one == two}


def _words(text: ArchivedText) -> list[str]:
    """The words in lower case; quotations are left out."""
    bare = _QUOTED.sub(_blank, text.raw)
    low = bare.lower()
    if len(low) == len(bare):
        return _WORD.findall(low.replace("’", "'"))
    return [word.lower().replace("’", "'") for word in _WORD.findall(bare)]


def _starts(text: ArchivedText) -> list[int]:
    """Where each of the words begins in the raw text."""
    return [found.start() for found in _WORD.finditer(_QUOTED.sub(_blank, text.raw))]


def _run(one: list[str], i: int, two: list[str], j: int) -> int:
    length = 0
    while i + length < len(one) and j + length < len(two) and one[i + length] == two[j + length]:
        length += 1
    return length


def _roots(site: Site, source: str, offset: int) -> set[str]:
    """What a place in a source may have in common with another: its origin, and the house of the outlet unless the passage came from elsewhere."""
    for origin, (start, end) in site.passages.get(source, ()):
        if start <= offset < end:
            return {f"origin:{origin}"}
    record = site.sources[source]
    return {f"origin:{record.origin}", f"house:{record.house or record.container_title}"}
