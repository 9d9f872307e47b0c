"""What a page asks of the network: nothing of another host, and little of ours. Sizes are those of the transferred files, compressed by gzip."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

FIRST_VIEW = 100_000
"""The most bytes, compressed, that the first view of the home page or of an explainer may ask for, with an empty cache."""
HEAVIEST = 200_000
"""The most bytes, compressed, that any page may ask for."""
INDEX = 130_000
"""The most bytes, compressed, of the search index, which a reader fetches who comes near the search."""


class Watched:
    """A page in a context of its own that remembers every address it was asked to fetch, in the order of the requests."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        page.context.on("request", self._remember)

    def _remember(self, request: Request) -> None:
        self.asked.append(request.url)

    def open(self, address: str) -> list[str]:
        """The addresses asked for until the page is quiet, without those that live inside a page (data:, blob:)."""
        self.asked.clear()
        self.page.goto(address, wait_until="networkidle")
        return [url for url in self.asked if not url.startswith(("data:", "blob:"))]


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context.new_page())
    context.close()


def weight(urls: list[str], site_url: str, site_folder: Path) -> dict[str, int]:
    """The compressed size in bytes of each file among the addresses."""
    paths = dict.fromkeys(urlsplit(url).path.lstrip("/") for url in urls if url.startswith(site_url))
    files = {path: site_folder / path / "index.html" if path.endswith("/") or not path else site_folder / path for path in paths}
    return {path: len(gzip.compress(file.read_bytes(), 9, mtime=0)) for path, file in files.items() if file.is_file()}


def test_no_page_asks_another_host_for_anything(browser: Browser, addresses: list[str], site_url: str) -> None:
    foreign, answered = [], set()
    context = browser.new_context()
    context.on("request", lambda request: foreign.append(request.url) if not request.url.startswith((site_url, "data:", "blob:")) else None)
    context.on("response", lambda response: answered.add(response.url) if response.ok else None)
    pages = [context.new_page() for _ in range(8)]
    for start in range(0, len(addresses), len(pages)):
        together = list(zip(pages, addresses[start:], strict=False))
        for page, address in together:
            page.goto(site_url + address)
        for page, _ in together:  # what a script asks for later; they wait side by side
            page.wait_for_load_state("networkidle")
    context.close()
    assert foreign == []
    assert {site_url + address for address in addresses} <= answered


def test_typing_into_the_search_asks_no_other_host(watched: Watched, site_url: str) -> None:
    watched.open(site_url)
    box = watched.page.get_by_role("textbox", name="Search")
    box.click()
    box.fill("valley")
    box.press("End")
    watched.page.wait_for_load_state("networkidle")
    assert any("search_index" in url for url in watched.asked)
    assert [url for url in watched.asked if not url.startswith((site_url, "data:", "blob:"))] == []


def test_the_first_view_of_the_home_page_and_of_every_explainer_is_light(
    browser: Browser, addresses: list[str], site_url: str, site_folder: Path
) -> None:
    chosen = ["", *(address for address in addresses if address.startswith("explainers/"))]
    heavy = {}
    for address in chosen:
        context = browser.new_context()
        sizes = weight(Watched(context.new_page()).open(site_url + address), site_url, site_folder)
        context.close()
        assert len(sizes) > 3, f"{address} loaded only {sorted(sizes)}"
        if sum(sizes.values()) > FIRST_VIEW:
            heavy[address] = sizes
    assert heavy == {}


def test_no_page_is_heavy(watched: Watched, addresses: list[str], site_url: str, site_folder: Path) -> None:
    shared = weight(watched.open(site_url), site_url, site_folder)
    shared.pop("", None)
    pages = {address: sum(weight([site_url + address], site_url, site_folder).values()) for address in addresses if address}
    assert sum(shared.values()) > 10_000
    assert {address: size for address, size in pages.items() if size + sum(shared.values()) > HEAVIEST} == {}


def test_the_search_index_is_light(site_folder: Path, site_url: str) -> None:
    [size] = weight([site_url + "search/search_index.json"], site_url, site_folder).values()
    assert 10_000 < size <= INDEX
