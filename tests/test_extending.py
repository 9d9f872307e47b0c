"""Whoever adds a check, a page kind or an export is told what is missing, and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import render
from generator.by_folder import modules_of
from generator.evidence import EvidenceBook
from generator.navigation import navigation
from generator.pages import Page
from generator.problems import ConfigurationError
from tests.support import harbour

PAGE = Page(path="boats.md", title="Boats", description="All boats.", template="boats.md.j2", section="Overview")

PIECES = """{% macro row(page) %}
{{ page.titel ~ '' }}
{% endmacro %}
"""


def rendered(folder: Path, **templates: str) -> None:
    for name, text in templates.items():
        (folder / f"{name}.md.j2").write_text(text, encoding="utf-8")
    site = harbour()
    list(render.render(site, EvidenceBook(site), [PAGE], render.environment([folder])))


@pytest.mark.parametrize(
    ("templates", "place"),
    [
        ({"boats": "# Boats\n\n{% if page.titel %}{% endif %}\n"}, "boats.md.j2:3"),
        ({"boats": "# Boats\n{% for %}\n"}, "boats.md.j2:2"),
        ({"boats": "{% import 'pieces.md.j2' as m %}\n\n\n{{ m.row(page) }}\n", "pieces": PIECES}, "pieces.md.j2:2"),
    ],
    ids=["unknown name", "bad syntax", "unknown name in a macro"],
)
def test_a_mistake_in_a_template_is_told_with_its_file_and_line(tmp_path: Path, templates: dict[str, str], place: str) -> None:
    with pytest.raises(ConfigurationError, match=f"^templates/pages/{place}: the template cannot be rendered for boats.md: "):
        rendered(tmp_path, **templates)


def test_a_section_that_the_navigation_does_not_know_is_named_with_its_page() -> None:
    assert navigation([PAGE]) == [{"Overview": [{"Boats": "boats.md"}]}]
    with pytest.raises(ValueError, match=r'^the page boats\.md is in the section "Boats", which SECTIONS in generator/pages/page\.py does not name$'):
        navigation([replace(PAGE, section="Boats")])


def test_a_module_without_a_name_that_all_need_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "invented_checks"
    folder.mkdir()
    for name, text in {"__init__": "", "_shared": "", "masts": "IDS = ()\ndef check(site): ...\n", "boats": "def check(site): ...\n"}.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    assert list(modules_of("invented_checks", [str(folder)], ["check"])) == ["boats", "masts"]
    with pytest.raises(AttributeError, match=r"^invented_checks\.boats has no IDS, which every module of invented_checks needs$"):
        modules_of("invented_checks", [str(folder)], ["IDS", "check"])
