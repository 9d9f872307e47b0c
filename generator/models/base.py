"""The ground all records stand on: strict pydantic base and the small types that fields are made of.

Every scalar arrives from the reader as text (or None for an empty one) and takes its type here. Unknown keys are forbidden.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from generator import dates

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Record(BaseModel):
    """Base of everything curated: frozen, and an unknown key is a problem."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, hide_input_in_errors=True)


def _id(value: str) -> str:
    if len(value) > 80 or not _ID.fullmatch(value):
        raise ValueError(f'"{value}" is not an id: use lower-case letters, digits and single hyphens, at most 80 characters')
    return value


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; write something or leave the key out")
    return " ".join(value.split())


def _prose(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; write something or leave the key out")
    return value


def _edtf(value: str) -> str:
    dates.parse(value)
    return value


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"'\\`{}|^]+", value):
        raise ValueError(f'"{value}" is not a web address: it starts with https:// or http:// and holds no spaces')
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(f'"{value}" is not a language tag (BCP 47): write en, fa or zh-Hant')
    return value


Id = Annotated[str, AfterValidator(_id), Field(description="kebab-case ASCII, at most 80 characters; stable for ever")]
Text = Annotated[str, AfterValidator(_text), Field(description="plain text on one line; no markup")]
Quoted = Annotated[str, AfterValidator(_prose), Field(description="words exactly as a source prints them")]
ProseText = Annotated[str, AfterValidator(_prose), Field(description="prose: paragraphs, lists, *emphasis*, [@claim-id] citations")]
Edtf = Annotated[str, AfterValidator(_edtf), Field(description="a date in EDTF: 2021-08-20, 2021-08, 2021-08-22~, A/B")]
Url = Annotated[str, AfterValidator(_url), Field(description="an http(s) address")]
Language = Annotated[str, AfterValidator(_language), Field(description="a BCP 47 language tag")]
