"""The map in a real browser: seen, reached by keyboard, every link leads to its page, no wider than a narrow screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def chart(page: Page, site_url: str) -> Page:
    page.goto(site_url + "map/")
    return page


def test_a_click_on_a_shape_opens_the_page_of_the_place(chart: Page) -> None:
    chart.locator("#map-overview a[aria-label='Panjshir Province'] path").click()
    expect(chart.locator("article h1")).to_contain_text("Panjshir Province")


def test_every_link_of_the_picture_leads_to_a_page(chart: Page) -> None:
    targets = chart.locator("svg.map a").evaluate_all("links => links.map(link => new URL(link.getAttribute('xlink:href'), location.href).href)")
    assert len(set(targets)) >= 9
    for target in sorted(set(targets)):
        assert chart.request.get(target).ok, target


def test_a_shape_is_reached_by_keyboard_and_shows_it(chart: Page) -> None:
    link = chart.locator("#map-overview a[aria-label='Pakistan']")
    before = link.locator("path").evaluate("path => getComputedStyle(path).strokeWidth")
    chart.locator("#map-overview a").first.focus()
    for _ in range(20):
        if link.evaluate("link => link === document.activeElement"):
            break
        chart.keyboard.press("Tab")
    expect(link).to_be_focused()
    assert link.locator("path").evaluate("path => getComputedStyle(path).strokeWidth") != before


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_picture_fits_the_screen_and_its_names_are_readable(width: int, chart: Page) -> None:
    chart.set_viewport_size({"width": width, "height": 800})
    box = chart.locator("#map-overview").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    size = chart.locator("#map-overview text").first.evaluate("text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a")
    assert size >= 9
