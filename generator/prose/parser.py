"""From leaves to sentences: decides on the visible text where sentences end and to which one each citation belongs.

Must not look at what an id stands for: whether it exists is the resolver's business.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from generator import sentences
from generator.prose.marks import BROKEN, CITE, SIGNPOST, shown
from generator.prose.model import Block, Fault, Prose, Reference, Run, Sentence
from generator.prose.plain import Atom
from generator.prose.syntax import Leaf, read

_CLOSING = r"[\"'”’»›)\]}＂」』]*"
_ENDED = re.compile(rf"[.!?…:؟۔。！？।]{_CLOSING}$")
_FINAL = re.compile(rf"[.!?…؟۔。！？।]+{_CLOSING}")
_TAIL = re.compile(rf"[.!?…:;؟۔。！？।]*{_CLOSING}")
_SPACES = re.compile(r" {2,}")


@lru_cache(maxsize=32768)
def parse(text: str, language: str = "en") -> Prose:
    """The prose in `text`, with everything that is wrong with it as faults in order of offset. Never raises.

    Every sentence must have a citation or a signpost mark, or it is a `prose-uncited` fault; a sentence that holds a
    `prose-syntax` fault is not reported a second time.
    """
    reading = read(text)
    faults = list(reading.faults)
    blocks = [block for leaf in reading.leaves if (block := _block(leaf, language, faults))]
    faults.sort(key=lambda fault: (fault.offset, fault.check, fault.message))
    return Prose(tuple(blocks), tuple(faults), tuple(reading.links))


class _Line:
    """A paragraph in the making: visible text in parts, and the marks with their place among the characters."""

    def __init__(self, atoms: list[Atom]) -> None:
        self.parts: list[Atom] = []
        self.marks: list[tuple[int, Atom]] = []
        self._length = 0
        gap = False  # white space before a mark was taken away
        for atom in atoms:
            if atom.kind != "text":
                gap = self._strip() or gap
                self.marks.append((self._length, atom))
                continue
            text, skipped = atom.content, 0
            after_mark = bool(self.marks) and self.marks[-1][0] == self._length
            if not self.parts:
                skipped = len(text) - len(text.lstrip())
            elif after_mark and text[0] == "." and text[1:2] != "." and self.parts[-1].content[-1] == ".":
                skipped = 1  # "in the U.S. [@a]." prints one full stop
            elif after_mark and gap and text[0].isalnum():
                self._add(atom._replace(content=" "))
            if skipped < len(text):
                self._add(atom._replace(content=text[skipped:], offset=atom.offset + skipped) if skipped else atom)
                gap = False
        self._strip()
        self.text = "".join(part.content for part in self.parts)

    def _add(self, part: Atom) -> None:
        self.parts.append(part)
        self._length += len(part.content)

    def _strip(self) -> bool:
        """Take white space from the end; whether there was any."""
        before = self._length
        while self.parts and self.parts[-1].content[-1].isspace():
            last = self.parts.pop()
            kept = last.content.rstrip()
            self._length -= len(last.content) - len(kept)
            if kept:
                self.parts.append(last._replace(content=kept))
        return self._length < before

    def offsets(self) -> tuple[list[int], list[int]]:
        """Position in the visible text and offset in the source of each part's first character."""
        positions, at = [], 0
        for part in self.parts:
            positions.append(at)
            at += len(part.content)
        return positions, [part.offset for part in self.parts]

    def runs(self) -> tuple[Run, ...]:
        """The parts, neighbours of one style and target joined."""
        runs: list[Run] = []
        for part in self.parts:
            if runs and (runs[-1].style, runs[-1].target) == (part.style, part.target):
                runs[-1] = Run(runs[-1].text + part.content, part.style, part.target)
            else:
                runs.append(Run(part.content, part.style, part.target))
        return tuple(runs)


def _block(leaf: Leaf, language: str, faults: list[Fault]) -> Block | None:
    line = _Line(leaf.atoms)
    faults.extend(Fault("prose-syntax", atom.content, atom.offset) for _, atom in line.marks if atom.kind == BROKEN)
    spans = _spans(line, language)
    if not spans:
        if not any(atom.kind == BROKEN for atom in leaf.atoms):
            offset = leaf.atoms[0].offset if leaf.atoms else leaf.offset
            faults.append(Fault("prose-syntax", "this paragraph has no words; write a sentence or remove it", offset))
        return None
    marks, made = _sentences(line, spans, faults)
    return Block(leaf.kind, line.runs(), marks, tuple(made), leaf.depth, leaf.opens, leaf.number, leaf.tight)


def _spans(line: _Line, language: str) -> list[tuple[int, int]]:
    """The sentences of the visible text, cut as well where a mark right after (or before) final punctuation ends one."""
    text = line.text
    spans = sentences.split(text, language)
    cuts = set()
    for position, atom in line.marks:
        final = _FINAL.match(text, position) if atom.kind == CITE else None
        if final:
            cuts.add(final.end())
        elif atom.kind != BROKEN and _ENDED.search(text, max(0, position - 8), position):
            cuts.add(position)
    for cut in sorted(cuts):
        at = bisect_right(spans, (cut, 0)) - 1
        if at < 0 or not spans[at][0] < cut < spans[at][1] or not text[cut].isspace():
            continue
        rest = text[cut : spans[at][1]]
        begin = cut + len(rest) - len(rest.lstrip())
        words = rest.lstrip(" \t\"'“‘([«—–-")
        if words[:1].isalnum() and not words[0].islower():
            spans[at : at + 1] = [(spans[at][0], cut), (begin, spans[at][1])]
    return spans


def _sentences(line: _Line, spans: list[tuple[int, int]], faults: list[Fault]) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], list[Sentence]]:
    """The marks as in `Block`, and the sentences; uncited ones and misplaced signposts go to `faults`."""
    text, ends = line.text, [end for _, end in spans]
    cited: list[list[Reference]] = [[] for _ in spans]
    excused: set[int] = set()
    signposted: set[int] = set()
    groups: dict[int, dict[str, None]] = {}
    for position, atom in line.marks:
        own = min(bisect_left(ends, position), len(spans) - 1)
        if atom.kind == CITE:
            cited[own].append(Reference(atom.content, atom.offset))
            end = ends[own]
            place = end if position >= end or _TAIL.fullmatch(text, position, end) else position
            groups.setdefault(place, {})[atom.content] = None
        elif atom.kind == SIGNPOST and position < ends[own] and not _ENDED.search(text, max(0, position - 8), position):
            excused.add(own)
            faults.append(Fault("prose-syntax", "{.signpost} stands right after a sentence's final punctuation; move it there", atom.offset))
        else:
            (signposted if atom.kind == SIGNPOST else excused).add(own)
    positions, offsets = line.offsets()
    made = []
    for number, (start, end) in enumerate(spans):
        part = bisect_right(positions, start) - 1
        offset = offsets[part] + start - positions[part]
        words = _SPACES.sub(" ", text[start:end])
        made.append(Sentence(words, tuple(cited[number]), number in signposted, offset))
        if not cited[number] and number not in signposted and number not in excused:
            message = (
                f'no citation in "{shown(words)}"; add [@claim-id] before the final punctuation, or {{.signpost}} after it if it only points the way'
            )
            faults.append(Fault("prose-uncited", message, offset))
    return tuple(sorted((place, tuple(ids)) for place, ids in groups.items())), made
