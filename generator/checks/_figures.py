"""What the two checks on figures share: the figures that the quotes of a claim print, and the figures of our own words.

Not a check itself. Figures inside a known name ("Radio 4") are left out of what is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.figures import Evidence, Figure, Verdict, figures, judge
from generator.figures.compare import from_fields
from generator.figures.lexicon import lexicon
from generator.models import Citation, Claim
from generator.quotes.matcher import Match
from generator.site import Site

_WORD = re.compile(r"\w+")
_SMALL = 12  # what a reader counts at a glance


@dataclass(frozen=True)
class Reader:
    """Reads the figures of a site. `names` holds the spellings with a figure in them, `places` where it may stand, by its value."""

    site: Site
    names: frozenset[str]
    places: dict[str, set[tuple[int, int]]]
    known: dict[str, Evidence | None] = field(default_factory=dict)
    read: dict[str, list[Figure]] = field(default_factory=dict)

    def own(self, text: str) -> list[Figure]:
        """The figures of our own words, without those that are part of a name."""
        if text not in self.read:
            self.read[text] = [found for found in figures(text, self.site.settings.language) if not self._named(text, found)]
        return self.read[text]

    def _named(self, text: str, figure: Figure) -> bool:
        places = self.places.get(figure.value, ())
        return any(figure.start >= before and text[figure.start - before :][:length] in self.names for before, length in places)

    def quoted(self, cites: Iterable[Citation], matches: Iterable[Match | None]) -> Evidence | None:
        """What the quotes print, with qualifiers right before them; None where a quote was not found, which is another check's affair."""
        found: list[Figure] = []
        one = first = False
        for cite, match in zip(cites, matches, strict=True):
            if match is None or not match.spans or cite.source not in self.site.texts:
                return None
            text = self.site.texts[cite.source]
            words = lexicon(text.language)
            for start, end in match.spans:
                a, b = text.sentence_span(start, end)
                found += [f for f in figures(text.raw[a:b], text.language) if a + f.start >= start and a + f.end <= end]
                said = set(_WORD.findall(text.raw[start:end].lower()))
                one = one or not said.isdisjoint(words.sets.get("ones", ()))
                first = first or not said.isdisjoint(words.sets.get("one_ordinals", ()))
        return Evidence(tuple(found), one, first, frozenset(f.value[:4] for f in found if f.kind in ("date", "year")))

    def evidence(self, claim: Claim) -> Evidence | None:
        """What carries the figures of a claim: its quotes, its own dates and those of its sources."""
        if claim.id not in self.known:
            quoted = self.quoted(claim.cite, [self.site.matches.get((claim.id, i)) for i in range(len(claim.cite))])
            self.known[claim.id] = None if quoted is None else quoted | self.dated(claim, claim.cite)
        return self.known[claim.id]

    def dated(self, claim: Claim, cites: Iterable[Citation]) -> Evidence:
        """What the date fields of a claim and of its sources carry."""
        fields = [value for value in (claim.happened, claim.said, claim.as_of) if value]
        named = {figure.value for figure in self.own(claim.text)}
        for cite in cites:
            if cite.source in self.site.sources:
                fields.append(_one_day(self.site.sources[cite.source].issued, named))
        return from_fields(fields)

    def derived(self, claim: Claim) -> tuple[Figure, ...]:
        """The figures that the claim's `derived` accounts for."""
        return tuple(figures(claim.derived, self.site.settings.language)) if claim.derived else ()

    def readable(self, claim: Claim) -> bool:
        """Whether there are word lists for the languages of all its sources."""
        return all(lexicon(self.site.texts[cite.source].language).known for cite in claim.cite if cite.source in self.site.texts)


def reader(site: Site) -> Reader:
    """The reader of a site, made once: it is kept with the site, as the site keeps its own look-ups."""
    made: Reader = vars(site).setdefault("_figures_reader", None) or _made(site)
    vars(site)["_figures_reader"] = made
    return made


def _made(site: Site) -> Reader:
    spelt = {name for entity in site.entities.values() for name in (entity.name, *(alias.name for alias in entity.aliases))}
    for source in site.sources.values():
        spelt |= {name for name in (source.container_title, source.house, source.title) if name}
    spelt |= {name for claim in site.claims.values() for name in (claim.via, claim.speaker and claim.speaker.name) if name}
    spelt |= {origin.name for origin in site.settings.origins}
    places: dict[str, set[tuple[int, int]]] = {}
    names = set()
    for name in spelt:
        for found in figures(name, site.settings.language):
            names.add(name)
            places.setdefault(found.value, set()).add((found.start, len(name)))
    return Reader(site, frozenset(names), places)


def verdicts(read: Reader, text: str, evidence: Evidence, derived: tuple[Figure, ...] = ()) -> Iterator[tuple[Figure, Verdict]]:
    """Each figure of our own words that is not carried as it stands, with what is wrong. What `derived` accounts for is right."""
    accounted = Evidence(derived, years=evidence.years)
    for figure in read.own(text):
        verdict = judge(figure, evidence)
        if is_sound(verdict):
            continue
        if is_sound(judge(figure, accounted)):
            continue
        back = _is_count(figure) and not any(map(_is_count, evidence.figures)) and refers_back(text, figure, read.site.settings.language)
        if verdict.carried or not back:
            yield figure, verdict


def is_sound(verdict: Verdict) -> bool:
    """Whether a figure is carried as it stands."""
    return verdict.carried and not (verdict.lost or verdict.gained)


def _one_day(issued: str, named: set[str]) -> str:
    """The first day of publication "22 or 23 August", by which texts call it; the interval where a text names both days."""
    first, _, last = issued.partition("/")
    if not last or {point.rstrip("~?%") for point in (first, last)} <= named:
        return issued
    return first if first[-1] in "~?%" else f"{first}?"


def _is_count(figure: Figure) -> bool:
    """Whether a figure is a small number of nothing measured ("two leaders")."""
    return figure.kind == "number" and not figure.unit and figure.value.isdecimal() and int(figure.value) <= _SMALL


def refers_back(text: str, figure: Figure, language: str) -> bool:
    """Whether a number in words only points at what was named before: "the two were seen"."""
    before = text[max(0, figure.start - 12) : figure.start].lower().split()
    return bool(before) and lexicon(language).has("definites", before[-1]) and not any(map(str.isdigit, text[figure.start : figure.end]))


def printed(text: str, figure: Figure) -> str:
    """The figure as the text writes it, with its unit's name where that helps."""
    words = text[figure.start : figure.end]
    return f"{words} ({figure.unit})" if figure.unit and figure.unit not in words else words


@dataclass(frozen=True)
class Advice:
    """The way out in the words of a check: for a figure that is `absent`, and for one whose qualifiers were `changed`."""

    absent: str
    changed: str


def problem_id(verdict: Verdict, unsupported: str, lost: str, gained: str) -> str:
    """Which of a check's three ids a verdict belongs to."""
    if not verdict.carried:
        return unsupported
    return lost if verdict.lost else gained


def message(text: str, figure: Figure, verdict: Verdict, advice: Advice) -> str:
    """What is wrong with a figure, and the way out."""
    words = printed(text, figure)
    return f'{_qualified(verdict)} at "{words}"; {advice.changed}' if verdict.carried else f'"{words}" {advice.absent}'


def _qualified(verdict: Verdict) -> str:
    """What is wrong with the qualifiers, in words: `"more than" is lost`."""
    parts = [f"{_list(families)} {verb}" for families, verb in ((verdict.lost, "is lost"), (verdict.gained, "is added")) if families]
    return " and ".join(parts)


def _list(families: frozenset[str]) -> str:
    return ", ".join(f'"{family}"' for family in sorted(families))
