"""Each kind of page as a PDF: licence, date, address, quotes and everything folded are among the words that the file holds."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

# What has to be in print: the words of the page (open details too), the quotes with the publisher's address, and the imprint.
_EXPECTED = """() => ({
  headings: [...document.querySelectorAll('article :is(h1, h2, h3)')].map(part => part.cloneNode(true)).map(part => {
    part.querySelectorAll('.headerlink').forEach(link => link.remove()); return part.textContent; }),
  quotes: [...document.querySelectorAll('article mark')].map(part => part.textContent),
  details: [...document.querySelectorAll('article details[open] > :not(summary)')].map(part => part.textContent),
  publishers: [...document.querySelectorAll('article a.publisher')].map(part => part.href.split('#')[0]),
  imprint: [document.querySelector('article .imprint').textContent],
})"""


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(color_scheme="dark")
    yield context.new_page()
    context.close()


def letters(text: str) -> str:
    """Letters and digits only, ligatures taken apart: a PDF keeps neither the spaces between words nor where a line was broken."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def latin(text: str) -> bool:
    """Whether a PDF reader gives the text back as written: Arabic letters come in the shapes and the order they are drawn in."""
    return not re.search(r"[\u0590-\u08ff\ufb50-\ufeff]", text)


def test_every_kind_of_page_is_whole_in_print(paper: Page, kinds: dict[str, list[str]], site_url: str) -> None:
    missing = {}
    for kind, addresses in kinds.items():
        if kind == "404":  # the theme's own page
            continue
        paper.goto(site_url + addresses[0])
        expected = paper.evaluate(_EXPECTED)
        found = letters("".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf(format="A4"))).pages))
        assert "Licence" in expected["imprint"][0] and "As known on" in expected["imprint"][0]
        gone = {what: [text for text in texts if latin(text) and letters(text) not in found] for what, texts in expected.items()}
        if any(gone.values()):
            missing[f"{kind}: {addresses[0]}"] = {what: texts[:5] for what, texts in gone.items() if texts}
    assert missing == {}
