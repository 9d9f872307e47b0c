"""Built pages hold no markup that acts, no id twice, no footnote that leads nowhere.

## What it does
Looks at the tags of the finished pages, wherever they came from: the page templates, the theme, or raw HTML in Markdown. What is
refused as active is refused only in our own build, where the Content-Security-Policy would stop it as well.

## Why it matters
An id that occurs twice sends readers to the wrong claim, and a footnote that lost its mark or its note is a citation that proves nothing.
Active markup in a page means that text became markup somewhere.

## Problems
- `built-duplicate-id`: two elements of a page have the same id.
- `built-footnote`: a footnote has no mark in the text, a mark has no footnote, or a mark was left as plain text.
- `built-active`: an event handler, a style attribute, a frame, an embedded object or a `<base>`.

## Fails
```yaml
index.html: <a href="#quay">Quay</a><h2 id="quay">The quay</h2><p id="quay">Seven boats lie here.</p>
```
```yaml
index.html: <a href="#top">Up</a><p>Seven boats lie here.[^boats]</p>
```
```yaml
index.html: '<a href="#top">Up</a><div class="footnote"><ol><li id="fn:boats">The Gazette.</li></ol></div>'
```
```yaml
plan: [index.md]
index.html: <a href="#top" onclick="alert(1)">Up</a>
```

## Passes
```yaml
plan: [index.md]
index.html: |
  <p>Seven boats<sup id="fnref:boats"><a href="#fn:boats">1</a></sup>, and <code>[^boats]</code>, &#91;&#94;boats].</p> <!-- <p id="fn:boats"> -->
  <div class="footnote"><ol><li id="fn:boats">The Gazette, onclick="alert(1)". <a href="#fnref:boats">Back</a></li></ol></div>
  <script>const twice = '<p id="fn:boats">'</script>
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.built.folder import Folder
from generator.built.links import Link
from generator.built.tags import Page, Tag
from generator.problems import Problem

IDS = ("built-duplicate-id", "built-footnote", "built-active")
_NOTE = "fn:"
_ACTIVE = frozenset({"iframe", "frame", "object", "embed", "applet", "portal", "base"})


def check(folder: Folder, links: Sequence[Link]) -> Iterator[Problem]:
    """Problems with the tags of pages."""
    for page in folder.pages.values():
        for name, count in page.ids.items():
            if count > 1:
                yield _twice(folder, page, name, count)
        yield from _footnotes(folder, page)
        if folder.plan is not None:
            for tag in (*page.tags, *(inline.tag for inline in page.inlines)):
                if (reason := _active(tag)) and reason:
                    yield folder.problem(
                        "built-active", page.path, tag.text, f"the page holds {reason}, which the site's policy forbids; use a class"
                    )


def _twice(folder: Folder, page: Page, name: str, count: int) -> Problem:
    sources = [tag.text for tag in page.tags if tag.attributes.get("id") == name]
    source, occurrence = (sources[1], 1) if len(sources) > 1 else (sources[0], 2)
    message = f'the id "{name}" occurs {count} times in the page; a link to it leads to the first one only'
    return folder.problem("built-duplicate-id", page.path, source, message, occurrence)


def _footnotes(folder: Folder, page: Page) -> Iterator[Problem]:
    for mark in page.marks:
        yield folder.problem("built-footnote", page.path, mark, f'the mark "{mark}" was left as plain text: there is no footnote of this name')
    notes = {tag.attributes["id"]: tag for tag in page.tags if tag.attributes.get("id", "").startswith(_NOTE)}
    if not notes:
        return
    targets = {tag.attributes["href"].partition("#")[2] for tag in page.tags if tag.attributes.get("href", "").startswith("#")}
    for name, tag in notes.items():
        if name not in targets:
            message = f'nothing in the text leads to the footnote "{name.removeprefix(_NOTE)}"; cite it or leave it out'
            yield folder.problem("built-footnote", page.path, tag.text, message)


def _active(tag: Tag) -> str:
    """What in a tag acts, in words; an empty string where nothing does."""
    if tag.name in _ACTIVE:
        return f"<{tag.name}>"
    if "style" in tag.attributes:
        return "a style attribute"
    return next((f"the event handler {name}" for name in tag.attributes if name.startswith("on") and name.isalpha()), "")
