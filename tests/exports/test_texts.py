"""What people and programs read as text: the Markdown of each answer, llms.txt, how to cite, the downloads page, CITATION.cff."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

import generator
from generator import exports, pipeline, prose
from generator.exports import _plain
from generator.exports._places import place, published
from tests.exports.examples import NASTY, exported, with_claims, with_settings
from tests.support import HARBOUR, ROOT, core_checks, harbour, site_of

TWIN = "data/pages/{}.md.txt"


def shown(text: str) -> str:
    """What a reader sees of a line of Markdown."""
    return "".join(child.content for token in MarkdownIt().parse(text) for child in token.children or ())


@pytest.mark.parametrize("name", ["harbour", "the real site"])
def test_each_explainer_has_a_markdown_text_with_every_mark_resolved(name: str) -> None:
    site = harbour() if name == "harbour" else site_of(ROOT)
    files = exported(site)

    for explainer in site.explainers.values():
        text = files[TWIN.format(explainer.id)]
        body, _, evidence = text.partition("## Where each sentence comes from")
        listed = re.findall(r"^\[(\d+)\] ", evidence, re.MULTILINE)
        assert text.startswith(f"# {explainer.question}\n")
        assert listed == [str(number + 1) for number in range(len(listed))]
        assert set(re.findall(r" \[(\d+)\]", body)) == set(listed)
        assert not re.search(r"&#?\w+;|\[@|\{\.signpost\}", text)
        for heading in (section.heading for section in explainer.sections):
            assert f"\n## {heading}\n" in text


def test_a_text_quotes_word_for_word_and_names_outlet_date_and_address() -> None:
    site = harbour()
    explainer = site.explainers["who-is-samira-halvani"]
    text = exported(site)[TWIN.format(explainer.id)]
    first = prose.parse(explainer.short_answer).references[0].id
    citation = site.claims[first].cite[0]

    assert f"[1] {site.claims[first].text}" in text
    line = next(line for line in text.splitlines() if f"“{citation.quote}”" in line)
    assert site.sources[citation.source].container_title in line and "2017" in line
    assert f"<{site.sources[citation.source].url}" in line
    assert f"<https://example.org/karrow/claims/{site.topic_of[first]}/#{first}>" in text


def test_a_text_ends_with_how_to_cite_it() -> None:
    site = harbour()
    explainer = site.explainers["who-is-samira-halvani"]

    assert exports.cite(site, explainer) in exported(site)[TWIN.format(explainer.id)].replace("\\", "")


@pytest.mark.parametrize(
    "text",
    [NASTY, "# no heading", "- no item", "1. no list", "12) no list", "> no quote", "+ no item", "=== no", "a &amp; b", "_no stress_", "[1] no mark"],
)
def test_curated_text_is_shown_as_it_is(text: str) -> None:
    (only,) = [token for token in MarkdownIt().parse(_plain.line(text)) if token.type == "inline"]

    assert MarkdownIt().parse(_plain.line(text))[0].type == "paragraph_open"
    assert "".join(child.content for child in only.children or ()) == text
    assert {child.type for child in only.children or ()} <= {"text", "text_special"}


def test_a_hostile_claim_is_one_line_of_the_text() -> None:
    text = exported(with_claims(dockers_walked_out={"text": f"# {NASTY}"}))[TWIN.format("why-is-the-harbour-closed")]

    assert sum(1 for line in text.splitlines() if f"# {NASTY}" in shown(line)) == 1


def test_prose_keeps_its_stress_links_and_lists() -> None:
    parsed = prose.parse("A *fine* boat [@one], see [the quay](quay).\n\n1. First [@two].\n2. Second [@one].\n")

    text = _plain.prose(parsed, lambda ids: f" [{','.join(ids)}]", lambda target: f"../{target}/")

    assert text == "A *fine* boat [one], see [the quay](../quay/).\n\n1. First. [two]\n2. Second. [one]"


def test_llms_txt_has_title_summary_and_sections_of_links_that_lead_somewhere() -> None:
    site = with_settings(url=None)
    files = exported(site)
    lines = files["llms.txt"].splitlines()

    assert lines[0] == f"# {site.settings.title}"
    assert lines[2].startswith("> ")
    assert [line for line in lines if line.startswith("#")][1:] == ["## Answers", "## Data", "## Optional"]
    targets = re.findall(r"^- \[.+?\]\((.+?)\): .+$", files["llms.txt"], re.MULTILINE)
    assert len(targets) == sum(line.startswith("- ") for line in lines)
    assert [target for target in targets if not target.endswith("/") and target not in files] == []
    assert {TWIN.format(name) for name in site.explainers} <= set(targets)


def test_the_pages_that_llms_txt_names_exist(tmp_path: Path) -> None:
    shutil.copytree(HARBOUR, tmp_path / "project")
    with core_checks():
        assert pipeline.generate(tmp_path / "project").pages
    for target in re.findall(r"\]\(https://example\.org/karrow/([^)]*/)\)", exported(harbour())["llms.txt"]):
        assert (tmp_path / "project/build/docs" / f"{target.removesuffix('/')}.md").is_file(), target


@pytest.mark.parametrize(
    ("url", "here", "address", "expected"),
    [
        (None, "llms.txt", "explainers/a.md#x", "explainers/a/#x"),
        (None, "data/site.jsonld", "index.md", "../"),
        (None, "feed.xml", "index.md", "./"),
        (None, "data/pages/a.md.txt", "claims/index.md", "../../claims/"),
        ("https://example.org/s", "data/x", "data/pages/a.md.txt", "https://example.org/s/data/pages/a.md.txt"),
        ("https://example.org/s/", "data/x", "index.md", "https://example.org/s/"),
    ],
)
def test_places_are_absolute_with_an_address_and_relative_without(url: str | None, here: str, address: str, expected: str) -> None:
    assert place(harbour().settings.model_copy(update={"url": url}), address, here) == expected


def test_a_page_whose_name_ends_in_index_is_not_taken_for_a_directory() -> None:
    assert published("claims/price-index.md#x") == "claims/price-index/#x"


def test_how_to_cite_names_an_address_only_where_there_is_one() -> None:
    explainer = harbour().explainers["who-is-samira-halvani"]
    bare = with_settings(url=None, publisher=None)

    words = "“Who is Samira Halvani?” The Karrow harbour strike, May 2017."
    assert exports.cite(bare, explainer).startswith(words)
    assert "http" not in exports.cite(bare, explainer)
    assert exports.cite(harbour(), explainer).startswith(f"{words} The Ostrelle Reading Room. As known on ")
    assert exports.cite(harbour(), explainer).endswith(" CC BY 4.0. https://example.org/karrow/explainers/who-is-samira-halvani/")


def test_no_export_names_a_host_of_the_site_while_it_has_no_address() -> None:
    for path, text in exported(with_settings(url=None)).items():
        assert "example.org/karrow/" not in text.replace("https://example.org/report", ""), path


def test_two_runs_make_the_same_bytes() -> None:
    assert exported(harbour()) == exported(site_of(HARBOUR))


def test_every_file_is_on_the_downloads_page_and_none_besides(tmp_path: Path) -> None:
    shutil.copytree(HARBOUR, tmp_path / "project")
    with core_checks():
        assert pipeline.generate(tmp_path / "project").ok
    docs = tmp_path / "project/build/docs"

    targets = re.findall(r"^ *- \[.+?\]\((.+?)\)", (docs / "downloads.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(targets) == sorted(exported(harbour()))
    assert [target for target in targets if not (docs / target).is_file()] == []
    assert all(item.about.endswith(".") for item in exports.described(harbour()))


# The keys of a citation file that this project uses, and what each has to be (Citation File Format 1.2.0).
CITATION_KEYS = {
    "cff-version": lambda value: value == "1.2.0",
    "message": lambda value: isinstance(value, str) and value,
    "title": lambda value: isinstance(value, str) and value,
    "abstract": lambda value: isinstance(value, str) and value,
    "type": lambda value: value in ("software", "dataset"),
    "authors": lambda value: isinstance(value, list) and value and all(isinstance(a, dict) and a.keys() <= {"name"} and a.get("name") for a in value),
    "version": lambda value: isinstance(value, str) and value,
    "license": lambda value: value == "MIT",
    "keywords": lambda value: isinstance(value, list) and len(set(value)) == len(value) > 0,
}


def citation_problems(record: dict[str, Any]) -> list[str]:
    unknown = [f"unknown key {key}" for key in record.keys() - CITATION_KEYS.keys()]
    missing = [f"no {key}" for key in ("cff-version", "message", "title", "authors") if key not in record]
    return unknown + missing + [f"wrong {key}" for key, holds in CITATION_KEYS.items() if key in record and not holds(record[key])]


def test_citation_cff_is_well_formed_and_up_to_date() -> None:
    record = yaml.load((ROOT / "CITATION.cff").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)

    assert citation_problems(record) == []
    assert record["version"] == generator.__version__
    assert record["authors"] == [{"name": "The Explainer contributors"}]


@pytest.mark.parametrize("change", [{"cff-version": "9.9.9"}, {"authors": []}, {"licence": "MIT"}, {"type": "website"}])
def test_a_citation_file_is_refused_with(change: dict[str, Any]) -> None:
    record = yaml.load((ROOT / "CITATION.cff").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)

    assert citation_problems(record | change)


def test_the_citation_file_is_valid_by_its_public_schema(tmp_path: Path) -> None:
    validator = ROOT / ".venv-cff/bin/cffconvert"
    assert validator.exists(), "the validator of CITATION.cff is missing; run `make test`, which sets it up"
    assert subprocess.run([validator, "--validate", "-i", ROOT / "CITATION.cff"], capture_output=True, check=False).returncode == 0

    broken = tmp_path / "CITATION.cff"
    broken.write_text((ROOT / "CITATION.cff").read_text("utf-8").replace("authors:", "writers:"), encoding="utf-8")
    assert subprocess.run([validator, "--validate", "-i", broken], capture_output=True, check=False).returncode != 0
