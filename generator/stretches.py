"""The stretches of a sentence of prose: each with the citations that stand at its end, so that
what one mark carries is not looked for behind another.

Offsets count characters of the sentence. Must not judge: what a stretch has to share with its claims is for the checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.prose.model import Prose, Sentence


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words between two marks: text[start:end] of the sentence, and the ids in the mark at its end (none behind the last mark)."""

    start: int
    end: int
    ids: tuple[str, ...]


def stretches(prose: Prose) -> Iterator[tuple[Sentence, tuple[Stretch, ...]]]:
    """Every sentence in reading order with its stretches, which cover all of it."""
    for block in prose.blocks:
        text, at = block.text, 0
        marks = list(block.marks)
        for sentence in block.sentences:
            found = text.find(sentence.text, at)
            start = found if found >= 0 else at
            at = start + len(sentence.text)
            named = {reference.id for reference in sentence.citations}
            own = [(place - start, ids) for place, ids in marks if start < place <= at and named.issuperset(ids)]
            yield sentence, tuple(_cut(sentence.text, own))


def _cut(text: str, marks: list[tuple[int, tuple[str, ...]]]) -> Iterator[Stretch]:
    begin = 0
    for place, ids in marks:
        yield Stretch(begin, place, ids)
        begin = place
    if not any(character.isalnum() for character in text[begin:]):
        return
    yield Stretch(begin, len(text), ())
