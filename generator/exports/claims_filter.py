"""What the filters of the claims page read: the claims by what they can be filtered for, short because a reader waits for it.

Fetched by `templates/assets/filter.js` when the reader opens the filters and not before. Places in the lists stand for names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator import addresses, dates
from generator.disputes import date_of
from generator.evidence import KINDS, EvidenceBook, issued
from generator.exports._places import published
from generator.models import Claim
from generator.site import Site

FILE = "data/claims-filter.json"
ABOUT = "What the filters on the page of all claims read; use claims.json for anything else."

STATUSES = ("contested", *KINDS.values(), "one origin", "several origins", "withdrawn", "our inference")


def export(site: Site, book: EvidenceBook) -> str:
    """A JSON object: `entities`, `sources`, `statuses` and `topics` as lists, and `claims` as rows of text, address, places in
    these lists, first and last day, and the date in words. A withdrawn claim gives no text."""
    entities = sorted((name for name in site.entities if site.claims_about[name]), key=lambda name: (site.entities[name].name.casefold(), name))
    sources = sorted(site.sources, key=lambda name: (dates.parse(site.sources[name].issued).first, name))
    used = {status for claim in site.claims.values() for status in _statuses(book, claim)} | ({"our inference"} if site.inferences else set())
    statuses = [status for status in STATUSES if status in used]
    places = tuple({name: place for place, name in enumerate(names)} for names in (entities, sources, statuses))
    rows = [_claim(site, book, claim, places) for claim in site.claims.values()]
    for inference in site.inferences.values():
        about = _places(places[0], inference.about)
        rows.append([inference.text, published(addresses.evidence(site, inference.id)), about, [], _places(places[2], ["our inference"]), "", "", ""])
    head = {
        "entities": [[name, site.entities[name].name] for name in entities],
        "sources": [[name, f"{site.sources[name].container_title}, {issued(site.sources[name])}"] for name in sources],
        "statuses": statuses,
    }
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1] + f',"claims":[\n{lines}\n]}}\n'


def _claim(site: Site, book: EvidenceBook, claim: Claim, places: tuple[dict[str, int], ...]) -> list[Any]:
    address = published(addresses.evidence(site, claim.id))
    statuses = _places(places[2], _statuses(book, claim))
    if claim.retired:
        return ["", address, [], [], statuses, "", "", ""]
    edtf = date_of(site, claim)
    date = dates.parse(edtf)
    about, cited = _places(places[0], claim.about), _places(places[1], (citation.source for citation in claim.cite))
    return [claim.text, address, about, cited, statuses, date.first.isoformat(), date.last.isoformat(), dates.in_words(edtf)]


def _places(places: dict[str, int], names: Iterable[str]) -> list[int]:
    return sorted({places[name] for name in names if name in places})


def _statuses(book: EvidenceBook, claim: Claim) -> list[str]:
    """The status words of a claim as the filter names them."""
    if claim.retired:
        return ["withdrawn"]
    evidence = book.of(claim.id)
    origins = [] if claim.kind == "post" else ["one origin" if len(evidence.origins) == 1 else "several origins"]
    return [KINDS[claim.kind], *origins, *(["contested"] if evidence.contested else [])]
