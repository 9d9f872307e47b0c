"""An installed generator makes sites without a checkout: the wheel holds what a site needs, and a project overrides it file by file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support import ROOT, Run

SOURCES = (".vscode", "generator", "templates", "mkdocs.yml", "pyproject.toml", "README.md", "LICENSE")
WHEEL = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


def build_wheel(folder: Path, into: Path) -> Path:
    done = subprocess.run([sys.executable, "-c", WHEEL, str(into)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return into / done.stdout.strip()


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a wheel is built from, so that a test may change its dates."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in filter(lambda name: (ROOT / name).exists(), SOURCES):
        source = ROOT / name
        shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__")) if source.is_dir() else shutil.copy(
            source, folder / name
        )
    return folder


@pytest.fixture(scope="module")
def installed(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel was unpacked: what an installer does with a wheel that holds only a package."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = build_wheel(checkout, tmp_path_factory.mktemp("wheel"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def explainer(installed: Path, project: Path, *arguments: str) -> Run:
    """The command line of the installed generator, run in the project's folder; nothing of the checkout is on its path."""
    variables = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-P", "-m", "generator", *arguments]
    done = subprocess.run(command, cwd=project, env=variables, capture_output=True, text=True, timeout=120, check=False)
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def site(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site made and built by the installed generator."""
    folder = tmp_path_factory.mktemp("elsewhere")
    made = explainer(installed, folder, "new", "lake")
    assert made.code == 0, made.err
    built = explainer(installed, folder / "lake", "build")
    assert (built.code, built.err) == (0, "")
    return folder / "lake"


def test_the_wheel_lists_every_file_it_holds_and_two_builds_of_one_commit_are_the_same(checkout: Path, tmp_path: Path) -> None:
    wheels = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        wheels.append(build_wheel(checkout, tmp_path / name))
        for path in checkout.rglob("*.j2"):
            os.utime(path, (1, 1))

    with zipfile.ZipFile(wheels[0]) as archive:
        names = archive.namelist()
        record = archive.read(next(name for name in names if name.endswith("/RECORD"))).decode("utf-8")
    assert sorted(line.split(",")[0] for line in record.splitlines()) == sorted(names)
    templates = {f"generator/data/shipped/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert templates | {"generator/data/shipped/mkdocs.yml", "generator/data/words/en.json"} <= set(names)
    assert wheels[0].read_bytes() == wheels[1].read_bytes()


def test_a_site_of_the_installed_generator_has_its_templates_styles_and_theme_layer(site: Path) -> None:
    page = (site / "site/index.html").read_text(encoding="utf-8")

    assert "assets/explainer.css" in page and (site / "site/assets/explainer.css").is_file()
    assert "application/ld+json" in page  # made by the theme layer
    assert not (site / "templates").exists()


def test_a_project_overrides_page_template_style_sheet_and_theme_file_by_file(installed: Path, site: Path, tmp_path: Path) -> None:
    project = tmp_path / "lake"
    shutil.copytree(site, project, ignore=shutil.ignore_patterns("site", "build"))
    own = {
        "pages/corrections.md.j2": "# Our own corrections page\n",
        "assets/explainer.css": "/* our own style */\n",
        "assets/harbour.txt": "a file of our own\n",
        "theme/partials/copyright.html": "<p>Our own footer</p>\n",
    }
    for name, text in own.items():
        path = project / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    built = explainer(installed, project, "build")

    assert (built.code, built.err) == (0, "")
    page = (project / "site/corrections/index.html").read_text(encoding="utf-8")
    assert "Our own corrections page" in page and "Our own footer" in page
    assert "application/ld+json" in (project / "site/index.html").read_text(encoding="utf-8")  # the shipped main.html still stands
    assert (project / "site/assets/explainer.css").read_text(encoding="utf-8") == "/* our own style */\n"
    assert (project / "site/assets/harbour.txt").is_file() and (project / "site/assets/explainer.js").is_file()
