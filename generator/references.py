"""Which ids a record mentions, and what kind of thing each must be: the one list that the resolver follows.

Add a field that holds an id here when you add it to a model. Looks nothing up and judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import prose
from generator.loader import Loaded
from generator.models import Map

Reference = tuple[tuple[str | int, ...], str, str]
"""Keys of the field inside the record, the id mentioned, and the kind it must be of: a key of `resolver.KINDS`."""


def mentioned(kind: str, loaded: Loaded) -> Iterator[Reference]:
    """Every id that the fields of a record mention; prose is `mentioned_in_prose`'s."""
    record = loaded.record
    if kind == "claims":
        yield from _claim(record)
    elif kind == "sources":
        yield ("origin",), record.origin, "origin"
        for i, passage in enumerate(record.passages):
            yield ("passages", i, "origin"), passage.origin, "origin"
    elif kind in ("actors", "factions", "geography"):
        for i, entity in enumerate(record.confused_with):
            yield ("confused_with", i), entity, "entity"
    elif kind == "explainers":
        yield from _explainer(record)
    elif kind == "site":
        for i, explainer in enumerate(record.explainers):
            yield ("explainers", i), explainer, "explainer"
        if record.map:
            yield from _map(record.map)
    elif kind in ("inferences", "absences"):
        for i, entity in enumerate(record.about):
            yield ("about", i), entity, "entity"
        if kind == "inferences":
            for i, claim in enumerate(record.premises):
                yield ("from", i), claim, "claim"


def _claim(claim: Any) -> Iterator[Reference]:
    for i, entity in enumerate(claim.about):
        yield ("about", i), entity, "entity"
    yield from _citations(("cite",), claim.cite)
    if claim.speaker and claim.speaker.entity:
        yield ("speaker", "entity"), claim.speaker.entity, "entity"
    if claim.answers:
        yield ("answers", "question"), claim.answers.question, "question"
    for i, position in enumerate(claim.positions):
        yield ("positions", i, "of"), position.of, "entity"
        yield ("positions", i, "toward"), position.toward, "entity"
    for i, relation in enumerate(claim.relations):
        yield ("relations", i, "from"), relation.subject, "entity"
        yield ("relations", i, "type"), relation.type, "relation type"
        yield ("relations", i, "to"), relation.object, "entity"
    for i, role in enumerate(claim.roles):
        yield ("roles", i, "of"), role.of, "entity"
        if role.within:
            yield ("roles", i, "in"), role.within, "entity"
    for i, row in enumerate(claim.infobox):
        yield ("infobox", i, "of"), row.of, "entity"
    if claim.reply:
        if claim.reply.speaker.entity:
            yield ("reply", "speaker", "entity"), claim.reply.speaker.entity, "entity"
        yield from _citations(("reply", "cite"), claim.reply.cite)


def _map(settings: Map) -> Iterator[Reference]:
    for i, entity in enumerate(settings.highlight):
        yield ("map", "highlight", i), entity, "entity"
    for i, distance in enumerate(settings.distances):
        yield ("map", "distances", i, "from"), distance.start, "entity"
        yield ("map", "distances", i, "to"), distance.end, "entity"
        for j, claim in enumerate(distance.beside):
            yield ("map", "distances", i, "beside", j), claim, "claim"


def _citations(keys: tuple[str | int, ...], citations: Any) -> Iterator[Reference]:
    for i, citation in enumerate(citations):
        yield (*keys, i, "source"), citation.source, "source"
        if citation.origin:
            yield (*keys, i, "origin"), citation.origin, "origin"
        for j, meaning in enumerate(citation.means):
            yield (*keys, i, "means", j, "entity"), meaning.entity, "entity"


def _explainer(explainer: Any) -> Iterator[Reference]:
    for i, entity in enumerate(explainer.about):
        yield ("about", i), entity, "entity"
    for i, other in enumerate(explainer.related):
        yield ("related", i), other, "explainer"
    for i, section in enumerate(explainer.sections):
        if section.question:
            yield ("sections", i, "question"), section.question, "question"


def mentioned_in_prose(parsed: prose.Prose) -> Iterator[tuple[int, str, str]]:
    """Offset, id and kind of every citation in prose."""
    for reference in parsed.references:
        yield reference.offset, reference.id, "evidence"
