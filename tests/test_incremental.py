"""The incremental engine against plain `mkdocs build`: the same bytes after every kind of change, with only the pages touched that must be."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import engine
from generator.incremental.child import Answer, Child
from generator.problems import EnvironmentFault
from generator.writer import MARKER
from tests.conftest import processes_in

ENVIRONMENT = engine.environment(date(2031, 5, 4))
CONFIGURATION = """\
INHERIT: build/mkdocs.base.yml
docs_dir: build/docs
site_dir: site
theme: {name: material, font: false, custom_dir: theme, features: [navigation.indexes, navigation.tabs, navigation.prune]}
plugins: [search]
markdown_extensions: [attr_list, footnotes, toc: {permalink: true}]
validation: {nav: {omitted_files: ignore}, links: {anchors: warn, unrecognized_links: warn}}
"""
BASE = """\
site_name: The ferry of Corvala
site_url: https://ferry.example/corvala/
nav:
  - Home: index.md
  - People: [people/index.md, people/mira.md, Tol: people/tol.md]
  - Places: [places/index.md, Harbour: places/harbour.md]
"""
# The layout reads the next page's text, front matter and the list of all pages: whatever of that changes must show here.
THEME = """\
{% extends "base.html" %}
{% block content %}{{ super() }}
<p>{{ pages | length }} pages.{% if page.next_page %} Next: {{ page.next_page.meta.teaser }}{% endif %}</p>
{% if page.meta.peek %}<div>{{ page.next_page.content }}</div>{% endif %}
{% endblock %}
"""
PAGES = {
    "index.md": "---\ntitle: Home\n---\n\n# The ferry\n\nThe ferry sank.[^1] See [the harbour](places/harbour.md#quay).\n\n[^1]: *Corvala Post*.\n",
    "people/index.md": "# People\n\n- [Mira](mira.md)\n- [Tol](tol.md)\n",
    "people/mira.md": "---\npeek: true\n---\n\n# Mira Dol\n\nMira keeps [boats](../places/harbour.md).\n",
    "people/tol.md": "---\ntitle: Tol Ash\nteaser: Tol sails\n---\n\nTol sails. No heading of his own.\n\n## Boats\n\nNone.\n",
    "people/ulla.md": "---\nborn: 1950-01-02\n---\n\n# Ulla Fen\n\nA page that no menu names, with a date in its front matter.\n",
    "places/index.md": "# Places\n\n- [Harbour](harbour.md)\n",
    "places/harbour.md": "---\nteaser: Seven boats\n---\n\n# Harbour\n\n## The quay {#quay}\n\nSeven boats lie here. [Home](../index.md)\n",
    "assets/extra.css": "p { color: teal }\n",
}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MARKER}


def put(project: Path, path: str, text: str) -> None:
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def swap(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old}"
    put(project, path, text.replace(old, new))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for name, text in PAGES.items():
        put(project, f"build/docs/{name}", text)
    put(project, "build/mkdocs.base.yml", BASE)
    put(project, "mkdocs.yml", CONFIGURATION)
    put(project, "theme/main.html", THEME)
    return project


@pytest.fixture
def child(project: Path) -> Iterator[Child]:
    child = Child(project, ENVIRONMENT)
    yield child
    child.stop()
    assert processes_in(project) == []


def cold(project: Path) -> dict[str, bytes]:
    """What plain MkDocs writes."""
    site = project.parent / "cold"
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=project, env=ENVIRONMENT, check=True, capture_output=True)
    return tree(site)


def rename(project: Path) -> None:
    (project / "build/docs/people/tol.md").rename(project / "build/docs/people/tol-ash.md")
    for path in ("build/mkdocs.base.yml", "build/docs/people/index.md"):
        swap(project, path, "tol.md", "tol-ash.md")


def add(project: Path) -> None:
    put(project, "build/docs/places/pier.md", "# Pier\n\nNobody [lands](harbour.md#quay) here.\n")
    swap(project, "build/mkdocs.base.yml", "Harbour: places/harbour.md", "Harbour: places/harbour.md, Pier: places/pier.md")


def drop(project: Path) -> None:
    (project / "build/docs/places/pier.md").unlink()
    swap(project, "build/mkdocs.base.yml", ", Pier: places/pier.md", "")


# One after the other on one project: a change, and how many pages it parses and lays out. Ulla's page has a date in its front
# matter, which the cache cannot keep: it is made every time, whatever changes.
CHANGES: list[tuple[str, Callable[[Path], object], int, int]] = [
    ("nothing", lambda _: None, 1, 1),
    ("one page", lambda project: swap(project, "build/docs/places/harbour.md", "Seven boats lie", "Eight boats lie"), 2, 2),
    ("text that another page prints", lambda project: swap(project, "build/docs/people/tol.md", "Tol sails. No", "Tol rows. No"), 2, 3),
    ("front matter that another page prints", lambda project: swap(project, "build/docs/places/harbour.md", "Seven boats\n", "Many boats\n"), 2, 3),
    ("front matter that none prints", lambda project: swap(project, "build/docs/index.md", "title: Home\n", "title: Home\nnote: A\n"), 2, 2),
    ("a title in the menu", lambda project: swap(project, "build/docs/people/mira.md", "# Mira Dol", "# Mira Dahl"), 2, 4),
    ("a new page", add, 2, 8),
    ("a page gone", drop, 1, 7),
    ("a page renamed", rename, 3, 7),
    ("the order of the menu", lambda project: swap(project, "build/mkdocs.base.yml", "Home: index.md", "Start: index.md"), 1, 7),
    ("the theme", lambda project: swap(project, "theme/main.html", "Next:", "Then:"), 1, 7),
    ("a style sheet", lambda project: swap(project, "build/docs/assets/extra.css", "teal", "red"), 1, 1),
    ("the settings", lambda project: swap(project, "mkdocs.yml", "permalink: true", "permalink: false"), 7, 7),
    ("the name of the site", lambda project: swap(project, "build/mkdocs.base.yml", "The ferry of", "Ferries of"), 7, 7),
]


def test_after_every_kind_of_change_the_site_is_what_mkdocs_builds_and_no_more_is_made_than_needed(project: Path, child: Child) -> None:
    site, cache = project / "build/out", project / "build/cache"
    assert child.build(site, cache).converted == 7
    for name, change, converted, laid_out in CHANGES:
        change(project)
        answer = child.build(site, cache)
        assert not answer.failed, answer.output
        assert tree(site) == cold(project), name
        assert (answer.converted, answer.laid_out) == (converted, laid_out), name

    child.stop()  # a new process has the cache alone
    shutil.rmtree(site)
    answer = child.build(site, cache)
    assert (answer.converted, answer.laid_out) == (1, 1)
    assert tree(site) == cold(project)
    shutil.rmtree(site)
    assert child.build(site, None).converted == 7, "without a cache everything is made"
    assert tree(site) == cold(project)


def test_two_processes_write_what_one_writes(project: Path, child: Child) -> None:
    for number in range(40):
        put(project, f"build/docs/places/boat-{number}.md", f"# Boat {number}\n\nIt is [here](harbour.md#quay) and [lost](gone-{number}.md).\n")

    answers = [child.build(project / f"build/out-{processes}", None, processes=processes) for processes in (1, 2)]

    assert tree(project / "build/out-1") == tree(project / "build/out-2") == cold(project)
    assert answers[0].output == answers[1].output
    assert answers[1].output.count("gone-") >= 40, "the warnings of the other process are lost"


def test_warnings_about_unchanged_pages_are_given_again_and_follow_what_they_depend_on(project: Path, child: Child) -> None:
    put(project, "build/docs/places/index.md", "# Places\n\n[Lost](lost.md), [part](harbour.md#gone)\n")

    def warned() -> list[str]:
        answer: Answer = child.build(project / "build/out", project / "build/cache")
        return sorted(part for part in ("lost.md", "#gone", "#quay") if part in answer.output)

    assert warned() == warned() == ["#gone", "lost.md"]
    put(project, "build/docs/places/lost.md", "# Found\n")
    assert warned() == ["#gone"]
    swap(project, "build/docs/places/harbour.md", "{#quay}", "{#gone}")
    assert warned() == ["#quay"], "the home page was not touched, but what it links to has gone"


def test_settings_saved_while_a_build_runs_leave_no_page_under_settings_it_was_not_made_with(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.incremental import builder, cache, output

    site, kept = output.Output(project / "build/out"), cache.Cache(project / "pages.sqlite")
    opened = builder._opened

    def saved_meanwhile(*arguments: Any) -> Any:
        found = opened(*arguments)
        swap(project, "mkdocs.yml", "permalink: true", "permalink: false")
        swap(project, "theme/main.html", "Next:", "Then:")
        return found

    monkeypatch.chdir(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])
    with monkeypatch.context() as patch:
        patch.setattr(builder, "_opened", saved_meanwhile)
        builder.build(site, kept)
    builder.build(site, kept)

    assert tree(project / "build/out") == cold(project)


@pytest.mark.parametrize("damage", ["no database", "other bytes", "rows gone"])
def test_a_damaged_cache_costs_time_and_nothing_else(project: Path, child: Child, damage: str) -> None:
    site, cache = project / "build/out", project / "build/cache"
    child.build(site, cache)
    child.stop()
    file = cache / "pages.sqlite"
    if damage == "no database":
        file.write_bytes(b"not a database, " * 1000)
    else:
        statement = "UPDATE built SET html = 'stale'" if damage == "other bytes" else "DELETE FROM built WHERE page LIKE 'p%'"
        base = sqlite3.connect(file)
        with base:
            base.execute(statement)
        base.close()
    shutil.rmtree(site)

    assert not child.build(site, cache).failed

    assert tree(site) == cold(project)


def test_settings_it_cannot_see_into_leave_the_work_to_mkdocs(project: Path, child: Child) -> None:
    put(project, "hook.py", "def on_page_markdown(markdown, **_):\n    return markdown + '\\nHooked.\\n'\n")
    put(project, "mkdocs.yml", CONFIGURATION + "hooks: [hook.py]\n")

    answer = child.build(project / "build/out", project / "build/cache")

    assert answer.whole == "hooks"
    assert tree(project / "build/out") == cold(project)
    assert b"Hooked." in (project / "build/out/index.html").read_bytes()


def test_a_template_that_fails_is_told_in_the_engines_words_and_nothing_is_touched(project: Path, child: Child) -> None:
    site = project / "build/out"
    child.build(site, None)
    before = tree(site)
    swap(project, "theme/main.html", "{{ pages | length }}", "{{ pages | nosuchfilter }}")

    answer = child.build(site, None)

    assert answer.failed
    assert "nosuchfilter" in answer.output
    assert tree(site) == before


def test_a_child_that_was_killed_is_told_and_the_next_request_starts_another(project: Path, child: Child) -> None:
    child.build(project / "build/out", None)
    (number,) = processes_in(project)
    os.kill(int(number), signal.SIGKILL)

    with pytest.raises(EnvironmentFault, match="ended by signal 9"):
        for _ in range(2):  # the first request may find it dead already, and start the next
            child.build(project / "build/out", None)
            os.kill(int(processes_in(project)[0]), signal.SIGKILL)
            child.build(project / "build/out", None)

    assert not child.build(project / "build/out", None).failed
