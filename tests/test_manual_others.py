"""The manual pages of what a published copy and the site engine are found to be: their examples come to the problems they say."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import engine, manual, preview
from generator.built import seal
from generator.built.manifest import verify
from generator.incremental.child import Child
from generator.preview.stage import Stage

AS_OF = date(2031, 5, 4)
EXAMPLES = [(name, text) for name in ("copy", "engine") for part in ("Fails", "Passes") for text in manual.manual(name).examples(part)]


def write(folder: Path, files: dict[str, Any]) -> None:
    for name, text in files.items():
        path = folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def in_a_copy(example: dict[str, Any], project: Path) -> set[str]:
    """The ids reported for a copy of a built site after files were written or removed in it."""
    assert engine.build(project, AS_OF, lambda folder: seal.seal(folder, "site").problems).ok
    copy = shutil.copytree(project / engine.SITE, project / "copy")
    write(copy, {**example.get("write", {}), **({example["remove"]: None} if "remove" in example else {})})
    return {problem.check for problem in verify(copy, "copy").problems}


def by_the_engine(example: dict[str, Any], project: Path) -> set[str]:
    """The ids reported for pages (or `mkdocs.yml`) with these files among them, by the build or, where it gives an error, in the preview."""
    write(project, {name if name == "mkdocs.yml" else f"{engine.DOCS}/{name}": text for name, text in example.items()})
    stage, child = Stage(project, ""), Child(project, engine.environment())
    try:
        made = preview.Made(True, (), AS_OF)
        preview._round(project, lambda: made, stage, child, None, preview._Stop(), nullcontext)  # type: ignore[arg-type]
    finally:
        child.stop()
    return {problem.check for problem in stage.state.problems}


@pytest.mark.parametrize(("name", "text"), EXAMPLES, ids=[f"{name} {number}" for number, (name, _) in enumerate(EXAMPLES)])
def test_an_example_comes_to_what_it_says(name: str, text: str, tiny_project: Path) -> None:
    [(expected, example)] = yaml.safe_load(text).items()
    found = {"copy": in_a_copy, "engine": by_the_engine}[name](example, tiny_project)
    assert found == ({expected} if expected != "clean" else set())


@pytest.mark.parametrize("name", ["copy", "engine"])
def test_every_problem_has_an_example(name: str) -> None:
    page = manual.manual(name)
    assert {text.partition(":")[0] for text in page.examples("Fails")} == set(page.ids)
