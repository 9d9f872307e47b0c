"""Notes what the layout of one page reads of the other pages (their titles in the navigation, say), so that it is laid out
again when one of those values changes, and only then.

The shape of the navigation and the configuration are in every key and are not noted. What is not known here in particular
counts as the whole page: noting too much costs time, noting too little would leave a stale page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

# What follows from the navigation, the file's path and the configuration alone.
_SHAPE = {
    *(
        "abs_url",
        "active",
        "ancestors",
        "canonical_url",
        "children",
        "edit_url",
        "file",
        "next_page",
        "parent",
        "previous_page",
        "update_date",
        "url",
    ),
    *("is_homepage", "is_index", "is_link", "is_page", "is_section", "is_top_level", "update_date", "url"),
}
WHOLE, TITLE, ALL_PAGES, NEVER = "*", "title", "pages", "never"
_META = "meta:"


class _Notes:
    """What the page that is being laid out has read; nothing is noted while `page` is None."""

    page: Page | None = None
    found: set[tuple[str, str]]


_notes = _Notes()


class WatchedPage(Page):
    """A page of MkDocs that notes what others read of it. Pages are turned into it after the navigation is made."""

    def __getattribute__(self, name: str) -> Any:
        reader = _notes.page
        if reader is None or reader is self or name in _SHAPE or name.startswith("_"):
            return object.__getattribute__(self, name)
        _notes.page = None
        try:
            value = object.__getattribute__(self, name)
            uri = self.file.src_uri
        finally:
            _notes.page = reader
        if name == "meta":
            return _Meta(value, uri)
        _notes.found.add((uri, TITLE if name == TITLE else WHOLE))
        return value


class _Meta(dict[str, Any]):
    """Another page's front matter: notes each field that is asked for, and all of it where it is gone through."""

    def __init__(self, values: dict[str, Any], uri: str) -> None:
        super().__init__(values)
        self._uri = uri

    def _note(self, key: object) -> None:
        _notes.found.add((self._uri, f"{_META}{key}" if isinstance(key, str) else WHOLE))

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return super().__contains__(key)

    def __bool__(self) -> bool:
        self._note("")  # whether there is any: see `value`
        return len(dict.keys(self)) > 0

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def __eq__(self, other: object) -> bool:
        return self._whole() == other

    def __repr__(self) -> str:
        return repr(self._whole())

    def keys(self) -> Any:
        return self._whole().keys()

    def values(self) -> Any:
        return self._whole().values()

    def items(self) -> Any:
        return self._whole().items()

    def _whole(self) -> dict[str, Any]:
        _notes.found.add((self._uri, WHOLE))
        return {key: dict.__getitem__(self, key) for key in dict.keys(self)}


class WatchedFile(File):
    """A file of MkDocs whose content no layout may read unseen: a page that does is laid out every time."""

    @property  # type: ignore[misc]  # nobody writes while a page is laid out
    def content_string(self) -> str:
        if _notes.page:
            _notes.found.add((self.src_uri, NEVER))
        return super().content_string

    @property  # type: ignore[misc]
    def content_bytes(self) -> bytes:
        if _notes.page:
            _notes.found.add((self.src_uri, NEVER))
        return super().content_bytes


class WatchedPages(Sequence[File]):
    """The list of all pages; notes that it was looked at."""

    def __init__(self, files: Sequence[File]) -> None:
        self._files = files

    def __getitem__(self, index: Any) -> Any:
        return self._noted()[index]

    def __len__(self) -> int:
        return len(self._noted())

    def __iter__(self) -> Iterator[File]:
        return iter(self._noted())

    def _noted(self) -> Sequence[File]:
        if _notes.page:
            _notes.found.add(("", ALL_PAGES))
        return self._files


@contextmanager
def noting(page: Page) -> Iterator[set[tuple[str, str]]]:
    """A block in which what is read of pages other than `page` lands in the set."""
    _notes.page, _notes.found = page, set()
    try:
        yield _notes.found
    finally:
        _notes.page = None


def value(page: Page | None, what: str, whole: str) -> str:
    """What a note stands for now; `whole` is the digest of all of the page. An absent page has a value of its own."""
    if page is None:
        return "absent"
    if what == TITLE:
        return json.dumps(page.title)
    if what == _META:
        return str(bool(page.meta))
    if what.startswith(_META):
        key = what.removeprefix(_META)
        return json.dumps(page.meta[key], default=repr) if key in page.meta else "none"
    return whole


def listed(found: set[tuple[str, str]], now: Callable[[str, str], str]) -> str:
    """The notes with their values, in a form that `unchanged` takes and that is the same for the same notes."""
    return json.dumps([[uri, what, now(uri, what)] for uri, what in sorted(found)])


def unchanged(notes: str, now: Callable[[str, str], str]) -> bool:
    """True where everything noted is what it was."""
    return all(what != NEVER and now(uri, what) == then for uri, what, then in json.loads(notes))
