"""The site without JavaScript, in a real browser: every page reads whole on any width, and every mark reaches the words it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import LOST

NARROW, ZOOMED = 320, 640
"""Widths in CSS pixels: the narrowest that WCAG 1.4.10 asks for, and a window of 1280 at a zoom of 200 %."""
_MARKS = """() => [...document.querySelectorAll('a.footnote-ref')].map(mark => {
  const entry = document.getElementById(mark.getAttribute('href').slice(1));
  return [mark.getAttribute('href'), !!entry && !!entry.querySelector('mark') && !!entry.querySelector('a.publisher')];
})"""
_HIDDEN = """() => [...document.querySelectorAll('article :is(h1, h2, h3, p, li, td, blockquote, mark, svg)')]
  .filter(part => part.textContent.trim() && !part.closest('details') && !part.getClientRects().length)
  .map(part => part.textContent.trim().slice(0, 80))"""
# Markdown that was not understood, and so stands on the page as it was typed. What is meant to be shown as typed is in code.
_SIGNS = r"""() => [...document.querySelectorAll('article :is(p, li, td, th, dt, dd, h1, h2, h3, h4, figcaption)')].map(part => {
  const copy = part.cloneNode(true);
  copy.querySelectorAll('code').forEach(code => code.remove());
  return copy.textContent;
}).concat([...document.querySelectorAll('article code')].map(code => /\]\([^)]*\.md/.test(code.textContent) ? code.textContent : ''))
  .filter(text => /\]\(|\[\^|\{[:. #]|\*\*|(^|\s)#{1,6} |\[@|\{\{|&[a-z]+;|\| --- /.test(text)).map(text => text.trim().slice(0, 120))"""
# What is wider than the screen and cannot be scrolled to, or is cut off by its own box.
_LOST = """() => {
  const lost = [];
  if (document.documentElement.scrollWidth > innerWidth) lost.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  for (const part of document.querySelectorAll('article *')) {
    const style = getComputedStyle(part);
    if (!part.innerText || !part.clientWidth || style.position === 'absolute') continue;
    const over = part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1;
    if (over && /hidden|clip/.test(style.overflowX + style.overflowY)) lost.push(`cut off: ${part.innerText.slice(0, 80)}`);
  }
  return lost;
}"""
# Marks too small for a finger (WCAG 2.5.8), and marks and links of headings that stand on another line than the word before them.
_TAPPED = """() => {
  const wrong = [];
  for (const mark of document.querySelectorAll('a.footnote-ref')) {
    const box = mark.getBoundingClientRect();
    if (box.width < 24 || box.height < 24) wrong.push(`${box.width} x ${box.height}: mark ${mark.textContent}`);
  }
  for (const link of document.querySelectorAll('sup[id^=fnref] a, .headerlink')) {
    const before = (link.matches('.headerlink') ? link : link.parentElement).previousSibling;
    if (!before || before.nodeType !== Node.TEXT_NODE || !before.data.trim()) continue;
    const letter = document.createRange();
    letter.setStart(before, before.data.length - 1);
    letter.setEnd(before, before.data.length);
    if (link.getBoundingClientRect().top > letter.getBoundingClientRect().bottom - 4) wrong.push(`alone: ${before.data.slice(-30)}`);
  }
  return wrong;
}"""


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A page on which no script of the site runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def seen(plain: Page, addresses: list[str], site_url: str) -> dict[str, dict[str, Any]]:
    """Every page, loaded once: its marks and whether each reaches quoted words, what is hidden, signs of Markdown, what is lost on a width."""
    pages = {}
    for address in addresses:
        plain.goto(site_url + address)
        pages[address] = {name: plain.evaluate(script) for name, script in (("marks", _MARKS), ("hidden", _HIDDEN), ("signs", _SIGNS))}
        for width in (NARROW, ZOOMED):
            plain.set_viewport_size({"width": width, "height": 450})
            pages[address][str(width)] = plain.evaluate(_LOST)
        plain.set_viewport_size({"width": 1280, "height": 900})
    return pages


def not_empty(seen: dict[str, dict[str, Any]], what: str) -> dict[str, Any]:
    """The pages of which something was noted."""
    return {address: noted[what] for address, noted in seen.items() if noted[what]}


def test_every_mark_of_every_page_reaches_the_quoted_words_and_the_publisher(seen: dict[str, dict[str, Any]]) -> None:
    marks = [(address, href, reaches) for address, noted in seen.items() for href, reaches in noted["marks"]]
    assert [mark for mark in marks if not mark[2]] == []
    assert len(marks) > 500


def test_every_page_reads_whole(seen: dict[str, dict[str, Any]]) -> None:
    assert not_empty(seen, "hidden") == {}


def test_no_page_shows_the_signs_it_was_written_with(seen: dict[str, dict[str, Any]]) -> None:
    assert not_empty(seen, "signs") == {}


@pytest.mark.parametrize("width", [NARROW, ZOOMED])
def test_nothing_is_lost_on_a_small_phone_or_at_a_zoom_of_200_percent(seen: dict[str, dict[str, Any]], width: int) -> None:
    assert not_empty(seen, str(width)) == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_marks_can_be_tapped_and_stay_on_the_line_of_their_word(plain: Page, kinds: dict[str, list[str]], site_url: str, width: int) -> None:
    wrong = {}
    plain.set_viewport_size({"width": width, "height": 900})
    for kind in ("home", "explainer", "entity", "disagreements", "relations", "timeline", "how-to-read"):
        plain.goto(site_url + kinds[kind][0])
        if found := plain.evaluate(_TAPPED):
            wrong[kind] = found
    assert wrong == {}


def test_the_page_for_a_wrong_address_leads_on(plain: Page, site_url: str) -> None:
    for name, address in (("A–Z of names", "names/"), ("The home page", "")):
        plain.goto(site_url + LOST)
        plain.locator("article").get_by_role("link", name=name).click()
        plain.wait_for_url(site_url + address)


def test_a_mark_that_is_followed_shows_its_entry(plain: Page, kinds: dict[str, list[str]], site_url: str) -> None:
    plain.goto(site_url + kinds["explainer"][0])
    mark = plain.locator(".answer a.footnote-ref").first
    target = (mark.get_attribute("href") or "").lstrip("#")
    mark.click()
    plain.wait_for_url(f"**/*#{target}")
    top = plain.locator(f'[id="{target}"]').evaluate("entry => entry.getBoundingClientRect().top")
    assert 0 <= top < plain.evaluate("innerHeight")
