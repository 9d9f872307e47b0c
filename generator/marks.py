"""What lies between PyYAML and the reader: where things stand in a text, and errors in plain words.

Used by the reader alone; must not judge content. Places are found by parsing a second time, so that a good build keeps none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from yaml.events import DocumentEndEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from generator.parsers import PARSER, ParserMaker
from generator.problems import Location


class Node(NamedTuple):
    """The place of one node: character indexes of start and end; `keys` holds where each key of a mapping starts, `value` a text."""

    start: int
    end: int
    style: str = ""
    children: dict[str | int, Node] | None = None
    keys: dict[str | int, int] | None = None
    value: str | None = None


class Marks(NamedTuple):
    """All places of a text: the root node (None for an empty text) and the index at which each line starts."""

    root: Node | None
    lines: list[int]

    def line_column(self, index: int) -> tuple[int, int]:
        """Line and column of a character index, both from 1."""
        line = bisect_right(self.lines, index)
        return line, index - self.lines[line - 1] + 1


@dataclass(frozen=True)
class Document:
    """A file that was read: `text` without a byte order mark, `data` of dict, list, str and None (for an empty value).

    `bare` is the same without data, for whoever only asks for places: in a large project the data would be half of the memory.
    """

    path: str
    text: str
    data: Any
    parser: ParserMaker = field(default=PARSER, repr=False, compare=False)

    @property
    def bare(self) -> Document:
        """The document without its data."""
        return replace(self, data=None)

    @cached_property
    def _marks(self) -> Marks:
        return locate(self.text, self.parser)

    def where(self, *keys: str | int, key: bool = False, offset: int | None = None) -> Location:
        """The place of the value at this path of keys and list indexes (`key=True`: of its key).

        A path that does not exist gives the start of the nearest parent that does. With `offset`, the place of the
        character with that index in the text's value, whatever the quoting and folding.
        """
        node = self._marks.root
        index = node.start if node else 0
        for step in keys:
            if node is None or node.children is None or step not in node.children:
                return Location(self.path, *self._marks.line_column(node.start if node else 0))
            parent, node = node, node.children[step]
            index = parent.keys[step] if key and parent.keys else node.start
        if offset is not None and not key and node is not None and node.value is not None:
            index = character(self.text, node, node.value, max(offset, 0))
        return Location(self.path, *self._marks.line_column(index))


def locate(text: str, make_parser: ParserMaker) -> Marks:
    """The places of all nodes of a text which the reader has accepted."""
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    parser = make_parser(text)
    current = top = Node(0, 0, "", {})
    stack: list[tuple[Node, str | int | None]] = []
    key: str | int | None = None
    while True:
        event = parser.get_event()
        kind = type(event)
        if kind is ScalarEvent:
            start, end = event.start_mark.index, event.end_mark.index
            if start == end:  # an empty value: the parsers differ in how much white space they go on
                start = end = len(text[:end].rstrip(_SPACE)) if text[end - 1 : end] in _SPACE else end
            node = Node(start, end, event.style or "", value=event.value if event.style or event.value else None)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            node = Node(event.start_mark.index, event.end_mark.index, "", {}, {} if kind is MappingStartEvent else None)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            current, key = stack.pop()
            continue
        elif kind is DocumentEndEvent or kind is StreamEndEvent:
            break
        else:
            continue
        assert current.children is not None  # only collections are ever current
        if current.keys is None:
            current.children[len(current.children)] = node
        elif key is None:
            key = event.value
            current.keys[event.value] = node.start
            continue
        else:
            current.children[key] = node
            key = None
        if node.children is not None:
            stack.append((current, key))
            current, key = node, None
    return Marks(top.children.get(0) if top.children else None, lines)


_SPACE = " \t\r\n"
_RUN = re.compile(r"[ \t\r\n]*")
_TOKENS = {
    "": re.compile(r"(?P<space>[ \t\r\n]+)|[^ \t\r\n]"),
    "'": re.compile(r"(?P<space>[ \t\r\n]+)|''|[^ \t\r\n]"),
    '"': re.compile(r"(?P<space>[ \t\r\n]+)|(?P<joined>\\\r?\n[ \t\r\n]*)|\\(?:x.{2}|u.{4}|U.{8}|.)|[^ \t\r\n]", re.DOTALL),
}


def character(text: str, node: Node, value: str, offset: int) -> int:
    """The index in `text` of the character `value[offset]` of a scalar, in whatever style it is written.

    White space that YAML folded or took away has no exact place of its own: the nearest character of the same run is returned.
    An offset at or after the end of the value gives the place right after its last character.
    """
    block = node.style in ("|", ">")
    start, end = node.start, node.end
    if block:
        start = text.find("\n", start, end) + 1 or end
    elif node.style:
        start, end = start + 1, end - 1
    at, last = 0, start
    for token in _TOKENS["" if block else node.style].finditer(text, start, end):
        if token["space"] is not None:
            width = _RUN.match(value, at).end() - at if block else _folded(token["space"])  # type: ignore[union-attr]  # matches ""
        elif token.lastgroup == "joined":
            width = token[0].count("\n") - 1
        else:
            width = 1
        if offset < at + width:
            return min(token.start() + (offset - at if token.lastgroup else 0), token.end() - 1)
        at += width
        if token["space"] is None:
            last = token.end()
    return last


def _folded(space: str) -> int:
    """How many characters YAML makes of a run of white space in a plain or quoted scalar: n line ends give n - 1, one gives a space."""
    breaks = space.count("\n")
    return len(space) if breaks == 0 else max(breaks - 1, 1)


_TRAILER = re.compile(r"(:?)( +)(#[^\r\n]*)")
_LEAD = re.compile(r" *(?:[-?] +)*")


def comments(text: str) -> dict[int, list[tuple[int, int, str]]]:
    """The lines (from 0) that end in a comment, or stand right above comment lines, with those: (line, column, words)."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    if " #" in text:
        last = -1
        for number, line in enumerate(text.split("\n")):
            bare = line.lstrip(" ")
            if bare.startswith("#"):
                found.setdefault(last, []).append((number, len(line) - len(bare), bare.rstrip("\r")))
            elif bare.strip():
                last = number
                if " #" in line:
                    found.setdefault(last, [])
    return found


def cut_off(event: Any, text: str, below: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The comments after an unquoted scalar that cut a text short, by the rule in the docstring of `reader.read`."""
    start, end = event.start_mark, event.end_mark
    line_end = text.find("\n", end.index)
    rest = text[end.index : line_end if line_end >= 0 else len(text)]
    if found := _TRAILER.match(rest):
        several = not found[1] and re.search(r"\s", event.value)  # no colon: the scalar is a value, not a key
        return [(end.line, end.column + found.start(3), found[3])] if several or _touches(found[3]) else []
    if rest.strip():
        return []
    lead = len(_LEAD.match(text, start.index - start.column)[0])  # type: ignore[index]  # matches the empty string
    text_column = start.column if lead == start.column else lead + 1
    return [comment for comment in below if comment[1] >= text_column and _touches(comment[2])]


def _touches(comment: str) -> bool:
    """True for `#word`, which a writer meant as text more often than as a comment."""
    return bool(comment.lstrip("#").strip()) and not comment.lstrip("#").startswith(" ")


QUOTES = 'put the text in quotes, or below its key after ">-"'
UNCLOSED = """the quotation mark that opens here is not closed; close it (inside '…' an apostrophe is written twice, inside "…" a " as \\")"""
# What the error says (libyaml's words and the Python parser's differ) → check, the place, and our words; the first match counts.
# The place: "stop" where the parser stopped, "begin" where the construct begins, "line" as begin if that is another line.
_WORDS = (
    ("scanning an alias", "yaml-alias", "begin", f'the text begins with "*", which YAML takes for a reference; {QUOTES}'),
    ("scanning an anchor", "yaml-anchor", "begin", f'the text begins with "&", which YAML takes for an anchor; {QUOTES}'),
    ("ing a tag|tag handle", "yaml-tag", "begin", f'the text begins with "!", which YAML takes for a type; {QUOTES}'),
    ("mapping values are not allowed", "yaml-syntax", "stop",
     f'": " begins a value, and none can stand here; if it belongs to a text, {QUOTES}; if it follows a key, indent the key like its neighbours'),
    ("could not find expected ':'", "yaml-syntax", "begin",
     'the line is neither "key: value" nor "- item"; write the colon, or indent the line if it goes on with the text above'),
    ("quoted scalar found unexpected", "yaml-syntax", "begin", UNCLOSED),
    ("invalid Unicode", "yaml-character", "escape", "the escape stands for no character; write the character itself"),
    ("quoted scalar", "yaml-syntax", "escape", r"a backslash in double quotes begins an escape; write \\ for it, or put the text in single quotes"),
    ("found a tab|'.t'", "yaml-syntax", "stop", "a tab stands here; write spaces"),
    ("scanning a block scalar", "yaml-syntax", "stop", 'only "-" or "+" may follow "|" or ">"; write the text on the lines below, indented'),
    ("cannot start any token", "yaml-syntax", "stop", f"a text cannot begin with this character; {QUOTES}"),
    ("parsing a flow", "yaml-syntax", "line",
     f"the bracket is not closed, or a comma is missing in it; close it; if the bracket belongs to a text, {QUOTES}"),
    ("sequence entries are not allowed", "yaml-syntax", "stop", 'a "- " item cannot stand here; begin the list on a line of its own, indented'),
    ("mapping keys are not allowed", "yaml-syntax", "stop", f'"? " cannot stand here; {QUOTES}'),
    ("", "yaml-syntax", "stop", f"this does not fit what stands before it; indent it like its neighbours; if it belongs to a text, {QUOTES}"),
)  # fmt: skip


def syntax_words(error: Exception, text: str) -> tuple[int, str, str]:
    """Character index, check and words for whatever a parser raised."""
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    stop = getattr(error, "problem_mark", None)
    begin = getattr(error, "context_mark", None) or stop
    if stop is None or begin is None:
        return 0, "yaml-syntax", "this is not YAML; compare it with a file that works"
    check, place, words = next(row[1:] for row in _WORDS if re.search(row[0], said))
    if place == "escape":
        return text.rfind("\\", 0, stop.index + 1), check, words
    if place == "line":  # a construct that runs to the end of the text or over lines: most often its beginning is the fault
        place = "begin" if begin.line != stop.line or not text[stop.index :].strip() else "stop"
    return min((begin if place == "begin" else stop).index, len(text)), check, words
