"""Everything a built page loads is there, and comes from the site itself.

## What it does
Follows what a page fetches without being asked: images (also each candidate of a `srcset`), style sheets and what they name by `url()`
and `@import`, scripts, icons, media, frames. Each must be a file of the site. Images need a text alternative; an empty one says
that the image is decoration.

## Why it matters
A missing style sheet is seen by everybody but its author, whose browser remembers it. What comes from another host tells that host who reads
what, may change, and is refused by the site's Content-Security-Policy.

## Problems
- `built-asset`: an image, style sheet, script or other part of a page is not there.
- `built-third-party`: a page loads something from another host.
- `built-alternative`: an image has no `alt`.

## Fails
```yaml
index.html: <a href="#top">Up</a><img src="boat.png" srcset="boat.png, large/boat.png 2x" alt="A boat">
boat.png: ''
```
```yaml
index.html: <a href="#top">Up</a><link rel="stylesheet" href="look.css">
look.css: '@import "more.css"; body { background: url(//pictures.example/sea.png) }'
more.css: ''
```
```yaml
index.html: <a href="#top">Up</a><img src="boat.png">
boat.png: ''
```

## Passes
```yaml
index.html: |
  <a href="#top">Up</a><link rel="stylesheet" href="look.css?v=2"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">
  <link rel="canonical" href="https://ferry.example/"> <img src="boat.png" srcset="boat.png 1x" alt="A boat">
look.css: '/* url(gone.png) */ body { background: url("boat.png"); mask: url(#wave) }'
boat.png: ''
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.built.folder import Folder
from generator.built.links import Link
from generator.problems import Problem

IDS = ("built-asset", "built-third-party", "built-alternative")


def check(folder: Folder, links: Sequence[Link]) -> Iterator[Problem]:
    """Problems with what pages load, and with images without words."""
    for link in links:
        to = link.to
        if link.use != "load" or to.kind == "inside" or (to.kind == "scheme" and to.path == "data"):
            continue
        if to.kind in ("outside", "scheme"):
            message = f'"{link.address}" is loaded from elsewhere ({to.path}); put a copy into the site, or link to it'
            yield folder.problem("built-third-party", link.file, link.source, message)
        else:
            similar = folder.addresses.similar(to.path)
            why = "lies above the root of the site" if to.kind == "escape" else "is not there" + (f', but "{similar}" is' if similar else "")
            yield folder.problem("built-asset", link.file, link.source, f'"{link.address}" is loaded here, but {to.path} {why}')
    for page in folder.pages.values():
        for tag in page.tags:
            image = tag.name in ("img", "area") or (tag.name == "input" and tag.attributes.get("type", "").lower() == "image")
            if image and "alt" not in tag.attributes and "aria-label" not in tag.attributes and tag.attributes.get("role") != "presentation":
                name = tag.attributes.get("src") or tag.attributes.get("href", "")
                message = f'the image "{name}" has no text alternative; say in alt what it shows, or write alt="" if it is decoration'
                yield folder.problem("built-alternative", page.path, tag.text, message)
