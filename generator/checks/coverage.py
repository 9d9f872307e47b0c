"""Every sentence of every source is triaged: cited by a claim, or set aside with a reason that a reader can test.

## What it does
Splits each archived text into sentences and looks for the claims whose quotes touch them, and for the entries of `set_aside` in
the source record. `limits: {untriaged: …}` in site.yaml allows for some while a source is being worked on.

Where a sentence that is set aside names an entity of the site or holds a figure, a general reason needs a note of substance. For
`background`, `opinion`, `fragment` and `garbled` it has six words or more and names what is lost: one of the figures, or where there
are none one of the entities; or it names the claim that tells it. For `repetition` it names that claim, by its id. `navigation`,
`caption`, `headline`, `unverified-post` and `private-person` are particular enough by themselves.

## Why it matters
What a source says and the site leaves out is invisible otherwise. Coverage is measured like code coverage, and "background" must not
become the place where inconvenient sentences go.

## Problems
- `coverage-untriaged`: a sentence that no quote touches and no entry sets aside.
- `coverage-reason`: the note does not say what is lost, or where it is told.
- `coverage-both`: the sentence is cited from its first word to its last, and set aside too.

## Fails
```yaml
site: {limits: {untriaged: 0}}
gazette: Noor Tal crossed the Sarun Pass. Snow fell.
```
```yaml
gazette: Noor Tal crossed the Sarun Pass. Nine mules were lost on the way.
gazette-source:
  set_aside: [{quote: Nine mules were lost on the way., reason: background, note: A detail without bearing on the matter.}]
```
```yaml
gazette-source:
  set_aside: [{quote: Noor Tal crossed the Sarun Pass., reason: headline, note: The headline of the report.}]
```

## Passes
```yaml
site: {limits: {untriaged: 0}}
gazette: Noor Tal crossed the Sarun Pass. Nine mules were lost on the way. Noor Tal, then, had crossed it.
gazette-source:
  set_aside:
    - {quote: Nine mules were lost on the way., reason: background, note: The loss of nine mules; no question of the site is about supplies.}
    - {quote: "Noor Tal, then, had crossed it.", reason: repetition, note: Told in claim-1.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.coverage import SentenceState, coverage
from generator.figures import figures
from generator.models import SetAside
from generator.problems import Problem
from generator.quotes.matcher import found_in
from generator.site import Site

IDS = ("coverage-untriaged", "coverage-reason", "coverage-both")
_GENERAL = frozenset({"background", "opinion", "fragment", "garbled"})
_SUBSTANCE = 6  # words in a note; fewer name a kind of sentence ("A scene.") and not this one
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check(site: Site) -> Iterator[Problem]:
    """Problems at the source: one a sentence not triaged, once there are more than the limit, and those of `set_aside`."""
    if site.broken:
        return  # a broken record may be the one that cites the sentence
    states = {name: coverage(site, name) for name in site.texts}
    for name, found in states.items():
        yield from _set_aside(site, name, found)
    unclear = _unclear(site)
    missing = [(name, state) for name, found in states.items() if name not in unclear for state in found if state.state == "not triaged"]
    if len(missing) <= site.settings.limits.untriaged:
        return
    for name, state in missing:
        text = site.texts[name]
        words = text.raw[state.start : state.end].split()
        beginning = " ".join(words[:10]) + "…" * (len(words) > 10)
        message = f'not triaged: {text.location(state.start)} "{beginning}"; cite it in a claim, or add it to `set_aside` with a reason'
        yield Problem(site.where("sources", name, "archived", key=True), "coverage-untriaged", message)


def _set_aside(site: Site, source: str, states: list[SentenceState]) -> Iterator[Problem]:
    text = site.texts[source]
    for i, entry in enumerate(site.sources[source].set_aside):
        match = site.set_aside.get((source, i))
        spans = match.spans if match else ()
        touched = [state for state in states if any(a < state.end and b > state.start for a, b in spans)]
        for state in touched:
            if state.whole:
                message = f"{', '.join(state.claims)} cites all of this sentence ({text.location(state.start)}); take it out of `set_aside`"
                yield Problem(site.where("sources", source, "set_aside", i), "coverage-both", message)
        # Of a sentence that is cited in part, only the words set aside are lost.
        words = [text.raw[a:b] for a, b in spans] if any(state.claims for state in touched) else [text.raw[s.start : s.end] for s in touched]
        if fault := _thin(site, entry, "\n".join(words), text.language):
            yield Problem(site.where("sources", source, "set_aside", i, "note"), "coverage-reason", fault)


def _thin(site: Site, entry: SetAside, words: str, language: str) -> str:
    """What the note of an entry lacks, or an empty string."""
    if entry.reason != "repetition" and entry.reason not in _GENERAL:
        return ""
    lost = {figure.value: words[figure.start : figure.end] for figure in figures(words, language)}
    named = {entity for mention in site.mentions.find(words) for entity in mention.entities}
    if not lost and not named:
        return ""
    told = [site.claims[name] for name in _ID.findall(entry.note) if name in site.claims and site.claims[name].retired is None]
    if any(named & set(claim.about) or lost.keys() & _values(claim.text, site.settings.language) for claim in told):
        return ""
    what = " and ".join(
        part
        for part in (
            f"the figure {', '.join(lost.values())}" if lost else "",
            ", ".join(site.entities[name].name for name in sorted(named)),
        )
        if part
    )
    if told:
        return f'the sentence tells of {what}, and "{told[0].id}" is about neither; name the claim that tells it'
    if entry.reason == "repetition":
        return f"the sentence tells of {what}; name in the note the claim, by its id, that tells it already"
    kept = lost.keys() & _values(entry.note, site.settings.language) if lost else named & _entities(site, entry.note)
    if kept and len(entry.note.split()) >= _SUBSTANCE:
        return ""
    return f'"{entry.reason}" is a general reason, and the sentence tells of {what}; name in the note what is lost, or the claim that tells it'


def _values(text: str, language: str) -> set[str]:
    return {figure.value for figure in figures(text, language)}


def _entities(site: Site, text: str) -> set[str]:
    return {entity for mention in site.mentions.find(text) for entity in mention.entities}


def _unclear(site: Site) -> set[str]:
    """Sources with a quote that was not found, or that stands in them but names another source: their sentences are judged once that is mended."""
    lost = {source for (source, _), match in site.set_aside.items() if not match.spans}
    for claim in site.claims.values():
        quotes = [(citation, site.matches.get((claim.id, i))) for i, citation in enumerate(claim.cite)]
        quotes += [(citation, site.reply_matches.get((claim.id, i))) for i, citation in enumerate(claim.reply.cite if claim.reply else ())]
        for citation, match in quotes:
            if match is None or not match.spans:
                lost.add(citation.source)
                lost.update(found_in({name: text.normalised for name, text in site.texts.items()}, citation.quote))
    return lost
