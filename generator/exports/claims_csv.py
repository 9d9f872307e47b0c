"""All claims as CSV, one row a citation."""

from __future__ import annotations

import csv
import io

from generator.evidence import EvidenceBook
from generator.exports._rows import claim_row
from generator.site import Site

FILE = "data/claims.csv"
ABOUT = "All claims as a table (CSV, UTF-8), one row for each citation."
_COLUMNS = ("id", "text", "topic", "kind", "speaker", "via", "happened", "said", "as_of", "contested", "withdrawn", "address")


def export(site: Site, book: EvidenceBook) -> str:
    """CSV with a header row. A cell that a spreadsheet would run as a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_COLUMNS, "about", "origins", "source", "quote", "url"))
    for claim in site.claims.values():
        row = claim_row(site, book, claim)
        for citation in row["cite"]:
            cells = [row[column] for column in _COLUMNS]
            cells += [" ".join(row["about"]), "; ".join(row["origins"]), citation["source"], citation["selector"]["exact"], citation["url"]]
            writer.writerow([_inert(cell) for cell in cells])
    return out.getvalue()


def _inert(cell: object) -> object:
    text = "" if cell is None else str(cell)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
