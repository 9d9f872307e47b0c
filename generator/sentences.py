"""Where the sentences of running text begin and end, for news articles (coverage) and for prose ("each sentence cites").

Rules and no statistics: an editor must be able to see why a text was cut where it was. What differs between languages
lies in `data/abbreviations/<language>.json`; must not change, fold or drop a character of the text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "abbreviations"
_CLOSERS = "\"'”’»›)]}＂』」"
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# Final punctuation, a spaced ellipsis included, then what closes with it: quotes, brackets, a numbered reference as "[1]".
_END = re.compile(rf"(\.(?:[ \u00a0]\.){{2,}}|[.!?…؟۔。！？।]+)((?:[{re.escape(_CLOSERS)}]|[ \u00a0\u202f]»|\[\d{{1,3}}\])*)")
# What may stand before the first letter of a sentence: opening quotes and brackets, inverted marks, dashes, a bullet.
_OPENERS = re.compile(r"[\s\"'“‘„‚«‹(\[{¿¡—–\-•*]*")
_WORDED = re.compile(r"[^\W_]")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*$")
_WORD_AFTER = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ADDRESS = re.compile(r"https?://|www\.|[\w-]+(?:\.[\w-]+)+/")
_ELLIPSIS = re.compile(r"\.{2,}|…|\.\s")
_LOOK_BACK = 40  # no abbreviation is longer; keeps the search for one linear in the text


@dataclass(frozen=True)
class _Language:
    never_final: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    before_name: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()


def split(text: str, language: str = "en") -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end) offsets, in order, without white space at either end.

    A line end always ends a sentence. Final punctuation takes its closing quotes and brackets with it. A line without a
    letter or digit (a row of stars) is left out. `language`
    is a BCP 47 tag; one without data is split by the general rules alone. Never raises.
    """
    words = _language(language.split("-")[0].lower())
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start, line_end = line.span()
        worded = _WORDED.search(text, start, line_end)
        if not worded:
            continue
        for found in _END.finditer(text, start, line_end):
            if found.start() <= worded.start() or found.end() >= line_end or not _is_boundary(text, start, found, line_end, words):
                continue
            next_word = _WORDED.search(text, found.end(), line_end)
            if not next_word:
                break  # what is left of the line holds no word and joins this sentence
            spans.append(_trimmed(text, start, found.end()))
            start, worded = found.end(), next_word
        spans.append(_trimmed(text, start, line_end))
    return spans


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _is_boundary(text: str, start: int, found: re.Match[str], line_end: int, words: _Language) -> bool:
    mark, closers, at = found[1], found[2], found.start()
    if mark[-1] in "。！？":
        return True  # written without a space after them
    spaced = text[found.end()].isspace()
    opened = _OPENERS.match(text, found.end(), line_end)
    after = opened.end() if opened else found.end()
    if after >= line_end:
        return False  # nothing but dashes and quotes follows: they belong to this sentence
    before = _word_before(text, start, at)
    if before is None and (at == start or text[at - 1] in "([{"):
        return False  # "(?)", "[...]", or marks that open the line
    follows = _WORD_AFTER.match(text, after, line_end)
    word = follows[0] if follows else ""
    starter = word in words.starters and text[after + len(word) : after + len(word) + 1] != "."
    if not spaced:
        return _is_run_on(text, found, before or "", word, starter)
    if not _may_begin(text, after, word):
        return False
    if _ELLIPSIS.match(mark):
        return starter or (at > start and not text[at - 1].isspace())
    if mark != ".":
        return not (closers and set(mark) <= set("?!") and _is_attribution(text, after, line_end, words))
    return _ends_after(before or "", text, start, at, after, starter, words)


def _word_before(text: str, start: int, at: int) -> str | None:
    found = _WORD_BEFORE.search(text[max(start, at - _LOOK_BACK) : at])
    return found[0].rpartition("-")[2] if found else None


def _may_begin(text: str, after: int, word: str) -> bool:
    """Whether what stands at `after` looks like the beginning of a sentence: no lower-case word, save iPhone, al-Noor or an address."""
    first = text[after]
    if not first.islower():
        return True
    return any(c.isupper() for c in word) or bool(re.match(r"[^\W\d_]{1,3}[-'’][A-Z]", text[after : after + 5]) or _ADDRESS.match(text, after))


def _is_run_on(text: str, found: re.Match[str], before: str, word: str, starter: bool) -> bool:
    """Whether a sentence ends though no space follows ("from us...Yet", "and arms.After"): only between plain words."""
    if found[2] or text[found.end()] != word[:1] or not word[:1].isupper():
        return False
    if _ELLIPSIS.match(found[1]):
        return starter
    return (
        len(before) > 2
        and before.isalpha()
        and before.islower()
        and word[1:].islower()
        and text[(end := found.end() + len(word)) : end + 1].isspace()
    )


def _ends_after(before: str, text: str, start: int, at: int, after: int, starter: bool, words: _Language) -> bool:
    """Whether the single full stop at `at` ends a sentence, or only the abbreviation, initial or number `before` it."""
    number_next = text[after].isdigit()
    if before in words.never_final:
        return False
    if before in words.before_number and number_next:
        return False
    if before in words.before_name or before in words.either or "." in before:
        return starter if before.isalpha() or _is_initials(before) else True
    if len(before) == 1 and before.isupper():
        return starter  # an initial; "Plan B. The" is told from "B. Karimi" by the next word
    return not (before.isdigit() and not text[start : at - len(before)].strip())  # "1. First item"


def _is_initials(word: str) -> bool:
    return all(len(part) <= 2 and part.isalpha() for part in word.split("."))


def _is_attribution(text: str, after: int, line_end: int, words: _Language) -> bool:
    """Whether `"Why now?" Karim Noor asked` goes on: one to four capitalised words and a verb of speech."""
    for count, token in enumerate(text[after : min(line_end, after + 120)].split()[:5]):
        if token.strip(",.;:") in words.speech:
            return count > 0
        if not token[0].isupper() and token not in ("al", "de", "of", "the", "van", "von", "bin"):
            return False
    return False


def starters(code: str) -> frozenset[str]:
    """The words of a language that begin a sentence and are no name, with their capital."""
    return _language(code).starters


@cache
def _language(code: str) -> _Language:
    path = _DATA / f"{code}.json"
    if not code.isalpha() or not path.is_file():
        return _Language()
    data = json.loads(path.read_text(encoding="utf-8"))
    return _Language(**{key: frozenset(value) for key, value in data.items()})
