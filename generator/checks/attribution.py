"""Who says so stands in the claim.

## What it does
Looks for verbs of speech whose words the claim takes up, for parties that speak about themselves, for embedded posts, for the author's
own judgement, and for outlets that a sentence names but does not cite.

## Why it matters
"Is ready to fight" and "says it is ready to fight" differ by the one thing a reader needs to know: whose word it is.

## Problems
- `speaker-missing-for-speech`: the quote has "said", "according to", "sees" or the like, or stands in quotation marks in its source, and the
  claim has no `speaker`; `via` is enough where the text says "reported" or the like.
- `self-claim-unattributed`: a party about itself, without "said" or a word like it in the claim's text.
- `post-unlabelled`: a social-media post that the claim does not call a post, in `kind` and in its text.
- `assessment-unattributed`: an author's assessment whose text names neither the author nor the outlet.
- `outlet-mismatch`: a sentence names an outlet that is not among the sources it rests on.

## Fails
```yaml
gazette: Noor Tal crossed the Sarun Pass, a guard said.
claim: {}
```
```yaml
claim: {kind: stated, speaker: noor-tal}
```
```yaml
gazette: Noor Tal crossed the Sarun Pass today pic.twitter.com/x1 — A Guard (@aguard)
claim: {speaker: {name: A Guard}}
```
```yaml
claim: {kind: assessment}
```
```yaml
courier: The pass was shut.
claim: {text: "Noor Tal crossed the Sarun Pass, the Courier wrote."}
```

## Passes
```yaml
gazette: "“I crossed the Sarun Pass at dawn,” Noor Tal said."
claim:
  text: Noor Tal said in the Gazette that Noor Tal crossed the Sarun Pass at dawn.
  quote: “I crossed the Sarun Pass at dawn,” Noor Tal said
  kind: stated
  speaker: noor-tal
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from generator.clauses import Frame, carries, following, frame, stems
from generator.lexicon import Token, any_of, entries, finder, phrases, tokens, unquoted
from generator.models import Claim
from generator.problems import Problem
from generator.site import Site

IDS = ("speaker-missing-for-speech", "self-claim-unattributed", "post-unlabelled", "assessment-unattributed", "outlet-mismatch")
_FIRST = re.compile(r"\w+")
_HANDLE = re.compile(r"(?<![\w.@/])@\w{2,}")
_MARKS = " .,;:!?\"'“”‘’«»„"
_ADDRESSED = 8  # words after "told" among which "that" may stand
_ASIDE = 5  # words of a clause that only says who speaks: ", the spokesman said,"
_SUBJECT = 5  # words before a verb of speech among which the outlet that says so may stand


def check(site: Site) -> Iterator[Problem]:
    """Problems with who says so, in claims and in the prose that cites them."""
    outlets = _Outlets(site)
    for claim in site.claims.values():
        if claim.retired is None and claim.id not in site.broken:
            for key, name, message in _claim(site, claim, outlets):
                yield Problem(site.where("claims", claim.id, key), name, message)
    yield from _prose(site, outlets)


def _claim(site: Site, claim: Claim, outlets: _Outlets) -> Iterator[tuple[str, str, str]]:
    language = site.settings.language
    if claim.speaker is None:
        carried = claim.via and _has(claim.text, language, "attribution_words")
        if not carried and (verb := _unattributed_speech(site, claim, outlets)):
            message = f'the quote has "{verb}": give `speaker` (who says so), or `via` (through whom it reached the source) and say so in the text'
            yield "text", "speaker-missing-for-speech", message
        elif _is_direct_speech(site, claim):
            yield "text", "speaker-missing-for-speech", "the source has the quote in quotation marks: give `speaker`, whose words they are"
    if claim.speaker and claim.speaker.entity in claim.about and not _has(claim.text, language, "attribution_words"):
        name = site.entities[claim.speaker.entity].name if claim.speaker.entity in site.entities else claim.speaker.entity
        yield "text", "self-claim-unattributed", f'"{name}" speaks about itself here: say so in the text ("said", "according to")'
    if claim.kind == "post" and not _has(claim.text, language, "post_words"):
        yield "text", "post-unlabelled", "a social-media post: call it a post in the text"
    if claim.kind != "post" and _is_post(site, claim):
        yield "cite", "post-unlabelled", "the quote is from an embedded post: set `kind: post` and call it a post in the text, or leave the claim out"
    if claim.kind == "assessment" and not _names_author(site, claim, outlets):
        yield "text", "assessment-unattributed", "an assessment is its author's: name the author or the outlet in the text"
    named = outlets.named(claim.text)
    cited = outlets.of([claim]) if named else set()
    for wrong in named - cited - outlets.entities(site, claim):
        yield "text", "outlet-mismatch", f'the text names "{wrong}", but rests on {_listed(cited)}; correct the name or the source'


def _has(text: str, language: str, key: str) -> bool:
    found = finder(language, key)
    return found is None or found.search(text.replace("’", "'")) is not None


def _holds(text: str, language: str, key: str) -> bool:
    found = finder(language, key)
    return found is not None and found.search(text) is not None


def _unattributed_speech(site: Site, claim: Claim, outlets: _Outlets) -> str | None:
    """The first verb of speech, not the outlet's own, whose content the claim takes up; else None."""
    held: frozenset[str] | None = None
    for index in range(len(claim.cite)):
        context = site.contexts.get((claim.id, index))
        if context is None or not _holds(context.sentence, context.text.language, "speech"):
            continue
        language = context.text.language
        held = stems(tokens(claim.text)) if held is None else held
        parts = frame(context.sentence, context.spans)
        for first, after, phrase in phrases(parts.words, entries(language, "speech")):
            if _takes_up(parts, first, after, language, held) and not outlets.speaks(claim, parts.words, first, after):
                return phrase
    return None


def _is_direct_speech(site: Site, claim: Claim) -> bool:
    """Whether all quotes of the claim stand in quotation marks in their sources, from the first word to the last."""
    for index in range(len(claim.cite)):
        context = site.contexts.get((claim.id, index))
        if context is None:
            return False
        spans = context.spans
        if unquoted(context.sentence)[spans[0][0] : spans[-1][1]].strip(_MARKS):
            return False
    return True


def _takes_up(parts: Frame, first: int, after: int, language: str, held: frozenset[str]) -> bool:
    """Whether the claim takes up what is said: what follows "X said that …", what stands before "…, X said", or either around "…, X said, …"."""
    words, hollow = parts.words, entries(language, "function_words")
    start = max((i + 1 for i, token in enumerate(words[:first]) if not token.worded), default=0)
    stop = next((i for i in range(after, len(words)) if not words[i].worded), len(words))
    speaker_first = " ".join(token.low for token in words[first:after]) in entries(language, "speech_sources")  # "according to the guards, …"
    inverted = first == start and words[after:stop] != () and not speaker_first
    if words[first].low in entries(language, "speech_to"):  # "told the Gazette that …": what is said begins behind "that"
        links = entries(language, "speech_links")
        link = next((i for i in range(after, min(after + _ADDRESSED, len(words))) if words[i].low in links), None)
        inverted, after = (inverted, link + 1) if link is not None else (True, after)
    aside = inverted or speaker_first or stop - start <= _ASIDE or not following(words, after, language)
    if aside:
        before = stems([token for token in words[:start] if token.low not in hollow])
        if before and len(before & held) >= max(min(3, len(before)), 0.4 * len(before)):
            return True
        if not inverted and carries(following(words, stop, language), held):
            return True
    return not inverted and carries(following(words, after, language), held)


def _is_post(site: Site, claim: Claim) -> bool:
    """Whether a quote stands in a paragraph with a picture address of a social network, or its sentence has a handle or calls it a post."""
    for index in range(len(claim.cite)):
        context = site.contexts.get((claim.id, index))
        if context is None:
            continue
        text, sentence, first, last = context.text, context.sentence, context.match.spans[0][0], context.match.spans[-1][1]
        line_end = text.raw.find("\n", last)
        line = text.raw[text.raw.rfind("\n", 0, first) + 1 : line_end if line_end >= 0 else len(text.raw)]
        if any(mark in line for mark in entries(text.language, "post_marks")) or _HANDLE.search(sentence):
            return True
        if _holds(sentence, text.language, "post_words") and _holds(sentence, text.language, "post_places"):
            return True
    return False


def _names_author(site: Site, claim: Claim, outlets: _Outlets) -> bool:
    if outlets.recognised(claim, claim.text) or _has(claim.text, site.settings.language, "author_words"):
        return True
    sources = [site.sources[citation.source] for citation in claim.cite if citation.source in site.sources]
    people = [name for source in sources for author in source.author for name in (author.family, author.literal)]
    people += [claim.speaker.name] if claim.speaker and claim.speaker.name else []
    return any(name and name.lower() in claim.text.lower() for name in people)


def _prose(site: Site, outlets: _Outlets) -> Iterator[Problem]:
    for part in site.prose_fields:
        for sentence in part.prose.sentences:
            claims = [site.claims[reference.id] for reference in sentence.citations if reference.id in site.claims]
            if not claims or len(claims) < len(sentence.citations):
                continue
            named = outlets.named(sentence.text)
            cited = outlets.of(claims).union(*(outlets.told(claim.id) for claim in claims)) if named else set()
            for wrong in sorted(named - cited):
                message = f'the sentence names "{wrong}", but its citations lead to {_listed(cited)}; correct the name or the citation'
                yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "outlet-mismatch", message)


def _listed(names: Iterable[str]) -> str:
    return " and ".join(f'"{name}"' for name in sorted(names)) or "no outlet"


class _Outlets:
    """The outlets of the site by name, so that they are found in running text."""

    def __init__(self, site: Site) -> None:
        names = {name for source in site.sources.values() for name in (source.container_title, source.house) if name}
        self._of_source = {key: {_bare(name) for name in (source.container_title, source.house) if name} for key, source in site.sources.items()}
        self._names = {_bare(name) for name in names}
        self._starting: dict[str, list[str]] = {}
        for name in sorted(self._names):
            self._starting.setdefault((_FIRST.findall(name) or [""])[0], []).append(name)
        self._first = frozenset(self._starting)
        self._pattern = cache(self._beginning)
        self.told = cache(lambda name: self._told(site, name))
        # "the Courier" for The Karrow Courier: good enough to see that a sentence names its source, not that it names a wrong one.
        self._short = any_of(f"{article} {name.split()[-1]}" for name in self._names for article in ("the", "The"))

    def named(self, text: str) -> set[str]:
        """The outlets that a text names in full, less a leading "The"."""
        # Only names whose first word the text holds are looked for, so that the cost does not grow with the number of outlets.
        starts = self._first.intersection(_FIRST.findall(text))
        found = self._pattern(starts) if starts or "" in self._first else None
        return {" ".join(name.split()) for name in found.findall(text)} if found else set()

    def _beginning(self, starts: frozenset[str]) -> re.Pattern[str] | None:
        """A pattern for the outlets whose names begin with one of these words."""
        return any_of(name for start in {*starts, ""} & self._first for name in self._starting[start])

    def of(self, claims: Iterable[Claim]) -> set[str]:
        """The outlets that claims rest on: those of their sources, and what `via` and `speaker` name."""
        names: set[str] = set()
        for claim in claims:
            names.update(*(self._of_source.get(citation.source, ()) for citation in claim.cite))
            if claim.via or claim.speaker:
                names |= self.named(" · ".join(filter(None, (claim.via, claim.speaker.name if claim.speaker else None))))
        return names

    def recognised(self, claim: Claim, text: str) -> bool:
        """Whether a text names an outlet that the claim rests on, in full or in short."""
        cited = self.of([claim])
        if self.named(text) & cited:
            return True
        short = self._short.findall(text) if self._short else []
        return bool({words.split()[-1] for words in short} & {name.split()[-1] for name in cited})

    def _told(self, site: Site, name: str) -> set[str]:
        """The outlets that a claim names or is about."""
        claim = site.claims[name]
        return self.named(claim.text) | self.entities(site, claim)

    def entities(self, site: Site, claim: Claim) -> set[str]:
        """The outlets among the entities a claim is about: there the text speaks of them, not for them."""
        return self._names & {_bare(site.entities[entity].name) for entity in claim.about if entity in site.entities}

    def speaks(self, claim: Claim, words: tuple[Token, ...], first: int, after: int) -> bool:
        """Whether the subject of a verb of speech is an outlet that the claim rests on, or the agency in `via`."""
        near = " ".join(token.word for token in (*words[max(0, first - _SUBJECT) : first], *words[after : after + _SUBJECT]))
        return self.recognised(claim, near) or (claim.via is not None and claim.via in near)


def _bare(name: str) -> str:
    return name.removeprefix("The ")
