"""What became of every sentence of every source: cited (by which claims), set aside (why) or not triaged.

Measures and judges nothing: what is too much quoted or too poorly explained is for the checks, what it looks like for the reports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
    return [_sentence(text.raw, span, quoted, aside, reasons) for span in text.sentences]


def quoted_words(site: Site, source: str) -> Quoted:
    """How many words of a source the site quotes, each counted once however many claims quote it, and the longest run of them."""
    raw = site.texts[source].raw
    spans = merged([(start, end) for start, end, _ in site.quoted_in[source]])
    words = quoted = length = at = start = 0
    longest = (0, 0, 0)
    for word in _WORD.finditer(raw):
        words += 1
        while at < len(spans) and spans[at][1] <= word.start():
            at += 1
        # A quote may leave out the quotation mark or bracket before a word: the word counts as soon as the quote touches it.
        if at < len(spans) and spans[at][0] < word.end():
            quoted += 1
            start = start if length else word.start()
            length += 1
            if length > longest[2]:
                longest = (start, word.end(), length)
        else:
            length = 0
    return Quoted(words, quoted, longest)


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
    covered = sum(any(a < last and first < b for a, b in spans) for first, last in words)
    claims = tuple(sorted({claim for _, _, claim in touching}))
    return SentenceState(start, end, claims, None if entry is None else reasons[entry], len(words), covered, tuple(spans), entry)
