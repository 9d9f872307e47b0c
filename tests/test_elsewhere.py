"""What other repositories use: the hooks for pre-commit and the GitHub Action. Their scripts are run here, less the installing."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import commands
from tests.support import HARBOUR, ROOT, copy_of

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The harbour in a folder whose name a careless script would split, and `explainer` where the action puts it."""
    for place in (tmp_path / "temp/explainer/bin", tmp_path / "path"):
        place.mkdir(parents=True)
        command = place / "explainer"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', encoding="utf-8")
        command.chmod(0o755)
    return copy_of(HARBOUR, tmp_path / "a harbour")


def bash(script: str, project: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step's script as GitHub runs it."""
    tools = f"{project.parent / 'path'}{os.pathsep}{os.environ['PATH']}"
    fixed = {"RUNNER_TEMP": str(project.parent / "temp"), "PYTHONPATH": str(ROOT), "PATH": tools}
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(shell, cwd=project, env={**os.environ, **fixed, **variables}, capture_output=True, text=True, check=False)


def spoil(project: Path) -> None:
    path = project / "content/geography/pell.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: city", "kind: town"), encoding="utf-8")


def test_the_action_says_each_problem_at_its_line_and_fails(project: Path) -> None:
    script = STEPS["Check the content"]["run"]
    good = bash(script, project, PROJECT=str(project), STRICT="false")
    assert (good.returncode, good.stderr) == (0, "")
    assert bash(script, project, PROJECT=str(project), STRICT="true").returncode == 0
    spoil(project)
    bad = bash(script, project, PROJECT=str(project), STRICT="false")
    assert bad.returncode == 1
    assert bad.stdout.startswith("::error file=content/geography/pell.yaml,line=3,")


def test_the_action_checks_the_style_where_it_is_asked_to(project: Path) -> None:
    step = STEPS["Check the style"]
    assert step["if"] == "inputs.style == 'true'"
    assert bash(step["run"], project, PROJECT=str(project)).returncode == 1
    assert bash('explainer --project "$PROJECT" fmt', project, PROJECT=str(project)).returncode == 0
    assert bash(step["run"], project, PROJECT=str(project)).returncode == 0


def test_the_action_installs_what_is_locked_and_takes_no_input_into_a_script() -> None:
    assert ACTION["runs"]["using"] == "composite"
    script = STEPS["Install the generator"]["run"]
    for name in re.findall(r"\$ACTION/([\w./-]+)", script):
        assert (ROOT / name).is_file()
    assert "--require-hashes" in script
    for step in STEPS.values():
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]  # an input could hold a command; it goes through the environment
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(ACTION["inputs"])


def test_the_hooks_run_on_what_they_are_given(project: Path) -> None:
    assert [hook["id"] for hook in HOOKS] == ["explainer-check", "explainer-fmt"]
    for hook in HOOKS:
        assert shlex.split(hook["entry"])[1] in commands.names() and hook["language"] == "python"
        matched = [p for p in ("content/site.yaml", "content/actors/x.yaml", "seeds/x.txt", "README.md") if re.search(hook["files"], p)]
        assert matched == (["content/site.yaml", "content/actors/x.yaml", "seeds/x.txt"] if "check" in hook["id"] else matched[:2])
    check, fmt = (hook["entry"] for hook in HOOKS)
    assert bash(check, project).returncode == 0
    assert bash(f"{fmt} content/site.yaml", project).returncode == 0
    assert (project / "content/site.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server: ")
    spoil(project)
    assert bash(check, project).returncode == 1
