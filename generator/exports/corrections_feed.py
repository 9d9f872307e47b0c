"""The corrections as an Atom feed (RFC 4287), made from the changes and withdrawals that the claims record. An entry's id
depends on the claim, the kind, the date and its place among the same, never on its words: a reader sees no entry twice."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from generator import addresses, dates
from generator.evidence import EvidenceBook
from generator.exports._places import place
from generator.models import Claim
from generator.site import Site

FILE = "feed.xml"
ABOUT = "Corrections as they are made, an Atom feed for feed readers."

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")


@dataclass(frozen=True)
class _Entry:
    """A correction. `day` is ISO; of a date that is not exact its last day counts, since it was surely made by then."""

    claim: Claim
    day: str
    title: str
    text: str
    name: str


def export(site: Site, book: EvidenceBook) -> str:
    """The feed, newest first; without corrections it has no entries and the date of the site's latest source."""
    settings = site.settings
    identity = _identity(site)
    entries = sorted(_entries(site), key=lambda entry: (entry.day, entry.name), reverse=True)
    updated = entries[0].day if entries else _day(settings.as_of)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(settings.language)}>',
        f"  <id>{identity.urn}</id>",
        f"  <title>{_text(f'Corrections: {settings.title}')}</title>",
        f"  <updated>{_moment(updated)}</updated>",
        f"  <author><name>{_text(settings.publisher or settings.title)}</name></author>",
        f'  <link rel="self" type="application/atom+xml" href={_attribute(place(settings, FILE, FILE))}/>',
        f'  <link rel="alternate" type="text/html" href={_attribute(place(settings, "corrections.md", FILE))}/>',
        f"  <rights>{_text(settings.licence.name)}</rights>",
    ]
    for entry in entries:
        address = place(settings, addresses.evidence(site, entry.claim.id), FILE)
        lines += [
            "  <entry>",
            f"    <id>{uuid.uuid5(identity, entry.name).urn}</id>",
            f"    <title>{_text(entry.title)}</title>",
            f"    <updated>{_moment(entry.day)}</updated>",
            f'    <link rel="alternate" type="text/html" href={_attribute(address)}/>',
            f'    <content type="text">{_text(entry.text)}</content>',
            "  </entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _identity(site: Site) -> uuid.UUID:
    """What all ids of the feed grow from: the site's address, or its title while it has none."""
    return uuid.uuid5(uuid.NAMESPACE_URL, (site.settings.url or "").rstrip("/") or site.settings.title)


def _entries(site: Site) -> Iterator[_Entry]:
    for claim in site.claims.values():
        seen: Counter[str] = Counter()
        for change in claim.changes:
            seen[change.date] += 1
            # The words of a withdrawn claim are not spread anew.
            title = "Changed, later withdrawn: a claim" if claim.retired else f"Changed: {claim.text}"
            text = change.reason if claim.retired else f"Before, it read: “{change.was}” {change.reason}"
            yield _Entry(claim, _day(change.date), title, text, f"{claim.id} changed {change.date} {seen[change.date]}")
        if claim.retired:
            title = f"Withdrawn: a claim on “{site.topics[site.topic_of[claim.id]].topic}”"
            yield _Entry(claim, _day(claim.retired.date), title, claim.retired.reason, f"{claim.id} withdrawn")


def _day(edtf: str) -> str:
    return dates.parse(edtf).last.isoformat()


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text))
