"""What the README shows is what the project does: its claim is in the content, its message is the message."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from tests.support import ROOT, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
CLAIMS = "content/claims/taliban-forces.yaml"


def test_the_claim_in_the_readme_is_the_one_in_the_content() -> None:
    found = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert found
    [shown] = yaml.load(found[1], Loader=yaml.BaseLoader)
    claims = yaml.load((ROOT / CLAIMS).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["claims"]
    assert shown in claims


def test_the_message_in_the_readme_is_what_the_change_it_describes_gives(tmp_path: Path) -> None:
    for folder in ("content", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / CLAIMS
    path.write_text(path.read_text(encoding="utf-8").replace("any trained pilots\n", "any skilled pilots\n"), encoding="utf-8")

    result = run("--project", tmp_path, "check")

    assert result.code == 1
    assert " ".join(README.split()).count(" ".join(result.err.splitlines()[0].split())) == 1


def test_every_file_and_folder_the_readme_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(r"^\| `([a-z]+/)` \|", README, re.MULTILINE)
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).exists()] == []
