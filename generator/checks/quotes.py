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
gazette: On Monday Noor Tal crossed “the  Sarun Pass” alone.
claim:
  quote: Noor Tal crossed "the Sarun Pass" alone
```
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.models import Citation
from generator.models.source import Passage
from generator.problems import Location, Problem
from generator.quotes.matcher import Match, found_in
from generator.quotes.matcher import match as look_up
from generator.quotes.nearest import nearest, word_diff
from generator.quotes.normalise import normalise
from generator.site import Site

IDS = ("quote-not-found", "quote-ambiguous", "quote-form", "quote-unreviewed")
_CHECKS = {"E7": "quote-unreviewed", "E9": "quote-ambiguous"}


def check(site: Site) -> Iterator[Problem]:
    """Problems with the quotes of claims, replies, set-aside sentences and passages."""
    for claim, index, citation in site.citations():
        yield from _judge(site, citation, site.matches.get((claim.id, index)), ("claims", claim.id, "cite", index))
        for i, reply in enumerate(claim.reply.cite if claim.reply and index == 0 else ()):
            yield from _judge(site, reply, site.reply_matches.get((claim.id, i)), ("claims", claim.id, "reply", "cite", i))
    for (source, index), match in site.set_aside.items():
        aside = site.sources[source].set_aside[index]
        yield from _faults(site, source, aside.quote, match, ("sources", source, "set_aside", index), context=(aside.prefix, aside.suffix))
    for name, source_record in site.sources.items():
        for i, passage in enumerate(source_record.passages if name in site.texts else ()):
            yield from _passage(site, name, passage, ("sources", name, "passages", i))


def _passage(site: Site, source: str, passage: Passage, keys: tuple[str | int, ...]) -> Iterator[Problem]:
    text = site.texts[source].normalised
    start, end = look_up(text, passage.start, short=True), look_up(text, passage.end, short=True)
    yield from _faults(site, source, passage.start, start, keys, "from")
    yield from _faults(site, source, passage.end, end, keys, "to")
    if start.passes and end.passes and end.spans[-1][1] <= start.spans[0][0]:
        kind, name, *rest = keys
        message = "the passage ends before it begins; give words under `to` that stand after those under `from`"
        yield Problem(site.where(str(kind), str(name), *rest, "to"), "quote-form", message)


def _judge(site: Site, citation: Citation, match: Match | None, keys: tuple[str | int, ...]) -> Iterator[Problem]:
    if match is not None:
        yield from _faults(site, citation.source, citation.quote, match, keys, context=(citation.prefix, citation.suffix))


def _faults(
    site: Site,
    source: str,
    quote: str,
    match: Match,
    keys: tuple[str | int, ...],
    key: str = "quote",
    context: tuple[str | None, str | None] = (None, None),
) -> Iterator[Problem]:
    """The problems of one quote. `context` are its `prefix` and `suffix`."""
    kind, name, *rest = keys

    def at(field: str, offset: int = 0) -> Location:
        return site.where(str(kind), str(name), *rest, field, offset=offset)

    text = site.texts[source].normalised.text
    astray = [field for field, words in zip(("prefix", "suffix"), context, strict=True) if words and normalise(words).text not in text]
    rules = {fault.rule for fault in match.faults}
    for fault in match.faults:
        if fault.rule == "E9" and astray:
            yield Problem(at(astray[0]), "quote-not-found", fault.message)
        elif fault.rule != "E9" or "E8" not in rules:  # of a quote that is too short it says little that it stands there twice
            yield Problem(at(key, fault.offset), _CHECKS.get(fault.rule, "quote-form"), fault.message)
    if match.verdict == "not-found" and not match.faults:
        yield _not_found(site, source, quote, keys, key, at)


def _not_found(site: Site, source: str, quote: str, keys: tuple[str | int, ...], key: str, at: Callable[..., Location]) -> Problem:
    text = site.texts[source]
    others = {name: other.normalised for name, other in site.texts.items() if name != source}
    if key == "quote" and "cite" in keys and (found := found_in(others, quote)):
        return Problem(at("source"), "quote-not-found", f'the quote is not in "{source}"; it was found in "{found[0]}" instead: name that source')
    close = nearest(text.normalised, quote)
    if close is None:
        message = f'the quote is not in "{source}" ({text.path}), nor anything like it; copy the words from there'
        return Problem(at(key), "quote-not-found", message)
    passage = text.raw[close.start : close.end]
    message = f'the quote is not in "{source}"; nearest is {text.location(close.start)}: {word_diff(quote, passage)}'
    return Problem(at(key, close.offset), "quote-not-found", message)
