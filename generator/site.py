"""The resolved site: every record by id, the archived texts, the quotes as matched, and the back links between them.

Pure data with look-ups. It must not read files or judge content: the resolver fills it, the checks judge it, the pages show it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator import prose, sentences
from generator.linker import Linker, Mentions
from generator.loader import Loaded
from generator.map.geometry import Geometry
from generator.models import Absence, Citation, Claim, Entity, Explainer, Inference, Question, Relation, Settings, Source, Topic
from generator.problems import Location
from generator.prose.model import Sentence
from generator.quotes.matcher import Match
from generator.quotes.normalise import Normalised
from generator.stretches import Stretch, stretches


@dataclass(frozen=True)
class ArchivedText:
    """The text of a source as read. `path` is relative to the project; offsets everywhere count characters of `raw`."""

    path: str
    raw: str
    normalised: Normalised
    language: str = "en"

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Spans of the sentences, in order."""
        return sentences.split(self.raw, self.language)

    def sentence_span(self, start: int, end: int) -> tuple[int, int]:
        """From the start of the first to the end of the last sentence that the span touches."""
        first = bisect_right(self.sentences, start, key=lambda span: span[1])
        last = bisect_left(self.sentences, end, key=lambda span: span[0]) - 1
        return (self.sentences[first][0], self.sentences[last][1]) if first <= last else (start, end)

    def location(self, offset: int) -> Location:
        """Line and column of a character."""
        line_start = self.raw.rfind("\n", 0, offset) + 1
        return Location(self.path, self.raw.count("\n", 0, offset) + 1, offset - line_start + 1)


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence or sentences of a source that a quote stands in. `start` is their offset in `text.raw`."""

    text: ArchivedText
    start: int
    sentence: str
    match: Match

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The pieces of the quote as offsets in `sentence`."""
        return [(a - self.start, b - self.start) for a, b in self.match.spans]


@dataclass(frozen=True)
class ProseField:
    """A piece of prose and where it stands: the record that holds it and the keys of the field."""

    owner: Loaded
    keys: tuple[str | int, ...]
    prose: prose.Prose

    @cached_property
    def stretches(self) -> list[tuple[Sentence, tuple[Stretch, ...]]]:
        """Its sentences in reading order, each with its stretches."""
        return list(stretches(self.prose))


@dataclass(frozen=True)
class Site:
    """All there is to publish. Dictionaries keep reading order: explainers as in site.yaml, everything else by file name."""

    settings: Settings
    sources: dict[str, Source]
    texts: dict[str, ArchivedText]
    entities: dict[str, Entity]
    topics: dict[str, Topic]
    claims: dict[str, Claim]
    questions: dict[str, Question]
    inferences: dict[str, Inference]
    absences: dict[str, Absence]
    explainers: dict[str, Explainer]
    topic_of: dict[str, str]
    matches: dict[tuple[str, int], Match]
    reply_matches: dict[tuple[str, int], Match]
    set_aside: dict[tuple[str, int], Match]
    passages: dict[str, list[tuple[str, tuple[int, int]]]]
    loaded: dict[tuple[str, str], Loaded]
    broken: frozenset[str] = frozenset()
    geometry: Geometry | None = None

    def where(self, kind: str, name: str, *keys: str | int, **options: Any) -> Location:
        """The place of a field of a record; `kind` is the folder, or the list's name inside a topic file."""
        return self.loaded[kind, name].where(*keys, **options)

    def citations(self) -> Iterator[tuple[Claim, int, Citation]]:
        """Every citation of every claim, with its index in the claim."""
        for claim in self.claims.values():
            for index, citation in enumerate(claim.cite):
                yield claim, index, citation

    @cached_property
    def contexts(self) -> dict[tuple[str, int], Context]:
        """The sentence around each quote that was found, by claim and index of the citation. Quotes of one sentence share its text."""
        found: dict[tuple[str, int], Context] = {}
        cut: dict[tuple[str, int, int], str] = {}
        for claim, index, citation in self.citations():
            match, text = self.matches.get((claim.id, index)), self.texts.get(citation.source)
            if match and text and match.spans:
                start, end = text.sentence_span(match.spans[0][0], match.spans[-1][1])
                place = (citation.source, start, end)
                if place not in cut:
                    cut[place] = text.raw[start:end]
                found[claim.id, index] = Context(text, start, cut[place], match)
        return found

    def forget(self) -> None:
        """Gives back the memory of what only the checks ask for."""
        vars(self).pop("contexts", None)
        for part in self.prose_fields:
            vars(part).pop("stretches", None)

    @cached_property
    def prose_fields(self) -> list[ProseField]:
        """Every piece of prose of the site, parsed, in file order."""
        return list(self._prose_fields())

    def _prose_fields(self) -> Iterator[ProseField]:
        language = self.settings.language
        for (kind, _), loaded in self.loaded.items():
            record = loaded.record
            fields: list[tuple[tuple[str | int, ...], str | None]] = []
            if kind in ("actors", "factions", "geography"):
                fields = [(("summary",), record.summary)]
            elif kind == "explainers":
                fields = [(("short_answer",), record.short_answer)]
                fields += [(("sections", i, "text"), section.text) for i, section in enumerate(record.sections)]
            elif kind == "site":
                fields = [(("intro",), record.intro), (("naming",), record.naming)]
            for keys, text in fields:
                if text:
                    yield ProseField(loaded, keys, prose.parse(text, language))

    @cached_property
    def quoted_in(self) -> dict[str, list[tuple[int, int, str]]]:
        """The stretches of each source that claims and replies quote: raw start, end and claim id. Retired claims are left out."""
        found: dict[str, list[tuple[int, int, str]]] = {source: [] for source in self.sources}
        for claim in self.claims.values():
            if claim.retired is not None:
                continue
            cited = [(c.source, self.matches.get((claim.id, i))) for i, c in enumerate(claim.cite)]
            cited += [(c.source, self.reply_matches.get((claim.id, i))) for i, c in enumerate(claim.reply.cite if claim.reply else ())]
            for source, match in cited:
                found.setdefault(source, []).extend((start, end, claim.id) for start, end in (match.spans if match else ()))
        return found

    @cached_property
    def live_claims(self) -> list[Claim]:
        """The claims that are not withdrawn, in file order."""
        return [claim for claim in self.claims.values() if claim.retired is None]

    @cached_property
    def claims_about(self) -> dict[str, list[Claim]]:
        """Claims by the entity they are about, in file order; retired claims are left out."""
        found: dict[str, list[Claim]] = {entity: [] for entity in self.entities}
        for claim in self.claims.values():
            if claim.retired is None:
                for entity in claim.about:
                    if entity in found:
                        found[entity].append(claim)
        return found

    @cached_property
    def absences_about(self) -> dict[str, list[Absence]]:
        """Absences by the entity that a reader would ask them about, in file order."""
        found: dict[str, list[Absence]] = {}
        for absence in self.absences.values():
            for entity in absence.about:
                found.setdefault(entity, []).append(absence)
        return found

    @cached_property
    def explained_by(self) -> dict[str, set[str]]:
        """The explainers that are about each entity."""
        found: dict[str, set[str]] = {}
        for explainer in self.explainers.values():
            for entity in explainer.about:
                found.setdefault(entity, set()).add(explainer.id)
        return found

    @cached_property
    def explainer_order(self) -> dict[str, int]:
        """The place of each explainer in the reading order."""
        return {name: place for place, name in enumerate(self.explainers)}

    @cached_property
    def relations_of(self) -> dict[str, list[tuple[Claim, Relation]]]:
        """The relations each entity stands in, on either side, with the claims they rest on."""
        found: dict[str, list[tuple[Claim, Relation]]] = {}
        for claim in self.claims.values():
            for relation in claim.relations if claim.retired is None else ():
                for entity in dict.fromkeys((relation.subject, relation.object)):
                    found.setdefault(entity, []).append((claim, relation))
        return found

    @cached_property
    def cited_on(self) -> dict[str, list[tuple[str, str]]]:
        """Where each claim, inference or absence is cited in prose: (kind, id) of the records, in reading order, each once."""
        found: dict[str, list[tuple[str, str]]] = {}
        for part in self.prose_fields:
            kind = "site" if part.owner.name == "site" else self.kind_of[part.owner.name]
            for reference in part.prose.references:
                places = found.setdefault(reference.id, [])
                if (kind, part.owner.name) not in places:
                    places.append((kind, part.owner.name))
        return found

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """The folder of each entity, explainer and source, by id."""
        return {name: kind for kind, name in self.loaded if kind in ("sources", "actors", "factions", "geography", "explainers")}

    @cached_property
    def mentions(self) -> Mentions:
        """Finds mentions of entities under every spelling, vague and shared ones included."""
        names = [(entity.name, entity.id) for entity in self.entities.values()]
        return Mentions(names + [(alias.name, entity.id) for entity in self.entities.values() for alias in entity.aliases])

    @cached_property
    def names(self) -> Mentions:
        """Finds mentions of entities by name: like `mentions`, without the vague spellings (`link: false`)."""
        names = [(entity.name, entity.id) for entity in self.entities.values()]
        return Mentions(names + [(alias.name, entity.id) for entity in self.entities.values() for alias in entity.aliases if alias.link])

    @cached_property
    def linker(self) -> Linker:
        """Finds the first mention of each entity under a spelling that fits only it.

        A vague spelling (`link: false`) counts as shared, so that it links nowhere, not even to another entity that bears it as its name.
        """
        names = [(entity.name, entity.id) for entity in self.entities.values()]
        for entity in self.entities.values():
            for alias in entity.aliases:
                if not alias.lang:
                    names += [(alias.name, entity.id)] if alias.link else [(alias.name, entity.id), (alias.name, "")]
        return Linker(names)
