"""A hedge or a "not" in the source survives in the claim.

## What it does
Looks for hedges ("reportedly", "may", "is believed to") and negators in the quote and in the rest of its clause. Where the claim takes up
the words they govern, it must hedge or deny them too, in the same word or one of its family.

## Why it matters
"Is believed to have flown" and "flew" are two statements, and only one of them has a source.

## Problems
- `hedge-lost`: the source hedges, the claim does not. A claim more cautious than its source is fine.
- `negation-lost`: the source says "not", the claim does not.
- `negation-gained`: the claim says "not", the words it rests on do not.

Answer an alarm by hedging or denying in the claim, or by a quote that says it flatly. Prose is held to its claims in the same way.

## Fails
```yaml
gazette: Noor Tal reportedly crossed the Sarun Pass.
claim: {quote: Noor Tal reportedly crossed the Sarun Pass}
```
```yaml
gazette: Noor Tal did not cross the Sarun Pass.
claim: {quote: Noor Tal did not cross the Sarun Pass}
```
```yaml
claim: {text: Noor Tal never crossed the Sarun Pass.}
```

## Passes
```yaml
gazette: Noor Tal may have crossed the Sarun Pass, but did not reach the harbour.
claim:
  text: Noor Tal might have crossed the Sarun Pass.
  quote: Noor Tal may have crossed the Sarun Pass
short_answer: Noor Tal possibly crossed the Sarun Pass [@claim-1].
entities:
  noor-tal: {summary: "Noor Tal perhaps crossed the pass [@claim-1]."}
  sarun-pass: {summary: "Perhaps Noor Tal crossed it [@claim-1]."}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.clauses import Frame, carries, following, frame, governed, stems
from generator.lexicon import Token, entries, phrases, tokens
from generator.models import Claim
from generator.problems import Problem
from generator.site import ProseField, Site
from generator.stances import accepted, hedge_words, hedges_of

IDS = ("hedge-lost", "negation-lost", "negation-gained")


@dataclass(frozen=True)
class _Passage:
    """What a text rests on: the words that bear on it, and their language."""

    frame: Frame
    language: str


def check(site: Site) -> Iterator[Problem]:
    """Problems with claims against their quotes, and with prose against the claims it cites."""
    for claim in site.claims.values():
        if claim.retired is None and claim.id not in site.broken:
            passages = _passages(site, claim)
            for name, message in _judge(claim.text, passages, site.settings.language, "the source"):
                yield Problem(site.where("claims", claim.id, "text"), name, message)
    for part in site.prose_fields:
        yield from _prose(site, part)


def _passages(site: Site, claim: Claim) -> list[_Passage]:
    found = []
    for index, citation in enumerate(claim.cite):
        match, text = site.matches.get((claim.id, index)), site.texts.get(citation.source)
        if match and text and match.spans:
            start, end = text.sentence_span(match.spans[0][0], match.spans[-1][1])
            spans = [(a - start, b - start) for a, b in match.spans]
            found.append(_Passage(frame(text.raw[start:end], spans), text.language))
    return found


def _prose(site: Site, part: ProseField) -> Iterator[Problem]:
    language = site.settings.language
    for sentence in part.prose.sentences:
        if any(reference.id not in site.claims for reference in sentence.citations):
            continue  # an inference or absence is the editors' own; its wording is not a claim's
        held = [site.claims[reference.id] for reference in sentence.citations]
        whole = [_Passage(Frame((), tuple(tokens(claim.text)), ()), language) for claim in held if claim.id not in site.broken]
        for name, message in _judge(sentence.text, whole, language, "the cited claim"):
            yield Problem(part.owner.where(*part.keys, offset=sentence.offset), name, message)


def _judge(text: str, passages: list[_Passage], language: str, whose: str) -> Iterator[tuple[str, str]]:
    """What a text loses or gains against the passages it rests on: (problem, message)."""
    words = tokens(text)
    held = stems(words)
    if not passages:
        return
    told: set[str] = set()
    for passage in passages:
        for family, hedge, stood in _hedges(passage):
            if family not in told and carries(stood, held) and not accepted(words, family, passage.language) and not _flat(passages, passage, stood):
                told.add(family)
                yield "hedge-lost", f'{whose} hedges: "{hedge}"; keep that word, or one like it, in this sentence'
    denied = [denial for passage in passages for denial in _denials(passage) if carries(denial[1], held) and not _flat(passages, passage, denial[1])]
    broad = hedge_words(language, "denials")
    kept = sum(1 for _ in phrases(words, broad))
    lost = max((_count(passage, held, passages) for passage in passages), default=0)
    if denied and kept < lost:
        yield "negation-lost", f'{whose} says "{denied[0][0]}"; this sentence does not'
    elif not denied and len(passages) == 1 or not any(_any_denial(passage) for passage in passages):
        yield from _gained(words, passages, language, whose)


def _hedges(passage: _Passage) -> Iterator[tuple[str, str, list[str]]]:
    """Each hedge of a passage: its family, its words, and the stems of what it governs."""
    language, parts = passage.language, passage.frame
    words = (*parts.lead, *parts.core)
    for first, after, family in hedges_of(list(words), language):
        yield family, " ".join(token.word for token in words[first:after]), governed(words, first, after, language)
    tail = list(parts.tail)
    for first, after, family in hedges_of(tail, language):
        if not following(tail, after, language):  # ", according to reports": it hangs on what stands before
            whole = parts.words
            shift = len(words)
            yield family, " ".join(token.word for token in tail[first:after]), governed(whole, shift + first, shift + after, language)


def _denials(passage: _Passage) -> Iterator[tuple[str, list[str]]]:
    words = list(passage.frame.core)
    for first, after, phrase in phrases(words, entries(passage.language, "denials")):
        yield phrase, governed(words, first, after, passage.language)


def _count(passage: _Passage, held: frozenset[str], passages: list[_Passage]) -> int:
    return sum(carries(stood, held) and not _flat(passages, passage, stood) for _, stood in _denials(passage))


def _flat(passages: list[_Passage], but: _Passage, stood: list[str]) -> bool:
    """Whether another passage has the same words with neither hedge nor negator: the text may rest on that one."""
    return any(
        other is not but
        and carries(stood, stems(other.frame.core))
        and not any(set(stood) & set(governs) for _, _, governs in _hedges(other))
        and not any(set(stood) & set(governs) for _, governs in _denials(other))
        for other in passages
    )


def _any_denial(passage: _Passage) -> bool:
    return any(True for _ in phrases(list(passage.frame.words), hedge_words(passage.language, "denials")))


def _gained(words: list[Token], passages: list[_Passage], language: str, whose: str) -> Iterator[tuple[str, str]]:
    if any(_any_denial(passage) for passage in passages):
        return
    held = frozenset().union(*(stems(passage.frame.words) for passage in passages))
    for first, after, phrase in phrases(words, entries(language, "denials")):
        stood = following(words, after, language)
        if carries(stood, held):
            yield "negation-gained", f'this sentence says "{phrase}"; {whose} does not'
            return
