"""Files to records: what is read, what is reported, and what is remembered so that one mistake is not reported twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.loader import FOLDERS, load
from generator.problems import ConfigurationError, EnvironmentFault
from tests.support import HARBOUR, copy_of, problems_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of(HARBOUR, tmp_path / "harbour")


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / "content" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_file_is_read_in_the_order_of_its_name() -> None:
    content = load(HARBOUR)
    for folder in set(FOLDERS) - {"claims"}:
        assert [loaded.name for loaded in content.records[folder]] == [path.stem for path in sorted((HARBOUR / "content" / folder).glob("*.yaml"))]
    assert [topic.name for topic in content.topics] == ["people", "strike", "supply"]
    assert content.settings.record.title == "The Karrow harbour strike, May 2017"
    assert (content.problems, content.broken, content.unread, content.unset) == ([], set(), set(), set())


def test_a_record_knows_where_its_fields_stand() -> None:
    loaded = next(claim for claim in load(HARBOUR).records["claims"] if claim.name == "ferry-310")
    lines = (HARBOUR / "content/claims/supply.yaml").read_text(encoding="utf-8").splitlines()
    line = lines.index("  - id: ferry-310") + 1
    assert str(loaded.where()) == f"content/claims/supply.yaml:{line}:5"
    assert str(loaded.where("text")) == f"content/claims/supply.yaml:{line + 1}:11"
    assert str(loaded.where("text", key=True)) == f"content/claims/supply.yaml:{line + 1}:5"
    assert str(loaded.where("no-such-field")) == str(loaded.where())


def test_a_project_without_content_is_for_the_operator(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="--project"):
        load(tmp_path)


@pytest.mark.parametrize("name", ["content/site.yaml", "content/claims/strike.yaml", "seeds/ledger-2017-05-09.txt"])
def test_a_file_without_permission_is_for_the_operator(name: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def forbidden(path: Path) -> bytes:
        if path == project / name:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(EnvironmentFault, match=f"{name} cannot be read: Permission denied"):
        problems_of(project)


def test_one_bad_claim_does_not_take_its_neighbours_along(project: Path) -> None:
    change(project, "claims/supply.yaml", "text: A baker in Karrow said", "txt: A baker in Karrow said")
    content = load(project)
    names = {loaded.name for loaded in content.records["claims"]}
    assert "flour-nine-days" not in names
    assert {"flour-60-per-cent", "flour-stock"} <= names
    assert content.broken == {"flour-nine-days"}


def test_a_mistake_in_a_record_is_not_reported_again_where_the_record_is_mentioned(project: Path) -> None:
    change(project, "factions/dockers-league.yaml", "kind: movement", "kind: movment")
    assert [problem.check for problem in problems_of(project)] == ["field-value"]


def test_sound_settings_are_kept_beside_broken_ones_so_that_other_files_are_checked(project: Path) -> None:
    change(project, "site.yaml", "covers: 2017-05-08/2017-05-13", "covers: May 2017")
    change(project, "sources/morning-2017-05-09.yaml", "origin: tern\n", "origin: turn\n")
    change(
        project,
        "claims/supply.yaml",
        "about 80 per cent of its flour through Karrow Harbour\n    answers",
        "about 90 per cent of its flour through Karrow Harbour\n    answers",
    )
    content = load(project)
    assert content.unset & {"title", "covers", "origins"} == {"covers"}
    assert content.settings.record.title == "The Karrow harbour strike, May 2017"
    assert [problem.check for problem in problems_of(project)] == ["quote-not-found", "field-value", "id-unknown"]


@pytest.mark.parametrize("text", ["", "[]\n", "just words\n", "title: 3\nextra: yes\n", "title: [\n"])
def test_settings_that_are_nothing_of_the_kind_are_the_only_thing_reported(text: str, project: Path) -> None:
    (project / "content/site.yaml").write_text(text, encoding="utf-8")
    assert {problem.location.path for problem in problems_of(project)} == {"content/site.yaml"}


@pytest.mark.parametrize(
    "text", ["", "[]\n", "just words\n", "null\n", "- a\n- b\n", "id: [1]\n", "claims: 3\n", "claims:\n  - 3\n", "? {a: b}\n: c\n"]
)
@pytest.mark.parametrize(
    "name", ["claims/supply.yaml", "actors/corvane.yaml", "sources/review-2017-05-13.yaml", "explainers/who-is-samira-halvani.yaml"]
)
def test_a_record_that_is_nothing_of_the_kind_never_breaks_the_run(name: str, text: str, project: Path) -> None:
    (project / "content" / name).write_text(text, encoding="utf-8")
    found = problems_of(project)
    assert found
    assert all(problem.location.path == f"content/{name}" for problem in found if not problem.check.startswith(("id-", "prose-")))


def test_hidden_files_are_left_alone_and_every_other_file_is_reported(project: Path) -> None:
    for name in (".DS_Store", "actors/.corvane.yaml.swp", ".git/config"):
        (project / "content" / name).parent.mkdir(exist_ok=True)
        (project / "content" / name).write_text("x", encoding="utf-8")
    assert problems_of(project) == ()
    for name in ("notes.txt", "actors/corvane.yaml~", "claims/table.csv", "extra/deep/er/x.yaml"):
        (project / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "content" / name).write_text("x", encoding="utf-8")
    assert [(problem.location.path, problem.check) for problem in problems_of(project)] == [
        (f"content/{name}", "unread-file")
        for name in ("actors/corvane.yaml~", "claims/table.csv", "extra", "extra/deep", "extra/deep/er", "notes.txt")
    ]


def test_content_that_holds_nothing_but_settings_has_no_problem(tmp_path: Path) -> None:
    project = tmp_path / "empty"
    (project / "content").mkdir(parents=True)
    settings = "title: Empty\ndescription: Nothing yet.\ncovers: '2019'\nas_of: '2019'\nintro: Nothing yet.{.signpost}\n"
    settings += "licence: {name: CC0, url: https://example.org/}\norigins: [{id: post, name: The Post}]\n"
    (project / "content/site.yaml").write_text(settings, encoding="utf-8")
    assert problems_of(project) == ()
