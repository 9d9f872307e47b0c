"""The reference of all fields, as Markdown, made from the models: docs/guide/fields.md. `python -m generator.fields` renews it."""

from __future__ import annotations

import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from generator import schemas

COMMITTED = Path(__file__).parent.parent / "docs/guide/fields.md"
_INTRO = """\
# Every field

Made from the generator's models by `python -m generator.fields`; do not edit it here. Your editor shows the same words when you rest
the pointer on a field. A field in **bold** must be written; all others may be left out with their key.
"""
_PLACES = {"site": "content/site.yaml", "claims": "content/claims/<topic>.yaml"}


def reference() -> str:
    """The whole page."""
    parts, told = [_INTRO], set()
    for kind, model in schemas.KINDS.items():
        parts.append(f"## {_PLACES.get(kind, f'content/{kind}/<id>.yaml')}\n")
        waiting = [model]
        while waiting:
            record = waiting.pop(0)
            if record in told:
                continue
            told.add(record)
            parts += [f"### {record.__name__}\n", f"{' '.join((record.__doc__ or '').split())}\n", *_rows(record)]
            waiting += [inner for hint in schemas.hints(record).values() for inner in _records(hint)]
    return "\n".join(parts)


def _rows(record: type[BaseModel]) -> Iterator[str]:
    yield "| field | what it is | shape |\n|---|---|---|"
    for name, hint in schemas.hints(record).items():
        info = record.model_fields[name]
        key = f"**`{info.alias or name}`**" if info.is_required() else f"`{info.alias or name}`"
        words = info.description or ""
        if values := schemas.choices(hint):
            words += ": " + "; ".join(f"`{value}` ({schemas.meaning(info, value)})" for value in values)
        if isinstance(info.default, str | bool | int | float):
            words += f". Left out, it is `{str(info.default).lower() if isinstance(info.default, bool) else info.default}`"
        yield f"| {key} | {words.replace('|', '&#124;')} | {_shape(hint)} |"
    yield ""


def _shape(hint: Any) -> str:
    inner = _records(hint)
    many = "list of " if _is_list(hint) else ""
    if inner:
        return f"{many}[{inner[0].__name__}](#{inner[0].__name__.lower()})"
    if schemas.choices(hint):
        return many + "one of these words"
    described = next((part.description for part in _annotations(hint) if getattr(part, "description", None)), "")
    return many + (described or {"bool": "true or false", "int": "whole number", "float": "number"}.get(_bare(hint), "text"))


def _annotations(hint: Any) -> list[Any]:
    if get_origin(hint) is Annotated:
        return [*get_args(hint)[1:], *_annotations(get_args(hint)[0])]
    return [found for part in get_args(hint) if get_origin(hint) is not Literal for found in _annotations(part)]


def _bare(hint: Any) -> str:
    if get_origin(hint) in (Annotated, Union, types.UnionType, tuple):
        return _bare(get_args(hint)[0])
    return str(getattr(hint, "__name__", ""))


def _is_list(hint: Any) -> bool:
    return get_origin(hint) is tuple or (get_origin(hint) in (Union, types.UnionType, Annotated) and any(_is_list(part) for part in get_args(hint)))


def _records(hint: Any) -> list[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return [hint]
    return [found for part in get_args(hint) if get_origin(hint) is not Literal for found in _records(part)]


if __name__ == "__main__":
    COMMITTED.write_text(reference(), encoding="utf-8", newline="\n")
