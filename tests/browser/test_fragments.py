"""The links to the publishers, followed by a click in a real browser: what lights up is the quoted words, no more and no less.

Each archived text is served as a page of paragraphs, far below the top of the page. A link of the site is rewritten to lead there,
everything after its "#" kept. The browser paints what it found; the colour is looked for in a picture of the screen, so nothing
here knows how a text fragment is parsed or searched.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar

import pytest
from lxml import html as parsed
from playwright.sync_api import Browser, Page

from generator.evidence import EvidenceBook
from generator.site import Site
from tests.browser.conftest import answering
from tests.support import ROOT, site_of

SCREEN = {"width": 1600, "height": 800}
ABOVE = 3000
"""Blank pixels above and below the text: without scrolling, nothing of it can be seen."""
STYLE = f"""body {{ margin: {ABOVE}px 8px; font: 9px/11px sans-serif; color: white; background: white }} p {{ margin: 0 0 2px }}
::target-text {{ background-color: #f00; color: #f00 }}"""
# Where the words stand on the screen, a box for each line; `spans` are (paragraph, first character, end) in UTF-16 units.
_BOXES = """spans => spans.flatMap(([paragraph, start, end]) => {
  const text = document.querySelectorAll('p')[paragraph].firstChild, range = document.createRange();
  range.setStart(text, start); range.setEnd(text, end);
  return [...range.getClientRects()].map(box => [box.left, box.top, box.right, box.bottom]);
})"""
# How much of the boxes is painted (0 to 1), and the first painted dot outside them.
_COMPARE = """async ([picture, boxes]) => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + picture)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext('2d', {willReadFrequently: true});
  context.drawImage(image, 0, 0);
  const dots = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  const inside = new Uint8Array(dots.length);
  let area = 0, painted = 0, outside = null;
  for (const [left, top, right, bottom] of boxes)
    for (let y = Math.max(0, Math.floor(top) - 1); y < Math.min(image.height, Math.ceil(bottom) + 1); y++)
      for (let x = Math.max(0, Math.floor(left) - 1); x < Math.min(image.width, Math.ceil(right) + 1); x++) inside[y * image.width + x] = 1;
  for (const [left, top, right, bottom] of boxes)
    for (let y = Math.ceil(top); y < Math.floor(bottom); y++)
      for (let x = Math.ceil(left); x < Math.floor(right); x++) { area++; painted += dots[y * image.width + x] !== 0xffffffff; }
  for (let i = 0; i < dots.length && !outside; i++)
    if (dots[i] !== 0xffffffff && !inside[i]) outside = [i % image.width, Math.floor(i / image.width)];
  return [area ? painted / area : 0, outside];
}"""


@dataclass(frozen=True)
class Link:
    """A link of the site to a publisher, and the archived words it has to lead to, as (paragraph, first character, end)."""

    href: str
    source: str
    spans: tuple[tuple[int, int, int], ...]
    words: str


def utf16(text: str) -> int:
    """The length of a text as a browser counts it."""
    return len(text.encode("utf-16-le")) // 2


def in_paragraphs(raw: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """A span of an archived text as spans of its lines, white space at their ends left out."""
    at = 0
    for number, line in enumerate(raw.split("\n")):
        a, b = max(start - at, 0), min(end - at, len(line))
        at += len(line) + 1
        if a < b and line[a:b].strip():
            a += len(line[a:b]) - len(line[a:b].lstrip())
            b -= len(line[a:b]) - len(line[a:b].rstrip())
            yield number, utf16(line[:a]), utf16(line[:b])


def links(site: Site) -> list[Link]:
    """One for each quote of each claim, the answers of the persons concerned too."""
    book, found = EvidenceBook(site), []
    for claim in site.claims.values():
        replies = claim.reply.cite if claim.reply else ()
        for citations, matches in ((claim.cite, site.matches), (replies, site.reply_matches)):
            for i, citation in enumerate(citations):
                match = matches[claim.id, i]
                raw = site.texts[citation.source].raw
                spans = tuple(span for start, end in match.spans for span in in_paragraphs(raw, start, end))
                found.append(Link(book.quote(citation, match).url, citation.source, spans, citation.quote))
    return found


class _Texts(BaseHTTPRequestHandler):
    """Serves the pages it is given, by path."""

    pages: ClassVar[dict[str, str]] = {}

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((page or "").encode("utf-8"))

    def log_message(self, format: str, *arguments: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Site:
    return site_of(ROOT)


@pytest.fixture(scope="module")
def publisher(site: Site) -> Iterator[str]:
    """The address under which the archived texts are served, `<address><source id>`; `<address>start` is an empty page."""
    pages = {"/start": "<!doctype html><title>Start</title><a href>Follow</a>"}
    for name, text in site.texts.items():
        body = "".join(f"<p>{html.escape(line)}</p>" for line in text.raw.split("\n"))
        pages[f"/{name}"] = f'<!doctype html><html lang="en"><title>{name}</title><style>{STYLE}</style><body>{body}'
    with answering(type("Texts", (_Texts,), {"pages": pages})) as address:
        yield address


class Follower:
    """Follows links by a click, as a reader does, and tells what lit up."""

    def __init__(self, browser: Browser, publisher: str) -> None:
        self.context = browser.new_context(viewport=SCREEN, device_scale_factor=1)  # type: ignore[arg-type]  # a dict is what it takes
        self.page, self.judge = self.context.new_page(), self.context.new_page()
        self.publisher = publisher
        # Another origin than the publisher's, as the site is.
        self.start = publisher.replace("127.0.0.1", "localhost") + "start"

    def follow(self, link: Link) -> str:
        """What is wrong with where the link leads; empty where the words and nothing else are lit, and on the screen."""
        self.page.goto(self.start)
        target = f"{self.publisher}{link.source}#{link.href.partition('#')[2]}"
        self.page.locator("a").evaluate("(link, target) => { link.href = target }", target)
        with self.page.expect_navigation():
            self.page.locator("a").click()
        return self.seen(self.page, link)

    def seen(self, page: Page, link: Link) -> str:
        boxes: list[Any] = page.evaluate(_BOXES, link.spans)
        if not page.evaluate("scrollY"):
            return "the page did not move"
        if not all(top >= 0 and bottom <= SCREEN["height"] for _, top, _, bottom in boxes):
            return "the words are not on the screen"
        picture = base64.b64encode(page.screenshot()).decode("ascii")
        share, outside = self.judge.evaluate(_COMPARE, [picture, boxes])
        if outside:
            return f"something else is lit, at {outside}; the words are at {boxes}"
        return "" if share > 0.95 else f"only {share:.0%} of the words is lit"


@pytest.fixture(scope="module")
def follower(browser: Browser, publisher: str) -> Iterator[Follower]:
    follower = Follower(browser, publisher)
    yield follower
    follower.context.close()


def test_every_link_to_a_publisher_lands_on_the_quoted_words(follower: Follower, site: Site) -> None:
    found = links(site)
    assert len(found) > 200
    wrong = {f"{link.source}: {link.words} <{link.href}>": said for link in dict.fromkeys(found) if (said := follower.follow(link))}
    assert wrong == {}


def test_the_site_has_no_other_links_to_publishers(site: Site, site_folder: Path, addresses: list[str]) -> None:
    known = {link.href for link in links(site)}
    on_pages = set()
    for address in addresses:
        path = site_folder / address / "index.html" if address.endswith("/") or not address else site_folder / address
        on_pages |= {str(href) for href in parsed.parse(str(path)).xpath("//a[contains(@href, ':~:text=')]/@href")}
    assert len(on_pages) > 150
    assert on_pages - known == set()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda href: href.replace(":~:", ""), "did not move"),
        (lambda href: href.rpartition("%20")[0], "of the words is lit"),
        (lambda href: href.partition("#")[0] + "#:~:text=the", "something else is lit"),
    ],
    ids=["no directive", "a word less", "another place"],
)
def test_a_link_that_leads_elsewhere_is_noticed(follower: Follower, site: Site, change: Callable[[str], str], said: str) -> None:
    link = next(link for link in links(site) if len(link.spans) == 1 and "," not in link.href)
    assert follower.follow(link) == ""
    assert said in follower.follow(replace(link, href=change(link.href)))
