"""Every link of the built site leads somewhere.

## What it does
Reads the finished pages, their feeds, their sitemap and their search index, and follows every link inside the site as a browser and a
static host would: with `<base>`, dots, percent signs, queries, folders and letter case, also those in raw HTML. It asks no other site.

## Why it matters
A claim whose address is dead cannot be traced. The site engine looks only at links that are written in Markdown.

## Problems
- `built-link`: a link leads to a page or file that is not there.
- `built-anchor`: a link leads to a part of a page that is not there.
- `built-escape`: an address leads above the root of the site.
- `built-scheme`: a link has a scheme other than https, http and mailto.
- `built-listing`: the sitemap, a feed, the search or a data file names an address of this site that is not there.
- `built-nothing`: not a single link was found, so that nothing was proved.

## Fails
```yaml
index.html: <a href="harbour/">Harbour</a>
```
```yaml
index.html: <a href="Harbour.html">Harbour</a>
harbour.html: <a href="index.html">Home</a>
```
```yaml
index.html: <a href="#quay">The quay</a><h2 id="Quay">The quay</h2>
```
```yaml
harbour/index.html: <a href="../../index.html">Home</a>
index.html: <a href="harbour/">Harbour</a>
```
```yaml
index.html: '<a href="java&#10;script:alert(1)">Harbour</a>'
```
```yaml
site_url: https://ferry.example/pell/
index.html: <a href="#top">Up</a>
sitemap.xml: <urlset><url><loc>https://ferry.example/pell/harbour/</loc></url></urlset>
```
```yaml
index.html: <p>Nobody links here.</p>
```

## Passes
```yaml
site_url: https://ferry.example/pell/
index.html: |
  <a href="harbour/?from=home#the%20quay">Harbour</a> <a href="https://FERRY.example/pell/harbour/#the quay">again</a>
  <a href="mailto:desk@ferry.example">Write</a> <a href="https://elsewhere.example/gone">outside</a> <a href="/pell/">Home</a>
harbour/index.html: <h2 id="the quay">The quay</h2><a href="..">Home</a> <a href="#top">Up</a> <a href="../harbour/#:~:text=quay">text</a>
sitemap.xml: <urlset><url><loc>https://ferry.example/pell/harbour/</loc></url></urlset>
404.html: <a href="/pell/">Home</a>
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from generator.built.folder import Folder
from generator.built.links import Link
from generator.problems import Location, Problem

IDS = ("built-link", "built-anchor", "built-escape", "built-scheme", "built-listing", "built-nothing")
SCHEMES = frozenset({"http", "https", "mailto"})
NOT_FOUND = "404.html"


def check(folder: Folder, links: Sequence[Link]) -> Iterator[Problem]:
    """Problems with what readers follow, and with what listings name."""
    if not any(link.use == "link" for link in links):
        what = "no page" if not folder.pages else "no link in any page"
        yield Problem(Location(folder.shown), "built-nothing", f"there is {what} in this folder, so nothing was checked; is it the built site?")
    anchors: dict[str, frozenset[str]] = {}
    for link in links:
        to = link.to
        if link.use == "load":
            continue
        if to.kind == "inside":
            if to.anchor and to.path in folder.pages and to.anchor not in (known := _anchors(folder, to.path, anchors)):
                if unquote(to.anchor) not in known:
                    yield _anchor(folder, link, known)
            elif link.file == NOT_FOUND and _relative(link.address):
                message = f'"{link.address}" is relative, but hosts show 404.html at any depth; write it from the root, with a slash in front'
                yield folder.problem("built-link", link.file, link.source, message)
        elif to.kind == "scheme":
            if to.path not in SCHEMES:
                yield folder.problem(
                    "built-scheme", link.file, link.source, f'the link "{link.address}" has the scheme "{to.path}"; use https or mailto'
                )
        elif to.kind == "escape":
            yield folder.problem("built-escape", link.file, link.source, f'"{link.address}" leads out of the site, above its root')
        elif to.kind == "missing":
            yield _missing(folder, link)


def _missing(folder: Folder, link: Link) -> Problem:
    similar = folder.addresses.similar(link.to.path)
    way_out = f'it is spelt "{similar}" there' if similar else "correct the address or publish what it names"
    if link.use == "listing":
        message = f'"{link.address}" is named here, but there is no {link.to.path or "start page"} in the site; {way_out}'
        return folder.problem("built-listing", link.file, link.source, message)
    return folder.problem("built-link", link.file, link.source, f'the link "{link.address}" leads to {link.to.path}, which is not there; {way_out}')


def _anchor(folder: Folder, link: Link, known: frozenset[str]) -> Problem:
    anchor = link.to.anchor
    similar = next((name for name in sorted(known) if name.casefold() == anchor.casefold()), "")
    way_out = f'it is spelt "{similar}" there' if similar else "no element there has this id"
    check = "built-listing" if link.use == "listing" else "built-anchor"
    return folder.problem(check, link.file, link.source, f'the link "{link.address}" leads to "#{anchor}" in {link.to.path}; {way_out}')


def _anchors(folder: Folder, path: str, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """What may follow the # of an address of this page: ids, names of <a>, and the top."""
    if path not in known:
        page = folder.pages[path]
        names = {*page.ids, *(tag.attributes["name"] for tag in page.tags if tag.name == "a" and "name" in tag.attributes)}
        known[path] = frozenset({*names, "top", "Top", "TOP"})
    return known[path]


def _relative(address: str) -> bool:
    return not address.startswith(("#", "/", "?")) and ":" not in address.partition("/")[0]
