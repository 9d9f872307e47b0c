"""Every figure of a claim stands in one of its quotes, with its qualifier.

## What it does
Reads numbers, dates, years, distances, percentages, sums of money, ordinals, names such as "Mi-35" and vague quantities ("dozens", "a few
thousand") from a claim's text and from its quotes, and compares them in one form: "two" is 2, "9 000" is 9,000, "September 11, 2001" is
11 September 2001. Units are part of a figure, and so are qualifiers: "around" may become "about", but may be neither lost nor gained.
A date may also rest on the claim's `happened`, `said` or `as_of` or on the source's `issued`, since the page prints them. A figure that no
quote prints needs `derived`, which names it and says how it was reached.

## Why it matters
A wrong digit, another unit, or "9,000" where the source says "up to 9,000" changes the fact, and no reader can notice.

## Problems
- `figure-unsupported`: no quote prints the figure, and `derived` does not account for it.
- `figure-qualifier-lost`: the source qualifies the figure, the claim does not.
- `figure-qualifier-gained`: the claim qualifies the figure, the source does not.
- `answer-unsupported`: the value of `answers` stands in no quote.
- `answer-qualifier`: the `qualifier` of `answers` is not the source's.

## Fails
```yaml
gazette: The crossing stayed shut for nine days.
claim: {text: The crossing stayed shut for ten days., quote: The crossing stayed shut for nine days}
```
```yaml
gazette: More than 900 people crossed the Sarun Pass.
claim: {text: The Gazette counted 900 people at the Sarun Pass., quote: More than 900 people crossed the Sarun Pass}
```
```yaml
gazette: There were 900 people at the Sarun Pass.
claim: {text: The Gazette counted about 900 people at the Sarun Pass., quote: There were 900 people at the Sarun Pass}
```
```yaml
gazette: About 900 people crossed the Sarun Pass.
questions: [{id: how-many, text: "How many crossed?"}]
claim:
  text: About 900 people crossed the Sarun Pass.
  quote: About 900 people crossed the Sarun Pass
  answers: {question: how-many, value: "1,900", unit: people, qualifier: about}
```
```yaml
gazette: About 900 people crossed the Sarun Pass.
questions: [{id: how-many, text: "How many crossed?"}]
claim:
  text: About 900 people crossed the Sarun Pass.
  quote: About 900 people crossed the Sarun Pass
  answers: {question: how-many, value: "900", unit: people}
```

## Passes
```yaml
gazette: Around 9,000 people were with Noor Tal for two weeks.
claim:
  text: About nine thousand people were with Noor Tal for 14 days, the Gazette reported on 4 March 2021.
  quote: Around 9,000 people were with Noor Tal for two weeks
  derived: Two weeks are 14 days.
short_answer: About 9,000 people were with Noor Tal [@claim-1].
entities:
  noor-tal: {summary: "About 9,000 people were with Noor Tal [@claim-1]."}
  sarun-pass: {summary: "About 9,000 people were with Noor Tal [@claim-1]."}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks._figures import Advice, Reader, is_sound, message, printed, problem_id, reader, verdicts
from generator.figures import Evidence, Figure, judge
from generator.models import Claim
from generator.models.claim import Answer
from generator.problems import Problem
from generator.site import Site

IDS = ("figure-unsupported", "figure-qualifier-lost", "figure-qualifier-gained", "answer-unsupported", "answer-qualifier")


def check(site: Site) -> Iterator[Problem]:
    """Problems with the figures of claims, replies and answers. Retired claims are left alone."""
    read = reader(site)
    for claim in site.claims.values():
        if claim.retired or not (claim.answers or claim.reply or any(read.own(text) for _, text in _texts(claim))):
            continue  # no figure, nothing to look for in the quotes
        evidence = read.evidence(claim)
        if evidence is None:
            continue
        severity = "error" if read.readable(claim) else "warning"
        derived = read.derived(claim)
        for keys, text in _texts(claim):
            for figure, verdict in verdicts(read, text, evidence, derived):
                location = site.where("claims", claim.id, *keys, offset=figure.start)
                yield Problem(location, problem_id(verdict, *IDS[:3]), message(text, figure, verdict, _ADVICE), severity=severity)
        if claim.answers:
            yield from _answer(read, claim, claim.answers, evidence, derived)
        yield from _reply(read, claim)


def _texts(claim: Claim) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What the pages print of a claim in our own words, with the keys of the field."""
    yield ("text",), claim.text
    if claim.event:
        yield ("event",), claim.event
    for i, row in enumerate(claim.infobox):
        yield ("infobox", i, "value"), row.value
    for i, position in enumerate(claim.positions):
        yield ("positions", i, "words"), position.words


_ADVICE = Advice(
    absent="stands in none of the quotes; quote the words that print it, or name it under `derived` and say how it was reached",
    changed="qualify the figure as the source does, or name it under `derived` and say why not",
)


def _reply(read: Reader, claim: Claim) -> Iterator[Problem]:
    reply = claim.reply
    if reply is None:
        return
    quoted = read.quoted(reply.cite, [read.site.reply_matches.get((claim.id, i)) for i in range(len(reply.cite))])
    if quoted is None:
        return
    for figure, verdict in verdicts(read, reply.text, quoted | read.dated(claim, reply.cite), read.derived(claim)):
        location = read.site.where("claims", claim.id, "reply", "text", offset=figure.start)
        yield Problem(location, problem_id(verdict, *IDS[:3]), message(reply.text, figure, verdict, _ADVICE))


def _answer(read: Reader, claim: Claim, answer: Answer, evidence: Evidence, derived: tuple[Figure, ...]) -> Iterator[Problem]:
    """A value in digits stands in a quote with the unit and the qualifier given; so do the figures of a value in words."""
    severity = "error" if read.readable(claim) else "warning"
    text = f"{answer.value} {answer.unit or ''}" if answer.number is not None else answer.value
    for figure in read.own(text):
        verdict = judge(figure, evidence)
        if is_sound(judge(figure, Evidence(derived, years=evidence.years))):
            continue
        if not verdict.carried:
            words = f'"{printed(text, figure)}" stands in none of the quotes; correct it, or name it under `derived` and say how it was reached'
            yield Problem(read.site.where("claims", claim.id, "answers", "value"), "answer-unsupported", words, severity=severity)
        elif verdict.near is not None and not _agrees(figure, answer, evidence):
            there, here = verdict.near.qualifier or "no qualifier", answer.qualifier or figure.qualifier or "none"
            words = f'the source has {there} at "{printed(text, figure)}", the answer has {here}; give `qualifier` as the source does'
            key = "qualifier" if answer.qualifier else "value"
            yield Problem(read.site.where("claims", claim.id, "answers", key), "answer-qualifier", words, severity=severity)


def _agrees(figure: Figure, answer: Answer, evidence: Evidence) -> bool:
    """Whether some figure of the quotes bears the answer's qualifier. The field holds only one; beside another, "only" may be left out."""
    given = figure.qualifiers | ({answer.qualifier} if answer.qualifier else set())
    carriers = [judge(figure, Evidence((other,), years=evidence.years)) for other in evidence.figures]
    sets = [verdict.near.qualifiers for verdict in carriers if verdict.near is not None]
    return any(given == have or (given and given == have - {"only"}) for have in sets)
