"""The two event parsers of PyYAML, libyaml's and the one in Python, with the latter made to give the same verdict.

Used by the reader and by `marks`; must not know what is done with the events.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol, cast

from yaml.events import ScalarEvent
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError


class EventParser(Protocol):
    """What the two parsers of PyYAML have in common."""

    def get_event(self) -> Any: ...


ParserMaker = Callable[[str], EventParser]

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)", re.DOTALL)
_QUESTION = re.compile(r"([^\s\[\]{},:\"'?-] *|(?<=[^\s\[\]{},])- *|[^\s\[\]{},])(\?[? ]*)")


class PythonParser(Reader, Scanner, Parser):
    """PyYAML's parser in pure Python, made to agree with libyaml where the two differ; some fifty times slower."""

    def __init__(self, text: str) -> None:
        # a "?" inside a text in brackets ends it here, not in libyaml: an unused private character takes its place
        self.question = next(chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
        Reader.__init__(self, _QUESTION.sub(lambda found: found[1] + found[2].replace("?", self.question), text))
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> Any:
        event = cast("Any", super()).get_event()
        if type(event) is ScalarEvent:
            event.value = event.value.replace(self.question, "?")
        return event

    def scan_plain(self) -> Any:
        """As the original, but a colon right before a bracket or comma is an error, as it is to libyaml."""
        token = super().scan_plain()
        if self.flow_level and self.peek() == ":" and self.peek(1) in ",[]{}":
            raise ScannerError("while scanning a plain scalar", token.start_mark, "found unexpected ':'", self.get_mark())
        return token

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> list[str]:
        """As the original, but an escape that stands for no character (`\\ud800`) is an error, as it is to libyaml."""
        mark = self.get_mark()
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            if not any("\ud800" <= chunk <= "\udfff" for chunk in chunks):
                return chunks
        except (ValueError, OverflowError):  # of chr()
            pass
        # the whole text is the buffer, so an index in one is an index in the other
        escapes = ((found.start(), int(found[1] or found[2] or "0", 16)) for found in _ESCAPE.finditer(self.buffer, mark.index))
        mark.index = next(at for at, code in escapes if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF)
        raise ScannerError("while parsing a quoted scalar", start_mark, "found invalid Unicode character escape code", mark)


def _fastest() -> ParserMaker:
    try:
        from yaml._yaml import CParser
    except ImportError:
        return PythonParser
    return CParser


PARSER: ParserMaker = _fastest()
