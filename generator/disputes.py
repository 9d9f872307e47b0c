"""Compares the answers that claims give to one question: agree, compatible, superseded or contested.

Only answers to the same question are compared, by value, unit, what is counted and date. Nothing is guessed from free text.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from generator import dates
from generator.models import Answer, Claim
from generator.origins import independent
from generator.site import Site

State = Literal["one answer", "agree", "compatible", "superseded", "contested"]
_ORDER: tuple[State, ...] = ("agree", "compatible", "superseded", "contested")
_ABOUT = 0.1
"""How far apart two numbers may lie and still agree where one of them says "about": a tenth of the larger."""


@dataclass(frozen=True)
class Dispute:
    """A question with its answers in the order of their dates, and how they relate as a whole."""

    question: str
    answers: tuple[Claim, ...]
    state: State


def disputes(site: Site) -> dict[str, Dispute]:
    """Every question with at least one answer, by id."""
    answers: dict[str, list[Claim]] = {}
    for claim in site.claims.values():
        if claim.answers and claim.retired is None:
            answers.setdefault(claim.answers.question, []).append(claim)
    by_date = {name: sorted(claims, key=lambda claim: (date_of(site, claim), claim.id)) for name, claims in answers.items()}
    return {name: Dispute(name, tuple(by_date[name]), _state(site, by_date[name])) for name in site.questions if name in by_date}


def date_of(site: Site, claim: Claim) -> str:
    """The EDTF date an answer stands for: as of, happened, said, or its first source's publication."""
    first = site.sources.get(claim.cite[0].source)
    return claim.as_of or claim.happened or claim.said or (first.issued if first else "9999")


def _state(site: Site, claims: list[Claim]) -> State:
    if len(claims) == 1:
        return "one answer"
    return max((relation(site, a, b) for a, b in combinations(claims, 2)), key=_ORDER.index)


def relation(site: Site, a: Claim, b: Claim) -> State:
    """How two answers relate. Both claims must answer the same question.

    Different units or different things counted never contradict (compatible). A later value from the same speaker, or
    without one from the same origin, supersedes the earlier one; a different value from another origin, or of the same day, contests it.
    """
    one, two = a.answers, b.answers
    assert one is not None and two is not None and one.question == two.question
    if _differ(one.unit, two.unit) or _differ(one.counts, two.counts):
        return "compatible"
    if _agree(one, two):
        return "agree"
    if _overlap(one, two):
        return "compatible"
    same_voice = _voice(a) == _voice(b) and bool(_voice(a) or set(independent(site, a)) & set(independent(site, b)))
    first, second = sorted((dates.parse(date_of(site, a)), dates.parse(date_of(site, b))), key=lambda d: d.first)
    return "superseded" if same_voice and first.last < second.first else "contested"


def _voice(claim: Claim) -> str:
    return (claim.speaker.entity or claim.speaker.name or "") if claim.speaker else ""


def _differ(a: str | None, b: str | None) -> bool:
    return (a or "").casefold() != (b or "").casefold()


def _agree(a: Answer, b: Answer) -> bool:
    if a.number is None or b.number is None:
        return a.value.casefold() == b.value.casefold()
    if "about" in (a.qualifier, b.qualifier):
        return abs(a.number - b.number) <= _ABOUT * max(abs(a.number), abs(b.number))
    return a.number == b.number and a.qualifier == b.qualifier


def _overlap(a: Answer, b: Answer) -> bool:
    """Whether both can be true: "more than 1,000" and "1,500", but not "more than 1,000" and "900"."""
    if a.number is None or b.number is None:
        return False
    (a_low, a_high), (b_low, b_high) = _range(a), _range(b)
    return max(a_low, b_low) <= min(a_high, b_high)


def _range(answer: Answer) -> tuple[float, float]:
    number = answer.number or 0.0
    if answer.qualifier in ("more than", "at least"):
        return number, float("inf")
    if answer.qualifier in ("less than", "at most", "up to"):
        return float("-inf"), number
    return number, number
