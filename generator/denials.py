"""Which words of a text deny, what each of them denies, and which of them have a counterpart in what the text rests on.

A word that comes near a "no" ("rejected", "yet to") may answer a "not", but each answers once: "had not rejected" is more than "rejected".
Must not judge: what a denial without a counterpart means is for the checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from generator.clauses import following, governed, stems
from generator.lexicon import Token, entries, phrases, stem
from generator.stances import near_denials

_BEFORE, _AFTER = 5, 8
_CUTS = frozenset(",;:()—–.?!")


@dataclass(frozen=True)
class Denial:
    """A word or phrase that denies. `strict` is a plain "not" or the like; `stems` are what it governs, `beside` all that stands near it."""

    phrase: str
    strict: bool
    stems: tuple[str, ...]
    beside: frozenset[str]

    @property
    def verb(self) -> bool:
        """Whether it is a verb of its own, which denies the same wherever it stands."""
        return _is_verb(self.phrase)


def denials_of(words: Sequence[Token], language: str) -> list[Denial]:
    """The denials among the words in order, those that only come near one included."""
    strict = entries(language, "denials")
    cuts = _CUTS | entries(language, "undenied_ands")
    found = []
    for first, after, phrase in phrases(words, _wanted(language)):
        before = next((i + 1 for i in range(first - 1, max(-1, first - _BEFORE - 1), -1) if words[i].low in _CUTS), max(0, first - _BEFORE))
        end = next((i for i in range(after, min(after + _AFTER, len(words))) if words[i].low in cuts), after + _AFTER)
        # "X, but the guards denied it": a verb does not deny what stands before it.
        bears = following(words, after, language, joined=False) if _is_verb(phrase) else governed(words, first, after, language, joined=False)
        passive = phrase.endswith("ed") or not _is_verb(phrase)  # "the offer was rejected": only there what is denied may stand before
        near = frozenset().union(bears, stems(words[before:first]) if passive or not bears else (), stems(words[after:end]))
        found.append(Denial(phrase, phrase in strict, tuple(bears), near))
    return found


def unmatched(mine: Sequence[Denial], theirs: Sequence[Denial]) -> list[Denial]:
    """Those of `mine`, strict ones only, to which none of `theirs` answers. The same word answers first, where it denies most of the same."""
    free = list(theirs)
    left = list(mine)
    for same in (True, False):
        pairs = [
            (-len(set(one.stems) & set(other.stems)), -len(one.beside & other.beside), i, j)
            for i, one in enumerate(left)
            for j, other in enumerate(free)
            if (not same or stem(one.phrase) == stem(other.phrase)) and (other.beside & set(one.stems) or (same and one.verb))
        ]
        taken: set[int] = set()
        answered: set[int] = set()
        for _, _, i, j in sorted(pairs):
            if i not in answered and j not in taken:
                answered.add(i)
                taken.add(j)
        left = [one for i, one in enumerate(left) if i not in answered]
        free = [other for j, other in enumerate(free) if j not in taken]
    return [one for one in left if one.strict]


def _is_verb(phrase: str) -> bool:
    return phrase.endswith(("s", "ed", "ing")) or phrase in ("deny", "refuse", "reject", "fail", "avoid")


@cache
def _wanted(language: str) -> frozenset[str]:
    """All denials, less phrases that begin with one ("not yet", "no longer"): the "not" in them is looked at by itself."""
    strict = entries(language, "denials")
    return frozenset(phrase for phrase in near_denials(language) if " " not in phrase or phrase.split()[0] not in strict)
