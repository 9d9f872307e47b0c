"""One build: MkDocs' own steps in MkDocs' own order, but a page whose inputs are what they were is neither parsed nor laid out.

Must write what `mkdocs build` writes; `tests/test_incremental.py` holds whole sites against it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from generator.incremental import fingerprint, pages, reads
from generator.incremental.cache import Built, Cache, Parsed, digest
from generator.incremental.halves import spread
from generator.incremental.inline import QuickInline
from generator.incremental.output import Lost, Output

_SETTINGS = "mkdocs.yml"
_NEVER = "never"  # the seal of a page that cannot be kept


@dataclass
class Outcome:
    """What a build did. `converted` and `laid_out` count the pages that did not come from the cache; `mount` is the path of the site's address."""

    converted: int = 0
    laid_out: int = 0
    mount: str = "/"
    whole: str = ""
    changed: list[str] = field(default_factory=list)


@dataclass
class _Site:
    """MkDocs' parts of the site that is being built."""

    settings: str
    layout: str
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: jinja2.Environment
    docs: list[File]
    raw: dict[str, bytes]
    seals: dict[str, str] = field(default_factory=dict)

    def page(self, uri: str) -> Page | None:
        file = self.files.src_uris.get(uri)
        return file.page if file and isinstance(file.page, Page) else None

    def now(self, uri: str, what: str) -> str:
        """What a note on another page stands for in this build."""
        if what == reads.ALL_PAGES:
            return digest(*(file.src_uri for file in self.docs))
        return reads.value(self.page(uri), what, self.seals.get(uri, ""))


def build(output: Output, cache: Cache, compiled: Path | None = None, processes: int = 2) -> Outcome:
    """What was done to write the site of the current folder's mkdocs.yml into `output`. Warnings go to the logger `mkdocs`.

    `compiled` is a folder for the theme's compiled templates. Raises what MkDocs raises.
    """
    settings, config = _loaded(output.root)
    config.plugins.on_startup(command="build", dirty=False)
    outcome = Outcome(mount=_mount(config))
    try:
        if reason := fingerprint.opaque(settings, config):
            outcome.whole = reason
            output.give_way()
            mkdocs_build.build(config)
        else:
            _build(_opened(settings, config, compiled), output, cache, outcome, processes)
    finally:
        config.plugins.on_shutdown()
    return outcome


def _loaded(root: Path) -> tuple[str, MkDocsConfig]:
    """The settings as text, and as MkDocs read them from that text: an editor may save the file at any moment."""
    while True:
        before = fingerprint.written_settings(_SETTINGS) if Path(_SETTINGS).is_file() else ""
        config = load_config(_SETTINGS, site_dir=str(root))
        if fingerprint.written_settings(_SETTINGS) == before:
            return before, config


def _opened(settings: str, config: MkDocsConfig, compiled: Path | None) -> _Site:
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    config.markdown_extensions.append(QuickInline())  # type: ignore[arg-type]  # Python-Markdown takes names and extensions
    env = config.theme.get_env()
    if compiled:
        compiled.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(compiled))
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    docs = list(files.documentation_pages())
    for file in docs:
        if file.page is None:
            Page(None, file, config)
        assert file.page is not None
        file.page.__class__, file.__class__ = reads.WatchedPage, reads.WatchedFile
    layout = fingerprint.of_layout(settings, config, nav)
    return _Site(settings, layout, config, files, nav, env, docs, {file.src_uri: pages.read(str(file.abs_src_path)) for file in docs})


def _build(site: _Site, output: Output, cache: Cache, outcome: Outcome, processes: int) -> None:
    parsed = _parse(site, cache, processes)
    site.env = site.config.plugins.on_env(site.env, config=site.config, files=site.files)
    built, layouts = _lay_out(site, cache, processes)
    outcome.converted, outcome.laid_out = len(parsed), len(built)
    for file in site.files:
        if not file.is_documentation_page() and InclusionLevel.is_included(file.inclusion):  # type: ignore[no-untyped-call]
            output.put(file.dest_uri, pages.read(str(file.abs_src_path)))
    for path, data in _templates(site):
        output.put(path, data)
    for file in site.docs:
        output.put_sealed(file.dest_uri, layouts[file.src_uri], _html(cache, built, file.src_uri, layouts[file.src_uri]))
    level = site.config.validation.links.anchors
    for file in site.docs:
        if file.page:
            file.page.validate_anchor_links(files=site.files, log_level=level)
    if search := site.config.plugins.get(pages.SEARCH):
        _index(search, site, cache, built, layouts, output)
    outcome.changed = output.finish()
    if fingerprint.of_layout(site.settings, site.config, site.nav) != site.layout:
        return  # the theme was changed meanwhile: what was made with which of its files cannot be told
    cache.keep({uri: (key, value) for uri, (key, value) in parsed.items() if value}, built, site.raw)


def _parse(site: _Site, cache: Cache, processes: int) -> dict[str, tuple[str, Parsed | None]]:
    """Fills every page of the site; what had to be parsed, with its key."""
    content, heads = fingerprint.of_content(site.settings), cache.heads()
    keys = {uri: digest(content, uri, raw) for uri, raw in site.raw.items()}
    missing = []
    found: dict[str, str] = {}

    def as_before(lookups: dict[str, str]) -> bool:
        for path, then in lookups.items():
            if path not in found:
                found[path] = pages.target(site.files.get_file_from_path(path))
            if found[path] != then:
                return False
        return True

    for file in site.docs:
        key, head, seal = heads.get(file.src_uri, ("", {}, ""))
        if key == keys[file.src_uri] and as_before(head["lookups"]):
            assert file.page is not None
            pages.fill(file.page, site.raw[file.src_uri], head, site.files)
            site.seals[file.src_uri] = seal
            pages.repeat(head["log"])
        else:
            missing.append(file)

    def work(file: File) -> tuple[Any, Any, str] | None:
        with _named("reading", file):
            result, _ = pages.parse(file, site.files, site.config, site.raw[file.src_uri])
        return (result.head, result.body, result.digest) if result else None

    new: dict[str, tuple[str, Parsed | None]] = {}
    for file, plain in zip(missing, spread(work, missing, processes), strict=True):
        uri = file.src_uri
        assert file.page is not None
        if plain is None:  # it cannot be kept, nor come from the other process
            _, log = pages.parse(file, site.files, site.config, site.raw[uri])
            pages.repeat(log)
            new[uri], site.seals[uri] = ("", None), _NEVER
            continue
        value = Parsed(*plain)
        pages.fill(file.page, site.raw[uri], value.head, site.files)
        pages.fill_body(file.page, value.body)
        new[uri], site.seals[uri] = (keys[uri], value), value.digest
        pages.repeat(value.head["log"])
    return new


def _lay_out(site: _Site, cache: Cache, processes: int) -> tuple[dict[str, tuple[str, Built]], dict[str, str]]:
    """What had to be laid out, with its key; and the seal of every page's layout."""
    layout, before = site.layout, cache.layouts()
    keys = {uri: digest(layout, seal) for uri, seal in site.seals.items()}
    checked: dict[str, bool] = {}
    missing, seals = [], {}
    for file in site.docs:
        key, notes, seal = before.get(file.src_uri, ("", "", ""))
        fits = key == keys[file.src_uri] and site.seals[file.src_uri] != _NEVER
        if fits and notes not in checked:
            checked[notes] = reads.unchanged(notes, site.now)
        if fits and checked[notes]:
            seals[file.src_uri] = seal
        else:
            missing.append(file)
    for file in missing:
        if file.page and file.page.content is None:
            _body(file, site, cache)

    def work(file: File) -> tuple[bytes, str, str, list[tuple[str, str]]]:
        assert file.page is not None
        with _named("building", file):
            value, found = pages.lay_out(file.page, site.config, site.docs, site.nav, site.env)
        return value.html, value.search, value.digest, sorted(found)

    built = {}
    for file, (html, search, seal, found) in zip(missing, spread(work, missing, processes), strict=True):
        built[file.src_uri] = (keys[file.src_uri], Built(html, search, reads.listed(set(found), site.now), seal))
        seals[file.src_uri] = seal
    return built, seals


def _body(file: File, site: _Site, cache: Cache) -> None:
    """Fills in the second half of a page that was not parsed in this build; parses it where the cache has lost it."""
    assert file.page is not None
    if body := cache.body(file.src_uri, site.seals[file.src_uri]):
        pages.fill_body(file.page, body)
    else:
        pages.parse(file, site.files, site.config, site.raw[file.src_uri])


def _html(cache: Cache, built: dict[str, tuple[str, Built]], uri: str, seal: str) -> Callable[[], bytes | None]:
    def html() -> bytes | None:
        value = built[uri][1] if uri in built else cache.built(uri, seal)
        return value.html if value else None

    return html


def _index(search: Any, site: _Site, cache: Cache, built: dict[str, tuple[str, Built]], seals: dict[str, str], output: Output) -> None:
    """Nothing comes back. Writes the search index, as the plugin does, from the entries of each page."""
    if not search.config.enabled:
        return
    search.search_index.entries = []
    empty: str = search.search_index.generate_search_index(None)
    kept = cache.searches()
    parts = []
    for uri in (file.src_uri for file in site.docs):
        seal, part = (seals[uri], built[uri][1].search) if uri in built else kept.get(uri, ("", ""))
        if seal != seals[uri]:
            raise Lost
        parts.append(part)
    head = empty.removesuffix("]}")
    output.put("search/search_index.json", f"{head}{','.join(part for part in parts if part)}]}}".encode())


def _templates(site: _Site) -> Iterator[tuple[str, bytes]]:
    """The pages that are the theme's alone (404.html, sitemap.xml and what MkDocs makes of it), by path. They are made every time."""
    with TemporaryDirectory() as folder:
        before, site.config.site_dir = site.config.site_dir, folder
        try:
            for name in site.config.theme.static_templates:
                mkdocs_build._build_theme_template(name, site.env, site.files, site.config, site.nav)
        finally:
            site.config.site_dir = before
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(folder).as_posix(), path.read_bytes()


@contextmanager
def _named(doing: str, file: File) -> Iterator[None]:
    """A block whose failure MkDocs' log ascribes to the page."""
    try:
        yield
    except Exception as fault:
        logging.getLogger("mkdocs").error(f"Error {doing} page '{file.src_uri}': {fault}")
        raise


def _mount(config: MkDocsConfig) -> str:
    path = urlsplit(config.site_url or "/").path.strip("/")
    return f"/{path}/" if path else "/"
