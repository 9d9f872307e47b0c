"""A site as `explainer new` makes it, for the commands of the editor's desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.desk.new import new


@pytest.fixture
def site(tmp_path: Path) -> Path:
    new(tmp_path / "site")
    return tmp_path / "site"
