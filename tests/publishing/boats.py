"""A small project whose published site tells by a number on each page which build it is of. It is built in a second."""

from __future__ import annotations

import re
import time
from pathlib import Path

from generator import engine, pipeline
from generator.built.manifest import verify
from tests.conftest import processes_in
from tests.support import small_project

SETTINGS = """\
INHERIT: build/mkdocs.base.yml
docs_dir: build/docs
site_dir: site
theme: {name: null, custom_dir: theme}
plugins: []
markdown_extensions: [attr_list, footnotes, md_in_html, tables]
"""
THEME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>
{% for file in pages %}<a href="{{ file.url | url }}">x</a>{% endfor %}
<p>{{ config.site_name }}</p>{{ page.content }}</body></html>
"""
BOATS = """\
claims:
  - id: seven-boats
    text: Mira Dol had seven boats in the harbour, The Post wrote.
    about: [mira-dol]
    cite: [{source: post, quote: Mira Dol has seven boats in the harbour}]
  - id: nine-boats
    text: Mira Dol had nine ferries on the river, The Wire wrote.
    about: [mira-dol]
    cite: [{source: wire, quote: Mira Dol has nine ferries on the river}]
"""
TEXTS = {"post": "Mira Dol has seven boats in the harbour.\n", "wire": "Mira Dol has nine ferries on the river.\n"}


def change(project: Path, number: int) -> None:
    """Gives the site another title, which stands on every page: the number of the generation."""
    path = project / "content/site.yaml"
    path.write_text(re.sub(r"^title: .*", f"title: Generation {number} of the boats", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def generation(project: Path) -> int:
    """The one number that all pages of the published site bear, which is proved whole by its manifest."""
    verdict = verify(project / engine.SITE, "site")
    assert [str(problem) for problem in verdict.problems] == []
    numbers = {
        int(found) for page in (project / engine.SITE).rglob("*.html") for found in re.findall(r"<p>Generation (\d+)", page.read_text("utf-8"))
    }
    assert len(numbers) == 1, f"pages of several generations: {numbers}"
    return numbers.pop()


def boats(folder: Path) -> Path:
    """A small project with a theme of one file, so that a build is quick; generation 0 is published."""
    project = small_project(folder, BOATS, texts=TEXTS)
    (project / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (project / "theme").mkdir()
    for name in ("main.html", "404.html"):
        (project / "theme" / name).write_text(THEME, encoding="utf-8")
    change(project, 0)
    result = pipeline.build(project)
    assert [str(problem) for problem in result.problems] == []
    assert generation(project) == 0
    return project


def gone(project: Path) -> bool:
    """True once no process works in the project any more."""
    deadline = time.monotonic() + 10
    while processes_in(project) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not processes_in(project)
