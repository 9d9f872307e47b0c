"""The same pages and the same theme layer under Zensical, in a real browser: what readers use works there too."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe
from tests.browser.conftest import PROJECT, served

ZENSICAL = PROJECT / ".venv-zensical/bin/zensical"
CARD = ".md-tooltip2--active:not([data-card-dismissed])"
THEIRS: dict[tuple[str, str], str] = {}
"""What axe finds in Zensical's own parts and we cannot mend: (rule, selector) → why. Nothing, as of Zensical 0.0.73."""


@pytest.fixture(scope="module")
def zensical_url(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site as Zensical builds it from the pages that `site_folder` was built from."""
    if not ZENSICAL.exists():
        raise FileNotFoundError("Zensical is not set up: run `make test`, which makes an environment for it in .venv-zensical")
    copy = tmp_path_factory.mktemp("zensical")
    for name in ("build/docs", "build/theme"):
        shutil.copytree(PROJECT / name, copy / name)
    for name in ("build/mkdocs.base.yml", "mkdocs.yml"):
        shutil.copy(PROJECT / name, copy / name)
    done = subprocess.run([str(ZENSICAL), "build", "--strict"], cwd=copy, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.relative_to(copy / "site") for path in (copy / "site").rglob("*.html")) == sorted(
        path.relative_to(site_folder) for path in site_folder.rglob("*.html")
    )
    with served(copy / "site") as url:
        yield url


class Watched:
    """A page that notes what it asks for and what goes wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda fault: self.faults.append(f"script error: {fault}"))
        page.on("console", lambda message: self.faults.append(f"console: {message.text}") if message.type == "error" else None)


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(10_000)
    yield Watched(context.new_page())
    context.close()


def test_every_kind_of_page_renders_and_axe_finds_nothing_of_ours(watched: Watched, kinds: dict[str, list[str]], zensical_url: str) -> None:
    page, found = watched.page, {}
    for kind, addresses in kinds.items():
        page.goto(zensical_url + addresses[0])
        expect(page.locator("article h1").first).to_be_visible()
        for scheme, width in (("light", 1280), ("dark", 390)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two that it takes
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{kind} is wider than {width} px"
            if wrong := [one for one in axe.violations(page) if one[:2] not in THEIRS]:
                found[f"{kind}: {addresses[0]}, {scheme}, {width} px"] = wrong
    page.set_viewport_size({"width": 1280, "height": 900})
    assert found == {}
    assert watched.faults == []
    assert [url for url in watched.asked if not url.startswith((zensical_url, "data:", "blob:"))] == []
    assert not [url for url in watched.asked if url.endswith("search.json")], "the search index is fetched before anybody searches"


def test_cards_open_by_pointer_and_keyboard_and_esc_puts_them_away(watched: Watched, kinds: dict[str, list[str]], zensical_url: str) -> None:
    page = watched.page
    page.goto(zensical_url + kinds["explainer"][0])
    marks = page.locator(".answer a.footnote-ref")
    for reach in (marks.first.hover, marks.nth(1).focus):
        reach()
        expect(page.locator(CARD).first).to_be_visible()
        assert page.locator(CARD).last.get_attribute("aria-label") == "Evidence"
        assert "#:~:text=" in (page.locator(CARD).last.locator("a.publisher").first.get_attribute("href") or "")
        page.keyboard.press("Escape")
        expect(page.locator(CARD)).to_have_count(0)
    assert marks.nth(1).evaluate("mark => mark === document.activeElement")


def test_the_search_finds_although_its_index_is_held_back(watched: Watched, zensical_url: str) -> None:
    page = watched.page
    page.goto(zensical_url)
    page.locator(".md-search__button:visible, input.md-search__input:visible").first.click()
    box = page.locator("input:visible").first
    expect(box).to_be_focused()
    box.press_sequentially("Salang")
    expect(page.get_by_role("option", name="Salang highway").first).to_be_visible()
    assert [url for url in watched.asked if url.endswith("search.json")]
    assert [url for url in watched.asked if not url.startswith((zensical_url, "data:", "blob:"))] == []
    assert watched.faults == []
