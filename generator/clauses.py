"""Which words of a source's sentence bear on a quote, and what a hedge, negator or verb of speech in them governs.

Rules and no grammar: clauses end at punctuation, and a word governs the next few words with a meaning of their own. What these rules
cannot tell they leave out, because a check that cries wolf is switched off. Must not read claims.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.lexicon import Token, entries, stem, tokens

_EDGE = re.compile(r"[,;:()\[\]“”\"«»—–]")
_LEAD = 6  # words: "According to several reports, …" still bears on what follows
_TAIL = 8
_GOVERNED = 3


@dataclass(frozen=True)
class Frame:
    """The words that bear on a quote: `core` is the quote with the rest of its clauses, `lead` and `tail` stand around it."""

    lead: tuple[Token, ...]
    core: tuple[Token, ...]
    tail: tuple[Token, ...]

    @property
    def words(self) -> tuple[Token, ...]:
        """All of it in order."""
        return (*self.lead, *self.core, *self.tail)


def frame(sentence: str, spans: Sequence[tuple[int, int]]) -> Frame:
    """The frame of a quote whose pieces are `spans` (offsets in the sentence or sentences). Omitted words count as not there."""
    start, end = spans[0][0], spans[-1][1]
    edges = [found.end() for found in _EDGE.finditer(sentence, 0, start)]
    left = edges[-1] if edges and sentence[edges[-1] : start].strip() else (edges[-1] if edges else 0)
    lead = tokens(sentence[:left])
    if sum(token.worded for token in lead) > _LEAD:
        lead = []
    stop = _EDGE.search(sentence, end)
    right = stop.start() if stop else len(sentence)
    pieces = " ".join(sentence[a:b] for a, b in spans)
    core = tokens(f"{sentence[left:start]} {pieces} {sentence[end:right]}" if start > left else f"{pieces} {sentence[end:right]}")
    return Frame(tuple(lead), tuple(core), tuple(tokens(sentence[right:])[:_TAIL]))


def governed(words: Sequence[Token], first: int, after: int, language: str) -> list[str]:
    """Stems of up to three words that the phrase words[first:after] governs: those after it in its clause, else those before it."""
    return following(words, after, language) or _run(list(reversed(words[:first])), language)


def following(words: Sequence[Token], after: int, language: str) -> list[str]:
    """Stems of up to three words with a meaning of their own that follow in the clause."""
    return _run(words[after:], language)


def carries(stems: Sequence[str], held: frozenset[str]) -> bool:
    """Whether a text with the stems `held` takes up what was governed: the one word, both of two, or two of three."""
    hits = sum(one in held for one in stems)
    return bool(stems) and hits >= min(2, len(stems))


def stems(words: Sequence[Token]) -> frozenset[str]:
    """The stems of all words."""
    return frozenset(stem(token.low) for token in words if token.worded)


def _run(words: Sequence[Token], language: str) -> list[str]:
    hollow, joints = entries(language, "function_words"), entries(language, "clause_joints")
    found: list[str] = []
    for token in words:
        if not token.worded:
            if found and (token.low in ",;:()—–." or _EDGE.match(token.low)):
                break
        elif token.low in joints:
            if found:
                break
        elif token.low not in hollow:
            found.append(stem(token.low))
            if len(found) == _GOVERNED:
                break
    return found
