"""An explainer: a page that answers one question in prose that cites claims."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from generator.models.base import Edtf, Id, ProseText, Record, Text


class Section(Record):
    """A heading with prose, or with a table the generator makes from the claims (`show`)."""

    heading: Text
    text: ProseText | None = None
    show: Literal["positions", "question", "relations", "timeline"] | None = Field(None, description="a generated table after the prose")
    question: Id | None = Field(None, description="which question, for `show: question`")

    @model_validator(mode="after")
    def _something(self) -> Section:
        if self.text is None and self.show is None:
            raise ValueError("has neither `text` nor `show`; a section needs one of them")
        if (self.show == "question") != (self.question is not None):
            raise ValueError("`question` goes with `show: question`, and only with it")
        return self


class Explainer(Record):
    """One question, its short answer (at most three sentences) and the sections that carry it."""

    id: Id
    question: Text
    label: Text | None = Field(None, description="a short form of the question, for the navigation")
    about: tuple[Id, ...] = ()
    as_of: Edtf | None = Field(None, description="the date up to which the page is known to hold; the site's own when left out")
    short_answer: ProseText
    sections: tuple[Section, ...] = Field(min_length=1)
    related: tuple[Id, ...] = Field((), description="ids of other explainers")
    keywords: tuple[Text, ...] = Field((), description="words readers search for that the prose does not hold; printed on the page")
