"""What became of every sentence of every source: cited (by which claims), set aside (why) or not triaged.

Measures and judges nothing: what is too much quoted or too poorly explained is for the checks, what it looks like for the reports.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.site import Site

_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class SentenceState:
    """One sentence of a source. Offsets count characters of the archived text; `words` and `quoted` count its words.

    `spans` are the quoted stretches inside the sentence, merged and in order; `aside` is the place in the source's `set_aside`
    of the first entry that touches it.
    """

    start: int
    end: int
    claims: tuple[str, ...]
    reason: str | None
    words: int
    quoted: int
    spans: tuple[tuple[int, int], ...] = ()
    aside: int | None = None

    @property
    def state(self) -> str:
        """`cited`, `set aside` or `not triaged`. A sentence that is cited counts as cited even where part of it was set aside too."""
        return "cited" if self.claims else "set aside" if self.reason else "not triaged"

    @property
    def whole(self) -> bool:
        """Whether every word of it is quoted."""
        return self.words > 0 and self.quoted == self.words


@dataclass(frozen=True)
class Quoted:
    """How much of a source is quoted: its words, those that a quote holds, and the longest unbroken run of those (raw start, end, words)."""

    words: int
    quoted: int
    run: tuple[int, int, int]

    @property
    def share(self) -> float:
        """The quoted part of the words, from 0 to 1."""
        return self.quoted / self.words if self.words else 0.0


def coverage(site: Site, source: str) -> list[SentenceState]:
    """Every sentence of a source in order, with its claims or the reason it was set aside."""
    text = site.texts[source]
    quoted = sorted(site.quoted_in[source])
    aside = [
        (start, end, i)
        for i in range(len(site.sources[source].set_aside))
        if (source, i) in site.set_aside
        for start, end in site.set_aside[source, i].spans
    ]
    reasons = [item.reason for item in site.sources[source].set_aside]
    starts = [start for start, _, _ in quoted]
    reach = list(accumulate((end for _, end, _ in quoted), max))  # how far the quotes up to each of them go
    states = []
    for start, end in text.sentences:
        near = quoted[bisect_right(reach, start) : bisect_left(starts, end)]
        states.append(_sentence(text.raw, (start, end), near, aside, reasons))
    return states


def quoted_words(site: Site, source: str) -> Quoted:
    """How many words of a source the site quotes, each counted once however many claims quote it, and the longest run of them."""
    raw = site.texts[source].raw
    words = [found.span() for found in _WORD.finditer(raw)]
    quoted = length = start = 0
    longest = (0, 0, 0)
    for (first, last), held in zip(words, _held(words, merged([(start, end) for start, end, _ in site.quoted_in[source]])), strict=True):
        if held:
            quoted += 1
            start = start if length else first
            length += 1
            if length > longest[2]:
                longest = (start, last, length)
        else:
            length = 0
    return Quoted(len(words), quoted, longest)


def _held(words: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> Iterator[bool]:
    """Of each word whether a span touches it; both in order, the spans merged. A quote may leave out the bracket before a word and still hold it."""
    at = 0
    for first, last in words:
        while at < len(spans) and spans[at][1] <= first:
            at += 1
        yield at < len(spans) and spans[at][0] < last


def merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that the spans cover together, in order, none touching another."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _sentence(
    raw: str, span: tuple[int, int], quoted: Sequence[tuple[int, int, str]], aside: Sequence[tuple[int, int, int]], reasons: Sequence[str]
) -> SentenceState:
    start, end = span
    touching = [(a, b, claim) for a, b, claim in quoted if a < end and b > start]
    entry = next((i for a, b, i in aside if a < end and b > start), None)
    spans = merged([(max(a, start), min(b, end)) for a, b, _ in touching])
    words = [found.span() for found in _WORD.finditer(raw, start, end)]
    covered = sum(_held(words, spans))
    claims = tuple(sorted({claim for _, _, claim in touching}))
    return SentenceState(start, end, claims, None if entry is None else reasons[entry], len(words), covered, tuple(spans), entry)
