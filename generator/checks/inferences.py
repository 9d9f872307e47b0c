"""An inference rests on claims that stand, and says so where one of them is contested.

## What it does
Looks at the premises of each inference: none may be withdrawn, and where the sources contradict a premise, the inference or what would
change it has to say so.

## Why it matters
A chain of reasoning is as sure as its weakest premise.

## Problems
- `inference-withdrawn`: a premise was withdrawn.
- `inference-contested`: a premise is contested, and the inference does not say so.

## Fails
```yaml
claim: {retired: {date: 2021-04-01, reason: The Gazette took it back.}}
short_answer: Noor Tal is named here.{.signpost}
entities: {noor-tal: {summary: "Named here.{.signpost}"}, sarun-pass: {summary: "Named here.{.signpost}"}}
inferences:
  - {id: passable, text: The pass was open., about: [sarun-pass], from: [claim-1], would_change: Word that it was shut.}
```
```yaml
gazette: Noor Tal crossed the Sarun Pass. No, said the Wire, he never crossed the Sarun Pass at all.
claims:
  - {answers: {question: crossed, value: "yes"}}
  - {text: He never crossed it., quote: he never crossed the Sarun Pass at all, about: [sarun-pass], answers: {question: crossed, value: "no"}}
questions: [{id: crossed, text: "Did Noor Tal cross the pass?"}]
inferences:
  - {id: passable, text: The pass was open., about: [sarun-pass], from: [claim-1], would_change: Word that it was shut.}
```

## Passes
```yaml
inferences:
  - {id: passable, text: The pass was open., about: [sarun-pass], from: [claim-1], would_change: Word that it was shut.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.disputes import disputes
from generator.problems import Problem
from generator.site import Site

IDS = ("inference-withdrawn", "inference-contested")

_SAYS_SO = re.compile(r"\b(?:contest|disput|contradict|disagree|differ|den(?:y|ied|ies|ial)|conflict|unconfirmed|unclear)", re.IGNORECASE)


def check(site: Site) -> Iterator[Problem]:
    """Problems with the premises of each inference."""
    contested = {claim.id for dispute in disputes(site).values() if dispute.state == "contested" for claim in dispute.answers}
    for inference in site.inferences.values():
        said = bool(_SAYS_SO.search(f"{inference.text} {inference.would_change}"))
        for i, name in enumerate(inference.premises):
            claim = site.claims.get(name)
            if claim and claim.retired:
                message = f'the premise "{name}" was withdrawn on {claim.retired.date}; take the inference back or rest it on another claim'
                yield Problem(site.where("inferences", inference.id, "from", i), "inference-withdrawn", message)
            elif name in contested and not said:
                message = f'the sources contradict the premise "{name}"; say so in `text` or `would_change`'
                yield Problem(site.where("inferences", inference.id, "from", i), "inference-contested", message)
