"""Takes one HTML page apart into what the checks and the policy need: tags with addresses and ids, inline scripts and styles.

Built for speed: one pass finds the tags, each distinct tag is read once for the whole site. It follows HTML's tokenizer as far as
engines write it (quoted values, comments, raw text elements); it must not know what an address means or what is allowed.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

# Quotes count only right after an equals sign. All loops are possessive, and what is not closed ends with the page, as in browsers: each
# search goes on where the last one ended, so that no page can make it run long.
_INSIDE = r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+(?:>|\Z)"""
_RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes"
_COMMENT = r"!--(?:-?>|[\s\S]*?(?:--!?>|\Z))"
_RAW_OPENING = re.compile(rf"<({_RAW})(?=[\s/>]){_INSIDE}", re.IGNORECASE)
_RAW_ELEMENT = "|".join(rf"(?i:{name})(?=[\s/>]){_INSIDE}[\s\S]*?(?=</(?i:{name})[\s/>]|\Z)" for name in _RAW.split("|"))
_TOKEN = re.compile(rf"<(?:{_COMMENT}|(?=[sStTxXiInN])(?:{_RAW_ELEMENT})|[A-Za-z]{_INSIDE})")  # "<" outside: that it can skip to
_ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?+""")
_PLAIN = re.compile(r"""<([a-z][a-z0-9]*+)((?: [a-z-]++="[^"]*+")++)>""")
_PAIR = re.compile(r""" ([a-z-]+)="([^"]*)\"""")
_WANTED = re.compile(
    r"""[\s"'/](?:id|name|href|xlink:href|src|srcset|imagesrcset|style|data|poster|action|formaction|background|ping|manifest|http-equiv|property"""
    r"""|itemprop|srcdoc|on[a-z]+)\s*=|^<(?:img|area|input|base|iframe|object|embed|applet|frame|portal)\b""",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[\^[\w.:-]++\]")
_CODE = re.compile(r"<(code|pre|textarea)\b[\s\S]*?(?:</\1>|\Z)", re.IGNORECASE)


class Tag(NamedTuple):  # a frozen dataclass takes three times as long to make, and there are thousands
    """A start tag: `name` and attribute names in lower case, values with character references resolved; `text` as it stands in the page."""

    name: str
    attributes: dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Inline:
    """An inline script or style sheet, exactly as it stands between its tags."""

    tag: Tag
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: each distinct tag that matters once, `ids` with how often each occurs, `marks` of footnotes left as text."""

    path: str
    tags: tuple[Tag, ...]
    ids: dict[str, int]
    inlines: tuple[Inline, ...]
    marks: tuple[str, ...] = ()


@dataclass
class Reader:
    """Reads pages; remembers tags, which repeat from page to page."""

    _known: dict[str, Tag | None] = field(default_factory=dict)

    def page(self, path: str, text: str) -> Page:
        """What the page at `path` holds; `text` is its HTML."""
        known = self._known
        tags: list[Tag] = []
        inlines: list[Inline] = []
        ids: dict[str, int] = {}
        for source, count in Counter(_TOKEN.findall(text)).items():
            try:
                tag = known[source]
            except KeyError:
                if raw := _RAW_OPENING.match(source):
                    if raw[1].lower() in ("script", "style"):
                        inlines.append(Inline(parse(raw[0]), source[raw.end() :]))
                    else:
                        tags.append(tag := parse(raw[0]))
                        _count(ids, tag, count)
                    continue
                wanted = source[-1] == ">" and source[1] != "!" and (' href="' in source or ' id="' in source or _WANTED.search(source))
                tag = known[source] = parse(source) if wanted else None
            if tag is not None:
                tags.append(tag)
                _count(ids, tag, count)
        for inline in inlines:
            _count(ids, inline.tag, 1)
        marks = tuple(dict.fromkeys(_MARK.findall(_TOKEN.sub("", _CODE.sub("", _article(text)))))) if "[^" in text else ()
        return Page(path, tuple(tags), ids, tuple(inlines), marks)


def _article(text: str) -> str:
    """What Markdown made of a page: themes print titles outside of it, where brackets are only brackets."""
    start, end = text.find("<article"), text.rfind("</article>")
    return text[start:end] if 0 <= start < end else text


def _count(ids: dict[str, int], tag: Tag, count: int) -> None:
    if name := tag.attributes.get("id"):
        ids[name] = ids.get(name, 0) + count


def parse(text: str) -> Tag:
    """The tag of one start tag's source. An attribute that is written twice counts as first written, as in browsers."""
    if plain := _PLAIN.fullmatch(text):
        pairs = _PAIR.findall(plain[2])
        attributes = dict(reversed(pairs))
        if "&" in text:
            attributes = {key: html.unescape(value) for key, value in attributes.items()}
        return Tag(plain[1], attributes, text)
    name = re.match(r"<([^\s/>]+)", text)
    assert name is not None, text
    attributes = {}
    for found in _ATTRIBUTE.finditer(text, name.end(), len(text) - 1):
        value = next((part for part in found.groups()[1:] if part is not None), "")
        attributes.setdefault(found[1].lower(), html.unescape(value) if "&" in value else value)
    return Tag(name[1].lower(), attributes, text)


def position(text: str, source: str, occurrence: int = 1) -> tuple[int, int, int]:
    """Offset, line and column (from 1) of the nth `source` in a page's HTML; the start where it is not found."""
    at = -1
    for _ in range(occurrence):
        following = text.find(source, at + 1)
        if following < 0:
            break
        at = following
    at = max(at, 0)
    return at, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
