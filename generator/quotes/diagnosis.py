"""Why a quote was not found, where a rule explains it: a cut word, a gap too wide, another order, a broken bracket.

Only words what the editor reads. A quote whose words differ from the source has no finding here: `nearest` shows the words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from generator.quotes.boundaries import between_words, word_around
from generator.quotes.normalise import Normalised
from generator.quotes.placement import MAX_BREAKS, MAX_GAP, MAX_PIECES, MAX_REPLACED, Gaps, Span, gaps, occurrences, place, ways
from generator.quotes.selector import OMISSION, Finding, Joint, Piece, Selector, parse


def explain(text: Normalised, quote: str) -> list[Finding]:
    """What is wrong with a normalised quote that does not stand in the text; empty where it is the words themselves."""
    cut = list(_cut_word(text.text, Piece(quote, 0)))
    if cut:
        return cut
    selector = parse(quote)
    findings = list(selector.findings)
    if not selector.words:
        return [*findings, Finding("E8", "the quote holds no words of the source", 0)]
    if 0 < len(selector.pieces) <= MAX_PIECES:
        findings += _stray_bracket(text, selector)
        layers = [occurrences(text.text, piece) for piece in selector.pieces]
        absent = [piece for piece, layer in zip(selector.pieces, layers, strict=True) if not layer]
        if absent:
            cuts = [list(_cut_word(text.text, piece)) for piece in absent]
            findings += _other_ellipsis(text, quote) or (cuts[0] if all(cuts) else [])
        else:
            findings += _gap(text, selector, layers)
    return findings


def _stray_bracket(text: Normalised, selector: Selector) -> Iterator[Finding]:
    for piece in selector.pieces:
        for bracket, missing in (("[", "closed"), ("]", "opened")):
            at = piece.text.find(bracket)
            if at >= 0 and piece.text not in text.text:
                yield Finding("E6", f'a bracket is not {missing}; clarifications are written "[like this]"', piece.offset)
                return


def _other_ellipsis(text: Normalised, quote: str) -> list[Finding]:
    """E2: the words are there once "..." or "(...)" is read as an omission, which only "[...]" is."""
    for mark in ("(...)", "..."):
        meant = quote.replace(OMISSION, "\0").replace(mark, OMISSION).replace("\0", OMISSION)
        if meant != quote and place(text, parse(meant)).ways:
            at = quote.replace(OMISSION, "\0" * len(OMISSION)).find(mark)
            return [Finding("E2", f'the source does not print this "{mark}"; an omission is written [...]', at)]
    return []


def _cut_word(source: str, piece: Piece) -> Iterator[Finding]:
    """E3: the letters are there, but as part of longer words."""
    start = source.find(piece.text)
    if start < 0:
        return
    end = start + len(piece.text)
    if not between_words(source, start):
        yield Finding("E3", f'the quote begins inside the word "{word_around(source, start)}"; quote whole words', piece.offset)
    elif not between_words(source, end):
        yield Finding("E3", f'the quote ends inside the word "{word_around(source, end)}"; quote whole words', piece.offset)


def _gap(text: Normalised, selector: Selector, layers: list[list[Span]]) -> Iterator[Finding]:
    """E3 or E6: all pieces are there, but not in this order or too far apart."""
    limits = gaps(text, selector)
    counts = ways(layers, selector.joints, limits)
    for i, joint in enumerate(selector.joints):
        if any(counts[i + 1]):
            continue
        ends = [end for (_, end), count in zip(layers[i], counts[i], strict=True) if count]
        pairs = [(ends[nearest - 1], start) for start, _ in layers[i + 1] if (nearest := bisect_right(ends, start))]
        if not pairs:
            piece = selector.pieces[i + 1]
            yield Finding("E3", f'"{_short(piece.text)}" does not stand after the words before it; keep the order of the source', piece.offset)
        else:
            end, start = min(pairs, key=lambda pair: pair[1] - pair[0])
            yield _too_wide(limits, joint, end, start)
        return


def _too_wide(limits: Gaps, joint: Joint, end: int, start: int) -> Finding:
    skipped = limits.text[end:start].strip(" ")
    if joint.omission:
        breaks = sum(end <= mark < start for mark in limits.breaks)
        if len(skipped) > MAX_GAP:
            return Finding("E3", f"an omission leaves out {len(skipped)} characters; at most {MAX_GAP}: make it two quotes", joint.offset)
        return Finding("E3", f"an omission passes over {breaks} paragraph breaks; at most {MAX_BREAKS}: make it two quotes", joint.offset)
    if len(skipped) > MAX_REPLACED:
        message = f'a clarification stands for {len(skipped)} characters, "{_short(skipped)}"; at most {MAX_REPLACED}'
        return Finding("E6", message, joint.offset)
    return Finding("E6", f'a clarification stands for the end of a sentence, "{_short(skipped)}"; quote the sentences apart', joint.offset)


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "..."
