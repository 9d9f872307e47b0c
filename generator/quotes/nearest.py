"""The passage most like a quote that was not found, and the words in which the two differ.

Words the hint for the editor and nothing else: no verdict may ever rest on this module. Candidates come from the rarer
words the quote shares with the source, so that the cost stays close to the length of the two.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import zip_longest

from generator.quotes.normalise import Normalised, normalise, raw_span
from generator.quotes.selector import BRACKET, OMISSION

_MAX_WORDS = 200
"""Of a longer quote only the first words are compared: more does not help the editor to find the place."""
_MAX_PLACES = 40
"""A word that stands more often than this in the source says nothing about the place."""
_SHARE = 0.5
"""The share of the quote's words that a passage must have in common with it to be worth showing."""
_BRACKETS = {ord("["): None, ord("]"): None}


@dataclass(frozen=True)
class Nearest:
    """The passage as raw offsets and as normalised text; `differences` pairs the quote's words with the source's, "" where one is missing.

    `offset` is the place of the first word that differs, in the quote as typed (where words are missing: of the word after them).
    """

    start: int
    end: int
    passage: str
    differences: tuple[tuple[str, str], ...]
    offset: int


@dataclass(frozen=True)
class _Tokens:
    """Words as typed, as compared (small letters, no accents, no punctuation around them), and where each begins."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]


def nearest(text: Normalised, quote: str) -> Nearest | None:
    """The passage of the source most like the quote, or None where no passage has half of the words.

    Of a quote with omissions, the first part that differs from the source is compared. Never raises.
    """
    typed = normalise(quote)
    source, _ = _indexed(text.text)
    best, incomplete = None, False
    for start, part in _parts(typed.text):
        tokens = _tokens(part)
        window = _window(tokens.keys[:_MAX_WORDS], text.text)
        if window is None:
            incomplete = True
            continue
        first, past = window
        operations = _operations(tokens.words[:_MAX_WORDS], source.words[first:past])
        begin, end = source.starts[first], source.starts[past - 1] + len(source.words[past - 1])
        place = next((tokens.starts[min(i, len(tokens.starts) - 1)] for i, _, ours, theirs in operations if ours != theirs), 0)
        pairs = tuple(pair for _, _, ours, theirs in operations if ours != theirs for pair in zip_longest(ours, theirs, fillvalue=""))
        best = Nearest(*raw_span(text, begin, end), text.text[begin:end], pairs, typed.offsets[start + place])
        if pairs:
            return best
    return None if incomplete else best


def word_diff(quote: str, passage: str) -> str:
    """How the quote must change to become the passage: `shut for [-ten-]{+nine+} days`.

    Of a quote with omissions, the part most like the passage is shown.
    """
    theirs = normalise(passage).text.split()
    parts = [part.split() for _, part in _parts(normalise(quote).text)] or [[]]
    ours = max(parts, key=lambda words: SequenceMatcher(None, words, theirs, autojunk=False).ratio()) if len(parts) > 1 else parts[0]
    shown = []
    for _, _, mine, source in _operations(tuple(ours), tuple(theirs)):
        if mine == source:
            shown.append(" ".join(mine))
        else:
            shown.append((f"[-{' '.join(mine)}-]" if mine else "") + (f"{{+{' '.join(source)}+}}" if source else ""))
    return " ".join(shown)


def _parts(quote: str) -> list[tuple[int, str]]:
    """The parts between omissions with their offsets; other brackets are blanked out, since the source need not have them."""
    parts, at = [], 0
    for part in quote.split(OMISSION):
        plain = BRACKET.sub(lambda found: _unbracketed(found.group()), part)
        if plain.strip():
            parts.append((at, plain.rstrip()))
        at += len(part) + len(OMISSION)
    return parts


def _unbracketed(bracket: str) -> str:
    """The same length, so that offsets hold: a single letter stays (E5), any other bracket becomes spaces."""
    return " " * len(bracket) if len(bracket) != 3 else bracket


def _tokens(text: str) -> _Tokens:
    words, starts, at = [], [], 0
    for word in text.split(" "):
        if word:
            words.append(word)
            starts.append(at)
        at += len(word) + 1
    return _Tokens(tuple(words), tuple(map(_key, words)), tuple(starts))


@lru_cache(maxsize=64)
def _indexed(text: str) -> tuple[_Tokens, dict[str, list[int]]]:
    """The words of a source, and for each word, as compared, the places where it stands."""
    tokens = _tokens(text)
    places: dict[str, list[int]] = {}
    for i, key in enumerate(tokens.keys):
        places.setdefault(key, []).append(i)
    return tokens, places


def _key(word: str) -> str:
    plain = word.lower()
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))
    return plain.translate(_BRACKETS).strip("\"'.,;:!?()-–—«»") or plain


def _window(keys: tuple[str, ...], text: str) -> tuple[int, int] | None:
    """The stretch of source words, as (first, past the last), that best lines up with the quote's words."""
    tokens, places = _indexed(text)
    slack = max(4, len(keys) // 4)
    votes: Counter[int] = Counter()
    for i, key in enumerate(keys):
        found = places.get(key, ())
        if len(found) <= _MAX_PLACES:
            for j in found:
                # Neighbouring bins overlap, so that a passage on the border of two is not split.
                for bin_ in ((j - i) // slack, (j - i) // slack + 1):
                    votes[bin_] += 1000 // len(found)
    best: tuple[int, int, int] | None = None
    for bin_, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:3]:
        low = max(0, (bin_ - 1) * slack - slack)
        high = min(len(tokens.keys), (bin_ + 1) * slack + len(keys) + slack)
        aligned = _align(keys, tokens.keys[low:high])
        if aligned and (best is None or aligned[0] > best[0]):
            best = (aligned[0], low + aligned[1], low + aligned[2])
    if best is None or best[0] < _SHARE * len(keys):
        return None
    return best[1], best[2]


def _align(keys: tuple[str, ...], window: tuple[str, ...]) -> tuple[int, int, int] | None:
    """How many words line up, and from where to where in the window the passage goes."""
    blocks = [block for block in SequenceMatcher(None, keys, window, autojunk=False).get_matching_blocks() if block.size]
    # A few words far from the rest are a chance hit, most often "the" or "of".
    while len(blocks) > 1 and _jump(blocks[0], blocks[1]) > 2 * blocks[0].size:
        blocks.pop(0)
    while len(blocks) > 1 and _jump(blocks[-2], blocks[-1]) > 2 * blocks[-1].size:
        blocks.pop()
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    begin = max(0, first.b - first.a)
    end = min(len(window), last.b + last.size + len(keys) - (last.a + last.size))
    return sum(block.size for block in blocks), begin, end


def _jump(left: Match, right: Match) -> int:
    """How many words more the source has between two stretches than the quote."""
    return (right.b - left.b) - (right.a - left.a)


def _operations(ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[tuple[int, int, tuple[str, ...], tuple[str, ...]]]:
    """The alignment as (place in ours, place in theirs, our words, their words); equal stretches have equal words."""
    matcher = SequenceMatcher(None, [_settled(word, theirs) for word in ours], theirs, autojunk=False)
    return [(a, c, theirs[c:d], theirs[c:d]) if kind == "equal" else (a, c, ours[a:b], theirs[c:d]) for kind, a, b, c, d in matcher.get_opcodes()]


def _settled(word: str, theirs: tuple[str, ...]) -> str:
    """A word such as "[T]he" (E5) in the letter case in which the source has it."""
    if len(word) < 4 or word[0] != "[" or word[2] != "]":
        return word
    return next((case + word[3:] for case in (word[1], word[1].swapcase()) if case + word[3:] in theirs), word)
