"""Words in quotation marks stand in the source.

## What it does
Takes the words in double quotation marks out of a claim's text, its event, its answer, its positions and its rows for the box of facts, and
looks for them in the sentences around the claim's quotes and in the titles of its sources. Those of a sentence of prose, or of an inference,
are looked for in the claims it rests on. Letter case, the shape of the marks and punctuation at the ends do not count; what is left out is
marked with […].

## Why it matters
Quotation marks say: these were the words. A title, a name or a sentence that nobody printed like this is an invented quotation, and it stands
beside a true one that seems to prove it.

## Problems
- `quotation-unfounded`: a claim, or an inference, puts words in quotation marks that its passages do not hold.
- `prose-quotation-unfounded`: a sentence of prose puts words in quotation marks that none of the claims it cites holds.

Where a quote is in another language than the site's, the words are a translation and are not looked for.

## Fails
```yaml
gazette: Noor Tal, the 'keeper' of the road, crossed the Sarun Pass.
claim: {text: The “warden” Noor Tal crossed the Sarun Pass., quote: "the 'keeper' of the road, crossed the Sarun Pass"}
```
```yaml
claim: {text: "The Gazette wrote that Noor Tal “slipped across the Sarun Pass”."}
```
```yaml
claim: {positions: [{of: noor-tal, toward: northern-command, stand: opposes, words: “sworn enemy”}], as_of: 2021-03-04}
```
```yaml
short_answer: Noor Tal, the “lion”, crossed the Sarun Pass [@claim-1].
```

## Passes
```yaml
gazette: "Noor Tal, the 'care taker' of the road, said: “I crossed the Sarun Pass at dawn, alone and cold.”"
claim:
  text: Noor Tal, whom the Gazette called the “care taker” of the road, said “I crossed the Sarun Pass […] alone”.
  quote: I crossed the Sarun Pass at dawn, alone and cold
  kind: quoted
  speaker: noor-tal
short_answer: Noor Tal, the “Care taker” of the road, said that he had crossed the Sarun Pass “alone” [@claim-1].
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.models import Claim
from generator.problems import Problem
from generator.quotes.normalise import normalise
from generator.site import Site

IDS = ("quotation-unfounded", "prose-quotation-unfounded")
_STRETCH = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"|„([^„“”\n]+)[“”]|«([^«»\n]+)»")
_OMITTED = re.compile(r"\[[^\]\n]*\]|…|\.\.\.")
_MARKS = re.compile(r"[\"«»]|(?<!\w)'|'(?!\w)")
_EDGES = " .,;:!?–—-"


def check(site: Site) -> Iterator[Problem]:
    """Problems with words in quotation marks, in claims, inferences and prose."""
    for claim in site.claims.values():
        if claim.retired is None and claim.id not in site.broken:
            for keys, text in _fields(claim):
                for words in _unfounded(text, site, [claim.id]):
                    message = f"{words} is in quotation marks, but no passage quoted here prints it; quote one that does, or take the marks away"
                    yield Problem(site.where("claims", claim.id, *keys), "quotation-unfounded", message)
    for name, inference in site.inferences.items():
        if name not in site.broken:
            for words in _unfounded(inference.text, site, inference.premises):
                message = (
                    f"{words} is in quotation marks, but no passage that its claims quote prints it; name the claim that does, or take the marks away"
                )
                yield Problem(site.where("inferences", name, "text"), "quotation-unfounded", message)
    for part in site.prose_fields:
        for sentence in part.prose.sentences:
            cited = [reference.id for reference in sentence.citations]
            for words in _unfounded(sentence.text, site, cited) if cited else ():
                message = (
                    f"{words} is in quotation marks, but nothing cited in this sentence prints it; cite the claim that does, or take the marks away"
                )
                yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "prose-quotation-unfounded", message)


def _fields(claim: Claim) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("text",), claim.text
    if claim.event:
        yield ("event",), claim.event
    if claim.answers:
        yield ("answers", "value"), claim.answers.value
    yield from ((("positions", i, "words"), position.words) for i, position in enumerate(claim.positions))
    yield from ((("infobox", i, "value"), row.value) for i, row in enumerate(claim.infobox))


def _unfounded(text: str, site: Site, names: Iterable[str]) -> Iterator[str]:
    """The quotations of a text that the records with these names do not hold, with their marks."""
    found = list(_STRETCH.finditer(text))
    passages = list(_passages(site, names)) if found else []
    if any(passage is None for passage in passages):
        return
    ground = [_folded(passage) for passage in passages if passage]
    for stretch in found:
        pieces = [_folded(piece) for piece in _OMITTED.split(next(filter(None, stretch.groups())))]
        if not all(any(_stands(piece, whole) for whole in ground) for piece in pieces if piece):
            yield stretch[0]


def _passages(site: Site, names: Iterable[str]) -> Iterator[str | None]:
    """The sentences that claims quote from, and the titles of their sources. None where one cannot be told: a record that could not
    be read, a quote that was not found or is in another language."""
    for name in names:
        if name in site.broken or not (name in site.claims or name in site.inferences or name in site.absences):
            yield None
        if name in site.inferences:
            yield from _passages(site, site.inferences[name].premises)
        if name in site.absences:
            yield site.absences[name].text
        for index, citation in enumerate(site.claims[name].cite if name in site.claims else ()):
            context = site.contexts.get((name, index))
            same = context and context.text.language.split("-")[0] == site.settings.language.split("-")[0]
            yield context.sentence if context and same else None
            if citation.source in site.sources:
                yield site.sources[citation.source].title or ""


def _folded(text: str) -> str:
    return _MARKS.sub("", normalise(text).text).casefold().strip(_EDGES)


def _stands(piece: str, whole: str) -> bool:
    """Whether a piece stands in a passage as whole words."""
    at = whole.find(piece)
    while at >= 0:
        if not (whole[at - 1 : at].isalnum() or whole[at + len(piece) : at + len(piece) + 1].isalnum()):
            return True
        at = whole.find(piece, at + 1)
    return False
