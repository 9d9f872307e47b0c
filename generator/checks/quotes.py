"""Every quote stands word for word in the archived text of its source.

## What it does
Looks each quote up after normalising only what tools change silently: spaces, line ends, the shape of quotation marks, invisible
characters. Letter case, digits, accents and punctuation are exact. `[...]` marks an omission, `[words]` a clarification.

## Why it matters
A quote that is nearly right is the commonest way to put words into somebody's mouth. Similarity never passes; it only words the hint.

## Problems
- `quote-not-found`: the words are not in the source; the message names the nearest passage and the words that differ.
- `quote-ambiguous`: the words stand there more than once; give `prefix` or `suffix`.
- `quote-form`: the quote is too short or too long, or a bracket breaks a rule.
- `quote-unreviewed`: an omission or bracket hides a negator, a hedge or a number; say under `reviewed` who looked at it.

## Fails
```yaml
gazette: The crossing stayed shut for nine days.
claim:
  text: The crossing stayed shut for ten days.
  quote: The crossing stayed shut for ten days
```
```yaml
gazette: The crossing stayed shut for nine days. On the far side the crossing stayed shut for nine days too.
claim:
  text: The crossing stayed shut for nine days.
  quote: crossing stayed shut for nine days
```
```yaml
gazette: The crossing stayed shut for nine days.
claim:
  text: The crossing stayed shut.
  quote: crossing stayed shut
```
```yaml
gazette: The crossing stayed shut for about nine days after the storm had passed.
claim:
  text: The crossing stayed shut after the storm had passed.
  quote: The crossing stayed shut [...] after the storm had passed
```

## Passes
```yaml
gazette: The crossing stayed “shut”  for nine days.
claim:
  text: The crossing stayed shut for nine days.
  quote: The crossing stayed "shut" for nine days
```
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.models import Citation
from generator.problems import Location, Problem
from generator.quotes.matcher import Match
from generator.quotes.matcher import match as look_up
from generator.quotes.nearest import nearest, word_diff
from generator.site import Site

IDS = ("quote-not-found", "quote-ambiguous", "quote-form", "quote-unreviewed")


_BY_RULE = {"E7": "quote-unreviewed", "E9": "quote-ambiguous"}


def check(site: Site) -> Iterator[Problem]:
    """Problems with the quotes of claims, replies, set-aside sentences and passages."""
    for claim, index, citation in site.citations():
        yield from _judge(site, citation, site.matches.get((claim.id, index)), ("claims", claim.id, "cite", index))
        for i, reply in enumerate(claim.reply.cite if claim.reply and index == 0 else ()):
            yield from _judge(site, reply, site.reply_matches.get((claim.id, i)), ("claims", claim.id, "reply", "cite", i))
    for (source, index), match in site.set_aside.items():
        keys = ("sources", source, "set_aside", index)
        yield from _faults(site, source, site.sources[source].set_aside[index].quote, match, keys)
    for name, source_record in site.sources.items():
        for i, passage in enumerate(source_record.passages if name in site.texts else ()):
            for key, words in (("from", passage.start), ("to", passage.end)):
                found = look_up(site.texts[name].normalised, words, short=True)
                yield from _faults(site, name, words, found, ("sources", name, "passages", i), key)


def _judge(site: Site, citation: Citation, match: Match | None, keys: tuple[str | int, ...]) -> Iterator[Problem]:
    if match is not None:
        yield from _faults(site, citation.source, citation.quote, match, keys)


def _faults(site: Site, source: str, quote: str, match: Match, keys: tuple[str | int, ...], key: str = "quote") -> Iterator[Problem]:
    kind, name, *rest = keys

    def at(offset: int) -> Location:
        return site.where(str(kind), str(name), *rest, key, offset=offset)

    if match.faults:
        for fault in match.faults:
            yield Problem(at(fault.offset), _BY_RULE.get(fault.rule, "quote-form"), f"{fault.message} ({fault.rule})")
    elif match.verdict == "not-found":
        yield _not_found(site, source, quote, at)


def _not_found(site: Site, source: str, quote: str, at: object) -> Problem:
    assert callable(at)
    for other, text in site.texts.items():
        if other != source and look_up(text.normalised, quote, short=True).spans:
            return Problem(at(0), "quote-not-found", f'the quote is not in "{source}"; it was found in "{other}" instead: change `source`')
    text = site.texts[source]
    close = nearest(text.normalised, quote)
    if close is None:
        return Problem(at(0), "quote-not-found", f'the quote is not in "{source}" ({text.path}), nor anything like it; copy the words from there')
    passage = text.raw[close.start : close.end]
    place = text.location(close.start)
    message = f'the quote is not in "{source}"; nearest is {place}: {word_diff(quote, passage)}'
    return Problem(at(close.offset), "quote-not-found", message)
