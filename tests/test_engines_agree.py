"""MkDocs and Zensical build the same Markdown with the same mkdocs.yml, both strictly: the same pages, the same anchors.

The Markdown on disk is the contract between generator and site engine; this is the test of it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

PROJECT = Path(__file__).parent.parent
ZENSICAL = PROJECT / ".venv-zensical/bin/zensical"
# What the themes themselves put on a page: search, header, switches. Not anchors of the content.
_OF_THE_THEME = re.compile(r"__.*")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def build(command: list[str], project: Path) -> dict[str, set[str]]:
    """The ids within the article of each page that the engine makes of `project`, by the page's path in site/."""
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=project, env=variables, capture_output=True, text=True, timeout=300, check=False)
    said = _COLOUR.sub("", f"{done.stdout}\n{done.stderr}")
    assert done.returncode == 0, f"{command}\n{said}"
    site = project / "site"
    return {path.relative_to(site).as_posix(): ids(path) for path in sorted(site.rglob("*.html"))}


def ids(page: Path) -> set[str]:
    """All ids in the article of a built page."""
    found = html.parse(str(page)).xpath("//article//@id")
    return {str(name) for name in found if not _OF_THE_THEME.fullmatch(str(name))}


def both(project: Path, tmp_path: Path) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What MkDocs and what Zensical make of copies of the project."""
    if not ZENSICAL.exists():
        raise FileNotFoundError("Zensical is not set up: run `make test`, which makes an environment for it in .venv-zensical")
    made = []
    for name, command in {
        "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict"],
        "zensical": [str(ZENSICAL), "build", "--strict"],
    }.items():
        copy = tmp_path / name
        shutil.copytree(project / "build/docs", copy / "build/docs")
        shutil.copy(project / "build/mkdocs.base.yml", copy / "build/mkdocs.base.yml")
        shutil.copy(project / "mkdocs.yml", copy / "mkdocs.yml")
        shutil.copytree(project / "build/theme", copy / "build/theme")
        made.append(build(command, copy))
    return made[0], made[1]


@pytest.fixture
def tiny_project_with_our_settings(tiny_project: Path) -> Path:
    """The invented project under the real mkdocs.yml and theme layer."""
    shutil.copy(PROJECT / "mkdocs.yml", tiny_project / "mkdocs.yml")
    shutil.copytree(PROJECT / "templates/theme", tiny_project / "build/theme")
    with (tiny_project / "build/mkdocs.base.yml").open("a", encoding="utf-8") as base:
        base.write("theme: {custom_dir: build/theme}\n")
    (tiny_project / "build/docs/assets").mkdir()
    (tiny_project / "build/docs/assets/explainer.css").write_text("", encoding="utf-8")
    return tiny_project


def test_both_engines_make_the_same_pages_with_the_same_anchors(tiny_project_with_our_settings: Path, tmp_path: Path) -> None:
    ours, theirs = both(tiny_project_with_our_settings, tmp_path)

    assert {"index.html", "places/index.html", "places/harbour/index.html"} <= set(ours)
    assert {"quay", "harbour"} <= ours["places/harbour/index.html"]
    assert {"fn:1", "fnref:1"} <= ours["index.html"]
    assert set(theirs) == set(ours)
    assert theirs == ours


def test_both_engines_make_the_same_pages_with_the_same_anchors_of_the_real_site(tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name in ("content", "seeds", "templates"):
        shutil.copytree(PROJECT / name, project / name)
    shutil.copy(PROJECT / "mkdocs.yml", project / "mkdocs.yml")
    generated = subprocess.run(
        [sys.executable, "-m", "generator", "--project", str(project), "build", "--no-engine"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert generated.returncode == 0, generated.stdout + generated.stderr

    ours, theirs = both(project, tmp_path)

    sources = list((project / "build/docs").rglob("*.md"))
    assert len(sources) > 20, "the real site has fewer pages than it could have"
    assert len(ours) >= len(sources)
    assert sorted(theirs) == sorted(ours)
    assert {page: sorted(ours[page] ^ theirs[page]) for page in ours if ours[page] != theirs[page]} == {}


@pytest.mark.parametrize(
    ("page", "text"),
    [("index.md", "# Home\n\n[nowhere](lost.md)\n"), ("index.md", "# Home\n\n[no part](places/harbour.md#gone)\n")],
    ids=["link", "anchor"],
)
def test_both_engines_refuse_a_broken(tiny_project_with_our_settings: Path, tmp_path: Path, page: str, text: str) -> None:
    (tiny_project_with_our_settings / "build/docs" / page).write_text(text, encoding="utf-8")

    for command in ([sys.executable, "-m", "mkdocs", "build", "--strict"], [str(ZENSICAL), "build", "--strict"]):
        with pytest.raises(AssertionError, match=r"lost\.md|gone"):
            build(command, tiny_project_with_our_settings)
