"""Says whether a figure of one text is carried by the figures of others, and which of its qualifiers were lost or gained.

Equal means equal in one form: value, kind and unit. Nothing is converted (miles, percentages of a total) and nothing is near enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from generator import dates
from generator.figures.figure import Figure

_EARLY, _LATE = 11, 20  # "early" reaches to the 11th of a month, "late" begins on the 20th; "mid" is what lies between, with some overlap
_MID = range(8, 24)


@dataclass(frozen=True)
class Evidence:
    """What may carry a figure: figures that were read, whether a word such as "a" or "sole" stands for one, and years known from elsewhere."""

    figures: tuple[Figure, ...] = ()
    one: bool = False
    first: bool = False
    years: frozenset[str] = frozenset()

    def __or__(self, other: Evidence) -> Evidence:
        """Both together."""
        return Evidence(self.figures + other.figures, self.one or other.one, self.first or other.first, self.years | other.years)


@dataclass(frozen=True)
class Verdict:
    """`carried` is whether the figure stands there at all; `near` the figure that carries it; `lost` and `gained` its families of qualifiers."""

    carried: bool
    near: Figure | None = None
    lost: frozenset[str] = frozenset()
    gained: frozenset[str] = frozenset()


def judge(figure: Figure, evidence: Evidence) -> Verdict:
    """The verdict on one figure; of several that carry it, the one whose qualifiers fit best counts."""
    best: tuple[int, Verdict] | None = None
    for other in evidence.figures:
        if not carries(other, figure, evidence.years):
            continue
        lost, gained = _differences(figure, other)
        if best is None or len(lost) + len(gained) < best[0]:
            best = (len(lost) + len(gained), Verdict(True, other, lost, gained))
    if best is not None:
        return best[1]
    single = figure.value == "1" and ((figure.kind == "number" and evidence.one) or (figure.kind == "ordinal" and evidence.first))
    return Verdict(single)


def carries(other: Figure, figure: Figure, years: frozenset[str] = frozenset()) -> bool:
    """Whether `other` says the value that `figure` says. A date may say more than is needed; its year may come from `years`."""
    if figure.kind == "date":
        return other.kind == "date" and _within(figure.value, other.value, years)
    if figure.kind == "year" and other.kind == "date":
        return other.value.split("-")[0] == figure.value
    if figure.kind == "decade" and other.kind == "decade":
        exact = figure.value.endswith("X") and other.value.endswith("X")
        return figure.value == other.value or (not exact and _decade(figure.value) == _decade(other.value))
    if {figure.kind, other.kind} == {"year", "number"}:  # four digits alone may be either
        return figure.value == other.value and not other.unit and not figure.unit and _bare(figure) and _bare(other)
    return (figure.kind, figure.value.lower(), figure.unit) == (other.kind, other.value.lower(), other.unit)


def _bare(figure: Figure) -> bool:
    return figure.end - figure.start == len(figure.value)


def _decade(value: str) -> str:
    return f"{value[2]}0s" if value.endswith("X") and len(value) == 4 else value


def _parts(value: str) -> tuple[str, str, str]:
    """Year, month and day of a date's value; "" where not given."""
    if value.startswith("--"):
        month, _, day = value[2:].partition("-")
        return "", month, day
    year, _, rest = value.partition("-")
    month, _, day = rest.partition("-")
    return year, month, day


def _within(wanted: str, given: str, years: frozenset[str]) -> bool:
    year, month, day = _parts(wanted)
    other_year, other_month, other_day = _parts(given)
    same_year = not year or year == other_year or (not other_year and year in years)
    return same_year and month == other_month and (not day or day == other_day)


def _differences(figure: Figure, other: Figure) -> tuple[frozenset[str], frozenset[str]]:
    """The families lost and gained. A month needs no "about" of its day, and may be "late" by its day."""
    lost, gained = other.qualifiers - figure.qualifiers, figure.qualifiers - other.qualifiers
    if other.kind == "date":
        day = _parts(other.value)[2]
        if day and not (figure.kind == "date" and _parts(figure.value)[2]):
            return frozenset(), gained - _by_day(figure, other)
    return lost, gained


def _by_day(figure: Figure, other: Figure) -> frozenset[str]:
    _, month, day = _parts(other.value)
    point = int(day) if figure.kind == "date" else (int(month) * 30 - 15) // 12  # a year is cut like a month
    found = {"early"} if point <= _EARLY else set()
    found |= {"late"} if point >= _LATE else set()
    return frozenset(found | ({"mid"} if point in _MID else set()) | {"about"})


def from_fields(fields: Iterable[str]) -> Evidence:
    """What date fields (EDTF) carry: each end of an interval; "~" is "about"; an interval or "?" leaves the choice."""
    found: list[Figure] = []
    years: set[str] = set()
    for field in fields:
        carried = _from_field(field)
        found += carried
        years.update(figure.value[:4] for figure in carried)
    return Evidence(tuple(found), years=frozenset(years))


@lru_cache(maxsize=1 << 10)
def _from_field(field: str) -> tuple[Figure, ...]:
    date = dates.parse(field)
    qualifiers = ("about",) if date.qualifier in ("~", "%") else ("", "about") if "/" in field or date.qualifier else ("",)
    values = [point.rstrip("~?%") for point in field.split("/")]
    return tuple(Figure("date" if "-" in value else "year", value, "", qualifier, 0, 0) for value in values for qualifier in qualifiers)
