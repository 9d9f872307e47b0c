"""Every sentence of prose cites a claim or is marked.

## What it does
Each sentence of an explainer, a summary and the home page's introduction cites `[@claim-id]`, or names an inference or an absence
the same way, or carries `{.signpost}`. Markup beyond paragraphs, lists, emphasis and links is refused.

## Why it matters
A sentence without a citation is the writer's own, and a reader cannot tell.

## Problems
- `prose-uncited`: the sentence has neither a citation nor a mark.
- `prose-syntax`: markup that is not allowed, or a citation that is not well formed.
- `prose-link`: a link that leads to no page.
- `prose-retired`: cites a claim that was withdrawn.
- `prose-short-answer`: the short answer has more than three sentences.

## Fails
```yaml
short_answer: Noor Tal crossed the Sarun Pass.
```
```yaml
short_answer: "# Noor Tal crossed the Sarun Pass [@claim-1]."
```
```yaml
short_answer: "[Noor Tal](nobody) crossed the Sarun Pass [@claim-1]."
```
```yaml
claim:
  retired: {date: 2021-04-01, reason: The Gazette took it back.}
short_answer: Noor Tal crossed the Sarun Pass [@claim-1].
```
```yaml
short_answer: >-
  Noor Tal crossed the Sarun Pass [@claim-1]. This page tells of it.{.signpost} It is short.{.signpost} It ends here.{.signpost}
```

## Passes
```yaml
short_answer: "[Noor Tal](noor-tal) crossed the *Sarun Pass* [@claim-1]. More is below.{.signpost}"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.problems import Problem, nearest_name
from generator.site import ProseField, Site

IDS = ("prose-uncited", "prose-syntax", "prose-link", "prose-retired", "prose-short-answer")
_LONGEST_ANSWER = 3


def check(site: Site) -> Iterator[Problem]:
    """Problems in every piece of prose of the site."""
    for part in site.prose_fields:
        for fault in part.prose.faults:
            yield Problem(part.owner.where(*part.keys, offset=fault.offset), fault.check, fault.message)
        yield from _links(site, part)
        for reference in part.prose.references:
            claim = site.claims.get(reference.id)
            if claim and claim.retired:
                message = f'"{claim.id}" was withdrawn on {claim.retired.date}; take the citation out'
                yield Problem(part.owner.where(*part.keys, offset=reference.offset), "prose-retired", message)
        if part.keys == ("short_answer",) and len(part.prose.sentences) > _LONGEST_ANSWER:
            message = f"the short answer has {len(part.prose.sentences)} sentences; {_LONGEST_ANSWER} at most, the rest belongs into a section"
            extra = part.prose.sentences[_LONGEST_ANSWER]
            yield Problem(part.owner.where(*part.keys, offset=extra.offset), "prose-short-answer", message)


def _links(site: Site, part: ProseField) -> Iterator[Problem]:
    for link in part.prose.links:
        target = link.target
        if ":" not in target and target not in site.kind_of and target not in site.broken:
            message = f'the link leads to "{target}", which is no id of an entity, explainer or source.{nearest_name(target, sorted(site.kind_of))}'
            yield Problem(part.owner.where(*part.keys, offset=link.offset), "prose-link", message)
