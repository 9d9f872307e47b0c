"""What an address in a built page means: the file of the folder it leads to, its anchor, or the reason why it leads nowhere.

Reads addresses as browsers do (white space, backslashes, dots, percent signs, <base>) and folders as static hosts do. Must not
know which element an address came from, nor touch the disk: the folder's file names are given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_SIMPLE = re.compile(r"((?:\.\./)*)((?:[A-Za-z0-9_~-]|\.(?![./?#]|$))[^?#%:\\\s]*|)(?:#(.*))?", re.DOTALL)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DOTTED = re.compile(r"(?:^|/)\.\.?(?:/|$)|//")
_STRIPPED = "".join(map(chr, range(0x21)))
_REMOVED = str.maketrans("", "", "\t\n\r")


class Destination(NamedTuple):  # as Link is: a frozen dataclass takes four times as long to make, and there are thousands
    """Where an address leads: `kind` is inside, outside (another site), missing, escape (above the root) or scheme (any but http and https).

    `anchor` is as written. `path` is the file for inside, what was looked for with missing and escape, the host with outside, the scheme with scheme.
    """

    kind: str
    path: str
    anchor: str = ""


@dataclass
class Addresses:
    """The files of a folder, as a host that serves it at `site_url` (or at the root of its host) would answer."""

    files: frozenset[str]
    site_url: str | None = None
    _served: dict[str, str] = field(default_factory=dict, repr=False)
    _split: dict[str, tuple[int, str, str] | None] = field(default_factory=dict, repr=False)
    _absolute: dict[str, Destination] = field(default_factory=dict, repr=False)
    _ancestors: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.site_url or "")
        self._host = parts.netloc.lower()
        self._prefix = f"/{parts.path.strip('/')}/" if parts.path.strip("/") else "/"
        for path in self.files:
            self._served[path] = path
        for path in self.files:
            folder, _, name = path.rpartition("/")
            if name == "index.html":
                self._served.setdefault(f"{folder}/" if folder else "", path)
                if folder:
                    self._served.setdefault(folder, path)  # hosts send the reader on to the folder

    def resolve(self, page: str, address: str, base: str | None = None) -> Destination:
        """Where `address` leads from the file `page`; `base` is the page's <base href>."""
        if base is None:
            try:
                simple = self._split[address]
            except KeyError:
                simple = self._split[address] = _simple(address)
            if simple is None and address.startswith(("http://", "https://")):
                try:
                    return self._absolute[address]
                except KeyError:
                    found_anywhere = self._absolute[address] = self._slowly(page, address, base)
                    return found_anywhere
            if simple is not None:
                up, rest, anchor = simple
                if not up and not rest:
                    return Destination("inside", page, anchor)
                try:
                    above = self._ancestors[page]
                except KeyError:
                    above = self._ancestors[page] = _ancestors(page)
                if up < len(above) and (found := self._served.get(above[up] + rest)) is not None:
                    return Destination("inside", found, anchor)
        return self._slowly(page, address, base)

    def _slowly(self, page: str, address: str, base: str | None) -> Destination:
        text = address.strip(_STRIPPED).translate(_REMOVED)
        text, _, anchor = text.partition("#")
        path = text.partition("?")[0]
        if scheme := _SCHEME.match(path):
            if scheme[1].lower() not in ("http", "https"):
                return Destination("scheme", scheme[1].lower())
            path = path[scheme.end() :]
            if not path.replace("\\", "/").startswith("//"):
                return Destination("missing", path)
        path = path.replace("\\", "/")
        if path.startswith("//"):
            host, _, path = path[2:].partition("/")
            path = "/" + path
            if host.lower() != self._host or not (path + "/").startswith(self._prefix):
                return Destination("outside", host)
        if not path:
            if base is None or not text:
                return Destination("inside", page, _anchor(anchor)) if base is None else self.resolve(page, base)
        elif not path.startswith("/"):
            if base is not None:
                start = self._slowly(page, base, None)
                if start.kind != "inside":
                    return start
                page = start.path
            path = self._prefix + page.rpartition("/")[0] + "/" + path
        plain = _flat(unquote(path))
        if plain is None or not (plain + "/").startswith(self._prefix):
            return Destination("escape", unquote(path))
        plain = plain[len(self._prefix) :]
        found = self._served.get(plain)
        return Destination("inside", found, _anchor(anchor)) if found is not None else Destination("missing", plain, anchor)

    def similar(self, path: str) -> str:
        """A served path that is the same as `path` but for letter case or Unicode form, or an empty string."""
        wanted = _folded(path)
        return next((known for known in sorted(self._served) if known and _folded(known) == wanted), "")


def own_addresses(text: str, site_url: str) -> Iterable[str]:
    """Every address in a text (XML, JSON, BibTeX, Markdown) that begins with the site's own; it ends where no address can go on."""
    return dict.fromkeys(re.findall(re.escape(site_url.rstrip("/")) + r"(?![\w.:@-])[^\s\"'<>\\)\]{}|^`]*", text))


def _simple(address: str) -> tuple[int, str, str] | None:
    """Steps up, path and anchor of an address that needs no further reading; None for the others."""
    found = _SIMPLE.fullmatch(address)
    if not found or _DOTTED.search(found[2]) or (address[:1] != "#" and not found[1] and not found[2]):
        return None
    return len(found[1]) // 3, found[2], _anchor(found[3] or "")


def _anchor(text: str) -> str:
    """The anchor without a text directive."""
    return text.partition(":~:")[0]


def _ancestors(page: str) -> tuple[str, ...]:
    parts = page.split("/")[:-1]
    return tuple("".join(f"{part}/" for part in parts[:depth]) for depth in range(len(parts), -1, -1))


def _flat(path: str) -> str | None:
    """An absolute path without dots and doubled slashes; None where it goes above the root."""
    parts: list[str] = []
    pieces = path.split("/")
    for number, part in enumerate(pieces[1:], 1):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
        if number == len(pieces) - 1 and part in ("", ".", "..") and parts:
            parts[-1] += "/"
    return "/" + "/".join(parts)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold()).strip("/")
