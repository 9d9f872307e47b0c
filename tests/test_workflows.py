"""The workflows: what they may do, and that the script of each step does it, executed in order in a fresh clone.

Environments are those of this checkout, linked into the clone; steps that only GitHub has (`uses:`) are not run, which the tests name.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.audit.services import playing
from tests.external.server import ARTICLE, Server, always, answer, page
from tests.support import HARBOUR, ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SITE, LINKS, WEEKLY = (ROOT / ".github/workflows" / f"{name}.yml" for name in ("site", "links", "weekly"))
ENVIRONMENTS = {
    ".venv": ".development-stamp",
    ".venv-zensical": ".stamp",
    ".venv-cff": ".stamp",
    ".venv-audit": ".stamp",
    "tests/node/node_modules": ".stamp",
}
"""What `make test` sets up, with the stamp that says so."""


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # BaseLoader: `on` is no boolean
    return data


def steps(path: Path, job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(path)["jobs"][job]["steps"]
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_right_it_was_not_given(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert int(job["timeout-minutes"]) <= 45, name
        assert set(job["permissions"].values()) <= {"read", "write"}
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z/-]+@(?:v\d+|[0-9a-f]{40})", step["uses"]), step["uses"]
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] == "false"
            assert "${{" not in step.get("run", ""), "a value put into a script can be a command; hand it over in `env`"


def test_writing_and_running_the_content_are_never_in_one_job() -> None:
    """What builds or asks the content has no right to write; what writes runs nothing of it."""
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            if "write" in job["permissions"].values():
                assert not any(word in step.get("run", "") for step in job["steps"] for word in ("make", "generator", "pip"))


def test_the_site_is_published_from_main_only() -> None:
    workflow = read(SITE)
    assert workflow["jobs"]["deploy"]["if"] == "github.event_name == 'push' && github.ref == 'refs/heads/main'"
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert set(workflow["jobs"]["deploy"]["permissions"]) == {"pages", "id-token"}


def test_the_links_are_asked_on_days_apart_and_block_nothing() -> None:
    workflow = read(LINKS)
    assert set(workflow["on"]) == {"schedule", "workflow_dispatch"}
    assert workflow["jobs"]["ask"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["tell"]["permissions"] == {"contents": "read", "issues": "write"}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh copy of what git knows, with the environments of this checkout. Nothing may be installed into them from here."""
    if not all((ROOT / name / stamp).exists() for name, stamp in ENVIRONMENTS.items()):
        pytest.skip("the environments were not made by `make test`, so the clone cannot use them")
    folder = tmp_path / "clone"
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for name in ENVIRONMENTS:
        (folder / name).symlink_to((ROOT / name).resolve())
    for path in (*folder.glob("requirements/*.txt"), folder / "tests/node/package-lock.json"):
        os.utime(path, (0, 0))  # older than the stamps, so that make leaves the environments alone
    planned = subprocess.run(
        ["make", "--dry-run", "check", "links", "lint", "test", "audit"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
    assert not re.search("pip|npm|venv --clear", planned), planned
    return folder


def execute(clone: Path, script: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One step, as the runner starts it: `bash -e -o pipefail`."""
    plain = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "CHROMIUM", "TMPDIR")}
    environment = {**plain, "CI": "true", "PYTHON": "/bin/false", "PIP_NO_INDEX": "1", "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache"), **more}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, timeout=300)


def test_every_script_of_the_site_workflow_does_what_it_says(clone: Path) -> None:
    """Not run: checkout, setup-python, and the three actions that hand the site to GitHub Pages. `.ci/run` runs one test instead of all."""
    scripts = [step["run"] for step in steps(SITE, "build") if "run" in step]
    assert scripts == ["make check", ".ci/run", "make site"]
    assert [step["run"] for step in steps(SITE, "deploy") if "run" in step] == []

    for script in scripts:
        ran = execute(clone, script, ARGS="-q -p no:cacheprovider tests/test_spool.py" if script == ".ci/run" else "")
        assert ran.returncode == 0, f"{script}\n{ran.stdout}\n{ran.stderr}"
        if script == ".ci/run":
            assert re.search(r"\d+ passed in ", ran.stdout.splitlines()[-1])

    [upload] = [step for step in steps(SITE, "build") if step.get("uses", "").startswith("actions/upload-pages-artifact")]
    site = clone / upload["with"]["path"]
    assert (site / "index.html").is_file()
    assert not any(path.is_symlink() for path in site.rglob("*")), "GitHub Pages refuses links"


def test_a_failing_step_fails_the_workflow(clone: Path) -> None:
    claim = clone / "content/claims/taliban-forces.yaml"
    claim.write_text(claim.read_text("utf-8").replace("trained pilots\n", "skilled pilots\n"), encoding="utf-8")
    for script in ("make check", "make site"):
        assert execute(clone, script).returncode != 0
    assert not (clone / "site").exists()


def test_what_is_done_once_a_week_can_write_nothing() -> None:
    workflow = read(WEEKLY)
    assert set(workflow["on"]) == {"schedule", "workflow_dispatch"}
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", workflow["on"]["schedule"][0]["cron"])
    assert all(job["permissions"] == {"contents": "read"} for job in workflow["jobs"].values())


PROFILE = """
from hypothesis import settings
def test_examples_are_new_each_time(): assert not settings().derandomize
"""


def test_every_script_of_the_weekly_workflow_does_what_it_says(clone: Path) -> None:
    """Not run: checkout and setup-python. The services of the audit lie on loopback and know of no hole; one file of tests instead of all."""
    scripts = {name: [step for step in steps(WEEKLY, name) if "run" in step] for name in ("audit", "explore")}
    assert {name: [step["run"] for step in of_job] for name, of_job in scripts.items()} == {"audit": ["make audit"], "explore": ["make test"]}

    with playing() as services:
        ran = execute(clone, "make audit", ARGS=f"--osv-url {services.osv}", **services.variables)
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
    assert ran.stdout.endswith("no other is known\n")
    lock = clone / "requirements/cff.txt"
    lock.write_text(lock.read_text("utf-8") + "boats==1.0\n", encoding="utf-8")
    os.utime(lock, (0, 0))
    ran = execute(clone, "make audit", ARGS="--offline")
    assert ran.returncode != 0
    assert "boats has no hash" in ran.stdout

    (clone / "tests/test_new.py").write_text(PROFILE, encoding="utf-8")
    [step] = scripts["explore"]
    ran = execute(clone, step["run"], ARGS="-q -p no:cacheprovider tests/test_new.py", **step["env"])
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"


FAKE_GH = """#!/usr/bin/env bash
echo "gh $*" >> "$GH_SEEN"
if [ "$1 $2" = "issue list" ]; then echo "$OPEN_ISSUE"; fi
for ((i = 1; i <= $#; i++)); do if [ "${!i}" = --body-file ]; then j=$((i + 1)); cp "${!j}" "$GH_SEEN.body"; fi; done
"""
FAKE_LYCHEE = """#!/usr/bin/env bash
while [ $# -gt 1 ]; do if [ "$1" = --output ]; then echo "# Summary" > "$2"; fi; shift; done
[ -d "$1" ] || exit 1
exit 2
"""


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with a `gh` that notes how it is called, and lychee: the real one if this checkout has it, else one that finds fault."""
    folder = tmp_path / "programs/bin"
    folder.mkdir(parents=True)
    (folder / "gh").write_text(FAKE_GH, encoding="utf-8")
    real = shutil.which("lychee", path=f"{ROOT / '.venv-bench/bin'}{os.pathsep}{os.environ['PATH']}")
    if real:
        (folder / "lychee").symlink_to(real)
    else:
        (folder / "lychee").write_text(FAKE_LYCHEE, encoding="utf-8")
        (folder / "lychee").chmod(0o755)
    (folder / "gh").chmod(0o755)
    return folder.parent


@pytest.fixture
def server() -> Server:
    changed = page(ARTICLE + "<p>Nobody says this any more.</p>")
    return Server({"/": always(answer(body=changed)), "/gone": always(answer("410 Gone")), "/licence": always(answer(body=page("<p>CC0</p>")))})


def test_every_script_of_the_links_workflow_does_what_it_says(clone: Path, programs: Path, server: Server) -> None:
    """Not run: checkout, setup-python, cache and artifacts. The content is the invented topic, its addresses lie on loopback, `gh` takes notes."""
    for name in ("content", "seeds"):
        shutil.rmtree(clone / name)
        shutil.copytree(HARBOUR / name, clone / name)
    for path in (clone / "content").rglob("*.yaml"):
        text = re.sub(r"https?://[^\s\])\"'},]+", f"{server.url}/", path.read_text("utf-8"))
        text = re.sub(r"(?m)^url: .*$", f"url: {server.url}/site/", text)
        path.write_text(text, encoding="utf-8")
    more = {
        "LINKS_ARGS": "--allow-private 127.0.0.1 --pause 0 --timeout 5 --today 2031-05-12",
        "LYCHEE_ENV": str(programs),
        "LYCHEE_ARGS": "--max-retries 0",
        "LYCHEE_PAUSE": "1ms",
        "PATH": f"{programs / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GH_SEEN": str(clone.parent / "seen"),
        "GH_TOKEN": "none",
        "GH_REPO": "nobody/nothing",
        "OPEN_ISSUE": "",
    }
    scripts = [step["run"] for job in ("ask", "tell") for step in steps(LINKS, job) if "run" in step]
    assert scripts == [".ci/links ask", "make site", ".ci/links lychee", ".ci/links tell"]
    for script in scripts:
        ran = execute(clone, script, **more)
        assert ran.returncode == 0, f"{script}\n{ran.stdout}\n{ran.stderr}"

    kept = {step["with"]["path"] for step in steps(LINKS, "ask") if "path" in step.get("with", {})}
    assert kept == {".cache/external.json", "build/links/"}
    assert all((clone / path).exists() for path in kept)
    assert json.loads((clone / "build/links/report.json").read_text("utf-8"))["counts"]["drifted"] >= 1
    assert len([path for _, path in server.asked if path == "/"]) >= 1
    called = (clone.parent / "seen").read_text("utf-8").splitlines()
    assert [" ".join(line.split()[:3]) for line in called] == ["gh issue list", "gh issue create"]
    body = (clone.parent / "seen.body").read_text("utf-8")
    assert "## Drifted" in body
    assert "Second opinion: lychee" in body

    for open_issue, counts, wanted in (("7", None, "gh issue edit 7"), ("7", 0, "gh issue close 7"), ("", 0, "gh issue list")):
        report = clone / "build/links/report.json"
        if counts is not None:
            report.write_text(json.dumps({"counts": dict.fromkeys(("dead", "drifted", "suspicious", "moved"), counts)}), encoding="utf-8")
        assert execute(clone, ".ci/links tell", **{**more, "OPEN_ISSUE": open_issue}).returncode == 0
        assert (clone.parent / "seen").read_text("utf-8").splitlines()[-1].startswith(wanted)


def test_the_state_is_not_lost_where_asking_fails() -> None:
    [save] = [step for step in steps(LINKS, "ask") if step.get("uses", "").startswith("actions/cache/save")]
    assert save["if"] == "always()"
