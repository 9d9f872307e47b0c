"""From the bytes of a file to a text that both YAML parsers take alike: the encoding, characters that mislead, tabs.

Whatever is repaired is reported as well, so that reading can go on and find the other mistakes of the file. Must not know what YAML
makes of the text: where its quoted texts stand the reader says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.problems import Location, Problem

MAX_BYTES = 5_000_000
"""Largest file. The operator's choice; an editor splits the file."""
MAX_PROBLEMS = 100
"""After so many problems reading ends: the file is not what it seems to be."""

# Controls, U+2028/2029 (line ends to YAML, not to editors: lines would be miscounted), bidi controls, byte order marks,
# non-characters, surrogates (only an escape or an undecodable byte can make one) and a carriage return without a line feed.
BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BYTE = re.compile("[\udc80-\udcff]")
_ORDER = re.compile("^%", re.MULTILINE)
_INK = re.compile(r"[^\n]")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")
_INDENTED = re.compile(r"^([ \t]*)(.*)", re.MULTILINE)

Stretch = tuple[int, int, bool]
"""Start and end of a text in quotes, or (True) of one after | or >."""


class Stop(Exception):
    """Reading cannot go on; what was found stands in `problems`."""


@dataclass
class Findings:
    """The problems of one file while it is read. `changed`: the text was repaired, so that a parser's own error may come of the repair."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    changed: bool = False

    def report(self, line: int, column: int, check: str, message: str) -> None:
        """Note a problem; `line` and `column` from 0, as the parsers count."""
        self.problems.append(Problem(Location(self.path, line + 1, column + 1), check, message))
        if len(self.problems) >= MAX_PROBLEMS:
            words = f"{MAX_PROBLEMS} problems, and reading ended here; correct those above first, or take the file away"
            self.problems.append(Problem(Location(self.path, line + 1, column + 1), "yaml-limit", words))
            raise Stop

    def stop(self, line: int, column: int, check: str, message: str) -> Stop:
        """Note a problem after which reading cannot go on; the exception to raise."""
        self.report(line, column, check, message)
        return Stop()

    def at(self, text: str, index: int, check: str, message: str) -> None:
        """Note a problem at a character of the text."""
        self.report(text.count("\n", 0, index), index - text.rfind("\n", 0, index) - 1, check, message)


def decode(raw: bytes, found: Findings) -> str:
    """The text of a file, each byte that is not UTF-8 as one lone surrogate."""
    if len(raw) > MAX_BYTES:
        raise found.stop(0, 0, "yaml-limit", f"the file has {len(raw):,} bytes, the limit is {MAX_BYTES:,}; split it into several files")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise found.stop(0, 0, "yaml-encoding", "the file is in UTF-16; save it as UTF-8")
    # surrogateescape keeps one character for each bad byte, so that the column counts characters
    text = raw.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    if bad := _BYTE.search(text) if not text.isascii() else None:
        count = len(text) - len(raw.decode("utf-8", "ignore").removeprefix("\ufeff"))
        several = f" (one of {count:,} such bytes)" if count > 1 else ""
        found.at(text, bad.start(), "yaml-encoding", f"the byte {ord(bad[0]) - 0xDC00:02X} is not UTF-8{several}; save the file as UTF-8")
        if count > MAX_PROBLEMS:
            raise Stop
    return text


def tame(text: str, found: Findings) -> str:
    """The text with characters and lines that the two parsers take differently reported, and replaced character for character."""
    if BAD.search(text):
        for bad in BAD.finditer(text):
            if not _BYTE.match(bad[0]):
                found.at(text, bad.start(), "yaml-character", f"{name_of(bad[0])}; delete it")
        text = BAD.sub("\ufffd", text)
    found.changed = bool(found.problems)
    if "%" in text:
        for order in _ORDER.finditer(text):
            found.at(text, order.start(), "yaml-document", 'a line that begins with "%" is an order to YAML; delete it, or indent it if it is text')
        text = _ORDER.sub("#", text)
    return text


def without_tabs(text: str, spaced: str, quoted: Sequence[Stretch], last: int | None, found: Findings) -> str:
    """The text, or `spaced` (its tabs as spaces) where a tab stands elsewhere than in quotes, in a `|` or `>` text or in a comment.

    `quoted` are such stretches as found in `spaced`, up to the line `last` where that cannot be read further.
    """
    outside, done = [], 0
    for start, stop, block in quoted:
        head, newline, body = text[start:stop].partition("\n") if block else ("", "", text[start:stop])
        # the indentation of a block text counts as outside: there the parsers differ again
        body = _INDENTED.sub(lambda line: line[1] + " " * len(line[2]), body) if block else _INK.sub(" ", body)
        outside += [text[done:start], head, newline, body]
        done = stop
    before = len(found.problems)
    for number, line in enumerate("".join([*outside, text[done:]]).split("\n")[:last]):
        for tab in re.finditer("\t", _COMMENT.split(line)[0]):
            found.report(number, tab.start(), "yaml-syntax", "a tab stands here; write spaces (only inside a text may a tab stand)")
    found.changed = found.changed or len(found.problems) > before
    return spaced if len(found.problems) > before else text


def name_of(char: str) -> str:
    """What a character is called that may not stand in a file, and why not."""
    if char == "\r":
        return "a carriage return without a line feed (an old kind of line end)"
    kind = "turns the order of the text round unseen" if _BIDI.match(char) else "has no place in a text"
    return f"the character U+{ord(char):04X}{' ' + unicodedata.name(char, '') if unicodedata.name(char, '') else ''}, which {kind}"
