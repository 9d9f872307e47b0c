"""The short way for prose without any Markdown: sentences with citations and signposts are nine tenths of a site.

Must give what the long way through markdown-it-py gives, or None: a test compares the two on generated prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.prose.marks import CITE, GROUP, IDS, SIGNPOST

_MARK = re.compile(rf"{GROUP}|\{{\.signpost\}}")
# What a rule of CommonMark or of our marks acts on, and white space and controls that are treated one by one.
_ACTIVE = re.compile(r"[\\*_`<&\[\]{}@\x00-\x09\x0b-\x1f\x7f-\x9f\u1680\u2000-\u200a\u2028\u2029\u205f\u3000\ufffe\uffff]")
# The beginning of a line that could begin anything but a paragraph, indentation, and an image.
_BLOCK_START = re.compile(r"^(?:[#>+\-~=|:\u00a0\u202f]|\d+[.)]| +[^ \n])|!\[", re.MULTILINE)
_PARAGRAPH = re.compile(r"[^ \n][^\n]*(?:\n[^ \n][^\n]*)*")
_BREAK = re.compile(r" *\n")


class Atom(NamedTuple):
    """A piece of a paragraph: kind `text`, `cite` (content is one id), `signpost` or `broken` (content is the fault's message)."""

    kind: str
    content: str
    offset: int
    style: str = ""
    target: str = ""


def plain_paragraphs(source: str) -> list[list[Atom]] | None:
    """The paragraphs of `source` as atoms, or None where it holds anything that needs the long way."""
    if _BLOCK_START.search(source) or _ACTIVE.search(_MARK.sub("", source)):
        return None
    return [list(_atoms(source, *found.span())) for found in _PARAGRAPH.finditer(source)]


def _atoms(source: str, start: int, end: int) -> Iterator[Atom]:
    for found in _MARK.finditer(source, start, end):
        yield from _words(source, start, found.start())
        if found[0][0] == "[":
            yield from (Atom(CITE, cited[1], cited.start()) for cited in IDS.finditer(source, *found.span()))
        else:
            yield Atom(SIGNPOST, found[0], found.start())
        start = found.end()
    yield from _words(source, start, end)


def _words(source: str, start: int, end: int) -> Iterator[Atom]:
    """The stretch as text, each line end as one space."""
    for found in _BREAK.finditer(source, start, end):
        if start < found.start():
            yield Atom("text", source[start : found.start()], start)
        yield Atom("text", " ", found.start())
        start = found.end()
    if start < end:
        yield Atom("text", source[start:end], start)
