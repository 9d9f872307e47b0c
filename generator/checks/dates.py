"""Dates stand in order, and agree with the words of the sources.

## What it does
Compares when it happened, when it was said and when the source was published; works out what "on Thursday" or "last week" in a quote
means, seen from the source's date; and looks for statements that hold only for a time.

## Why it matters
A date that is wrong by a week is as wrong as a wrong name, and a statement without a date is read as true today.

## Problems
- `date-order`: an event after the statement, a statement after its publication, or `as_of` later than what the site knows.
- `date-weekday`: the weekday does not belong to the date beside it.
- `date-relative`: what a quote's "on Thursday" means, seen from the source's date, is not the date that the claim gives; or the claim's
  text and its own fields disagree.
- `date-unfounded`: `happened` or `said` gives a day that stands nowhere: not in the claim's text, not in a quote's sentence (nor as its
  "on Thursday"), not in `derived`, and no source dates from it.
- `date-missing`: a statement that holds only for a time has neither `as_of` nor `said` nor `happened`.
- `date-one-of-several`: `as_of` is the date of one of the articles cited, and another one is later; give the later day, or both ends
  (`2021-03-01/2021-03-04`), or say under `derived` why the earlier one is right.

An approximate date (`~`, `?`) is given three days, a month or a year, by its precision. A source's own slip in a quote is answered by `note`; the
claim's own text has the right weekday, or the source's words in quotation marks.

## Fails
```yaml
claim: {happened: 2021-03-10}
```
```yaml
claim: {text: "Noor Tal crossed the Sarun Pass on Monday, 2 March 2021."}
gazette: Noor Tal crossed the Sarun Pass on 2 March 2021.
```
```yaml
gazette: Noor Tal crossed the Sarun Pass on Tuesday.
claim: {quote: Noor Tal crossed the Sarun Pass on Tuesday, happened: 2021-03-03}
```
```yaml
claim: {happened: 2021-03-01}
```
```yaml
gazette: Noor Tal still held the Sarun Pass.
claim: {text: Noor Tal still held the Sarun Pass., quote: Noor Tal still held the Sarun Pass}
```
```yaml
gazette: Noor Tal held the Sarun Pass.
courier: Noor Tal held the Sarun Pass as before.
claim:
  text: Noor Tal held the Sarun Pass.
  as_of: 2021-03-04
  cite: [{source: gazette, quote: Noor Tal held the Sarun Pass}, {source: courier, quote: Noor Tal held the Sarun Pass as before}]
```

## Passes
```yaml
gazette: Noor Tal crossed the Sarun Pass on Tuesday.
claim:
  text: Noor Tal crossed the Sarun Pass on Tuesday, 2 March 2021.
  quote: Noor Tal crossed the Sarun Pass on Tuesday
  happened: 2021-03-02
  derived: The Gazette dates from Thursday, 4 March 2021; the Tuesday before was 2 March.
```
```yaml
gazette: Noor Tal held the Sarun Pass.
courier: Noor Tal held the Sarun Pass as before.
claim:
  text: Noor Tal held the Sarun Pass.
  as_of: 2021-03-04/2021-03-05
  cite: [{source: gazette, quote: Noor Tal held the Sarun Pass}, {source: courier, quote: Noor Tal held the Sarun Pass as before}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator import dates
from generator.lexicon import finder, unquoted
from generator.models import Claim, Source
from generator.problems import Problem
from generator.relative_dates import Interval, Mention, meet, mentions, span
from generator.site import Site

IDS = ("date-order", "date-weekday", "date-relative", "date-unfounded", "date-missing", "date-one-of-several")
_date = cache(dates.parse)


def check(site: Site) -> Iterator[Problem]:
    """Problems with the dates of claims, explainers, sources and prose."""
    yield from _settings(site)
    for claim in site.claims.values():
        if claim.retired is None and claim.id not in site.broken:
            yield from _order(site, claim)
            yield from _missing(site, claim)
            yield from _several(site, claim)
            yield from _quotes(site, claim)
            yield from _disagreeing(site, claim)
            yield from _unfounded(site, claim)
            for key, text in (("text", claim.text), ("event", claim.event)):
                if text:
                    yield from _weekdays(site, claim, key, text)
    for part in site.prose_fields:
        for sentence in part.prose.sentences:
            for mention in mentions(sentence.text, site.settings.language):
                if mention.weekday:
                    yield Problem(part.owner.where(*part.keys, offset=sentence.offset), "date-weekday", _wrong_weekday(mention))


def _settings(site: Site) -> Iterator[Problem]:
    if "site" in site.broken:
        return
    known = span(_date(site.settings.as_of))[1]
    for name, source in site.sources.items():
        if name not in site.broken and span(_date(source.issued))[0] > known:
            message = f"published after {site.settings.as_of}, the date up to which the site knows; move `as_of` in content/site.yaml"
            yield Problem(site.where("sources", name, "issued"), "date-order", message)
    for name, explainer in site.explainers.items():
        if name not in site.broken and explainer.as_of and span(_date(explainer.as_of))[0] > known:
            message = f"the page cannot hold up to {explainer.as_of}: the site knows nothing later than {site.settings.as_of}"
            yield Problem(site.where("explainers", name, "as_of"), "date-order", message)


def _sources(site: Site, claim: Claim) -> list[tuple[int, Source]]:
    found = ((i, site.sources.get(citation.source)) for i, citation in enumerate(claim.cite))
    return [(i, source) for i, source in found if source and source.id not in site.broken]


def _order(site: Site, claim: Claim) -> Iterator[Problem]:
    def at(key: str, message: str) -> Problem:
        return Problem(site.where("claims", claim.id, key), "date-order", message)

    happened, said, as_of = (_date(value) if value else None for value in (claim.happened, claim.said, claim.as_of))
    if happened and said and span(happened)[0] > span(said)[1]:
        message = f"happened on {happened.edtf}, after it was said on {said.edtf}; correct one of them, or leave `happened` out for a plan"
        yield at("happened", message)
    published = [(source, _date(source.issued)) for _, source in _sources(site, claim)]
    for key, when in (("happened", happened), ("said", said)):
        early = next((source for source, issued in published if when and span(when)[0] > span(issued)[1]), None)
        if when and early:
            yield at(key, f'{when.edtf} is later than the publication of "{early.id}" ({early.issued}), which cannot have told of it')
    if as_of:
        if published and span(as_of)[0] > max(span(issued)[1] for _, issued in published):
            yield at("as_of", f"{as_of.edtf} is later than every source cited here; give the date of the latest of them")
        elif "site" not in site.broken and span(as_of)[0] > span(_date(site.settings.as_of))[1]:
            yield at("as_of", f"the site knows nothing later than {site.settings.as_of} (`as_of` in content/site.yaml)")


def _several(site: Site, claim: Claim) -> Iterator[Problem]:
    """`as_of` that one of the articles cited dates from, while another one is later."""
    if claim.as_of is None or claim.happened or claim.said or claim.derived:
        return
    as_of = span(_date(claim.as_of))
    published = {source.id: span(_date(source.issued)) for _, source in _sources(site, claim)}
    later = [name for name, when in published.items() if when[0] > as_of[1]]
    if later and len(later) < len(published):
        message = (
            f'"{later[0]}" is later than {claim.as_of}; give its day or an interval that holds both, or say under `derived` why the earlier is right'
        )
        yield Problem(site.where("claims", claim.id, "as_of"), "date-one-of-several", message)


def _missing(site: Site, claim: Claim) -> Iterator[Problem]:
    if claim.as_of or claim.said or claim.happened:
        return
    words = finder(site.settings.language, "time_bound")
    found = words.search(unquoted(claim.text)) if words else None
    if found or claim.positions:
        why = f'"{found[0]}" holds only for a time' if found else "a position holds only for a time"
        yield Problem(site.where("claims", claim.id, "text"), "date-missing", f"{why}; give `as_of` (or `said`, `happened`)")


def _weekdays(site: Site, claim: Claim, key: str, text: str) -> Iterator[Problem]:
    # Where the editors remark on a slip of the source, the text may print it in quotation marks, and only there.
    for mention in mentions(unquoted(text) if claim.note else text, site.settings.language):
        if mention.weekday:
            yield Problem(site.where("claims", claim.id, key, offset=mention.at), "date-weekday", _wrong_weekday(mention))


def _disagreeing(site: Site, claim: Claim) -> Iterator[Problem]:
    """A day in the claim's text that is neither `happened` nor `said`, where one of them is given."""
    given = [span(_date(value)) for value in (claim.happened, claim.said) if value]
    text = unquoted(claim.text)
    found = [mention for mention in mentions(text, site.settings.language) if mention.exact and mention.days]
    if not given or not found or any(meet(day, when) for mention in found for day in mention.days for when in given):
        return
    published = [span(_date(source.issued)) for _, source in _sources(site, claim)]
    for mention in found:
        told = _of_telling(text, mention, site.settings.language, "attribution_words")
        told = told and any(meet(day, when) for day in mention.days for when in published)
        if not told and not _counted_from(text, mention, site.settings.language):
            message = f'the text says "{mention.words}", but {_given(claim)}; correct one of them'
            yield Problem(site.where("claims", claim.id, "text", offset=mention.at), "date-relative", message)
            return


def _unfounded(site: Site, claim: Claim) -> Iterator[Problem]:
    """A day in `happened` or `said` that no text gives. Looked for only where no source dates from it, which most often answers."""
    for key, value in (("happened", claim.happened), ("said", claim.said)):
        when = _date(value) if value else None
        if when is None or when.qualifier or when.first != when.last:
            continue
        sources = _sources(site, claim)
        issued = [_date(source.issued) for _, source in sources]
        if any(one.first <= when.first <= one.last for one in issued):
            continue
        texts: list[tuple[str, str, dates.Date | None]] = [(text, site.settings.language, None) for text in (claim.text, claim.derived or "")]
        texts += [(text, site.settings.language, one) for text in (claim.text, claim.derived or "") for one in issued]
        for (index, _), one in zip(sources, issued, strict=True):
            context = site.contexts.get((claim.id, index))
            if context is None:
                return
            texts.append((context.sentence, context.text.language, one))
        if not any(meet(day, span(when)) for one in texts for mention in mentions(*one) for day in mention.days):
            message = f"{value} stands neither in the text nor in the quotes, and no source dates from it; correct it, or say why under `derived`"
            yield Problem(site.where("claims", claim.id, key), "date-unfounded", message)


def _counted_from(text: str, mention: Mention, language: str) -> bool:
    """Whether the date is one that others are counted from: "two days before the attacks of 11 September"."""
    words = finder(language, "counting_words")
    return bool(words and words.search(text[max(0, mention.at - 40) : mention.at]))


def _wrong_weekday(mention: Mention) -> str:
    return f'"{mention.words}" was a {mention.weekday}; correct the date or the weekday'


def _quotes(site: Site, claim: Claim) -> Iterator[Problem]:
    """The dates in the quotes, against the claim's own."""
    given = [_date(value) for value in (claim.happened, claim.said) if value]
    meant: list[Interval] = []
    relative = False
    for index, source in _sources(site, claim):
        context = site.contexts.get((claim.id, index))
        if context is None:
            continue
        text = context.text
        quote = " ".join(text.raw[a:b] for a, b in context.match.spans)
        issued = _date(source.issued)
        found = mentions(quote, text.language, issued)
        for mention in found:
            if mention.weekday and not claim.note:
                message = f'the source prints "{mention.words}", but that was a {mention.weekday}; say so in `note`'
                yield Problem(site.where("claims", claim.id, "cite", index, "quote"), "date-weekday", message)
        days = [day for mention in found for day in mention.days]
        meant += [*days, span(issued)]
        spoken = [mention for mention in found if mention.days and not mention.exact]
        relative = relative or bool(spoken)
        if claim.happened and not claim.said:  # "A fell on Monday, B said on Tuesday": the Tuesday only has to be no earlier
            told = [mention for mention in spoken if _of_telling(quote, mention, text.language)]
            days += [(_date(claim.happened).first, day[1]) for mention in told for day in mention.days if day[1] >= given[0].first]
        if spoken and given and not any(meet(span(when), day) for when in given for day in days):
            message = f'"{spoken[0].words}" in the quote is {_in_words(spoken[0])}, seen from {source.issued}; {_given(claim)}'
            yield Problem(site.where("claims", claim.id, "happened" if claim.happened else "said"), "date-relative", message)
            return
    if relative and not claim.note:
        yield from _stated(site, claim, [*meant, *(span(when) for when in given)])


def _of_telling(text: str, mention: Mention, language: str, key: str = "speech") -> bool:
    """Whether a verb of speech stands right before the date ("said on Thursday"), so that it dates the telling."""
    verbs = finder(language, key)
    before = text[max(0, mention.at - 40) : mention.at].split()[-4:]
    return bool(verbs and verbs.search(" ".join(before)))


def _stated(site: Site, claim: Claim, meant: list[Interval]) -> Iterator[Problem]:
    """The dates in the claim's text, where a quote says "on Thursday" and the editor worked it out."""
    if claim.as_of:
        meant.append(span(_date(claim.as_of)))
    for mention in mentions(claim.text, site.settings.language):
        if mention.exact and mention.days and not any(meet(day, other) for day in mention.days for other in meant):
            message = f'"{mention.words}" is neither in the quotes nor what their words mean, seen from the date of the source'
            yield Problem(site.where("claims", claim.id, "text", offset=mention.at), "date-relative", message)


def _in_words(mention: Mention) -> str:
    first, last = mention.days[0][0].isoformat(), mention.days[-1][1].isoformat()
    return dates.in_words(first if first == last else f"{first}/{last}")


def _given(claim: Claim) -> str:
    fields = [f"`{key}` is {value}" for key, value in (("happened", claim.happened), ("said", claim.said)) if value]
    return " and ".join(fields)
