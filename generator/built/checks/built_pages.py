"""The built site has the pages that were planned, no others, and a reader can reach each of them.

## What it does
Compares the finished pages and files with those the generator handed to the site engine, and follows the links from the start page.
The page for unknown addresses, `404.html`, stands outside of it.

## Why it matters
A page that an engine left out takes its claims' addresses with it; a page nobody planned is left over or forged; a page without a link to it
exists for its author only.

## Problems
- `built-page-missing`: a planned page or file was not built.
- `built-page-unplanned`: a page was built that nobody planned.
- `built-page-orphan`: no way of links leads from the start page to this page.

## Fails
```yaml
plan: [index.md, harbour.md]
index.html: <a href="#top">Up</a>
```
```yaml
plan: [index.md]
index.html: <a href="draft/">Draft</a>
draft/index.html: <a href="..">Home</a>
```
```yaml
index.html: <a href="#top">Up</a>
harbour/index.html: <a href="..">Home</a>
```

## Passes
```yaml
plan: [index.md, harbour.md, data/boats.json]
index.html: <a href="harbour/">Harbour</a>
harbour/index.html: <a href="..">Home</a>
data/boats.json: '{}'
404.html: <a href="/">Home</a>
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.built.folder import Folder
from generator.built.links import Link
from generator.problems import Problem

IDS = ("built-page-missing", "built-page-unplanned", "built-page-orphan")
START, NOT_FOUND = "index.html", "404.html"


def check(folder: Folder, links: Sequence[Link]) -> Iterator[Problem]:
    """Problems with which pages there are."""
    if folder.plan is not None:
        for built, path in folder.planned.items():
            if built not in folder.files:
                place = folder.cause_of(path)
                yield Problem(place, "built-page-missing", f"{path} was planned, but there is no {folder.shown}/{built}; the site engine left it out")
        for path in folder.pages:
            if path not in folder.planned and path != NOT_FOUND:
                message = f"the page {path} was not planned; remove what makes it (a theme template, or a file in the Markdown folder)"
                yield folder.problem("built-page-unplanned", path, "", message)
    if START not in folder.pages:
        return
    onward: dict[str, set[str]] = {}
    for link in links:
        if link.use == "link" and link.to.kind == "inside":
            onward.setdefault(link.file, set()).add(link.to.path)
    reached, coming = {START}, [START]
    while coming:
        for path in onward.get(coming.pop(), ()):
            if path not in reached and path in folder.pages:
                reached.add(path)
                coming.append(path)
    for path in folder.pages:
        if path not in reached and path != NOT_FOUND:
            yield folder.problem("built-page-orphan", path, "", f"no way of links leads from the start page to {path}; link to it, or leave it out")
