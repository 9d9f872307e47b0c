"""Quotations stay within a budget: a share of each source's words, and a limit to words quoted without a gap.

## What it does
Counts the words of each archived text that the quotes of claims and replies hold, each word once however many claims quote it.
`limits: {quoted_share: …, longest_run: …}` in site.yaml sets how much is too much (half, and 120 words, where nothing is said).
The share of a source under 40 words, such as a post, is not judged: one quote is most of it.

## Why it matters
Many short quotes can add up to an article. Verification needs the words a claim rests on, and no more of them.

## Problems
- `budget-share`: the site quotes a larger share of the source than `quoted_share`.
- `budget-run`: claims next to each other quote more words in a row than `longest_run`.

## Fails
```yaml
site: {limits: {untriaged: 9, quoted_share: 0.5}}
gazette: >-
  Noor Tal crossed the Sarun Pass before the snow came down, with four mules and a lantern, and the men of the village watched the light
  climb to the ridge. Nobody followed. The road was shut the same night by a guard of nine.
claim:
  text: Noor Tal crossed the Sarun Pass with four mules.
  quote: >-
    Noor Tal crossed the Sarun Pass before the snow came down, with four mules and a lantern, and the men of the village watched the light
    climb to the ridge
```
```yaml
site: {limits: {untriaged: 9, longest_run: 12}}
gazette: Noor Tal crossed the Sarun Pass. Noor Tal reached the village of the millers.
claims:
  - {}
  - {text: Noor Tal reached the village of the millers., quote: Noor Tal reached the village of the millers}
short_answer: Noor Tal crossed the Sarun Pass [@claim-1] and reached a village [@claim-2].
```

## Passes
```yaml
site: {limits: {untriaged: 9, longest_run: 12}}
gazette: Noor Tal crossed the Sarun Pass. It snowed. Noor Tal reached the village of the millers.
claims:
  - {}
  - {text: Noor Tal reached the village of the millers., quote: Noor Tal reached the village of the millers}
short_answer: Noor Tal crossed the Sarun Pass [@claim-1] and reached the village of the millers [@claim-2].
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from generator.coverage import quoted_words
from generator.problems import Problem
from generator.site import Site

IDS = ("budget-share", "budget-run")
_SMALL = 40  # words: a source as short as a post is quoted whole as soon as it is quoted at all
_NAMED = 3  # as many claims are named as an editor can look at in one go


def check(site: Site) -> Iterator[Problem]:
    """At most one problem of each kind a source, at its record."""
    limits = site.settings.limits
    for name, text in site.texts.items():
        quoted = site.quoted_in.get(name)
        if not quoted:
            continue
        found = quoted_words(site, name)
        if found.words >= _SMALL and found.share > limits.quoted_share:
            too_many = found.quoted - int(found.words * limits.quoted_share)
            message = (
                f"{found.quoted} of {found.words} words are quoted ({_percent(found.share)}), the limit is {_percent(limits.quoted_share)}: "
                f"{too_many} words too many; shorten the quotes that alone hold most: {_longest(quoted, text.raw)}"
            )
            yield Problem(site.where("sources", name, "id"), "budget-share", message)
        start, end, words = found.run
        if words > limits.longest_run:
            inside = [span for span in quoted if span[0] < end and span[1] > start]
            message = (
                f"{words} words in a row are quoted, from {text.location(start)}, the limit is {limits.longest_run}; "
                f"leave a gap by shortening one of {_longest(inside, text.raw)}"
            )
            yield Problem(site.where("sources", name, "id"), "budget-run", message)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + " %"


def _longest(quoted: list[tuple[int, int, str]], raw: str) -> str:
    """The claims that alone hold most words, most first: what two claims quote is not won by shortening one of them."""
    borders = sorted([(start, claim, 1) for start, _, claim in quoted] + [(end, claim, -1) for _, end, claim in quoted])
    alone: Counter[str] = Counter({claim: 0 for _, _, claim in quoted})
    open_: Counter[str] = Counter()
    for (at, claim, step), following in pairwise(borders):
        open_[claim] += step
        if not open_[claim]:
            del open_[claim]
        if len(open_) == 1:
            alone[next(iter(open_))] += len(raw[at : following[0]].split())
    best = sorted(alone, key=lambda claim: (-alone[claim], claim))[:_NAMED]
    return ", ".join(f"{claim} ({alone[claim]} words)" for claim in best)
