"""Figures in running text: numbers, dates, years, percentages, sums of money, ordinals and vague quantities, with their qualifiers.

Says what stands in a text and whether one text carries the figures of another; must not know claims, sources or problems.
The words are data (`figures` in `generator/data/words/<language>.json`).
"""

from generator.figures.compare import Evidence, Verdict, judge
from generator.figures.figure import Figure
from generator.figures.scanner import figures, forget

__all__ = ["Evidence", "Figure", "Verdict", "figures", "forget", "judge"]
