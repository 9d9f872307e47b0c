"""`explainer new`: a small site that works at once, in an empty folder and nowhere else."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from generator import __version__
from generator.loader import FOLDERS
from tests.support import ROOT, problems_of, run, site_of, snapshot


@pytest.fixture
def made(tmp_path: Path) -> Path:
    result = run("--project", tmp_path, "new", "my site")
    assert (result.code, result.err) == (0, "")
    return tmp_path / "my site"


def test_a_new_site_passes_every_check_with_no_warning_and_shows_each_kind_of_record(made: Path) -> None:
    assert problems_of(made) == ()
    assert {folder for folder in FOLDERS if any((made / "content" / folder).iterdir())} == set(FOLDERS)
    site = site_of(made)
    assert len(site.sources) == 2 and site.questions and site.absences
    assert [claim.answers.value for claim in site.claims.values() if claim.answers] == ["900", "1,400"]


def test_a_new_site_is_in_the_one_style(made: Path) -> None:
    assert run("--project", made, "fmt", "--check").out == f"{len(list((made / 'content').rglob('*.yaml')))} files, none to change\n"


def test_every_field_that_a_new_site_uses_first_is_explained_above_it(made: Path) -> None:
    record = (made / "content/sources/ansel-post-2019-06-04.yaml").read_text(encoding="utf-8").splitlines()
    explained = {line.split(":")[0] for above, line in pairwise(record) if above.startswith("#")}
    assert {"id", "title", "container-title", "issued", "origin", "archived", "set_aside"} <= explained
    settings = (made / "content/site.yaml").read_text(encoding="utf-8")
    keys = re.findall(r"^(\w+):", settings, re.MULTILINE)
    assert {"covers", "as_of", "intro", "licence", "origins", "explainers"} <= set(keys)


def test_what_a_new_site_says_of_its_commands_and_files_is_so(made: Path) -> None:
    readme = (made / "README.md").read_text(encoding="utf-8")
    for command in set(re.findall(r"`?explainer ([a-z]+)", readme)) - {"generator"}:
        assert run(command, "--help").code == 0, command
    for name in re.findall(r"^\| (.+?) \|", readme, re.MULTILINE)[2:]:
        assert all((made / part).exists() for part in re.findall(r"`([^`]+)`", name)), name
    assert f"explainer-{__version__}-" in (made / "requirements.txt").read_text(encoding="utf-8")


def test_the_workflow_of_a_new_site_uses_the_same_actions_as_ours(made: Path) -> None:
    def uses(folder: Path) -> set[str]:
        return set(re.findall(r"uses: (\S+)", (folder / ".github/workflows/site.yml").read_text(encoding="utf-8")))

    assert uses(made) == uses(ROOT)
    assert list(yaml.safe_load((made / ".github/workflows/site.yml").read_text(encoding="utf-8"))["jobs"]) == ["build", "deploy"]


def test_the_settings_of_the_site_engine_and_of_code_editors_are_ours(made: Path) -> None:
    for path in (ROOT / "mkdocs.yml", *(ROOT / ".vscode").glob("*.json")):
        assert (made / path.relative_to(ROOT)).read_bytes() == path.read_bytes()


def test_a_folder_that_holds_anything_is_left_as_it_is(made: Path) -> None:
    before = snapshot(made)
    result = run("new", made)
    assert (result.code, result.out) == (2, "")
    assert "is not empty" in result.err and "nothing is ever overwritten" in result.err and len(result.err.splitlines()) == 1
    assert snapshot(made) == before


def test_a_file_in_the_place_of_the_folder_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    result = run("new", tmp_path / "notes")
    assert result.code == 2 and "is a file" in result.err
    assert (tmp_path / "notes").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_with_a_fresh_repository_is_filled(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("new", tmp_path).code == 0
    assert problems_of(tmp_path) == ()
