"""The prose of the made content: explainers whose every sentence cites a claim or is marked.

The tables over the whole site stand in one explainer only, as in the real content, however large the made site is.
"""

from __future__ import annotations

from tests.bench import world
from tests.bench.world import Block, Fact, World

_SECTIONS = 5
_WHOLE_SITE_TABLES = ("positions", "timeline", "relations")


def premises(block: Block, number: int) -> tuple[Fact, Fact]:
    """What an inference of a block rests on: two facts that answer no question, so that none is contested."""
    first, second = [fact for fact in block.facts if not fact.answers][2 * number : 2 * number + 2]
    return first, second


def inferred(block: Block, number: int) -> str:
    """The text of a block's inference, without its full stop."""
    fact = premises(block, number)[0]
    return f"From {fact.about[0].name} follows {' '.join(fact.rest)}"


def explainer(made: World, block: Block, number: int) -> str:
    """The YAML of an explainer: three sentences of short answer, five sections, about thirty sentences in all."""
    rng = made.rng("explainer", block.number, number)
    size = world.EXPLAINER_SENTENCES
    facts = [block.facts[(number * size + i) % world.CLAIMS] for i in range(size)]
    rng.shuffle(facts)
    names = [f"e{block.number + 1}-{other % world.EXPLAINERS + 1}" for other in range(number, number + 3)]
    question = " ".join(rng.choices(made.words, k=4))
    lines = [f"id: {names[0]}", f"question: What of {question}?", f"label: {question.capitalize()}", f"about: [{facts[0].about[0].id}]"]
    lines += ["short_answer: >-", *(f"  {_cited(fact)}" for fact in facts[:3]), "sections:"]
    each = -(-len(facts[3:]) // _SECTIONS)
    groups = [facts[place : place + each] for place in range(3, size, each)]
    body = [_cited(fact, _plain(group[:2]) if i == 2 else None) for group in groups for i, fact in enumerate(group)]
    for place in range(_SECTIONS):
        lines += [f"  - heading: {' '.join(rng.choices(made.words, k=3)).capitalize()}", "    text: |"]
        part = body[place * each : (place + 1) * each]
        if place == 1:
            lines += [f"      - {sentence}" for sentence in part]
        else:
            lines += ["      Words follow.{.signpost}", *(f"      {sentence}" for sentence in part[:3])]
            lines += ["", *(f"      {sentence}" for sentence in part[3:])]
        if place == 2 and number < world.INFERENCES:
            lines += ["", f"      {inferred(block, number)} [@i{block.number + 1}-{number + 1}]."]
        if place == 3:
            absences = "; ".join(f"@a{block.number + 1}-{i + 1}" for i in range(number, world.ABSENCES, world.EXPLAINERS))
            lines += ["", f"      Of some things nothing is told [{absences}]."]
        if place == _SECTIONS - 1:
            lines += _table(block, number)
    lines.append(f"related: [{', '.join(names[1:])}]")
    return "\n".join(lines) + "\n"


def _table(block: Block, number: int) -> list[str]:
    if block.number == 0 and number < len(_WHOLE_SITE_TABLES):
        return [f"    show: {_WHOLE_SITE_TABLES[number]}"]
    if number % 2:
        return ["    show: question", f"    question: q{block.number + 1}-{number + 1}"]
    return []


def _plain(facts: list[Fact]) -> Fact | None:
    """The first that answers no question: a sentence names the outlet of one answer only."""
    return next((fact for fact in facts if not fact.answers), None)


def _cited(fact: Fact, second: Fact | None = None) -> str:
    marks = f"@{fact.id}; @{second.id}" if second else f"@{fact.id}"
    return f"{fact.told} [{marks}]."
