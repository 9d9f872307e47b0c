"""What several tests share: a small project with an invented topic, as the generator leaves it for the site engine."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, and nothing of the code. The same examples each time, so that a change is
# never refused for what another one did; `HYPOTHESIS_PROFILE=explore make test` draws new ones (the scheduled workflow does).
settings.register_profile("same", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("explore", settings.get_profile("same"), derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

LONG = ("test_injection.py", "test_machine.py", "test_interruptions.py", "test_faults.py", "test_incremental.py", "test_zensical.py")
"""Files that take a minute or more: each goes to one worker as a whole, so that a worker that began the longest one last would end alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Nothing comes back. The long files first, the rest in their order."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


TINY_PAGES = {
    "index.md": "---\ntitle: Home\n---\n\n# The ferry\n\nThe ferry sank.[^1] See [the harbour](places/harbour.md#quay).\n\n[^1]: *Corvala Post*.\n",
    "places/index.md": "# Places\n\n- [Harbour](harbour.md)\n",
    "places/harbour.md": "# Harbour\n\n## The quay {#quay}\n\nSeven boats lie here. [Home](../index.md)\n",
}
TINY_BASE = "site_name: The ferry of Corvala\nnav:\n  - Home: index.md\n  - Places:\n      - places/index.md\n      - Harbour: places/harbour.md\n"
TINY_CONFIGURATION = """\
INHERIT: build/mkdocs.base.yml
docs_dir: build/docs
site_dir: site
theme: {name: material, font: false, features: [navigation.indexes]}
plugins: [search]
markdown_extensions: [attr_list, footnotes]
validation: {nav: {omitted_files: ignore}, links: {anchors: warn}}
"""


def processes_in(folder: Path) -> list[str]:
    """The ids of running processes whose working folder is `folder` (none where the system has no /proc)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink() == folder:
                found.append(process.name)
    return found


@pytest.fixture
def tiny_project(tmp_path: Path) -> Path:
    """The folder of a project whose pages were generated, and nothing built yet."""
    project = tmp_path / "a project"
    for name, text in TINY_PAGES.items():
        page = project / "build/docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    (project / "build/mkdocs.base.yml").write_text(TINY_BASE, encoding="utf-8")
    (project / "mkdocs.yml").write_text(TINY_CONFIGURATION, encoding="utf-8")
    return project
