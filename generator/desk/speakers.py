"""Who seems to say the quoted words, from the verb of speech in their sentence. A guess for a draft: the editor confirms it.

Reads the sentence by its word lists and the known spellings; where it is not plain it says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.desk.names import names
from generator.desk.passages import Passage
from generator.lexicon import entries, phrases, tokens, unquoted
from generator.models import Place
from generator.site import Site

_NEAR = 30
"""How many characters may lie between a name and its verb ("Venn on Monday said")."""
_ARTICLE = re.compile(r"\b([Tt]he) $")
_MARKS = " .,;:!?\"'“”‘’«»„"


@dataclass(frozen=True)
class Voice:
    """`entity` is an id, or "" where only a `name` is known; `name` is the words of the sentence. `direct`: the quote is in quotation marks.

    `said_after` is the offset in the sentence behind the verb; `pronoun` the word that points back to somebody named before, or "";
    `verb` the words of speech of whom nobody is known.
    """

    entity: str = ""
    name: str = ""
    direct: bool = False
    said_after: int = -1
    pronoun: str = ""
    verb: str = ""

    @property
    def known(self) -> bool:
        """Whether somebody was found."""
        return bool(self.entity or self.name)


def voice(site: Site, passage: Passage) -> Voice:
    """Who speaks in the sentence of the passage. The outlet itself is nobody: what it reports needs no speaker."""
    text = passage.source.text
    start, end = passage.sentence
    sentence = text.raw[start:end]
    bare = unquoted(sentence)
    direct = not bare[passage.start - start : passage.end - start].strip(_MARKS)
    words = tokens(bare)
    unknown = ""
    for first, after, phrase in phrases(words, entries(text.language, "speech")):
        at = words[first].at
        behind = words[after - 1].at + len(words[after - 1].word)
        if phrase in entries(text.language, "speech_sources"):
            found = _first(site, bare[behind:], text.language)
        else:
            head = _subject(bare[:at])
            found = _last(site, head, text.language)
            pronoun = head.split()[-1:] if not found else []
            if pronoun and pronoun[0].lower() in entries(text.language, "back_references"):
                return Voice(direct=direct, said_after=behind, pronoun=pronoun[0])
            if not found and phrase not in entries(text.language, "speech_to"):
                found = _first(site, bare[behind:], text.language)
        if found and not _is_outlet(found[1], passage.source.outlet):
            return Voice(found[0], found[1], direct, behind)
        unknown = unknown or ("" if found else phrase)
    return Voice(direct=direct, verb=unknown)


def _subject(head: str) -> str:
    """What comes before a verb without the clause between commas right before it: "Orla Venn, the mayor of Ansel," is "Orla Venn"."""
    head = head.rstrip()
    if head.endswith(",") and "," in head[:-1]:
        head = head[: head.rindex(",", 0, len(head) - 1)]
    return head.rstrip(" ,")


def _last(site: Site, head: str, language: str) -> tuple[str, str] | None:
    found = [item for item in _people(site, head, language) if len(head) - item[1] <= _NEAR and not set(head[item[1] :]) & set(".;:")]
    return _named(head, max(found, key=lambda item: item[1])) if found else None


def _first(site: Site, tail: str, language: str) -> tuple[str, str] | None:
    found = [item for item in _people(site, tail, language) if not set(tail[: item[0]]) & set(".;:,") and item[0] <= _NEAR]
    return _named(tail, min(found, key=lambda item: (item[0], -item[1]))) if found else None


def _named(text: str, item: tuple[int, int, str]) -> tuple[str, str]:
    article = _ARTICLE.search(text[: item[0]])
    return item[2], (f"{article[1].lower()} " if article else "") + text[item[0] : item[1]]


def _people(site: Site, text: str, language: str) -> list[tuple[int, int, str]]:
    """Known actors and factions, as (start, end, id), and other words that look like names with "" for the id."""
    known = [(mention.start, mention.end, mention.entities) for mention in site.mentions.find(text)]
    people = []
    for start, end, ids in known:
        able = sorted(name for name in ids if not isinstance(site.entities[name], Place))
        if len(ids) == 1 and able:
            people.append((start, end, able[0]))
    touched = [(start, end) for start, end, _ in known]
    others = [(a, b, "") for a, b in names(text, language) if not any(a < end and start < b for start, end in touched)]
    return people + others


def _is_outlet(name: str, outlet: str) -> bool:
    plain, printed = name.lower().removeprefix("the "), outlet.lower().removeprefix("the ")
    return bool(printed) and (plain in printed or printed in plain)
