"""Curated text as plain Markdown for people and programs that read files: backslashes instead of character references, so that
it stays readable. The site engines never see these files; pages are escaped by `generator.escape`."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.prose import Block, Prose

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]| {2,}")
_ACTIVE = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|!(?=\[)")
_AT_START = re.compile(r"^(?:[#>+=~-]|[0-9]+(?=[.)]))")
_STARS = {"": "", "em": "*", "strong": "**", "em strong": "***"}


def plain(text: str) -> str:
    """One line of Markdown that shows `text`, wherever in a line it stands."""
    return _ACTIVE.sub(r"\\\g<0>", _BREAKS.sub(" ", text))


def line(text: str) -> str:
    """As `plain`, for text that begins a block: no list, heading or quotation comes of it."""
    shown = plain(text)
    found = _AT_START.match(shown)
    if not found:
        return shown
    at = found.end() if found[0].isdigit() else 0
    return f"{shown[:at]}\\{shown[at:]}"


def prose(parsed: Prose, mark: Callable[[tuple[str, ...]], str], link: Callable[[str], str | None]) -> str:
    """Prose as Markdown; `mark(ids)` gives the text of a mark, `link(target)` an address or None."""
    out: list[str] = []
    for number, block in enumerate(parsed.blocks):
        if number:
            out.append("\n" if block.tight and block.opens and parsed.blocks[number - 1].depth else "\n\n")
        out.append(_lead(block) + _block(block, mark, link))
    return "".join(out)


def _lead(block: Block) -> str:
    if not block.depth:
        return ""
    marker = (f"{block.number}. " if block.kind == "number" else "- ") if block.opens else "  "
    return "   " * (block.depth - 1) + marker


def _block(block: Block, mark: Callable[[tuple[str, ...]], str], link: Callable[[str], str | None]) -> str:
    """The text of a block. A mark inside a styled or linked run stands after the run, so that no markup is cut."""
    out: list[str] = []
    marks = list(block.marks)
    at = 0
    for run in block.runs:
        styled = bool(run.style or run.target)
        end = at + len(run.text)
        while not styled and marks and marks[0][0] <= end:
            position, ids = marks.pop(0)
            cut = max(position, at)
            out += [_words(block, at, cut), mark(ids)]
            at = cut
        words = _words(block, at, end)
        if styled:
            stars = _STARS[run.style]
            core = words.strip()
            lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :] if core else ""
            address = link(run.target) if run.target else None
            core = f"{stars}{core}{stars}" if core else ""
            words = lead + (f"[{core}]({address})" if address else core) + tail
        out.append(words)
        at = end
        while styled and marks and marks[0][0] <= end:
            out.append(mark(marks.pop(0)[1]))
    out += [mark(ids) for _, ids in marks]
    return "".join(out)


def _words(block: Block, start: int, end: int) -> str:
    words = block.text[start:end]
    return line(words) if start == 0 else plain(words)
