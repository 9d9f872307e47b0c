"""What was rendered before, by what it was rendered from: one SQLite file below build/, one row a page.

A row is taken only under the key it was stored with, so a key must hold everything that goes in (see `pages`); a row whose
seal is broken, or a file that is no database, counts as absent. Deleting the file is always safe.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

_VERSION = 1
_TABLES = """
CREATE TABLE parsed (page TEXT PRIMARY KEY, key TEXT, head TEXT, body TEXT, digest TEXT);
CREATE TABLE built (page TEXT PRIMARY KEY, key TEXT, reads TEXT, search TEXT, html BLOB, digest TEXT);
"""


def digest(*parts: str | bytes) -> str:
    """A name for these parts in this order; different parts have different names (BLAKE2b, 128 bits)."""
    found = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "little"))
        found.update(data)
    return found.hexdigest()


@dataclass(frozen=True)
class Parsed:
    """A page's Markdown, converted. `head` is needed for every page of the site, `body` only where the page is laid out."""

    head: dict[str, Any]
    body: dict[str, Any]
    digest: str


@dataclass(frozen=True)
class Built:
    """A page laid out: its file, its entries in the search index (JSON without the brackets), and what it read of other pages."""

    html: bytes
    search: str
    reads: str
    digest: str


class Cache:
    """The store. Without a `path` nothing is kept beyond the process. Not for several threads."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._base = self._open()

    def heads(self) -> dict[str, tuple[str, dict[str, Any], str]]:
        """Of every page: the key its Markdown was converted under, the head, and the digest of head and body."""
        rows = self._rows("SELECT page, key, head, digest FROM parsed")
        return {page: (key, json.loads(head), seal) for page, key, head, seal in rows}

    def body(self, page: str, seal: str) -> dict[str, Any] | None:
        """The other half of what `heads` gave, None where it is gone or was tampered with."""
        for head, body in self._rows("SELECT head, body FROM parsed WHERE page = ? AND digest = ?", page, seal):
            if digest(head, body) == seal:
                return json.loads(body)  # type: ignore[no-any-return]
        return None

    def layouts(self) -> dict[str, tuple[str, str, str]]:
        """Of every page: the key it was laid out under, what it read of other pages, and the digest of its file."""
        return {page: (key, reads, seal) for page, key, reads, seal in self._rows("SELECT page, key, reads, digest FROM built")}

    def built(self, page: str, seal: str) -> Built | None:
        """A page's layout as it was stored, None where it is gone or was tampered with."""
        for html, search, reads in self._rows("SELECT html, search, reads FROM built WHERE page = ? AND digest = ?", page, seal):
            if digest(html, search) == seal:
                return Built(html, search, reads, seal)
        return None

    def searches(self) -> dict[str, tuple[str, str]]:
        """Of every page: the digest of its layout, and its entries in the search index."""
        return {page: (seal, search) for page, seal, search in self._rows("SELECT page, digest, search FROM built")}

    def keep(self, parsed: dict[str, tuple[str, Parsed]], built: dict[str, tuple[str, Built]], pages: Iterable[str]) -> None:
        """Nothing comes back. Stores what is new by page, each with its key, and forgets all but `pages`, in one step."""
        there = set(pages)
        with suppress(sqlite3.Error), self._base:
            for table in ("parsed", "built"):
                gone = [(page,) for (page,) in self._rows(f"SELECT page FROM {table}") if page not in there]
                self._base.executemany(f"DELETE FROM {table} WHERE page = ?", gone)
            rows = ((page, key, *_text(value)) for page, (key, value) in parsed.items())
            self._base.executemany("REPLACE INTO parsed VALUES (?, ?, ?, ?, ?)", rows)
            laid = ((page, key, value.reads, value.search, value.html, value.digest) for page, (key, value) in built.items())
            self._base.executemany("REPLACE INTO built VALUES (?, ?, ?, ?, ?, ?)", laid)

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            return self._base.execute(query, values).fetchall()
        except sqlite3.Error:
            return []

    def _open(self) -> sqlite3.Connection:
        """A base with our tables: the file's, a new one where it is not ours or broken, one in memory where the disk refuses."""
        if self._path:
            for _ in range(2):
                base = None
                try:
                    base = sqlite3.connect(self._path, timeout=5)
                    base.execute("PRAGMA synchronous = NORMAL")
                    if _ready(base):
                        return base
                except sqlite3.Error:
                    pass
                if base:
                    base.close()
                with suppress(OSError):
                    self._path.unlink()
        base = sqlite3.connect(":memory:")
        _ready(base)
        return base


def parsed_as(head: dict[str, Any], body: dict[str, Any]) -> Parsed:
    """The two halves with their seal."""
    return Parsed(head, body, digest(json.dumps(head), json.dumps(body)))


def _text(value: Parsed) -> tuple[str, str, str]:
    return json.dumps(value.head), json.dumps(value.body), value.digest


def _ready(base: sqlite3.Connection) -> bool:
    """True where the tables are there, made anew in an empty base."""
    version = base.execute("PRAGMA user_version").fetchone()[0]
    if version == 0 and not base.execute("SELECT name FROM sqlite_master").fetchall():
        base.executescript(f"{_TABLES} PRAGMA user_version = {_VERSION};")
        return True
    return bool(version == _VERSION)
