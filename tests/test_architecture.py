"""The table of modules in CONTRIBUTING.md, held against the code: it names every module once, and imports only go up."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support import ROOT

GENERATOR = ROOT / "generator"
ROW = re.compile(r"^\| ((?:`[a-z_]+/?`(?:, )?)+) \|", re.MULTILINE)


def rows() -> list[list[str]]:
    """The names in the first column, row by row; packages with a stroke behind."""
    return [re.findall(r"`([a-z_]+/?)`", row) for row in ROW.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))]


def unit(path: Path) -> str:
    return path.relative_to(GENERATOR).parts[0].removesuffix(".py")


def imports() -> Iterator[tuple[str, str, str]]:
    """Every import from one module or package of the generator to another, also those inside functions: (from, to, file)."""
    for path in sorted(GENERATOR.glob("[!_]*.py")) + sorted(GENERATOR.glob("*/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "generator" else [node.module]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                if name.startswith("generator.") and not name.startswith("generator.__") and name.split(".")[1] != unit(path):
                    yield unit(path), name.split(".")[1], str(path.relative_to(ROOT))


def test_the_table_names_every_module_once() -> None:
    modules = {path.stem for path in GENERATOR.glob("*.py") if not path.stem.startswith("__")}
    packages = {f"{path.parent.name}/" for path in GENERATOR.glob("*/__init__.py")}
    named = [name for row in rows() for name in row]
    assert sorted(named) == sorted(modules | packages)


def test_a_module_imports_only_from_its_own_row_and_from_rows_above() -> None:
    rank = {name.rstrip("/"): number for number, row in enumerate(rows()) for name in row}
    assert [f"{file}: {to}" for one, to, file in imports() if rank[to] > rank[one]] == []


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    of: dict[str, set[str]] = {}
    for one, to, _ in imports():
        of.setdefault(one, set()).add(to)
    left = set(of)
    while free := {name for name in left if not of[name] & left}:
        left -= free
    assert left == set()
