"""A claim put into the text of a topic file, at the end of its claims, with every other byte left where it is.

A place is tried and the result read back: it is taken only if the file then holds what it held before, plus this claim. Knows
nothing of what claims mean, and does not touch the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from generator.desk import typed
from generator.reader import ReadProblems, read

_REMARK = re.compile(r"([ ]+)#[^\n]*(?:\n|\Z)")


class NoPlace(Exception):
    """No place was found at which the claim can be put without changing what stands there already."""


@dataclass(frozen=True)
class Appended:
    """The new text of the file, and the first and last line of what was put in (from 1)."""

    text: str
    first: int
    last: int


def append(text: str, claim: Mapping[str, Any], topic: str) -> Appended:
    """The text of a topic file with the claim as the last of its claims. `topic` is the heading where the file has none.

    The old text is in the new one, in order and complete; line ends follow the file's own. Raises ReadProblems for a text that our
    reader refuses, NoPlace where the claim cannot be added without a change of the rest.
    """
    before = _data(text)
    if not (before is None or isinstance(before, dict)) or not isinstance((before or {}).get("claims") or [], list):
        raise NoPlace
    held = before or {}
    wanted = {**held, "claims": [*(held.get("claims") or []), _data("\n".join(typed.lines(claim)))]}
    for at, insertion in _places(text, before, claim, topic):
        made = text[:at] + insertion + text[at:]
        try:
            found = _data(made)
        except ReadProblems:
            continue
        if found == wanted or ("topic" not in held and found == {"topic": topic, **wanted}):
            body = insertion.strip("\r\n")
            first = (text[:at] + insertion[: insertion.index(body)]).count("\n") + 1
            return Appended(made, first, first + body.count("\n"))
    raise NoPlace


def _data(text: str) -> Any:
    return read("", text.encode("utf-8")).data


def _places(text: str, before: Any, claim: Mapping[str, Any], topic: str) -> Iterator[tuple[int, str]]:
    """Places in the text and what would be put there, the most natural first."""
    end = "\r\n" if "\r\n" in text else "\n"
    root = yaml.compose(text, Loader=yaml.SafeLoader) if before is not None else None
    claims = next((value for key, value in root.value if key.value == "claims"), None) if isinstance(root, yaml.MappingNode) else None
    if isinstance(claims, yaml.SequenceNode) and claims.flow_style:
        yield from _into_flow(text, claims, claim)
    elif isinstance(claims, yaml.SequenceNode):
        indent = claims.start_mark.column
        block = typed.entry(claim, indent)
        loose = len(claims.value) < 2 or any(not line.strip() for line in text[claims.start_mark.index : _last(claims)].splitlines())
        for at in _ends(text, claims):
            yield at, _block(text, at, block, end, loose)
            if loose:  # behind a block text that keeps its last empty lines (`|+`), one more would be a part of it
                yield at, _block(text, at, block, end, False)
    else:
        head = [] if before and "topic" in before else typed.lines({"topic": topic})
        if isinstance(claims, yaml.ScalarNode):  # `claims:` with nothing behind it
            at = _line_end(text, claims.start_mark.index)
            yield at, _block(text, at, typed.entry(claim, 2), end, False)
        else:
            for at in _ends(text, root) if root is not None else [len(text)]:
                yield at, _block(text, at, [*head, "claims:", *typed.entry(claim, 2)], end, bool(before))


def _block(text: str, at: int, lines: list[str], end: str, loose: bool) -> str:
    """Whole lines for a place at the beginning of a line or at the end of the text; `loose`: with an empty line before them."""
    lead = end if at and text[at - 1] != "\n" else ""
    gap = end if loose and text[:at].strip() and not text[:at].endswith(("\n\n", "\r\n\r\n")) else ""
    return lead + gap + end.join(lines) + end


def _ends(text: str, node: yaml.Node) -> Iterator[int]:
    """Where something may follow a collection: behind its last line and the remarks on it, behind the empty lines after it, at the end."""
    at = _line_end(text, _last(node))
    while node.start_mark.column and (remark := _REMARK.match(text, at)) and len(remark[1]) >= node.start_mark.column:
        at = remark.end()
    yield at
    at = node.end_mark.index
    yield text.rfind("\n", 0, at) + 1
    yield len(text)


def _last(node: yaml.Node) -> int:
    """The index of the last character that belongs to a node and is no white space."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    body = node.start_mark.buffer[: node.end_mark.index] if node.start_mark.buffer else ""
    return max(len(body.rstrip()), node.start_mark.index) if body else node.end_mark.index


def _line_end(text: str, at: int) -> int:
    """The index behind the line end that follows, or the end of the text."""
    found = text.find("\n", at)
    return found + 1 if found >= 0 else len(text)


def _into_flow(text: str, claims: yaml.SequenceNode, claim: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    close = claims.end_mark.index - 1
    inside = text[claims.start_mark.index + 1 : close].rstrip()
    at = claims.start_mark.index + 1 + len(inside)
    yield at, ("" if not inside else " " if inside.endswith(",") else ", ") + typed.flow(claim)
    yield close, (", " if inside else "") + typed.flow(claim)
