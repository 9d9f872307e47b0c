"""Fields that go together stand together.

What it does: an inferred publication date says what it rests on; an event has a date; a title in dispute names its claimant;
a stated or quoted claim names its speaker; an origin that overrides the source's gives its reason; an editors' explainer is
in the reading order; no spelling is given twice for one entity.

Why it matters: each of these fields is optional alone, but half of a pair misleads.

Problems: `source-date-basis`, `event-undated`, `role-claimant`, `speaker-missing`, `origin-reason`, `explainer-unlisted`,
`alias-twice`.

Fails: `issued_basis: inferred` without `issued_note`.
Passes: `issued_basis: inferred` with `issued_note: The text says "on Thursday".`
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.models import Claim
from generator.problems import Problem
from generator.site import Site

ID = "consistency"


def check(site: Site) -> Iterator[Problem]:
    """Problems with fields that demand another field."""
    for name, source in site.sources.items():
        if source.issued_basis == "inferred" and not source.issued_note:
            yield Problem(site.where("sources", name, "issued_basis"), "source-date-basis", "an inferred date needs `issued_note`: what does it rest on?")
    for claim in site.claims.values():
        yield from _claim(site, claim)
    for name in site.explainers:
        if name not in site.settings.explainers:
            message = f'"{name}" is not in the reading order; add it to `explainers` in content/site.yaml'
            yield Problem(site.where("explainers", name, "id"), "explainer-unlisted", message)
    for name, entity in site.entities.items():
        seen = {entity.name}
        for i, alias in enumerate(entity.aliases):
            if alias.name in seen:
                message = f'the spelling "{alias.name}" stands here already; remove one'
                yield Problem(site.where(site.kind_of[name], name, "aliases", i), "alias-twice", message)
            seen.add(alias.name)


def _claim(site: Site, claim: Claim) -> Iterator[Problem]:
    if claim.event and not (claim.happened or claim.said):
        yield Problem(site.where("claims", claim.id, "event"), "event-undated", "an event for the timeline needs `happened` or `said`")
    if claim.kind in ("stated", "quoted") and claim.speaker is None:
        message = f"a claim of kind {claim.kind} needs `speaker`: who says so?"
        yield Problem(site.where("claims", claim.id, "kind"), "speaker-missing", message)
    for i, role in enumerate(claim.roles):
        if role.status == "claimed" and not role.claimant:
            yield Problem(site.where("claims", claim.id, "roles", i), "role-claimant", "a title in dispute needs `claimant`: who uses it?")
    for i, citation in enumerate(claim.cite):
        if citation.origin and not citation.origin_reason:
            yield Problem(site.where("claims", claim.id, "cite", i, "origin"), "origin-reason", "an origin that overrides the source's needs `origin_reason`")
