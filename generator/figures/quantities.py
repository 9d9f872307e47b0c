"""Reads every other figure from tokens: numbers and ranges with units, shares, ordinals, vague quantities, designations.

Must not look at qualifiers; the scanner attaches them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from generator.figures.calendar_words import Reading, is_year, number_of
from generator.figures.figure import canonical
from generator.figures.lexicon import Lexicon
from generator.figures.numerals import Number, digits, number
from generator.figures.tokens import Token

_DASHES = ("-", "–", "−", "—")
_YEAR = "year"
_ORDINAL_ENDS = ("st", "nd", "rd", "th")


def adjacent(tokens: Sequence[Token], at: int) -> bool:
    """Whether token `at` exists and no space stands before it."""
    return 0 < at < len(tokens) and tokens[at].start == tokens[at - 1].end


def unit_after(tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[str, int]:
    """The unit at a token, past a hyphen or a word such as "more", and the index after it; "" where there is none."""
    for skipped in range(5):
        i = at + skipped
        if i >= len(tokens) or (skipped and not words.has("unit_skips", tokens[i - 1].word)):
            break
        unit = words.match("units", tokens, i)
        if unit:
            close = adjacent(tokens, i) or not words.has("unsure_units", tokens[i].word) or unit[1] - i > 1
            return unit if close else ("", at)
    return "", at


def quantity(tokens: Sequence[Token], at: int, words: Lexicon) -> list[Reading] | None:
    """A number, a range or years, with unit, that begin at token `at` (which may be a currency sign)."""
    currency = words.match("currencies", tokens, at)
    start = currency[1] if currency else at
    first = number(tokens, start, words) if start < len(tokens) else None
    if first is None:
        return _plain_one(tokens, at, words) if currency is None else None
    if currency and adjacent(tokens, first.end) and tokens[first.end].word in ("m", "b"):  # "$5m": elsewhere m is metres
        factor = 10**6 if tokens[first.end].word == "m" else 10**9
        first = Number(first.value * factor, first.end + 1, factor)
    unit, after = unit_after(tokens, first.end, words)
    if not unit and at and words.has("ages", tokens[at - 1].word):
        unit = _YEAR
    second = _other_end(tokens, at, after, first.value, first.scale, words)
    if second is None:
        years = not unit and not currency and first.end == at + 1 and is_year(tokens[at]) and _led(tokens, at, words)
        if years:
            return [Reading("year", canonical(first.value), at, first.end)]
        return [_reading(canonical(first.value), at, first.end, unit or (currency[0] if currency else ""), words)]
    joined, low = second
    if is_year(tokens[at]) and is_year(tokens[joined.end - 1]) and joined.end - at == 3 and low < joined.value:
        return [Reading("year", canonical(n), i, i + 1) for n, i in ((low, at), (joined.value, joined.end - 1))]
    if is_year(tokens[at]) and len(tokens[joined.end - 1].word) == 2:  # 1979–89
        century = first.value - first.value % 100
        return [Reading("year", canonical(first.value), at, at + 1), Reading("year", canonical(century + joined.value), joined.end - 1, joined.end)]
    last_unit, _ = unit_after(tokens, joined.end, words)
    unit = last_unit or unit or (currency[0] if currency else "")
    found = _reading(f"{canonical(low)}/{canonical(joined.value)}", at, joined.end, unit, words)
    return [found._replace(kind="range" if found.kind == "number" else found.kind)]


def _reading(value: str, at: int, end: int, unit: str, words: Lexicon) -> Reading:
    money = unit in words.phrases.get("currencies", {}).values()
    return Reading("percent" if unit == "percent" else "money" if money else "number", value, at, end, unit)


def _plain_one(tokens: Sequence[Token], at: int, words: Lexicon) -> list[Reading] | None:
    """ "one" counts as a figure before a unit and in "one or two", else it may be a pronoun."""
    if not words.has("plain_ones", tokens[at].word) or (at and tokens[at - 1].word in _DASHES):
        return None
    unit, _ = unit_after(tokens, at + 1, words)
    second = _other_end(tokens, at, at + 1, Fraction(1), 1, words)
    if second:
        last, _ = unit_after(tokens, second[0].end, words)
        found = _reading(f"1/{canonical(second[0].value)}", at, second[0].end, last, words)
        return [found._replace(kind="range" if found.kind == "number" else found.kind)]
    return [_reading("1", at, at + 1, unit, words)] if unit else None


def _other_end(tokens: Sequence[Token], at: int, after: int, first: Fraction, scale: int, words: Lexicon) -> tuple[Number, Fraction] | None:
    """The upper end of a range and its lower end, scaled like it ("5 to 6 million"); None where no range follows."""
    if after + 1 >= len(tokens):
        return None
    joint = tokens[after].word
    dash = joint in _DASHES and (adjacent(tokens, after) == adjacent(tokens, after + 1))
    between = words.has("joiners", joint) and _after_between(tokens, at, words)
    if not (dash or between or words.has("range_joiners", joint)):
        return None
    currency = words.match("currencies", tokens, after + 1)
    begin = currency[1] if currency else after + 1
    second = number(tokens, begin, words) if begin < len(tokens) else None
    if second is None or (adjacent(tokens, second.end) and tokens[second.end].word in _ORDINAL_ENDS):
        return None
    lead = second.value / second.scale
    low = first * second.scale if scale == 1 and first < lead else first
    short_year = dash and is_year(tokens[at]) and first % 100 < second.value < 100
    return (second, low) if low < second.value or short_year or (between and low == second.value) else None


def _after_between(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether "between" stands before the number, with at most two words of qualifier in between."""
    return any(words.has("between", token.word) for token in tokens[max(0, at - 3) : at])


def _led(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether what stands before four digits makes them a year: a preposition, a bracket, the beginning."""
    if at == 0:
        return False
    before = tokens[at - 1].word
    return words.has("month_leads", before) or before in ("(", "–", "/") or (before == "-" and at > 1 and words.has("prefixes", tokens[at - 2].word))


def share(tokens: Sequence[Token], at: int, words: Lexicon) -> Reading | None:
    """A share in words ("two thirds", "a quarter of", "half") or a multiple ("twice")."""
    multiple = words.value("multiples", tokens[at].word)
    if multiple is not None:
        return Reading("number", str(multiple), at, at + 1, "time")
    if words.has("half", tokens[at].word):
        return Reading("number", "0.5", at, at + 1)
    single = words.has("articles", tokens[at].word) or words.has("plain_ones", tokens[at].word)
    count = 1 if single else words.value("cardinals", tokens[at].word)
    i = at + 2 if at + 1 < len(tokens) and tokens[at + 1].word == "-" else at + 1
    below = words.value("denominators", tokens[i].word) if count and i < len(tokens) else None
    if not count or not below or (single and not (i + 1 < len(tokens) and words.has("of", tokens[i + 1].word))):
        return None
    return Reading("number", canonical(Fraction(count, below)), at, i + 1)


def ordinal(tokens: Sequence[Token], at: int, words: Lexicon) -> Reading | None:
    """An ordinal ("22nd", "twenty-first"); "first" alone is too often an adverb to count."""
    value, end = None, at + 1
    if tokens[at].kind == "d" and adjacent(tokens, at + 1) and tokens[at + 1].word in _ORDINAL_ENDS:
        value, end = number_of(tokens[at].word), at + 2
    elif (tens := words.value("cardinals", tokens[at].word)) and tens % 10 == 0 and at + 2 < len(tokens) and tokens[at + 1].word == "-":
        ones = 1 if words.has("one_ordinals", tokens[at + 2].word) else words.value("ordinals", tokens[at + 2].word)
        value, end = (tens + ones, at + 3) if ones and ones < 10 and tens >= 20 else (None, end)
    else:
        value = words.value("ordinals", tokens[at].word)
    if value is None:
        return None
    unit, _ = unit_after(tokens, end, words)
    return Reading("ordinal", str(value), at, end, unit)


def vague(tokens: Sequence[Token], at: int, words: Lexicon) -> Reading | None:
    """A vague quantity: "dozens", "hundreds of thousands", "a few thousand", "several", "a handful"."""
    lead = words.match("vague", tokens, at)
    family, end = lead or ("", at)
    if family == "few" and at and words.has("points_to_few", tokens[at - 1].word):
        family = "a few"  # "the last few years"
    names: list[int] = []
    while end < len(tokens):
        i = end + 1 if names and words.has("of", tokens[end].word) and end + 1 < len(tokens) else end
        factor = words.value("plural_magnitudes", tokens[i].word)
        factor = words.value("magnitudes", tokens[i].word) if factor is None and (family or names) else factor
        if factor is None:
            break
        names, end = [*names, factor], i + 1
    if not family and not names:
        return None
    value = " of ".join(str(factor) for factor in names)
    of = end + 1 if end < len(tokens) and words.has("of", tokens[end].word) else end
    unit, _ = unit_after(tokens, of, words)
    return Reading("vague", " ".join(filter(None, (family.removeprefix("a ") if names else family, value + "s" if names else ""))), at, end, unit)


def designation(text: str, tokens: Sequence[Token], at: int, words: Lexicon) -> Reading | None:
    """Letters and digits in one name ("Mi-35", "5G"); a plural s and hyphens do not count."""
    token, i = tokens[at], at + 1
    if token.kind == "w":
        named = any(map(str.isupper, text[token.start : token.end])) and words.value("months", token.word) is None
        if not named or words.has("prefixes", token.word) or words.value("cardinals", token.word) is not None:
            return None
        i += 1 if adjacent(tokens, i) and tokens[i].word == "-" else 0
        if not (adjacent(tokens, i) and tokens[i].kind == "d"):
            return None
    elif not (token.kind == "d" and adjacent(tokens, i) and tokens[i].kind == "w" and _is_foreign(tokens, i, words)):
        return None
    while adjacent(tokens, i) and tokens[i].kind in "dw":
        i += 1
    value = text[token.start : tokens[i - 1].end]
    return Reading("designation", value.removesuffix("s").replace("-", "").lower(), at, i)


def _is_foreign(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether letters right after digits are no ending, magnitude or unit known here."""
    word = tokens[at].word
    scaled = words.value("short_magnitudes", word) or words.value("magnitudes", word)
    known = scaled or words.match("units", tokens, at) or words.has("day_parts", word)
    return words.known and word not in (*_ORDINAL_ENDS, "s", "m", "b", "a", "p") and not known


def printed(text: str, tokens: Sequence[Token], at: int, words: Lexicon) -> Reading | None:
    """Digits that are no well-formed number ("18,00", "24/7"): compared as printed. "2/3" is a share."""
    if tokens[at].kind != "d":
        return None
    end = at + 1
    while adjacent(tokens, end + 1) and tokens[end].word == "/" and adjacent(tokens, end) and tokens[end + 1].kind == "d":
        end += 2
    if end == at + 1 and digits(tokens[at].word, words.decimal) is not None:
        return None
    parts = [number_of(tokens[i].word) for i in range(at, end, 2)]
    if len(parts) == 2 and parts[0] and parts[1] and parts[0] < parts[1] <= 10:
        return Reading("number", canonical(Fraction(parts[0], parts[1])), at, end)
    return Reading("printed", text[tokens[at].start : tokens[end - 1].end], at, end)
