"""Pages to Markdown text with Jinja2. Pure: no clock, network or disk beyond the templates.

Every value that a template prints goes through the escaping filter by itself (`finalize`); only what this module or a macro
made (`Ready`) passes as it is. A template can therefore not forget to escape. Markdown needs an escaping of its own, so
Jinja2's HTML escaping is off.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError

from generator import addresses, dates, escape
from generator import prose as prose_module
from generator.evidence import Evidence, EvidenceBook
from generator.models import Inference
from generator.pages import Page
from generator.problems import ConfigurationError
from generator.site import Site


class Ready(str):
    """Markdown that is ready for the page and is not escaped again."""

    __slots__ = ()


MANY = 1_000
"""Claims from which on the search would load several copies of each."""


class PageView:
    """What a template may ask while one page is rendered. Remembers what was cited, for the list of evidence at the end."""

    def __init__(self, site: Site, book: EvidenceBook, page: Page, pieces: dict[tuple[str, str, int], Ready]) -> None:
        self._site, self._book, self._page, self._pieces = site, book, page, pieces
        self._cited: dict[str, None] = {}
        self._inferred: dict[str, None] = {}
        self._linked: set[str] = {page.owner} if page.owner else set()

    def once(self, kind: str, name: str, caller: Callable[[], Ready]) -> Ready:
        """A piece that is the same on all pages of one depth, rendered once: `{% call view.once("evidence", id) %}…{% endcall %}`.

        It must not set marks or link to its own page, since neither would happen when it comes from memory.
        """
        key = (kind, name, self._page.path.count("/"))
        if key not in self._pieces:
            self._pieces[key] = caller()
        return self._pieces[key]

    @property
    def of_many(self) -> Ready:
        """What keeps a part that repeats claims out of the search where there are many: there, each is found at its own address only."""
        return Ready(" data-search-exclude" if len(self._site.claims) > MANY else "")

    def href(self, address: str) -> Ready:
        """A link target relative to this page; `address` is a docs path with an optional #anchor."""
        return Ready(addresses.relative(self._page.path, address))

    def url(self, url: str) -> Ready:
        """An outside address as a safe Markdown link target."""
        return Ready(escape.url(url))

    def entity(self, name: str) -> Ready:
        """A link with an entity's name."""
        return self.link(self._site.entities[name].name, addresses.entity(self._site, name))

    def link(self, words: str, address: str) -> Ready:
        """A link to another page of the site."""
        return Ready(f"[{_shown(words)}]({addresses.relative(self._page.path, address)})")

    def claim(self, name: str) -> Ready:
        """The target of a claim's, inference's or absence's permanent address."""
        return self.href(addresses.evidence(self._site, name))

    def mark(self, *names: str) -> Ready:
        """The marks of the claims, inferences and absences a sentence rests on."""
        return Ready("".join(self._mark(name) for name in names))

    def _mark(self, name: str) -> str:
        if name in self._site.claims:
            self._cited[name] = None
            return f"[^{name}]"
        if name in self._site.inferences:
            self._inferred[name] = None
            return f" [our inference](#inference-{name}){{ .mark .mark-inference }}"
        return f" [not in these sources]({self.claim(name)}){{ .mark .mark-absence }}"

    def prose(self, parsed: prose_module.Prose) -> Ready:
        """Prose as Markdown, with marks and with entities linked on their first mention on this page."""
        return Ready(prose_module.render(parsed, mark=lambda ids: self.mark(*ids), link=self._target, entities=self._site.linker, seen=self._linked))

    def plain(self, parsed: prose_module.Prose) -> str:
        """The words of prose without marks and links."""
        return prose_module.visible(parsed)

    def _target(self, target: str) -> str | None:
        kind = self._site.kind_of.get(target)
        if kind:
            return str(self.href(addresses.page_of(kind, target)))
        return escape.url(target) if ":" in target else None

    def cited(self) -> list[Evidence]:
        """The evidence of the claims cited so far on this page, in order of their first mark."""
        return [self._book.of(name) for name in self._cited]

    def inferred(self) -> list[Inference]:
        """The inferences named so far on this page."""
        return [self._site.inferences[name] for name in self._inferred]

    def claim_text(self, name: str) -> str:
        """The sentence of a claim."""
        return self._site.claims[name].text

    def question_text(self, name: str) -> str:
        """The words of a question."""
        return self._site.questions[name].text

    def ready(self, text: str) -> Ready:
        """Text that is made for its place already: a check's manual page (our own Markdown), or JSON for the front matter."""
        return Ready(text)

    def attribute(self, text: str) -> Ready:
        """Text for a double-quoted HTML attribute."""
        return Ready(escape.attribute(text))

    def html(self, text: str) -> Ready:
        """Text inside a raw HTML element."""
        return Ready(escape.html(text))


def environment(folders: Iterable[Path], compiled: Path | None = None) -> Environment:
    """The Jinja2 environment over the template folders, first hit wins. Undefined names are errors.

    Compiled templates are kept in the folder `compiled`; Jinja2 compares them with the template's own text.
    """
    env = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=False,
        finalize=_escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
    )
    env.concat = _joined  # type: ignore[method-assign]
    env.filters["anchor"] = _anchor
    env.filters["inside"] = _inside
    env.filters["in_words"] = dates.in_words
    env.filters["front_matter"] = lambda text: Ready(escape.front_matter(text))
    return env


def _anchor(value: Any) -> Ready:
    """An id, language tag, class or ISO date as it is: letters, digits, hyphens and underscores need no escaping."""
    text = str(value)
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise ConfigurationError(f'"{text}" cannot be an anchor; only letters, digits, hyphens and underscores can')
    return Ready(text)


def _joined(parts: Iterable[str]) -> Ready:
    """What a macro or template comes to: its parts are escaped already, so the whole is ready."""
    return Ready("".join(parts))


def _inside(text: Ready, width: int = 4) -> Ready:
    """Ready Markdown, its lines after the first indented, so that it stands inside a list item or footnote.

    Blank lines at its end are dropped: after two of them, what follows would be taken for code.
    """
    assert isinstance(text, Ready)
    return Ready(re.sub(r"\n(?=[^\n])", "\n" + " " * width, text.rstrip("\n")))


def _escaped(value: Any) -> str:
    return value if type(value) is Ready else _shown(str(value))


@lru_cache(maxsize=1 << 13)
def _shown(text: str) -> Ready:
    """Text as Markdown that shows it. Kept, since the same names, labels and sentences stand on many pages."""
    return Ready(escape.markdown(text))


def _place(fault: TemplateError, page: Page) -> str:
    """Where a template is wrong: what the fault says of it, or the innermost line of a template that was being rendered."""
    name, line = Path(getattr(fault, "name", None) or page.template).name, getattr(fault, "lineno", None)
    for frame, number in traceback.walk_tb(fault.__traceback__) if not line else ():
        if frame.f_code.co_filename.endswith(".j2"):
            name, line = Path(frame.f_code.co_filename).name, number
    return f"templates/pages/{name}:{line or 1}"


def render(site: Site, book: EvidenceBook, pages: Iterable[Page], env: Environment) -> Iterator[tuple[str, bytes]]:
    """The path of every page and its Markdown in UTF-8. Raises ConfigurationError for a mistake in a template."""
    pieces: dict[tuple[str, str, int], Ready] = {}
    for page in pages:
        try:
            template = env.get_template(page.template)
            text = template.render(page=page, view=PageView(site, book, page, pieces), site=site.settings, **page.context)
        except TemplateError as fault:
            raise ConfigurationError(f"{_place(fault, page)}: the template cannot be rendered for {page.path}: {fault.message or fault}") from fault
        yield page.path, text.encode("utf-8")
    _shown.cache_clear()
