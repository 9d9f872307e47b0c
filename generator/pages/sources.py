"""Sources: the list, and a page each with what is known of the publication, what is quoted, and what became of its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator import dates
from generator.coverage import SentenceState, coverage
from generator.evidence import Evidence, EvidenceBook, issued
from generator.models import Source
from generator.pages import related
from generator.pages.page import Page
from generator.site import Site

REASONS = {
    "navigation": "link to another article",
    "caption": "picture caption",
    "headline": "headline or teaser",
    "repetition": "says again what another sentence says",
    "opinion": "the author's opinion, nothing to check",
    "background": "background outside the subject",
    "unverified-post": "unverified social-media post",
    "private-person": "about a private person",
    "garbled": "garbled beyond safe reading",
    "fragment": "fragment of a sentence",
}
"""What the reasons for setting a sentence aside mean, for readers."""


def pages(site: Site, book: EvidenceBook) -> Iterator[Page]:
    """The list by date of publication, then the sources."""
    ordered = sorted(site.sources.values(), key=lambda s: (dates.parse(s.issued).first, s.id))
    states = {name: coverage(site, name) for name in site.sources}
    counts = {name: Counter(state.state for state in found) for name, found in states.items()}
    yield Page(
        path="sources/index.md",
        title="Sources",
        description="The articles this site rests on: outlet, date, origin, and how much of each is used.",
        template="sources.md.j2",
        section="Evidence/Sources",
        context={"sources": ordered, "issued": {s.id: issued(s) for s in ordered}, "counts": counts, "origins": _origins(site)},
    )
    for source in ordered:
        yield _page(site, book, source, states[source.id])


def _origins(site: Site) -> dict[str, str]:
    return {origin.id: origin.name for origin in site.settings.origins}


def _page(site: Site, book: EvidenceBook, source: Source, states: list[SentenceState]) -> Page:
    claims = dict.fromkeys(claim for _, _, claim in site.quoted_in[source.id])
    topics: dict[str, list[Evidence]] = {}
    for name in sorted(claims, key=lambda claim: site.topics[site.topic_of[claim]].topic):
        topics.setdefault(site.topics[site.topic_of[name]].topic, []).append(book.of(name))
    words = sum(state.words for state in states)
    users, more_users = related.users(site, source.id)
    return Page(
        path=f"sources/{source.id}.md",
        title=f"{source.container_title}, {dates.in_words(source.issued)}",
        description=f"What this site quotes from {source.container_title} of {dates.in_words(source.issued)}, and what it sets aside.",
        template="source.md.j2",
        section="Evidence/Sources",
        context={
            "source": source,
            "issued": issued(source),
            "origins": _origins(site),
            "passages": sorted({origin for origin, _ in site.passages.get(source.id, ())}),
            "counts": Counter(state.state for state in states),
            "sentences": len(states),
            "share": round(100 * sum(state.quoted for state in states) / words) if words else 0,
            "reasons": Counter(REASONS[state.reason] for state in states if state.state == "set aside" and state.reason),
            "topics": topics,
            "users": users,
            "more_users": more_users,
        },
    )
