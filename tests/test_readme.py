"""What the README shows is what the project does: its claim is in the content, its message is the message."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from generator import commands
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


def test_every_block_of_the_readme_is_held_against_the_project() -> None:
    """The claim and the message have tests of their own above."""
    blocks = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)
    assert [language for language, _ in blocks] == ["", "yaml", "", ""]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in blocks[0][1].splitlines():
        target = re.match(r"make (\w+) +#", line)
        assert target and f"\n{target[1]}: " in makefile
    page = (ROOT / "content/explainers/why-is-panjshir-defensible.yaml").read_text(encoding="utf-8")
    assert " ".join(blocks[2][1].split()) in " ".join(page.split())


def test_every_command_and_option_that_the_documents_name_is_there() -> None:
    named = set()
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs/deploy.md", *(ROOT / "docs/guide").glob("*.md")):
        for words in re.findall(r"(?:explainer|-m generator) ([a-z]+[^`\n]*)", path.read_text(encoding="utf-8")):
            name = words.split()[0]
            if command := commands.command(name):
                named.add(name)
                known = {option for parameter in command.params for option in parameter.opts}
                assert set(re.findall(r"(?<!\S)--[a-z-]+", words.split("#")[0].split(", `")[0])) <= known, (path.name, words)
    assert len(named) > 12
