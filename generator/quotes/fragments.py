"""Deep links that make a browser scroll to the quoted words: `#:~:text=…` (URL fragment text directives).

A browser looks for the words without regard to letter case and accents and takes the first place it finds; so a link
is made only where that place is the quoted one, with words before and after it where needed. Must never link to another place.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from generator.quotes.normalise import DELETED, Normalised

MAX_WORDS = 8
"""Words at each end and in each context: enough to be found, short enough for an address."""


@dataclass(frozen=True)
class Directive:
    """One text directive, as spans of the normalised text: what to look for, or where it starts and ends, and what stands next to it."""

    start: tuple[int, int]
    end: tuple[int, int] | None = None
    prefix: tuple[int, int] | None = None
    suffix: tuple[int, int] | None = None


def fragment(text: Normalised, raw: str, spans: Sequence[tuple[int, int]]) -> str:
    """`#:~:text=…` for the raw spans of a quote, one directive a span; empty where the place cannot be told from others.

    `text` is `raw` normalised. Each line of `raw` is taken for a block of the page: words are looked for within one block,
    so a span over several is given by its first and last words.
    """
    made = []
    for start, end in spans:
        directive = _directive(text, bisect_left(text.offsets, start), bisect_left(text.offsets, end))
        if directive is not None:
            made.append("text=" + _written(text, raw, directive))
    return "#:~:" + "&".join(made) if made else ""


def deep_link(url: str, part: str) -> str:
    """The address with a `fragment` added; an address that has an anchor keeps it."""
    return url + (part[1:] if "#" in url and part else part)


def resolve(page: str, prefix: str, start: str, end: str, suffix: str) -> tuple[int, int] | None:
    """What a browser highlights in a page (as `folded`) for a directive's texts (also folded): the first place, or None."""
    at = page.find(start)
    while at >= 0:
        past = at + len(start)
        if not prefix or page[max(0, at - len(prefix) - 1) : at].rstrip(" \n").endswith(prefix):
            stop = page.find(end, past) if end else past - len(end)
            while stop >= 0:
                stop += len(end)
                if not suffix or page[stop : stop + len(suffix) + 1].lstrip(" \n").startswith(suffix):
                    return at, stop
                if not end:
                    break
                stop = page.find(end, stop - len(end) + 1)
        at = page.find(start, at + 1)
    return None


@lru_cache(maxsize=1024)
def folded(text: Normalised) -> str:
    """The normalised text as a browser compares it, character for character: small letters, no accents, line ends kept."""
    plain = text.text
    for char in () if plain.isascii() else sorted(set(plain)):
        plain = plain.replace(char, _folded(char))
    plain = plain.lower()
    pieces = [plain[a:b] for a, b in pairwise((0, *text.breaks, len(plain)))]
    return "\n".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) if len(pieces) > 1 else plain


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def _directive(text: Normalised, start: int, end: int) -> Directive | None:
    """The shortest directive that leads to `start`..`end`, or None."""
    page = folded(text)
    for plain in _ranges(text, start, end):
        for directive in _contexts(text, plain, start, end):
            parts = (directive.prefix, directive.start, directive.end, directive.suffix)
            texts = ["" if part is None else page[part[0] : part[1]] for part in parts]
            if resolve(page, *texts) == (start, end):
                return directive
    return None


def _ranges(text: Normalised, start: int, end: int) -> Iterator[Directive]:
    """The ways to name the span itself: whole if it is short and in one block, else by its first and last words."""
    words = _words(text, start, end)
    if not words:
        return
    blocks = bisect_left(text.breaks, end) - bisect_left(text.breaks, start)
    if not blocks and len(words) <= MAX_WORDS:
        yield Directive((start, end))
        return
    first_block = [word for word in words if not blocks or word[1] <= text.breaks[bisect_left(text.breaks, start)]]
    last_block = [word for word in words if not blocks or word[0] > text.breaks[bisect_left(text.breaks, end) - 1]]
    head = first_block[: min(MAX_WORDS, len(first_block) if blocks else (len(words) + 1) // 2)]
    tail = last_block[-min(MAX_WORDS, len(last_block) if blocks else len(words) // 2) :]
    yield Directive((start, head[-1][1]), (tail[0][0], end))


def _contexts(text: Normalised, plain: Directive, start: int, end: int) -> Iterator[Directive]:
    """The same directive without context, then with more and more words before it, after it, and on both sides."""
    yield plain
    before = _words(text, _block_start(text, start), start)
    after = _words(text, end, _block_end(text, end))
    for count in range(1, MAX_WORDS + 1):
        prefix = _worded(text, (before[-min(count, len(before))][0], before[-1][1]) if before else None)
        suffix = _worded(text, (after[0][0], after[min(count, len(after)) - 1][1]) if after else None)
        yield Directive(plain.start, plain.end, prefix, None)
        yield Directive(plain.start, plain.end, None, suffix)
        yield Directive(plain.start, plain.end, prefix, suffix)


def _worded(text: Normalised, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """The span if it holds a word: browsers differ in what they make of bare punctuation."""
    return span if span and any(map(str.isalnum, text.text[span[0] : span[1]])) else None


def _block_start(text: Normalised, at: int) -> int:
    """Where the block begins that holds the words right before `at`."""
    i = bisect_left(text.breaks, at - 1)
    return text.breaks[i - 1] + 1 if i else 0


def _block_end(text: Normalised, at: int) -> int:
    """Where the block ends that holds the words right after `at`."""
    i = bisect_right(text.breaks, at)
    return text.breaks[i] if i < len(text.breaks) else len(text.text)


def _words(text: Normalised, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between spaces."""
    spans, at = [], start
    for word in text.text[start:end].split(" "):
        if word:
            spans.append((at, at + len(word)))
        at += len(word) + 1
    return spans


def _written(text: Normalised, raw: str, directive: Directive) -> str:
    def words(span: tuple[int, int] | None) -> str:
        if span is None:
            return ""
        characters = raw[text.offsets[span[0]] : text.offsets[span[1]]]
        return _encoded(" ".join(characters.translate(_INVISIBLE).split()))

    parts = (words(directive.prefix), words(directive.start), words(directive.end), words(directive.suffix))
    prefix, start, end, suffix = parts
    return (f"{prefix}-," if prefix else "") + start + (f",{end}" if end else "") + (f",-{suffix}" if suffix else "")


_INVISIBLE = dict.fromkeys(map(ord, DELETED))


def _encoded(words: str) -> str:
    """Every character but ASCII letters and digits as %XX: "-", "," and "&" are the syntax's own, "_" and "~" Markdown's."""
    return "".join(map(_BYTES.__getitem__, words.encode("utf-8", "replace")))


_BYTES = [chr(byte) if byte < 0x80 and chr(byte).isalnum() else f"%{byte:02X}" for byte in range(256)]
