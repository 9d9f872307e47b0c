"""What the sources disagree on is told with names: who gives an answer, who uses a title, who stands where.

## What it does
Compares the answers to one question. A sentence of prose that cites an answer which another answer contradicts must name its speaker
or its outlet (a name under `means` of the citation will do), or point back ("he", "the author") to a sentence before it in the section
that does. A title that is only claimed stands in quotation marks, in the claim and in the prose that cites it. Two claims that give one
party opposite stands toward another on one date must answer one question, so that readers see them side by side.

## Why it matters
A page that uses one side's figure or title in its own voice has taken that side.

## Problems
- `dispute-unattributed`: the sentence gives a contested answer and does not say whose it is.
- `title-unquoted`: a claimed title stands without quotation marks.
- `positions-contradict`: one party supports and opposes another on the same date, and no question joins the two claims.

## Fails
```yaml
gazette: Guards counted nine mules, a clerk said. Noor Tal counted four mules on the Sarun Pass.
questions: [{id: mules, text: "How many mules were there?"}]
claims:
  - {text: Noor Tal counted four mules on the Sarun Pass., quote: Noor Tal counted four mules on the Sarun Pass, speaker: noor-tal,
     answers: {question: mules, value: "4"}}
  - {text: "Guards counted nine mules, a clerk said.", quote: "Guards counted nine mules, a clerk said", speaker: {name: a clerk},
     about: [noor-tal], answers: {question: mules, value: "9"}}
short_answer: There were four mules [@claim-1].
```
```yaml
gazette: Noor Tal calls himself "Keeper of the Sarun Pass" these days.
claim:
  text: Noor Tal calls himself Keeper of the Sarun Pass these days.
  quote: Noor Tal calls himself "Keeper of the Sarun Pass" these days
  roles: [{of: noor-tal, role: Keeper of the Sarun Pass, status: claimed, claimant: Noor Tal}]
```
```yaml
gazette: Noor Tal praised the Northern Command. Noor Tal cursed the Northern Command in the same hour.
claims:
  - {text: Noor Tal praised the Northern Command., quote: Noor Tal praised the Northern Command, happened: 2021-03-03,
     positions: [{of: noor-tal, toward: northern-command, stand: supports, words: praised it}]}
  - {text: Noor Tal cursed the Northern Command in the same hour., quote: Noor Tal cursed the Northern Command in the same hour,
     happened: 2021-03-03, positions: [{of: noor-tal, toward: northern-command, stand: opposes, words: cursed it}]}
```

## Passes
```yaml
gazette: Guards of the Northern Command counted nine mules, a clerk said. Noor Tal counted four mules on the Sarun Pass.
questions: [{id: mules, text: "How many mules were there?"}]
claims:
  - {text: Noor Tal counted four mules on the Sarun Pass., quote: Noor Tal counted four mules on the Sarun Pass, speaker: noor-tal,
     answers: {question: mules, value: "4"}}
  - {text: "Guards of the Northern Command counted nine mules, a clerk said.",
     quote: "Guards of the Northern Command counted nine mules, a clerk said", speaker: {name: a clerk}, about: [northern-command],
     answers: {question: mules, value: "9"}}
short_answer: Noor Tal counted four mules on the Sarun Pass [@claim-1], while guards, a clerk said, counted nine mules [@claim-2].
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from generator import dates
from generator.attribution import names_one, points_back, voices
from generator.disputes import date_of, disputes, relation
from generator.lexicon import unquoted
from generator.models import Claim
from generator.problems import Problem
from generator.prose.model import Sentence
from generator.site import ProseField, Site

IDS = ("dispute-unattributed", "title-unquoted", "positions-contradict")
_FOR = frozenset({"supports", "favours", "promises legitimacy", "may help"})
_AGAINST = frozenset({"opposes", "bans", "refuses", "unlikely to help"})
_MARKS = "\"'“”‘’«»„"


def check(site: Site) -> Iterator[Problem]:
    """Problems in prose, in the texts of claims and between positions."""
    rivals = _rivals(site)
    titles = {claim.id: [role.role for role in claim.roles if role.status == "claimed"] for claim in site.live_claims}
    for name, claimed in titles.items():
        for title in claimed:
            if not _marked(site.claims[name].text, title):
                message = f'the title "{title}" is only claimed; print it here in quotation marks, with who uses it'
                yield Problem(site.where("claims", name, "text"), "title-unquoted", message)
    for part in site.prose_fields:
        for i, sentence in enumerate(part.prose.sentences):
            if any(reference.id in rivals for reference in sentence.citations):
                yield from _unattributed(site, part, part.prose.sentences[: i + 1], rivals)
            yield from _bare_titles(part, sentence, titles)
    yield from _positions(site)


def _rivals(site: Site) -> dict[str, Claim]:
    """For each claim whose answer another one contradicts: the first such other."""
    found: dict[str, Claim] = {}
    for dispute in disputes(site).values():
        if dispute.state == "contested":
            for one, two in combinations(dispute.answers, 2):
                if not (one.id in found and two.id in found) and relation(site, one, two) == "contested":
                    found.setdefault(one.id, two)
                    found.setdefault(two.id, one)
    return found


def _unattributed(site: Site, part: ProseField, told: tuple[Sentence, ...], rivals: dict[str, Claim]) -> Iterator[Problem]:
    """Problems of the last of the sentences; those before it in its section say who "he" is."""
    sentence = told[-1]
    for reference in sentence.citations:
        rival = rivals.get(reference.id)
        if rival is None:
            continue
        names = voices(site, site.claims[reference.id])
        if names_one(sentence.text, names):
            continue
        if points_back(sentence.text, site.settings.language) and any(names_one(earlier.text, names) for earlier in told[:-1]):
            continue
        message = (
            f'"{reference.id}" is contested: "{rival.id}" answers otherwise; say in this sentence whose answer it is, '
            f"for instance {' or '.join(dict.fromkeys((names[0], names[-1])))}"
        )
        yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "dispute-unattributed", message)


def _bare_titles(part: ProseField, sentence: Sentence, titles: dict[str, list[str]]) -> Iterator[Problem]:
    cited = dict.fromkeys(title for reference in sentence.citations for title in titles.get(reference.id, ()))
    for title in cited:
        found = _title(title).search(sentence.text)
        if found and not _marked(sentence.text, title):
            message = f'the title "{title}" is only claimed; put it in quotation marks in this sentence'
            yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "title-unquoted", message)


def _marked(text: str, title: str) -> bool:
    """Whether a word of the title stands in quotation marks wherever the text prints the title, or, where it does not print it whole, anywhere."""
    bare = unquoted(text)
    places = [found.span() for found in _title(title).finditer(text)]
    if places:
        return all(bare[start:end] != text[start:end] for start, end in places)
    words = {word.casefold() for word in re.findall(r"\w{4,}", title)}
    inside = "".join(character if hidden == " " else " " for character, hidden in zip(text, bare, strict=True))
    return not words.isdisjoint(word.casefold() for word in re.findall(r"\w{4,}", inside))


@cache
def _title(title: str) -> re.Pattern[str]:
    """Finds the words of a title in their order, with or without quotation marks around any of them."""
    words = [re.escape(word) for word in re.findall(rf"[^\s{_MARKS}]+", title)]
    gap = rf"[{_MARKS}]*\s+[{_MARKS}]*"
    return re.compile(rf"(?<!\w)[{_MARKS}]*{gap.join(words)}(?!\w)", re.IGNORECASE)


def _positions(site: Site) -> Iterator[Problem]:
    stands: dict[tuple[str, str, object, object], list[tuple[Claim, int, bool]]] = {}
    for claim in site.live_claims:
        for i, position in enumerate(claim.positions):
            if position.stand in _FOR or position.stand in _AGAINST:
                day = dates.parse(date_of(site, claim))
                key = (position.of, position.toward, day.first, day.last)
                stands.setdefault(key, []).append((claim, i, position.stand in _FOR))
    for found in stands.values():
        first, _, first_for = found[0]
        for claim, i, favourable in found[1:]:
            joined = first.answers and claim.answers and first.answers.question == claim.answers.question
            if favourable != first_for and not joined:
                position = claim.positions[i]
                message = (
                    f'"{first.id}" gives {position.of} the opposite stand toward {position.toward} on the same date; '
                    "correct one, or let both claims answer one question"
                )
                yield Problem(site.where("claims", claim.id, "positions", i), "positions-contradict", message)
