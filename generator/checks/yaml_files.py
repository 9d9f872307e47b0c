"""Every file is plain YAML that means what it looks like.

## What it does
The reader takes text, lists and groups of fields, and nothing else of YAML. `NO`, `010` and `12:30:45` stay the text they are.
Whatever YAML would drop, merge or reinterpret in silence is a problem at its line and column.

## Why it matters
YAML cuts `we are the #1 target` at the `#`, and what is left is still a verbatim piece of the source. It lets the second of two
equal keys win without a word.

## Problems
- `yaml-syntax`: the file cannot be read as YAML.
- `yaml-duplicate-key`: a key stands twice in one group.
- `yaml-comment`: ` #` cuts off the rest of an unquoted text; put the text in quotes.
- `yaml-anchor`: an anchor (`&name`).
- `yaml-alias`: an alias (`*name`).
- `yaml-tag`: a tag (`!name`).
- `yaml-key`: a key that is not plain text, or the merge key `<<`.
- `yaml-document`: a second document or a directive.
- `yaml-encoding`: a byte that is not UTF-8.
- `yaml-character`: an invisible control or direction character.
- `yaml-limit`: nested too deeply, too long, or too large.

## Fails
```yaml
files: {content/actors/a.yaml: "id: [a"}
```
```yaml
files: {content/actors/a.yaml: "id: a\\nid: b"}
```
```yaml
files: {content/actors/a.yaml: "id: a\\nname: we are the #1 target"}
```
```yaml
files: {content/actors/a.yaml: "id: &x a"}
```
```yaml
files: {content/actors/a.yaml: "id: *x"}
```
```yaml
files: {content/actors/a.yaml: "id: !!str a"}
```
```yaml
files: {content/actors/a.yaml: "<<: {id: a}"}
```
```yaml
files: {content/actors/a.yaml: "id: a\\n---\\nid: b"}
```
```yaml
bytes: {content/actors/a.yaml: "69643a20ff"}
```
```yaml
files: {content/actors/a.yaml: "id: a\\nname: left\\u202Eright"}
```
```yaml
files: {content/actors/a.yaml: "id: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"}
```

## Passes
```yaml
files:
  content/actors/ren-vo.yaml: |
    # a comment on a line of its own
    id: ren-vo
    name: "Ren Vo, the #1 witness"
    kind: person
    summary: Named here.{.signpost}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.problems import Problem
from generator.site import Site

IDS = (
    "yaml-syntax", "yaml-duplicate-key", "yaml-comment", "yaml-anchor", "yaml-alias", "yaml-tag", "yaml-key", "yaml-document",
    "yaml-encoding", "yaml-character", "yaml-limit",
)  # fmt: skip


def check(site: Site) -> Iterator[Problem]:
    """Nothing: the reader reports these before there is a site."""
    return iter(())
