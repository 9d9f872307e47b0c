"""The engine: a good build replaces the site, a bad one leaves it whole, and each failure says what to do."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from generator import engine
from generator.engine import EngineResult, build, engine_version, exclusive
from generator.problems import ConfigurationError, EnvironmentFault, Location, Problem
from generator.writer import MARKER
from tests.conftest import processes_in

AS_OF = date(2031, 5, 4)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def built_project(tiny_project: Path) -> Path:
    """A project with a last good site that is cheap to have: one page and the marker."""
    (tiny_project / "site").mkdir()
    (tiny_project / "site" / MARKER).write_bytes(b"")
    (tiny_project / "site/index.html").write_bytes(b"the last good site")
    return tiny_project


def leftovers(project: Path) -> list[str]:
    """What a build may not leave in build/."""
    return sorted({path.name for path in (project / "build").iterdir()} - {"docs", "mkdocs.base.yml", "previous-site", "cache"})


def test_a_good_build_replaces_the_site_and_keeps_the_one_before(built_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    result = build(built_project, AS_OF)

    assert result == EngineResult(problems=())
    site = tree(built_project / "site")
    assert b"Seven boats lie here" in site["places/harbour/index.html"]
    assert MARKER in site
    assert tree(built_project / "build/previous-site") == {MARKER: b"", "index.html": b"the last good site"}
    assert leftovers(built_project) == []

    assert build(built_project, AS_OF).ok
    assert tree(built_project / "site") == site, "two builds of the same pages differ"


@pytest.mark.parametrize(
    ("as_of", "epoch", "day"),
    [(AS_OF, None, b"2031-05-04"), (AS_OF, "0", b"1970-01-01"), (date(1901, 5, 4), None, b"1970-01-01"), (date(2199, 5, 4), None, b"2106-02-07")],
    ids=["the date the content is as of", "SOURCE_DATE_EPOCH goes before", "before all computers", "after them"],
)
def test_the_sitemap_takes_its_date_from_the_content_and_not_from_the_clock(
    tiny_project: Path, monkeypatch: pytest.MonkeyPatch, as_of: date, epoch: str | None, day: bytes
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    base = tiny_project / "build/mkdocs.base.yml"
    base.write_text(base.read_text(encoding="utf-8") + "site_url: https://ferry.example/\n", encoding="utf-8")

    assert build(tiny_project, as_of).ok

    assert b"<lastmod>" + day in (tiny_project / "site/sitemap.xml").read_bytes()


def test_broken_links_and_anchors_are_problems_at_their_line_and_the_last_good_site_stays(built_project: Path) -> None:
    page = built_project / "build/docs/places/harbour.md"
    page.write_text("# Harbour\n\nTo [nowhere](lost.md).\n\nTo [no part](../index.md#gone), [home](../index.md).\n", encoding="utf-8")
    before = tree(built_project / "site")

    result = build(built_project, AS_OF)

    assert [(problem.location, problem.check) for problem in result.problems] == [
        (Location("build/docs/index.md", 7, 38), "engine"),  # the anchor #quay went with the old text
        (Location("build/docs/places/harbour.md", 3, 13), "engine"),
        (Location("build/docs/places/harbour.md", 5, 13), "engine"),
    ]
    assert "link 'lost.md'" in result.problems[1].message
    assert "#gone" in result.problems[2].message
    assert not result.ok
    assert tree(built_project / "site") == before
    assert leftovers(built_project) == []


def test_a_navigation_entry_without_a_page_is_a_problem(tiny_project: Path) -> None:
    (tiny_project / "build/mkdocs.base.yml").write_text("site_name: Corvala\nnav:\n  - Home: index.md\n  - Lost: lost.md\n", encoding="utf-8")

    result = build(tiny_project, AS_OF)

    assert any("lost.md" in problem.message and problem.location.path == "mkdocs.yml" for problem in result.problems)
    assert not (tiny_project / "site").exists()


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("mkdocs.yml", "INHERIT: build/mkdocs.base.yml\ndocs_dir: build/docs\ntheme: {name: no-such-theme}\n", "no-such-theme"),
        ("mkdocs.yml", "site_name: [\n", "mkdocs.yml"),
        ("theme/main.html", '{% extends "base.html" %}\n{% block content %}{{ page.title | nosuchfilter }}{% endblock %}\n', "nosuchfilter"),
    ],
    ids=["unknown theme", "broken YAML", "broken template"],
)
def test_an_engine_that_cannot_run_is_a_configuration_error_in_its_own_words(built_project: Path, file: str, text: str, said: str) -> None:
    target = built_project / file
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8")
    if file == "theme/main.html":
        configuration = built_project / "mkdocs.yml"
        configuration.write_text(configuration.read_text(encoding="utf-8").replace("name: material,", "name: material, custom_dir: theme,"), "utf-8")
    before = tree(built_project / "site")

    with pytest.raises(ConfigurationError) as caught:
        build(built_project, AS_OF)

    assert said in str(caught.value)
    assert str(built_project) not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert tree(built_project / "site") == before
    assert leftovers(built_project) == []


def test_an_engine_that_takes_too_long_is_stopped_and_the_last_good_site_stays(built_project: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"stopped after 0\.05 seconds"):
        build(built_project, AS_OF, time_limit=0.05)

    assert tree(built_project / "site") == {MARKER: b"", "index.html": b"the last good site"}
    assert leftovers(built_project) == []


def test_a_missing_engine_is_an_environment_fault_that_says_what_to_do(built_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(EnvironmentFault, match="make site"):
        build(built_project, AS_OF)

    assert leftovers(built_project) == []


def test_a_site_folder_that_is_not_ours_is_refused_before_the_engine_runs(tiny_project: Path) -> None:
    (tiny_project / "site").mkdir()
    (tiny_project / "site/photo.jpg").write_bytes(b"mine")

    with pytest.raises(ConfigurationError, match="site holds files that were not generated"):
        build(tiny_project, AS_OF, time_limit=0.001)

    assert tree(tiny_project / "site") == {"photo.jpg": b"mine"}


@pytest.mark.parametrize("in_one_step", [True, False])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_when_the_nth_rename_of_the_swap_fails_a_whole_site_is_in_place(
    built_project: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool, number: int
) -> None:
    staging, site, previous = (built_project / name for name in (engine.STAGING, engine.SITE, engine.PREVIOUS))
    staging.mkdir()
    (staging / MARKER).write_bytes(b"")
    (staging / "index.html").write_bytes(b"the new site")
    if not in_one_step:
        monkeypatch.setattr(engine, "_exchange", lambda one, other: False)
    real, calls = Path.rename, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == number:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    failed = number <= (1 if in_one_step else 2)
    if failed:
        with pytest.raises(OSError, match="No space"):
            engine._swap(staging, site, previous)
    else:
        engine._swap(staging, site, previous)

    expected = b"the new site" if in_one_step or not failed else b"the last good site"
    assert tree(site) == {MARKER: b"", "index.html": expected}


def test_a_second_build_at_the_same_time_gets_a_clear_answer_and_no_lock_is_left(tiny_project: Path) -> None:
    with exclusive(tiny_project):
        with pytest.raises(EnvironmentFault, match="another build of this project is running"), exclusive(tiny_project):
            pass
        assert leftovers(tiny_project) == [".lock"]
    with exclusive(tiny_project):
        pass

    assert leftovers(tiny_project) == []


def test_termination_ends_the_engine_and_leaves_the_last_good_site(built_project: Path) -> None:
    docs = built_project / "build/docs"
    for number in range(400):  # long enough for the engine to be at work when the signal comes
        (docs / f"boat-{number}.md").write_text(f"# Boat {number}\n\nA boat.\n", encoding="utf-8")
    code = "import sys, datetime, pathlib; from generator.engine import build; build(pathlib.Path(sys.argv[1]), datetime.date(2031, 5, 4))"
    running = subprocess.Popen([sys.executable, "-c", code, str(built_project)], cwd=Path(__file__).parent.parent)
    staging = built_project / engine.STAGING
    deadline = time.monotonic() + 30
    while not (staging / "404.html").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (staging / "404.html").exists(), "the engine did not start"

    running.send_signal(signal.SIGTERM)

    assert running.wait(20) == 143
    assert leftovers(built_project) == []
    assert tree(built_project / "site") == {MARKER: b"", "index.html": b"the last good site"}
    assert not processes_in(built_project)


def test_one_message_of_many_lines_is_one_problem(tmp_path: Path) -> None:
    output = "INFO    -  Building\nWARNING -  Something is\n  not right.\nINFO    -  Done\nAborted with 1 warnings in strict mode!\n"

    assert engine.warnings(output, tmp_path) == (Problem(Location("mkdocs.yml"), "engine", "Something is not right."),)


def test_the_version_names_engine_and_theme() -> None:
    assert engine_version().startswith("MkDocs 1.")
    assert ", Material 9." in engine_version()
