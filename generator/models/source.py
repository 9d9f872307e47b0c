"""A source: one published article, with CSL-JSON's own field names, its archived text, its origin and what editors set aside."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from generator.models.base import Edtf, Id, Language, OriginId, Quoted, Record, Text, Url, meanings


def _sha256(value: str) -> str:
    if len(value) != 64 or set(value) - set("0123456789abcdef"):
        raise ValueError("is not a SHA-256: 64 lower-case hexadecimal digits")
    return value


def _inside(value: str) -> str:
    parts = value.split("/")
    if value.startswith("/") or "\\" in value or any(p in ("", ".", "..") for p in parts):
        raise ValueError(f'"{value}" must be a plain path inside the project, such as seeds/gazette.txt')
    return value


_SHA256_SHAPE: dict[str, Any] = {
    "type": "string",
    "pattern": "^[0-9a-f]{64}$",
    "patternErrorMessage": "is not a SHA-256: 64 lower-case hexadecimal digits",
}
_INSIDE_SHAPE: dict[str, Any] = {
    "pattern": r"^(?!\.{1,2}(/|$))[^/\\]+(/(?!\.{1,2}(/|$))[^/\\]+)*$",
    "patternErrorMessage": "must be a plain path inside the project, such as seeds/gazette.txt",
}


class Name(Record):
    """An author, as CSL writes names: `family` and `given`, or `literal` for anything that is not a person's name."""

    family: Text | None = Field(None, description="the family name")
    given: Text | None = Field(None, description="the given names")
    literal: Text | None = Field(None, description="the whole name, where it is not a person's: a desk, an agency")


class Archived(Record):
    """The text of the source as read: where it lies and what it must hash to."""

    file: Annotated[str, AfterValidator(_inside), Field(json_schema_extra=_INSIDE_SHAPE)] = Field(
        description="where the file lies, from the project's folder on, such as seeds/gazette.txt"
    )
    sha256: Annotated[str, AfterValidator(_sha256), Field(json_schema_extra=_SHA256_SHAPE)] = Field(
        description="the file's fingerprint: the 64 characters that `sha256sum FILE` prints"
    )


class Passage(Record):
    """A stretch of a source that has another origin than the rest, from the first words to the last words given."""

    start: Quoted = Field(alias="from", description="the first words of the passage, unique in the source")
    end: Quoted = Field(alias="to", description="the last words of the passage, after `from`")
    origin: OriginId = Field(description="where the passage comes from: an id from `origins` in site.yaml")
    reason: Text = Field(description="how you know that the passage comes from there")


class SetAside(Record):
    """Sentences of the source that carry no claim, and why. Every sentence that the quote touches is set aside."""

    quote: Quoted = Field(description="words of the sentence or sentences, exactly as printed")
    prefix: Quoted | None = Field(None, description="words right before the quote, where the quote occurs more than once")
    suffix: Quoted | None = Field(None, description="words right after the quote, where the quote occurs more than once")
    reason: Literal[
        "navigation", "caption", "headline", "repetition", "opinion", "background", "unverified-post", "private-person", "garbled", "fragment"
    ] = Field(
        description="why the sentence carries no claim, from this list",
        json_schema_extra=meanings(
            navigation="part of the web page, not of the article: a menu, a button, an advertisement",
            caption="a caption or credit of a picture",
            headline="a headline, teaser or subheading",
            repetition="says again what another sentence of the article says",
            opinion="a value judgement or a feeling that the site does not pass on",
            background="true or not, it has no bearing on the site's questions",
            unverified_post="a social-media post that nobody has checked",
            private_person="tells about a private person, or where somebody is",
            garbled="cannot be understood as printed",
            fragment="not a whole sentence, and no claim in itself",
        ),
    )
    note: Text = Field(description="what a fact-checker needs to agree with the reason")


class Source(Record):
    """A published article. Field names with hyphens or capitals are CSL-JSON's."""

    id: Id = Field(description="the name of this file without .yaml: the outlet and the date, such as gazette-2021-03-04")
    type: Literal[
        "article-newspaper", "article-magazine", "article-journal", "webpage", "post-weblog", "post", "broadcast", "report", "book",
        "speech", "dataset",
    ] = Field(
        "article-newspaper",
        description="what kind of publication it is, in the words of the Citation Style Language",
        json_schema_extra=meanings(
            article_newspaper="an article of a newspaper or a news site",
            article_magazine="an article of a magazine",
            article_journal="an article of a scholarly journal",
            webpage="another page on the web",
            post_weblog="a post of a blog",
            post="a post on social media or in a forum",
            broadcast="a programme on radio or television",
            report="a report of an organisation",
            book="a book",
            speech="a speech or press conference",
            dataset="a table or collection of data",
        ),
    )  # fmt: skip
    title: Text | None = Field(None, description="the headline as printed; leave out when it was not seen")
    title_note: Text | None = Field(None, description="why there is no title, or how it is known")
    container_title: Text = Field(alias="container-title", description="the outlet: the name of the paper, site or broadcaster")
    author: tuple[Name, ...] = Field((), description="the authors the article names; leave out where it names none")
    url: Url = Field(alias="URL", description="the address of the article on the web")
    archive_url: Url | None = Field(None, description="a copy of the page in a web archive, for when the page is gone")
    issued: Edtf = Field(description="date of publication")
    issued_basis: Literal["stated", "inferred"] = Field(
        "stated",
        description="is the date printed in the source, or inferred?",
        json_schema_extra=meanings(stated="the source prints the date", inferred="the editors worked it out; `issued_note` says from what"),
    )
    issued_note: Text | None = Field(None, description="what an inferred date rests on; required then")
    language: Language = Field("en", description="the language of the article, such as en")
    house: Text | None = Field(None, description="the media house the outlet belongs to; the outlet itself when left out")
    origin: Id = Field(description="the independent root of the report: an id from `origins` in site.yaml")
    origin_note: Text | None = Field(None, description="how you know where the report comes from")
    passages: tuple[Passage, ...] = Field((), description="stretches with an origin of their own")
    archived: Archived = Field(description="the text of the article as it was read, and its fingerprint")
    note: Text | None = Field(None, description="what a reader should know about this source")
    set_aside: tuple[SetAside, ...] = Field((), description="sentences that carry no claim, each with the reason")
