"""All claims: the list, and a page a topic that shows each claim with its evidence at its permanent address."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses, dates
from generator.evidence import EvidenceBook
from generator.pages import tables
from generator.pages.page import Page
from generator.site import Site


def pages(site: Site, book: EvidenceBook) -> Iterator[Page]:
    """The list of all claims by topic, then the topics by heading."""
    topics = dict(sorted(site.topics.items(), key=lambda item: item[1].topic.casefold()))
    yield Page(
        path="claims/index.md",
        title="All claims",
        description="Every claim this site makes, by topic, each with a permanent address.",
        template="all-claims.md.j2",
        section="Evidence/Claims",
        context={"topics": topics, "book": book},
        searched=False,
    )
    for name, topic in topics.items():
        if topic.claims or topic.inferences:
            yield Page(
                path=f"claims/{name}.md",
                title=f"Claims: {topic.topic}",
                description=topic.description or f"What the sources say on the topic “{topic.topic}”, claim by claim, with the exact words.",
                template="claims.md.j2",
                section="Evidence/Claims",
                label=topic.topic,
                context={
                    "topic": topic,
                    "in_words": dates.in_words,
                    "evidence": [book.of(claim.id) for claim in topic.claims],
                    "used_on": {item.id: used_on(site, item.id) for part in (topic.claims, topic.inferences) for item in part},
                    "questions": [tables.question(site, book, question.id) for question in topic.questions],
                },
            )


def used_on(site: Site, name: str) -> list[tuple[str, str]]:
    """(address, title) of the pages whose prose cites a claim or inference, in reading order."""
    return [(addresses.page_of(kind, owner), _title(site, kind, owner)) for kind, owner in site.cited_on.get(name, ())]


def _title(site: Site, kind: str, owner: str) -> str:
    if kind == "explainers":
        return site.explainers[owner].question
    return "Home" if kind == "site" else site.entities[owner].name
