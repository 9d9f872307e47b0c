"""Whether a sentence of prose says whose words it gives: the names a claim can be attributed to, and the words that point back to one.

The words that point back ("he", "the author") are data (`back_references`). Must not judge: which claims need a name is for the checks.
"""

from __future__ import annotations

import re
from functools import cache

from generator.lexicon import pattern
from generator.models import Claim
from generator.site import Site

_ARTICLE = re.compile(r"^(?:the|a|an) ")
_BRACKETS = re.compile(r"\s*\([^)]*\)")


def voices(site: Site, claim: Claim) -> tuple[str, ...]:
    """The names by which a sentence can say whose the claim is: its speaker in all spellings, then its outlets and agencies.

    What a citation says the speaker is called there (`means`) is a spelling too. The outlet counts even where there is a speaker
    ("the Gazette reported that the guards had fled").
    """
    names: list[str] = []
    if claim.speaker:
        entity = site.entities.get(claim.speaker.entity or "")
        names += [entity.name, *(alias.name for alias in entity.aliases)] if entity else [claim.speaker.name or ""]
        names += [meaning.name for citation in claim.cite for meaning in citation.means if entity and meaning.entity == entity.id]
    names += [claim.via or ""]
    for citation in claim.cite:
        source = site.sources.get(citation.source)
        names += [source.container_title, source.house or ""] if source else []
    return tuple(dict.fromkeys(name for name in names if name))


def names_one(text: str, names: tuple[str, ...]) -> bool:
    """Whether one of the names stands in the text, letter case ignored, with or without a leading article or what it has in brackets."""
    low = _folded(text)
    return any(_stands(low, short) for name in names for short in _variants(name))


def points_back(text: str, language: str) -> bool:
    """Whether the text holds a word that can stand for somebody named before ("he", "its author", "the broadcaster")."""
    found = pattern(language, "back_references")
    return found is not None and found.search(text) is not None


def _stands(text: str, name: str) -> bool:
    """Whether the name stands in the text as whole words. Plain search: there are as many sets of names as claims, too many to compile."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(name, at + 1)
    return False


@cache
def _variants(name: str) -> tuple[str, ...]:
    low = _folded(name)
    return tuple(dict.fromkeys(short for short in (low, _ARTICLE.sub("", low), _BRACKETS.sub("", low).strip()) if short))


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
