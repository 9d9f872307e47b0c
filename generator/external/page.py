"""What an answer holds for a reader: the text of the page in the ways it can be taken out, its title, its anchors, and signs of walls.

Reads HTML and plain text and never raises, whatever the bytes. The text is for matching quotes against and is never kept.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree, html

HTML = ("text/html", "application/xhtml+xml", "")
_HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "head", "iframe", "object", "textarea", "select"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q"}
    | {"ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_CHARSETS = re.compile(r"(?:utf_8|utf_16|utf_32|iso8859_|cp\d|koi8_|gb|big5|euc_|shift_jis|iso2022_|mac_|ascii|latin_1|tis_620|hz)")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_LONGEST_SCRIPT = 1_000_000


@dataclass(frozen=True)
class Page:
    """`texts` are the readable text taken out in several ways, the whole page first; `title` and `heading` what stands on top of it.

    `anchors` are the ids in it; `password` says that it asks for one, `paid` that it says of itself that not all of it is free,
    `scripted` that scripts make its text.
    """

    texts: tuple[str, ...] = ()
    title: str = ""
    heading: str = ""
    anchors: frozenset[str] = frozenset()
    password: bool = False
    paid: bool = False
    scripted: bool = False

    @property
    def words(self) -> int:
        """How many words the whole page has."""
        return len(self.texts[0].split()) if self.texts else 0


def read(body: bytes, content_type: str) -> Page | None:
    """The page, or None where the answer is no text for readers (a PDF, a picture, data)."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/plain":
        return Page((decoded(body, content_type),))
    if kind not in HTML or body.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff")):
        return None
    text = decoded(body, content_type)
    root = _tree(text)
    if root is None:
        return Page((text,))
    structured = list(_structured(root))
    visible = _visible(root)
    title, heading = _first(root, "title"), _first(root, "h1")
    texts = [visible, *_extracted(text), *(found["articleBody"] for found in structured if isinstance(found.get("articleBody"), str))]
    return Page(
        texts=tuple(dict.fromkeys(texts)),
        title=title,
        heading=heading,
        anchors=frozenset(value for element in root.iter() for name in ("id", "name") if (value := _attribute(element, name))),
        password=any(_attribute(element, "type").lower() == "password" for element in root.iter("input")),
        paid=any(str(found.get("isAccessibleForFree", "")).lower() in ("false", "no") for found in structured),
        scripted=len(visible.split()) < 40 and next(root.iter("script"), None) is not None,
    )


def decoded(body: bytes, content_type: str) -> str:
    """The bytes as text. What is UTF-8 beyond ASCII is taken for it, whatever the header says: it is nothing else by chance."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body.decode(name, "replace")
    with suppress(UnicodeDecodeError):
        if not body.isascii():
            return body.decode("utf-8")
    stated = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", content_type, re.IGNORECASE)
    meta = _META.search(body[:4096])
    for name in (stated[1] if stated else "", meta[1].decode("ascii") if meta else "", "cp1252"):
        if known := _charset(name):
            with suppress(UnicodeError, LookupError):
                return body.decode(known)
    return body.decode("cp1252", "replace")


@cache
def _charset(name: str) -> str:
    """The name Python has for a charset of the web, or an empty string."""
    try:
        known = codecs.lookup(name).name.replace("-", "_")
    except (LookupError, ValueError):
        return ""
    return "cp1252" if known in ("iso8859_1", "ascii", "latin_1") else known if _CHARSETS.match(known) else ""


def _tree(text: str) -> Any:
    """The document's root, or None where there is none."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _visible(root: Any) -> str:
    """The text that readers see, a line a block."""
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += name in _HIDDEN
            if not hidden:
                pieces += ["" if name in _INLINE else "\n", element.text or ""]
            continue
        hidden -= name in _HIDDEN
        if not hidden:
            pieces += ["" if name in _INLINE else "\n", element.tail or ""]
    return "\n".join(line for line in (" ".join(line.split()) for line in "".join(pieces).split("\n")) if line)


def _extracted(text: str) -> Iterator[str]:
    """The article as trafilatura takes it out, where it is installed: without menus that stand between two paragraphs."""
    try:
        import trafilatura
    except ImportError:
        return
    try:
        found = trafilatura.extract(text, include_comments=False, favor_recall=True)
    except Exception:  # another project's code on a stranger's page: the whole page's text is there in any case
        found = None
    if found:
        yield found


def _structured(root: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD."""
    for script in root.iter("script"):
        if _attribute(script, "type").lower() != "application/ld+json":
            continue
        try:
            waiting: list[Any] = [json.loads((script.text or "")[:_LONGEST_SCRIPT], strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, dict):
                yield value
                waiting += [inner for inner in value.values() if isinstance(inner, (dict, list))]
            elif isinstance(value, list):
                waiting += value


def _first(root: Any, name: str) -> str:
    element = next(root.iter(name), None)
    return " ".join("".join(element.itertext()).split())[:200] if element is not None else ""


def _attribute(element: Any, name: str) -> str:
    return (element.get(name) or "").strip() if isinstance(element.tag, str) else ""
