"""Evidence cards in a real browser: reached by pointer and keyboard, put away with Esc, and the same as a list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

PATH = "explainers/who-is-ahmad-massoud/"
MARK = ".answer a.footnote-ref"
CARD = ".md-tooltip2--active"


@pytest.fixture
def explainer(page: Page, site_url: str) -> Page:
    page.goto(site_url + PATH)
    page.wait_for_selector(MARK)
    return page


def words(page: Page) -> str:
    """The quoted words that the first mark's entry in the list highlights."""
    target = page.locator(MARK).first.get_attribute("href") or ""
    return page.locator(f'[id="{target.lstrip("#")}"] mark').first.inner_text()


def test_pointing_at_a_mark_shows_the_quoted_words_and_the_way_to_the_publisher(explainer: Page) -> None:
    explainer.locator(MARK).first.hover()
    card = explainer.locator(CARD).first
    expect(card).to_contain_text(words(explainer))
    assert "#:~:text=" in (card.get_by_role("link", name="Read it at the publisher").first.get_attribute("href") or "")


def test_a_mark_reached_by_keyboard_shows_its_card_and_esc_puts_it_away(explainer: Page) -> None:
    explainer.locator(MARK).first.focus()
    expect(explainer.locator(CARD).first).to_be_visible()
    explainer.keyboard.press("Escape")
    expect(explainer.locator(CARD).first).to_be_hidden()
    explainer.locator(MARK).nth(1).focus()
    expect(explainer.locator(CARD).first).to_be_visible()


def test_a_card_stays_while_the_pointer_is_on_it(explainer: Page) -> None:
    explainer.locator(MARK).first.hover()
    card = explainer.locator(CARD).first
    expect(card).to_be_visible()
    explainer.locator(f"{CARD} .md-tooltip2__inner").first.hover()
    explainer.wait_for_timeout(600)
    expect(card).to_be_visible()


def test_every_mark_leads_to_an_entry_with_quoted_words(explainer: Page) -> None:
    targets = explainer.locator("a.footnote-ref").evaluate_all("marks => marks.map(mark => mark.getAttribute('href').slice(1))")
    assert len(targets) > 10
    for target in set(targets):
        assert explainer.locator(f'[id="{target}"] mark').count() > 0, target


def test_the_search_dialog_has_a_name(explainer: Page) -> None:
    assert explainer.locator(".md-search").get_attribute("aria-label") == "Search"
