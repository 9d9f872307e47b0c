"""What a figure is. A value only: the scanner makes it, the comparison reads it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text; `start` and `end` are offsets of the figure itself, without its unit and qualifier.

    `kind`: number, range, percent, money, ordinal, date, year, decade, time, vague, designation ("Mi-35"), printed ("18,00": as it stands).
    `value`, in one form for all spellings: "9000", "4.5", "1/3", "27/28" (range), "2021-08-20", "--08-20" (no year), "2021-08", "--08",
    "199X", "17:30", "few 1000s". `unit` is the unit's name in the singular, or "". `qualifier` names the families of the words
    attached to it ("about", "more than", "only"), in alphabetical order with ", " between them, or "".
    """

    kind: str
    value: str
    unit: str
    qualifier: str
    start: int
    end: int

    @property
    def qualifiers(self) -> frozenset[str]:
        """The families of its qualifiers."""
        return frozenset(self.qualifier.split(", ")) if self.qualifier else frozenset()


def canonical(value: Fraction) -> str:
    """A number in its one form: decimal digits where they end ("4.5"), else as a fraction ("1/3")."""
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    if places == 0:
        return str(value.numerator)
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}".rstrip("0")
