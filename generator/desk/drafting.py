"""A draft of a claim from words of a source: what can be read off them stands in it, what cannot is said in a note.

The draft keeps the source's own words, hedges and figures; to put them into the site's words is the editor's work. Writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator import relative_dates
from generator.desk import passages
from generator.desk.names import names
from generator.desk.passages import Passage
from generator.desk.speakers import Voice, voice
from generator.figures.scanner import figures
from generator.lexicon import entries, tokens
from generator.site import Site
from generator.stances import hedges_of

_ID_WORDS = 6
_ID_LENGTH = 48
_WIDEST = 60
"""Most words of a sentence to which a quote is widened, so that its hedge is kept."""
_PLAIN = re.compile(r"[^a-z0-9]+")
_MARKS = " \"'“”‘’«»„"
_COUNTS = ("number", "range", "percent", "money", "vague")
_SOON = 20
"""How many characters behind "said" a date may stand and still be the day of saying it."""


@dataclass(frozen=True)
class Draft:
    """The fields of the claim in the order in which they are typed, and what the editor is told about it, a line each."""

    claim: dict[str, Any]
    notes: tuple[str, ...]


def draft(site: Site, found: list[Passage], name: str | None = None) -> Draft:
    """A draft that quotes the passages, the first of each source. `name` is the id; else it is made from the words."""
    notes: list[str] = []
    cited = [_widened(passage, notes) for passage in {passage.source.id: passage for passage in reversed(found)}.values()][::-1]
    if len(found) > len(cited):
        others = ", ".join(str(passage.location) for passage in found if passage.source.id in {p.source.id for p in cited} and passage not in cited)
        notes.append(f"the words stand more than once; the first place is cited, the others are {others}")
    main = cited[0]
    who = voice(site, main)
    claim: dict[str, Any] = {"id": name or _id(site, main), "text": _text(site, main, who), "about": _about(site, main, notes)}
    if who.known:
        claim["kind"] = "quoted" if who.direct else "stated"
        claim["speaker"] = who.entity or {"name": who.name.removeprefix("the ")}
        notes.append(f'speaker: "{who.name}" is a guess from the sentence; is it who says so?')
    elif who.verb and not who.direct:
        notes.append(f'speaker: the sentence has "{who.verb}"; if somebody says so, add speaker: and name them in the text')
    elif who.direct or who.pronoun:
        claim["kind"] = "quoted" if who.direct else "stated"
        pointer = f'"{who.pronoun}" says so' if who.pronoun else "the words stand in quotation marks"
        notes.append(f"speaker: {pointer}; look who is meant and add speaker:")
    claim |= _dates(main, who, notes)
    claim["cite"] = [passage.citation() | _short(passage) for passage in cited]
    notes += _remarks(site, main)
    return Draft(claim, tuple(notes))


def _widened(passage: Passage, notes: list[str]) -> Passage:
    """The whole sentence where it hedges outside the words, so that the hedge is not lost. The full stop at its end is left out."""
    text = passage.source.text
    start, end = passage.sentence
    if passage.quote.endswith(".") and passage.end == end:
        passage = passages.at(passage.source, passage.start, end - 1)
    words = tokens(text.raw[start:end])
    hedges = [hedge for at, hedge in _hedges(text.raw[start:end], text.language) if not passage.start <= start + at < passage.end]
    if not hedges or "[" in passage.quote:
        return passage
    hedge = hedges[0]
    if sum(token.worded for token in words) > _WIDEST:
        notes.append(f'the sentence hedges with "{hedge}", outside your words: keep it in the text, or quote more')
        return passage
    notes.append(f'the quote was widened to the whole sentence, since that hedges with "{hedge}"')
    raw = text.raw[start:end].rstrip(" .")
    return passages.at(passage.source, start, start + len(raw))


def _text(site: Site, passage: Passage, who: Voice) -> str:
    """The words as printed as a sentence, with who says so where that stands outside the quote."""
    words = passage.quote.strip(_MARKS if who.direct else " ").rstrip(" .,;:")
    start, _ = passage.sentence
    article = "the " if who.name.startswith("the ") else ""
    name = article + site.entities[who.entity].name if who.entity in site.entities else who.name
    outside = who.known and not passage.start <= start + who.said_after <= passage.end
    if who.direct and who.known:
        return f"{name[:1].upper()}{name[1:]} said: “{words}”."
    if outside:
        return f"{words[:1].upper()}{words[1:]}, {name} said."
    return f"{words[:1].upper()}{words[1:]}."


def _about(site: Site, passage: Passage, notes: list[str]) -> list[str]:
    """The entities named in the quote, else those of its sentence."""
    start, end = passage.sentence
    for text in (passage.quote, passage.source.text.raw[start:end]):
        mentions = site.mentions.find(text)
        plain = [name for mention in mentions if len(mention.entities) == 1 for name in mention.entities]
        for mention in mentions:
            if len(mention.entities) > 1 and not set(mention.entities) & set(plain):
                notes.append(
                    f'about: "{text[mention.start : mention.end]}" can be {" or ".join(sorted(mention.entities))}; add the one that is meant'
                )
        if plain:
            return list(dict.fromkeys(plain))
    notes.append("about: no known name stands here; write the id of who or what the claim is about (or make a file for them first)")
    return []


def _dates(passage: Passage, who: Voice, notes: list[str]) -> dict[str, str]:
    text, published = passage.source.text, passage.source.published
    start, end = passage.sentence
    dates: dict[str, str] = {}
    for mention in relative_dates.mentions(text.raw[start:end], text.language, published):
        if len(mention.days) != 1 or mention.days[0][0] != mention.days[0][1]:
            continue
        day = mention.days[0][0].isoformat()
        if published and mention.days[0][0] > published.last:
            continue  # what is yet to come stays in the text
        if who.said_after >= 0 and 0 <= mention.at - who.said_after <= _SOON and "said" not in dates:
            dates["said"] = day
        else:
            why = "" if mention.exact else ", and how you know under derived:"
            notes.append(f'"{" ".join(mention.words.split())}" is {day}: if it happened then, add "happened: {day}"{why}')
    present = {token.low for token in tokens(passage.quote)} & entries(text.language, "present_verbs")
    if present and passage.source.issued and published:
        dates["as_of"] = passage.source.issued
    return dates


def _short(passage: Passage) -> dict[str, None]:
    return {"short": None} if passage.is_short else {}


def _remarks(site: Site, passage: Passage) -> Iterator[str]:
    language = passage.source.text.language
    if passage.is_short:
        yield "short: the quote has fewer than five words; say why these are enough, or quote more"
    found = [figure for figure in figures(passage.quote, language) if figure.kind in _COUNTS]
    if found:
        printed = ", ".join(passage.quote[figure.start : figure.end] for figure in found)
        questions = f'; if it answers a question, add "answers:" ({", ".join(site.questions)})' if site.questions else ""
        yield f"figures: {printed}; keep them with their qualifiers{questions}"
    hedges = [hedge for _, hedge in _hedges(passage.quote, language)]
    if hedges:
        yield f"hedges: {', '.join(hedges)}; keep them in the text"
    known = site.mentions.find(passage.quote)
    for start, end in names(passage.quote, language):
        if not any(start < mention.end and mention.start < end for mention in known) and " " in passage.quote[start:end]:
            yield f'"{passage.quote[start:end]}" looks like a name of nobody known here'


def _hedges(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Each hedge with its offset, as printed."""
    words = tokens(text)
    for first, after, _ in hedges_of(words, language):
        yield words[first].at, " ".join(token.word for token in words[first:after])


def _id(site: Site, passage: Passage) -> str:
    """An id from the words that carry meaning, free in the project."""
    hollow = entries(passage.source.text.language, "function_words") - {"not", "no"}
    plain = [_PLAIN.sub("-", token.low.replace("'", "")).strip("-") for token in tokens(passage.quote) if token.worded and token.low not in hollow]
    kept: list[str] = []
    for word in filter(None, plain):
        if len(kept) == _ID_WORDS or len("-".join([*kept, word])) > _ID_LENGTH:
            break
        kept.append(word)
    stem = "-".join(kept) or f"{passage.source.id}-{passage.location.line}"
    taken = site.claims.keys() | site.inferences.keys() | site.absences.keys() | site.broken
    return next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if name not in taken)
