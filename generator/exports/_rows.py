"""The claim as plain data, shared by the JSON and CSV exports, so that both say the same."""

from __future__ import annotations

from typing import Any

from generator import addresses
from generator.evidence import EvidenceBook
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
        "address": page_address(addresses.evidence(site, claim.id)),
        "cite": [_citation(citation, view.verdict, view.url, view.origin) for citation, view in zip(claim.cite, evidence.quotes, strict=True)],
    }


def _citation(citation: Citation, verdict: str, url: str, origin: str) -> dict[str, Any]:
    """A citation in the terms of the W3C TextQuoteSelector."""
    selector = {"type": "TextQuoteSelector", "exact": citation.quote, "prefix": citation.prefix, "suffix": citation.suffix}
    return {"source": citation.source, "selector": {k: v for k, v in selector.items() if v}, "origin": origin, "verdict": verdict, "url": url}


def page_address(address: str) -> str:
    """The published address of a Markdown address: `claims/aims.md#x` becomes `claims/aims/#x`."""
    path, hash_sign, anchor = address.partition("#")
    base = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
    return base + hash_sign + anchor
