"""Writes an invented project of any size, for the bench: `python -m tests.bench.maker FOLDER FACTOR [SEED]`.

Every quote is verbatim and unique in its source and every sentence is triaged, so that all checks have their full work
and nothing to report. The YAML is put together by hand: a YAML writer would take longer than the build that is measured.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tests.bench import prose, words, world
from tests.bench.world import Article, Block, Entity, Fact, World

_STANDS = ("supports", "favours", "talks with", "neutral", "unlikely to help", "may help", "opposes", "refuses", "withdraws", "asked for help")
_RELATION_TYPES = ("leads", "backs", "fights", "part-of", "allied-with", "aide-of")
_ORIGINS = (1, 1, 1, 2, 3)
"""Of each source of a block: the second and third print the first one's agency, as outlets do."""
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_MKDOCS = """\
INHERIT: build/mkdocs.base.yml
docs_dir: build/docs
site_dir: site
theme:
  name: material
  font: false
plugins: [search]
markdown_extensions: [attr_list, footnotes, md_in_html, tables, {toc: {permalink: true}}]
"""
"""Enough to build with; the bench puts the real settings in its place."""


def make(root: Path, factor: int, seed: int = 1) -> None:
    """Write a project `factor` times the size of the real content into `root`, a folder that does not exist or is empty.

    Same factor and seed, same bytes. Raises FileExistsError where `root` holds something: nothing is overwritten.
    """
    root.mkdir(parents=True, exist_ok=True)
    if any(root.iterdir()):
        raise FileExistsError(f"{root} is not empty")
    for folder in ("seeds", *(f"content/{name}" for name in ("sources", "actors", "factions", "geography", "claims", "explainers"))):
        (root / folder).mkdir(parents=True)
    made = World(factor, seed)
    for block in made.blocks:
        for path, text in _files(made, block):
            (root / path).write_bytes(text.encode())
    (root / "content/site.yaml").write_bytes(_settings(made).encode())
    (root / "mkdocs.yml").write_bytes(_MKDOCS.encode())


def _files(made: World, block: Block) -> Iterator[tuple[str, str]]:
    for number, article in enumerate(block.articles):
        text = "\n\n".join(article.paragraphs) + "\n"
        yield f"seeds/{article.id}.txt", text
        yield f"content/sources/{article.id}.yaml", _source(article, number, text)
    for entity in block.entities:
        yield f"content/{entity.folder}/{entity.id}.yaml", _entity(entity)
    yield from _topics(made, block)
    for number in range(world.EXPLAINERS):
        name = f"e{block.number + 1}-{number + 1}"
        yield f"content/explainers/{name}.yaml", prose.explainer(made, block, number)


def _source(article: Article, number: int, text: str) -> str:
    lines = [
        f"id: {article.id}",
        f"title: {article.title}",
        f"container-title: {article.outlet}",
        f"URL: https://example.org/{article.id}",
        f"issued: {article.issued}",
        f"origin: o{_ORIGINS[number]}",
        "archived:",
        f"  file: seeds/{article.id}.txt",
        f"  sha256: {hashlib.sha256(text.encode()).hexdigest()}",
        "set_aside:",
    ]
    for place, sentence in enumerate(article.aside):
        lines += [f"  - quote: {sentence}", f"    reason: {'background' if place else 'headline'}", "    note: Bears on no question."]
    return "\n".join(lines) + "\n"


def _entity(entity: Entity) -> str:
    lines = [f"id: {entity.id}", f"name: {entity.name}", f"kind: {entity.kind}", "aliases:"]
    for alias in entity.aliases:
        lines += [f"  - name: {alias}", f"    basis: {'source' if alias in entity.printed else 'editor'}"]
    if entity.arabic:
        lines += [f"  - name: {entity.arabic}", "    lang: ar", "    basis: editor"]
    first, second = entity.facts[:2]
    lines += ["summary: >-", f"  {first.told} [@{first.id}].", f"  {second.told} [@{second.id}]."]
    return "\n".join(lines) + "\n"


def _topics(made: World, block: Block) -> Iterator[tuple[str, str]]:
    rng = made.rng("topics", block.number)
    issued = {article.id: article.issued for article in block.articles}
    answers = [fact for fact in block.facts if fact.answers]
    question_of = {fact.id: f"q{block.number + 1}-{i % world.QUESTIONS + 1}" for i, fact in enumerate(answers)}
    pairs = [fact for fact in block.facts if len(fact.about) == 2]
    positions = {fact.id for fact in pairs[: world.POSITIONS]}
    relations = {fact.id for fact in pairs[world.POSITIONS : world.POSITIONS + world.RELATIONS]}
    alone = [fact for fact in block.facts if len(fact.about) == 1]
    roles = {fact.id for fact in alone[: world.ROLES]}
    rows = {fact.id for fact in alone[world.ROLES : world.ROLES + world.INFOBOX]}
    claims: list[list[str]] = [[] for _ in range(world.TOPICS)]
    for i, fact in enumerate(block.facts):
        lines = _claim(fact, question_of.get(fact.id))
        earliest, latest = (end(issued[source] for source, _ in fact.quotes) for end in (min, max))
        if i % 5 < 2:
            day = earliest - timedelta(days=rng.randint(0, 20))
            lines += [f"    happened: {day}", f"    derived: Reckoned as {day.day} {_MONTHS[day.month - 1]} {day.year}."]
            lines += [f"    event: {' '.join(fact.rest[:3])}"] if i % 5 == 0 else []
        elif i % 5 == 2:
            lines.append(f"    as_of: {earliest}" if earliest == latest else f"    as_of: {earliest}/{latest}")
        first, last = fact.about[0].id, fact.about[-1].id
        if fact.id in positions:
            lines += ["    positions:", f"      - of: {first}", f"        toward: {last}"]
            lines += [f"        stand: {rng.choice(_STANDS)}", f"        words: {' '.join(fact.rest[:3])}"]
        if fact.id in relations:
            one, other = sorted((first, last))  # never both ways round
            lines += ["    relations:", f"      - from: {one}", f"        type: {rng.choice(_RELATION_TYPES)}", f"        to: {other}"]
        if fact.id in roles:
            lines += ["    roles:", f"      - of: {first}", f"        role: {' '.join(fact.rest[:2])}"]
        if fact.id in rows:
            lines += ["    infobox:", f"      - of: {first}", f"        label: {fact.rest[0].capitalize()}", f"        value: {fact.rest[1]}"]
        claims[i * world.TOPICS // world.CLAIMS] += lines
    for number in range(world.TOPICS):
        heading = " ".join(rng.choices(made.words, k=4)).capitalize()
        lines = [f"topic: {heading}", "claims:", *claims[number]]
        lines += _questions(made, block, number, question_of) + _marked(block, number)
        yield f"content/claims/t{block.number + 1}-{number + 1}.yaml", "\n".join(lines) + "\n"


def _claim(fact: Fact, question: str | None) -> list[str]:
    lines = [f"  - id: {fact.id}", f"    text: {fact.text}.", f"    about: [{', '.join(entity.id for entity in fact.about)}]"]
    if fact.speaker:
        lines += ["    kind: stated", f"    speaker: {fact.speaker.id}"]
    lines.append("    cite:")
    for source, quote in fact.quotes:
        lines += [f"      - source: {source}", f"        quote: {quote}"]
    if question:
        lines += ["    answers:", f"      question: {question}", f'      value: "{fact.figure}"', "      unit: crates"]
        lines += ["      qualifier: about"] if fact.mode == "hedged" else []
    return lines


def _questions(made: World, block: Block, number: int, question_of: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for i in range(number, world.QUESTIONS, world.TOPICS):
        name = f"q{block.number + 1}-{i + 1}"
        assert name in question_of.values()
        lines += [f"  - id: {name}", f"    text: How many {' '.join(made.rng(name).choices(made.words, k=3))}?"]
    return ["questions:", *lines] if lines else []


def _marked(block: Block, number: int) -> list[str]:
    """The inferences and absences of a topic."""
    lines: list[str] = []
    if number < world.INFERENCES:
        first, second = prose.premises(block, number)
        lines += ["inferences:", f"  - id: i{block.number + 1}-{number + 1}", f"    text: {prose.inferred(block, number)}."]
        lines += [f"    about: [{first.about[0].id}]", f"    from: [{first.id}, {second.id}]", "    would_change: A source with another word."]
    absences = range(number, world.ABSENCES, world.TOPICS)
    lines += ["absences:"] if absences else []
    for i in absences:
        terms = [words.unheard(2 * (block.number * world.ABSENCES + i) + second) for second in (0, 1)]
        lines += [f"  - id: a{block.number + 1}-{i + 1}", f"    text: None of the sources tells of {terms[0]}.", f"    terms: [{', '.join(terms)}]"]
    return lines


def _settings(made: World) -> str:
    days = [article.issued for block in made.blocks for article in block.articles]
    fact = made.blocks[0].facts[0]
    lines = ["title: An invented site", "description: Invented from end to end, to measure with.", "url: https://invented.example/"]
    lines += [f"covers: {min(days) - timedelta(days=20)}/{max(days)}", f"as_of: {max(days)}"]
    lines += ["intro: >-", f"  {fact.text} [@{fact.id}].", "  Everything here is invented.{.signpost}"]
    lines += ["licence:", "  name: CC BY 4.0", "  url: https://creativecommons.org/licenses/by/4.0/", "origins:"]
    for number in sorted(set(_ORIGINS)):
        lines += [f"  - id: o{number}", f"    name: Agency {number}"]
    lines.append("relation_types:")
    for name in _RELATION_TYPES:
        words_of = name.replace("-", " ")
        lines += [f"  - id: {name}", f"    label: {words_of}", f"    inverse: reverse of {words_of}"]
    lines += ["explainers:", *(f"  - e{block.number + 1}-{i + 1}" for block in made.blocks for i in range(world.EXPLAINERS))]
    lines += ["limits:", "  quoted_share: 0.95", "  untriaged: 0"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), *(int(argument) for argument in sys.argv[3:4]))
