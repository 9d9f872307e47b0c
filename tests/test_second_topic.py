"""A second topic, invented from end to end, goes through the same generator without a change to it: what a reader then sees."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator import pipeline
from tests.support import HARBOUR, ROOT, copy_of, snapshot

PAGES = {
    "home": "index.md",
    "explainer": "explainers/why-is-the-harbour-closed.md",
    "explainers": "explainers/index.md",
    "profile of a person": "actors/samira-halvani.md",
    "profile of a state": "actors/corvane.md",
    "profile of a faction": "factions/dockers-league.md",
    "profile of a place": "geography/north-quay.md",
    "directory of actors": "actors/index.md",
    "directory of factions": "factions/index.md",
    "directory of places": "geography/index.md",
    "A to Z of all spellings": "names.md",
    "timeline": "timeline.md",
    "map": "map.md",
    "who is with whom": "relations.md",
    "what the sources disagree on": "disagreements.md",
    "what these sources cannot tell you": "unknown.md",
    "sources": "sources/index.md",
    "source": "sources/courier-2017-05-12.md",
    "all claims": "claims/index.md",
    "claims of a topic": "claims/supply.md",
    "corrections": "corrections.md",
    "how to read this site": "how-to-read.md",
    "downloads": "downloads.md",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_of(HARBOUR, tmp_path_factory.mktemp("second") / "topic")
    result = pipeline.generate(folder)
    assert [str(problem) for problem in result.problems] == []
    return folder


def page(project: Path, name: str) -> str:
    """A page's Markdown with its character references resolved and its white space folded, so that words can be looked for."""
    return " ".join(html.unescape((project / "build/docs" / name).read_text(encoding="utf-8")).split())


def written(project: Path) -> dict[str, bytes | str]:
    """What the site engine gets: pages and other files, and its settings."""
    return {**snapshot(project / "build/docs"), "mkdocs.base.yml": (project / "build/mkdocs.base.yml").read_bytes()}


def part(text: str, start: str, end: str) -> str:
    """What stands between two words of a page."""
    return text.split(start, 1)[1].split(end, 1)[0]


def entry(text: str, anchor: str) -> str:
    """What stands under the heading with this anchor, up to the next heading of the second order."""
    return re.split(rf"\{{: #{anchor}[ }}]", text, maxsplit=1)[1].partition("}")[2].split(" ## ", 1)[0]


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page_exists(kind: str, project: Path) -> None:
    text = (project / "build/docs" / PAGES[kind]).read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: ")
    assert "\n# " in text


def test_every_record_has_its_page(project: Path) -> None:
    made = {path.relative_to(project / "content").with_suffix(".md").as_posix() for path in (project / "content").rglob("*/*.yaml")}
    names = {path.relative_to(project / "build/docs").as_posix() for path in (project / "build/docs").rglob("*.md")}
    assert made <= names
    assert len(made) == 26


def test_every_page_is_in_the_navigation_once(project: Path) -> None:
    def leaves(nav: object) -> Iterator[str]:
        for entry in nav if isinstance(nav, list) else [nav]:
            if isinstance(entry, dict):
                for value in entry.values():
                    yield from leaves(value)
            else:
                yield str(entry)

    base = yaml.safe_load((project / "build/mkdocs.base.yml").read_text(encoding="utf-8"))
    names = {path.relative_to(project / "build/docs").as_posix() for path in (project / "build/docs").rglob("*.md")}
    assert sorted(leaves(base["nav"])) == sorted(names)
    assert base["site_name"] == "The Karrow harbour strike, May 2017"


def test_a_claim_shows_its_quote_inside_its_sentence_and_who_says_so(project: Path) -> None:
    claim = entry(page(project, "claims/strike.md"), "not-another-crate")
    assert (
        '<mark>"We will not lift another crate until the Harbour Board signs," Samira Halvani, the head of the League, told Tern</mark> by telephone.'
        in claim
    )
    assert "Said by [Samira Halvani](../actors/samira-halvani.md), through Tern." in claim
    assert "[Island Ledger, 9 May 2017](../sources/ledger-2017-05-09.md)" in claim
    assert "[one origin]" in claim


def test_two_articles_of_two_origins_are_two_origins_and_a_repeated_report_is_one(project: Path) -> None:
    text = page(project, "claims/strike.md")
    assert "[one origin]" in entry(text, "courier-count")
    assert "[one origin]" in entry(text, "dockers-walked-out")


def test_contested_answers_bear_the_label_and_stand_side_by_side(project: Path) -> None:
    text = page(project, "claims/strike.md")
    assert "[contested]" in entry(text, "league-2400")
    assert "[contested]" not in entry(text, "first-meeting")
    table = entry(page(project, "disagreements.md"), "how-many-on-strike")
    for answer in ("2,400 people", "about 900 people", "1,100 people", "people in the picket lines", "Harbour Board", "The Karrow Courier"):
        assert answer in table


@pytest.mark.parametrize(
    ("question", "state"),
    [
        ("how-many-on-strike", "contested"),
        ("how-many-ships-wait", "superseded"),
        ("how-much-flour-by-sea", "compatible"),
        ("when-was-the-league-founded", "agree"),
    ],
)
def test_each_question_says_how_its_answers_relate(question: str, state: str, project: Path) -> None:
    assert entry(page(project, "disagreements.md"), question).lstrip(" }").startswith(f"[{state}]")


def test_a_withdrawn_claim_leaves_a_tombstone_at_its_address(project: Path) -> None:
    stone = entry(page(project, "claims/supply.md"), "ferry-alone-all-week")
    assert "withdrawn" in stone
    assert "The source speaks of one day, 9 May 2017, and not of the week." in stone
    names = [path.relative_to(project / "build/docs").as_posix() for path in (project / "build/docs").rglob("*.md")]
    assert len(names) > 20
    assert [name for name in names if "ran that week" in page(project, name)] == [], "the withdrawn sentence itself is told nowhere"
    assert "[Withdrawn claim](../claims/supply.md#ferry-alone-all-week) [withdrawn]" in page(project, "claims/index.md")


def test_corrections_say_what_was_changed_and_what_was_withdrawn_and_why(project: Path) -> None:
    text = page(project, "corrections.md")
    changed, withdrawn = text.split("## Withdrawn")
    assert "20 May 2017" in changed
    assert "Edrik Tolm said that the Board will pay 5 per cent more.”" in changed
    assert "The second half of the sentence had been left out." in changed
    assert "(claims/strike.md#board-offers-5)" in changed
    assert "(claims/supply.md#ferry-alone-all-week)" in withdrawn


def test_a_reply_stands_beside_the_claim(project: Path) -> None:
    claim = entry(page(project, "claims/strike.md"), "stubbornness")
    assert "Reply by [Samira Halvani](../actors/samira-halvani.md): Patience had been tried for 31 years." in claim
    assert "patience had been tried for 31 years" in claim.replace("Patience", "")


def test_a_name_in_arabic_script_bears_its_language_and_direction(project: Path) -> None:
    assert '<span lang="ar" dir="rtl">سميرا حلواني</span>' in page(project, "actors/samira-halvani.md")


def test_all_spellings_are_in_the_list_of_names_and_a_shared_one_leads_to_both(project: Path) -> None:
    text = page(project, "names.md")
    for spelling in ("Samira Halwani", "Samirah Halvani", "سميرا حلواني", "Tolm", "The League"):
        assert spelling in text
    assert re.findall(
        r"Halvani: \[(Samira? Halvani)\]", text.replace("Samira Halvani:", "").replace("Samir Halvani:", "").replace("Samirah Halvani:", "")
    ) == [
        "Samir Halvani",
        "Samira Halvani",
    ]
    assert "Not to be confused with: [Samir Halvani]" in page(project, "actors/samira-halvani.md")


def test_a_title_in_dispute_stands_in_quotation_marks_with_its_claimant(project: Path) -> None:
    assert re.search(r"“Speaker of the Port”.{0,80}so called by Samira Halvani", page(project, "actors/samira-halvani.md"))


def test_an_absence_names_the_words_that_were_searched_for(project: Path) -> None:
    text = entry(page(project, "unknown.md"), "no-end-of-strike")
    for term in ("agreement was signed", "strike is over", "back to work"):
        assert f"“{term}”" in text


def test_an_inference_names_its_premises_and_what_would_change_it(project: Path) -> None:
    block = entry(page(project, "claims/supply.md"), "interior-eats-from-the-harbour")
    assert "A source that names another port or another road." in block
    for premise in ("#flour-60-per-cent", "#ketter-road-only-way"):
        assert premise in block
    explainer = page(project, "explainers/why-is-the-harbour-closed.md")
    assert "[our inference](#inference-interior-eats-from-the-harbour)" in explainer
    assert "{: #inference-interior-eats-from-the-harbour" in explainer
    assert "A source that names another port or another road." in explainer
    assert "[^interior-eats-from-the-harbour]" not in explainer


def test_prose_links_an_entity_on_its_first_mention_and_not_again(project: Path) -> None:
    body = page(project, "explainers/why-is-the-harbour-closed.md").split("## What waits outside")[0]
    assert body.count("[Harbour Board](../factions/harbour-board.md) offers less") == 1
    prose = part(body, '<div class="answer"', "## What the neighbours do")
    assert prose.count("(../actors/edrik-tolm.md)") == 1
    assert prose.count("Tolm") > 1


def test_what_the_writer_marks_survives_and_the_marks_do_not(project: Path) -> None:
    body = page(project, "explainers/why-is-the-harbour-closed.md")
    assert "*and not a penny above that*" in body
    assert "**without a signature**" in body
    assert "{.signpost}" not in body
    assert "[@" not in body


def test_the_home_page_says_what_is_covered_and_leads_to_each_answer(project: Path) -> None:
    text = page(project, "index.md")
    assert "**8–13 May 2017**" in text
    assert "**4 articles**" in text
    assert "**4 independent origins**" in text
    assert "Address: https://example.org/karrow/ {: .imprint" in text
    assert "knows nothing later than about 13 May 2017" in text
    order = [text.index(f"(explainers/{name}.md)") for name in ("why-is-the-harbour-closed", "how-many-are-on-strike", "who-is-samira-halvani")]
    assert order == sorted(order)


def test_a_source_says_what_is_quoted_from_it_and_what_became_of_its_sentences(project: Path) -> None:
    text = page(project, "sources/morning-2017-05-09.md")
    assert "11 are cited, 3 are set aside and 0 are not triaged" in text
    assert "Harbour Morning's own desk" in text
    assert "../claims/supply.md#flour-nine-days" in text
    assert "date inferred" in text


def test_the_data_hold_every_claim_and_every_source(project: Path) -> None:
    data = json.loads((project / "build/docs/data/claims.json").read_text(encoding="utf-8"))
    claims = {claim["id"]: claim for claim in (data["claims"] if isinstance(data, dict) else data)}
    assert len(claims) == 45
    assert claims["ferry-alone-all-week"]["withdrawn"] == "2017-05-20"
    assert claims["league-2400"]["contested"] is True
    assert claims["no-sale-of-quay"]["cite"][0]["selector"]["exact"] == "The Board does not [...] plan to sell the North Quay, Tolm said"
    sources = json.loads((project / "build/docs/data/sources.csl.json").read_text(encoding="utf-8"))
    assert {source["id"] for source in sources} == {"courier-2017-05-12", "ledger-2017-05-09", "morning-2017-05-09", "review-2017-05-13"}


def test_every_relative_link_leads_to_a_page_and_an_anchor(project: Path) -> None:
    docs = project / "build/docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}
    anchors = {name: set(re.findall(r"\{: #([\w-]+)[ }]", text)) for name, text in texts.items()}
    checked = 0
    for name, text in texts.items():
        for target in re.findall(r"\]\(([^):]+)\)", text):
            path, _, anchor = target.partition("#")
            resolved = (docs / name).parent.joinpath(path).resolve().relative_to(docs.resolve()).as_posix() if path else name
            assert (docs / resolved).is_file(), f"{name} links to {target}"
            assert not anchor or anchor in anchors[resolved], f"{name} links to {target}"
            checked += 1
    assert checked > 500


def test_no_file_holds_a_path_of_this_machine(project: Path) -> None:
    for name, content in written(project).items():
        data = content if isinstance(content, bytes) else content.encode()
        for path in (str(project), str(ROOT), str(Path.home()) + "/"):
            assert path.encode() not in data, f"{path} stands in {name}"


def test_a_second_run_changes_nothing_and_touches_nothing(project: Path) -> None:
    before = snapshot(project)
    times = {path: path.stat().st_mtime_ns for path in (project / "build").rglob("*")}
    assert pipeline.generate(project).changed == 0
    assert snapshot(project) == before
    assert {path: path.stat().st_mtime_ns for path in (project / "build").rglob("*")} == times


def test_another_folder_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    other = copy_of(HARBOUR, tmp_path / "a much longer name of a folder")
    pipeline.generate(other)
    assert written(other) == written(project)


def test_a_page_whose_record_is_gone_is_removed(tmp_path: Path) -> None:
    project = copy_of(HARBOUR, tmp_path / "topic")
    pipeline.generate(project)
    (project / "content/explainers/who-is-samira-halvani.yaml").unlink()
    for name in ("site.yaml", "explainers/how-many-are-on-strike.yaml"):
        record = project / "content" / name
        text = record.read_text(encoding="utf-8")
        record.write_text(text.replace("  - who-is-samira-halvani\n", "").replace(", who-is-samira-halvani", ""), encoding="utf-8")
    assert [str(problem) for problem in pipeline.generate(project).problems] == []
    assert not (project / "build/docs/explainers/who-is-samira-halvani.md").exists()
    assert (project / "build/docs/explainers/how-many-are-on-strike.md").is_file()
