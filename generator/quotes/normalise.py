"""Text as quotes are compared (rules N1 to N8), with a map from each character back to the text as it was read.

Folds only what tools change silently: line ends, spaces, invisible characters, curly quotes, composed letters. Must never
fold what people change: letter case, digits, accents and punctuation stay exact, and no form is folded by likeness (no NFKC).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# N3: soft hyphen, zero-width space, word joiner, U+FEFF and the three direction marks. ZWNJ and ZWJ carry meaning and stay.
DELETED = "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c"
# N4 and N5. En dash, em dash, minus, primes, guillemets, grave and acute accents are signs of their own and stay.
_FOLDED = (*((sign, "'") for sign in "‘’‚‛"), *((sign, '"') for sign in "“”„‟"), ("\u2010", "-"), ("\u2011", "-"))
# Where the length of the text changes: runs of white space and deleted characters, and N6 the ellipsis.
_SHIFTS = re.compile(rf"[\s{DELETED}]{{2,}}|[^\S \n]|[{DELETED}]|…")
_LINE_END = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
# ASCII never composes with what stands before it, so a stretch beyond ASCII is composed with the one character before.
_BEYOND_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_BAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]|(?<=[\s\S])\ufeff")


@dataclass(frozen=True, eq=False)
class Normalised:
    """A text after N1 to N8.

    `offsets[i]` is where character i begins in the raw text, with one more entry for the end: `len(text) + 1` entries.
    `breaks` are the places in `text` of the spaces that stand for a line end, the border between two paragraphs.
    Compared by identity, so that results can be kept by text.
    """

    text: str
    offsets: array[int]
    breaks: array[int]


def normalise(raw: str) -> Normalised:
    """The text after N1 to N8. Never raises; characters that N1 forbids stay in and are `bad_characters`'s to report."""
    text, offsets = _shifted(raw)
    if not text.isascii():
        # After the deletions, since "e", soft hyphen, acute accent is é to a reader.
        if not unicodedata.is_normalized("NFC", text):
            text, offsets = _composed(text, offsets)
        for sign, plain in _FOLDED:
            text = text.replace(sign, plain)
    trimmed = text.strip(" \n")
    start = len(text) - len(text.lstrip(" \n"))
    offsets = offsets[start : start + len(trimmed) + 1]
    breaks = array("I", (found.start() for found in re.finditer("\n", trimmed)))
    return Normalised(trimmed.replace("\n", " "), offsets, breaks)


def raw_span(n: Normalised, start: int, end: int) -> tuple[int, int]:
    """Where `n.text[start:end]` stands in the raw text, as (start, end).

    An end inside what is one character in the raw text (the second dot of an ellipsis) takes the whole character.
    """
    first, last = n.offsets[start], n.offsets[end]
    while end > start and last == n.offsets[end - 1]:
        end += 1
        last = n.offsets[end]
    return first, last


def bad_characters(raw: str) -> list[tuple[int, str]]:
    """What N1 forbids, as (offset, what it is): control characters, lone surrogates, bidi controls, a later byte order mark."""
    return [(found.start(), f"{_kind(found.group())} U+{ord(found.group()):04X}") for found in _BAD.finditer(raw)]


def _kind(character: str) -> str:
    if character == "\ufeff":
        return "byte order mark that is not at the start,"
    category = unicodedata.category(character)
    return {"Cc": "control character", "Cs": "lone surrogate"}.get(category, "bidi control")


def _shifted(raw: str) -> tuple[str, array[int]]:
    """N3, N6 and N7 but for the trim. A run of white space with a line end becomes a line end, any other one space."""
    places = array("I", range(len(raw) + 1))
    if not _SHIFTS.search(raw):
        return raw, places
    pieces: list[str] = []
    offsets = array("I")
    at = 0
    for found in _SHIFTS.finditer(raw):
        start, end = found.span()
        run = found.group()
        pieces.append(raw[at:start])
        offsets += places[at:start]
        if run == "…":
            pieces.append("...")
            offsets.extend((start, start, start))
        elif run.strip(DELETED):
            pieces.append("\n" if _LINE_END.search(run) else " ")
            offsets.append(start)
        at = end
    pieces.append(raw[at:])
    offsets += places[at:]
    return "".join(pieces), offsets


def _composed(text: str, offsets: array[int]) -> tuple[str, array[int]]:
    """N2. The characters that a composition changes are all mapped to the place where it begins."""
    pieces: list[str] = []
    mapped = array("I")
    at = 0
    for region in _BEYOND_ASCII.finditer(text):
        if unicodedata.is_normalized("NFC", region.group()):
            continue
        pieces.append(text[at : region.start()])
        mapped += offsets[at : region.start()]
        for start, end in _clusters(region.group(), region.start()):
            composed = unicodedata.normalize("NFC", text[start:end])
            pieces.append(composed)
            mapped += offsets[start:end] if composed == text[start:end] else array("I", [offsets[start]]) * len(composed)
        at = region.end()
    pieces.append(text[at:])
    mapped += offsets[at:]
    return "".join(pieces), mapped


def _clusters(region: str, at: int) -> Iterator[tuple[int, int]]:
    """The stretches that compose by themselves, as (start, end) in the text in which the region begins at `at`."""
    borders = [0, *(i for i in range(1, len(region)) if not _continues(region[i])), len(region)]
    pairs = list(pairwise(borders))
    if "".join(unicodedata.normalize("NFC", region[a:b]) for a, b in pairs) != unicodedata.normalize("NFC", region):
        pairs = [(0, len(region))]  # a newer Unicode composes letters that `_continues` does not know: one stretch is coarse but right
    yield from ((at + a, at + b) for a, b in pairs)


def _continues(character: str) -> bool:
    """True for marks and for the Hangul vowels and finals: what can compose with the character before it."""
    return unicodedata.category(character).startswith("M") or "\u1161" <= character <= "\u11ff"
