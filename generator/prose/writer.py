"""Writes parsed prose as Markdown for a page: escaped, with citation marks, links and first mentions of entities linked.

Must not let a character of the prose act as markup: everything visible goes through `escape.markdown`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from generator import escape
from generator.linker import Linker
from generator.prose.model import Block, Prose, Run

_SPACES = re.compile(r" {2,}")
_TAGS = {"em": ("<em>", "</em>"), "strong": ("<strong>", "</strong>"), "em strong": ("<strong><em>", "</em></strong>")}
_STARS = {"em": "*", "strong": "**"}


def render(
    prose: Prose,
    *,
    mark: Callable[[tuple[str, ...]], str],
    link: Callable[[str], str | None],
    entities: Linker | None = None,
    seen: set[str] | None = None,
) -> str:
    """Markdown for `prose`, without a line end at the end.

    `mark(ids)` gives ready Markdown for a group of citations. `link(target)` gives the address for an id or an address, or
    None where the words stay unlinked. With `entities`, the first mention of each entity not in `seen` is linked by
    `link(id)`; `seen` grows, so one set for a page keeps later blocks from linking again.
    """
    known = seen if seen is not None else set()
    out: list[str] = []
    for number, block in enumerate(prose.blocks):
        if number:
            out.append("\n" if block.tight and block.opens and prose.blocks[number - 1].depth else "\n\n")
        out.append(_lead(block))
        out.append(_text(block, mark, link, entities, known))
    return "".join(out)


def visible(prose: Prose) -> str:
    """The words alone, one block a line: for descriptions and search."""
    return "\n".join(_SPACES.sub(" ", block.text) for block in prose.blocks)


def _lead(block: Block) -> str:
    """Indentation and list marker. Python-Markdown wants four columns a level."""
    if not block.depth:
        return ""
    if not block.opens:
        return "    " * block.depth
    marker = f"{block.number}." if block.kind == "number" else "-"
    return "    " * (block.depth - 1) + marker.ljust(3) + " "


def _text(block: Block, mark: Callable[[tuple[str, ...]], str], link: Callable[[str], str | None], entities: Linker | None, seen: set[str]) -> str:
    marks = [(position, str(mark(ids))) for position, ids in block.marks]
    mentions = _mentions(block, entities, seen) if entities else []
    out: list[str] = []
    at = 0
    waiting = ""  # marks that fall inside a link's words stand after it
    for number, run in enumerate(block.runs):
        begin, at = at, at + len(run.text)
        after = block.runs[number + 1] if number + 1 < len(block.runs) else Run("")
        before = block.runs[number - 1] if number else Run("")
        if run.target and run.target != before.target:
            out.append(_take(marks, begin))
            href = link(run.target)
            out.append("[" if href else "")
        elif not run.target:
            out.append(_take(marks, begin))
        opening, closing = _style(run, before, after)
        out.append(opening)
        inner, late = _inner(run, begin, marks, [m for m in mentions if begin <= m[0] < at], link)
        out.extend((inner, closing))
        waiting += late
        if run.target and run.target != after.target:
            out.append((f"]({escape.address(href)})" if href else "") + waiting)
            waiting = ""
    out.append(_take(marks, at))
    return "".join(out)


def _mentions(block: Block, entities: Linker, seen: set[str]) -> list[tuple[int, int, str]]:
    """First mentions that lie whole in one run without a link, with no mark inside."""
    fences = [(position, position) for position, _ in block.marks]
    at = 0
    for run in block.runs:
        fences.append((at, at + len(run.text) if run.target else at))
        at += len(run.text)
        if run.target:
            seen.add(run.target)
    return entities.first_mentions(block.text, seen, fences)


def _inner(
    run: Run, begin: int, marks: list[tuple[int, str]], mentions: list[tuple[int, int, str]], link: Callable[[str], str | None]
) -> tuple[str, str]:
    """The run's text with what stands strictly inside it; marks inside a link come back apart."""
    end, late = begin + len(run.text), ""
    pieces: dict[int, str] = {}
    while marks and marks[0][0] < end:
        position, made = marks.pop(0)
        if run.target:
            late += made
        else:
            pieces[position] = made
    names = {start: (stop, href) for start, stop, entity in mentions if (href := link(entity))}
    cuts = sorted({begin, end, *pieces, *names, *(stop for stop, _ in names.values())})
    out = []
    for start, stop in pairwise(cuts):
        words = escape.markdown(run.text[start - begin : stop - begin])
        out.append(pieces.get(start, ""))
        out.append(f"[{words}]({escape.address(names[start][1])})" if start in names else words)
    return "".join(out), late


def _take(marks: list[tuple[int, str]], position: int) -> str:
    """Take the marks up to `position` off the list."""
    taken = ""
    while marks and marks[0][0] <= position:
        taken += marks.pop(0)[1]
    return taken


def _style(run: Run, before: Run, after: Run) -> tuple[str, str]:
    """What opens and closes the run's style: stars where Python-Markdown cannot misread them, else tags."""
    if not run.style:
        return "", ""
    left, right = before.text[-1:], after.text[:1]
    plain = not (before.style or after.style or run.target or run.text[0].isspace() or run.text[-1].isspace())
    if run.style in _STARS and plain and (not left or left in " (“‘") and not right.isalnum():
        return _STARS[run.style], _STARS[run.style]
    return _TAGS[run.style]
