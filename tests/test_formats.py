"""All output formats tell the same: the same problems at the same places, whatever characters they hold."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from pydantic import BaseModel
from sarif_pydantic import Sarif

from generator import formats
from generator.formats import text
from generator.problems import Location, Problem
from tests import examples
from tests.support import ROOT, run

Told = tuple[str, int, int, str, str, str]
"""A problem as a format tells it: path, line, column, check, severity, message."""

ODD = [
    Problem(Location("content/claims/a b, 100%.yaml", 7, 12), "quote-not-found", 'nearest: "[-shut-]{+open+}" <at> 100% & more'),
    Problem(Location("content/actors/x.yaml", 1, 1), "field-value", "a colon: a comma, a semicolon; a double colon::set-output name=a::b"),
    Problem(Location("content/actors/x.yaml", 2, 3), "alias-twice", "the spelling “سميرا حلواني” and 🚢 é \\ ' ` stand here", "warning"),
    Problem(Location("content/actors/é:ü.yaml", 90000, 400), "yaml-syntax", "]]> --> <!-- ${{ secrets }} %0A %25"),
]
BROKEN = """
gazette: Noor Tal crossed the Sarun Pass. A 100% toll & more was paid at “the gate”.
claims:
  - {}
  - {text: "سلام 🚢: Noor Tal paid.", quote: Noor Tal <b>paid</b> 100% & more, about: [noor-tal, nobody]}
short_answer: "🚢 سلام: Noor Tal crossed 100% of it."
text: "He did. <i>Really</i>: 100%, “yes” & no [@claim-9]."
"""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with several problems in several files, of odd characters."""
    return examples.write(tmp_path_factory.mktemp("broken"), BROKEN)


def of_text(output: str) -> list[Told]:
    found = []
    for line in output.splitlines()[:-1]:
        path, row, column, check, warning, message = re.fullmatch(r"(.+?):(\d+):(\d+): \[([\w-]+)\] (warning: )?(.*)", line).groups()  # type: ignore[union-attr]
        found.append((path, int(row), int(column), check, "warning" if warning else "error", message))
    return found


def of_json(output: str) -> list[Told]:
    return [tuple(one[key] for key in ("path", "line", "column", "check", "severity", "message")) for one in json.loads(output)["problems"]]  # type: ignore[misc]


def of_github(output: str) -> list[Told]:
    """As the runner of GitHub Actions reads workflow commands: `::name key=value,…::data`, with the properties unescaped after the split."""
    found = []
    for line in output.splitlines():
        severity, properties, message = re.fullmatch(r"::(\w+) ([^\n]*?)::(.*)", line).groups()  # type: ignore[union-attr]
        values = dict(pair.split("=", 1) for pair in properties.split(","))
        plain = {key: _unescaped(value, ":", ",") for key, value in values.items()}
        found.append((plain["file"], int(plain["line"]), int(plain["col"]), plain["title"], severity, _unescaped(message)))
    return found


def _unescaped(value: str, *more: str) -> str:
    for letter in ("\r", "\n", *more):
        value = value.replace(f"%{ord(letter):02X}", letter)
    return value.replace("%25", "%")


def of_sarif(output: str) -> list[Told]:
    run = json.loads(output)["runs"][0]
    found = []
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        path, region = unquote(place["artifactLocation"]["uri"]), place["region"]
        found.append((path, region["startLine"], region["startColumn"], result["ruleId"], result["level"], result["message"]["text"]))
    return found


def of_junit(output: str) -> list[Told]:
    found = []
    for case in ElementTree.fromstring(output.encode()).iter("testcase"):
        path, row, column = re.fullmatch(r"(.+):(\d+):(\d+)", case.get("name", "")).groups()  # type: ignore[union-attr]
        failure, note = case.find("failure"), case.findtext("system-out")
        line = (failure.text if failure is not None else note) or ""
        message = line.partition(f"[{case.get('classname')}] ")[2].removeprefix("warning: ")
        if failure is not None:
            assert failure.get("message") == message
        severity = "error" if failure is not None else "warning"
        found.append((path, int(row), int(column), case.get("classname", ""), severity, message))
    return found


READERS: dict[str, Callable[[str], list[Told]]] = {"text": of_text, "json": of_json, "github": of_github, "sarif": of_sarif, "junit": of_junit}


def told(problems: Sequence[Problem]) -> list[Told]:
    return [(p.location.path, p.location.line, p.location.column, p.check, p.severity, p.message) for p in problems]


def test_every_format_has_its_reader_here() -> None:
    assert set(formats.names()) == set(READERS)


@pytest.mark.parametrize("name", READERS)
def test_a_format_gives_back_each_problem_with_odd_characters(name: str) -> None:
    assert READERS[name](formats.render(name, ODD)) == told(ODD)


@pytest.mark.parametrize("name", READERS)
def test_all_formats_of_the_command_tell_the_same(name: str, broken: Path) -> None:
    plain = run("--project", broken, "check")
    other = run("--project", broken, "check", "--format", name)
    expected = of_text(plain.err)
    assert len(expected) >= 4
    assert len({path for path, *_ in expected}) >= 2
    assert READERS[name](other.err if name == "text" else other.out) == expected
    assert (plain.code, other.code) == (1, 1)


@pytest.mark.parametrize("name", [name for name in READERS if name != "text"])
def test_a_clean_project_is_told_as_clean(name: str, tmp_path: Path) -> None:
    done = run("--project", examples.write(tmp_path, "{}"), "check", "--format", name)
    assert (done.code, done.err) == (0, "")
    if name == "junit":
        assert [case.get("name") for case in ElementTree.fromstring(done.out.encode()).iter("testcase")] == ["content"]
    else:
        assert READERS[name](done.out) == []


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_a_line_end_in_a_message_starts_no_new_workflow_command(line_end: str) -> None:
    problem = Problem(Location("content/a.yaml"), "engine", f"one{line_end}::error::two")
    output = formats.render("github", [problem])
    assert output.count("\n") == 0
    assert of_github(output) == told([problem])


def test_junit_counts_its_cases_and_writes_no_character_that_xml_cannot_hold() -> None:
    problems = [*ODD, Problem(Location("content/b.yaml"), "yaml-character", "a bell \x07, a \x00 and a \ufffe")]
    suite = ElementTree.fromstring(formats.render("junit", problems).encode())
    assert (suite.get("tests"), suite.get("failures")) == ("5", "4")
    assert suite[4].find("failure").get("message") == "a bell \ufffd, a \ufffd and a \ufffd"  # type: ignore[union-attr]


def test_json_counts_errors_and_warnings() -> None:
    found = json.loads(formats.render("json", ODD))
    assert (found["errors"], found["warnings"]) == (3, 1)


def unknown_keys(model: Any, path: str = "") -> list[str]:
    """Keys that the public models of SARIF 2.1.0 do not know; they keep such keys instead of refusing them."""
    if isinstance(model, list):
        return [key for i, item in enumerate(model) for key in unknown_keys(item, f"{path}[{i}]")]
    if not isinstance(model, BaseModel):
        return []
    inner = [key for name in type(model).model_fields for key in unknown_keys(getattr(model, name), f"{path}.{name}")]
    return [f"{path}.{key}" for key in model.model_extra or {}] + inner


@pytest.mark.parametrize("problems", [ODD, []], ids=["problems", "none"])
def test_sarif_is_what_the_public_models_of_sarif_know(problems: list[Problem]) -> None:
    output = formats.render("sarif", problems)
    log = Sarif.model_validate_json(output)
    assert unknown_keys(log) == [".runs[0].columnKind"], "the models leave it out; the standard has it as a property of a run"
    assert log.version == "2.1.0"
    assert log.runs[0].tool.driver.name == "explainer"
    assert log.model_dump(by_alias=True, exclude_unset=True, mode="json") == json.loads(output), "each value keeps its type"


def test_sarif_names_each_rule_once_with_what_it_means() -> None:
    rules = json.loads(formats.render("sarif", [*ODD, *ODD]))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["alias-twice", "field-value", "quote-not-found", "yaml-syntax"]
    assert all(rule["shortDescription"]["text"] != rule["id"] for rule in rules)


def test_sarif_counts_columns_in_code_points_as_it_says(tmp_path: Path) -> None:
    project = examples.write(tmp_path, 'short_answer: "🚢🚢 is here.{.signpost} Noor Tal crossed it."\n')
    log = json.loads(run("--project", project, "check", "--only", "prose-uncited", "--format", "sarif").out)["runs"][0]
    assert log["columnKind"] == "unicodeCodePoints"
    [result] = log["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = (project / "content/explainers/who-crossed.yaml").read_text(encoding="utf-8").splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 :].startswith("Noor Tal crossed it")


def test_the_last_line_of_the_text_counts_in_words() -> None:
    assert formats.render("text", ODD).splitlines()[-1] == "3 problems and 1 warning in 3 files"
    assert formats.render("text", ODD[:1]).splitlines()[-1] == "1 problem in 1 file"
    assert formats.render("text", []) == ""


def test_colour_changes_nothing_but_the_colour() -> None:
    coloured = text.render(ODD, colour=True)
    assert "\033[" in coloured
    assert re.sub(r"\033\[\d+m", "", coloured) == text.render(ODD)


@pytest.mark.parametrize(
    ("terminal", "variables", "coloured"),
    [(True, {}, True), (True, {"NO_COLOR": ""}, True), (True, {"NO_COLOR": "1"}, False), (False, {}, False), (False, {"NO_COLOR": "1"}, False)],
)
def test_there_is_colour_on_a_terminal_only_and_never_with_no_color(broken: Path, terminal: bool, variables: dict[str, str], coloured: bool) -> None:
    pty = pytest.importorskip("pty")
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | variables
    ours, theirs = pty.openpty() if terminal else os.pipe()
    done = subprocess.run([sys.executable, "-m", "generator", "--project", broken, "check"], stderr=theirs, env=environment, cwd=ROOT, timeout=60)
    output = os.read(ours, 100_000).decode()
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 1
    assert "[" in output
    assert ("\033[" in output) == coloured


def test_an_unknown_format_is_refused_with_the_names_of_those_there_are(broken: Path) -> None:
    done = run("--project", broken, "check", "--format", "xml")
    assert done.code == 2
    assert all(name in done.err for name in READERS)
