"""The audit: each rule finds its fault at its line, what the services know is told, and silence is never taken for "nothing known".

The services are played by a server on loopback; the tools that ask it are the real ones.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.audit import advisories, locks
from tests.audit.advisories import Unreachable
from tests.audit.services import Services, playing
from tests.support import ROOT

AUDITOR = ROOT / ".venv-audit/bin/python"
HASH = "sha256:" + "0" * 64


def test_what_is_locked_here_keeps_every_rule() -> None:
    found = locks.read(ROOT)
    assert found.problems == ()
    assert {one.kind for one in found.packages} == {"PyPI", "npm"}
    assert {one.place.partition(":")[0] for one in found.packages} == {
        *(f"requirements/{path.name}" for path in ROOT.glob("requirements/*")),
        locks.NODE,
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of everything that is locked, and of what it was locked from."""
    for name in ("pyproject.toml", *(f"requirements/{path.name}" for path in ROOT.glob("requirements/*")), locks.NODE, "tests/node/package.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def _change(path: Path, old: str, new: str) -> int:
    """The line at which the first `old` was replaced."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def _version(project: Path, name: str) -> str:
    return next(one.version for one in locks.read(project).packages if one.name == name and one.place.startswith("requirements/runtime.txt"))


@pytest.mark.parametrize(
    ("name", "version", "told"),
    [
        ("jinja2", "3.1.5", "jinja2 3.1.5 is below 3.1.6 (earlier ones have known holes)"),
        ("markdown", "3.8", "markdown 3.8 is below 3.8.1"),
        ("mkdocs-material", "9.7.6", "mkdocs-material 9.7.6 is below 9.7.7"),
        ("pymdown-extensions", "11.0.0", "pymdown-extensions 11.0.0 is below 11.0.1"),
        ("click", "8.3.9", "click 8.3.9 is below 8.4 (8.3 breaks the live reload"),
        ("mkdocs", "2.0.0", "mkdocs 2.0.0 is locked, but pyproject.toml asks for mkdocs>=1.6.1,<2"),
    ],
)
def test_a_version_with_a_known_hole_is_told_at_its_line(project: Path, name: str, version: str, told: str) -> None:
    line = _change(project / "requirements/runtime.txt", f"\n{name}=={_version(project, name)}", f"\n{name}=={version}") + 1
    assert any(f"requirements/runtime.txt:{line}: {told}" in problem for problem in locks.read(project).problems)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("boats==1.0", "boats has no hash"),
        ("boats==1.0 \\\n    --hash=md5:0123", "boats has no hash, or one that is not SHA-256"),
        (f"boats==1.0 \\\n    --hash={HASH} \\\n    --hash=sha256:0123", "boats has no hash, or one that is not SHA-256"),
        (f"boats>=1.0 \\\n    --hash={HASH}", '"boats>=1.0" is not name==version'),
        ("boats @ https://boats.example/boats.whl", "an address stands here"),
        ("--index-url https://boats.example/simple", "an address stands here"),
        ("# --extra-index-url https://boats.example/simple", "an address stands here"),
        ("--find-links wheels", '"--find-links wheels" is not name==version'),
        ("-e .", '"-e ." is not name==version'),
        ("git+ssh:boats", "an address stands here"),
    ],
)
def test_a_line_that_is_not_locked_is_told_with_its_place(project: Path, lines: str, told: str) -> None:
    path = project / "requirements/cff.txt"
    count = path.read_text("utf-8").count("\n")
    path.write_text(path.read_text("utf-8") + lines + "\n", encoding="utf-8")
    problems = locks.read(project).problems
    assert any(problem.startswith(f"requirements/cff.txt:{count + 1}: {told}") for problem in problems), problems


def _entry(data: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = data["packages"]["node_modules/axe-core"]
    return entry


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: _entry(data).update(resolved="https://boats.example/axe-core.tgz"), "an address stands at axe-core"),
        (lambda data: _entry(data).update(version="git+ssh://boats.example/axe-core"), "an address stands at axe-core"),
        (lambda data: _entry(data).pop("integrity"), "axe-core has no hash"),
        (lambda data: _entry(data).update(integrity="sha1-0123"), "axe-core has no hash, or one that is not SHA-512"),
        (lambda data: _entry(data).update(link=True), "axe-core has no hash"),
        (lambda data: data["packages"][""]["dependencies"].pop("axe-core"), "it was not made from package.json as it is"),
    ],
)
def test_a_package_of_npm_that_is_not_locked_is_told(project: Path, change: Callable[[dict[str, Any]], object], told: str) -> None:
    path = project / locks.NODE
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data, indent=2), encoding="utf-8")
    [problem] = locks.read(project).problems
    place, _, text = problem.partition(": ")
    assert text.startswith(told)
    key = "" if "package.json" in told else "node_modules/axe-core"
    assert path.read_text("utf-8").split("\n")[int(place.rpartition(":")[2]) - 1] == f'    "{key}": {{'


def test_the_addresses_of_funding_are_no_addresses_of_a_registry(project: Path) -> None:
    assert '"funding"' in (project / locks.NODE).read_text("utf-8")
    assert locks.read(project).problems == ()


def test_a_lock_that_is_older_than_what_is_asked_for_is_told(project: Path) -> None:
    _change(project / "pyproject.toml", '"lxml>=6"', '"lxml>=999", "boats>=1"')
    problems = locks.read(project).problems
    assert any("is locked, but pyproject.toml asks for lxml>=999" in problem for problem in problems)
    assert any(problem.endswith("boats>=1 is locked nowhere; run: make lock") for problem in problems)


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """npm asks them as well, and asks once."""
    if not AUDITOR.exists():
        pytest.skip("pip-audit is not there; `make audit` and `make test` install it")
    with playing() as found:
        for name, value in found.variables.items():
            monkeypatch.setenv(name, value)
        yield found


def _audit(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "tests.audit", *options], cwd=ROOT, capture_output=True, text=True, timeout=120)


OSV_ENTRY = {
    "vulns": [
        {
            "id": "HOLE-1",
            "summary": "Forged marks",
            "affected": [
                {
                    "package": {"name": "markdown", "ecosystem": "PyPI"},
                    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
                }
            ],
        }
    ]
}
NPM_ENTRY = [{"id": 7, "url": "https://holes.example/7", "title": "Forged axes", "severity": "high", "vulnerable_versions": "<99", "cwe": []}]


def test_every_locked_version_is_asked_about_and_every_hole_is_told_where_it_is_locked(services: Services) -> None:
    services.known = {"markdown": OSV_ENTRY, "axe-core": NPM_ENTRY}
    done = _audit("--osv-url", services.osv)
    assert done.returncode == 1, done.stderr
    *lines, last = done.stdout.splitlines()
    locked = [one for one in locks.read(ROOT).packages if one.name in ("markdown", "axe-core")]
    assert sorted(line.rpartition(": ")[0].partition(": ")[0] for line in lines) == sorted(one.place for one in locked)
    assert all("HOLE-1 (mended in 99.1)" in line or "Forged axes (https://holes.example/7)" in line for line in lines)
    assert last.startswith(f"{len(locked)} found in ")
    wanted = {f"{one.name} {one.version}" for one in locks.read(ROOT).packages if one.kind == "PyPI"}
    assert sorted(services.asked) == sorted(wanted)


def test_where_nothing_is_known_the_audit_is_clean(services: Services) -> None:
    done = _audit("--osv-url", services.osv)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 found in ")
    assert done.stdout.endswith("no other is known\n")


def test_a_service_that_does_not_answer_is_told_and_is_no_clean_audit(services: Services) -> None:
    services.broken = 503
    done = _audit("--osv-url", services.osv)
    assert (done.returncode, done.stderr) == (3, "")
    python, node, last = done.stdout.splitlines()
    assert python.startswith("PyPI: not asked whether its ")
    assert node.startswith("npm: not asked whether its ")
    assert last.startswith("0 found in ")
    assert last.endswith("not everything was asked")


def test_offline_nobody_is_asked(services: Services) -> None:
    done = _audit("--offline", "--osv-url", services.osv)
    assert done.returncode == 0
    assert done.stdout.endswith("nobody was asked\n")
    assert services.asked == []


def test_a_package_that_the_service_passed_over_is_not_taken_for_safe(tmp_path: Path) -> None:
    """As pip-audit does with its other service, and ends with 0, where that does not know a package."""
    said = tmp_path / "said.json"
    said.write_text(json.dumps({"dependencies": [{"name": "boats", "skip_reason": "not found"}]}), encoding="utf-8")
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\ncat '{said}'\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(Unreachable, match=r"said nothing of 1 of 1 packages, such as boats 1\.0"):
        advisories.python([locks.Locked("PyPI", "boats", "1.0", "requirements/runtime.txt:1")], program)


def test_without_the_auditor_the_audit_is_not_clean(services: Services) -> None:
    done = _audit("--program", "nowhere/python")
    assert done.returncode == 3
    assert "pip-audit could not be run" in done.stdout
