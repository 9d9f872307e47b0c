"""Words a validation error in the editor's terms: which field, what is wrong, the way out, at the line to change.

Only translates what pydantic found; it must not judge anything itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from generator.problems import Problem, nearest_name
from generator.reader import Document

EMPTY = '"{}" is empty; write something or leave the key out'


def complaints(model: type[BaseModel], errors: list[Any], document: Document, keys: tuple[str | int, ...]) -> Iterator[Problem]:
    """The problems that the entries of `ValidationError.errors()` amount to, one a mistake. `keys` lead to the record inside the document.

    A misspelt key is reported once, not again as the missing field it was meant to be; a list is not called empty because its entries failed.
    """
    unknown = [tuple(e["loc"]) for e in errors if e["type"] == "extra_forbidden"]
    for error in errors:
        loc = tuple(error["loc"])
        if error["type"] == "missing" and any(key[:-1] == loc[:-1] and _meant(str(key[-1]), [str(loc[-1])]) for key in unknown):
            continue
        if error["type"] == "too_short" and any(other["loc"][: len(loc)] == loc and len(other["loc"]) > len(loc) for other in errors):
            continue
        yield _complaint(model, error, document, keys)


def _complaint(model: type[BaseModel], error: Any, document: Document, keys: tuple[str | int, ...]) -> Problem:
    loc: tuple[str | int, ...] = tuple(error["loc"])
    name = str(loc[-1]) if loc else "the record"
    kind, given = error["type"], error.get("input")
    if kind == "extra_forbidden":
        fields = _fields(_model_at(model, loc[:-1]))
        meant = f' Did you mean "{field}"?' if (field := _meant(name, fields)) else ""
        message = f'"{name}" is not a field here.{meant} Fields are: {", ".join(fields)}'
        return Problem(document.where(*keys, *loc, key=True), "field-unknown", message)
    at = document.where(*keys, *loc)
    if kind == "missing":
        record = f' of "{given["id"]}"' if isinstance(given, dict) and isinstance(given.get("id"), str) else ""
        return Problem(at, "field-missing", f'the field "{name}"{record} is missing; {_purpose(_model_at(model, loc[:-1]), name)}')
    if given is None and _is_required(_model_at(model, loc[:-1]), name):
        return Problem(at, "field-empty", f'"{name}" is empty; {_purpose(_model_at(model, loc[:-1]), name)}')
    if given is None:
        return Problem(at, "field-empty", EMPTY.format(name))
    if kind == "literal_error":
        options = _options(_annotation_at(model, loc))
        meant = nearest_name(str(given), options)
        return Problem(at, "field-value", f'"{given}" is not a known value of "{name}".{meant} Known: {", ".join(options)}')
    if kind == "value_error":
        return Problem(at, "field-value", f'"{name}": {str(error["msg"]).removeprefix("Value error, ")}')
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return Problem(at, "field-type", f'"{name}" must be a group of fields (key: value, one a line, indented), not {_shape(given)}')
    if kind in ("tuple_type", "list_type"):
        return Problem(at, "field-type", f'"{name}" must be a list (each entry on its own line after "- "), not {_shape(given)}')
    if kind == "too_short":
        return Problem(at, "field-value", f'"{name}" is an empty list; it needs at least one entry')
    if kind == "string_type":
        return Problem(at, "field-type", f'"{name}" must be text, not {_shape(given)}')
    if kind in _PLAIN_WORDS:
        return Problem(at, "field-type", f'"{name}" must be {_PLAIN_WORDS[kind]}, not {_shape(given)}')
    return Problem(at, "field-value", f'"{name}": {error["msg"]}')


_PLAIN_WORDS = {"bool_parsing": "true or false", "float_parsing": "a number such as 0.5", "int_parsing": "a whole number"}


def _meant(given: str, fields: list[str]) -> str:
    """The field that a key is but for a slip, or an empty string. Other letter case is a slip: `Url` for `URL`."""
    folded = {field.casefold(): field for field in fields}
    close = get_close_matches(given.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def _shape(given: Any) -> str:
    return "a list" if isinstance(given, list) else "a group of fields" if isinstance(given, dict) else f'the text "{str(given)[:40]}"'


def _fields(model: type[BaseModel] | None) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()] if model else []


def _purpose(model: type[BaseModel] | None, name: str) -> str:
    for field, info in (model.model_fields if model else {}).items():
        if name in (field, info.alias) and info.description:
            return f"write it: {info.description}"
    return "write it"


def _is_required(model: type[BaseModel] | None, name: str) -> bool:
    return any(info.is_required() for field, info in (model.model_fields if model else {}).items() if name in (field, info.alias))


def _annotation_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> Any:
    """The type annotation that a location leads to, or None. List positions are passed over."""
    current: Any = model
    for step in loc:
        if isinstance(step, int):
            current = next((a for a in get_args(current) if a is not Ellipsis), None)
            continue
        owner = _model_in(current)
        if owner is None:
            return None
        info = next((i for n, i in owner.model_fields.items() if step in (n, i.alias)), None)
        current = info.annotation if info else None
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    return _model_in(_annotation_at(model, loc))


def _options(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(a) for a in get_args(annotation)]
    if get_origin(annotation) in (Union, UnionType):
        return [option for part in get_args(annotation) for option in _options(part)]
    return []
