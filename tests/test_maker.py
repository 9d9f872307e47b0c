"""The maker of invented content: the same bytes every time, the promised size, and nothing for a check to report."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from generator import models, pipeline
from generator.sentences import split
from tests.bench import world
from tests.bench.maker import make

FOLDERS: dict[str, type[BaseModel]] = {
    "sources": models.Source,
    "actors": models.Actor,
    "factions": models.Faction,
    "geography": models.Place,
    "claims": models.Topic,
    "explainers": models.Explainer,
}


def _bytes(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def _records(root: Path, folder: str) -> list[Any]:
    paths = sorted((root / "content" / folder).glob("*.yaml"))
    return [FOLDERS[folder].model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)) for path in paths]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "project"
    make(root, 2)
    return root


def test_same_factor_and_seed_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    make(tmp_path / "again", 2)
    assert len(_bytes(made)) > 100
    assert _bytes(tmp_path / "again") == _bytes(made)


def test_another_seed_gives_other_bytes(made: Path, tmp_path: Path) -> None:
    make(tmp_path / "other", 2, seed=2)
    assert _bytes(tmp_path / "other") != _bytes(made)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        make(tmp_path, 1)
    assert _bytes(tmp_path) == {"mine.txt": b"mine"}


@pytest.mark.parametrize(
    ("folder", "number"),
    [
        ("sources", 2 * len(world.SENTENCES)),
        ("actors", 2 * world.ACTORS),
        ("factions", 2 * world.FACTIONS),
        ("geography", 2 * world.PLACES),
        ("claims", 2 * world.TOPICS),
        ("explainers", 2 * world.EXPLAINERS),
    ],
)
def test_factor_two_holds_twice_as_many_valid_records(made: Path, folder: str, number: int) -> None:
    assert len(_records(made, folder)) == number


def test_factor_two_holds_twice_as_many_claims_and_citations(made: Path) -> None:
    topics = _records(made, "claims")
    claims = [claim for topic in topics for claim in topic.claims]
    assert len(claims) == len({claim.id for claim in claims}) == 2 * world.CLAIMS
    assert sum(len(claim.cite) for claim in claims) == 2 * world.CITATIONS
    assert sum(len(topic.questions) for topic in topics) == 2 * world.QUESTIONS
    assert sum(claim.answers is not None for claim in claims) == 2 * world.ANSWERS
    assert sum(len(topic.inferences) for topic in topics) == 2 * world.INFERENCES
    assert sum(len(topic.absences) for topic in topics) == 2 * world.ABSENCES
    for part in ("positions", "relations", "roles", "infobox"):
        assert sum(len(getattr(claim, part)) for claim in claims) == 2 * getattr(world, part.upper()), part


def test_settings_are_valid_and_list_every_explainer(made: Path) -> None:
    settings = models.Settings.model_validate(yaml.load((made / "content/site.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    assert sorted(settings.explainers) == sorted(path.stem for path in (made / "content/explainers").iterdir())


def test_every_quote_stands_exactly_once_in_its_archived_text(made: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (made / "seeds").iterdir()}
    citations = [citation for topic in _records(made, "claims") for claim in topic.claims for citation in claim.cite]
    assert len(citations) == 2 * world.CITATIONS
    assert [citation.quote for citation in citations if texts[citation.source].count(citation.quote) != 1] == []


def test_every_sentence_is_cited_or_set_aside(made: Path) -> None:
    citations = [citation for topic in _records(made, "claims") for claim in topic.claims for citation in claim.cite]
    for source in _records(made, "sources"):
        text = (made / source.archived.file).read_text(encoding="utf-8")
        quotes = [citation.quote for citation in citations if citation.source == source.id]
        quotes += [item.quote for item in source.set_aside]
        spans = split(text, "en")
        assert len(spans) == world.SENTENCES[int(source.id.rpartition("-")[2]) - 1]
        assert [text[a:b] for a, b in spans if not any(quote in text[a:b] for quote in quotes)] == []


def test_archived_texts_hash_to_what_their_records_say(made: Path) -> None:
    sources = _records(made, "sources")
    assert sources
    for source in sources:
        data = (made / source.archived.file).read_bytes()
        assert hashlib.sha256(data).hexdigest() == source.archived.sha256


def test_checks_find_nothing_in_made_content(made: Path) -> None:
    result = pipeline.check(made)
    assert result.problems == ()
    assert result.site is not None
    assert len(result.site.claims) == 2 * world.CLAIMS


def test_made_content_becomes_a_page_for_every_entity_and_explainer(tmp_path: Path) -> None:
    make(tmp_path / "one", 1)
    result = pipeline.generate(tmp_path / "one")
    assert result.problems == ()
    assert result.pages > world.ENTITIES + world.EXPLAINERS + len(world.SENTENCES)
    assert len(list((tmp_path / "one/build/docs").rglob("*.md"))) >= result.pages
