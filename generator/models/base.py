"""The ground all records stand on: strict pydantic base and the small types that fields are made of.

Every scalar arrives from the reader as text (or None for an empty one) and takes its type here. Unknown keys are forbidden.
What an editor's program is told about a type (`pattern` and the message beside it, `ids`) stands in its `json_schema_extra`.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from generator import dates

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELDS_SET: dict[frozenset[str], set[str]] = {}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Record(BaseModel):
    """Base of everything curated: frozen, and an unknown key is a problem."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def model_post_init(self, _: Any) -> None:
        """Lets all records that set the same fields share the set of their names: of a large project these sets would be a fifth."""
        names = self.model_fields_set
        object.__setattr__(self, "__pydantic_fields_set__", _FIELDS_SET.setdefault(frozenset(names), names))


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


def _day(value: str) -> str:
    date = dates.parse(value)
    if not date.is_day or date.qualifier or "/" in value:
        raise ValueError(f'"{value}" is not one day; write it like 2021-08-20')
    return value


def _report(value: str) -> str:
    names = re.findall(r"[{}]|{[^{}]*}", value)
    if any(name not in ("{id}", "{address}") for name in names):
        raise ValueError(f'"{value}" holds braces that are neither {{id}} nor {{address}}; these two stand for the claim and its address')
    if value.startswith("mailto:"):
        if not re.fullmatch(r"mailto:[^\s<>\"'\\`|^@?]+@[^\s<>\"'\\`|^@]+", value):
            raise ValueError(f'"{value}" is not a mail address; write it like mailto:desk@example.org')
        return value
    _url(re.sub(r"{(?:id|address)}", "", value))
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(f'"{value}" is not a language tag (BCP 47): write en, fa or zh-Hant')
    return value


def _flag(value: object) -> object:
    """Only true and false: one way to write a thing, of the many that pydantic would take (yes, on, t, 1)."""
    if isinstance(value, str) and value.lower() not in ("true", "false"):
        raise PydanticCustomError("bool_parsing", "must be true or false")
    return value


def meanings(**of: str) -> dict[str, Any]:
    """What each value of a closed list means, for `json_schema_extra`; a hyphen or space in a value is written as an underscore."""
    return {"meanings": of}


_ID_SHAPE: dict[str, Any] = {
    "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "maxLength": 80,
    "patternErrorMessage": "is not an id: use lower-case letters, digits and single hyphens, at most 80 characters",
}
_NOT_EMPTY: dict[str, Any] = {"pattern": "\\S", "patternErrorMessage": "is empty; write something or leave the key out"}
_EDTF_SHAPE: dict[str, Any] = {
    "type": ["string", "integer"],
    "minimum": 1000,
    "maximum": 9999,
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?%]?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?%]?)?$",
    "patternErrorMessage": "is not an EDTF date; write it like 2021-08-20, 2021-08, 2021-08-22~ or 2021-08-27/2021-08-28",
}
_URL_SHAPE: dict[str, Any] = {
    "type": "string",
    "pattern": "^https?://[^\\s<>\"'\\\\`{}|^]+$",
    "patternErrorMessage": "is not a web address: it starts with https:// or http:// and holds no spaces",
}
_DAY_SHAPE: dict[str, Any] = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "patternErrorMessage": "is not a day; write it like 2021-08-20",
}
_REPORT_SHAPE: dict[str, Any] = {
    "type": "string",
    "pattern": r"""^(mailto:([^\s<>"'\\`|^@?{}]|\{(id|address)\})+@([^\s<>"'\\`|^@{}]|\{(id|address)\})+|"""
    r"""https?://([^\s<>"'\\`{}|^]|\{(id|address)\})+)$""",
    "patternErrorMessage": "is neither a web address nor a mailto: address, or holds braces other than {id} and {address}",
}
_LANGUAGE_SHAPE: dict[str, Any] = {
    "type": "string",
    "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    "patternErrorMessage": "is not a language tag (BCP 47): write en, fa or zh-Hant",
}

Id = Annotated[str, AfterValidator(_id), Field(description="kebab-case ASCII, at most 80 characters; stable for ever", json_schema_extra=_ID_SHAPE)]
Text = Annotated[str, AfterValidator(_text), Field(description="plain text on one line; no markup", json_schema_extra=_NOT_EMPTY)]
Quoted = Annotated[str, AfterValidator(_prose), Field(description="words exactly as a source prints them", json_schema_extra=_NOT_EMPTY)]
ProseText = Annotated[
    str,
    AfterValidator(_prose),
    Field(description="prose: paragraphs, lists, *emphasis*, [@claim-id] citations", json_schema_extra=_NOT_EMPTY),
]
Edtf = Annotated[
    str, AfterValidator(_edtf), Field(description="a date in EDTF: 2021-08-20, 2021-08, 2021-08-22~, A/B", json_schema_extra=_EDTF_SHAPE)
]
Flag = Annotated[bool, BeforeValidator(_flag)]
Url = Annotated[str, AfterValidator(_url), Field(description="an http(s) address", json_schema_extra=_URL_SHAPE)]
Day = Annotated[str, AfterValidator(_day), Field(description="one day: 2021-08-20", json_schema_extra=_DAY_SHAPE)]
ReportAddress = Annotated[
    str,
    AfterValidator(_report),
    Field(
        description="an http(s) address or mailto:; {id} and {address} stand for the claim, otherwise title and body are added to the query",
        json_schema_extra=_REPORT_SHAPE,
    ),
]
Language = Annotated[str, AfterValidator(_language), Field(description="a BCP 47 language tag", json_schema_extra=_LANGUAGE_SHAPE)]

# An id that names a record elsewhere; `ids` says of which kind, so that an editor's program can offer those there are.
SourceId = Annotated[Id, Field(json_schema_extra={"ids": "sources"})]
EntityId = Annotated[Id, Field(json_schema_extra={"ids": "entities"})]
ClaimId = Annotated[Id, Field(json_schema_extra={"ids": "claims"})]
QuestionId = Annotated[Id, Field(json_schema_extra={"ids": "questions"})]
ExplainerId = Annotated[Id, Field(json_schema_extra={"ids": "explainers"})]
OriginId = Annotated[Id, Field(json_schema_extra={"ids": "origins"})]
RelationTypeId = Annotated[Id, Field(json_schema_extra={"ids": "relation types"})]
CheckId = Annotated[Id, Field(json_schema_extra={"ids": "checks"})]
