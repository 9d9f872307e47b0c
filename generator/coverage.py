"""What became of every sentence of every source: cited (by which claims), set aside (why) or not triaged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.site import Site

_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class SentenceState:
    """One sentence of a source. Offsets count characters of the archived text; `words` and `quoted` count its words."""

    start: int
    end: int
    claims: tuple[str, ...]
    reason: str | None
    words: int
    quoted: int

    @property
    def state(self) -> str:
        """`cited`, `set aside` or `not triaged`. A sentence that is cited counts as cited even where part of it was set aside too."""
        return "cited" if self.claims else "set aside" if self.reason else "not triaged"


def coverage(site: Site, source: str) -> list[SentenceState]:
    """Every sentence of a source in order, with its claims or the reason it was set aside."""
    text = site.texts[source]
    quoted = site.quoted_in[source]
    aside = [
        (start, end, item.reason)
        for i, item in enumerate(site.sources[source].set_aside)
        for start, end in site.set_aside[source, i].spans
    ]
    return [_sentence(text.raw, span, quoted, aside) for span in text.sentences]


def _sentence(raw: str, span: tuple[int, int], quoted: Sequence[tuple[int, int, str]], aside: Sequence[tuple[int, int, str]]) -> SentenceState:
    start, end = span
    touching = [(a, b, claim) for a, b, claim in quoted if a < end and b > start]
    reason = next((reason for a, b, reason in aside if a < end and b > start), None)
    words = [found.start() for found in _WORD.finditer(raw, start, end)]
    covered = sum(any(a <= at < b for a, b, _ in touching) for at in words)
    claims = tuple(sorted({claim for _, _, claim in touching}))
    return SentenceState(start, end, claims, reason, len(words), covered)
