"""Which addresses the content names, where it names them, and which quotes are to stand there.

One entry an address, however often it stands in the content and with whatever anchor. Asks nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator import dates
from generator.models import Citation
from generator.problems import Location
from generator.quotes.fragments import fragment
from generator.quotes.matcher import Match
from generator.site import Site


@dataclass(frozen=True)
class Quotation:
    """A citation of the source at an address: where its quote stands in the content, and the text fragment that leads to it ("" without)."""

    claim: str
    quote: str
    prefix: str | None
    suffix: str | None
    language: str
    place: Location
    part: str


@dataclass(frozen=True)
class Anchor:
    """A link of the prose that leads to a place in the page: what stands after the "#"."""

    part: str
    place: Location


@dataclass(frozen=True)
class Outside:
    """An address. `places` are where the content names it; `quotations` what is to stand there; `archive` where a copy may be looked for."""

    url: str
    places: tuple[Location, ...]
    quotations: tuple[Quotation, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    archive: str = ""
    has_archive: bool = False


@dataclass
class _Gathered:
    places: list[Location] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    archive: str = ""
    has_archive: bool = False


def outside(site: Site) -> list[Outside]:
    """Every outside address of the content, sorted by address."""
    found: dict[str, _Gathered] = {}
    cited = _cited(site)
    for name, source in site.sources.items():
        quotations = cited.get(name, [])
        entry = _add(found, source.url, site.where("sources", name, "URL"))
        entry.quotations += quotations
        entry.archive = _wayback(source.url, source.issued)
        if source.archive_url:
            entry.has_archive = True
            _add(found, source.archive_url, site.where("sources", name, "archive_url")).quotations += quotations
    for part in site.prose_fields:
        for link in part.prose.links:
            if re.match("https?:", link.target, re.IGNORECASE):
                _add(found, link.target, part.owner.where(*part.keys, offset=link.offset))
    settings = site.settings
    for keys, url in ((("url",), settings.url), (("report",), settings.report), (("licence", "url"), settings.licence.url)):
        if url and ("site", "site") in site.loaded:
            _add(found, url, site.where("site", "site", *keys))
    return [
        Outside(url, tuple(sorted(set(e.places))), tuple(dict.fromkeys(e.quotations)), tuple(dict.fromkeys(e.anchors)), e.archive, e.has_archive)
        for url, e in sorted(found.items())
    ]


def _add(found: dict[str, _Gathered], url: str, place: Location) -> _Gathered:
    bare, _, part = url.partition("#")
    entry = found.setdefault(bare, _Gathered())
    entry.places.append(place)
    if part:
        entry.anchors.append(Anchor(part, place))
    return entry


def _cited(site: Site) -> dict[str, list[Quotation]]:
    """The quotations of each source that the site publishes, in file order; those not in the archived text are the offline check's."""
    found: dict[str, list[Quotation]] = {}
    for claim in site.live_claims:
        rows: list[tuple[Citation, Match | None, tuple[str | int, ...]]] = [
            (citation, site.matches.get((claim.id, i)), ("cite", i)) for i, citation in enumerate(claim.cite)
        ]
        replies = claim.reply.cite if claim.reply else ()
        rows += [(citation, site.reply_matches.get((claim.id, i)), ("reply", "cite", i)) for i, citation in enumerate(replies)]
        for citation, match, keys in rows:
            if match is None or not match.spans:
                continue
            text = site.texts[citation.source]
            part = fragment(text.normalised, text.raw, match.spans)
            place = site.where("claims", claim.id, *keys, "quote")
            made = Quotation(claim.id, citation.quote, citation.prefix, citation.suffix, text.language, place, part)
            found.setdefault(citation.source, []).append(made)
    return found


def _wayback(url: str, issued: str) -> str:
    """Where the Internet Archive shows its copy nearest to the day of publication. Not asked: whether there is one the editor sees."""
    return f"https://web.archive.org/web/{dates.parse(issued).last:%Y%m%d}/{url}"


def pattern(words: str) -> re.Pattern[str]:
    """The addresses that an `ignore` entry means: the address itself, "*" standing for any characters."""
    return re.compile(".*".join(map(re.escape, words.split("*"))), re.DOTALL)


def ignored(site: Site, addresses: list[Outside]) -> Iterator[tuple[int, list[Outside]]]:
    """Each `ignore` entry of the settings, by its index, with the addresses it means."""
    for index, entry in enumerate(site.settings.external.ignore):
        meant = pattern(entry.address)
        yield index, [address for address in addresses if meant.fullmatch(address.url)]
