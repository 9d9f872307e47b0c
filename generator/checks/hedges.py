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
from functools import cache, cached_property

from generator.clauses import Frame, beside, carries, following, frame, governed, stems
from generator.lexicon import Token, entries, phrases, stem, tokens
from generator.models import Claim
from generator.problems import Problem
from generator.site import Site
from generator.stances import accepted, denies, hedges_of, near_denials, turns

IDS = ("hedge-lost", "negation-lost", "negation-gained")
_TAIL = 8  # words after the quote's clause in which ", according to reports" may begin


@dataclass(frozen=True)
class _Governing:
    """A hedge or negator of a passage: its words, its family ("" for a negator) and the stems of what it governs."""

    words: str
    family: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class _Passage:
    """What a text rests on: the words that bear on it, their stems, and what hedges and denies among them."""

    words: tuple[Token, ...]
    language: str
    core: frozenset[str]
    hedges: tuple[_Governing, ...]
    denials: tuple[_Governing, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return stems(self.words)

    @cached_property
    def near_denials(self) -> list[frozenset[str]]:
        """What stands beside each word that comes near a "no"."""
        return list(_beside_denials(self.words, self.language))

    @cached_property
    def deniers(self) -> frozenset[str]:
        """The stems of verbs that deny ("refused")."""
        return frozenset(stem(phrase) for _, _, phrase in phrases(self.words, near_denials(self.language)) if _is_verb(phrase))


def check(site: Site) -> Iterator[Problem]:
    """Problems with claims against their quotes, and with prose against the claims it cites."""
    language = site.settings.language
    for claim in site.claims.values():
        if claim.id not in site.broken and claim.retired is None:
            yield from _claim(site, claim)
    cited = _Cited(site)
    for part in site.prose_fields:
        for sentence in part.prose.sentences:
            names = [reference.id for reference in sentence.citations]
            # With an inference or absence among them the sentence is the editors' own; its wording is not a claim's.
            if all(name in site.claims for name in names) and (denies(sentence.text, language) or any(cited.turns(name) for name in names)):
                passages = [cited.passage(name) for name in names]
                for name, message in _judge(tuple(tokens(sentence.text)), passages, language, "the cited claim"):
                    yield Problem(part.owner.where(*part.keys, offset=sentence.offset), name, message)


def _claim(site: Site, claim: Claim) -> Iterator[Problem]:
    language = site.settings.language
    quoted = []
    for index, citation in enumerate(claim.cite):
        match, text = site.matches.get((claim.id, index)), site.texts.get(citation.source)
        if match and text and match.spans:
            start, end = text.sentence_span(match.spans[0][0], match.spans[-1][1])
            quoted.append((text.raw[start:end], [(a - start, b - start) for a, b in match.spans], text.language))
    if denies(claim.text, language) or any(turns(sentence, of) for sentence, _, of in quoted):
        passages = [_passage(frame(sentence, spans), of) for sentence, spans, of in quoted]
        for name, message in _judge(tuple(tokens(claim.text)), passages, language, "the source"):
            yield Problem(site.where("claims", claim.id, "text"), name, message)


class _Cited:
    """The claims that prose cites, each read once."""

    def __init__(self, site: Site) -> None:
        self._site, self._language = site, site.settings.language
        self.passage = cache(self._passage)
        self.turns = cache(self._turns)

    def _passage(self, name: str) -> _Passage:
        return _passage(Frame((), tuple(tokens(self._site.claims[name].text)), ()), self._language)

    def _turns(self, name: str) -> bool:
        return turns(self._site.claims[name].text, self._language)


def _passage(parts: Frame, language: str) -> _Passage:
    return _Passage(parts.words, language, stems(parts.core), tuple(_hedges(parts, language)), tuple(_denials(parts, language)))


def _hedges(parts: Frame, language: str) -> Iterator[_Governing]:
    before = len(parts.lead) + len(parts.core)
    words = parts.words
    for first, after, family in hedges_of(words, language):
        # In the tail only ", according to reports" counts, which governs nothing after it and so hangs on what stands before.
        if first < before or (first < before + _TAIL and not following(words, after, language)):
            yield _Governing(_plain(words[first:after]), family, tuple(governed(words, first, after, language)))


def _denials(parts: Frame, language: str) -> Iterator[_Governing]:
    for first, after, phrase in phrases(parts.core, entries(language, "denials")):
        yield _Governing(phrase, "", tuple(governed(parts.core, first, after, language, joined=False)))


def _is_verb(phrase: str) -> bool:
    return phrase.endswith(("s", "ed", "ing")) or phrase in ("deny", "refuse", "reject", "fail")


def _beside_denials(words: tuple[Token, ...], language: str) -> Iterator[frozenset[str]]:
    for first, after, _ in phrases(words, near_denials(language)):
        yield beside(words, first, after)


def _plain(words: tuple[Token, ...]) -> str:
    return " ".join(token.word for token in words)


def _judge(words: tuple[Token, ...], passages: list[_Passage], language: str, whose: str) -> Iterator[tuple[str, str]]:
    """What a text loses or gains against the passages it rests on: (problem, message)."""
    held = stems(words)

    def bears(passage: _Passage, one: _Governing) -> bool:
        return carries(one.stems, held) and not any(_flat(other, one) for other in passages if other is not passage)

    lost: dict[str, str] = {}
    for passage in passages:
        for hedge in passage.hedges:
            if hedge.family not in lost and bears(passage, hedge) and not accepted(words, hedge.family, language):
                lost[hedge.family] = hedge.words
    for hedge_lost in lost.values():
        yield "hedge-lost", f'{whose} hedges: "{hedge_lost}"; keep that word, or one like it, in this sentence'
    for passage in passages:
        bearing = [one for one in passage.denials if bears(passage, one)]
        denial = _lost(bearing, list(_beside_denials(words, language))) if bearing else None
        if denial:
            yield "negation-lost", f'{whose} says "{denial.words}"; keep it in this sentence, or choose a quote that does not deny'
            return
    if passages:
        yield from _gained(words, passages, language, whose)


def _lost(denials: list[_Governing], kept: list[frozenset[str]]) -> _Governing | None:
    """The first negator that no word of the text answers; one word answers one negator, but two that govern the same ("nor will not") are one."""
    for denial in {one.stems: one for one in denials}.values():
        answer = next((window for window in kept if window & set(denial.stems)), None)
        if answer is None:
            return denial
        kept.remove(answer)
    return None


def _flat(other: _Passage, one: _Governing) -> bool:
    """Whether a passage has the same words with neither hedge nor negator: the text may rest on that one."""
    return carries(one.stems, other.core) and not any(set(one.stems) & set(found.stems) for found in (*other.hedges, *other.denials))


def _gained(words: tuple[Token, ...], passages: list[_Passage], language: str, whose: str) -> Iterator[tuple[str, str]]:
    found = list(phrases(words, entries(language, "denials")))
    held = frozenset().union(*(passage.stems for passage in passages)) if found else frozenset()
    for first, after, phrase in found:
        stood = governed(words, first, after, language, joined=False)
        near = [passage for passage in passages if any(window & set(stood) for window in passage.near_denials) or stem(phrase) in passage.deniers]
        if not near and stood and (stood[0] in held or carries(stood, held)):
            yield "negation-gained", f'this sentence says "{phrase}"; {whose} does not'
            return
