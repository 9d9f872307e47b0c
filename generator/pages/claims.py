"""All claims: the list, and a page a topic that shows each claim with its evidence at its permanent address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from generator import addresses, dates, exports, tables
from generator.evidence import EvidenceBook
from generator.exports import claims_filter
from generator.pages.page import Page
from generator.site import Site

MOST_LISTED = 600
"""A site with more claims lists its topics on the page of all claims, and the claims on the topics' pages only, so that no page is huge."""


def pages(site: Site, book: EvidenceBook) -> Iterator[Page]:
    """The list of all claims by topic, then the topics by heading."""
    topics = dict(sorted(site.topics.items(), key=lambda item: item[1].topic.casefold()))
    yield Page(
        path="claims/index.md",
        title="All claims",
        description="Every claim this site makes, by topic, each with a permanent address.",
        template="all-claims.md.j2",
        section="Evidence/Claims",
        context={"topics": topics, "book": book, "whole": len(site.claims) <= MOST_LISTED, "filter": claims_filter.FILE},
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
                    "cites": {claim.id: exports.cite_claim(site, claim) for claim in topic.claims if not claim.retired},
                    "reports": {claim.id: report(site, claim.id) for claim in topic.claims},
                    "questions": [tables.question(site, book, question.id) for question in topic.questions],
                },
            )


def report(site: Site, name: str) -> str:
    """The address at which readers report a problem with a claim, which it and its permanent address are filled into; "" where the site has none."""
    wanted = site.settings.report
    if not wanted:
        return ""
    address = exports.place(site.settings, addresses.evidence(site, name), "")
    if "{id}" in wanted or "{address}" in wanted:
        return wanted.replace("{id}", quote(name, safe="")).replace("{address}", quote(address, safe=""))
    title = quote(f"Problem with the claim {name}", safe="")
    body = quote(f"Claim: {name}\nAddress: {address}\n\nWhat is wrong: ", safe="")
    base, mark, fragment = wanted.partition("#")
    join = "&" if "?" in base else "?"
    return f"{base}{join}{'subject' if base.startswith('mailto:') else 'title'}={title}&body={body}{mark}{fragment}"


def used_on(site: Site, name: str) -> list[tuple[str, str]]:
    """(address, title) of the pages whose prose cites a claim or inference, in reading order."""
    return [(addresses.page_of(kind, owner), _title(site, kind, owner)) for kind, owner in site.cited_on.get(name, ())]


def _title(site: Site, kind: str, owner: str) -> str:
    if kind == "explainers":
        return site.explainers[owner].question
    return "Home" if kind == "site" else site.entities[owner].name
