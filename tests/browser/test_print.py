"""Pages on paper: the article alone says what it is, from when and under which terms, and nothing of it is cut off or left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

PAPER = {"width": 718, "height": 1046}
"""A4 in CSS pixels without margins of a centimetre at each side."""
PAGES = [
    "",
    "explainers/foreign-positions/",
    "explainers/how-strong-is-the-resistance/",
    "actors/ahmad-massoud/",
    "factions/national-resistance-front/",
    "claims/fighters/",
    "disagreements/",
    "relations/",
    "timeline/",
    "sources/",
    "sources/sofrep-2021-08-27/",
    "unknown/",
    "map/",
    "as-known/2021-08-28/",
    "how-to-read/",
    "checks/",
    "corrections/",
    "downloads/",
]
_CUT_OFF = """article => [...article.querySelectorAll('table')].filter(table => table.getBoundingClientRect().right > innerWidth + 1
  || table.scrollWidth > table.clientWidth + 1).map(table => table.innerText.slice(0, 60))"""


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A page as the printer sees it."""
    context = browser.new_context(viewport=PAPER)  # type: ignore[arg-type]  # a dict is what Playwright's TypedDict is
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES, ids=[path or "home" for path in PAGES])
def test_the_article_carries_licence_date_and_address(paper: Page, site_url: str, path: str) -> None:
    paper.goto(site_url + path)
    imprint = paper.locator("article .imprint")
    assert imprint.is_visible()
    text = imprint.inner_text()
    assert "Licence: " in text
    assert "As known on " in text
    assert text.endswith(path or "home page") or path in text


@pytest.mark.parametrize("path", PAGES, ids=[path or "home" for path in PAGES])
def test_no_table_is_cut_off(paper: Page, site_url: str, path: str) -> None:
    paper.goto(site_url + path, wait_until="networkidle")
    assert paper.locator("article").evaluate(_CUT_OFF) == []


def test_the_citation_of_a_claim_is_printed_and_what_only_a_screen_needs_is_not(paper: Page, site_url: str) -> None:
    paper.goto(site_url + "claims/massoud/")
    cite = paper.locator("details.cite p").first
    assert cite.is_visible()
    assert cite.evaluate("text => text.getBoundingClientRect().height") > 10
    assert not paper.locator(".copy-citation").first.is_visible()
    paper.goto(site_url + "claims/")
    assert not paper.locator("#claims-filter").is_visible()


def test_quotes_stand_on_paper_with_the_address_at_the_publisher(paper: Page, site_url: str) -> None:
    paper.goto(site_url + "explainers/foreign-positions/")
    quotes = paper.locator(".footnote mark")
    assert quotes.count() > 10
    assert all(quote.is_visible() for quote in quotes.all())
    shown = paper.locator(".footnote a.publisher").first.evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://" in shown


def test_nothing_folded_stays_folded(paper: Page, site_url: str) -> None:
    for path in PAGES:
        paper.goto(site_url + path)
        assert paper.locator("article details:not([open])").count() == 0, path


def test_a_page_can_be_made_a_pdf(paper: Page, site_url: str) -> None:
    paper.goto(site_url + "explainers/foreign-positions/")
    assert paper.pdf(format="A4").startswith(b"%PDF-")
