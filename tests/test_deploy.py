"""docs/deploy.md does what it says: its commands are executed, and so are the steps of the Containerfile, as far as there is an engine for it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from generator import commands
from tests.support import HARBOUR, ROOT, snapshot

DEPLOY = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")
CONTAINER = (ROOT / "docs/Containerfile").read_text(encoding="utf-8")
BUILD, COPY, VERIFY = re.findall(r"```sh\n(.*?)```", DEPLOY, re.DOTALL)


def execute(folder: Path, script: str, **more: str) -> None:
    given = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "ARGS"}  # of the make that runs us
    environment = {**given, "PYTHONPATH": str(folder), "PYTHON": "/bin/false", "PIP_NO_INDEX": "1", **more}
    command = ["bash", "--noprofile", "--norc", "-eu", "-o", "pipefail", "-c", script]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, f"{script}\n{ran.stdout}\n{ran.stderr}"


def copied(folder: Path) -> Path:
    """A folder with what the first stage of the Containerfile copies, and no more; the content is the invented topic."""
    stage = CONTAINER.split("FROM ")[1]
    lines = re.findall("^COPY (.+)$", stage, re.MULTILINE)
    assert len(lines) == 7
    folder.mkdir()
    for line in lines:
        *names, target = shlex.split(line)
        for name in names:
            source = (HARBOUR if name in ("content", "seeds") else ROOT) / name
            if source.is_dir():
                shutil.copytree(source, folder / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, folder / target)
    (folder / ".venv").symlink_to((ROOT / ".venv").resolve())
    for path in folder.glob("requirements/*.txt"):
        os.utime(path, (0, 0))  # older than the environment's stamp
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after the first stage: every RUN but the installation of make, which needs a container's package manager."""
    if not (ROOT / ".venv/.runtime-stamp").exists():
        pytest.skip("the environment was not made by `make`, so the folder cannot use it")
    folder = copied(tmp_path_factory.mktemp("container") / "project")
    install, build = re.findall("^RUN (.+)$", CONTAINER, re.MULTILINE)
    assert install.startswith("apt-get update && apt-get install")
    assert build == "make site"
    execute(folder, BUILD)  # the same with an address, as the page has it
    return folder


def test_what_the_containerfile_copies_is_enough_to_build(built: Path) -> None:
    assert (built / "site/index.html").is_file()
    assert "https://example.org/panjshir/" in (built / "site/sitemap.xml").read_text("utf-8")


def test_what_the_containerfile_copies_is_enough_to_install(built: Path, tmp_path: Path) -> None:
    """Of `pip install --editable .` the part that reads the project's files; without an index and into a folder."""
    system = tomllib.loads((built / "pyproject.toml").read_text("utf-8"))["build-system"]
    script = f"import sys; sys.path[:0] = {system.get('backend-path', [])}; import {system['build-backend']} as it; it.build_editable(sys.argv[1])"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=built, check=True, capture_output=True)
    assert list(tmp_path.glob("explainer-*.whl"))


def test_what_nginx_is_told_is_there(built: Path) -> None:
    settings = (ROOT / "docs/nginx.conf").read_text("utf-8")
    for named in re.findall(r"error_page 404 /(\S+);", settings):
        assert (built / "site" / named).is_file()
    target = re.findall("^COPY --from=build /project/site (.+)$", CONTAINER, re.MULTILINE)
    assert target == re.findall(r"root (\S+);", settings)
    assert settings.count("{") == settings.count("}")
    [workdir] = re.findall("^WORKDIR (.+)$", CONTAINER, re.MULTILINE)
    assert workdir == "/project"


def test_each_copy_is_a_generation_of_its_own_and_the_link_is_turned_over(built: Path, tmp_path: Path) -> None:
    server = tmp_path / "a server"
    execute(built, COPY, SERVER=str(server))
    first = (server / "current").resolve()
    assert snapshot(server / "current") == snapshot(built / "site")

    (built / "site/index.html").write_text("the next generation", encoding="utf-8")
    execute(built, COPY.replace("%SZ", "%S-2Z"), SERVER=str(server))
    assert (server / "current/index.html").read_text("utf-8") == "the next generation"
    assert (first / "index.html").is_file()
    assert sorted(path.name for path in server.iterdir()) == ["current", "releases"]


def test_the_copy_proves_itself(built: Path, tmp_path: Path) -> None:
    if "verify" not in commands.names():
        pytest.skip("there is no `explainer verify` yet")
    execute(built, "make site", SERVER="")
    execute(built, COPY, SERVER=str(tmp_path))
    execute(built, VERIFY.replace("python ", f"{sys.executable} "), SERVER=str(tmp_path))
    (tmp_path / "current/404.html").write_text("changed", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"404\.html"):
        execute(built, VERIFY.replace("python ", f"{sys.executable} "), SERVER=str(tmp_path))


def test_every_file_the_page_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", DEPLOY)
    assert len(links) >= 4
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
