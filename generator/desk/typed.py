"""Records as an editor would type them: plain data to lines of YAML in the project's style, which our reader reads back as they were.

Only writes; what a record means and where it goes is not known here.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator.reader import ReadProblems, read

_WIDTH = 130
"""Where long texts break."""


def lines(data: Mapping[str, Any], indent: int = 0) -> list[str]:
    """A group of fields, one a line, `indent` spaces in. Values are texts, None (left empty), lists of ids, groups, or lists of groups."""
    pad = " " * indent
    made: list[str] = []
    for key, value in data.items():
        if value is None:
            made.append(f"{pad}{key}:")
        elif isinstance(value, str):
            made += _field(key, value, indent)
        elif isinstance(value, Mapping):
            made += [f"{pad}{key}:", *lines(value, indent + 2)]
        elif all(isinstance(item, str) for item in value):
            made.append(f"{pad}{key}: [{', '.join(_inline(item) for item in value)}]")
        else:
            made.append(f"{pad}{key}:")
            for item in value:
                made += entry(item, indent + 2)
    return made


def entry(data: Mapping[str, Any], indent: int = 0) -> list[str]:
    """A group of fields as an entry of a list: `- ` before its first field."""
    first, *rest = lines(data, indent + 2)
    return [f"{' ' * indent}- {first.lstrip()}", *rest]


def flow(data: Any) -> str:
    """The same on one line, for a list in square brackets."""
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, Sequence) and not isinstance(data, str):
        return "[" + ", ".join(map(flow, data)) + "]"
    return json.dumps(data, ensure_ascii=False)


def _field(key: str, text: str, indent: int) -> list[str]:
    pad = " " * indent
    words = " ".join(text.split())
    if len(pad) + len(key) + len(words) + 2 > _WIDTH and " " in words:
        inside = " " * (indent + 2)
        folded = textwrap.wrap(words, _WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False)
        return [f"{pad}{key}: >-", *(inside + line for line in folded)]
    return [f"{pad}{key}: {_scalar(words)}"]


@lru_cache(maxsize=1 << 10)
def _scalar(words: str) -> str:
    """A text on one line: as it is where it reads back so, else in single, else in double quotation marks."""
    single = "'" + words.replace("'", "''") + "'"
    for typed in (words, single):
        if _reads_back(f"text: {typed}\n", words):
            return typed
    return json.dumps(words, ensure_ascii=False)


@lru_cache(maxsize=1 << 10)
def _inline(word: str) -> str:
    return word if _reads_back(f"text: [{word}]\n", [word]) else json.dumps(word, ensure_ascii=False)


def _reads_back(document: str, value: object) -> bool:
    try:
        return bool(read("", document.encode("utf-8", "surrogatepass")).data == {"text": value})
    except ReadProblems:
        return False
