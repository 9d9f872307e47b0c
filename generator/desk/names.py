"""Words of a text that look like names: capitalised words in a row, with a small word between them ("Friends of the Bridge").

Goes by capitals and word lists only, so it finds none in scripts without capitals; must not decide who is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.lexicon import entries, lists
from generator.sentences import starters

_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?")
_SMALL = frozenset({"of", "the", "de", "da", "del", "der", "di", "du", "van", "von", "bin", "ibn", "al", "el", "la"})
_BETWEEN = re.compile(r"(?:['’]s?)?[ \t]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_MOST_SMALL = 2
_HOLLOW = ("function_words", "clause_joints", "undenied_ands", "back_references")


def names(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The offsets of each. A function word that is a capital only because it begins a sentence is no part; days and months are none."""
    words = [(found.start(), found.start() + len(_POSSESSIVE.sub("", found[0])), found[0]) for found in _WORD.finditer(text)]
    i = 0
    while i < len(words):
        last = i
        if _is_capital(words[i][2], language):
            j, small = i + 1, 0
            while j < len(words) and _BETWEEN.fullmatch(text[words[j - 1][1] : words[j][0]]) and small <= _MOST_SMALL:
                if _is_capital(words[j][2], language):
                    last, small = j, 0
                elif words[j][2] in _SMALL:
                    small += 1
                else:
                    break
                j += 1
            yield words[i][0], words[last][1]
        i = last + 1


def _is_capital(word: str, language: str) -> bool:
    return word[0].isupper() and not _is_hollow(word.lower(), language) and word not in _calendar(language)


def _is_hollow(word: str, language: str) -> bool:
    return word.capitalize() in starters(language.split("-")[0]) or any(word in entries(language, key) for key in _HOLLOW)


@cache
def _calendar(language: str) -> frozenset[str]:
    calendar = lists(language).get("calendar", {})
    return frozenset([*calendar.get("weekdays", ()), *calendar.get("months", ())])
