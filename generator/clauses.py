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
_END = re.compile(rf"{_EDGE.pattern}|\b(?:and|or|but|while|although|though|which|who|where|because)\b")
_EDGES = re.compile(rf"(?:{_EDGE.pattern}\s*)+")
_STOP = re.compile(r"[,;:()—–.?!]")
_LEAD = 6  # words: "According to several reports, …" still bears on what follows
_TAIL = 16
_GOVERNED = 3
_BEFORE, _AFTER = 5, 8


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
    edges = [found.end() for found in _EDGES.finditer(sentence, 0, start)]
    left = edges[-1] if edges else 0
    lead = tokens(sentence[:left])
    if sum(token.worded for token in lead) > _LEAD:  # too long to hang on it as a whole: only the piece right before, if that is short
        lead = tokens(sentence[edges[-2] if len(edges) > 1 else 0 : left])
        lead = lead if sum(token.worded for token in lead) <= _LEAD else []
    stop = _END.search(sentence, end)
    right = stop.start() if stop else len(sentence)
    pieces = " ".join(sentence[a:b] for a, b in spans)
    core = tokens(f"{sentence[left:start]} {pieces} {sentence[end:right]}")
    return Frame(tuple(lead), tuple(core), tuple(tokens(sentence[right:])[:_TAIL]))


def governed(words: Sequence[Token], first: int, after: int, language: str, joined: bool = True) -> list[str]:
    """Stems of up to three words that the phrase words[first:after] governs: those after it in its clause, else those before it.

    `joined` says whether it reaches beyond an "and": a hedge does ("reportedly A and B met"), a negator does not ("no road and an airport").
    """
    return following(words, after, language, joined) or _run(list(reversed(words[:first])), language, joined)


def following(words: Sequence[Token], after: int, language: str, joined: bool = True) -> list[str]:
    """Stems of up to three words with a meaning of their own that follow in the clause."""
    return _run(words[after:], language, joined)


def carries(stems: Sequence[str], held: frozenset[str]) -> bool:
    """Whether a text with the stems `held` takes up what was governed: the one word, both of two, or two of three."""
    hits = sum(one in held for one in stems)
    return bool(stems) and hits >= min(2, len(stems))


def stems(words: Sequence[Token]) -> frozenset[str]:
    """The stems of all words, and of the parts of compounds."""
    found = {stem(token.low) for token in words if token.worded}
    found.update(stem(part) for token in words if "-" in token.low for part in token.low.split("-") if part)
    return frozenset(found)


def beside(words: Sequence[Token], first: int, after: int) -> frozenset[str]:
    """Stems of the words next to the phrase words[first:after], where the words it governs stand in any plain sentence."""
    return stems(words[max(0, first - _BEFORE) : after + _AFTER])


def _run(words: Sequence[Token], language: str, joined: bool) -> list[str]:
    hollow, joints, ands = entries(language, "function_words"), entries(language, "clause_joints"), entries(language, "ands")
    found: list[str] = []
    for i, token in enumerate(words):
        if not token.worded:
            if (found or i) and _STOP.match(token.low):
                break
        elif token.low in joints or (not joined and token.low in ands):
            if found:
                break
        elif token.low not in hollow:
            found.append(stem(token.low))
            if len(found) == _GOVERNED:
                break
    return found
