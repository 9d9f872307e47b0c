"""Cuts a text into words, runs of digits and single signs, each with its place. Must not judge what they mean."""

from __future__ import annotations

import re
from typing import NamedTuple

_SPACES = "\u0020\u00a0\u2009\u202f"
_SHARES = "\u00bc-\u00be\u2150-\u215f\u2189"  # ½ and its like, which count as word characters
# Groups of three set apart by spaces are one number ("9 000"); so are digits joined by a comma, full stop or Arabic mark.
_TOKEN = re.compile(
    rf"(?P<d>(?<!\d)\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,\u066b]\d+)?|\d+(?:[.,\u066b\u066c]\d+|['’]\d{{3}}(?!\d))*)"
    rf"|(?P<s>[^\s\w]|[_{_SHARES}])|(?P<w>[^\W\d_{_SHARES}]+(?:['’][^\W\d_{_SHARES}]+)*)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")


class Token(NamedTuple):
    """`word` is in lower case with straight apostrophes; `kind` is "d" (digits), "w" (word) or "s" (sign)."""

    word: str
    kind: str
    start: int
    end: int


_new = tuple.__new__  # of a named tuple it is half the work of a call


def cut(text: str) -> list[Token]:
    """The tokens of a text in order; addresses on the web count as blank."""
    if "." in text:
        text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    low = text.lower().replace("’", "'")
    if len(low) != len(text):  # a letter whose small form is two: offsets would shift
        return [Token(one[0].lower().replace("’", "'"), one.lastgroup or "s", *one.span()) for one in _TOKEN.finditer(text)]
    return [_new(Token, (low[(at := one.start()) : (end := one.end())], one.lastgroup or "s", at, end)) for one in _TOKEN.finditer(text)]


def phrase(words: str) -> tuple[str, ...]:
    """A phrase of a word list as the words of its tokens."""
    return tuple(token.word for token in cut(words))
