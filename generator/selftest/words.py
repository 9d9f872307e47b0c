"""Text tools for planting errors: where figures, dates and words stand, what is in quotation marks, one span replaced by another.

Kept apart from the tools of the checks on purpose: a check that misreads a text must not steer what is planted there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

_DATA = Path(__file__).parent.parent / "data" / "plants"
_FIGURE = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/-])")
_MARKED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_MARKUP = re.compile(r"\[@[^\]]*\]|\]\([^)\s]*\)|\{[^}]*\}")
Span = tuple[int, int]


@cache
def data(language: str) -> dict[str, Any]:
    """The word lists of a language; empty where there is no file, so that kinds which need words find no place."""
    path = _DATA / f"{language.split('-')[0].lower()}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def put(text: str, span: Span, new: str) -> str:
    """The text with `new` in place of the span, without a doubled space, capitalised where a sentence begins there."""
    start, end = span
    head, tail = text[:start], text[end:]
    if not new and (not head or head[-1].isspace()):
        tail = tail.lstrip(" ")
    if text[start : start + 1].isupper() and re.fullmatch(r"(?:.*[.!?]\s+|\s*)", head, re.DOTALL):
        new, tail = (new[0].upper() + new[1:], tail) if new else (new, tail[:1].upper() + tail[1:])
    return head + new + tail


def outside(text: str) -> str:
    """The text with quotations, citations and link targets blanked out; offsets stay."""
    return _MARKUP.sub(_blank, _MARKED.sub(_blank, text))


def plain(text: str) -> str:
    """The text with citations and link targets blanked out; offsets stay, quotations too."""
    return _MARKUP.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


def dates_in(text: str, language: str) -> list[re.Match[str]]:
    """Dates written out: groups `day`, `month` and `year`, of which day or year may be missing."""
    months = "|".join(data(language).get("months", ()))
    if not months:
        return []
    return list(re.finditer(rf"\b(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{months})(?:\s+(?P<year>\d{{4}}))?\b", text))


def figures_in(text: str, language: str) -> list[re.Match[str]]:
    """Figures that are neither part of a date, nor a year, nor of a name such as Mi-35."""
    taken = [found.span() for found in dates_in(text, language)]
    found = _FIGURE.finditer(text)
    return [
        figure
        for figure in found
        if not any(a <= figure.start() < b for a, b in taken) and not re.fullmatch(r"(?:19|20)\d\d", figure[0]) and not _of_dates(text, figure, taken)
    ]


def _of_dates(text: str, figure: re.Match[str], taken: list[Span]) -> bool:
    """Whether a figure is the first day of "19 to 31 August" or "August 19"."""
    after, before = text[figure.end() :], text[: figure.start()]
    near = any(0 <= a - figure.end() <= 12 for a, _ in taken)
    return (near and bool(re.match(r"\s*(?:to|and|or|–|-)\s*(?:on\s+)?\d{1,2}\s", after))) or any(
        0 <= figure.start() - b <= 1 for _, b in taken if before[:b]
    )


def other_digit(figure: str, random: Random) -> str:
    """The figure with one digit changed; it never begins with a new zero."""
    places = [i for i, letter in enumerate(figure) if letter.isdigit()]
    at = random.choice(places)
    choices = [digit for digit in "0123456789" if digit != figure[at] and not (at == 0 and digit == "0")]
    return figure[:at] + random.choice(choices) + figure[at + 1 :]


def listed(text: str, phrases: Any) -> Iterator[re.Match[str]]:
    """Where any of the phrases stands as whole words, in text order, letter case ignored."""
    ordered = sorted(phrases, key=len, reverse=True)
    if not ordered:
        return iter(())
    body = "|".join(re.escape(phrase.strip()) for phrase in ordered)
    return re.finditer(rf"(?<![\w-])(?:{body})(?![\w-])", text, re.IGNORECASE)


def without_negator(text: str, language: str, random: Random) -> str | None:
    """The text with one "not" or the like turned; None where there is none."""
    turned: dict[str, str] = data(language).get("negators", {})
    known = {phrase.strip(): new for phrase, new in turned.items()}
    places = [found for found in listed(plain(text), known) if found[0].lower() in known]
    if not places:
        return None
    found = random.choice(places)
    new = known[found[0].lower()]
    end = found.end() + 1 if not new and text[found.end() : found.end() + 1] == " " else found.end()
    return put(text, (found.start(), end), new)


def with_negator(text: str, language: str, random: Random) -> str | None:
    """The text with a "not" put behind a helping verb outside quotations; None where there is no place or a negator stands close by."""
    clear = outside(text)
    negators = {phrase.strip() for phrase in data(language).get("negators", {})}
    places = [
        found
        for found in listed(clear, data(language).get("helpers", ()))
        if not any(True for _ in listed(text[max(0, found.start() - 40) : found.end() + 50], negators))
    ]
    if not places:
        return None
    found = random.choice(places)
    new = "cannot" if found[0] == "can" else f"{found[0]} not"
    return put(text, found.span(), new)


def without_hedge(text: str, language: str, random: Random) -> str | None:
    """The text with one hedge taken out or made a plain statement; None where there is none."""
    clear = outside(text)
    hedges: dict[str, str] = data(language).get("hedges", {})
    places = [(found, new) for pattern, new in hedges.items() for found in re.finditer(rf"(?<!\w){pattern}", clear, re.IGNORECASE)]
    if not places:
        return None
    found, new = random.choice(places)
    if new.startswith("^"):
        new = found.expand(new[1:])
        new = new[:1].upper() + new[1:] if found.start() == 0 else new
    elif new.startswith("~"):
        new = _past(found[1], language)
    else:
        new = found.expand(new)
    return put(text, found.span(), new)


def _past(verb: str, language: str) -> str:
    irregular: dict[str, str] = data(language).get("past", {})
    return irregular.get(verb) or (f"{verb}d" if verb.endswith("e") else f"{verb[:-1]}ied" if verb.endswith("y") else f"{verb}ed")


def before_full_stop(text: str, words: str) -> str:
    """The text with the words put before its closing full stop (and before a citation that stands there)."""
    found = re.search(r"(?:\s*\[@[^\]]*\])?[.!?]?\s*$", text)
    at = found.start() if found else len(text)
    return f"{text[:at]}, {words}{text[at:]}"


def qualified(text: str, language: str) -> list[re.Match[str]]:
    """Qualifiers with the figure or number word (group `figure`) right behind them; an approximate date is none."""
    lists = data(language)
    ordered = sorted(lists.get("qualifiers", ()), key=len, reverse=True)
    if not ordered:
        return []
    numbers = "|".join(lists.get("number_words", ()))
    found = re.finditer(rf"\b(?:{'|'.join(ordered)}) (?P<figure>\d+(?:[.,]\d+)*|(?:{numbers})\b)", text, re.IGNORECASE)
    figures = {figure.start() for figure in figures_in(text, language)}
    return [one for one in found if not one["figure"][0].isdigit() or one.start("figure") in figures]


def without_attribution(text: str, language: str) -> str | None:
    """The text as a plain statement, without "X said that" or ", X wrote on …"; None where it has no attribution of such a form, or more than one."""
    verbs = "|".join(data(language).get("speech", ()))
    if not verbs:
        return None
    date = rf"(?: (?:on|about|in|in late|at) [^,.]*?\d{{4}}|{','} as quoted by [^,]*)?"
    who = r"(?:[A-Z]|[Tt]he )[^,.;:“]{1,60}?"
    lead = re.match(rf"{who} (?:had )?(?:also )?(?:{verbs}){date} that (?=\w)", text)
    tail = re.search(rf", {who} (?:{verbs}){date}(?= ?\[@|\.|$)", text)
    if bool(lead) == bool(tail):
        return None
    found = lead or tail
    assert found is not None
    new = put(text, found.span(), "")
    told = any(True for _ in listed(plain(new), data(language).get("speech", ())))
    return None if told or "“" in new else new
