"""What a page says of itself: title, authors, date, outlet, language, address, from JSON-LD, Open Graph and other marks in its head.

Takes only what is stated; a date that merely stands somewhere on the page is none. Later sources only fill what earlier ones lack.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml import html as lxml_html

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_TAG = re.compile(r"<[a-zA-Z/][^>]*>")
_BY = re.compile(r"^\s*(?:by|von|par|por|di)\s+", re.IGNORECASE)


@dataclass
class Metadata:
    """What is known of an article; "" and empty where the page does not say. `issued` is a day. `free` is False where the page says so."""

    title: str = ""
    outlet: str = ""
    issued: str = ""
    language: str = ""
    url: str = ""
    kind: str = ""
    authors: list[str] = field(default_factory=list)
    free: bool = True
    is_article: bool = False


def metadata(text: str) -> Metadata:
    """The metadata of an HTML page. Never raises for what a page holds."""
    found = Metadata()
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (ValueError, lxml_html.etree.LxmlError):
        return found
    for item in _linked(tree):
        _from_linked(found, item)
    _from_head(found, tree)
    return found


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of all JSON-LD on the page, articles first; a block that is broken is passed over."""
    items: list[dict[str, Any]] = []
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        try:
            _gather(json.loads(script.text or "", strict=False), items)
        except (ValueError, RecursionError):
            continue
    yield from sorted(items, key=lambda item: not _is_article(item))


def _gather(data: Any, items: list[dict[str, Any]], depth: int = 0) -> None:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict) and depth < 5:
            items.append(item)
            _gather(item.get("@graph", []), items, depth + 1)
            _gather(item.get("mainEntity", []), items, depth + 1)


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _from_linked(found: Metadata, item: dict[str, Any]) -> None:
    if not _is_article(item):
        return
    found.is_article = True
    found.kind = found.kind or ("post-weblog" if "Blog" in str(item.get("@type")) else "article-newspaper")
    found.title = found.title or _plain(item.get("headline") or item.get("name"))
    found.issued = found.issued or _day(item.get("datePublished"))
    found.outlet = found.outlet or _name(item.get("publisher")) or _name(item.get("isPartOf"))
    found.language = found.language or _tag(item.get("inLanguage"))
    found.url = found.url or _address(item.get("url")) or _address(item.get("mainEntityOfPage"))
    if str(item.get("isAccessibleForFree", "")).lower() == "false":
        found.free = False
    authors = item.get("author")
    for author in authors if isinstance(authors, list) else [authors]:
        _add(found, _name(author))


def _from_head(found: Metadata, tree: Any) -> None:
    def meta(*names: str) -> str:
        for name in names:
            for value in tree.xpath("//meta[@property=$n or @name=$n or @itemprop=$n]/@content", n=name):
                if plain := _plain(value):
                    return plain
        return ""

    def first(path: str) -> str:
        return next((plain for value in tree.xpath(path) if (plain := _plain(str(value)))), "")

    found.is_article = found.is_article or meta("og:type") == "article"
    heading = [plain for node in tree.iter("h1") if (plain := " ".join("".join(node.itertext()).split()))]
    found.title = found.title or meta("og:title", "citation_title", "dc.title", "twitter:title") or (heading[0] if len(heading) == 1 else "")
    found.outlet = found.outlet or meta("og:site_name", "application-name", "citation_journal_title", "dc.publisher")
    found.issued = (
        found.issued
        or _day(meta("article:published_time", "datePublished", "citation_publication_date", "dc.date", "date", "parsely-pub-date"))
        or _day(first("//time[@pubdate]/@datetime") or first("//article//time/@datetime") or first("//header//time/@datetime"))
    )
    found.language = found.language or _tag(first("/html/@lang")) or _tag(meta("og:locale"))
    found.url = found.url or _address(first('//link[@rel="canonical"]/@href')) or _address(meta("og:url"))
    if meta("article:content_tier") in ("locked", "metered"):
        found.free = False
    if not found.authors:
        author = meta("author", "article:author", "citation_author", "dc.creator")
        for name in re.split(r"\s*(?:,|;|\band\b)\s*", author) if not author.startswith("http") else ():
            _add(found, name)


def _add(found: Metadata, name: str) -> None:
    plain = _BY.sub("", name).strip(" ,;")
    if plain and plain not in found.authors and plain.casefold() != found.outlet.casefold() and not plain.startswith("http"):
        found.authors.append(plain)


def _plain(value: Any) -> str:
    """Text without markup, entities resolved (some pages escape twice), on one line."""
    return " ".join(html.unescape(_TAG.sub("", value)).split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return _plain(value.get("name") if isinstance(value, dict) else value)


def _address(value: Any) -> str:
    value = value.get("@id") if isinstance(value, dict) else value
    return value.strip() if isinstance(value, str) and value.strip().startswith(("http://", "https://")) else ""


def _day(value: Any) -> str:
    found = _DAY.match(str(value or "").strip())
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def _tag(value: Any) -> str:
    value = value.get("alternateName") if isinstance(value, dict) else value
    tag = value.strip() if isinstance(value, str) else ""
    return tag.split("_")[0].split("-")[0].lower() if _LANGUAGE.fullmatch(tag) else ""
