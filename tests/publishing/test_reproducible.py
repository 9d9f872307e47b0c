"""Two builds from one commit agree byte for byte, whatever differs between the machines."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import HARBOUR, ROOT, snapshot

HERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "COLUMNS": "60"}
THERE = {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr", "COLUMNS": "200"}


def built(content: Path, folder: Path, variables: dict[str, str], mask: int, day: int, backwards: bool) -> dict[str, bytes | str]:
    """The whole site/ that a clone of the project in `folder` makes of `content` under these circumstances."""
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    # The order in which files are made is the order in which some file systems list them.
    files = sorted((path for name in ("content", "seeds") for path in (content / name).rglob("*") if path.is_file()), reverse=backwards)
    for path in (*files, content / "mkdocs.yml"):
        copy = folder / path.relative_to(content)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (day * 86_400, day * 86_400))
    return build(folder, variables, mask)


def build(folder: Path, variables: dict[str, str], mask: int, *options: str) -> dict[str, bytes | str]:
    """The whole site/ after a build in a clone."""
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | variables | {"PYTHONPATH": str(folder)}
    command = [sys.executable, "-m", "generator", "build", *options]
    done = subprocess.run(command, cwd=folder, env=environment, umask=mask, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return snapshot(folder / "site")


@pytest.mark.parametrize("content", [HARBOUR, ROOT], ids=["invented topic", "the real content"])
def test_two_clones_make_the_same_site(content: Path, tmp_path: Path) -> None:
    one = built(content, tmp_path / "one", HERE, 0o022, 1, backwards=False)
    two = built(content, tmp_path / "another folder" / "clone", THERE, 0o077, 20_000, backwards=True)

    assert len(one) > 100
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []
    assert not any(str(tmp_path).encode() in data for data in one.values() if isinstance(data, bytes)), "a path of this machine is published"


def test_a_build_after_an_edit_is_the_one_that_remembers_nothing(tmp_path: Path) -> None:
    """What other pages, lists, the search and the exports show of a claim is made anew with it."""
    clone = tmp_path / "clone"
    before = built(HARBOUR, clone, HERE, 0o022, 1, backwards=False)
    topic = clone / "content/claims/supply.yaml"
    text = topic.read_text(encoding="utf-8")
    was = "sent two of its ships to Pell on Wednesday, 10 May 2017."
    assert was in text
    topic.write_text(text.replace(was, "sent two of its own ships to Pell on Wednesday, 10 May 2017."), encoding="utf-8")

    after = build(clone, HERE, 0o022)

    changed = {name for name in after if before.get(name) != after[name]}
    shown_on = ("actors/seaward-lines", "claims/supply", "geography/pell", "sources/courier-2017-05-12")
    assert {*(f"{page}/index.html" for page in shown_on), "data/claims.json", "search/search_index.json"} <= changed
    assert any(name not in changed for name in after if name.endswith(".html")), "every page changed: nothing was remembered"
    assert build(clone, THERE, 0o022, "--no-cache") == after
