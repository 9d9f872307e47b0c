"""Reads one number from tokens, in digits or in words: "9,000", "4.5 million", "two dozen", "two and a half".

Must not know units, qualifiers or dates; what is not a well-formed number ("18,00") is left to be compared as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.figures.lexicon import Lexicon
from generator.figures.tokens import Token

_GROUPED = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")  # the second form counts in lakhs
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_LONGEST = 40  # digits; more is no figure, and Python refuses to read thousands of them


class Number(NamedTuple):
    """A number, the index after it, and what its first number was multiplied by ("3 thousand": 1000)."""

    value: Fraction
    end: int
    scale: int = 1


@lru_cache(maxsize=1 << 10)
def digits(word: str, decimal: str = ".") -> Fraction | None:
    """The value of a run of digits with separators, or None where it is not well formed."""
    if len(word) > _LONGEST:
        return None
    plain = re.sub("[ \u00a0\u2009\u202f'’\u066c]", "", word)
    plain = plain.translate(str.maketrans(".,", ",.")) if decimal == "," else plain
    plain = plain.replace("\u066b", ".")
    if _PLAIN.fullmatch(plain):
        return _fraction(plain)
    if _GROUPED.fullmatch(plain):
        whole = plain.replace(".", "") if plain.count(".") > 1 else plain
        return _fraction(whole.replace(",", ""))
    return None


def _fraction(word: str) -> Fraction:
    if word.isdecimal():
        return Fraction(int(word))
    return Fraction("".join(char if char == "." else str(unicodedata.decimal(char)) for char in word))


def vulgar(token: Token) -> Fraction | None:
    """The value of a sign such as ½, or None."""
    if token.kind != "s" or token.word.isascii() or not unicodedata.normalize("NFKC", token.word).count("\u2044"):
        return None
    above, _, below = unicodedata.normalize("NFKC", token.word).partition("\u2044")
    return Fraction(int(above), int(below)) if above.isdecimal() and below.isdecimal() and int(below) else None


def number(tokens: Sequence[Token], at: int, words: Lexicon) -> Number | None:
    """The longest number that begins at token `at`."""
    token = tokens[at]
    sign = vulgar(token)
    if token.kind == "d":
        value = digits(token.word, words.decimal)
        if value is None:
            return None
        found = Number(value, at + 1)
        more = vulgar(tokens[at + 1]) if value.denominator == 1 and _adjacent(tokens, at + 1) else None
        found = Number(value + more, at + 2) if more else found
    elif sign is not None:
        found = Number(sign, at + 1)
    elif words.has("half", token.word):
        return _half_of(tokens, at, words)
    else:
        spelt = _spelt(tokens, at, words)
        if spelt is None:
            return None
        found = _and_a_half(tokens, spelt, words)
        whole = found is spelt and words.value("magnitudes", tokens[spelt.end - 1].word) is None
        return spelt if whole else _scaled(tokens, found, words)  # "two thousand three | thousand" is two numbers
    return _scaled(tokens, _and_a_half(tokens, found, words), words)


def _half_of(tokens: Sequence[Token], at: int, words: Lexicon) -> Number | None:
    """ "half a million"; "half" alone is a share."""
    if at + 2 < len(tokens) and words.has("articles", tokens[at + 1].word):
        scale = words.value("magnitudes", tokens[at + 2].word)
        return Number(Fraction(scale, 2), at + 3) if scale else None
    return None


def _and_a_half(tokens: Sequence[Token], found: Number, words: Lexicon) -> Number:
    at = found.end
    if at >= len(tokens) or not (tokens[at].word == "-" or words.has("joiners", tokens[at].word)):
        return found
    named = [token for token in tokens[at : at + 6] if token.word != "-"][:3]
    tests = (("joiners", 0), ("articles", 1), ("half", 2))
    if len(named) == 3 and all(words.has(name, named[i].word) for name, i in tests):
        return Number(found.value + Fraction(1, 2) * found.scale, tokens.index(named[2], at) + 1)
    return found


def _scaled(tokens: Sequence[Token], found: Number, words: Lexicon) -> Number:
    """The number times the magnitudes that follow it ("4.5 million", "9k")."""
    value, at, scale = found
    while at < len(tokens):
        step = at + 1 if tokens[at].word == "-" and at + 1 < len(tokens) else at
        factor = words.value("magnitudes", tokens[step].word)
        if factor is None and _adjacent(tokens, at):
            factor = words.value("short_magnitudes", tokens[at].word)
        if factor is None:
            break
        value, scale, at = value * factor, scale * factor, step + 1
    return Number(value, at, scale)


def _spelt(tokens: Sequence[Token], at: int, words: Lexicon) -> Number | None:
    """A number in words, without a last magnitude that only `_scaled` would add to digits."""
    total, current, lead, i = 0, 0, 0, at
    ceiling: int | None = None
    open_ = False  # whether `current` holds a number that a magnitude may multiply
    plain = True  # whether the phrase is one number and magnitudes after it
    if words.has("articles", tokens[at].word) or words.has("plain_ones", tokens[at].word):
        following = at + 2 if at + 1 < len(tokens) and tokens[at + 1].word == "-" else at + 1
        if following >= len(tokens) or words.value("magnitudes", tokens[following].word) is None:
            return None
        current, lead, i, open_ = 1, 1, following, True
    elif words.value("magnitudes", tokens[at].word) is not None:
        current, lead, open_ = 1, 1, True
    while i < len(tokens):
        j = _past_joiner(tokens, i, words, bool(total or current >= 100))
        word = tokens[j].word if j < len(tokens) else ""
        unit = 1 if words.has("plain_ones", word) and i > at else words.value("cardinals", word)
        factor = words.value("magnitudes", word)
        if unit is not None and (not open_ or _fits(current, unit)) and (i == at or current or total):
            plain = plain and i == at
            current, lead, open_ = current + unit, lead or unit, True
        elif factor == 100 and open_ and 0 < current < 100:
            current *= 100
        elif factor is not None and factor != 100 and open_ and current and (ceiling is None or factor < ceiling):
            total, current, ceiling, open_ = total + current * factor, 0, factor, False
        else:
            break
        i = j + 1
    if i == at:
        return None
    value = total + current
    return Number(Fraction(value), i, value // lead if plain and lead else 1)


def _past_joiner(tokens: Sequence[Token], at: int, words: Lexicon, large: bool) -> int:
    """The index after a hyphen, or after an "and" that goes on with a number below a hundred ("two hundred and six")."""
    if 0 < at < len(tokens) - 1:
        following = tokens[at + 1].word
        if tokens[at].word == "-" and _adjacent(tokens, at) and _adjacent(tokens, at + 1):
            return at + 1
        counted = words.value("cardinals", following) is not None or words.has("plain_ones", following)
        if large and words.has("joiners", tokens[at].word) and counted and words.value("magnitudes", tokens[at - 1].word) is not None:
            return at + 1
    return at


def _fits(current: int, unit: int) -> bool:
    """Whether a number word may follow on: "twenty" + "five", "two hundred" + "six"."""
    if current and current % 100 == 0:
        return 0 < unit < 100
    return current % 100 >= 20 and current % 10 == 0 and 0 < unit < 10


def _adjacent(tokens: Sequence[Token], at: int) -> bool:
    """Whether no space stands before token `at`."""
    return 0 < at < len(tokens) and tokens[at].start == tokens[at - 1].end
