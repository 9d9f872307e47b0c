"""The real content of the site: clean, triaged to the last sentence, and every quote held by the archived text."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import pytest

from generator.coverage import coverage
from generator.models import Citation
from generator.origins import independent
from generator.pages import overviews
from generator.pipeline import Result, check
from generator.site import Site
from tests.support import ROOT, copy_of, run

EXPLAINERS = {
    "Ahmad Massoud": "who-is-ahmad-massoud",
    "Amrullah Saleh": "who-is-amrullah-saleh",
    "Ahmad Shah Massoud": "who-was-ahmad-shah-massoud",
    "National Resistance Front": "what-is-the-national-resistance-front",
    "resistance want": "what-does-the-resistance-want",
    "strong is the resistance": "how-strong-is-the-resistance",
    "Panjshir defensible": "why-is-panjshir-defensible",
    "Panjshir be supplied": "can-panjshir-be-supplied",
    "other countries": "foreign-positions",
    "come to this": "how-did-it-come-to-this",
}
"""Words of each question of the list in the design, and the page that answers it."""


@cache
def result() -> Result:
    return check(ROOT)


@cache
def site() -> Site:
    found = result().site
    assert found is not None
    return found


def test_the_content_has_no_problem() -> None:
    assert [str(problem) for problem in result().problems] == []


def test_every_sentence_of_every_source_is_cited_or_set_aside() -> None:
    states = [sentence for name in site().texts for sentence in coverage(site(), name)]
    assert len(states) > 150
    assert [sentence for sentence in states if sentence.state == "not triaged"] == []


@pytest.mark.parametrize("words", EXPLAINERS)
def test_every_explainer_of_the_list_exists_with_a_short_answer_and_prose(words: str) -> None:
    explainer = site().explainers[EXPLAINERS[words]]
    assert words in explainer.question
    assert explainer.short_answer
    assert sum(section.text is not None for section in explainer.sections) >= 2


def test_the_explainers_are_in_the_reading_order() -> None:
    assert list(site().explainers) == list(site().settings.explainers)


def test_every_sentence_set_aside_has_a_note() -> None:
    notes = [entry.note for source in site().sources.values() for entry in source.set_aside]
    assert len(notes) >= 5
    assert min(notes, key=len).strip(" .-?") != ""


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "content/sources").glob("*.yaml")))
def test_the_archived_text_is_the_one_that_was_hashed(name: str) -> None:
    archived = site().sources[name].archived
    assert hashlib.sha256((ROOT / archived.file).read_bytes()).hexdigest() == archived.sha256


def test_there_are_five_sources_and_every_archived_text_belongs_to_one() -> None:
    files = {source.archived.file for source in site().sources.values()}
    assert len(files) == 5
    assert files == {f"seeds/{path.name}" for path in (ROOT / "seeds").glob("*.txt")}


def chosen(source: str) -> tuple[str, int, Citation]:
    """The first quote of a source that is long and plain enough to change a word of it."""
    for claim, index, citation in site().citations():
        words = citation.quote.split()
        if (
            citation.source == source
            and len(words) >= 9
            and words[5].isalpha()
            and words[5].islower()
            and "[" not in citation.quote
            and not claim.retired
        ):
            return claim.id, index, citation
    raise AssertionError(f"no such quote in {source}")


@pytest.mark.parametrize("source", sorted(path.stem for path in (ROOT / "content/sources").glob("*.yaml")))
def test_one_changed_word_of_a_quote_is_found_with_its_place_and_the_passage(source: str, tmp_path: Path) -> None:
    claim, index, citation = chosen(source)
    word = citation.quote.split()[5]
    start = [found.start() for found in re.finditer(r"\S+", citation.quote)][5]
    place = site().where("claims", claim, "cite", index, "quote", offset=start)
    project = copy_of(ROOT, tmp_path / "copy")
    lines = (project / place.path).read_text(encoding="utf-8").splitlines(keepends=True)
    line = lines[place.line - 1]
    assert line[place.column - 1 :].startswith(word)
    lines[place.line - 1] = line[: place.column - 1] + "zebra" + line[place.column - 1 + len(word) :]
    (project / place.path).write_text("".join(lines), encoding="utf-8")

    before = {str(problem) for problem in check(ROOT).problems}
    done = run("--project", project, "check")

    assert done.code == 1
    (found,) = [line for line in done.err.splitlines()[:-1] if line not in before]
    assert found.startswith(f"{place}: [quote-not-found] ")
    assert f"[-zebra-]{{+{word}+}}" in found
    begin = site().matches[claim, index].spans[0][0]
    assert f"{site().texts[source].location(begin)}: " in found


def spaced(text: str) -> str:
    return " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""])


def test_a_spelling_is_called_ours_exactly_where_no_source_prints_it() -> None:
    titles = [source.title or "" for source in site().sources.values()]
    printed = spaced("\n".join([*(text.normalised.text for text in site().texts.values()), *titles]))
    spellings = [(name, ours) for _, rows in overviews.names(site()) for name, _, _, _, ours in rows]
    assert len(spellings) > 100
    assert [name for name, ours in spellings if (spaced(name) not in printed) != ours] == []


def test_what_one_origin_alone_reports_is_told_with_its_outlet() -> None:
    names = {name: [source.container_title, source.house or source.container_title] for name, source in site().sources.items()}
    alone = [claim for claim in site().claims.values() if len(independent(site(), claim)) == 1]
    assert len(alone) > 100
    assert [c.id for c in alone if not any(name in c.text for citation in c.cite for name in [*names[citation.source], "Republic TV"])] == []
