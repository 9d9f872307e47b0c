"""Sources and quotations in the vocabulary of schema.org, shared by the data file and the pages. There is no ClaimReview: the
site reports what sources say and does not rate it."""

from __future__ import annotations

import json
import re
from typing import Any

from generator import dates, prose
from generator.evidence import EvidenceBook, issued
from generator.models import Explainer, Source
from generator.site import Site

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")  # what YAML refuses
_TYPES = {
    "article-newspaper": "NewsArticle", "article-magazine": "Article", "article-journal": "ScholarlyArticle", "webpage": "Article",
    "post-weblog": "BlogPosting", "post": "SocialMediaPosting", "report": "Report", "book": "Book",
    "dataset": "Dataset",
}  # fmt: skip


def source(record: Source) -> dict[str, Any]:
    """A source. An inexact date of publication is given in words only (`creditText`), since schema.org cannot say "about"."""
    date = dates.parse(record.issued)
    made: dict[str, Any] = {"@type": _TYPES.get(record.type, "CreativeWork"), "url": record.url}
    if record.title:
        made["name"] = record.title
    authors = [{"@type": "Person" if name.family else "Organization", "name": _full_name(name)} for name in record.author]
    if authors:
        made["author"] = authors
    made["publisher"] = {"@type": "Organization", "name": record.container_title}
    if date.is_day and not date.qualifier:
        made["datePublished"] = date.first.isoformat()
    return made | {"inLanguage": record.language, "creditText": f"{record.container_title}, {issued(record)}"}


def _full_name(name: Any) -> str:
    return name.literal or " ".join(part for part in (name.given, name.family) if part)


def cited(site: Site, explainer: Explainer) -> list[str]:
    """The ids of the claims that an explainer's prose cites, in order, each once."""
    texts = [explainer.short_answer, *(section.text for section in explainer.sections)]
    found = (reference.id for text in texts if text for reference in prose.parse(text, site.settings.language).references)
    return [name for name in dict.fromkeys(found) if name in site.claims]


def citations(site: Site, explainer: Explainer) -> str:
    """The sources behind an explainer, in the order of their first citation, as JSON on one line that is YAML as well: for
    `citations` in the front matter of its page, from where the theme layer puts them into the page's linked data."""
    names = dict.fromkeys(citation.source for name in cited(site, explainer) for citation in site.claims[name].cite)
    return _UNPRINTABLE.sub("\ufffd", json.dumps([source(site.sources[name]) for name in names], ensure_ascii=False))


def quotations(site: Site, book: EvidenceBook, explainer: Explainer) -> list[dict[str, Any]]:
    """The quotations behind an explainer, each with its source and its address at the publisher."""
    return [
        {"@type": "Quotation", "text": citation.quote, "url": quote.url, "isPartOf": {"@id": site.sources[citation.source].url}}
        for name in cited(site, explainer)
        for citation, quote in zip(site.claims[name].cite, book.of(name).quotes, strict=True)
    ]
