"""Errors in quotes: words, digits and negations changed, the wrong source or the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from generator.quotes.matcher import found_in
from generator.selftest import words
from generator.selftest.kinds import kind
from generator.selftest.plants import Keys, Plant
from generator.selftest.world import World, drawn

_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")
_BRACKET = re.compile(r"\[[^\]]*\]")
_ENDS = 3  # words that must stand on either side of an omission


@kind("digit changed in a quote", certain=True)
def digit(world: World, random: Random) -> Iterator[Plant]:
    for claim, i, cited in world.quotes(random):
        if found := drawn(re.finditer(r"\d+(?:[.,]\d+)*", cited.quote), random):
            yield world.quote(claim, i, words.put(cited.quote, found.span(), words.other_digit(found[0], random)))


@kind("word changed in a quote", certain=True)
def word(world: World, random: Random) -> Iterator[Plant]:
    for claim, i, cited in world.quotes(random):
        others = sorted({found[0] for found in _WORD.finditer(world.site.texts[cited.source].raw)})
        found = drawn((f for f in _WORD.finditer(cited.quote) if not _BRACKET.search(cited.quote)), random)
        if found:
            new = random.choice([other for other in others if other != found[0]])
            yield world.quote(claim, i, words.put(cited.quote, found.span(), new))


@kind("letters swapped in a quote", certain=True)
def typo(world: World, random: Random) -> Iterator[Plant]:
    for claim, i, cited in world.quotes(random):
        found = drawn((f for f in _WORD.finditer(cited.quote) if f[0][1] != f[0][2]), random)
        if found:
            one = found[0]
            yield world.quote(claim, i, words.put(cited.quote, found.span(), one[0] + one[2] + one[1] + one[3:]))


@kind("negation dropped from a quote", certain=True)
def negation(world: World, random: Random) -> Iterator[Plant]:
    for claim, i, cited in world.quotes(random):
        turned = words.without_negator(cited.quote, world.site.texts[cited.source].language, random)
        if turned and turned not in cited.quote:  # a quote that only begins later is still right
            yield world.quote(claim, i, turned)


@kind("quote cut inside a word")
def cut(world: World, random: Random) -> Iterator[Plant]:
    for claim, i, cited in world.quotes(random):
        first, last = cited.quote.split()[0], cited.quote.split()[-1]
        some = random.randint(1, 3)
        if random.random() < 0.5 and last.isalpha() and len(last) > some + 1:
            yield world.quote(claim, i, cited.quote.rstrip()[:-some])
        elif first.isalpha() and len(first) > some + 1:
            yield world.quote(claim, i, cited.quote.lstrip()[some:])


@kind("quote moved to another place of the source")
def shifted(world: World, random: Random) -> Iterator[Plant]:
    for claim, i, cited in world.quotes(random):
        text = world.site.texts[cited.source]
        same = [j for j, other in enumerate(claim.cite) if other.source == cited.source and (claim.id, j) in world.site.matches]
        quoted = [span for j in same for span in world.site.matches[claim.id, j].spans]
        size = max(8, len(cited.quote.split()))
        far = [span for span in text.sentences if all(span[1] <= a or b <= span[0] for a, b in quoted)]
        long = [told for start, end in far if len(told := text.raw[start:end].split()) >= size]
        if long:
            whole = random.choice(long)
            at = random.randint(0, len(whole) - size)
            new = " ".join(whole[at : at + size])
            values: dict[Keys, str | None] = {("cite", i, "quote"): new, ("cite", i, "prefix"): None, ("cite", i, "suffix"): None}
            yield world.claim(claim, values, f"the quote moves to: {new}")


@kind("quote attributed to the wrong source", certain=True)
def source(world: World, random: Random) -> Iterator[Plant]:
    texts = {name: text.normalised for name, text in world.site.texts.items()}
    for claim, i, cited in world.quotes(random):
        holding = found_in(texts, cited.quote)
        others = [name for name in texts if name != cited.source and name not in holding]
        if others:
            new = random.choice(others)
            yield world.claim(claim, {("cite", i, "source"): new}, f"the quote of {cited.source} is attributed to {new}")


@kind("paraphrase given as a quote", certain=True)
def paraphrase(world: World, random: Random) -> Iterator[Plant]:
    texts = {name: text.normalised for name, text in world.site.texts.items()}
    for claim, i, _ in world.quotes(random):
        new = claim.text.rstrip(".")
        if len(new.split()) >= 5 and not found_in(texts, new):
            yield world.quote(claim, i, new)


@kind("two places joined into one quote", certain=True)
def joined(world: World, random: Random) -> Iterator[Plant]:
    for claim, i, cited in world.quotes(random):
        text = world.site.texts[cited.source]
        after = text.raw[world.site.matches[claim.id, i].spans[-1][1] :].split()
        if len(after) > 14:
            at = random.randint(3, 8)
            yield world.quote(claim, i, f"{cited.quote} {' '.join(after[at : at + 5])}")


@kind("omission that hides a negation, hedge or figure")
def elision(world: World, random: Random) -> Iterator[Plant]:
    for claim, i, cited in world.quotes(random):
        lists = words.data(world.site.texts[cited.source].language)
        telling = [phrase.strip() for phrase in lists.get("negators", {})] + lists.get("telling", []) + lists.get("qualifiers", [])
        places = [*words.listed(cited.quote, telling), *re.finditer(r"\d[\d,]*", cited.quote)]
        places = [f for f in places if len(cited.quote[: f.start()].split()) >= _ENDS and len(cited.quote[f.end() :].split()) >= _ENDS]
        places = [f for f in places if cited.quote[f.start() - 1] == " " and cited.quote[f.end()] == " "]
        if places and not _BRACKET.search(cited.quote) and cited.reviewed is None:
            found = random.choice(places)
            yield world.quote(claim, i, words.put(cited.quote, found.span(), "[...]"))
