"""Rows of the tables that are made from claims: positions, relations, roles, events, answers to a question.

Each row carries the id of the claim it rests on, so that the template can set its mark. No markup here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from generator import dates
from generator.disputes import date_of
from generator.evidence import EvidenceBook, in_words
from generator.models import Claim, Question
from generator.site import Site


@dataclass(frozen=True)
class PositionRow:
    """One stand of `of` toward `toward`."""

    of: str
    toward: str
    stand: str
    words: str
    when: str
    claim: Claim


@dataclass(frozen=True)
class StandTable:
    """The stands that holders of one kind take: a row a holder, a cell a party of `toward`, and a last cell for all others."""

    kind: str
    toward: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[PositionRow, ...], ...]], ...]
    others: bool


@dataclass(frozen=True)
class RelationRow:
    """A link between two entities in words. `when` is empty for what does not perish; `nature` is that of its type, or empty."""

    subject: str
    label: str
    object: str
    when: str
    claim: Claim
    nature: str = ""


@dataclass(frozen=True)
class EventRow:
    """Something datable. `iso` is the machine-readable day or month for `<time>`, empty where none fits."""

    when: str
    iso: str
    what: str
    dated_by: str
    claim: Claim


@dataclass(frozen=True)
class Strip:
    """Events by day, for a picture: (day of the month, events on it) for each day of the months the site covers, and how many lie outside."""

    days: tuple[tuple[int, int], ...]
    first: str
    last: str
    outside: int


@dataclass(frozen=True)
class AnswerTable:
    """The answers to one question, in the order of their dates, and how they relate."""

    question: Question
    state: str
    rows: tuple[dict[str, Any], ...]


def positions(site: Site) -> list[PositionRow]:
    """Every position, by the name of who takes it, then by date."""
    rows = [
        PositionRow(position.of, position.toward, position.stand, position.words, _when(site, claim), claim)
        for claim in site.live_claims
        for position in claim.positions
    ]
    return sorted(rows, key=lambda row: (site.entities[row.of].name, date_of(site, row.claim), row.claim.id))


_MOST_PARTIES = 2
"""How many parties have a column of their own in a table of stands: more do not fit beside each other on paper."""


def stands(site: Site) -> list[StandTable]:
    """Every position as tables, one a kind of holder: states and organisations first, then groups and people.

    The columns are the parties that most holders take a stand toward; groups go before states there, since a table of
    stands is about the sides of a conflict. Where more parties are left, they share a last column.
    """
    by_kind: dict[str, list[PositionRow]] = {}
    for row in positions(site):
        by_kind.setdefault(_holder_kind(site, row.of), []).append(row)
    return [_stand_table(site, kind, by_kind[kind]) for kind in _HOLDERS if kind in by_kind]


_HOLDERS = ("States and organisations", "Groups", "People", "Places")


def _holder_kind(site: Site, entity: str) -> str:
    folder = site.kind_of[entity]
    kind = str(getattr(site.entities[entity], "kind", ""))
    if folder == "actors":
        return "People" if kind == "person" else "States and organisations"
    return "Groups" if folder == "factions" else "Places"


def _stand_table(site: Site, kind: str, rows: list[PositionRow]) -> StandTable:
    frequent = Counter(toward for _, toward in {(row.of, row.toward) for row in rows})
    ranked = sorted(frequent, key=lambda name: (site.kind_of[name] != "factions", -frequent[name], site.entities[name].name))
    columns = tuple(ranked[:_MOST_PARTIES])
    holders = dict.fromkeys(row.of for row in rows)
    others = len(ranked) > len(columns)

    def cells(holder: str) -> tuple[tuple[PositionRow, ...], ...]:
        own = [row for row in rows if row.of == holder]
        named = tuple(tuple(row for row in own if row.toward == column) for column in columns)
        return (*named, tuple(row for row in own if row.toward not in columns)) if others else named

    return StandTable(kind, columns, tuple((holder, cells(holder)) for holder in holders), others)


def positions_of(site: Site, entity: str) -> list[PositionRow]:
    """The positions that one entity takes, by date."""
    rows = [
        PositionRow(position.of, position.toward, position.stand, position.words, _when(site, claim), claim)
        for claim in site.claims_about.get(entity, [])
        for position in claim.positions
        if position.of == entity
    ]
    return sorted(rows, key=lambda row: (date_of(site, row.claim), row.claim.id))


def relations(site: Site, entity: str | None = None) -> list[RelationRow]:
    """Every relation, or those of one entity, which then stands first in each row, the label turned round where needed."""
    types = {relation.id: relation for relation in site.settings.relation_types}
    rows = []
    known = ((claim, relation) for claim in site.live_claims for relation in claim.relations)
    for claim, relation in known if entity is None else site.relations_of.get(entity, ()):
        kind = types[relation.type]
        when = "" if kind.lasting else _dated(site, claim)
        if entity is None or relation.subject == entity:
            rows.append(RelationRow(relation.subject, kind.label, relation.object, when, claim, kind.nature or ""))
        else:
            rows.append(RelationRow(entity, kind.inverse, relation.subject, when, claim, kind.nature or ""))
    return sorted(rows, key=lambda row: (site.entities[row.subject].name, row.label, site.entities[row.object].name, row.claim.id))


def roles(site: Site, entity: str) -> list[dict[str, Any]]:
    """The offices and functions of an entity; a title in dispute carries its claimant. `when` is the claim's own date, since an office perishes."""
    return [
        {"role": role, "when": in_words(claim.as_of or claim.happened or claim.said), "claim": claim}
        for claim in site.claims_about.get(entity, [])
        for role in claim.roles
        if role.of == entity
    ]


def infobox(site: Site, entity: str) -> list[dict[str, Any]]:
    """The infobox rows of an entity, in file order. `when` is the claim's `as_of`, where the row perishes and its value names no year."""
    return [
        {"row": row, "when": "" if _YEAR.search(row.value) or _lasts(site, claim, row.value) else in_words(claim.as_of), "claim": claim}
        for claim in site.claims_about.get(entity, [])
        for row in claim.infobox
        if row.of == entity
    ]


_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def _lasts(site: Site, claim: Claim, value: str) -> bool:
    """Whether a value names the other end of a lasting link that the claim carries, such as a father."""
    types = {relation.id: relation for relation in site.settings.relation_types}
    ends = [end for relation in claim.relations if types[relation.type].lasting for end in (relation.subject, relation.object)]
    return any(site.entities[end].name in value for end in ends)


def events(site: Site, entity: str | None = None) -> list[EventRow]:
    """Every datable event, or those about one entity, earliest first."""
    rows = []
    for claim in site.live_claims if entity is None else site.claims_about.get(entity, []):
        edtf = claim.happened or claim.said
        if claim.event and edtf:
            date = dates.parse(edtf)
            iso = date.first.isoformat() if date.is_day else edtf if len(edtf) in (4, 7) and edtf.replace("-", "").isdigit() else ""
            dated_by = "happened" if claim.happened else "said"
            rows.append((date.first, date.last, EventRow(dates.in_words(edtf), iso, claim.event, dated_by, claim)))
    return [row for _, _, row in sorted(rows, key=lambda item: (item[0], item[1], item[2].claim.id))]


def strip(site: Site, rows: list[EventRow]) -> Strip | None:
    """How many of the events fall on each day of the months the site covers; None where that is more than a quarter of a year."""
    covers = dates.parse(site.settings.covers)
    first = covers.first.replace(day=1)
    last = (covers.last.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    if len(days) > _LONGEST_STRIP:
        return None
    found = Counter(row.iso for row in rows)
    counted = tuple((day.day, found[day.isoformat()]) for day in days)
    outside = len(rows) - sum(count for _, count in counted)
    return Strip(counted, dates.in_words(first.isoformat()), dates.in_words(last.isoformat()), outside)


_LONGEST_STRIP = 92


def question(site: Site, book: EvidenceBook, name: str) -> AnswerTable:
    """The table of answers to one question; a question that no claim answers has no rows."""
    dispute = book.disputes.get(name)
    rows = [
        {"answer": claim.answers, "evidence": book.of(claim.id), "when": _dated(site, claim), "claim": claim}
        for claim in (dispute.answers if dispute else ())
    ]
    return AnswerTable(site.questions[name], dispute.state if dispute else "unanswered", tuple(rows))


def _dated(site: Site, claim: Claim) -> str:
    """The date a link or answer is given; where the claim has none of its own, when it was printed, since that says nothing of when it held."""
    return ("" if claim.as_of or claim.happened or claim.said else "printed ") + _when(site, claim)


def _when(site: Site, claim: Claim) -> str:
    """The claim's own date in words, or the dates of all articles that print it: one of them alone would date what the others say."""
    if claim.as_of or claim.happened or claim.said:
        return in_words(date_of(site, claim))
    printed = {site.sources[citation.source].issued for citation in claim.cite if citation.source in site.sources}
    return " and ".join(in_words(edtf) for edtf in sorted(printed, key=lambda edtf: (dates.parse(edtf).first, edtf)))
