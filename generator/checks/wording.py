"""The site's own voice is neutral, dated and carried.

## What it does
Looks outside quotation marks for words that take sides, and for the present tense about the covered period; and for a sentence of a short
answer that rests on an inference alone. The words are data, by language.

## Why it matters
"The regime fled" is an opinion, and "the rebels hold the pass" is false the day after.

## Problems
- `loaded-word`: a word that takes sides, outside quotation marks. Quote it with who says it, or choose a neutral one.
- `present-tense`: the present tense in a claim with `as_of` or `said`, in a sentence that cites one, or of what a cited claim tells in
  the past ("has" for "had"). Other facts, and claims about places alone, may stand in the present tense; so may signposts,
  inferences, absences and sentences about the sources or the site.
- `short-answer-uncarried`: a sentence of the short answer cites nothing but inferences (a warning).

## Fails
```yaml
claim: {text: The terrorist Noor Tal crossed the Sarun Pass.}
```
```yaml
claim: {text: Noor Tal controls the Sarun Pass., as_of: 2021-03-04}
```
```yaml
inferences:
  - {id: led, text: Noor Tal led., about: [noor-tal], from: [claim-1], would_change: A list of leaders.}
short_answer: Noor Tal led the march [@led].
```

## Passes
```yaml
gazette: “The terrorist” Noor Tal holds the Sarun Pass, the guard said.
claim:
  text: The guard said that “the terrorist” Noor Tal held the Sarun Pass.
  quote: Noor Tal holds the Sarun Pass, the guard said
  kind: stated
  speaker: {name: The guard}
  as_of: 2021-03-04
short_answer: The guard said that Noor Tal held the Sarun Pass [@claim-1]. This page says no more.{.signpost}
text: The sources do not say what became of it.{.signpost}
entities:
  noor-tal: {summary: "Noor Tal held the pass, the guard said [@claim-1]."}
  sarun-pass: {summary: "Noor Tal held it, the guard said [@claim-1]."}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.clauses import following
from generator.lexicon import entries, finder, lists, phrases, tokens, unquoted
from generator.models import Claim
from generator.problems import Problem
from generator.site import ProseField, Site
from generator.stretches import Stretch

IDS = ("loaded-word", "present-tense", "short-answer-uncarried")
_ASIDE = re.compile(r" \w+(?=[,.;]|$| \[)")
_REACH = 3  # words before "have" among which "may" or "did" makes it no present tense


def check(site: Site) -> Iterator[Problem]:
    """Problems with the wording of claims, prose, inferences, absences and questions."""
    yield from _claims(site)
    for kind, records in (("inferences", site.inferences), ("absences", site.absences), ("questions", site.questions)):
        for name, record in records.items():
            if name not in site.broken:
                for offset, message in _loaded(record.text, site.settings.language):
                    yield Problem(site.where(kind, name, "text", offset=offset), "loaded-word", message)
    for part in site.prose_fields:
        yield from _prose(site, part)


def _claims(site: Site) -> Iterator[Problem]:
    language = site.settings.language
    for claim in site.claims.values():
        if claim.retired is not None or claim.id in site.broken:
            continue
        for key, text in (("text", claim.text), ("event", claim.event)):
            for offset, message in _loaded(text or "", language):
                yield Problem(site.where("claims", claim.id, key, offset=offset), "loaded-word", message)
        if _is_dated(site, [claim]) and (found := _present(claim.text, language)):
            offset, message = found
            yield Problem(site.where("claims", claim.id, "text", offset=offset), "present-tense", message)


def _prose(site: Site, part: ProseField) -> Iterator[Problem]:
    language = site.settings.language
    for sentence, found in part.stretches:
        for _, message in _loaded(sentence.text, language):
            yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "loaded-word", message)
        cited = [reference.id for reference in sentence.citations]
        if part.keys == ("short_answer",) and cited and all(name in site.inferences for name in cited):
            message = "this sentence of the short answer rests on an inference alone; cite a claim too, or move it into a section"
            where = part.owner.where(*part.keys, offset=sentence.offset)
            yield Problem(where, "short-answer-uncarried", message, severity="warning")
        claims = [site.claims[name] for name in cited if name in site.claims]
        present = _present(sentence.text, language) if len(claims) == len(cited) and not sentence.signpost else None
        if present and (_is_dated(site, claims) or _beyond(site, sentence.text, found)):
            yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "present-tense", present[1])


def _beyond(site: Site, text: str, found: tuple[Stretch, ...]) -> bool:
    """Whether a stretch says "is" or "has" of what a claim cited from there on says "was" or "had".

    Where the claim has no such verb ("the harbour, the only one of the island, was shut"), the present tense is left alone.
    """
    language = site.settings.language
    past: dict[str, list[str]] = lists(language).get("past_of", {})
    carried = [stretch for stretch in found if stretch.ids]
    for i, stretch in enumerate(carried):
        now = _followed(text[stretch.start : stretch.end], frozenset(past), language)
        claims = [site.claims[name].text for later in carried[i:] for name in later.ids] if now else []
        for verb, stood in now:
            if any(stood & then for claim in claims for _, then in _followed(claim, frozenset(past[verb]), language)):
                return True
    return False


def _followed(text: str, verbs: frozenset[str], language: str) -> list[tuple[str, frozenset[str]]]:
    """Where one of the verbs stands outside quotation marks: the verb, and the stems of the words with a meaning that follow."""
    words = tokens(unquoted(text))
    return [(verb, frozenset(following(words, after, language))) for _, after, verb in phrases(words, verbs)]


def _is_dated(site: Site, claims: Iterable[Claim]) -> bool:
    """Whether one of the claims holds for a time: it has `as_of` or `said`, and is not about places alone (a valley stays where it is)."""
    return any((claim.as_of or claim.said) and any(site.kind_of.get(entity, "") != "geography" for entity in claim.about) for claim in claims)


def _loaded(text: str, language: str) -> Iterator[tuple[int, str]]:
    words = finder(language, "loaded")
    if words and words.search(text):
        for found in words.pattern.finditer(unquoted(text)):
            yield found.start(), f'"{found[0]}" takes sides; put it in quotation marks with who says it, or choose a neutral word'


def _speaks_of_sources(text: str, own: re.Pattern[str]) -> bool:
    """Whether a text speaks of the sources or the site, and not only adds ", the article says"."""
    return any(not (text[: found.start()].rstrip().endswith(",") and _ASIDE.match(text, found.end())) for found in own.finditer(text))


def _present(text: str, language: str) -> tuple[int, str] | None:
    """The first verb in the present tense outside quotation marks: (offset, message); None in a sentence about the sources or the site."""
    verbs, own = finder(language, "present_verbs"), finder(language, "own_voice")
    plain = unquoted(text)
    if verbs is None or not verbs.search(plain) or (own and _speaks_of_sources(plain, own.pattern)):
        return None
    words = tokens(plain)
    for first, _, phrase in phrases(words, entries(language, "present_verbs")):
        before = [token.low for token in words[max(0, first - _REACH) : first]]
        if any(word in entries(language, "perfect_helpers") for word in before) or "to" in before[-2:]:
            continue  # "may have crossed", "to remain": the verb in front of it bears the tense
        if phrase == "says" and before and before[-1] in entries(language, "text_subjects"):
            continue  # what is written goes on saying it
        return words[first].at, f'"{phrase}" is the present tense, which the site does not know; write the past tense, with who said so and when'
    return None
