"""Where words stand in the archived texts, and the citation that says so.

A passage is exact, as the matcher judges; a near one is only ever a suggestion, with the words that differ. Writes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.desk.archive import Archived
from generator.problems import Location
from generator.quotes.boundaries import count_words
from generator.quotes.matcher import MIN_WORDS, match
from generator.quotes.nearest import nearest, word_diff
from generator.quotes.normalise import DELETED, Normalised, normalise, raw_span
from generator.quotes.placement import occurrences
from generator.quotes.selector import Piece

_MOST_BESIDE = 12
"""Most words of a prefix or suffix; where more are alike the whole paragraph stands twice."""
_REACH = 400
"""How many characters on either side are looked at for them."""
_PAIRS = ("“”", '""', "«»", "''", "‘’", "„“")
_INVISIBLE = str.maketrans("", "", DELETED)


@dataclass(frozen=True)
class Passage:
    """A place of the words in a source. `quote` is as printed there, on one line; `prefix` and `suffix` where it stands more than once.

    `start` and `end` are raw offsets. `difference` is empty for an exact passage, else how the words typed must change to become it.
    """

    source: Archived
    start: int
    end: int
    quote: str
    prefix: str | None = None
    suffix: str | None = None
    difference: str = ""

    @property
    def location(self) -> Location:
        """Where it begins in the archived text."""
        return self.source.text.location(self.start)

    @property
    def sentence(self) -> tuple[int, int]:
        """Raw offsets of the sentence or sentences it stands in."""
        return self.source.text.sentence_span(self.start, self.end)

    @property
    def is_short(self) -> bool:
        """Whether a claim that quotes only this needs a reason."""
        return count_words(normalise(self.quote).text) < MIN_WORDS

    def citation(self) -> dict[str, str]:
        """The fields of a citation, as typed in a claim."""
        beside = {"prefix": self.prefix, "suffix": self.suffix}
        return {"source": self.source.id, "quote": self.quote} | {key: words for key, words in beside.items() if words}


def find(sources: Mapping[str, Archived], words: str) -> list[Passage]:
    """Every exact place, source by source. Quotation marks around the whole are the editor's if the sources do not have them."""
    for typed in _readings(words):
        found = [passage for source in sources.values() for passage in _exact(source, typed)]
        if found:
            return found
    return []


def suggest(sources: Mapping[str, Archived], words: str) -> list[Passage]:
    """The nearest passage of each source that has one, those with the fewest differing words first."""
    found = []
    typed = _readings(words)[-1]
    for source in sources.values():
        near = nearest(source.text.normalised, typed)
        if near:
            passage = at(source, near.start, near.end)
            found.append((len(near.differences), Passage(**{**vars(passage), "difference": word_diff(typed, near.passage)})))
    return [passage for _, passage in sorted(found, key=lambda item: item[0])]


def at(source: Archived, start: int, end: int) -> Passage:
    """The passage between two raw offsets, told apart from other places of the same words."""
    quote = " ".join(source.text.raw[start:end].translate(_INVISIBLE).split())
    prefix, suffix = next(_told_apart(source, quote, start, end), (None, None))
    return Passage(source, start, end, quote, prefix, suffix)


def _readings(words: str) -> list[str]:
    plain = " ".join(words.split())
    bare = plain[1:-1].strip() if len(plain) > 2 and plain[0] + plain[-1] in _PAIRS else plain
    trimmed = bare.rstrip(".,;:")
    return list(dict.fromkeys(form for form in (plain, bare, trimmed) if any(map(str.isalnum, form)))) or [plain]


def _exact(source: Archived, typed: str) -> Iterator[Passage]:
    text = source.text.normalised
    plain = normalise(typed).text
    places = occurrences(text.text, Piece(plain, 0)) if plain else []
    for start, end in places:
        yield at(source, *raw_span(text, start, end))
    if not places and "[" in plain:
        found = match(text, typed, short=True, reviewed=True, language=source.text.language)
        if found.verdict in ("elided", "bracketed"):
            yield Passage(source, found.spans[0][0], found.spans[-1][1], typed)


def _told_apart(source: Archived, quote: str, start: int, end: int) -> Iterator[tuple[str | None, str | None]]:
    """The shortest words before or after the quote (or both) with which it is found here and nowhere else, shortest first."""
    text = source.text.normalised
    first, last = bisect_left(text.offsets, start), bisect_left(text.offsets, end)
    before, after = _beside(text, first, last)
    if _is_here(text, quote, start, None, None):
        yield None, None
    for size in range(2, _MOST_BESIDE + 1):
        prefix, suffix = " ".join(before[-size:]) or None, " ".join(after[:size]) or None
        for pair in ((prefix, None), (None, suffix), (prefix, suffix)):
            if any(pair) and _is_here(text, quote, start, *pair):
                yield pair


def _beside(text: Normalised, first: int, last: int) -> tuple[list[str], list[str]]:
    """The words before and after, as far as they are whole."""
    before = text.text[max(0, first - _REACH) : first].split()[first > _REACH :]
    return before, text.text[last : last + _REACH].split()[:_MOST_BESIDE]


def _is_here(text: Normalised, quote: str, start: int, prefix: str | None, suffix: str | None) -> bool:
    found = match(text, quote, prefix=prefix, suffix=suffix, short=True, reviewed=True)
    return found.verdict != "ambiguous" and not found.faults and bool(found.spans) and found.spans[0][0] == start
