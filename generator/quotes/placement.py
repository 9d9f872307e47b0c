"""Where the pieces of a quote stand in a source: every way to place them in order, under the limits of E3 and E6.

The search is complete (it goes over all occurrences of each piece, not only the first) and its cost grows with the number
of occurrences, not with the number of their combinations: ways are counted piece by piece, each from a window of the one before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.quotes.boundaries import between_words, sentence_ends
from generator.quotes.normalise import Normalised
from generator.quotes.selector import Joint, Piece, Selector

MAX_GAP = 600
"""Characters an omission may leave out (E3)."""
MAX_BREAKS = 1
"""Line ends an omission may pass over (E3)."""
MAX_REPLACED = 30
"""Characters a clarification may stand for (E6)."""
MAX_PIECES = 12
"""More pieces than any quote within the limits has; beyond, nothing is searched."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Placement:
    """How many ways there are to place the pieces, and the spans (in normalised text) of one of them."""

    ways: int
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Gaps:
    """What the limits on gaps need to know of a source: its line ends and sentence ends, in order."""

    text: str
    breaks: Sequence[int]
    stops: Sequence[int]

    def window(self, ends: list[int], start: int, joint: Joint | None) -> tuple[int, int]:
        """Which of the sorted `ends` of one piece may come before a piece at `start`, as (first, past the last).

        Without a joint nothing but white space may stand between the two. A window is unbroken, because each limit
        that a gap keeps is also kept by every shorter gap to the same start.
        """
        chars = 0 if joint is None else MAX_GAP if joint.omission else MAX_REPLACED
        least = start - (self.text[start - 1 : start] == " ") - chars
        if least > 0 and self.text[least - 1] == " ":
            least -= 1
        if joint is not None:
            least = max(least, _after(self.breaks, start, MAX_BREAKS if joint.omission else 0))
            if not joint.omission:
                least = max(least, _after(self.stops, start, 0))
        return bisect_left(ends, least), bisect_right(ends, start)


def gaps(text: Normalised, selector: Selector) -> Gaps:
    """What is needed to judge the gaps of this quote in this source."""
    replacing = any(joint and not joint.omission for joint in (*selector.joints, selector.lead, selector.tail))
    return Gaps(text.text, text.breaks, sentence_ends(text.text) if replacing else ())


def occurrences(text: str, piece: Piece) -> list[Span]:
    """Every place where a piece stands with whole words at both ends, overlapping ones included."""
    found: list[Span] = []
    pattern = re.compile(_either_case(piece)) if piece.either_case else None
    start = _find(text, piece.text, pattern, 0)
    while start >= 0:
        end = start + len(piece.text)
        if between_words(text, start) and between_words(text, end):
            found.append((start, end))
        start = _find(text, piece.text, pattern, start + 1)
    return found


def place(text: Normalised, selector: Selector, prefix: str = "", suffix: str = "") -> Placement:
    """All ways to place a quote, where `prefix` and `suffix` (normalised) stand right next to it if given."""
    if not 0 < len(selector.pieces) <= MAX_PIECES:
        return Placement(0)
    limits = gaps(text, selector)
    layers = [occurrences(text.text, piece) for piece in selector.pieces]
    if prefix:
        ends = [end for _, end in occurrences(text.text, Piece(prefix, 0))]
        layers[0] = [span for span in layers[0] if _any(limits.window(ends, span[0], selector.lead))]
    if suffix:
        ends = [end for _, end in layers[-1]]
        windows = [limits.window(ends, start, selector.tail) for start, _ in occurrences(text.text, Piece(suffix, 0))]
        layers[-1] = [span for i, span in enumerate(layers[-1]) if any(first <= i < past for first, past in windows)]
    counts = ways(layers, selector.joints, limits)
    total = sum(counts[-1])
    return Placement(total, _trace(layers, counts, selector.joints, limits) if total else ())


def ways(layers: list[list[Span]], joints: Sequence[Joint], limits: Gaps) -> list[list[int]]:
    """For each occurrence of each piece, in how many ways the pieces up to it can be placed."""
    counts = [[1] * len(layers[0])]
    for i, joint in enumerate(joints):
        ends = [end for _, end in layers[i]]
        sums = [0, *accumulate(counts[i])]
        windows = (limits.window(ends, start, joint) for start, _ in layers[i + 1])
        counts.append([sums[past] - sums[first] for first, past in windows])
    return counts


def _trace(layers: list[list[Span]], counts: list[list[int]], joints: Sequence[Joint], limits: Gaps) -> tuple[Span, ...]:
    """The placement that ends first and has the shortest gaps."""
    chosen = next(i for i, count in enumerate(counts[-1]) if count)
    spans = [layers[-1][chosen]]
    for i in range(len(joints) - 1, -1, -1):
        first, past = limits.window([end for _, end in layers[i]], spans[-1][0], joints[i])
        chosen = max(k for k in range(first, past) if counts[i][k])
        spans.append(layers[i][chosen])
    return tuple(reversed(spans))


def _any(window: tuple[int, int]) -> bool:
    return window[0] < window[1]


def _after(marks: Sequence[int], start: int, allowed: int) -> int:
    """The first place from which at most `allowed` of the marks lie before `start`."""
    i = bisect_left(marks, start) - 1 - allowed
    return marks[i] + 1 if i >= 0 else 0


def _find(text: str, words: str, pattern: re.Pattern[str] | None, start: int) -> int:
    if pattern is None:
        return text.find(words, start)
    found = pattern.search(text, start)
    return found.start() if found else -1


def _either_case(piece: Piece) -> str:
    changeable = set(piece.either_case)
    return "".join(_both(char) if i in changeable else re.escape(char) for i, char in enumerate(piece.text))


def _both(letter: str) -> str:
    return f"[{''.join(re.escape(case) for case in dict.fromkeys((letter, letter.lower(), letter.upper())) if len(case) == 1)}]"
