"""The site without JavaScript, in a real browser: every page reads whole, and every mark reaches the words it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

EXPLAINER = "explainers/foreign-positions/"
_LOST_MARKS = """marks => marks.filter(mark => {
  const entry = document.getElementById(mark.getAttribute('href').slice(1));
  return !entry || !entry.querySelector('mark') || !entry.querySelector('a.publisher');
}).map(mark => mark.getAttribute('href'))"""
_HIDDEN = """article => [...article.querySelectorAll('h1, h2, h3, p, li, td, blockquote, mark, svg')]
  .filter(part => part.textContent.trim() && !part.getClientRects().length)
  .map(part => part.textContent.trim().slice(0, 80))"""


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A page on which no script of the site runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def addresses(site_folder: Path) -> list[str]:
    """Every page of the site but the one for a wrong address."""
    found = sorted(path.relative_to(site_folder).as_posix().removesuffix("index.html") for path in site_folder.rglob("index.html"))
    assert len(found) > 50
    return found


def test_every_mark_of_every_page_reaches_the_quoted_words_and_the_publisher(plain: Page, addresses: list[str], site_url: str) -> None:
    lost, marks = {}, 0
    for address in addresses:
        plain.goto(site_url + address)
        marks += plain.locator("a.footnote-ref").count()
        if found := plain.locator("a.footnote-ref").evaluate_all(_LOST_MARKS):
            lost[address] = found
    assert lost == {}
    assert marks > 500


def test_every_page_reads_whole(plain: Page, addresses: list[str], site_url: str) -> None:
    hidden = {}
    for address in addresses:
        plain.goto(site_url + address)
        if found := plain.locator("article").evaluate(_HIDDEN):
            hidden[address] = found
    assert hidden == {}


def test_a_mark_that_is_followed_shows_its_entry(plain: Page, site_url: str) -> None:
    plain.goto(site_url + EXPLAINER)
    mark = plain.locator(".answer a.footnote-ref").first
    target = (mark.get_attribute("href") or "").lstrip("#")
    mark.click()
    plain.wait_for_url(f"**/*#{target}")
    top = plain.locator(f'[id="{target}"]').evaluate("entry => entry.getBoundingClientRect().top")
    assert 0 <= top < plain.evaluate("innerHeight")


def test_no_page_is_wider_than_a_small_phone(plain: Page, addresses: list[str], site_url: str) -> None:
    plain.set_viewport_size({"width": 320, "height": 900})
    wide = {}
    for address in addresses:
        plain.goto(site_url + address)
        if (needed := plain.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[address] = needed
    assert wide == {}
