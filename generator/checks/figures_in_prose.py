"""Every figure of a sentence of prose stands in a claim that the sentence cites, with its qualifier.

## What it does
Compares the figures of each sentence with those in the texts, the quotes and the dates of the claims it cites, by the same rules as the
check on claims. A sentence that cites an inference or an absence may print the figures of that text and of its premises. Signposts are
left alone.

## Why it matters
Prose is written last and read first: a figure that slips here is the one that readers take away.

## Problems
- `prose-figure-unsupported`: no claim that the sentence cites has the figure; cite the one that has, or correct the figure.
- `prose-qualifier-lost`: the claims qualify the figure, the sentence does not.
- `prose-qualifier-gained`: the sentence qualifies the figure, the claims do not.

## Fails
```yaml
gazette: About 900 people crossed the Sarun Pass.
claim: {text: About 900 people crossed the Sarun Pass., quote: About 900 people crossed the Sarun Pass}
short_answer: About 800 people crossed the Sarun Pass [@claim-1].
```
```yaml
gazette: About 900 people crossed the Sarun Pass.
claim: {text: About 900 people crossed the Sarun Pass., quote: About 900 people crossed the Sarun Pass}
short_answer: On 4 March, the Gazette counted 900 people [@claim-1].
```
```yaml
gazette: Some people crossed the Sarun Pass in 2020.
claim: {text: People crossed the Sarun Pass in 2020., quote: Some people crossed the Sarun Pass in 2020}
short_answer: People crossed the Sarun Pass in late 2020 [@claim-1].
```

## Passes
```yaml
gazette: Around 900 people crossed the pass with Noor Tal.
claim: {text: Around 900 people crossed the pass with Noor Tal., quote: Around 900 people crossed the pass with Noor Tal}
short_answer: On 4 March, the Gazette counted approximately nine hundred people with Noor Tal [@claim-1].
text: Two things speak against it.{.signpost}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks._figures import Advice, Reader, message, problem_id, reader, verdicts
from generator.figures import Evidence, Figure, figures
from generator.problems import Problem
from generator.prose.model import Sentence
from generator.site import ProseField, Site

IDS = ("prose-figure-unsupported", "prose-qualifier-lost", "prose-qualifier-gained")
_ADVICE = Advice(
    absent="stands in no claim that the sentence cites; cite the claim that has it, or correct the figure",
    changed="qualify the figure as the cited claim does",
)


def check(site: Site) -> Iterator[Problem]:
    """Problems with the figures of every piece of prose."""
    read = reader(site)
    for part in site.prose_fields:
        for sentence in part.prose.sentences:
            worth = sentence.citations and figures(sentence.text, site.settings.language)
            evidence = _evidence(read, sentence) if worth else None
            if evidence is None:
                continue
            for figure, verdict in verdicts(read, sentence.text, evidence[0], evidence[1]):
                location = part.owner.where(*part.keys, offset=_offset(part, sentence, figure))
                yield Problem(location, problem_id(verdict, *IDS), message(sentence.text, figure, verdict, _ADVICE))


def _evidence(read: Reader, sentence: Sentence) -> tuple[Evidence, tuple[Figure, ...]] | None:
    """What the cited claims carry, and what they derive; None where something cited is broken."""
    evidence, derived = Evidence(), ()  # type: tuple[Evidence, tuple[Figure, ...]]
    names = [reference.id for reference in sentence.citations]
    own = []
    for name in names:
        if name in read.site.inferences:
            names += read.site.inferences[name].premises
            own.append(read.site.inferences[name].text)
        elif name in read.site.absences:
            own.append(read.site.absences[name].text)
    for name in dict.fromkeys(names):
        claim = read.site.claims.get(name)
        carried = read.evidence(claim) if claim else None
        if claim and carried is not None:
            evidence, derived = evidence | carried, derived + read.derived(claim)
            own.append(claim.text)
        elif name not in read.site.inferences and name not in read.site.absences:
            return None
    language = read.site.settings.language
    texts = tuple(figure for text in own for figure in figures(text, language))
    years = frozenset(figure.value[:4] for figure in texts if figure.kind in ("date", "year"))
    return evidence | Evidence(texts, years=years), derived


def _offset(part: ProseField, sentence: Sentence, figure: Figure) -> int:
    """Where the figure stands in the prose as written; marks before it shift it, so it is looked for from the sentence's beginning."""
    source: object = part.owner.record
    for key in part.keys:
        source = source[key] if isinstance(key, int) else getattr(source, key)  # type: ignore[index]
    at = str(source).find(sentence.text[figure.start : figure.end], sentence.offset)
    return at if at >= 0 else sentence.offset
