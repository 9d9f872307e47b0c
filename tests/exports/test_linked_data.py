"""Linked data, in the data file and in the head of the pages: the vocabulary is schema.org's, and no text breaks out."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from lxml import html

from generator import escape, exports
from generator.exports import _linked
from generator.site import Site
from tests.exports.examples import NASTY, exported, with_settings, with_source
from tests.support import ROOT, harbour, site_of

ZENSICAL = ROOT / ".venv-zensical/bin/zensical"
ENGINES = {"mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict"], "zensical": [str(ZENSICAL), "build", "--strict"]}


def hostile_citations() -> str:
    """The front matter of an explainer of which one source has a hostile headline."""
    site = with_source(title=f"{NASTY} 🚢\x9f")
    return exports.citations(site, site.explainers["why-is-the-harbour-closed"])


def terms(value: Any) -> Iterator[str]:
    """Every type and property in linked data."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "@type":
                yield inner
            elif not key.startswith("@"):
                yield key
            yield from terms(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from terms(inner)


def known(term: str) -> bool:
    """Whether schema.org (as rdflib holds it) has a type or property of that name."""
    return term in rdflib.SDO


def linked(site: Site) -> dict[str, Any]:
    return dict(json.loads(exported(site)["data/site.jsonld"]))


@pytest.mark.parametrize("name", ["harbour", "the real site"])
def test_every_type_and_property_is_schema_orgs_and_none_rates_a_claim(name: str) -> None:
    found = set(terms(linked(harbour() if name == "harbour" else site_of(ROOT))))

    assert {"WebSite", "Question", "Answer", "Quotation", "citation", "acceptedAnswer"} <= found
    assert [term for term in sorted(found) if not known(term)] == []
    assert "ClaimReview" not in found


def test_the_check_of_the_vocabulary_notices_an_invented_word() -> None:
    assert not known("acceptedTruth")


@pytest.mark.parametrize("kind", sorted(_linked._TYPES))
def test_every_kind_of_source_has_a_type_of_schema_org(kind: str) -> None:
    assert known(_linked.source(next(iter(with_source(type=kind).sources.values())))["@type"])


def test_every_question_has_its_answer_and_its_quotations() -> None:
    site = harbour()
    graph = linked(site)["@graph"]
    pages = {node["name"]: node for node in graph if node["@type"] == "WebPage"}
    known_sources = {node["@id"] for node in graph if node["@id"].startswith("https://") and "/karrow/" not in node["@id"]}

    assert list(pages) == [explainer.question for explainer in site.explainers.values()]
    for page in pages.values():
        answer = page["mainEntity"]["acceptedAnswer"]
        assert answer["text"] and "[@" not in answer["text"]
        assert answer["citation"]
        assert {quotation["isPartOf"]["@id"] for quotation in answer["citation"]} <= known_sources


@pytest.mark.parametrize(("edtf", "date"), [("2017-05-09", "2017-05-09"), ("2017-05-09~", None), ("2017-05", None), ("2017-05-08/2017-05-09", None)])
def test_only_an_exact_date_is_given_as_one(edtf: str, date: str | None) -> None:
    assert _linked.source(next(iter(with_source(issued=edtf).sources.values()))).get("datePublished") == date


def test_pages_are_named_relative_to_the_file_while_the_site_has_no_address() -> None:
    names = [node["@id"] for node in linked(with_settings(url=None))["@graph"] if node["@type"] in ("WebSite", "WebPage")]

    assert names == ["../", *(f"../explainers/{name}/" for name in harbour().explainers)]


# --- The head of the pages, made by the theme layer in both engines.


@pytest.fixture
def themed(tiny_project: Path) -> Path:
    """The invented project under the theme layer of this one, with an explainer whose texts are hostile."""
    shutil.copytree(ROOT / "templates/theme", tiny_project / "templates/theme")
    settings = (tiny_project / "mkdocs.yml").read_text(encoding="utf-8").replace("{name: material,", "{name: material, custom_dir: templates/theme,")
    (tiny_project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    page = tiny_project / "build/docs/explainers/why.md"
    page.parent.mkdir()
    page.parent.joinpath("index.md").write_text('---\ntitle: "Questions"\n---\n\n# Questions\n', encoding="utf-8")
    front = f"title: {escape.front_matter(NASTY)}\ndescription: {escape.front_matter('About ' + NASTY)}\ncitations: {hostile_citations()}\n"
    page.write_text(f"---\n{front}---\n\n# Why\n", encoding="utf-8")
    return tiny_project


def heads(project: Path, engine: str, url: str | None) -> dict[str, Any]:
    """The built pages by path, parsed."""
    base = project / "build/mkdocs.base.yml"
    if url:
        base.write_text(base.read_text(encoding="utf-8") + f"site_url: {url}\n", encoding="utf-8")
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(ENGINES[engine], cwd=project, env=variables, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site"
    return {path.relative_to(site).as_posix(): html.parse(str(path), html.HTMLParser(encoding="utf-8")) for path in site.rglob("*.html")}


def linked_in(page: Any) -> dict[str, Any]:
    (script,) = page.xpath('//head/script[@type="application/ld+json"]')
    return dict(json.loads(script.text))


def tag(page: Any, name: str) -> str | None:
    found = page.xpath(f'//head/meta[@property="{name}"]/@content')
    return str(found[0]) if found else None


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_titles_stay_inside_the_head_and_are_shown_as_they_are(themed: Path, engine: str) -> None:
    page = heads(themed, engine, None)["explainers/why/index.html"]

    data = linked_in(page)
    assert data["name"] == NASTY
    assert data["mainEntity"] == {
        "@type": "Question",
        "name": NASTY,
        "acceptedAnswer": {"@type": "Answer", "text": f"About {NASTY}", "citation": json.loads(hostile_citations())},
    }
    assert f"{NASTY} 🚢\ufffd" in [citation.get("name") for citation in data["mainEntity"]["acceptedAnswer"]["citation"]]
    assert tag(page, "og:title") == NASTY
    assert tag(page, "og:description") == f"About {NASTY}"
    assert [term for term in terms(data) if not known(term)] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_the_home_page_is_a_website_and_other_pages_are_pages(themed: Path, engine: str) -> None:
    pages = heads(themed, engine, None)

    assert (linked_in(pages["index.html"])["@type"], tag(pages["index.html"], "og:type")) == ("WebSite", "website")
    assert linked_in(pages["explainers/index.html"]) == {"@context": "https://schema.org", "@type": "WebPage", "name": "Questions"}
    assert tag(pages["explainers/index.html"], "og:type") == "article"
    assert pages["explainers/index.html"].xpath('//head/link[@type="application/atom+xml"]/@href') == ["../feed.xml"]


@pytest.mark.parametrize("engine", ENGINES)
def test_without_an_address_no_host_is_named_and_with_one_all_are_absolute(themed: Path, engine: str) -> None:
    bare = heads(themed, engine, None)["explainers/why/index.html"]
    assert "url" not in linked_in(bare)
    assert (tag(bare, "og:url"), tag(bare, "og:image")) == (None, None)

    page = heads(themed, engine, "https://example.org/ferry/")["explainers/why/index.html"]
    assert linked_in(page)["url"] == tag(page, "og:url") == "https://example.org/ferry/explainers/why/"
    assert tag(page, "og:image") == "https://example.org/ferry/assets/share.png"


def test_the_picture_for_sharing_is_there_and_as_large_as_the_head_says() -> None:
    data = (ROOT / "templates/assets/share.png").read_bytes()
    head = (ROOT / "templates/theme/main.html").read_text(encoding="utf-8")

    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    size = (int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
    assert size == tuple(int(number) for number in re.findall(r'og:image:(?:width|height)" content="(\d+)"', head))
