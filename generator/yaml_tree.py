"""A YAML text that the reader has accepted, as a tree that keeps what parsers drop: comments, blank lines and how things were written.

For `yaml_style` alone. Works on the parser's positions: whatever lies between two scalars is syntax, white space or a comment,
so a `#` there is never part of a text. Must not change anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from generator.parsers import PARSER


@dataclass
class Node:
    """A scalar (`entries` is None) or a collection. `raw` is the source of a scalar; `is_empty` a scalar that nobody wrote."""

    start: int
    end: int
    value: str = ""
    style: str = ""
    raw: str = ""
    entries: list[Entry] | None = None
    is_list: bool = False
    flow: bool = False
    commented: bool = False

    @property
    def is_empty(self) -> bool:
        """True for a value left out."""
        return self.entries is None and self.style == "" and not self.value


@dataclass
class Entry:
    """A key with its value, or an item of a list (`key` is None). `lead` stands above, `tail` below, each with: is a blank line before it?"""

    key: Node | None
    value: Node
    parent: Entry | None
    column: int
    blank: bool = False
    below_dash: bool = False  # its dash stands on a line further up
    trail: str = ""
    lead: list[tuple[bool, str]] = field(default_factory=list)
    tail: list[tuple[bool, str]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The index of its first character (of an item: behind the dash)."""
        return self.key.start if self.key else self.value.start


@dataclass
class Tree:
    """A whole text: its root (None where there is only a comment), and the comments below everything."""

    root: Node | None
    tail: list[tuple[bool, str]] = field(default_factory=list)


def parse(text: str) -> Tree:
    """The tree of a text without byte order mark, with line feeds only."""
    root, nodes = _nodes(text)
    tree = Tree(root)
    entries = list(_entries(root)) if root else []
    lines = text.split("\n")
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    kept = [(node.start, node.end) for node in nodes if "+" in node.raw.split("\n")[0][:3] and node.style in ("|", ">")]

    def is_blank(line: int) -> bool:
        return line >= 0 and not lines[line].strip() and not any(start <= starts[line] < end for start, end in kept)

    for entry in entries:
        line = bisect_right(starts, entry.start) - 1
        entry.below_dash = entry.key is None and not text[starts[line] : entry.start].strip(" ")
        entry.blank = not entry.below_dash and is_blank(line - 1)
    flows = [node for node in nodes if node.flow]
    gap, leftmost = -1, 0
    for at, words in _comments(text, nodes):
        line = bisect_right(starts, at) - 1
        column = at - starts[line]
        own_line = not lines[line][:column].strip(" -")
        place = bisect_right(entries, at, key=lambda entry: entry.start)
        if own_line:  # of several in a row none goes further in than the one above, or they would change places
            gap, leftmost = place, min(column, leftmost) if gap == place else column
        for node in flows:
            node.commented |= node.start < at < node.end
        _attach(tree, entries, flows, at, leftmost, (is_blank(line - 1), words), own_line)
    return tree


def comments(text: str) -> list[str]:
    """The words of all comments, in order."""
    return [words for _, words in _comments(text, _nodes(text)[1])]


def _nodes(text: str) -> tuple[Node | None, list[Node]]:
    parser: Any = PARSER(text)
    top = Node(0, 0, entries=[], is_list=True)
    stack: list[tuple[Node, Node | None, Entry | None]] = []
    current, key, owner = top, None, None
    found = []
    while type(event := parser.get_event()) is not StreamEndEvent:
        kind = type(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            current.end = event.end_mark.index
            current, key, owner = stack.pop()
            continue
        if kind is ScalarEvent:
            start, end = event.start_mark.index, event.end_mark.index
            node = Node(start, end, event.value, event.style or "", text[start:end])
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            is_list = kind is SequenceStartEvent
            node = Node(event.start_mark.index, 0, entries=[], is_list=is_list, flow=bool(event.flow_style))
        else:
            continue
        found.append(node)
        if not current.is_list and key is None:
            key = node
            continue
        column = (current if current.is_list else key or node).start
        entry = Entry(key, node, owner, column - text.rfind("\n", 0, column) - 1)
        assert current.entries is not None  # only collections are ever current
        current.entries.append(entry)
        key = None
        if node.entries is not None:
            stack.append((current, key, owner))
            current, owner = node, entry
    return (top.entries[0].value if top.entries else None), found


def _entries(node: Node) -> Iterator[Entry]:
    for entry in node.entries or ():
        yield entry
        yield from _entries(entry.value)


def _comments(text: str, nodes: list[Node]) -> Iterator[tuple[int, str]]:
    """Index and words of each comment."""
    spans = []
    for node in nodes:
        if node.entries is None:
            spans.append((node.start, node.end))
            if node.style in ("|", ">"):  # its first line may end in a comment
                head = re.match(r"[|>][-+\d]*", node.raw)
                line_end = text.find("\n", node.start)
                assert head
                spans[-1:] = [(node.start, node.start + head.end()), (line_end if line_end >= 0 else node.end, node.end)]
    for (_, left), (right, _) in pairwise([(0, 0), *sorted(spans), (len(text), len(text))]):
        for found in re.finditer(r"(?:(?<=[\s])|(?<![\s\S]))#[^\n]*", text[left:right]):
            words = re.sub(r"^#(?=[^#!\s])", "# ", found[0].rstrip())  # "#word" looks like a text cut short
            yield left + found.start(), words


def _attach(tree: Tree, entries: list[Entry], flows: list[Node], at: int, column: int, comment: tuple[bool, str], own_line: bool) -> None:
    """Give a comment to the entry it belongs to: on its line, above the next one, or below one that it is indented like."""
    place = bisect_right(entries, at, key=lambda entry: entry.start)
    before = entries[place - 1] if place else None
    after = entries[place] if place < len(entries) else None
    inside = [node for node in flows if node.start < at < node.end]
    while before and before.parent and (flow := before.parent.value).flow and not flow.commented and flow.end <= at:
        before = before.parent
    if not own_line and before and not before.trail:
        before.trail = comment[1]
    elif not own_line and before:
        before.tail.append(comment)
    elif before and before.value.entries is None and before.start < at < before.value.start:
        before.lead.append(comment)  # between a key and its text
    elif inside and before and (after is None or after.start >= inside[-1].end):
        before.tail.append(comment)
    elif not inside and before and column > (after.column if after else 0) and not (after and (after.below_dash or after.parent is before)):
        while before.column > column and before.parent:
            before = before.parent
        (before.tail if before.column <= column else after.lead if after else tree.tail).append(comment)
    elif after:
        after.lead.append(comment)
    else:
        tree.tail.append(comment)
