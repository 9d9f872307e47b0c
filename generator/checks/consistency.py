"""Fields that go together stand together.

## What it does
Looks for half of a pair: an inferred date without what it rests on, an event without a date, a title in dispute without its
claimant, a statement without its speaker, another origin without a reason, an explainer outside the reading order, one spelling
twice.

## Why it matters
Each of these fields is optional alone, but half of a pair misleads.

## Problems
- `source-date-basis`: `issued_basis: inferred` needs `issued_note`.
- `event-undated`: `event` needs `happened` or `said`.
- `role-claimant`: a role with `status: claimed` needs `claimant`.
- `speaker-missing`: a claim of kind `stated` or `quoted` needs `speaker`.
- `origin-reason`: `origin` on a citation needs `origin_reason`.
- `explainer-unlisted`: an explainer that `explainers` in site.yaml does not name.
- `alias-twice`: one spelling is given twice for one entity.

## Fails
```yaml
gazette-source: {issued_basis: inferred}
```
```yaml
claim: {event: Noor Tal crosses}
```
```yaml
claim:
  roles: [{of: noor-tal, role: warden, status: claimed}]
```
```yaml
claim: {kind: stated}
```
```yaml
claim:
  cite: [{source: gazette, quote: Noor Tal crossed the Sarun Pass, origin: wire}]
```
```yaml
site: {explainers: []}
```
```yaml
entities:
  noor-tal: {aliases: [Noor Tal]}
```

## Passes
```yaml
gazette: Noor Tal crossed the Sarun Pass on Monday, the warden said.
gazette-source: {issued_basis: inferred, issued_note: The text says “on Monday”.}
claim:
  text: Noor Tal, by his own word the “warden”, said that he crossed the Sarun Pass on Monday, 1 March 2021.
  event: Noor Tal crosses
  happened: 2021-03-01
  kind: stated
  speaker: noor-tal
  roles: [{of: noor-tal, role: warden, status: claimed, claimant: Noor Tal}]
  cite: [{source: gazette, quote: Noor Tal crossed the Sarun Pass on Monday, origin: wire, origin_reason: The Gazette names the wire.}]
entities:
  noor-tal: {aliases: [N. Tal]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.models import Claim
from generator.problems import Problem
from generator.site import Site

IDS = ("source-date-basis", "event-undated", "role-claimant", "speaker-missing", "origin-reason", "explainer-unlisted", "alias-twice")


def check(site: Site) -> Iterator[Problem]:
    """Problems with fields that demand another field."""
    for name, source in site.sources.items():
        if source.issued_basis == "inferred" and not source.issued_note:
            message = "an inferred date needs `issued_note`: what does it rest on?"
            yield Problem(site.where("sources", name, "issued_basis"), "source-date-basis", message)
    for claim in site.claims.values():
        yield from _claim(site, claim)
    order = site.settings.explainers
    for name in site.explainers if order or "site" not in site.broken else ():
        if name not in order and name not in site.broken:
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
            message = "an origin that overrides the source's needs `origin_reason`"
            yield Problem(site.where("claims", claim.id, "cite", i, "origin"), "origin-reason", message)
