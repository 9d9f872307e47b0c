"""Pictures of each kind of page for review, and the picture of the README: `python -m tests.browser.screenshots [--readme]`.

Wide, on a phone, dark and on paper, with an index that shows them side by side in build/screenshots/. Judges nothing.
"""

from __future__ import annotations

import html
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium, kinds
from tests.browser.conftest import FLAGS, PROJECT, built, served

FOLDER = PROJECT / "build/screenshots"
README = PROJECT / "docs/screenshot.png"
README_PHONE = PROJECT / "docs/screenshot-phone.png"
TALLEST = 4000
"""Pixels: what lies further down is left out, since it is more of the same."""
VIEWS = {
    "wide": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
    "dark": {"width": 1280, "height": 900},
    "print": {"width": 718, "height": 1046},
}


def picture(page: Page, path: Path) -> None:
    """Nothing comes back. Writes a picture of the page from its top, all of it unless it is very long."""
    width = page.evaluate("innerWidth")
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def of_all_kinds(browser: Browser, url: str, pages: dict[str, str]) -> list[tuple[str, str]]:
    """(kind, address) of each pictured page; the pictures are in FOLDER as `kind-view.png`."""
    for view, size in VIEWS.items():
        scheme = "dark" if view == "dark" else "light"
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page = context.new_page()
        if view == "print":
            page.emulate_media(media="print")
        for kind, address in pages.items():
            page.goto(url + address, wait_until="networkidle")
            picture(page, FOLDER / f"{kind}-{view}.png")
        context.close()
    return list(pages.items())


def with_card(browser: Browser, url: str, address: str) -> None:
    """Nothing comes back. The first answer of the site with the card of its first mark open, wide and on a phone."""
    for path, size in ((README, {"width": 1200, "height": 760}), (README_PHONE, {"width": 390, "height": 760})):
        context = browser.new_context(viewport=size, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(url + address, wait_until="networkidle")
        page.locator(".answer a.footnote-ref").first.hover()
        page.wait_for_selector(".md-tooltip2--active")
        page.wait_for_timeout(300)
        page.screenshot(path=path)
        context.close()


def index(pictured: list[tuple[str, str]]) -> str:
    """A page that shows all pictures, a row for each kind."""
    head = "".join(f"<th>{view}</th>" for view in VIEWS)
    rows = "".join(
        f"<tr><th>{html.escape(kind)}<br><small>/{html.escape(address)}</small></th>"
        + "".join(f'<td><a href="{kind}-{view}.png"><img src="{kind}-{view}.png" alt="{kind}, {view}" loading="lazy"></a></td>' for view in VIEWS)
        + "</tr>"
        for kind, address in pictured
    )
    style = "body{font:14px sans-serif}td,th{vertical-align:top;text-align:left;padding:8px}img{width:320px;border:1px solid #ccc}"
    return f'<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>{style}</style><table><tr><th>Page</th>{head}</tr>{rows}</table>'


def main(arguments: list[str]) -> int:
    """The exit code: 0, or 3 with what to do where there is no browser."""
    path = chromium.find()
    if path is None:
        print(chromium.HELP, file=sys.stderr)
        return 3
    site = built()
    pages = {kind: addresses[0] for kind, addresses in kinds.by_kind(site).items()}
    with sync_playwright() as playwright, served(site) as url:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        if "--readme" in arguments:
            with_card(browser, url, "explainers/who-is-ahmad-massoud/")
            print(f"The pictures of the README are in {README.parent}.")
        else:
            shutil.rmtree(FOLDER, ignore_errors=True)
            FOLDER.mkdir(parents=True)
            (FOLDER / "index.html").write_text(index(of_all_kinds(browser, url, pages)), encoding="utf-8")
            print(f"The pictures are in {FOLDER} (start at index.html).")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
