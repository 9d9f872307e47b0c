"""The one door for YAML: bytes of a file → text, lists and dicts, or every mistake with line and column.

Works on the parser's events with limits, never on PyYAML's constructors, which turn NO into false and let 434 bytes fill the memory.
Must not know what the data means (the models do) and must not touch the disk; on any bytes it returns or raises `ReadProblems`.
"""

from __future__ import annotations

import re
from sys import intern
from typing import Any

from yaml.error import YAMLError
from yaml.events import AliasEvent, DocumentEndEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent
from yaml.events import StreamEndEvent as End

from generator.marks import QUOTES, UNCLOSED, Document, Node, character, comments, cut_off, syntax_words
from generator.parsers import PARSER, ParserMaker
from generator.problems import Problem
from generator.raw_text import BAD, MAX_BYTES, MAX_PROBLEMS, Findings, Stop, Stretch, decode, name_of, tame, without_tabs

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_EVENTS", "MAX_PROBLEMS", "MAX_SCALAR", "Document", "ReadProblems", "read"]

MAX_EVENTS = MAX_BYTES * 2 // 5
"""Most nodes and ends of collections in a file; follows the size, so that a real file of the largest size passes."""
MAX_DEPTH = 40
"""Most collections inside one another."""
MAX_SCALAR = 200_000
"""Most characters in one text."""

_HEADER = re.compile(r"[|>][-+\d]*#")
_REST = re.compile(r"(?:\.\.\.(?=\s|\Z)|\s|(?<!\S)#[^\n]*)*")
_KEY_LINE = re.compile(r"\n *(?:- +)*[\w-]+:(?:\s|\Z)")
_NO_KEY = object()
_STAND_IN = " "  # for a node that is a problem already


class ReadProblems(Exception):
    """The one exception of the reader. `problems` holds at least one `Problem`, sorted by place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


def read(path: str, raw: bytes, *, parser: ParserMaker = PARSER) -> Document:
    """The document in the bytes of one file; `path` is what problems print. Raises `ReadProblems` and nothing else.

    A text stays text: NO, 010, 12:30:45 and 2021-08-20 arrive as written. A comment may follow a value on its line, but `#` also
    cuts a text short, so ` #` is a problem always after an unquoted value of several words; after one word, or where a value
    should begin, it is one unless white space follows the `#`; so is `#word` on a line of its own that is indented like the
    unquoted text above it.
    """
    found = Findings(path)
    text, data = "", None
    try:
        text = decode(raw, found)
        tamed = tame(text, found)
        data = _Reading(found, parser).build(_tabless(tamed, found, parser) if "\t" in tamed else tamed)
    except Stop:
        pass
    if found.problems:
        raise ReadProblems(tuple(sorted(set(found.problems))))
    return Document(path, text, data, parser)


def _tabless(text: str, found: Findings, parser: ParserMaker) -> str:
    """The text without tabs outside of texts. libyaml takes a tab after a colon for a space, the Python parser does not."""
    spaced = text.replace("\t", " ")
    quoted: list[Stretch] = []
    trial, last = Findings(found.path), None
    try:
        _Reading(trial, parser, quoted).build(spaced)
    except Stop:
        last = trial.problems[-1].location.line
        if trial.problems[-1].check == "yaml-limit":
            found.problems += trial.problems
            raise
    return without_tabs(text, spaced, quoted, last, found)


class _Reading:
    """The events of one file on their way to data. If asked for, `quoted` receives where its quoted texts stand."""

    def __init__(self, found: Findings, parser: ParserMaker, quoted: list[Stretch] | None = None) -> None:
        self.found, self.parser, self.quoted = found, parser, quoted

    def build(self, text: str) -> Any:
        """The data of the one document in `text`."""
        parser = self.parser(text)
        get_event = parser.get_event
        commented = comments(text)
        root: list[Any] = [None]
        current: Any = root
        key: Any = _NO_KEY
        first: dict[str, int] = {}  # the line (from 0) of each key of the current mapping
        stack: list[tuple[Any, Any, dict[str, int]]] = []
        event: Any = None
        for _ in range(MAX_EVENTS):
            try:
                event = get_event()
            except (YAMLError, ValueError, OverflowError) as error:
                raise self.syntax(*syntax_words(error, text), text, event) from None
            kind = type(event)
            if kind is ScalarEvent:
                # keys, ids and dates stand in every record: one copy of each keeps a large project small in memory
                value = event.value if len(event.value) > 40 else intern(event.value)
                if len(value) > MAX_SCALAR:
                    words = f"the text has {len(value):,} characters, the limit is {MAX_SCALAR:,}; split it"
                    self.found.report(event.start_mark.line, event.start_mark.column, "yaml-limit", words)
                if not event.style:
                    if event.end_mark.line in commented:
                        for line, column, words in cut_off(event, text, commented[event.end_mark.line]):
                            message = f'YAML takes "{_short(words)}" for a comment and drops it; {QUOTES}; if it is one, give it its own line'
                            self.found.report(line, column, "yaml-comment", message)
                    value = value or None
                elif event.style == '"' and BAD.search(value):
                    self.escapes(event, text)
                elif event.style in "|>" and (header := _HEADER.match(text, event.start_mark.index)):
                    # the Python parser ends here, libyaml does not
                    raise self.syntax(header.end() - 1, "yaml-syntax", 'write a space before "#", or the text on the lines below', text, None)
                if self.quoted is not None and event.style:
                    self.quoted.append((event.start_mark.index, event.end_mark.index, event.style in "|>"))
            elif kind is MappingStartEvent:
                value = {}
            elif kind is SequenceStartEvent:
                value = []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                current, key, first = stack.pop()
                continue
            elif kind is AliasEvent:
                value = _STAND_IN
            elif kind is DocumentEndEvent:
                self.rest(text, event.start_mark.index)
                return root[-1]
            elif kind is End:
                return None
            else:
                continue
            if event.anchor is not None or (kind is not AliasEvent and event.tag is not None):
                self.properties(text, event)
            if current.__class__ is list:
                current.append(value)
            elif key is not _NO_KEY:
                current[key] = value
                key = _NO_KEY
            else:
                key = value
                if key.__class__ is not str or key in first or key == "<<" or "\n" in key:
                    self.key(event, key, first)
                    key = key if key.__class__ is str else _STAND_IN
                else:
                    first[key] = event.start_mark.line
            if value.__class__ is dict or value.__class__ is list:
                if len(stack) == MAX_DEPTH:
                    words = f"more than {MAX_DEPTH} lists and mappings inside one another; if the bracket belongs to a text, {QUOTES}"
                    raise self.found.stop(event.start_mark.line, event.start_mark.column, "yaml-limit", words)
                stack.append((current, key, first))
                current, key, first = value, _NO_KEY, {}
        raise self.found.stop(event.start_mark.line, event.start_mark.column, "yaml-limit", f"more than {MAX_EVENTS:,} values; split the file")

    def key(self, event: Any, key: Any, first: dict[str, int]) -> None:
        """Report a key that is none, or that stood before."""
        line, column = event.start_mark.line, event.start_mark.column
        if key is None:
            self.found.report(line, column, "yaml-key", f'a key is missing before the ":"; write it, or if this is a text, {QUOTES}')
        elif key.__class__ is not str or "\n" in key:
            self.found.report(line, column, "yaml-key", f"a key must be plain text on one line; if the bracket belongs to a text, {QUOTES}")
        elif key in first:
            words = f'the key "{_short(key)}" stands twice (first at line {first[key] + 1}); remove one'
            self.found.report(line, column, "yaml-duplicate-key", words)
        elif not event.style:
            self.found.report(line, column, "yaml-key", 'the key "<<" copies another mapping in; write its keys out instead')
        else:
            first[key] = event.start_mark.line

    def properties(self, text: str, event: Any) -> None:
        """Report what stands before a node: an anchor, a tag; or the alias that stands for one."""
        line, column = event.start_mark.line, event.start_mark.column
        word = _short(re.split(r"\s", text[event.start_mark.index : event.start_mark.index + 200], maxsplit=1)[0])
        way = f"write the text without it; if it belongs to the text, {QUOTES}"
        if type(event) is AliasEvent:
            self.found.report(
                line, column, "yaml-alias", f'YAML takes "{word}" for a reference; write out what it stands for; if it is text, {QUOTES}'
            )
        elif event.anchor is not None:
            self.found.report(line, column, "yaml-anchor", f'YAML takes "{word}" for an anchor; {way}')
        if type(event) is not AliasEvent and event.tag is not None:
            self.found.report(line, column, "yaml-tag", f'YAML takes "{word}" for a type; {way}')

    def escapes(self, event: Any, text: str) -> None:
        """Report escapes in double quotes that stand for characters which may not stand in the file either."""
        node = Node(event.start_mark.index, event.end_mark.index, '"')
        for bad in BAD.finditer(event.value):
            index = character(text, node, event.value, bad.start())
            self.found.at(text, index, "yaml-character", f"the escape stands for {name_of(bad[0])}; delete it")

    def rest(self, text: str, index: int) -> None:
        """Report what follows the document, which ends at `index`."""
        found = _REST.match(text, index)
        index = found.end() if found else index
        if text.startswith(("---", "%"), index):
            self.found.at(text, index, "yaml-document", "a second document begins here; delete the line, or move what follows to another file")
        elif index < len(text):
            self.syntax(index, "yaml-syntax", f"this does not fit what stands before it; if it belongs to a text, {QUOTES}", text, None)

    def syntax(self, index: int, check: str, words: str, text: str, before: Any) -> Stop:
        """Report the parser's error, unless it comes of a problem that was reported already: on its line or the one before."""
        line = text.count("\n", 0, index)
        if getattr(before, "style", None) in ("'", '"') and before.end_mark.line == line and check == "yaml-syntax":
            if _KEY_LINE.search(text, before.start_mark.index, before.end_mark.index):
                index, words = before.start_mark.index, UNCLOSED
            elif not text[before.end_mark.index : index].strip():
                words = f"the quotes end before this; put the whole text in quotes ({UNCLOSED.partition('(')[2]}"
        if not self.found.changed and not any(line <= p.location.line <= line + 1 and p.check != "yaml-duplicate-key" for p in self.found.problems):
            self.found.at(text, index, check, words)
        return Stop()


def _short(words: str) -> str:
    words = words.strip()
    return words if len(words) <= 40 else f"{words[:39]}…"
