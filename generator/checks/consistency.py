"""Fields that go together stand together.

## What it does
Looks for half of a pair: an inferred date without what it rests on, an event without a date, a title in dispute without its
claimant, a statement without its speaker, another origin without a reason, an explainer outside the reading order. Looks, too, for what
stands twice or in the wrong place: one spelling given twice, a Persian spelling in Arabic letters, a speaker through itself, an outlet
as a party, a role told again in the box of facts.

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
- `alias-letters`: a spelling with `lang: fa` has an Arabic letter where Persian has its own (ك for ک, ي for ی), so that the search of
  the site, which turns what is typed into Persian letters, misses it.
- `via-speaker`: `via` names the speaker itself; it is for the outlet or agency in between.
- `outlet-as-party`: a claim of kind `stated` whose speaker is an outlet; what an outlet reports is not a party's statement.
- `infobox-repeats-role`: a row for the box of facts says no more than a role of the same claim, which the page shows by itself.

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
```yaml
entities:
  noor-tal: {aliases: [{name: كابل, lang: fa, basis: editor}]}
```
```yaml
claim: {text: "Noor Tal crossed the Sarun Pass, the Wire reported.", speaker: {name: The Wire}, via: the Wire}
```
```yaml
claim: {text: "Noor Tal crossed the Sarun Pass, the Gazette said.", kind: stated, speaker: {name: The Gazette}}
```
```yaml
claim:
  about: [noor-tal, northern-command]
  roles: [{of: noor-tal, role: guide, in: northern-command}]
  infobox: [{of: noor-tal, label: Role, value: Guide of the “Northern Command” (Gazette)}]
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
  noor-tal: {aliases: [N. Tal, {name: کابل, lang: fa, basis: editor}, {name: كابل, lang: ar, basis: editor}]}
```
```yaml
gazette: The Northern Command stood by while Noor Tal, its guide since 2019, crossed the Sarun Pass, the Wire reported.
claim:
  text: Noor Tal, a guide of the Northern Command since 2019, crossed the Sarun Pass, the Wire told the Gazette.
  quote: The Northern Command stood by while Noor Tal, its guide since 2019, crossed the Sarun Pass
  about: [noor-tal, northern-command]
  speaker: {name: The Wire}
  via: Gazette
  roles: [{of: noor-tal, role: guide, in: northern-command}]
  infobox: [{of: noor-tal, label: Guide since, value: '2019, for the Northern Command'}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.lexicon import entries
from generator.models import Claim, Entity, Role
from generator.problems import Problem
from generator.site import Site

IDS = (
    "source-date-basis", "event-undated", "role-claimant", "speaker-missing", "origin-reason", "explainer-unlisted", "alias-twice", "alias-letters",
    "via-speaker", "outlet-as-party", "infobox-repeats-role",
)  # fmt: skip
_BRACKETS = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[^\W_]+")
_PERSIAN = {"ك": "ک", "ي": "ی", "ى": "ی"}
"""Letters of Arabic that Persian writes with a character of its own."""


def check(site: Site) -> Iterator[Problem]:
    """Problems with fields that demand another field."""
    for name, source in site.sources.items():
        if source.issued_basis == "inferred" and not source.issued_note:
            message = "an inferred date needs `issued_note`: what does it rest on?"
            yield Problem(site.where("sources", name, "issued_basis"), "source-date-basis", message)
    outlets = {_bare(name) for source in site.sources.values() for name in (source.container_title, source.house) if name}
    for claim in site.claims.values():
        yield from _claim(site, claim)
        yield from _voice(site, claim, outlets)
    order = site.settings.explainers
    for name in site.explainers if order or "site" not in site.broken else ():
        if name not in order and name not in site.broken:
            message = f'"{name}" is not in the reading order; add it to `explainers` in content/site.yaml'
            yield Problem(site.where("explainers", name, "id"), "explainer-unlisted", message)
    for name, entity in site.entities.items():
        yield from _aliases(site, site.kind_of[name], entity)


def _aliases(site: Site, kind: str, entity: Entity) -> Iterator[Problem]:
    seen = {entity.name}
    for i, alias in enumerate(entity.aliases):
        if alias.name in seen:
            message = f'the spelling "{alias.name}" stands here already; remove one'
            yield Problem(site.where(kind, entity.id, "aliases", i), "alias-twice", message)
        seen.add(alias.name)
        if alias.lang == "fa" and (letters := sorted(set(alias.name) & set(_PERSIAN))):
            right = "".join(_PERSIAN.get(letter, letter) for letter in alias.name)
            message = f'"{alias.name}" has the Arabic {" and ".join(letters)}; a search for the Persian spelling misses it. Write "{right}"'
            yield Problem(site.where(kind, entity.id, "aliases", i), "alias-letters", message)


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


def _voice(site: Site, claim: Claim, outlets: set[str]) -> Iterator[Problem]:
    """A speaker who reached us through itself, an outlet among the parties, a role in two places."""
    if claim.speaker and claim.via:
        entity = site.entities.get(claim.speaker.entity or "")
        names = [entity.name, *(alias.name for alias in entity.aliases)] if entity else [claim.speaker.name or ""]
        if _bare(claim.via) in map(_bare, names):
            message = f'"{claim.via}" is the speaker already; `via` is the outlet or agency in between, so take it out'
            yield Problem(site.where("claims", claim.id, "via"), "via-speaker", message)
    if claim.kind == "stated" and claim.speaker and claim.speaker.name and _bare(claim.speaker.name) in outlets:
        message = f'"{claim.speaker.name}" is an outlet and no party: leave `kind` out, or give the party whose statement it is'
        yield Problem(site.where("claims", claim.id, "kind"), "outlet-as-party", message)
    for i, row in enumerate(claim.infobox):
        if any(role.of == row.of and _repeats(site, row.value, role) for role in claim.roles):
            message = f'"{row.value}" says what the role says, and the page shows the role by itself; take the row out'
            yield Problem(site.where("claims", claim.id, "infobox", i), "infobox-repeats-role", message)


def _repeats(site: Site, value: str, role: Role) -> bool:
    """Whether nothing is left of a value without the role, what it belongs to, and what stands in brackets."""
    group = site.entities.get(role.within or "")
    names = [role.role, *([group.name, *(alias.name for alias in group.aliases)] if group else [])]
    known = {word for name in names for word in _WORD.findall(name.casefold())} | entries(site.settings.language, "function_words")
    words = set(_WORD.findall(_BRACKETS.sub(" ", value).casefold()))
    return words <= known and not words.isdisjoint(_WORD.findall(role.role.casefold()))


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")
