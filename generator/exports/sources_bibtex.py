"""The sources in BibTeX. A value must not be able to end its field or its entry: braces are written as commands, never as
characters, and what BibTeX cannot say (a date that is about right) goes into the note in words."""

from __future__ import annotations

import re

from generator import dates
from generator.evidence import EvidenceBook, issued
from generator.models import Source
from generator.models.source import Name
from generator.site import Site

FILE = "data/sources.bib"
ABOUT = "The sources in BibTeX, for LaTeX."

_COMMANDS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", **{sign: "\\" + sign for sign in "#$%&_"},
}  # fmt: skip
_ACTIVE = re.compile(r"[\\{}~^<>#$%&_]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TYPES = {"article-newspaper": "article", "article-magazine": "article", "article-journal": "article", "book": "book", "report": "techreport"}
_OUTLET = {"article": "journal", "book": "publisher", "techreport": "institution"}


def export(site: Site, book: EvidenceBook) -> str:
    """One entry a source, in file order."""
    return "\n".join(_entry(source) for source in site.sources.values())


def _entry(source: Source) -> str:
    kind = _TYPES.get(source.type, "misc")
    first, last = dates.parse(source.issued).first, dates.parse(source.issued).last
    notes = [f"Published {issued(source)}.", source.title_note, source.issued_note, source.origin_note, source.note]
    fields = {"author": " and ".join(_name(name) for name in source.author)}
    if not source.author:
        fields["key"] = _value(source.container_title)  # what styles sort by where nobody is named
    if source.title:
        fields["title"] = f"{{{_value(source.title)}}}"  # inner braces keep the capitals of names
    fields[_OUTLET.get(kind, "howpublished")] = _value(source.container_title)
    fields["year"] = str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        fields["month"] = _MONTHS[first.month - 1]
    fields["language"] = _value(source.language)
    fields["url"] = _UNPRINTABLE.sub("", source.url)  # the model keeps braces and backslashes out
    fields["note"] = _value(" ".join(note for note in notes if note))
    lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}," for name, value in fields.items() if value]
    return f"@{kind}{{{source.id},\n" + "\n".join(lines) + "\n}\n"


def _name(name: Name) -> str:
    """A name as BibTeX parts it: "Family, Given"; braces hold together what is not a person's name."""
    if name.literal:
        return f"{{{_value(name.literal)}}}"
    return ", ".join(_part(part) for part in (name.family, name.given) if part)


def _part(part: str) -> str:
    value = _value(part)
    return f"{{{value}}}" if "," in part or re.search(r"(?i)\band\b", part) else value


def _value(text: str) -> str:
    """`text` for the inside of a braced field."""
    return _ACTIVE.sub(lambda found: _COMMANDS[found[0]], _UNPRINTABLE.sub("", text))
