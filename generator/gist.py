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


def known(language: str) -> bool:
    """Whether the language has the lists that tell carrying words from others."""
    return bool(entries(language, "function_words"))


def gist(text: str, language: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning; names included, compounds by their parts."""
    kernel = _kernels(language)
    return frozenset(map(kernel, _WORD.findall(text.lower().replace("’", "'")))) - {""}


@cache
def _kernels(language: str) -> _Kernels:
    return _Kernels(language)


class _Kernels:
    """Turns a word in small letters into its beginning, or "" where it carries nothing; each word is looked at once."""

    def __init__(self, language: str) -> None:
        calendar = lists(language).get("calendar", {})
        empty = [entries(language, key) for key in ("function_words", "attribution_words", "framing_words", "clause_joints")]
        self._empty = _NOTHING.union(*empty, (word.lower() for key in ("weekdays", "months") for word in calendar.get(key, ())))
        self._seen: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        found = self._seen.get(word)
        if found is None:
            bare = word.removesuffix("'s").removesuffix("'")
            found = "" if len(bare) < 2 or bare in self._empty else stem(bare)[:_LENGTH]
            self._seen[word] = found
        return found
