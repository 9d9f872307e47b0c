"""Every exclusion in site.yaml still excludes something.

## What it does
`exclusions` silences one problem id for one record, with a reason and a date. When the check finds nothing there any more, the
exclusion itself is the problem.

## Why it matters
An exclusion that has outlived its reason would hide the next mistake.

## Problems
- `exclusion-unused`: the exclusion excludes nothing.

## Fails
```yaml
site:
  exclusions: [{check: entity-unnamed, record: claim-1, reason: The name stands in the headline., date: 2021-03-05}]
```

## Passes
```yaml
claim: {about: [noor-tal, northern-command]}
site:
  exclusions: [{check: entity-unnamed, record: claim-1, reason: The name stands in the headline., date: 2021-03-05}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.problems import Problem
from generator.site import Site

IDS = ("exclusion-unused",)


def check(site: Site) -> Iterator[Problem]:
    """Nothing: this is found when the exclusions are applied, after all checks."""
    return iter(())
