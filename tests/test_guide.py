"""What the guide for editors shows is what happens: its commands run, its YAML is sound, its reference of fields is fresh."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import fields
from generator.reader import read
from tests.support import ROOT, run

GUIDE = ROOT / "docs/guide"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(GUIDE.glob("*.md"))}


def test_the_reference_of_fields_is_that_of_the_models() -> None:
    assert PAGES["fields.md"] == fields.reference(), "run: python -m generator.fields"


def test_every_link_between_the_pages_leads_somewhere() -> None:
    links = [link for text in PAGES.values() for link in re.findall(r"\]\(([^)#:]+)\)", text)]
    assert len(links) > 2
    assert [link for link in links if not (GUIDE / link).exists()] == []
    anchors = set(re.findall(r"\]\(#([^)]+)\)", PAGES["fields.md"]))
    assert anchors <= {heading.lower() for heading in re.findall(r"^### (\w+)$", PAGES["fields.md"], re.MULTILINE)}
    assert "docs/guide/" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert run("new", tmp_path / "my-site").code == 0
    monkeypatch.chdir(tmp_path / "my-site")
    return tmp_path / "my-site"


def put(site: Path, name: str, shown: dict[str, Any]) -> None:
    """The fields shown, put into a file: entries with an id take the place of those with the same, all else is replaced."""
    path = site / name
    data = read(name, path.read_bytes()).data if path.exists() else {}
    for key, value in shown.items():
        if isinstance(value, list) and isinstance(value[0], dict) and "id" in value[0]:
            entries = {entry["id"]: entry for entry in [*data.get(key, []), *value]}
            data[key] = list(entries.values())
        else:
            data[key] = value
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")


RECIPES = re.split(r"^## ", PAGES["recipes.md"], flags=re.MULTILINE)[1:]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.splitlines()[0])
def test_a_recipe_leaves_the_new_site_without_problems(recipe: str, site: Path) -> None:
    blocks = re.findall(r"`(content/[^`]+\.yaml)`:\n\n```yaml\n(.*?)```", recipe, re.DOTALL)
    assert blocks and len(blocks) == recipe.count("```yaml")
    for name, text in blocks:
        put(site, name, read(name, text.encode()).data)
    result = run("check")
    assert result.err == ""
    assert result.code == 0


def test_there_is_a_recipe_for_what_editors_ask_most() -> None:
    titles = [recipe.splitlines()[0] for recipe in RECIPES]
    assert titles == ["Two sources differ", "A party's figure", "A correction", "A reply", "Retiring a claim", "A father and a son"]


FENCE = re.compile(r"(?P<before>.*?)\n\n```(?P<language>\w*)\n(?P<text>.*?)```", re.DOTALL)
FILE = re.compile(r"`([\w./-]+\.(?:yaml|html))`")


def test_the_first_page_is_made_and_built_by_what_is_shown_in_the_order_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new editor's way: every block of the page is typed or saved, as it stands there, in the file named before it."""
    page = PAGES["first-page.md"]
    monkeypatch.chdir(tmp_path)
    steps = list(FENCE.finditer(page))
    assert len(steps) == page.count("```") / 2 > 10
    asked, name = [], ""
    for step in steps:
        name = [name, *FILE.findall(step["before"])][-1]
        if step["language"] == "html":
            Path(name).write_text(step["text"], encoding="utf-8")
        elif step["language"] == "yaml":
            put(Path.cwd(), name, read(name, step["text"].encode()).data)
        else:
            assert step["language"] == "sh"
            for line in step["text"].splitlines():
                command, *words = shlex.split(line)
                if command == "cd":
                    monkeypatch.chdir(Path.cwd() / words[0])
                    continue
                assert command == "explainer"
                result = run(*words)
                if words == ["check"] and result.code == 1:
                    asked += result.err.splitlines()[:-1]
                else:
                    assert result.code == 0, f"{line}: {result.out}{result.err}"
    assert [line.split(";")[0] for line in asked] == ['content/sources/ansel-post-2019-06-07.yaml:10:8: [field-empty] "origin" is empty']
    assert run("check", "--strict").code == 0
    html = Path("site/explainers/when-will-the-footbridge-open/index.html").read_text(encoding="utf-8")
    assert "it might open again in July" in html and "The footbridge at Ansel may open again in July" in html


def test_the_guide_names_only_commands_there_are() -> None:
    from generator import commands

    named = {name for text in PAGES.values() for name in re.findall(r"(?:^|`)explainer ([a-z]+)", text, re.MULTILINE)}
    assert len(named) > 8
    assert named <= set(commands.names())
