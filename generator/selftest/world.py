"""What the kinds of errors draw from: the untouched site with its records, quotes and sentences in random order, and ways to edit them.

Reads the resolved site and never a check. Retired claims are left out: nothing is held against them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random
from typing import Any

from generator.loader import Loaded
from generator.models import Citation, Claim, Entity
from generator.reader import read
from generator.selftest.plants import Edit, Keys, Plant
from generator.site import ProseField, Site


@dataclass(frozen=True)
class Passage:
    """A cited sentence of prose with its marks: `raw` stands at `start` of the text of the field."""

    part: ProseField
    text: str
    start: int
    raw: str
    claims: tuple[Claim, ...]

    def with_raw(self, new: str) -> str:
        """The whole field with the sentence replaced."""
        return self.text[: self.start] + new + self.text[self.start + len(self.raw) :]


@dataclass(frozen=True)
class World:
    """The untouched site, seen by a kind of error. `archived` holds the archived texts by path."""

    site: Site
    archived: Mapping[str, str]

    @property
    def language(self) -> str:
        """The language of the site's own words."""
        return self.site.settings.language

    def claims(self, random: Random) -> list[Claim]:
        """The claims in random order."""
        return _shuffled([claim for claim in self.site.claims.values() if claim.retired is None], random)

    def quotes(self, random: Random) -> list[tuple[Claim, int, Citation]]:
        """The citations that were found in their sources, in random order: claim, index in it, citation."""
        found = [(claim, i, cited) for claim, i, cited in self.site.citations() if claim.retired is None]
        return _shuffled([one for one in found if (match := self.site.matches.get((one[0].id, one[1]))) and match.spans], random)

    def sentences(self, random: Random) -> list[Passage]:
        """The sentences of prose that cite claims and nothing else, in random order."""
        return _shuffled(self._passages, random)

    def entities(self, random: Random, *folders: str) -> list[Entity]:
        """Entities in random order, of some folders or of all."""
        return _shuffled([one for one in self.site.entities.values() if not folders or self.site.kind_of[one.id] in folders], random)

    @cached_property
    def _passages(self) -> list[Passage]:
        found = []
        for part in self.site.prose_fields:
            text = value_at(part.owner, part.keys)
            sentences = part.prose.sentences
            ends = [sentence.offset for sentence in sentences[1:]] + [len(text)]
            for sentence, end in zip(sentences, ends, strict=True):
                claims = tuple(self.site.claims[cited.id] for cited in sentence.citations if cited.id in self.site.claims)
                raw = text[sentence.offset : end].rstrip()
                if claims and len(claims) == len(sentence.citations):
                    found.append(Passage(part, text, sentence.offset, raw, claims))
        return found

    def at(self, kind: str, name: str) -> Loaded:
        """A record; `kind` is the folder, or the list's name in a topic file."""
        return self.site.loaded[kind, name]

    def change(self, loaded: Loaded, values: Mapping[Keys, Any], words: str) -> Plant:
        """A plant in one record: new values by the keys inside the record (None deletes)."""
        edits = tuple(Edit(loaded.document.path, (*loaded.keys, *keys), value) for keys, value in values.items())
        return Plant(f"{loaded.name}: {words}", edits, ((loaded.document.path, loaded.keys),))

    def claim(self, claim: Claim, values: Mapping[Keys, Any], words: str) -> Plant:
        """A plant in a claim."""
        return self.change(self.at("claims", claim.id), values, words)

    def text(self, claim: Claim, new: str) -> Plant:
        """A plant in the text of a claim."""
        return self.claim(claim, {("text",): new}, f"the text becomes: {new}")

    def quote(self, claim: Claim, index: int, new: str) -> Plant:
        """A plant in a quote."""
        return self.claim(claim, {("cite", index, "quote"): new}, f"the quote becomes: {new}")

    def prose(self, passage: Passage, new: str) -> Plant:
        """A plant in a sentence of prose; it must be found in the same field."""
        owner, keys = passage.part.owner, (*passage.part.owner.keys, *passage.part.keys)
        path = owner.document.path
        edit = Edit(path, keys, passage.with_raw(new))
        return Plant(f"{owner.name}: the sentence becomes: {' '.join(new.split())}", (edit,), ((path, keys),))

    def around(self, claim: Claim, index: int) -> str:
        """The sentence or sentences of the source in which a quote stands; empty where it was not found."""
        match = self.site.matches.get((claim.id, index))
        if match is None or not match.spans:
            return ""
        text = self.site.texts[claim.cite[index].source]
        start, end = text.sentence_span(match.spans[0][0], match.spans[-1][1])
        return text.raw[start:end]


def value_at(loaded: Loaded, keys: Keys) -> Any:
    """The value in a record as the editor wrote it."""
    value = _data(loaded.document.path, loaded.document.text)
    for key in (*loaded.keys, *keys):
        value = value[key]
    return value


@lru_cache(maxsize=1 << 12)
def _data(path: str, text: str) -> Any:
    return read(path, text.encode("utf-8")).data


def _shuffled(items: list[Any], random: Random) -> list[Any]:
    return random.sample(items, len(items))


def drawn(items: Iterator[Any] | list[Any], random: Random) -> Any | None:
    """One of the items, or None where there are none."""
    found = list(items)
    return random.choice(found) if found else None
