"""An editor's quote, read into the pieces that must stand in the source and the joints between them (rules E2 to E6).

Reads the quote alone and knows nothing of the source, but for the brackets that the source itself prints: those are words
like any other (E1). Works on normalised text; offsets are places in the normalised quote.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from generator.quotes.boundaries import count_words, is_word_character

MAX_OMISSIONS = 3
MIN_PART_WORDS = 3
MAX_CLARIFICATIONS = 2
MAX_CLARIFICATION = 40
"""Characters inside the brackets of a clarification."""

BRACKET = re.compile(r"\[[^\[\]]*\]")
OMISSION = "[...]"


@dataclass(frozen=True)
class Finding:
    """A breach of one rule, `offset` characters into the normalised quote."""

    rule: str
    message: str
    offset: int


@dataclass(frozen=True)
class Piece:
    """Words that stand in the source without a break. At the places in `either_case` (E5) one letter may change case."""

    text: str
    offset: int
    either_case: tuple[int, ...] = ()


@dataclass(frozen=True)
class Joint:
    """What stands between two pieces: an omission, the texts of one or more clarifications, or both."""

    offset: int
    omission: bool = False
    clarifications: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selector:
    """A quote as read: `joints[i]` lies between `pieces[i]` and `pieces[i + 1]`; `lead` and `tail` are brackets at its ends."""

    pieces: tuple[Piece, ...]
    joints: tuple[Joint, ...] = ()
    lead: Joint | None = None
    tail: Joint | None = None
    kind: str = "verbatim"
    findings: tuple[Finding, ...] = ()

    @property
    def words(self) -> int:
        """How many of the source's own words the quote holds."""
        return sum(count_words(piece.text) for piece in self.pieces)


@dataclass
class _Draft:
    """The parser's state: the text of the open piece, and what is finished."""

    text: str = ""
    offset: int = 0
    cases: list[int] = field(default_factory=list)
    items: list[Piece | Joint] = field(default_factory=list)

    def close(self) -> None:
        kept = self.text.strip(" ")
        if kept:
            cut = len(self.text) - len(self.text.lstrip(" "))
            self.items.append(Piece(kept, self.offset + cut, tuple(case - cut for case in self.cases)))
        self.text, self.cases = "", []

    def join(self, joint: Joint) -> None:
        self.close()
        last = self.items[-1] if self.items else None
        if isinstance(last, Joint):
            joint = Joint(last.offset, last.omission or joint.omission, last.clarifications + joint.clarifications)
            self.items.pop()
        self.items.append(joint)


def literal(quote: str) -> Selector:
    """The quote taken at its letter, brackets and all (E1)."""
    return Selector((Piece(quote, 0),))


def parse(quote: str, own: Collection[str] = ()) -> Selector:
    """The pieces and joints of a normalised quote, with what it does against E2, E3 and E6.

    `own` are the brackets, such as "[sic]", that the source itself prints and that are taken at their letter. Never raises.
    """
    draft = _Draft()
    kinds: set[str] = set()
    at = 0
    for found in BRACKET.finditer(quote):
        start, end = found.span()
        draft.text += quote[at:start]
        bracket, at = found.group(), end
        if bracket in own:
            draft.text += bracket
            continue
        kinds.add("elided" if _is_omission(bracket) else "bracketed")
        if bracket == "[sic]":
            if draft.text.endswith(" ") and not (quote[end : end + 1] and is_word_character(quote[end])):
                draft.text = draft.text[:-1]
        elif _is_changed_letter(quote, start, end):
            draft.cases.append(len(draft.text))
            draft.text += bracket[1]
            continue
        elif _is_omission(bracket):
            draft.join(Joint(start, omission=True))
        else:
            draft.join(Joint(start, clarifications=(bracket[1:-1],)))
        if not draft.text:
            draft.offset = end
    draft.text += quote[at:]
    draft.close()
    return _selector(quote, draft.items, kinds, own)


def _is_omission(bracket: str) -> bool:
    """True for [...], and for what is meant as one, such as [. . .] or [....]."""
    return "." in bracket and set(bracket[1:-1]) <= {".", " "}


def _is_changed_letter(quote: str, start: int, end: int) -> bool:
    """E5: one letter in brackets that begins a word, as in "[T]he" or "[I]'ll"."""
    letter, before, after = quote[start + 1 : end - 1], quote[start - 1 : start] if start else "", quote[end : end + 2]
    if len(letter) != 1 or letter.lower() == letter.upper() or (before and is_word_character(before)):
        return False
    return is_word_character(after[:1]) if after[:1] not in ("", "'", "-") else after[1:].isalnum()


def _selector(quote: str, items: list[Piece | Joint], kinds: set[str], own: Collection[str]) -> Selector:
    joints = tuple(item for item in items if isinstance(item, Joint))
    pieces = tuple(item for item in items if isinstance(item, Piece))
    lead = joints[0] if joints and items[0] is joints[0] else None
    tail = joints[-1] if joints and items[-1] is joints[-1] and len(items) > 1 else None
    between = joints[1 if lead else 0 : len(joints) - (1 if tail else 0)]
    kind = "elided" if "elided" in kinds else "bracketed" if kinds else "verbatim"
    findings = (*_omission_findings(quote, own, items), *_clarification_findings(joints))
    return Selector(pieces, between, lead, tail, kind, findings)


def _omission_findings(quote: str, own: Collection[str], items: list[Piece | Joint]) -> Iterator[Finding]:
    """E2, and of E3 what the quote alone shows: the number of omissions and the length of the parts between them."""
    omissions = [found for found in BRACKET.finditer(quote) if _is_omission(found.group()) and found.group() not in own]
    for found in omissions:
        if found.group() != OMISSION:
            yield Finding("E2", f'"{found.group()}" is no omission mark; write [...]', found.start())
    if not omissions:
        return
    if len(omissions) > MAX_OMISSIONS:
        yield Finding("E3", f"the quote leaves something out {len(omissions)} times; at most {MAX_OMISSIONS}", omissions[MAX_OMISSIONS].start())
    parts = _parts(items)
    for i, (words, offset) in enumerate(parts):
        if words == 0 and i == 0:
            yield Finding("E2", "an omission never stands first; begin with the first words you quote", omissions[0].start())
        elif words == 0 and i == len(parts) - 1:
            yield Finding("E2", "an omission never stands last; end with the last words you quote", omissions[-1].start())
        elif words < MIN_PART_WORDS:
            yield Finding("E3", f"a part beside an omission has {words} of the source's words; at least {MIN_PART_WORDS}", offset)
    doubled = len(omissions) - sum(isinstance(item, Joint) and item.omission for item in items)
    if doubled:
        yield Finding("E2", "two omissions stand next to each other; write one", omissions[0].start())


def _parts(items: list[Piece | Joint]) -> list[tuple[int, int]]:
    """Of each part between omissions: how many of the source's words it has, and where it begins."""
    parts: list[tuple[int, int]] = []
    words, offset = 0, None
    for item in items:
        if isinstance(item, Piece):
            words, offset = words + count_words(item.text), item.offset if offset is None else offset
        elif item.omission:
            parts.append((words, offset or 0))
            words, offset = 0, None
    return [*parts, (words, offset or 0)]


def _clarification_findings(joints: tuple[Joint, ...]) -> Iterator[Finding]:
    """E6, as far as the quote alone shows it: the number of clarifications and the length of each."""
    count = sum(len(joint.clarifications) for joint in joints)
    if count > MAX_CLARIFICATIONS:
        yield Finding("E6", f"the quote has {count} clarifications in brackets; at most {MAX_CLARIFICATIONS}", 0)
    for joint in joints:
        for text in joint.clarifications:
            if not text.strip():
                yield Finding("E6", "a bracket is empty; leave it out, or write [...] for an omission", joint.offset)
            elif len(text) > MAX_CLARIFICATION:
                yield Finding("E6", f"a clarification has {len(text)} characters; at most {MAX_CLARIFICATION}", joint.offset)
