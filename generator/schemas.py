"""JSON Schemas (draft 2020-12) of the content files, made from the models, for editors with a YAML language server.

They judge form as the loader does: keys, closed lists, missing fields, types. Two dialects meet here: to our reader every
scalar is text, to YAML 1.2 `2021` is a number; so a number may stand where a text is meant. Only the bare words true, false,
null and ~ need quotation marks, or an editor would offer them in every field. Must not read content: the ids that a project
has come as an argument. `python -m generator.schemas` renews the committed files.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator import models
from generator.loader import FOLDERS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
COMMITTED = Path(__file__).parent / "data/schemas"
KINDS: dict[str, type[BaseModel]] = {"site": models.Settings, **FOLDERS}
"""The model of each kind of file: the folder under content/, or `site` for content/site.yaml."""

Known = Mapping[str, Mapping[str, str]]
"""Of each kind of id (see `models.base`): the ids there are, each with a few words on what it stands for."""

_TEXT = "must be text (true, false, null and ~ in quotation marks); leave the key out where there is nothing to write"
_LIST = 'must be a list: each entry on a line of its own after "- "'
_BARE: dict[Any, dict[str, Any]] = {
    str: {"type": ["string", "number"], "errorMessage": _TEXT},
    bool: {"type": "boolean", "errorMessage": "must be true or false"},
    int: {"type": "integer"},
    float: {"type": "number"},
}


def schemas(known: Known | None = None) -> dict[str, str]:
    """The text of every schema by file name, such as `claims.json`. With `known`, references offer the ids there are."""
    return {f"{kind}.json": json.dumps(schema(kind, known or {}), ensure_ascii=False, indent=1) + "\n" for kind in KINDS}


def schema(kind: str, known: Known | None = None) -> dict[str, Any]:
    """The schema of one kind of file, a key of KINDS."""
    wanted: set[str] = set()
    root = _of_model(KINDS[kind], known or {}, wanted)
    found = {"$schema": DRAFT, "title": KINDS[kind].__name__, **root}
    if wanted:
        found["$defs"] = {
            name: {"enum": list((known or {})[name]), "enumDescriptions": list((known or {})[name].values())} for name in sorted(wanted)
        }
    return found


def modeline(name: str) -> str:
    """The first line of the content file `name` (such as content/actors/noor-tal.yaml): it names the file's schema."""
    folders = name.split("/")[1:-1]
    return f"# yaml-language-server: $schema={'../' * (len(folders) + 1)}build/schemas/{folders[0] if folders else 'site'}.json"


def hints(model: type[BaseModel]) -> dict[str, Any]:
    """The annotations of a model's fields, with what `Annotated` adds."""
    return {name: hint for name, hint in get_type_hints(model, include_extras=True).items() if name in model.model_fields}


def choices(annotation: Any) -> tuple[str, ...]:
    """The values of a closed list, of an annotation that has one; else nothing."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for part in get_args(annotation) if (found := choices(part))), ())


def meaning(info: FieldInfo, value: str) -> str:
    """What a value of a field's closed list means. Raises KeyError where nobody wrote it."""
    extra = info.json_schema_extra
    assert isinstance(extra, dict)
    of: Any = extra["meanings"]
    return str(of[value.replace("-", "_").replace(" ", "_")])


def _of_model(model: type[BaseModel], known: Known, wanted: set[str]) -> dict[str, Any]:
    properties, required = {}, []
    for name, annotation in hints(model).items():
        info = model.model_fields[name]
        key = info.alias or name
        properties[key] = {"description": ""} | _of_field(annotation, info, known, wanted) | {"description": info.description}
        if info.is_required():
            required.append(key)
    given = model.model_config.get("json_schema_extra")
    extra: dict[str, Any] = dict(given) if isinstance(given, dict) else {}
    found = {"description": " ".join((model.__doc__ or "").split()), "type": "object", "properties": properties, "additionalProperties": False}
    if required:
        found["required"] = required
    shorthand = extra.pop("shorthand", None)
    found |= extra
    if shorthand:  # one schema for both, since an error in one of two alternatives is worded badly
        bare = {key: value for key, value in properties[str(shorthand)].items() if key not in ("description", "errorMessage")}
        found = bare | found | {"type": [*bare["type"], "object"]}
    return found


def _of_field(annotation: Any, info: FieldInfo, known: Known, wanted: set[str]) -> dict[str, Any]:
    found = _of_type(annotation, known, wanted)
    for rule in info.metadata:
        if isinstance(rule, annotated_types.MinLen):
            found["minItems"] = rule.min_length
        elif isinstance(rule, annotated_types.Ge):
            found["minimum"] = rule.ge
        elif isinstance(rule, annotated_types.Le):
            found["maximum"] = rule.le
    if "enum" in found:
        found["enumDescriptions"] = [meaning(info, value) for value in found["enum"]]
    if isinstance(info.default, str | bool | int | float):
        found["default"] = info.default
    return found


def _of_type(annotation: Any, known: Known, wanted: set[str]) -> dict[str, Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _of_model(annotation, known, wanted)
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        found = _of_type(parts[0], known, wanted)
        for extra in (part.json_schema_extra for part in parts[1:] if isinstance(part, FieldInfo)):
            assert extra is None or isinstance(extra, dict)
            found |= {key: value for key, value in (extra or {}).items() if key != "ids"}
            kind = str((extra or {}).get("ids", ""))
            if known.get(kind):  # offered, not demanded: an id typed a moment ago is not in the list yet
                wanted.add(kind)
                found["anyOf"] = [{"$ref": f"#/$defs/{kind}"}, {}]
        return found
    if origin is tuple:
        return {"type": "array", "errorMessage": _LIST, "items": _of_type(parts[0], known, wanted)}
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (Union, types.UnionType):
        [only] = [part for part in parts if part is not type(None)]
        return _of_type(only, known, wanted)
    return dict(_BARE[annotation])


def main() -> None:
    """Nothing comes back. Renews the committed schemas."""
    COMMITTED.mkdir(parents=True, exist_ok=True)
    wanted = schemas()
    for path in COMMITTED.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (COMMITTED / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
