"""Every id that is mentioned leads to a record, and no two records share one.

## What it does
Follows each mention of an entity, source, claim, question, origin, relation type or explainer. Claims, inferences and absences share
one set of ids, because prose cites them alike; so do entities, explainers and sources, because prose links to them alike.

## Why it matters
An id that leads nowhere is a citation without evidence.

## Problems
- `id-unknown`: there is no record with this id; the message names the nearest one.
- `id-duplicate`: two records have one id.

## Fails
```yaml
claim: {about: [noor-tall]}
```
```yaml
claims: [{id: crossing}, {id: crossing}]
short_answer: Noor Tal crossed the Sarun Pass [@crossing].
```

## Passes
```yaml
claim: {about: [noor-tal, sarun-pass]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.problems import Problem
from generator.site import Site

IDS = ("id-unknown", "id-duplicate")


def check(site: Site) -> Iterator[Problem]:
    """Nothing: the resolver reports these while it makes the site."""
    return iter(())
