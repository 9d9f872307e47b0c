"""One page through MkDocs' own functions: its Markdown to HTML, then its layout; as plain values that can be kept.

`parse` depends on the page's bytes and on which files its links find; `lay_out` on that, on the theme, on the shape of the
navigation and on what `reads` notes. Nothing here looks at the cache.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils import meta

from generator.incremental import reads
from generator.incremental.cache import Built, Parsed, digest, parsed_as

Log = list[tuple[str, str]]
SEARCH = "material/search"


class _FilesAsked:
    """MkDocs' files, noting which paths the links of a page were looked up under, and what was found."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.found: dict[str, str] = {}

    def get_file_from_path(self, path: str) -> File | None:
        file = self._files.get_file_from_path(path)
        self.found[path] = target(file)
        return file

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"a page may look files up by path only, not by {name}")


def target(file: File | None) -> str:
    """What a link takes from the file it leads to."""
    return f"{file.url} {file.inclusion.name}" if file else ""


def parse(file: File, files: Files, config: MkDocsConfig, raw: bytes) -> tuple[Parsed | None, Log]:
    """The page's content, table of contents, anchors and links (None where they are no plain data and cannot be kept), and warnings.

    The page itself is filled as MkDocs does it. `raw` are the bytes of its Markdown.
    """
    page = file.page
    assert page is not None
    asked = _FilesAsked(files)
    with logged() as log:
        page = config.plugins.on_pre_page(page, config=config, files=files)
        source = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig", errors="strict").read()
        page.markdown, page.meta = meta.get_data(source)
        page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        page.render(config, asked)  # type: ignore[arg-type]  # a stand-in that knows only the one method that is called
        page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)
    head = {
        "markdown": len(page.markdown),
        "meta": dict(page.meta),
        "title": page._title_from_render,
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": {to.src_uri: dict(anchors) for to, anchors in (page.links_to_anchors or {}).items()},
        "lookups": asked.found,
        "log": [list(entry) for entry in log],
    }
    body = {"content": page.content, "toc": [_token(item) for item in page.toc]}
    kept = source.endswith(page.markdown) and _plain(head)
    return (parsed_as(head, body) if kept else None), log


def fill(page: Page, raw: bytes, head: dict[str, Any], files: Files) -> None:
    """Nothing comes back. Puts what `parse` found (but for the body) into the page, as if MkDocs had read it now."""
    source = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig", errors="strict").read()
    page.markdown = source[len(source) - head["markdown"] :]
    page.meta = head["meta"]
    page._title_from_render = head["title"]
    page.present_anchor_ids = set(head["anchors"])
    known = {uri: files.src_uris.get(uri) for uri in head["links"]}
    page.links_to_anchors = {file: head["links"][uri] for uri, file in known.items() if file}


def fill_body(page: Page, body: dict[str, Any]) -> None:
    """Nothing comes back. Puts the other half into the page."""
    page.content = body["content"]
    page.toc = get_toc(body["toc"])


def lay_out(page: Page, config: MkDocsConfig, everything: list[File], nav: Navigation, env: jinja2.Environment) -> tuple[Built, set[tuple[str, str]]]:
    """The page's file and its search entries, and what it read of other pages. The page must have been parsed or filled."""
    search: Any = config.plugins.get(SEARCH)
    before = len(search.search_index.entries) if search else 0
    config._current_page = page
    page.active = True
    try:
        with reads.noting(page) as found:
            context = get_context(nav, reads.WatchedPages(everything), config, page)
            template = env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
            output = config.plugins.on_post_page(template.render(context), page=page, config=config)
    finally:
        page.active = False
        config._current_page = None
    html = output.encode("utf-8", errors="xmlcharrefreplace") if output.strip() else b""
    entries = search.search_index.entries[before:] if search else []
    fragment = json.dumps(entries, separators=(",", ":"), default=str)[1:-1]
    return Built(html, fragment, "", digest(html, fragment)), found


@contextmanager
def logged(level: int = logging.WARNING) -> Iterator[Log]:
    """A block in which what MkDocs and its plugins log, from `level` on, lands in the list as (level's name, message), and nowhere else
    unless the block fails."""
    log: Log = []
    logger = logging.getLogger("mkdocs")
    before, logger.handlers = logger.handlers, [_Into(log, level)]
    failed = True
    try:
        yield log
        failed = False
    finally:
        logger.handlers = before
        if failed:
            repeat(log)


def repeat(log: Log) -> None:
    """Nothing comes back. Logs again what was logged when the page was parsed."""
    for level, message in log:
        logging.getLogger("mkdocs").log(getattr(logging, level), message)


class _Into(logging.Handler):
    def __init__(self, log: Log, level: int) -> None:
        super().__init__(level)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.append((record.levelname, record.getMessage()))


def _token(item: AnchorLink) -> dict[str, Any]:
    return {"name": item.title, "id": item.id, "level": item.level, "children": [_token(child) for child in item.children]}


def _plain(value: dict[str, Any]) -> bool:
    """True where JSON gives back exactly this, types included: a date in the front matter would come back as text."""
    try:
        return repr(json.loads(json.dumps(value))) == repr(value)
    except (TypeError, ValueError):
        return False


def read(path: str | Path) -> bytes:
    """The bytes of a file."""
    return Path(path).read_bytes()
