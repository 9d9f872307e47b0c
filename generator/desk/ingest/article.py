"""A page to an article: its running text, a paragraph a line, and what is known of it; or the reason why there is none.

Walls, consent pages, error pages and overviews are told apart by what they lack and by what they say of themselves. Only HTML needs
the extra `ingest`; plain text is taken as it is.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.desk.ingest import NotArchived
from generator.desk.ingest.decode import Page
from generator.desk.ingest.metadata import Metadata, metadata
from generator.problems import EnvironmentFault
from generator.quotes.normalise import bad_characters

MIN_WORDS = 40
"""A page with less running text is no article, or not the whole of one."""
_SIGNS = json.loads((Path(__file__).parents[2] / "data" / "ingest.json").read_text(encoding="utf-8"))
_DATELINE = r"\A[^\n]{{0,80}}?\((?:{0})\)|\A[^\n]{{0,60}}?\b(?:{0})\s*[-–—:]|\A\s*(?:{0})\s*\n"
_CREDIT = r"\((?:{0})\)\s*\Z|(?:^|\n)\s*(?:Source|Credit|With (?:inputs|reporting) from|Reporting by)[^\n]{{0,60}}\b(?:{0})\b[^\n]{{0,40}}\s*\Z"
_BY_HAND = "open it in your browser, save the page once the whole article shows, and ingest the saved file"


@dataclass(frozen=True)
class Article:
    """The text to archive (it ends with a line end), what is known, and remarks for the editor. `agency` is a guess from dateline or credit."""

    text: str
    known: Metadata
    remarks: tuple[str, ...] = ()
    agency: str = ""


def article(page: Page, name: str, url: str = "") -> Article:
    """The article on a page; `url` is where it was fetched. Raises NotArchived where there is none, EnvironmentFault without trafilatura."""
    known = metadata(page.text) if page.html else Metadata()
    known.url = url or page.url or known.url
    text = _clean(_extracted(page.text, known) if page.html else page.text)
    words = len(text.split())
    wall = _wall(page.text if page.html else "", known, text)
    if words < MIN_WORDS:
        why = wall or ("is an overview and no article" if _is_overview(known) else f"holds {words} words of running text, too few for an article")
        raise NotArchived(f"{name} {why}; " + (_BY_HAND if wall or not page.html else "look whether it is the right page"))
    remarks = list(page.remarks)
    if page.html and not known.is_article:
        remarks.append("the page does not call itself an article; look whether the text is the one you mean")
    if not known.free:
        remarks.append("the page says that it is not free to read; look whether the text is whole to its last sentence")
    if page.html and known.title.endswith(known.outlet) and known.outlet:
        known.title = re.sub(r"\s*[-–—|·:]\s*$", "", known.title.removesuffix(known.outlet)) or known.title
    return Article(text, known, tuple(remarks), _agency(text, known))


def _extracted(html: str, known: Metadata) -> str:
    try:
        import trafilatura
    except ImportError:
        raise EnvironmentFault("to ingest a web page, trafilatura is needed: pip install trafilatura lxml_html_clean") from None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs what we say in our own words
    text: str = trafilatura.extract(html, include_comments=False, include_tables=False, output_format="txt") or ""
    lines = text.split("\n")
    if lines and known.title and lines[0].strip() == known.title:
        lines = lines[1:]  # the headline stands in the record
    return "\n".join(lines)


def _clean(text: str) -> str:
    """A paragraph a line with an empty line between, without the invisible controls that no archived text may hold."""
    drop = {offset for offset, _ in bad_characters(text)}
    if drop:
        text = "".join(character for at, character in enumerate(text) if at not in drop)
    paragraphs = [" ".join(line.split()) for line in text.split("\n")]
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _wall(html: str, known: Metadata, text: str) -> str:
    """What stands between the reader and the article, where the little text or the page says so."""
    plain = f"{known.title}\n{text}\n{html if len(html) < 20_000 else ''}"
    found: str = next((why for why, patterns in _SIGNS["walls"].items() if re.search("|".join(patterns), plain, re.IGNORECASE)), "")
    return found or ("" if known.free else "is for paying readers")


def _is_overview(known: Metadata) -> bool:
    return bool(known.url) and not known.is_article and urlsplit(known.url).path in ("", "/")


def _agency(text: str, known: Metadata) -> str:
    """The agency that a byline, a dateline or the last line names."""
    agencies: dict[str, list[str]] = _SIGNS["agencies"]
    for agency, spellings in agencies.items():
        names = "|".join(spellings)
        if any(re.fullmatch(rf"(?:{names})(?: .*)?", author) for author in known.authors):
            return agency
        if re.search(_DATELINE.format(names), text) or re.search(_CREDIT.format(names), text.rstrip()):
            return agency
    return ""
