"""Every source has its archived text, and the text is the one that was archived.

## What it does
Reads the file that `archived` names and compares its SHA-256 with the one in the record.

## Why it matters
A quote is checked against this text. A text that changed in silence would make a wrong quote right.

## Problems
- `source-file`: the file is not there.
- `source-hash`: the file is not the one that was archived.
- `source-encoding`: the file is not UTF-8.

## Fails
```yaml
gazette-source: {archived: {file: seeds/gone.txt, sha256: "0000000000000000000000000000000000000000000000000000000000000000"}}
```
```yaml
files: {seeds/gazette.txt: Noor Tal crossed the Sarun Pass at night.}
```
```yaml
bytes: {seeds/gazette.txt: "ff"}
gazette-source: {archived: {file: seeds/gazette.txt, sha256: "a8100ae6aa1940d0b663bb31cd466142ebbdbd5187131b92d93818987832eb89"}}
```

## Passes
```yaml
gazette: Noor Tal crossed the Sarun Pass. It was Monday.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.problems import Problem
from generator.site import Site

IDS = ("source-file", "source-hash", "source-encoding")


def check(site: Site) -> Iterator[Problem]:
    """Nothing: the resolver reports these while it reads the texts."""
    return iter(())
