"""What a reader gets to see of a claim: who says so, when, in which words, how many origins, how sure.

Turns a claim into plain display values for templates and exports. Makes no markup and no links between pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator import dates, disputes
from generator.models import Citation, Claim, Source, Speaker
from generator.origins import independent, origin_of
from generator.quotes.fragments import deep_link, fragment
from generator.quotes.matcher import Match
from generator.site import ArchivedText, Site

VERDICTS = {
    "verbatim": "words found in the archived text",
    "elided": "words found in the archived text; the omission is marked",
    "bracketed": "words found in the archived text; our clarification stands in brackets",
}
KINDS = {
    "reported": "reported by the outlet",
    "stated": "stated by a party",
    "quoted": "quoted word for word",
    "assessment": "the author's assessment",
    "post": "unverified post",
}
_CONTEXT_WORDS = 12
"""How many words of the sentence around a quote are shown at each side, so that quotations stay short."""


@dataclass(frozen=True)
class QuoteView:
    """A quote inside its sentence: `segments` alternate context (False) and quoted words (True)."""

    source: str
    outlet: str
    issued: str
    segments: tuple[tuple[str, bool], ...]
    verdict: str
    url: str
    origin: str


@dataclass(frozen=True)
class Label:
    """A status word with the key of its explanation on *How to read this site*."""

    key: str
    words: str


@dataclass(frozen=True)
class Evidence:
    """Everything shown about a claim. Dates are in words; `origins` are the names of the independent origins; `reply` holds
    the quotes in which the person concerned answers."""

    claim: Claim
    speaker: str
    labels: tuple[Label, ...]
    origins: tuple[str, ...]
    happened: str
    said: str
    as_of: str
    quotes: tuple[QuoteView, ...]
    contested: str | None
    reply: tuple[QuoteView, ...] = ()


class EvidenceBook:
    """Makes and keeps the `Evidence` of each claim, since many pages show the same one."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.disputes = disputes.disputes(site)
        self._names = {origin.id: origin.name for origin in site.settings.origins}
        self._made: dict[str, Evidence] = {}

    def of(self, name: str) -> Evidence:
        """The evidence of the claim with this id."""
        if name not in self._made:
            self._made[name] = self._make(self.site.claims[name])
        return self._made[name]

    def _make(self, claim: Claim) -> Evidence:
        site = self.site
        contested = self._contested(claim)
        origins = independent(site, claim)
        return Evidence(
            claim=claim,
            speaker=speaker_name(site, claim.speaker),
            labels=tuple(_labels(claim, len(origins), contested)),
            origins=tuple(self._names.get(origin, origin) for origin in origins),
            happened=in_words(claim.happened),
            said=in_words(claim.said),
            as_of=in_words(claim.as_of),
            quotes=tuple(self.quote(citation, site.matches.get((claim.id, i))) for i, citation in enumerate(claim.cite)),
            contested=contested,
            reply=tuple(self.quote(c, site.reply_matches.get((claim.id, i))) for i, c in enumerate(claim.reply.cite)) if claim.reply else (),
        )

    def _contested(self, claim: Claim) -> str | None:
        """The question to which another answer contradicts this claim's own; other answers to it may contradict each other alone."""
        dispute = self.disputes.get(claim.answers.question) if claim.answers and claim.retired is None else None
        others = [other for other in dispute.answers if other.id != claim.id] if dispute and dispute.state == "contested" else []
        against = any(disputes.relation(self.site, claim, other) == "contested" for other in others)
        return dispute.question if dispute and against else None

    def quote(self, citation: Citation, match: Match | None) -> QuoteView:
        """A citation as the reader sees it."""
        source = self.site.sources[citation.source]
        text = self.site.texts[citation.source]
        spans = match.spans if match else ()
        segments = _segments(text.raw, spans, _around(text, spans)) if spans else ((citation.quote, True),)
        return QuoteView(
            source=source.id,
            outlet=source.container_title,
            issued=issued(source),
            segments=segments,
            verdict=VERDICTS.get(match.verdict if match else "", "words not found"),
            url=deep_link(source.url, fragment(text.normalised, text.raw, spans)) if spans else source.url,
            origin=self._names.get(origin := origin_of(self.site, citation, match), origin),
        )


def speaker_name(site: Site, speaker: Speaker | None) -> str:
    """The name of who says so, or an empty string where it is the outlet itself."""
    if speaker is None:
        return ""
    return site.entities[speaker.entity].name if speaker.entity and speaker.entity in site.entities else speaker.name or ""


def issued(source: Source) -> str:
    """The source's publication date in words; an inferred one says so."""
    return dates.in_words(source.issued) + (" (date inferred)" if source.issued_basis == "inferred" else "")


def in_words(edtf: str | None) -> str:
    """An optional date in words, or an empty string."""
    return dates.in_words(edtf) if edtf else ""


def _labels(claim: Claim, origins: int, contested: str | None) -> list[Label]:
    if claim.retired:
        return [Label("withdrawn", "withdrawn")]
    labels = [Label(claim.kind, KINDS[claim.kind])] if claim.kind != "reported" else []
    if claim.kind != "post":
        labels.append(Label("origins", "one origin" if origins == 1 else f"{origins} origins"))
    if contested:
        labels.append(Label("contested", "contested"))
    return labels


_DATELINE = re.compile(r"\s*date [0-9]{4}-[0-9]{2}-[0-9]{2}\s")
"""What the reading of some outlets' pages puts before the first sentence: the date as a field, which is no part of the sentence."""


def _around(text: ArchivedText, spans: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The sentences that a quote touches, without a line of the date before the first of them."""
    start, end = text.sentence_span(spans[0][0], spans[-1][1])
    dateline = _DATELINE.match(text.raw)
    return (min(max(start, dateline.end()), spans[0][0]) if dateline else start), end


def _segments(raw: str, spans: tuple[tuple[int, int], ...], around: tuple[int, int]) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    before = _tidy(raw[around[0] : spans[0][0]]).split(" ")
    parts.append((("… " if len(before) > _CONTEXT_WORDS else "") + " ".join(before[-_CONTEXT_WORDS:]), False))
    for i, (start, end) in enumerate(spans):
        if i:
            gap = _tidy(raw[spans[i - 1][1] : start])
            parts.append((gap if len(gap.split()) <= _CONTEXT_WORDS else " […] ", False))
        parts.append((_tidy(raw[start:end]), True))
    after = _tidy(raw[spans[-1][1] : around[1]]).split(" ")
    parts.append((" ".join(after[:_CONTEXT_WORDS]) + (" …" if len(after) > _CONTEXT_WORDS else ""), False))
    return tuple((text, quoted) for text, quoted in parts if text)


def _tidy(text: str) -> str:
    """White space folded to single spaces; a space at either end is kept, since it separates the quote from its sentence."""
    return (" " if text[:1].isspace() else "") + " ".join(text.split()) + (" " if text.strip() and text[-1:].isspace() else "")
