"""The schemas for editors: fresh, complete, and of one mind with the loader, for whole content and for every way to break its form."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from generator import loader, project_schemas, schemas
from generator.models.base import Record
from tests.support import HARBOUR, ROOT, copy_of, harbour, run, site_of

SAMPLES = {
    "^(mailto": "mailto:desk@example.org",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "2019-03-04",
    "^[a-z0-9]+": "mira-dol",
    "^[0-9]{4}": "2019-03-04~",
    "^https": "https://example.org/a",
    "^[a-z]{2": "fa",
    "^[0-9a-f]{64}": "ab" * 32,
}
PLACES = {"sources": "content/sources/{}.yaml", "site": "content/site.yaml"}


class CoreLoader(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 does, and so as editors do: no dates, no NO, no 12:30."""

    yaml_implicit_resolvers: ClassVar[dict[Any, Any]] = {}


for tag, pattern, first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


class Dumper(yaml.CSafeDumper):
    """Writes nothing at all for None, as an editor leaves it."""


Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def validator(kind: str, known: schemas.Known | None = None) -> Draft202012Validator:
    return Draft202012Validator(schemas.schema(kind, known))


def content_files(project: Path) -> list[tuple[str, str, Path]]:
    """Kind, name and path of every content file."""
    found = []
    for path in sorted((project / "content").rglob("*.yaml")):
        name = path.relative_to(project).as_posix()
        found.append((name.split("/")[1].removesuffix(".yaml"), name, path))
    return found


def test_the_committed_schemas_are_those_of_the_models() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in schemas.COMMITTED.glob("*")}
    assert committed == schemas.schemas(), "run: python -m generator.schemas"


@pytest.mark.parametrize("kind", schemas.KINDS)
def test_a_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(schemas.schema(kind))


@pytest.mark.parametrize("project", [HARBOUR, ROOT], ids=["harbour", "the real content"])
def test_content_without_problems_has_none_in_an_editor(project: Path) -> None:
    files = content_files(project)
    assert len(files) > 20
    known = project_schemas.known(site_of(project))
    for kind, name, path in files:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=CoreLoader)
        found = [error.message for error in validator(kind, known).iter_errors(data)]
        assert (name, found) == (name, [])


def every_record() -> Iterator[type[BaseModel]]:
    waiting: list[type[BaseModel]] = [Record]
    while waiting:
        record = waiting.pop()
        waiting += record.__subclasses__()
        if record.__module__.startswith("generator.models") and record.model_fields:
            yield record


def test_every_field_and_every_value_of_a_closed_list_is_described_on_one_line() -> None:
    fields = [(record, name, info) for record in every_record() for name, info in record.model_fields.items()]
    assert len(fields) > 130
    for record, name, info in fields:
        assert info.description, f"{record.__name__}.{name} has no description"
        assert len(info.description) < 121 and "\n" not in info.description and not info.description.endswith("."), info.description
        values = schemas.choices(schemas.hints(record)[name])
        assert all(schemas.meaning(info, value) for value in values)
        if values:
            assert isinstance(info.json_schema_extra, dict)
            assert len(info.json_schema_extra["meanings"]) == len(values)  # type: ignore[arg-type]


# agreement with the loader


def whole(schema: Any) -> Any:
    """Data with every field filled that a schema allows."""
    if "properties" in schema and schema.get("maxProperties") != 1:
        return {key: whole(part) for key, part in schema["properties"].items()}
    if schema.get("type") == "array":
        return [whole(schema["items"])]
    if "enum" in schema:
        return schema["enum"][-1]
    if schema.get("type") == "boolean":
        return True
    if schema.get("type") in ("integer", "number"):
        return schema.get("minimum", 1)
    return next((sample for start, sample in SAMPLES.items() if schema["pattern"].startswith(start)), "seven boats")


def sound(kind: str) -> Any:
    data = whole(schemas.schema(kind))
    if kind == "explainers":
        data["sections"][0] |= {"show": "question"}
    return data


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of the data with another value at the path; `...` takes the value away."""
    data = copy.deepcopy(data)
    at = data
    for step in path[:-1]:
        at = at[step]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return data


def paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, step), value
        yield from paths(value, (*path, step))


def faults(data: Any) -> Iterator[tuple[str, Any]]:
    """Every way to break the form of the data at one place, with words for it."""
    for path, value in paths(data):
        at = ".".join(map(str, path))
        yield f"{at} is left out", changed(data, path, ...)
        yield f"{at} is empty", changed(data, path, None)
        yield f"{at} is blank", changed(data, path, "  ")
        yield f"{at} is a text", changed(data, path, "Quay 7 / :")
        yield f"{at} is an id", changed(data, path, "quay")
        yield f"{at} is a list", changed(data, path, ["quay"])
        yield f"{at} is a list of nothing", changed(data, path, [])
        yield f"{at} is a number", changed(data, path, 7)
        yield f"{at} is a year", changed(data, path, 2019)
        yield f"{at} is a group", changed(data, path, {"quay": "x"})
        yield f"{at} is an empty group", changed(data, path, {})
        if isinstance(path[-1], str):
            yield f"{at} is misspelt", changed(changed(data, path, ...), (*path[:-1], f"{path[-1]}x"), value)
            yield f"{at} is in capitals", changed(changed(data, path, ...), (*path[:-1], path[-1].swapcase()), value)
    yield "everything is a list", [data]
    yield "everything is text", "quay"


def verdict_of_the_loader(kind: str, data: Any) -> list[str]:
    """The problems of form: those of the file's name are none of the schema's business."""
    name = PLACES.get(kind, f"content/{kind}/{{}}.yaml").format("mira-dol")
    raw = yaml.dump(data, Dumper=Dumper, allow_unicode=True).encode()
    return [str(problem) for problem in loader.load_file(name, raw).problems if problem.check != "id-file-name"]


@pytest.mark.parametrize("kind", schemas.KINDS)
def test_what_the_loader_refuses_the_schema_refuses_and_nothing_else(kind: str) -> None:
    data = sound(kind)
    judge = validator(kind)
    assert verdict_of_the_loader(kind, data) == []
    assert [error.message for error in judge.iter_errors(data)] == []
    cases = list(faults(data))
    refused = 0
    for words, broken in cases:
        problems = verdict_of_the_loader(kind, broken)
        refused += bool(problems)
        assert judge.is_valid(broken) == (not problems), f"{kind}: {words}: {problems or 'the loader takes it'}"
    assert refused > len(cases) / 2 > 30


def test_what_goes_with_what_in_a_section_and_a_speaker_is_judged_alike() -> None:
    sections = [{"heading": "x", "text": "y"}, {"heading": "x", "show": "timeline"}, {"heading": "x", "show": "question", "question": "q"}]
    sections += [{"heading": "x"}, {"heading": "x", "show": "question"}, {"heading": "x", "text": "y", "question": "q"}]
    speakers: list[Any] = ["a", {"name": "A B"}, {"entity": "a"}, {}, {"name": "A", "entity": "a"}, {"nam": "A"}]
    verdicts = []
    for section in sections:
        data = sound("explainers") | {"sections": [section]}
        verdicts.append((validator("explainers").is_valid(data), not verdict_of_the_loader("explainers", data)))
    for speaker in speakers:
        data = changed(sound("claims"), ("claims", 0, "speaker"), speaker)
        verdicts.append((validator("claims").is_valid(data), not verdict_of_the_loader("claims", data)))
    yes, no = (True, True), (False, False)
    assert verdicts == [yes, yes, yes, no, no, no, yes, yes, yes, no, no, no]


# the schemas of a project


def test_the_schemas_of_a_project_offer_its_ids_and_demand_none(tmp_path: Path) -> None:
    project = copy_of(HARBOUR, tmp_path / "harbour")
    result = run("--project", project, "schemas")
    assert (result.code, result.out) == (0, "7 schemas (7 changed): build/schemas\n")
    assert run("--project", project, "schemas").out == "7 schemas (0 changed): build/schemas\n"
    claims = json.loads((project / "build/schemas/claims.json").read_text(encoding="utf-8"))
    offered = dict(zip(claims["$defs"]["sources"]["enum"], claims["$defs"]["sources"]["enumDescriptions"], strict=True))
    assert offered["ledger-2017-05-09"] == "Island Ledger, 2017-05-09"
    assert "samira-halvani" in claims["$defs"]["entities"]["enum"]
    fresh = changed(sound("claims"), ("claims", 0, "about", 0), "typed-a-moment-ago")
    assert Draft202012Validator(claims).is_valid(fresh)


def test_every_kind_of_id_that_a_field_names_is_known_in_a_project() -> None:
    known = project_schemas.known(harbour())
    named = set()
    for record in every_record():
        for hint in schemas.hints(record).values():
            named |= {part for part in known if f"'ids': '{part}'" in repr(hint)}
    assert named == set(known) and all(known.values())
