"""Reports for editors on the terminal. Lines of text only; what they report is computed elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.coverage import SentenceState, coverage
from generator.site import Site

_STATES = ("cited", "set aside", "not triaged")


def coverage_table(site: Site, untriaged: bool = False) -> Iterator[str]:
    """The coverage of every source as aligned lines; with `untriaged` also the place and text of each sentence left."""
    width = max((len(name) for name in site.texts), default=6)
    yield f"{'source':<{width}}  sentences  cited  set aside  not triaged  words quoted"
    total: Counter[str] = Counter()
    left: list[tuple[str, SentenceState]] = []
    for name in site.texts:
        states = coverage(site, name)
        counts = Counter(state.state for state in states)
        counts["words"], counts["quoted"] = sum(s.words for s in states), sum(s.quoted for s in states)
        total += counts
        left += [(name, state) for state in states if state.state == "not triaged"]
        yield _row(name, counts, width)
    yield _row("all", total, width)
    for name, state in left if untriaged else ():
        text = site.texts[name]
        yield f"{text.location(state.start)}: {' '.join(text.raw[state.start : state.end].split())}"


def _row(name: str, counts: Counter[str], width: int) -> str:
    sentences = sum(counts[state] for state in _STATES)
    share = f"{100 * counts['quoted'] // counts['words']} %" if counts["words"] else "–"
    return f"{name:<{width}}  {sentences:>9}  {counts['cited']:>5}  {counts['set aside']:>9}  {counts['not triaged']:>11}  {share:>12}"
