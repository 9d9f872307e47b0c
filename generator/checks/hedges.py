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
from generator.denials import Denial, denials_of, unmatched
from generator.lexicon import Token, entries, phrases, stem, tokens
from generator.models import Claim
from generator.problems import Problem
from generator.site import Site
from generator.stances import accepted, denies, hedges_of, near_denials, turns
from generator.stretches import Stretch

IDS = ("hedge-lost", "negation-lost", "negation-gained")
_AFTER = 8  # words behind a "nor" that it denies
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
    def deniers(self) -> list[Denial]:
        """All that denies or comes near it."""
        return denials_of(self.words, self.language)


def check(site: Site) -> Iterator[Problem]:
    """Problems with claims against their quotes, and with prose against the claims it cites."""
    language = site.settings.language
    for claim in site.claims.values():
        if claim.id not in site.broken and claim.retired is None:
            yield from _claim(site, claim)
    cited = _Cited(site)
    for part in site.prose_fields:
        for sentence, found in part.stretches:
            names = [reference.id for reference in sentence.citations]
            # With an inference or absence among them the sentence is the editors' own; its wording is not a claim's.
            if all(name in site.claims for name in names) and (denies(sentence.text, language) or any(cited.turns(name) for name in names)):
                for name, message in dict.fromkeys(_prose(sentence.text, found, cited, language)):
                    yield Problem(part.owner.where(*part.keys, offset=sentence.offset), name, message)


def _prose(text: str, found: tuple[Stretch, ...], cited: _Cited, language: str) -> Iterator[tuple[str, str]]:
    """Each stretch is held to the claims cited at its end. A hedge or "not" that stands earlier in the sentence still reaches it."""
    words = tokens(text)
    carried = [stretch for stretch in found if stretch.ids]
    groups = [[cited.passage(name) for name in stretch.ids] for stretch in carried]
    may_deny = denies(text, language)
    for i, stretch in enumerate(carried):
        end = len(text) if i == len(carried) - 1 else stretch.end
        own = tuple(token for token in words if stretch.start <= token.at < end)
        reaching = tuple(token for token in words if token.at < end)
        if any(passage.hedges or passage.denials for passage in groups[i]):
            named = frozenset().union(*(cited.names(name) for name in stretch.ids))
            yield from _lost_in(own, reaching, groups[i], language, "the cited claim", named)
        if may_deny:
            yield from _gained(own, [passage for group in groups[i:] for passage in group], language, "the cited claim", True)


def _claim(site: Site, claim: Claim) -> Iterator[Problem]:
    language = site.settings.language
    contexts = [context for index in range(len(claim.cite)) if (context := site.contexts.get((claim.id, index)))]
    if denies(claim.text, language) or any(turns(context.sentence, context.text.language) for context in contexts):
        passages = [_passage(frame(context.sentence, context.spans), context.text.language) for context in contexts]
        words = tuple(tokens(claim.text))
        for name, message in (*_lost_in(words, words, passages, language, "the source"), *_gained(words, passages, language, "the source", False)):
            yield Problem(site.where("claims", claim.id, "text"), name, message)


class _Cited:
    """The claims that prose cites, each read once."""

    def __init__(self, site: Site) -> None:
        self._site, self._language = site, site.settings.language
        self.passage = cache(self._passage)
        self.turns = cache(self._turns)
        self.names = cache(self._names)

    def _passage(self, name: str) -> _Passage:
        return _passage(Frame((), tuple(tokens(self._site.claims[name].text)), ()), self._language)

    def _turns(self, name: str) -> bool:
        return turns(self._site.claims[name].text, self._language)

    def _names(self, name: str) -> frozenset[str]:
        """The stems of the names of what a claim is about, for which a sentence may say "it"."""
        site = self._site
        about = [site.entities[entity] for entity in site.claims[name].about if entity in site.entities]
        return stems(tokens(" ".join(spelled for one in about for spelled in (one.name, *(alias.name for alias in one.aliases)))))


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


def _beside_denials(words: tuple[Token, ...], language: str) -> Iterator[frozenset[str]]:
    forward = entries(language, "forward_denials")  # "nor" denies what follows; what stands before it needs a "not" of its own
    for first, after, phrase in phrases(words, near_denials(language)):
        yield stems(words[after : after + _AFTER]) if phrase in forward else beside(words, first, after)


def _plain(words: tuple[Token, ...]) -> str:
    return " ".join(token.word for token in words)


def _lost_in(
    words: tuple[Token, ...],
    reaching: tuple[Token, ...],
    passages: list[_Passage],
    language: str,
    whose: str,
    named: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, str]]:
    """What a text loses against the passages it rests on: (problem, message).

    `reaching` are the words that may hedge or deny it, `named` the stems of names that it may say "it" for.
    """
    held, all_held = stems(words), stems(reaching)

    def bears(passage: _Passage, one: _Governing, held: frozenset[str]) -> bool:
        own = held | named if any(word in held and word not in named for word in one.stems) else held
        return carries(one.stems, own) and not any(_flat(other, one) for other in passages if other is not passage)

    lost: dict[str, str] = {}
    for passage in passages:
        for hedge in passage.hedges:
            if hedge.family not in lost and bears(passage, hedge, held) and not accepted(reaching, hedge.family, language):
                lost[hedge.family] = hedge.words
    for hedge_lost in lost.values():
        yield "hedge-lost", f'{whose} hedges: "{hedge_lost}"; keep that word, or one like it, in this sentence'
    for passage in passages:
        bearing = [one for one in passage.denials if bears(passage, one, all_held)]
        verbs = {stem(one.phrase) for one in denials_of(reaching, language) if one.verb} if bearing else set()
        denial = _lost(bearing, list(_beside_denials(reaching, language)), verbs) if bearing else None
        if denial:
            yield "negation-lost", f'{whose} says "{denial.words}"; keep it in this sentence, or choose a quote that does not deny'
            return


def _lost(denials: list[_Governing], kept: list[frozenset[str]], verbs: set[str]) -> _Governing | None:
    """The first negator that no word of the text answers: the same verb ("denied it"), or any that stands beside what it governs.

    One word answers one negator, but two that govern the same ("nor will not") are one.
    """
    for denial in {one.stems: one for one in denials if stem(one.words.lower()) not in verbs}.values():
        answer = next((window for window in kept if window & set(denial.stems)), None)
        if answer is None:
            return denial
        kept.remove(answer)
    return None


def _flat(other: _Passage, one: _Governing) -> bool:
    """Whether a passage has the same words with neither hedge nor negator: the text may rest on that one."""
    return carries(one.stems, other.core) and not any(set(one.stems) & set(found.stems) for found in (*other.hedges, *other.denials))


def _gained(words: tuple[Token, ...], passages: list[_Passage], language: str, whose: str, alone: bool) -> Iterator[tuple[str, str]]:
    """What a text denies and its passages do not. With `alone`, where they deny nothing at all, the words denied need not be theirs."""
    mine = denials_of(words, language)
    if not passages or not any(one.strict for one in mine):
        return
    held = frozenset().union(*(passage.stems for passage in passages))
    theirs = [denial for passage in passages for denial in passage.deniers]
    for one in unmatched(mine, theirs):
        if one.stems and (one.stems[0] in held or carries(one.stems, held) or (alone and not theirs)):
            yield "negation-gained", f'this sentence says "{one.phrase}"; {whose} does not'
            return
