"""Whether a sentence of prose says whose words it gives: the names a claim can be attributed to, and the words that point back to one.

The words that point back ("he", "the author") are data (`back_references`). Must not judge: which claims need a name is for the checks.
"""

from __future__ import annotations

import re
from functools import cache

from generator.lexicon import any_of, pattern
from generator.models import Claim
from generator.site import Site

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
    found = _pattern(names)
    return found is not None and found.search(text.replace("’", "'")) is not None


def points_back(text: str, language: str) -> bool:
    """Whether the text holds a word that can stand for somebody named before ("he", "its author", "the broadcaster")."""
    found = pattern(language, "back_references")
    return found is not None and found.search(text) is not None


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    plain = [name.replace("’", "'") for name in names]
    return any_of([short for name in plain for short in (name, re.sub(r"^(?i:the|a|an) ", "", name), _BRACKETS.sub("", name))], re.IGNORECASE)
