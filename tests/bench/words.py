"""Invented words and names for the made content, from a seeded generator.

Words end in a consonant and names in a vowel, so that no word is ever taken for a name. No word may mean anything:
a number word, a hedge or a weekday would make the checks see what is not there.
"""

from __future__ import annotations

from random import Random

_CONSONANTS = "bdfgklmprtvz"
_VOWELS = "aeiou"
_FINALS = "dgklmrt"
_ARABIC = "ابتدرسفقكلمنو"
_REAL = frozenset({"rumor", "later", "total", "rival", "tidal", "metal", "pedal", "legal", "modal", "vital"})
"""English words that the syllables could spell."""
_VOCABULARY_SIZE = 600


def vocabulary(rng: Random) -> list[str]:
    """600 different invented words in lower case."""
    found: dict[str, None] = {}
    while len(found) < _VOCABULARY_SIZE:
        word = _syllables(rng, 2) + rng.choice(_FINALS)
        if word not in _REAL:
            found[word] = None
    return list(found)


def name_part(rng: Random, taken: set[str], syllables: int) -> str:
    """A capitalised name part that nobody bears yet; it is added to `taken`."""
    while True:
        part = _syllables(rng, syllables).capitalize()
        if part not in taken:
            taken.add(part)
            return part


def respelt(rng: Random, part: str, taken: set[str]) -> str:
    """Another spelling of a name part, also unique: one consonant doubled, or an h put in."""
    places = [i for i in range(1, len(part)) if part[i] not in _VOWELS]
    rng.shuffle(places)
    candidates = [part[: i + 1] + part[i:] for i in places] + [f"{part}h{_VOWELS[0]}", f"{part}h{_VOWELS[1]}"]
    spelling = next(candidate for candidate in candidates if candidate not in taken)
    taken.add(spelling)
    return spelling


def right_to_left(rng: Random) -> str:
    """A name in Arabic letters."""
    return " ".join("".join(rng.choice(_ARABIC) for _ in range(length)) for length in (5, 6))


def unheard(number: int) -> str:
    """A word that no made text can hold: the texts know neither q nor x."""
    digits = []
    while True:
        number, digit = divmod(number, len(_VOWELS))
        digits.append("qx" + _VOWELS[digit])
        if not number:
            return "".join(digits)


def _syllables(rng: Random, count: int) -> str:
    return "".join(rng.choice(_CONSONANTS) + rng.choice(_VOWELS) for _ in range(count))
