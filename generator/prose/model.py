"""What a piece of prose consists of. Values only; offsets count characters of the prose as the editor wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal


@dataclass(frozen=True, slots=True)
class Reference:
    """One id in a citation `[@id]`: a claim, an inference or an absence."""

    id: str
    offset: int


@dataclass(frozen=True, slots=True)
class Link:
    """The target of `[words](target)`: an id, or an http, https or mailto address."""

    target: str
    offset: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in prose: the check it belongs to (`prose-syntax`, `prose-uncited`), what to do, and where."""

    check: str
    message: str
    offset: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as readers see it, without marks. `offset` is where its first character stands in the source."""

    text: str
    citations: tuple[Reference, ...]
    signpost: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of visible text in one style ("", "em", "strong" or "em strong"), linked to `target` unless that is ""."""

    text: str
    style: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, alone or in a list.

    `depth` is the number of lists around it; `opens` says that it begins a list item, `number` which one (0 in bullet lists);
    `tight` that no blank line separates the items. `marks` are (position in the visible text, ids): the groups of citations,
    those at a sentence's end already moved behind its final punctuation.
    """

    kind: Literal["paragraph", "bullet", "number"]
    runs: tuple[Run, ...]
    marks: tuple[tuple[int, tuple[str, ...]], ...]
    sentences: tuple[Sentence, ...]
    depth: int = 0
    opens: bool = False
    number: int = 0
    tight: bool = False

    @property
    def text(self) -> str:
        """The visible text, without marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Prose:
    """Parsed prose. With faults, `blocks` holds what could be understood."""

    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...] = ()
    links: tuple[Link, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in reading order."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """All citations in reading order, repetitions included."""
        return tuple(reference for sentence in self.sentences for reference in sentence.citations)
