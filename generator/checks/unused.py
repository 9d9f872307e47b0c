"""Nothing stands on the site unused: sources, entities, questions, inferences, absences, origins and types of relation.

## What it does
Looks for records that nothing else reads: a source no claim cites, an entity no claim is about and no other page names, a question
without an answer, an inference or absence that no prose cites, an origin or type of relation no record has, an explainer no other
points to. Also for relations stated from both sides. The warnings wait until the site has ten claims, since in a new topic everything
is unused at first, and until no record is broken, since that record may be the one that makes the use.

## Why it matters
A list of sources that carry nothing looks like evidence and is none, and a question with no answer is an empty table. Most of it is
unfinished work and no mistake, so most of it is a warning.

## Problems
- `source-unused`: no claim cites the source (a warning).
- `entity-unused`: no claim is about it, says, places or relates it, and no other page names it (a warning).
- `question-orphan`: no claim answers the question.
- `question-single`: one claim answers it, so there is nothing to compare (a warning).
- `inference-unused`: no prose cites the inference (a warning).
- `absence-unused`: no prose cites the absence (a warning).
- `origin-unused`: no source, passage or citation has the origin (a warning).
- `relation-type-unused`: no claim has a relation of the type (a warning).
- `relation-one-sided`: the relation is stated in both directions: twice the same, or two that contradict each other unless the type is `mutual`.
- `explainer-unrelated`: no other explainer has it under `related` (a warning).

## Fails
```yaml
claims: [{}, {}, {}, {}, {}, {}, {}, {}, {}, {answers: {question: when-crossed, value: in March}}]
questions: [{id: who-crossed-it, text: "Who crossed the pass?"}, {id: when-crossed, text: "When was it crossed?"}]
inferences: [{id: pass-open, text: The pass was open., about: [sarun-pass], from: [claim-1], would_change: Another source.}]
absences: [{id: no-hail, text: None of the sources speaks of hail., terms: [hail]}]
courier: Snow fell.
site:
  origins: [{id: gazette-desk, name: The Gazette}, {id: wire, name: The Wire}, {id: radio, name: The Radio}]
  explainers: [who-crossed, when-crossed-page]
files:
  content/explainers/when-crossed-page.yaml: |
    id: when-crossed-page
    question: When was the pass crossed?
    short_answer: Noor Tal crossed the Sarun Pass [@claim-1].
    sections: [{heading: More, text: "More is told elsewhere.{.signpost}"}]
```
```yaml
gazette: Noor Tal, a sister of Mira Dol, crossed the Sarun Pass.
entities: {mira-dol: {name: Mira Dol}}
site: {relation_types: [{id: sibling-of, label: sibling of, inverse: sibling of}]}
claim:
  text: Noor Tal, a sister of Mira Dol, crossed the Sarun Pass.
  quote: Noor Tal, a sister of Mira Dol, crossed the Sarun Pass
  about: [noor-tal, mira-dol]
  relations: [{from: noor-tal, type: sibling-of, to: mira-dol}, {from: mira-dol, type: sibling-of, to: noor-tal}]
```

## Passes
```yaml
gazette: Noor Tal, a sister of Mira Dol, crossed the Sarun Pass.
entities: {mira-dol: {name: Mira Dol}}
site: {relation_types: [{id: sibling-of, label: sibling of, inverse: sibling of}]}
claim:
  text: Noor Tal, a sister of Mira Dol, crossed the Sarun Pass.
  quote: Noor Tal, a sister of Mira Dol, crossed the Sarun Pass
  about: [noor-tal, mira-dol]
  relations: [{from: noor-tal, type: sibling-of, to: mira-dol}]
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.models import Claim
from generator.problems import Problem
from generator.site import Site

IDS = (
    "source-unused", "entity-unused", "question-orphan", "question-single", "inference-unused", "absence-unused", "origin-unused",
    "relation-type-unused", "relation-one-sided", "explainer-unrelated",
)  # fmt: skip
_YOUNG = 10  # claims: below that a topic is being set up


def check(site: Site) -> Iterator[Problem]:
    """Problems at the record that is not used; for relations at the second statement."""
    yield from _relations(site)
    if site.broken:
        return
    answers = Counter(claim.answers.question for claim in site.live_claims if claim.answers)
    yield from _orphans(site, answers)
    if len(site.claims) >= _YOUNG:
        yield from _records(site, answers)
        yield from _entities(site)
        yield from _vocabularies(site)


def _hint(site: Site, kind: str, name: str, check: str, message: str) -> Problem:
    return Problem(site.where(kind, name, "id"), check, message, "warning")


def _orphans(site: Site, answers: Counter[str]) -> Iterator[Problem]:
    for name in site.questions:
        if not answers[name]:
            message = f'no claim answers the question "{name}"; add `answers` to the claims that do, or remove it'
            yield Problem(site.where("questions", name, "id"), "question-orphan", message)


def _records(site: Site, answers: Counter[str]) -> Iterator[Problem]:
    cited = {citation.source for claim in site.live_claims for citation in (*claim.cite, *(claim.reply.cite if claim.reply else ()))}
    for name in site.sources:
        if name not in cited:
            yield _hint(site, "sources", name, "source-unused", f'no claim cites "{name}"; cite it in a claim, or remove the source')
    for name in site.questions:
        if answers[name] == 1:
            message = f'only one claim answers the question "{name}", so there is nothing to compare; find another answer, or remove it'
            yield _hint(site, "questions", name, "question-single", message)
    for kind, check, records in (("inferences", "inference-unused", site.inferences), ("absences", "absence-unused", site.absences)):
        for name in records:
            if not site.cited_on.get(name):
                yield _hint(site, kind, name, check, f'no prose cites "{name}"; cite it with [@{name}] where it helps a reader, or remove it')
    related = {other for page in site.explainers.values() for other in page.related if other != page.id}
    for name in site.explainers if len(site.explainers) > 1 else ():
        if name not in related:
            message = f'no other explainer leads to "{name}"; add it under `related` of one that does'
            yield _hint(site, "explainers", name, "explainer-unrelated", message)


def _entities(site: Site) -> Iterator[Problem]:
    idle = set(site.entities)
    for claim in site.live_claims:
        idle.difference_update(_named(claim))
    for about in (record.about for records in (site.inferences, site.absences, site.explainers) for record in records.values()):
        idle.difference_update(about)
    for part in site.prose_fields if idle else ():
        own = part.owner.name
        used = {link.target for link in part.prose.links}
        for block in part.prose.blocks:
            used.update(name for mention in site.mentions.find(block.text) for name in mention.entities)
        idle.difference_update(used - {own})
    for name in site.entities:
        if name in idle:
            message = f'no claim is about "{name}" and no other page names it; add it to `about` of a claim, or remove it'
            yield _hint(site, site.kind_of[name], name, "entity-unused", message)


def _named(claim: Claim) -> Iterator[str]:
    yield from claim.about
    if claim.speaker and claim.speaker.entity:
        yield claim.speaker.entity
    for relation in claim.relations:
        yield from (relation.subject, relation.object)
    for position in claim.positions:
        yield from (position.of, position.toward)
    for role in claim.roles:
        yield from (role.of, role.within or role.of)


def _vocabularies(site: Site) -> Iterator[Problem]:
    origins = {origin for source in site.sources.values() for origin in (source.origin, *(passage.origin for passage in source.passages))}
    origins.update(citation.origin for _, _, citation in site.citations() if citation.origin)
    types = {relation.type for claim in site.live_claims for relation in claim.relations}
    # A misspelt id says which one it means no better than that one of them lacks its use: the resolver reports it.
    known = origins <= {origin.id for origin in site.settings.origins}
    for i, origin in enumerate(site.settings.origins if known else ()):
        if origin.id not in origins:
            message = f'no source, passage or citation has the origin "{origin.id}"; remove it'
            yield Problem(site.where("site", "site", "origins", i, "id"), "origin-unused", message, "warning")
    known = types <= {kind.id for kind in site.settings.relation_types}
    for i, kind in enumerate(site.settings.relation_types if known else ()):
        if kind.id not in types:
            message = f'no claim has a relation of the type "{kind.id}"; remove it'
            yield Problem(site.where("site", "site", "relation_types", i, "id"), "relation-type-unused", message, "warning")


def _relations(site: Site) -> Iterator[Problem]:
    kinds = {kind.id: kind for kind in site.settings.relation_types}
    seen: dict[tuple[str, str, str], str] = {}
    for claim in site.live_claims:
        for i, relation in enumerate(claim.relations):
            kind = kinds.get(relation.type)
            seen.setdefault((relation.subject, relation.type, relation.object), claim.id)
            other = seen.get((relation.object, relation.type, relation.subject))
            if kind is None or kind.mutual or other is None:
                continue
            if relation.subject == relation.object:
                message = f'this says that "{relation.subject}" is {kind.label} itself; name the other party'
            elif kind.label == kind.inverse:
                message = f'"{other}" says the same from the other side, and "{kind.label}" reads alike both ways; keep one of the two'
            else:
                message = (
                    f'"{other}" says that {relation.object} is {kind.label} {relation.subject}, this claim the reverse; correct one, '
                    "or make the type `mutual: true` in site.yaml if both can hold"
                )
            yield Problem(site.where("claims", claim.id, "relations", i), "relation-one-sided", message)
