"""Pages across the whole site: A–Z of names, who is with whom, timeline, disagreements, what the sources cannot tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from generator import dates, tables
from generator.evidence import EvidenceBook
from generator.pages import as_known, claims, network
from generator.pages.page import Page
from generator.site import Site


def pages(site: Site, book: EvidenceBook) -> Iterator[Page]:
    """The overview pages in the order of the navigation."""
    covers = dates.in_words(site.settings.covers)
    events = tables.events(site)
    yield Page(
        path="timeline.md",
        title="Timeline",
        description=f"The events that this site's claims date, from the earliest to {dates.in_words(site.settings.as_of)}.",
        template="timeline.md.j2",
        section="Overview",
        context={"events": events, "strip": tables.strip(site, events), "as_known": as_known.days(site)},
    )
    stars, left = network.stars(site)
    drawn = {row.nature for star in stars for row in star.rows}
    yield Page(
        path="relations.md",
        title="Who is with whom",
        description=f"Family, command, alliance and opposition, as these sources print them ({covers}).",
        template="relations.md.j2",
        section="Overview",
        context={
            "rows": tables.relations(site),
            "stands": tables.stands(site),
            "pictures": [(star.hub, network.svg(site, star, "relations.md")) for star in stars],
            "left": left,
            "natures": [f"{network.LINES[nature]}: {words}" for nature, words in network.NATURES.items() if nature in drawn],
        },
    )
    yield Page(
        path="names.md",
        title="A–Z of names",
        description="Every spelling this site has of a name, and whom it means. “Our spelling” marks those that no source prints.",
        template="names.md.j2",
        section="Overview",
        context={"letters": names(site)},
    )
    questions = [tables.question(site, book, name) for name in site.questions]
    yield Page(
        path="disagreements.md",
        title="What the sources disagree on",
        description="Questions that the sources answer in more than one way, with each answer, who gives it and when.",
        template="disagreements.md.j2",
        section="Evidence",
        context={
            "tables": sorted(questions, key=lambda table: (table.state != "contested", table.state == "one answer", table.question.text)),
            "titles": [(e, row) for e in site.entities.values() for row in tables.roles(site, e.id) if row["role"].status == "claimed"],
        },
    )
    yield Page(
        path="unknown.md",
        title="What these sources cannot tell you",
        description="Questions that none of these sources answers, with the words searched for.",
        template="unknown.md.j2",
        section="Evidence",
        context={
            "absences": [(absence, claims.used_on(site, absence.id)) for absence in site.absences.values()],
            "as_of": dates.in_words(site.settings.as_of),
            "sources": len(site.sources),
        },
    )


def names(site: Site) -> list[tuple[str, list[tuple[str, str, str, str, bool]]]]:
    """(letter, [(spelling, language tag, direction, entity id, whether it is the editor's own)]) for every spelling, in alphabetical
    order; other scripts come last."""
    spellings = [(entity.name, "", "ltr", entity.id, not _printed(site, entity.name)) for entity in site.entities.values()]
    spellings += [(a.name, a.lang or "", a.direction, e.id, a.basis == "editor") for e in site.entities.values() for a in e.aliases]
    letters: dict[str, list[tuple[str, str, str, str, bool]]] = {}
    for spelling in sorted(set(spellings), key=lambda s: (_plain(s[0]), s)):
        first = _plain(spelling[0])[:1].upper()
        letters.setdefault(first if first.isascii() and first.isalpha() else "Other scripts", []).append(spelling)
    return sorted(letters.items(), key=lambda item: (item[0] == "Other scripts", item[0]))


def _printed(site: Site, name: str) -> bool:
    """Whether an archived text or the title of a source prints a name as whole words, in whatever letter case."""
    wanted = re.compile(rf"(?<!\w){re.escape(name.replace('’', chr(39)))}(?!\w)", re.IGNORECASE)
    texts = (text.normalised.text for text in site.texts.values())
    return any(wanted.search(text) for text in chain(texts, (source.title or "" for source in site.sources.values())))


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
