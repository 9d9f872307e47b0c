"""All claims as JSON."""

from __future__ import annotations

from generator.evidence import EvidenceBook
from generator.exports._rows import claim_row, with_list
from generator.exports.claims_schema import FILE as SCHEMA
from generator.site import Site

FILE = "data/claims.json"
ABOUT = "All claims with their citations, in JSON; quotes as W3C TextQuoteSelectors, dates in EDTF."


def export(site: Site, book: EvidenceBook) -> str:
    """A JSON object with the name of its schema, the site's title, what it covers, its licence and the list of claims."""
    settings = site.settings
    data = {
        "$schema": SCHEMA.rpartition("/")[2],
        "title": settings.title,
        "covers": settings.covers,
        "as_of": settings.as_of,
        "licence": {"name": settings.licence.name, "url": settings.licence.url, "note": settings.licence.note},
    }
    return with_list(data, "claims", (claim_row(site, book, claim) for claim in site.claims.values()))
