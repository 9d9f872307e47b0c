"""What rests on a claim, a source or an entity: the sentences, tables and inferences, and which of them would fall without it.

A sentence falls when every claim it cites falls; an inference falls with any of its premises. Lines of text only.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from generator.models import Citation, Claim
from generator.problems import ConfigurationError, nearest_name
from generator.site import Site


def trace(site: Site, name: str) -> Iterator[str]:
    """The report on one id, line by line. Raises ConfigurationError for an id that names no claim, source or entity."""
    if name in site.claims:
        yield f'claim "{name}": {site.claims[name].text}'
        yield from _report(site, {name}, {name})
    elif name in site.sources:
        touched = {claim.id for claim in site.live_claims if any(citation.source == name for citation in _citations(claim))}
        falling = {claim for claim in touched if all(citation.source == name for citation in site.claims[claim].cite)}
        yield f'source "{name}": {len(touched)} claims cite it, {len(falling)} of them nothing else'
        yield from _report(site, touched, falling)
    elif name in site.entities:
        touched = {claim.id for claim in site.live_claims if name in claim.about}
        yield f'{site.kind_of[name]} "{name}": {len(touched)} claims are about it'
        yield from _report(site, touched, touched)
    else:
        known = [*site.claims, *site.sources, *site.entities]
        raise ConfigurationError(f'"{name}" is not the id of a claim, source or entity.{nearest_name(name, known)}')


def _citations(claim: Claim) -> tuple[Citation, ...]:
    return claim.cite + (claim.reply.cite if claim.reply else ())


def _report(site: Site, touched: Set[str], falling: Set[str]) -> Iterator[str]:
    inferences = [item for item in site.inferences.values() if touched & set(item.premises)]
    gone = falling | {item.id for item in inferences if falling & set(item.premises)}
    sentences = list(_sentences(site, touched | {item.id for item in inferences}, gone))
    yield f"{len(sentences)} sentences rest on it, {sum(falls for _, falls in sentences)} would fall"
    for line, falls in sentences:
        yield f"  {'falls' if falls else 'stays'}  {line}"
    for item in inferences:
        yield f"  {'falls' if item.id in gone else 'stays'}  {site.where('inferences', item.id)}: inference: {item.text}"
    for name in sorted(touched):
        claim = site.claims[name]
        for part in _tables(claim):
            yield f"  {'falls' if name in falling else 'stays'}  {site.where('claims', name)}: {part} of claim {name}"


def _sentences(site: Site, touched: Set[str], gone: Set[str]) -> Iterator[tuple[str, bool]]:
    for part in site.prose_fields:
        for sentence in part.prose.sentences:
            cited = {reference.id for reference in sentence.citations}
            if cited & touched:
                place = part.owner.where(*part.keys, offset=sentence.offset)
                yield f"{place}: {' '.join(sentence.text.split())}", cited <= gone


def _tables(claim: Claim) -> Iterator[str]:
    if claim.answers:
        yield f"answer to the question {claim.answers.question}"
    for position in claim.positions:
        yield f"position {position.of} → {position.toward}"
    for relation in claim.relations:
        yield f"relation {relation.subject} {relation.type} {relation.object}"
    for role in claim.roles:
        yield f"role of {role.of}"
    for row in claim.infobox:
        yield f"infobox row {row.label} of {row.of}"
    if claim.event:
        yield "event on the timeline"
