"""The claims pages in a real browser: filters that are linked to and told, citations that are copied, and all of it without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe

TOPIC = "claims/massoud/"


@pytest.fixture(scope="module")
def data(site_folder: Path) -> dict[str, list[Any]]:
    """What the filters read."""
    read: dict[str, list[Any]] = json.loads((site_folder / "data/claims-filter.json").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A page on which no script of the site runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_list_for_the_filters_is_fetched_only_when_they_are_opened(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + "claims/", wait_until="networkidle")
    assert not [url for url in asked if "claims-filter" in url]
    page.get_by_role("button", name="Filter these claims").click()
    expect(page.get_by_role("form", name="Filter the claims")).to_be_visible()
    assert len([url for url in asked if "claims-filter" in url]) == 1


def test_filters_are_opened_and_used_by_keyboard_and_the_count_is_told(page: Page, site_url: str, data: dict[str, list[Any]]) -> None:
    page.goto(site_url + "claims/")
    page.get_by_role("button", name="Filter these claims").focus()
    page.keyboard.press("Enter")
    box = page.get_by_label("Words in the claim")
    expect(box).to_be_focused()
    told = page.locator("#claims-filter [role=status]")
    expect(told).to_have_text(f"All {len(data['claims'])} claims are shown.")
    page.keyboard.type("SANDHURST")
    fitting = [row for row in data["claims"] if "sandhurst" in row[0].lower()]
    assert fitting
    expect(told).to_have_text(f"{len(fitting)} of {len(data['claims'])} {'claim fits' if len(fitting) == 1 else 'claims fit'}.")
    expect(page.locator(".filter-results a")).to_have_text([row[0] for row in fitting])
    expect(page.locator(".claims-whole")).to_be_hidden()
    assert "text=SANDHURST" in page.url


def test_a_filtered_list_can_be_linked_to_and_put_back(page: Page, site_url: str, data: dict[str, list[Any]]) -> None:
    page.goto(site_url + "claims/?entity=ahmad-massoud&source=republic-2021-08-20&status=stated%20by%20a%20party&from=2021-08-20&to=2021-08-20")
    expect(page.get_by_label("About")).to_have_value("ahmad-massoud")
    expect(page.get_by_label("Source")).to_have_value("republic-2021-08-20")
    expect(page.get_by_label("Status")).to_have_value("stated by a party")
    entity = [row[0] for row in data["entities"]].index("ahmad-massoud")
    source = [row[0] for row in data["sources"]].index("republic-2021-08-20")
    status = data["statuses"].index("stated by a party")
    wanted = [
        row[0] for row in data["claims"] if entity in row[2] and source in row[3] and status in row[4] and row[5] and row[5] <= "2021-08-20" <= row[6]
    ]
    assert wanted
    expect(page.locator(".filter-results a")).to_have_text(wanted)
    page.locator(".filter-results a").first.click()
    expect(page.locator("h2.claim:target")).to_have_count(1)
    page.go_back()
    page.get_by_role("button", name="Show all claims").click()
    expect(page.locator(".claims-whole")).to_be_visible()
    expect(page.locator(".filter-results li")).to_have_count(0)
    assert "?" not in page.url


def test_many_hits_come_in_parts_and_the_next_one_gets_the_focus(page: Page, site_url: str) -> None:
    page.goto(site_url + "claims/?status=one+origin")
    expect(page.locator(".filter-results li")).to_have_count(100)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".filter-results li").nth(100).locator("a")).to_be_focused()


def test_a_list_that_cannot_be_loaded_is_told_and_the_claims_stay(browser: Browser, site_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/claims-filter.json", lambda route: route.abort())
    page.goto(site_url + "claims/?entity=ahmad-massoud")
    expect(page.locator("#claims-filter [role=status]")).to_contain_text("could not be loaded")
    expect(page.locator(".claims-whole")).to_be_visible()
    expect(page.get_by_role("button", name="Filter these claims")).to_be_enabled()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_open_filters_and_citations(browser: Browser, site_url: str, scheme: str) -> None:
    context = browser.new_context(reduced_motion="reduce", color_scheme=scheme)  # type: ignore[arg-type]  # one of the two that it takes
    page = context.new_page()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site_url + "claims/?entity=ahmad-massoud")
        expect(page.locator(".filter-results li").first).to_be_visible()
        assert axe.violations(page) == []
        page.goto(site_url + TOPIC)
        page.locator("details.cite summary").first.click()
        assert axe.violations(page) == []
    context.close()


@pytest.mark.parametrize("clipboard", [True, False])
def test_a_citation_is_copied_with_its_full_address_and_this_is_told(browser: Browser, site_url: str, clipboard: bool) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    if not clipboard:
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))")
    page.goto(site_url + TOPIC)
    button = page.get_by_role("button", name="Copy citation").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("p.only-heard[role=status]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    claim = page.locator("h2.claim").first
    assert copied.startswith("“" + claim.inner_text().removesuffix("¶").strip())
    assert f"{site_url}{TOPIC}#{claim.get_attribute('id')}" in copied
    assert "As known on 31 August 2021" in copied
    assert "https://www.republicworld.com/" in copied
    context.close()


def test_without_javascript_all_claims_stand_there_and_each_has_its_citation(plain: Page, site_url: str, data: dict[str, list[Any]]) -> None:
    plain.goto(site_url + "claims/")
    assert plain.locator("#claims-filter").is_hidden()
    assert plain.locator(".claims-whole li").count() == len(data["claims"])
    plain.goto(site_url + TOPIC)
    assert plain.get_by_role("button", name="Copy citation").count() == 0
    plain.locator("details.cite summary").first.click()
    assert "As known on 31 August 2021" in plain.locator("details.cite p").first.inner_text()


def test_links_of_the_pictures_lead_to_pages_and_claims(page: Page, site_url: str) -> None:
    page.goto(site_url + "relations/")
    targets = page.locator("svg.links a").evaluate_all("links => links.map(link => new URL(link.getAttribute('xlink:href'), location.href).href)")
    assert len(set(targets)) > 20
    for target in sorted(set(targets)):
        address, _, anchor = target.partition("#")
        answer = page.request.get(address)
        assert answer.ok, target
        assert not anchor or f'id="{anchor}"' in answer.text(), target


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_pictures_of_links_fit_the_screen_and_are_readable(width: int, page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_url + "relations/")
    for picture in page.locator("svg.links").all():
        box = picture.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    sizes = page.locator("svg.links text").evaluate_all("all => all.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)")
    assert min(sizes) >= 8
    outside = page.locator("svg.links").evaluate_all(
        """pictures => pictures.flatMap(picture => [...picture.querySelectorAll('a')].filter(link => link.querySelector('rect'))
          .filter(link => [...link.querySelectorAll('text')].some(text => text.getBBox().width > link.querySelector('rect').getBBox().width))
          .map(link => link.textContent))"""
    )
    assert outside == []


def test_the_days_of_as_known_on_are_walked_from_the_home_page(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("link", name="As known on", exact=True).last.click()
    page.get_by_role("link", name="20 August 2021", exact=True).last.click()
    for day in ("22 August 2021", "28 August 2021", "31 August 2021"):
        page.locator(".turn-on").first.click()
        expect(page.locator("h1")).to_contain_text(f"As known on {day}")
    expect(page.locator(".turn-on")).to_have_count(0)
    assert "It does not say what anybody knew that day." in page.locator("article").inner_text()
