"""The made world: entities, facts about them and the articles that print the facts, all held in memory.

One block is as large as the real content; a world of factor n has n blocks, each from a generator of its own, so that
time and size grow with the factor and nothing else. Must not write files: that is the maker's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from random import Random

from tests.bench import words

# The size of the real content, counted by hand; count again when it has grown by a fifth.
SENTENCES = (16, 24, 30, 83, 29)
"""Sentences of each source of a block."""
ACTORS, FACTIONS, PLACES = 24, 9, 7
ENTITIES = ACTORS + FACTIONS + PLACES
CLAIMS = 203
CITATIONS = 219
TOPICS = 14
QUESTIONS, ANSWERS = 13, 47
POSITIONS, RELATIONS, ROLES, INFOBOX = 19, 29, 15, 42
INFERENCES, ABSENCES = 7, 35
EXPLAINERS, EXPLAINER_SENTENCES = 10, 30

_SET_ASIDE_EVERY = 12
_FIRST_DAY = date(1901, 1, 1).toordinal()
_REST = 8
"""Words of a fact after its names and figure, which makes quotes as long as real ones."""
_RETOLD = 2
"""After so many of them another source, which tells the fact again, puts in a word: a longer run would make the two texts one origin."""
_WEIGHTS = tuple(accumulate(1 / rank for rank in range(1, ENTITIES + 1)))
"""A few entities are in most of the news."""
_KINDS = {
    "actors": ("person", "person", "state", "organisation"),
    "factions": ("movement", "alliance"),
    "geography": ("city", "valley", "province"),
}


@dataclass
class Entity:
    """An actor, faction or place with its spellings; `printed` grows as articles use them."""

    id: str
    folder: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    arabic: str | None
    printed: set[str] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)


@dataclass
class Fact:
    """What a claim says. `quotes` holds (source id, exact words) once the articles are written."""

    id: str
    about: tuple[Entity, ...]
    verb: str
    figure: str | None
    rest: tuple[str, ...]
    mode: str = "plain"
    speaker: Entity | None = None
    told_again: bool = False
    answers: bool = False
    outlet: str = ""
    quotes: list[tuple[str, str]] = field(default_factory=list)

    def phrase(self, subject: str, length: int = _REST, added: str = "") -> str:
        """The fact in words, with `subject` as the spelling of its first entity, and `length` of the words after names and figure."""
        parts = [subject, self.verb, *(entity.name for entity in self.about[1:])]
        if self.figure:
            parts += ["about", self.figure] if self.mode == "hedged" else [self.figure]
        parts += [*self.rest[:_RETOLD], added, *self.rest[_RETOLD:length]] if added else self.rest[:length]
        lead = f"{self.speaker.name} said that " if self.speaker else ""
        return lead + " ".join(parts)

    @property
    def text(self) -> str:
        """The sentence of the claim, without its full stop."""
        return self.phrase(self.about[0].name, _REST - 1)

    @property
    def told(self) -> str:
        """The same in prose, where an answer to a question, which another may contradict, names its outlet."""
        return f"In {self.outlet}, {self.text}" if self.answers else self.text


@dataclass
class Article:
    """A source and its text: `paragraphs` in order, and the sentences that carry no fact."""

    id: str
    title: str
    outlet: str
    issued: date
    paragraphs: list[str]
    aside: list[str]


@dataclass
class Block:
    """As much as the real content holds."""

    number: int
    entities: list[Entity]
    facts: list[Fact]
    articles: list[Article]


class World:
    """The blocks of a factor and seed. Same factor and seed, same world."""

    def __init__(self, factor: int, seed: int) -> None:
        self.seed = seed
        self.taken: set[str] = set()
        self.words = words.vocabulary(Random(f"words {seed}"))
        self.entities: list[Entity] = []
        self.blocks = [self._block(number) for number in range(factor)]

    def rng(self, *label: object) -> Random:
        """A generator for one purpose: what it yields does not hang on what was drawn elsewhere."""
        return Random(" ".join(map(str, (self.seed, *label))))

    def _block(self, number: int) -> Block:
        rng = self.rng("block", number)
        entities = [self._entity(rng, place) for place in range(ENTITIES)]
        self.entities += entities
        facts = [self._fact(rng, f"c{number + 1}-{i + 1}", i, entities) for i in range(CLAIMS)]
        articles = self._articles(rng, number, facts, entities)
        return Block(number, entities, facts, articles)

    def _entity(self, rng: Random, place: int) -> Entity:
        folder = "actors" if place < ACTORS else "factions" if place < ACTORS + FACTIONS else "geography"
        first, last = words.name_part(rng, self.taken, 3), words.name_part(rng, self.taken, 4)
        name = f"{first} {last}"
        aliases = (f"{first} {words.respelt(rng, last, self.taken)}", last)
        arabic = words.right_to_left(rng) if place % 10 == 0 else None
        return Entity(name.lower().replace(" ", "-"), folder, _KINDS[folder][place % len(_KINDS[folder])], name, aliases, arabic)

    def _fact(self, rng: Random, name: str, i: int, entities: list[Entity]) -> Fact:
        first = entities[i % ENTITIES] if i < 2 * ENTITIES else rng.choices(entities, cum_weights=_WEIGHTS)[0]
        about: tuple[Entity, ...] = (first,)
        if i % 5 < 3:
            # one in ten looks beyond its block, as far back as the world goes
            pool = self.entities if rng.random() < 0.1 else entities
            other = rng.choice(pool)
            about = (first, other) if other is not first else about
        figure = f"{rng.randint(1000, 98000):,}" if i % 2 else None
        answers = figure is not None and i // 2 < ANSWERS
        fact = Fact(name, about, rng.choice(self.words), figure, tuple(rng.choices(self.words, k=_REST)), answers=answers)
        for entity in about:
            entity.facts.append(fact)
        return fact

    def _articles(self, rng: Random, number: int, facts: list[Fact], entities: list[Entity]) -> list[Article]:
        cited = [(s, n) for s, count in enumerate(SENTENCES) for n in range(1, count) if n % _SET_ASIDE_EVERY]
        doubled = set(rng.sample(cited, CITATIONS - len(cited)))
        slots = [place for place in cited for _ in range(2 if place in doubled else 1)]
        rng.shuffle(slots)
        placed = list(zip(slots, facts, strict=False))
        once = {fact.id: place[0] for place, fact in placed}
        for place in slots[len(facts) :]:
            again = rng.choice(facts)
            while once.get(again.id, place[0]) == place[0]:  # told twice already, or by this very source
                again = rng.choice(facts)
            placed.append((place, again))
            del once[again.id]
            again.told_again = True
        content: dict[tuple[int, int], list[Fact]] = {}
        shared = set()
        for place, fact in placed:
            content.setdefault(place, []).append(fact)
            if place in doubled:
                shared.add(fact.id)
        # A hedge or "said" belongs to a whole sentence: only facts that stand alone wherever they stand may have one.
        for fact in facts:
            if fact.id not in shared and rng.random() < 0.7 and (fact.figure or not fact.told_again):
                fact.mode = "hedged" if fact.figure else "said"
                fact.speaker = rng.choice([e for e in entities[:ACTORS] if e not in fact.about]) if fact.mode == "said" else None
        return [self._article(rng, number, s, count, content) for s, count in enumerate(SENTENCES)]

    def _article(self, rng: Random, number: int, s: int, count: int, content: dict[tuple[int, int], list[Fact]]) -> Article:
        source = f"s{number + 1}-{s + 1}"
        title = self._sentence(rng, 7)
        outlet = f"The {title.split()[0]} Gazette"
        body, aside = [], [title]
        for n in range(1, count):
            clauses = [self._clause(rng, fact, source, outlet) for fact in content.get((s, n), ())]
            sentence = ", and ".join(clauses) if clauses else self._sentence(rng, 14)
            if not clauses:
                aside.append(sentence)
            elif rng.random() < 0.1:
                sentence += f" “{rng.choice(self.words)} {rng.choice(self.words)}” {rng.choice(self.words)}"
            body.append(sentence + ".")
        paragraphs = [title]
        while body:
            size = rng.randint(1, 3)
            paragraphs.append(" ".join(body[:size]))
            body = body[size:]
        issued = date.fromordinal(_FIRST_DAY + 30 + number * len(SENTENCES) + s)
        return Article(source, title, outlet, issued, paragraphs, aside)

    def _clause(self, rng: Random, fact: Fact, source: str, outlet: str) -> str:
        entity = fact.about[0]
        spelling = entity.name if fact.quotes else rng.choice((entity.name, entity.name, *entity.aliases))
        entity.printed.add(spelling)
        for other in fact.about[1:]:
            other.printed.add(other.name)
        quote = fact.phrase(spelling, added=rng.choice(self.words) if fact.quotes else "")
        fact.quotes.append((source, quote))
        fact.outlet = fact.outlet or outlet
        return f"{quote} {' '.join(rng.choices(self.words, k=5))}"

    def _sentence(self, rng: Random, length: int) -> str:
        return " ".join(rng.choices(self.words, k=length)).capitalize()
