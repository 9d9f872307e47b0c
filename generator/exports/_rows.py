"""The claim as plain data, shared by the JSON and CSV exports, so that both say the same; and how JSON is laid out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator import addresses
from generator.evidence import EvidenceBook
from generator.exports._places import published
from generator.models import Citation, Claim
from generator.site import Site


def claim_row(site: Site, book: EvidenceBook, claim: Claim) -> dict[str, Any]:
    """One claim with its evidence. Dates are EDTF, `address` is relative to the site's root, offsets are left out on purpose:
    the archived texts are not published."""
    evidence = book.of(claim.id)
    return {
        "id": claim.id,
        "text": claim.text,
        "topic": site.topic_of[claim.id],
        "about": list(claim.about),
        "kind": claim.kind,
        "speaker": evidence.speaker or None,
        "via": claim.via,
        "happened": claim.happened,
        "said": claim.said,
        "as_of": claim.as_of,
        "origins": list(evidence.origins),
        "contested": evidence.contested is not None,
        "withdrawn": claim.retired.date if claim.retired else None,
        "address": published(addresses.evidence(site, claim.id)),
        "cite": [_citation(citation, view.verdict, view.url, view.origin) for citation, view in zip(claim.cite, evidence.quotes, strict=True)],
    }


def _citation(citation: Citation, verdict: str, url: str, origin: str) -> dict[str, Any]:
    """A citation in the terms of the W3C TextQuoteSelector."""
    selector = {"type": "TextQuoteSelector", "exact": citation.quote, "prefix": citation.prefix, "suffix": citation.suffix}
    return {"source": citation.source, "selector": {k: v for k, v in selector.items() if v}, "origin": origin, "verdict": verdict, "url": url}


def with_list(head: dict[str, Any], key: str, items: Iterable[Any]) -> str:
    """A JSON object: `head`, then under `key` the items, one a line. Each is written whole, since indenting takes four times as long."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f"{opening},\n {json.dumps(key)}: [\n{lines}\n ]\n}}\n"
