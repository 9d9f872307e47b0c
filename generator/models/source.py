"""A source: one published article, with CSL-JSON's own field names, its archived text, its origin and what editors set aside."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from generator.models.base import Edtf, Id, Language, Quoted, Record, Text, Url


def _sha256(value: str) -> str:
    if len(value) != 64 or set(value) - set("0123456789abcdef"):
        raise ValueError("is not a SHA-256: 64 lower-case hexadecimal digits")
    return value


def _inside(value: str) -> str:
    parts = value.split("/")
    if value.startswith("/") or "\\" in value or any(p in ("", ".", "..") for p in parts):
        raise ValueError(f'"{value}" must be a plain path inside the project, such as seeds/gazette.txt')
    return value


class Name(Record):
    """An author, as CSL writes names: `family` and `given`, or `literal` for anything that is not a person's name."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None


class Archived(Record):
    """The text of the source as read: where it lies and what it must hash to."""

    file: Annotated[str, AfterValidator(_inside)] = Field(description="path of the archived text, inside the project")
    sha256: Annotated[str, AfterValidator(_sha256)] = Field(description="SHA-256 of the file's bytes, lower-case hex")


class Passage(Record):
    """A stretch of a source that has another origin than the rest, from the first words to the last words given."""

    start: Quoted = Field(alias="from", description="the first words of the passage, unique in the source")
    end: Quoted = Field(alias="to", description="the last words of the passage, after `from`")
    origin: Id
    reason: Text


class SetAside(Record):
    """Sentences of the source that carry no claim, and why. Every sentence that the quote touches is set aside."""

    quote: Quoted
    prefix: Quoted | None = None
    suffix: Quoted | None = None
    reason: Literal[
        "navigation", "caption", "headline", "repetition", "opinion", "background", "unverified-post", "private-person", "garbled", "fragment"
    ]
    note: Text = Field(description="what a fact-checker needs to agree with the reason")


class Source(Record):
    """A published article. Field names with hyphens or capitals are CSL-JSON's."""

    id: Id
    type: Literal[
        "article-newspaper", "article-magazine", "article-journal", "webpage", "post-weblog", "post", "broadcast", "report", "book",
        "speech", "dataset",
    ] = "article-newspaper"  # fmt: skip
    title: Text | None = Field(None, description="the headline as printed; leave out when it was not seen")
    title_note: Text | None = Field(None, description="why there is no title, or how it is known")
    container_title: Text = Field(alias="container-title", description="the outlet")
    author: tuple[Name, ...] = ()
    url: Url = Field(alias="URL")
    issued: Edtf = Field(description="date of publication")
    issued_basis: Literal["stated", "inferred"] = Field("stated", description="is the date printed in the source, or inferred?")
    issued_note: Text | None = Field(None, description="what an inferred date rests on; required then")
    language: Language = "en"
    house: Text | None = Field(None, description="the media house the outlet belongs to; the outlet itself when left out")
    origin: Id = Field(description="the independent root of the report: an id from `origins` in site.yaml")
    origin_note: Text | None = None
    passages: tuple[Passage, ...] = Field((), description="stretches with an origin of their own")
    archived: Archived
    note: Text | None = Field(None, description="what a reader should know about this source")
    set_aside: tuple[SetAside, ...] = ()
