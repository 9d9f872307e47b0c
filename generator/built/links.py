"""Every address that a built page, style sheet or listing holds, with what it is for, and where it leads.

The checks share this list, so that each address is resolved once. It judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.built.addresses import Destination, own_addresses
from generator.built.folder import Folder
from generator.built.tags import Page, Tag

_LINK = {"a": ("href", "xlink:href"), "area": ("href",), "form": ("action",), "button": ("formaction",), "input": ("formaction",)}
_LOADED = {
    "script": ("src", "href", "xlink:href"),
    "img": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "iframe": ("src",),
    "frame": ("src",),
    "portal": ("src",),
    "input": ("src",),
    "image": ("href", "xlink:href", "src"),
    "use": ("href", "xlink:href"),
    "body": ("background",),
    "table": ("background",),
    "td": ("background",),
}
_LOADING = {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "modulepreload", "preload", "prefetch", "preconnect", "dns-prefetch"}
_ADDRESS_IN_META = {"og:url", "og:image", "twitter:image", "og:video", "og:audio"}
_CSS = re.compile(r"""/\*[\s\S]*?\*/|url\(\s*+(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*+\)|@import\s++(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)
_ENTRY = re.compile(r'"location":\s*"((?:[^"\\]|\\.)*)"')


class Link(NamedTuple):
    """An address in a file: `use` is link (followed by the reader), load (fetched with the page) or listing (sitemap, feed, data).

    `source` is the piece of the file's text it stands in.
    """

    file: str
    use: str
    address: str
    source: str
    to: Destination


def links(folder: Folder) -> Iterator[Link]:
    """Every address in the folder, in order of the files."""
    resolve = folder.addresses.resolve
    known: dict[str, tuple[tuple[str, str], ...]] = {}
    for page in folder.pages.values():
        base = next((tag.attributes["href"] for tag in page.tags if tag.name == "base" and "href" in tag.attributes), None)
        for use, address, source in _in_page(page, known):
            yield Link(page.path, use, address, source, resolve(page.path, address, base))
    for path, text in folder.texts.items():
        if path.endswith(".css"):
            for use, address in _in_css(text):
                yield Link(path, use, address, address, resolve(path, address))
        else:
            yield from _in_listing(folder, path, text)


def _in_page(page: Page, known: dict[str, tuple[tuple[str, str], ...]]) -> Iterator[tuple[str, str, str]]:
    """Use, address and source of every address; `known` remembers those of each tag, since most tags stand on many pages."""
    for tag in page.tags:
        text = tag.text
        try:
            pairs = known[text]
        except KeyError:
            pairs = known[text] = tuple(of_tag(tag))
        for use, address in pairs:
            yield use, address, text
    for inline in page.inlines:
        if inline.tag.name == "style":
            yield from ((use, address, address) for use, address in _in_css(inline.text))
        else:
            yield from ((use, address, inline.tag.text) for use, address in of_tag(inline.tag))


def of_tag(tag: Tag) -> Iterator[tuple[str, str]]:
    """Use and address of everything that a tag leads to or loads."""
    name, attributes = tag.name, tag.attributes
    if name == "a" and len(attributes) == 1 and "href" in attributes:
        yield "link", attributes["href"]
        return
    for key in _LINK.get(name, ()):
        if key in attributes and (key != "action" or attributes[key].strip()):
            yield "link", attributes[key]
    if "ping" in attributes:
        yield from (("load", address) for address in attributes["ping"].split())
    for key in _LOADED.get(name, ()):
        if key in attributes:
            yield "load", attributes[key]
    for key in ("srcset", "imagesrcset"):
        if key in attributes:
            yield from (("load", address) for address in candidates(attributes[key]))
    if "style" in attributes:
        yield from _in_css(attributes["style"])
    if name == "link" and "href" in attributes:
        kinds = set(attributes.get("rel", "").lower().split())
        yield "load" if kinds & _LOADING else "link", attributes["href"]
    elif name == "meta" and "content" in attributes:
        if attributes.get("http-equiv", "").strip().lower() == "refresh":
            found = _REFRESH.match(attributes["content"])
            if found and found[1].strip():
                yield "link", found[1].strip()
        elif {attributes.get("property"), attributes.get("name")} & _ADDRESS_IN_META:
            yield "link", attributes["content"]


def candidates(srcset: str) -> list[str]:
    """The addresses of a `srcset`; a comma ends a candidate only before white space or after its size."""
    return [address for part in re.findall(r"[\s,]*(\S*[^\s,])(?:\s+[^,]*)?(?:,|$)", srcset) if (address := part)]


def _in_listing(folder: Folder, path: str, text: str) -> Iterator[Link]:
    """The places a search index names; the site's own addresses in every other file. (A search index holds the words of pages run together.)"""
    resolve = folder.addresses.resolve
    if path.rpartition("/")[2] in ("search_index.json", "search.json"):
        for entry in _ENTRY.finditer(text):
            yield Link(path, "listing", entry[1], entry[0], resolve("index.html", entry[1].replace("\\/", "/") or "./"))
    elif folder.site_url:
        for address in own_addresses(text, folder.site_url):
            plain = address.rstrip(".,;:!?")
            yield Link(path, "listing", plain, plain, resolve(path, plain.replace("&amp;", "&")))


def _in_css(text: str) -> Iterator[tuple[str, str]]:
    for found in _CSS.finditer(text):
        address = next((part for part in found.groups() if part), "")
        if address and not address.startswith(("#", "data:")):
            yield "load", address
