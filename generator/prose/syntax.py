"""From the source of prose to leaves: paragraphs as atoms of text, citations and signposts, each with its offset.

What prose must not hold (headings, code, HTML, images, quotes, tables) becomes a fault with the way out. Must not decide
where sentences end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from markdown_it.token import Token

from generator.prose.marks import BROKEN, CITE, IDS, SIGNPOST, markdown, shown
from generator.prose.model import Fault, Link
from generator.prose.plain import Atom, plain_paragraphs

_LINE_END = re.compile(r"\r\n?|\n")  # as markdown-it counts lines
_BREAK = re.compile(r" *\\?\n[ \t]*")
_TARGET = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|https?://[^\s/]\S*|mailto:[^\s@]+@[^\s@]+")
_LEFTOVER = re.compile(r"\]\(|\[\^[\w-]*\]")
_CONTROL = re.compile(r"[^\S \u00a0\u202f\u2007]|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_DEEPEST = 3
_FORBIDDEN = {
    "heading_open": "headings do not belong in prose; give the section a `heading:`, or write *words*",
    "blockquote_open": "block quotes do not belong in prose; quote in the sentence and cite the claim",
    "fence": "code does not belong in prose; write plain words",
    "code_block": "a line indented by four spaces is code; remove the indentation",
    "hr": "a rule does not belong in prose; begin a new section instead",
    "html_block": "HTML does not belong in prose; write plain words",
    "table_open": "tables do not belong in prose; write a list, or let the generator make the table (`show:`)",
    "code_inline": "code does not belong in prose; write plain words, or *words*",
    "html_inline": "HTML does not belong in prose; write *words* for emphasis, or \\< for the sign itself",
    "image": "images do not belong in prose; describe in words what is to be seen",
    "autolink": "a bare address does not belong in prose; write [words](address)",
}


@dataclass
class Leaf:
    """A paragraph and its place in lists, as in `Block`."""

    atoms: list[Atom]
    kind: Literal["paragraph", "bullet", "number"] = "paragraph"
    depth: int = 0
    opens: bool = False
    number: int = 0
    tight: bool = False
    offset: int = 0


@dataclass
class Reading:
    """What came out of a source: leaves in order, the faults of whole blocks, and the links."""

    leaves: list[Leaf] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass
class _List:
    kind: Literal["bullet", "number"]
    item: int = 0
    offset: int = 0  # of the item
    waiting: bool = False  # an item has begun and holds nothing yet


def read(source: str) -> Reading:
    """The leaves of `source`. Never raises."""
    reading = Reading()
    source = source.replace("\x00", "\ufffd")  # as markdown-it does
    paragraphs = plain_paragraphs(source)
    if paragraphs is not None:
        reading.leaves.extend(Leaf(atoms) for atoms in paragraphs)
        return reading
    starts = [0, *(found.end() for found in _LINE_END.finditer(source))]
    lists: list[_List] = []
    skip_to_level = -1
    previous = ""
    for token in markdown().parse(source):
        if skip_to_level >= 0:
            if token.nesting == -1 and token.level == skip_to_level:
                skip_to_level = -1
            continue
        offset = _line_offset(source, starts, token.map[0]) if token.map else len(source)
        if token.type in _FORBIDDEN:
            reading.faults.append(Fault("prose-syntax", _FORBIDDEN[token.type], offset))
            if lists:
                lists[-1].waiting = False
            if token.nesting == 1:
                skip_to_level = token.level
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(_List("bullet" if token.type[0] == "b" else "number"))
            _check_list(token, lists, previous, offset, reading.faults)
        elif token.type == "list_item_open":
            lists[-1].item += 1
            lists[-1].offset = offset
            lists[-1].waiting = True
        elif token.type == "list_item_close" and lists[-1].waiting:
            lists[-1].waiting = False
            reading.faults.append(Fault("prose-syntax", "a list item is empty; write its words or remove it", lists[-1].offset))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "paragraph_open":
            leaf = Leaf([], tight=token.hidden, offset=offset)
            if lists:
                own = lists[-1]
                leaf = Leaf([], own.kind, len(lists), own.waiting, own.item if own.kind == "number" else 0, token.hidden, offset)
                own.waiting = False
            reading.leaves.append(leaf)
        elif token.type == "inline" and token.map:
            reading.leaves[-1].atoms.extend(_atoms(token, _Place(source, starts, token), reading))
        previous = token.type
    return reading


def _check_list(token: Token, lists: list[_List], previous: str, offset: int, faults: list[Fault]) -> None:
    message = ""
    if len(lists) > 1 and lists[-2].waiting:
        lists[-2].waiting = False
        message = "a list item begins with another list; give the item words of its own first"
    elif len(lists) > _DEEPEST:
        message = f"lists stand at most {_DEEPEST} deep; write sentences instead"
    elif previous.endswith("_list_close"):
        message = "two lists follow each other directly; put a sentence between them, or use one kind of marker"
    elif token.attrGet("start") is not None:
        message = "a numbered list begins with 1; write a dot behind a backslash (1986\\.) where no list is meant"
    if message:
        faults.append(Fault("prose-syntax", message, offset))


def _line_offset(source: str, starts: list[int], line: int) -> int:
    """Offset of the first character that is not white space in a line (or the source's end)."""
    at = starts[min(line, len(starts) - 1)]
    while at < len(source) and source[at] in " \t":
        at += 1
    return at


class _Place:
    """Maps positions in a paragraph's inline text, from which indentation was taken, to offsets in the source."""

    def __init__(self, source: str, starts: list[int], token: Token) -> None:
        self._lines: list[tuple[int, int]] = []  # (position, offset) of each line's first character
        position = 0
        first, last = token.map or (0, 1)
        opening = token.content.partition("\n")[0].strip()
        while first + 1 < last and not source[starts[first] : starts[first + 1]].rstrip().endswith(opening):
            first += 1  # a line of odd white space, which markdown-it strips from the paragraph
        for number, line in enumerate(token.content.split("\n"), first):
            start = starts[min(number, len(starts) - 1)]
            end = starts[number + 1] if number + 1 < len(starts) else len(source)
            inside = len(source[start:end].rstrip()) - len(line.strip())
            self._lines.append((position + len(line) - len(line.lstrip()), start + max(inside, 0)))
            position += len(line) + 1
        self._at = 0

    def __call__(self, position: int) -> int:
        """The offset; positions must be asked for in rising order."""
        while self._at + 1 < len(self._lines) and self._lines[self._at + 1][0] <= position:
            self._at += 1
        begin, offset = self._lines[self._at]
        return max(offset + position - begin, 0)


def _atoms(token: Token, place: _Place, reading: Reading) -> Iterator[Atom]:
    """The atoms of an inline token. The cursor follows the inline text: each token's own source form is known."""
    text, cursor = token.content, 0
    em = strong = 0
    target, tags = "", False
    for child in token.children or ():
        kind = child.type
        style = ("em strong" if strong else "em") if em else "strong" if strong else ""
        if kind == "text":
            if not child.content:
                continue
            if not text.startswith(child.content, cursor):
                cursor = max(text.find(child.content, cursor), cursor)
            yield Atom("text", _CONTROL.sub(_plain, child.content), place(cursor), style, target)
            for leftover in _LEFTOVER.finditer(child.content):
                message = (
                    f'"{leftover[0]}" is left over from something that is no link; write [words](target) and [@claim-id], neither inside the other'
                )
                yield Atom(BROKEN, message, place(cursor) + leftover.start())
            cursor += len(child.content)
        elif kind == "text_special":
            yield Atom("text", _CONTROL.sub(_plain, child.content), place(cursor), style, target)
            cursor += len(child.markup)
        elif kind in ("softbreak", "hardbreak"):
            found = _BREAK.match(text, cursor)
            yield Atom("text", " ", place(cursor), style, target)
            cursor = found.end() if found else cursor + 1
        elif kind in ("em_open", "em_close", "strong_open", "strong_close"):
            em += child.nesting if kind[0] == "e" else 0
            strong += child.nesting if kind[0] == "s" else 0
            cursor += len(child.markup)
        elif kind == "link_open":
            start = child.meta["start"]
            if child.markup == "autolink":
                yield Atom(BROKEN, _FORBIDDEN["autolink"], place(start))
            else:
                target, problem = _target(child)
                if problem:
                    yield Atom(BROKEN, problem, place(start))
                else:
                    reading.links.append(Link(target, place(start)))
            cursor = start + 1
        elif kind == "link_close":
            target, cursor = "", child.meta["end"]
        elif kind in _FORBIDDEN:
            if not (child.content.startswith("</") and tags):  # the tag it closes is named already
                yield Atom(BROKEN, _FORBIDDEN[kind], place(child.meta["start"]))
            tags = tags or kind == "html_inline"
            cursor = child.meta["end"]
        elif kind in (CITE, SIGNPOST, BROKEN):
            start = child.meta["start"]
            if target and kind != BROKEN:
                yield Atom(BROKEN, f'"{shown(child.content)}" stands inside a link\'s words; put it after the link', place(start))
            elif kind == CITE:
                for found in IDS.finditer(child.content):
                    yield Atom(CITE, found[1], place(start + found.start()))
            else:
                yield Atom(kind, child.content, place(start))
            cursor = child.meta["end"]


def _plain(found: re.Match[str]) -> str:
    """White space as a plain space (no-break spaces are not asked for), a control character as U+FFFD."""
    return " " if found[0].isspace() else "\ufffd"


def _target(link: Token) -> tuple[str, str]:
    """(target, "") of a link, or ("", what is wrong with it)."""
    href = str(link.attrGet("href") or "")
    if link.attrGet("title"):
        return "", "a link has no title; write [words](target)"
    if not _TARGET.fullmatch(href):
        return "", f'"{shown(href)}" is no target for a link; write the id of an entity, explainer or source, or an https, http or mailto address'
    return href, ""
