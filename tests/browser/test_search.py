"""The site's search, typed by a reader in a real browser: each query leads to the right page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

TIME_LIMIT = 5_000  # milliseconds
# What a reader types → a word the title of the first page found holds, what its text holds.
QUERIES = [
    ("Sandhurst", "Massoud", "Sandhurst"),
    ("Salang", "Salang highway", "Salang"),
    ("Lavrov", "Sergei Lavrov", "Lavrov"),
    ("9,000", "How strong", "9,000"),
    ("Ahmed Massoud", "Ahmad Massoud", "Ahmed Massoud"),
]


def ask(page: Page, site_url: str, query: str) -> None:
    """Nothing comes back. Opens the home page and enters `query`; the key at the end is what the theme listens for."""
    page.goto(site_url)
    box = page.get_by_role("textbox", name="Search")
    box.click()
    expect(page.locator(".md-search-result__meta")).not_to_have_text("Initializing search", timeout=TIME_LIMIT)
    box.fill(query)
    box.press("End")


def results(page: Page, site_url: str, query: str) -> list[tuple[str, str]]:
    """What the search shows for `query`: (title, full address) of each page or section, best first; at least one."""
    ask(page, site_url, query)
    items = page.locator(".md-search-result__item > a")
    expect(items.first).to_be_visible(timeout=TIME_LIMIT)
    return [(item.locator("h1, h2").first.inner_text(), str(item.evaluate("link => link.href"))) for item in items.all()]


@pytest.mark.parametrize(("query", "title", "words"), QUERIES, ids=[query for query, _, _ in QUERIES])
def test_a_query_leads_to_the_right_page(page: Page, site_url: str, query: str, title: str, words: str) -> None:
    found = results(page, site_url, query)

    assert title in found[0][0], found[:5]
    page.goto(found[0][1])
    expect(page.locator("article")).to_contain_text(words)


def test_a_query_that_no_page_answers_finds_nothing(page: Page, site_url: str) -> None:
    ask(page, site_url, "zzyzx")

    expect(page.locator(".md-search-result__meta")).to_contain_text("No matching documents", timeout=TIME_LIMIT)
    assert page.locator(".md-search-result__item").count() == 0
    page.locator(".md-search-result__meta").get_by_role("link", name="What these sources cannot tell you").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What these sources cannot tell you")


def test_a_word_that_no_page_has_is_named_beside_what_the_others_found(page: Page, site_url: str) -> None:
    ask(page, site_url, "macron massoud")

    expect(page.locator(".md-search-result__item").first).to_contain_text("Missing: macron", timeout=TIME_LIMIT)
