"""The sources as CSL-JSON, for reference managers."""

from __future__ import annotations

import json
from typing import Any

from generator import dates
from generator.evidence import EvidenceBook
from generator.models import Source
from generator.site import Site

FILE = "data/sources.csl.json"
ABOUT = "The sources in CSL-JSON, for reference managers."


def export(site: Site, book: EvidenceBook) -> str:
    """A CSL-JSON array in file order."""
    return json.dumps([_item(source) for source in site.sources.values()], ensure_ascii=False, indent=1) + "\n"


def _item(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {"id": source.id, "type": source.type}
    if source.title:
        item["title"] = source.title
    if source.author:
        item["author"] = [name.model_dump(exclude_none=True) for name in source.author]
    item |= {"container-title": source.container_title, "URL": source.url, "issued": _issued(source.issued), "language": source.language}
    notes = [note for note in (source.title_note, source.issued_note, source.origin_note, source.note) if note]
    if notes:
        item["note"] = " ".join(notes)
    return item


def _issued(edtf: str) -> dict[str, Any]:
    """CSL's date: one or two date-parts as precise as the EDTF, and `circa` where it is qualified."""
    parts = [[int(number) for number in point.rstrip("~?%").split("-")] for point in edtf.split("/")]
    return {"date-parts": parts} | ({"circa": True} if dates.parse(edtf).qualifier else {})
