"""The verdict on a quote: do these words stand in that source, and has the editor kept the rules E1 to E9?

Exact after normalisation: nothing here measures likeness, and nothing here passes a quote that is nearly right. A quote is
good where its verdict is verbatim, elided or bracketed and it has no fault (`Match.passes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.quotes.boundaries import between_words, sentence_ends
from generator.quotes.diagnosis import explain
from generator.quotes.normalise import Normalised, normalise, raw_span
from generator.quotes.placement import MAX_REPLACED, Placement, place
from generator.quotes.selector import BRACKET, Finding, Joint, Selector, literal, parse
from generator.quotes.words import weighty

Verdict = Literal["verbatim", "elided", "bracketed", "ambiguous", "not-found"]

MIN_WORDS = 5
MAX_WORDS = 120
"""E8, counted in the source's own words: an editor's brackets do not make a quote longer."""


@dataclass(frozen=True)
class Fault:
    """A breach of one rule ("E2" to "E9"). `offset` counts characters of the quote as typed; 0 stands for the whole quote."""

    rule: str
    message: str
    offset: int = 0


@dataclass(frozen=True)
class Match:
    """What became of a quote in one source.

    `spans` are raw offsets in the source, one a piece (brackets that are not a [sic] or a changed letter part the pieces);
    empty where the quote was not found; where it is ambiguous, one of its places. `altered` are the raw spans that omissions
    and clarifications stand for, one a bracket or group of brackets, in order; empty (a, a) where nothing was left out. A
    clarification at the very start or end has no counterpart: its span is what it may stand for.
    """

    verdict: Verdict
    spans: tuple[tuple[int, int], ...] = ()
    faults: tuple[Fault, ...] = ()
    altered: tuple[tuple[int, int], ...] = ()

    @property
    def passes(self) -> bool:
        """True where the words were found and no rule is broken."""
        return self.verdict in ("verbatim", "elided", "bracketed") and not self.faults


def match(
    text: Normalised,
    quote: str,
    *,
    prefix: str | None = None,
    suffix: str | None = None,
    short: bool = False,
    reviewed: bool = False,
    language: str = "en",
) -> Match:
    """The verdict on a quote (as typed) in a source.

    `prefix` and `suffix` are the words right before and after it. `short`: there is a reason for fewer than five words.
    `reviewed`: somebody has judged what the brackets leave out (E7). `language` (BCP 47) is the source's. Never raises.
    """
    typed = normalise(quote)
    before, after = (normalise(words).text if words else "" for words in (prefix, suffix))
    if not any(map(str.isalnum, typed.text)):
        return Match("not-found", faults=(Fault("E8", "the quote holds no words"),))
    for selector in _readings(typed.text, text.text):
        found = place(text, selector)
        if not found.ways:
            continue
        findings = list(selector.findings)
        chosen = place(text, selector, before, after) if before or after else found
        if not chosen.ways:
            findings.append(Finding("E9", f"the quote is there, but not {_beside(before, after)}", 0))
        elif chosen.ways > 1:
            findings.append(Finding("E9", _ambiguous(selector, bool(before or after)), 0))
        if not reviewed:
            findings += _hidden(text, selector, found if not chosen.ways else chosen, language)
        findings += _length(selector.words, short)
        ways = chosen.ways or found.ways
        verdict = "ambiguous" if ways > 1 else selector.kind
        return _match(text, typed, verdict, chosen if chosen.ways else found, selector, findings)
    return Match("not-found", faults=tuple(_fault(typed, finding) for finding in explain(text, typed.text)))


def found_in(texts: Mapping[str, Normalised], quote: str, *, prefix: str | None = None, suffix: str | None = None) -> list[str]:
    """The names of the texts, in their given order, in which the quote stands: for "found in source X instead"."""
    return [name for name, text in texts.items() if match(text, quote, prefix=prefix, suffix=suffix, short=True).spans]


def _readings(quote: str, source: str) -> Iterator[Selector]:
    """The ways to read a quote: at its letter (E1), with the brackets the source prints at their letter, all as the editor's."""
    yield literal(quote)
    brackets = set(BRACKET.findall(quote))
    own = {bracket for bracket in brackets if bracket in source}
    if own and own != brackets:
        yield parse(quote, own)
    if brackets:
        yield parse(quote)


def _match(text: Normalised, typed: Normalised, verdict: str, found: Placement, selector: Selector, findings: list[Finding]) -> Match:
    spans = tuple(raw_span(text, *span) for span in found.spans)
    altered = tuple(raw_span(text, start, end) for _, start, end in _alterations(text, selector, found))
    faults = tuple(_fault(typed, finding) for finding in findings)
    return Match(verdict, spans, faults, altered)  # type: ignore[arg-type]


def _fault(typed: Normalised, finding: Finding) -> Fault:
    return Fault(finding.rule, finding.message, typed.offsets[finding.offset])


def _length(words: int, short: bool) -> Iterator[Finding]:
    """E8."""
    if words < MIN_WORDS and not short:
        yield Finding("E8", f"the quote has {words} words; quote at least {MIN_WORDS}, or say under `short` why fewer are enough", 0)
    elif words > MAX_WORDS:
        yield Finding("E8", f"the quote has {words} words; at most {MAX_WORDS}", 0)


def _hidden(text: Normalised, selector: Selector, found: Placement, language: str) -> Iterator[Finding]:
    """E7: what an omission or a clarification hides, or a clarification brings in."""
    for joint, start, end in _alterations(text, selector, found):
        way_out = "leave it in, or have it reviewed (`reviewed`)"
        lost = weighty(text.text[start:end], language)
        added = next((word for inside in joint.clarifications if (word := weighty(inside, language))), None)
        if lost is not None:
            what = "an omission leaves out" if joint.omission else "a clarification may stand for"
            yield Finding("E7", f'{what} "{lost}"; {way_out}', joint.offset)
        elif added is not None:
            yield Finding("E7", f'a clarification brings in "{added}"; leave it out, or have it reviewed (`reviewed`)', joint.offset)


def _alterations(text: Normalised, selector: Selector, found: Placement) -> Iterator[tuple[Joint, int, int]]:
    """Each joint with the stretch of the source (normalised, without the spaces around it) that it stands for."""
    first, last = found.spans[0][0], found.spans[-1][1]
    if selector.lead and selector.lead.clarifications:
        yield selector.lead, *_before(text, first)
    for joint, left, right in zip(selector.joints, found.spans, found.spans[1:], strict=False):
        start, end = left[1], right[0]
        start += text.text[start:end].startswith(" ")
        end -= text.text[start:end].endswith(" ")
        yield joint, start, end
    if selector.tail and selector.tail.clarifications:
        yield selector.tail, *_after(text, last)


def _before(text: Normalised, at: int) -> tuple[int, int]:
    """What a clarification may stand for that comes before all the words: up to 30 characters, same sentence, whole words."""
    end = at - (text.text[at - 1 : at] == " ")
    marks = [mark for mark in (*text.breaks, *sentence_ends(text.text)) if mark < at]
    start = max(0, end - MAX_REPLACED, max(marks, default=-1) + 1)
    while start < end and (text.text[start] == " " or not between_words(text.text, start)):
        start += 1
    return min(start, end), end


def _after(text: Normalised, at: int) -> tuple[int, int]:
    """The same for one that comes after all the words."""
    start = at + (text.text[at : at + 1] == " ")
    marks = [mark for mark in (*text.breaks, *sentence_ends(text.text)) if mark >= at]
    end = min(len(text.text), start + MAX_REPLACED, min(marks, default=len(text.text)))
    while end > start and (text.text[end - 1] == " " or not between_words(text.text, end)):
        end -= 1
    return min(start, end), end


def _beside(before: str, after: str) -> str:
    sides = [f'right after the prefix "{before}"'] * bool(before) + [f'right before the suffix "{after}"'] * bool(after)
    return " and ".join(sides) + "; copy the words next to it from the source"


def _ambiguous(selector: Selector, told_apart: bool) -> str:
    if selector.joints:
        return "the parts of the quote fit in more than one way; make them longer" + ("" if told_apart else ", or add `prefix` or `suffix`")
    more = "longer words under `prefix` or `suffix`" if told_apart else "`prefix` or `suffix` with the words next to it"
    return f"the quote stands more than once in the source; add {more}"
