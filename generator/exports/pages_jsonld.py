"""The whole site as linked data: pages, questions, answers, quotations and sources in the vocabulary of schema.org. What a page
says of itself in its head is in `templates/theme/main.html`; this is the same with every quotation."""

from __future__ import annotations

from typing import Any

from generator import prose
from generator.evidence import EvidenceBook
from generator.exports import _linked, claims_json
from generator.exports._places import place
from generator.exports._rows import with_list
from generator.models import Explainer
from generator.site import Site

FILE = "data/site.jsonld"
ABOUT = "Questions, answers, quotations and sources as linked data (JSON-LD, schema.org)."


def export(site: Site, book: EvidenceBook) -> str:
    """One graph: the site, a page with question and answer an explainer, and the sources by their addresses."""
    graph = [_website(site), *(_page(site, book, e) for e in site.explainers.values())]
    graph += [{"@id": record.url, **_linked.source(record)} for record in site.sources.values()]
    return with_list({"@context": "https://schema.org"}, "@graph", graph)


def _website(site: Site) -> dict[str, Any]:
    settings = site.settings
    made: dict[str, Any] = {"@type": "WebSite", "@id": place(settings, "index.md", FILE), "name": settings.title}
    made |= {"description": settings.description, "inLanguage": settings.language, "license": settings.licence.url}
    if settings.publisher:
        made["publisher"] = {"@type": "Organization", "name": settings.publisher}
    claims = {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": place(settings, claims_json.FILE, FILE)}
    data: dict[str, Any] = {
        "@type": "Dataset",
        "name": f"Claims: {settings.title}",
        "description": claims_json.ABOUT,
        "license": settings.licence.url,
    }
    data |= {"temporalCoverage": settings.covers, "distribution": claims}
    return made | {"hasPart": data}


def _page(site: Site, book: EvidenceBook, explainer: Explainer) -> dict[str, Any]:
    settings = site.settings
    address = place(settings, f"explainers/{explainer.id}.md", FILE)
    answer: dict[str, Any] = {"@type": "Answer", "text": prose.visible(prose.parse(explainer.short_answer, settings.language))}
    answer |= {"citation": _linked.quotations(site, book, explainer)}
    question = {"@type": "Question", "name": explainer.question, "acceptedAnswer": answer}
    made: dict[str, Any] = {"@type": "WebPage", "@id": address, "name": explainer.question, "inLanguage": settings.language}
    made |= {"license": settings.licence.url, "isPartOf": {"@id": place(settings, "index.md", FILE)}}
    about = [site.entities[name].name for name in explainer.about if name in site.entities]
    return made | ({"about": [{"@type": "Thing", "name": name} for name in about]} if about else {}) | {"mainEntity": question}
