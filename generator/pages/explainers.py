"""Explainers: the list of questions, and a page for each with its short answer, sections and evidence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator import dates, exports, prose, tables
from generator.evidence import EvidenceBook
from generator.models import Explainer
from generator.origins import origin_of
from generator.pages import related
from generator.pages.page import Page
from generator.site import Site


def pages(site: Site, book: EvidenceBook) -> Iterator[Page]:
    """The list, then one page an explainer in reading order."""
    answers = {name: prose.parse(explainer.short_answer, site.settings.language) for name, explainer in site.explainers.items()}
    yield Page(
        path="explainers/index.md",
        title="Questions and answers",
        description="All questions this site answers, each with its short answer.",
        template="explainers.md.j2",
        section="Questions",
        context={"explainers": list(site.explainers.values()), "answers": answers},
    )
    for explainer in site.explainers.values():
        yield _page(site, book, explainer, answers[explainer.id])


def _page(site: Site, book: EvidenceBook, explainer: Explainer, answer: prose.Prose) -> Page:
    sections = list(_sections(site, book, explainer))
    cited = [reference.id for part in (answer, *(s["prose"] for s in sections if s["prose"])) for reference in part.references]
    claims = [site.claims[name] for name in dict.fromkeys(cited) if name in site.claims]
    citations = [(c, site.matches.get((claim.id, i))) for claim in claims for i, c in enumerate(claim.cite)]
    questions = dict.fromkeys(book.of(claim.id).contested for claim in claims)
    return Page(
        path=f"explainers/{explainer.id}.md",
        title=explainer.question,
        description=prose.visible(answer),
        template="explainer.md.j2",
        section="Questions",
        label=explainer.label or explainer.question,
        context={
            "explainer": explainer,
            "answer": answer,
            "sections": sections,
            "as_of": dates.in_words(explainer.as_of or site.settings.as_of),
            "covers": dates.in_words(site.settings.covers),
            "quotes": len(citations),
            "sources": len({c.source for c, _ in citations}),
            "origins": len({origin_of(site, c, match) for c, match in citations}),
            "contested": [site.questions[name] for name in questions if name],
            "also": [*explainer.keywords, *bare_figures(answer, *(s["prose"] for s in sections if s["prose"]))],
            "cite": exports.cite(site, explainer),
            "citations": exports.citations(site, explainer),
            "related": related.explainers(site, explainer, dict.fromkeys(cited)),
        },
    )


def _sections(site: Site, book: EvidenceBook, explainer: Explainer) -> Iterator[dict[str, Any]]:
    taken: set[str] = {"cite", "evidence", "contested", "inferences", "related"}
    for section in explainer.sections:
        anchor = slug(section.heading, taken)
        taken.add(anchor)
        yield {
            "heading": section.heading,
            "anchor": anchor,
            "prose": prose.parse(section.text, site.settings.language) if section.text else None,
            "show": section.show,
            "question": tables.question(site, book, section.question) if section.question else None,
            "stands": tables.stands(site) if section.show == "positions" else [],
            "relations": tables.relations(site) if section.show == "relations" else [],
            "events": tables.events(site) if section.show == "timeline" else [],
        }


def bare_figures(*texts: prose.Prose) -> list[str]:
    """The figures of the texts that have a comma, without it: the search takes "9,000" and "9000" for two words."""
    found = (figure for text in texts for figure in re.findall(r"\b\d{1,3}(?:,\d{3})+\b", prose.visible(text)))
    return list(dict.fromkeys(figure.replace(",", "") for figure in found))


def slug(heading: str, taken: set[str]) -> str:
    """An ASCII anchor for a heading, different from those already taken on the page."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    return anchor
