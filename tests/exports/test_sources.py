"""The sources as BibTeX and CSL-JSON, read back by a citation processor that is not ours (citeproc-py)."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path
from typing import Any

import citeproc
import pytest
from citeproc.source.bibtex.bibparse import BibTeXParser
from citeproc.source.json import CiteProcJSON

from generator.models.source import Name
from generator.site import Site
from tests.exports.examples import NASTY, exported, with_source
from tests.support import ROOT, harbour, site_of

STYLE = Path(citeproc.__file__).parent / "data/styles/harvard-cite-them-right.csl"
# The variables and types of CSL 1.0.2 that a source may have.
_VARIABLES = {"id", "type", "title", "author", "container-title", "URL", "issued", "language", "note"}
_TYPES = {
    "article-newspaper", "article-magazine", "article-journal", "webpage", "post-weblog", "post", "broadcast", "report", "book", "speech", "dataset",
}  # fmt: skip


def bibtex(site: Site, folder: Path) -> Any:
    """The entries of the BibTeX export, by key, as the parser reads them."""
    path = folder / "sources.bib"
    path.write_text(exported(site)["data/sources.bib"], encoding="utf-8")
    return BibTeXParser(str(path), encoding="utf-8")


def csl(site: Site) -> list[dict[str, Any]]:
    return list(json.loads(exported(site)["data/sources.csl.json"]))


def unescaped(value: str) -> str:
    """What LaTeX prints for a value of ours."""
    names = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^"}
    names |= {"textless": "<", "textgreater": ">"}
    value = re.sub(r"\\(text[a-z]+)\{\}", lambda found: names[found[1]], value)
    return re.sub(r"(?<!\\)\\([#$%&_])", r"\1", value)


@pytest.mark.parametrize("name", ["harbour", "the real site"])
def test_a_bibtex_parser_finds_every_source_with_outlet_date_and_address(name: str, tmp_path: Path) -> None:
    site = harbour() if name == "harbour" else site_of(ROOT)

    entries = bibtex(site, tmp_path)

    assert sorted(entries) == sorted(site.sources)
    for source in site.sources.values():
        entry = entries[source.id]
        assert entry.document_type in ("article", "misc")
        assert source.container_title in (entry.get("journal"), entry.get("howpublished"))
        assert entry["url"] == source.url
        assert str(entry["year"]) == source.issued[:4]


def test_an_inexact_date_stands_in_the_note_in_words(tmp_path: Path) -> None:
    site = with_source(issued="2017-04-30~/2017-05-01~", issued_basis="inferred")

    entry = bibtex(site, tmp_path)[next(iter(site.sources))]

    assert entry["note"].startswith("Published about 30 April – 1 May 2017 (date inferred).")
    assert "month" not in entry  # two months: BibTeX can name only one


def test_no_text_can_end_its_field_or_its_entry(tmp_path: Path) -> None:
    evil = "}, title = {forged}\n}\n@misc{forged, title = {x}"
    site = with_source(title=evil + NASTY, note="an { open brace", author=(Name(literal="Smith and Sons, {Ltd"), Name(family="Dol", given="Mira")))

    entries = bibtex(site, tmp_path)

    assert sorted(entries) == sorted(site.sources)
    entry = entries[next(iter(site.sources))]
    assert unescaped(entry["title"].removeprefix("{").removesuffix("}")) == " ".join((evil + NASTY).split(" ")).replace("\n", "")
    assert entry["author"] == r"{Smith and Sons, \textbraceleft{}Ltd} and Dol, Mira"


@pytest.mark.parametrize("name", ["harbour", "the real site"])
def test_csl_json_has_only_what_csl_knows(name: str) -> None:
    items = csl(harbour() if name == "harbour" else site_of(ROOT))

    assert items
    for item in items:
        assert set(item) <= _VARIABLES
        assert item["type"] in _TYPES
        for parts in item["issued"]["date-parts"]:
            assert 1 <= len(parts) <= 3 and all(type(part) is int for part in parts)
        assert 1 <= len(item["issued"]["date-parts"]) <= 2


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("2017-05-09", {"date-parts": [[2017, 5, 9]]}),
        ("2017-05", {"date-parts": [[2017, 5]]}),
        ("2017-05-09~", {"date-parts": [[2017, 5, 9]], "circa": True}),
        ("2017-05-09/2017-05-10", {"date-parts": [[2017, 5, 9], [2017, 5, 10]]}),
    ],
)
def test_csl_dates_are_as_exact_as_ours(edtf: str, issued: dict[str, Any]) -> None:
    assert csl(with_source(issued=edtf))[0]["issued"] == issued


@pytest.mark.parametrize("name", ["harbour", "the real site"])
def test_a_citation_processor_makes_readable_references(name: str) -> None:
    site = harbour() if name == "harbour" else site_of(ROOT)
    items = csl(site)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = citeproc.CitationStylesStyle(str(STYLE), validate=False)
        bibliography = citeproc.CitationStylesBibliography(style, CiteProcJSON(items), citeproc.formatter.plain)
        for item in items:
            bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
        references = [str(reference) for reference in bibliography.bibliography()]

    assert len(references) == len(items)
    for item in items:
        days = item["issued"]["date-parts"]
        year = str(days[0][0]) if len(days) == 1 else ""  # this processor leaves out a range of days
        assert any(item["container-title"] in reference and item["URL"] in reference and year in reference for reference in references), references
