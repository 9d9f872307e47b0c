"""Every sentence of every source is triaged: cited by a claim, or set aside with a reason.

## What it does
Splits each archived text into sentences and looks for the claims whose quotes touch them, and for the entries of `set_aside` in
the source record. `limits: {untriaged: …}` in site.yaml allows for some while a source is being worked on.

## Why it matters
What a source says and the site leaves out is invisible otherwise. Coverage is measured like code coverage.

## Problems
- `coverage-untriaged`: a sentence that no quote touches and no entry sets aside.

## Fails
```yaml
site: {limits: {untriaged: 0}}
gazette: Noor Tal crossed the Sarun Pass. Snow fell.
```

## Passes
```yaml
site: {limits: {untriaged: 0}}
gazette: Noor Tal crossed the Sarun Pass. Snow fell.
gazette-source:
  set_aside:
    - {quote: Snow fell., reason: background, note: The weather is not the subject.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.coverage import coverage
from generator.problems import Problem
from generator.quotes.matcher import found_in
from generator.site import Site

IDS = ("coverage-untriaged",)


def check(site: Site) -> Iterator[Problem]:
    """One problem a sentence that is not triaged, once there are more than `limits.untriaged` of them."""
    if site.broken:
        return  # a broken record may be the one that cites the sentence
    unclear = _unclear(site)
    missing = [(name, state) for name in site.texts if name not in unclear for state in coverage(site, name) if state.state == "not triaged"]
    if len(missing) <= site.settings.limits.untriaged:
        return
    for name, state in missing:
        text = site.texts[name]
        beginning = " ".join(text.raw[state.start : state.end].split()[:10])
        message = f'not triaged: {text.location(state.start)} "{beginning}…"; cite it in a claim, or add it to `set_aside` with a reason'
        yield Problem(site.where("sources", name, "archived", key=True), "coverage-untriaged", message)


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
