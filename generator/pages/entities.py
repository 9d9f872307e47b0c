"""Profiles of actors, factions and places, and their directories."""

from __future__ import annotations

from collections.abc import Iterator

from generator import prose, tables
from generator.evidence import EvidenceBook
from generator.models import Alias, Entity
from generator.pages import related
from generator.pages.page import Page
from generator.resolver import ENTITY_FOLDERS
from generator.site import Site

DIRECTORIES = {
    "actors": ("People and states", "The people and states that have a page here, with what the sources say of each."),
    "factions": ("Groups", "The armed groups, governments and alliances that have a page here."),
    "geography": ("Places", "The places that have a page here."),
}
_KIND_WORDS = {
    "person": "People",
    "state": "States",
    "organisation": "Organisations",
    "armed-group": "Armed groups",
    "movement": "Movements",
    "government": "Governments",
    "party": "Parties",
    "alliance": "Alliances",
    "forces": "Forces",
}


def pages(site: Site, book: EvidenceBook) -> Iterator[Page]:
    """Per folder: the directory, then the profiles by name."""
    for folder in ENTITY_FOLDERS:
        members = sorted((e for e in site.entities.values() if site.kind_of[e.id] == folder), key=lambda e: (e.name.casefold(), e.id))
        if members:
            title, description = DIRECTORIES[folder]
            yield _directory(site, folder, members, title, description)
            yield from (_profile(site, book, entity, folder, title) for entity in members)


def _directory(site: Site, folder: str, members: list[Entity], title: str, description: str) -> Page:
    groups: dict[str, list[Entity]] = {}
    for entity in members:
        kind = str(getattr(entity, "kind", ""))
        groups.setdefault(_KIND_WORDS.get(kind, title), []).append(entity)
    return Page(
        path=f"{folder}/index.md",
        title=title,
        description=description,
        template="directory.md.j2",
        section=title,
        context={"groups": groups, "summaries": {e.id: prose.parse(e.summary, site.settings.language) for e in members}},
    )


def _profile(site: Site, book: EvidenceBook, entity: Entity, folder: str, section: str) -> Page:
    summary = prose.parse(entity.summary, site.settings.language)
    claims = site.claims_about[entity.id]
    topics: dict[str, list[str]] = {}
    for claim in claims:
        topics.setdefault(site.topic_of[claim.id], []).append(claim.id)
    places = {name for claim in claims for kind, name in site.cited_on.get(claim.id, ()) if kind == "explainers"}
    places |= site.explained_by.get(entity.id, set())
    return Page(
        path=f"{folder}/{entity.id}.md",
        title=entity.name,
        description=prose.visible(summary),
        template="entity.md.j2",
        section=section,
        owner=entity.id,
        context={
            "entity": entity,
            "summary": summary,
            "infobox": tables.infobox(site, entity.id),
            "roles": tables.roles(site, entity.id),
            "relations": tables.relations(site, entity.id),
            "positions": tables.positions_of(site, entity.id),
            "events": tables.events(site, entity.id),
            "topics": {site.topics[topic].topic: names for topic, names in topics.items()},
            "explainers": [site.explainers[name] for name in sorted(places, key=site.explainer_order.__getitem__)],
            "epithets": epithets(entity),
            "related": related.entities(site, entity),
            "confused_with": [site.entities[name] for name in entity.confused_with if name in site.entities],
            "absences": site.absences_about.get(entity.id, []),
            "questions": sorted({book.of(c.id).contested or "" for c in claims} - {""}),
        },
    )


def epithets(entity: Entity) -> list[Alias]:
    """Spellings of at least three words that share none with the name, as "Lion of the Pass". The page gives each a heading: the search
    weighs headings most, and such words alone would lead to pages that have one of them in their title."""
    own = set(entity.name.casefold().split())
    return [a for a in entity.aliases if not a.lang and a.link and a.name.count(" ") > 1 and not own & set(a.name.casefold().split())]
