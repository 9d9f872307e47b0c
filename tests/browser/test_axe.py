"""axe-core on every kind of page, light and dark, wide and on a phone, and in the states that a reader brings about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe

WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
# Faults that a page layer could have, and the rule that must find each.
FAULTS = {
    "image-alt": "document.querySelector('article').append(new Image(40, 40))",
    "color-contrast": "document.querySelector('article p').style.color = '#999'",
    "target-size": "document.querySelectorAll('.footnote-ref').forEach(mark => mark.style.cssText = 'min-width: 0; padding: 0; margin: 0 -2px')",
    "aria-dialog-name": "document.querySelector('.md-search').removeAttribute('aria-label')",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
}


@pytest.fixture(scope="module")
def calm(browser: Browser) -> Iterator[Page]:
    """A page without transitions, so that no colour is judged half way."""
    context = browser.new_context(reduced_motion="reduce", locale="en-GB")
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_kind_of_page(calm: Page, kinds: dict[str, list[str]], site_url: str) -> None:
    found = {}
    for kind, addresses in kinds.items():
        calm.goto(site_url + addresses[0])
        for scheme in SCHEMES:
            calm.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two that it takes
            for width in WIDTHS:
                calm.set_viewport_size({"width": width, "height": 900})
                if wrong := axe.violations(calm):
                    found[f"{kind}: {addresses[0]}, {scheme}, {width} px"] = wrong
        assert calm.evaluate("document.body.dataset.mdColorScheme") == "slate", f"{kind} was not dark when it was judged"
    assert found == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_while_a_card_or_the_search_is_open(calm: Page, kinds: dict[str, list[str]], site_url: str, scheme: str) -> None:
    calm.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two that it takes
    calm.set_viewport_size({"width": 1280, "height": 900})
    calm.goto(site_url + kinds["explainer"][0])
    calm.locator("a.footnote-ref").first.focus()
    expect(calm.locator(".md-tooltip2--active")).to_be_visible()
    assert axe.violations(calm) == []

    calm.get_by_role("textbox", name="Search").click()
    calm.get_by_role("textbox", name="Search").press_sequentially("valley")
    expect(calm.locator(".md-search-result__item").first).to_be_visible()
    assert axe.violations(calm) == []


@pytest.mark.parametrize(("rule", "plant"), FAULTS.items(), ids=FAULTS)
def test_axe_finds_a_planted_fault(calm: Page, kinds: dict[str, list[str]], site_url: str, rule: str, plant: str) -> None:
    calm.emulate_media(color_scheme="light")
    calm.goto(site_url + kinds["entity"][0])
    calm.evaluate(f"() => {{ {plant} }}")
    assert rule in {found[0] for found in axe.violations(calm)}


def test_a_missing_axe_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(axe, "SCRIPT", tmp_path / "axe.min.js")
    axe.script.cache_clear()
    with pytest.raises(FileNotFoundError, match="make test"):
        axe.script()
