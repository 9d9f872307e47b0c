"""The words of a text that carry its meaning, cut to beginnings, so that two texts can be asked whether they speak of the same thing.

Figures, dates, function words and words of telling are left out: other checks look after those. Which words carry nothing is data
(`function_words`, `attribution_words`, `framing_words`). Must not judge how much two texts have to share.
"""

from __future__ import annotations

import re
from functools import cache

from generator.lexicon import entries, lists, stem

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LENGTH = 5  # letters: "founder" and "founded", "leading" and "leads" begin alike
_NOTHING: frozenset[str] = frozenset()
_EMPTY = frozenset({""})


def known(language: str) -> bool:
    """Whether the language has the lists that tell carrying words from others."""
    return bool(entries(language, "function_words"))


def gist(text: str, language: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning; names included, compounds by their parts."""
    low = text.lower()
    words = _WORD.findall(low if low.isascii() else low.replace("’", "'"))
    return frozenset(map(_kernels(language).__getitem__, words)) - _EMPTY


@cache
def _kernels(language: str) -> _Kernels:
    return _Kernels(language)


class _Kernels(dict[str, str]):
    """From a word in small letters to its beginning, or "" where it carries nothing; each word is looked at once, when it is first asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        calendar = lists(language).get("calendar", {})
        empty = [entries(language, key) for key in ("function_words", "attribution_words", "framing_words", "clause_joints")]
        self._empty = _NOTHING.union(*empty, (word.lower() for key in ("weekdays", "months") for word in calendar.get(key, ())))

    def __missing__(self, word: str) -> str:
        bare = word.removesuffix("'s").removesuffix("'")
        found = self[word] = "" if len(bare) < 2 or bare in self._empty else stem(bare)[:_LENGTH]
        return found
