"""An explainer: a page that answers one question in prose that cites claims."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, model_validator

from generator.models.base import Edtf, EntityId, ExplainerId, Id, ProseText, QuestionId, Record, Text, meanings


class Section(Record):
    """A heading with prose, or with a table the generator makes from the claims (`show`)."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": ["text"]}, {"required": ["show"]}],
            "if": {"properties": {"show": {"const": "question"}}, "required": ["show"]},
            "then": {"required": ["question"]},
            "else": {"properties": {"question": False}},
        }
    )

    heading: Text = Field(description="the section's heading")
    text: ProseText | None = Field(None, description="the section's prose; each sentence cites like [@claim-id], or ends in {.signpost}")
    show: Literal["positions", "question", "relations", "timeline"] | None = Field(
        None,
        description="a table that the generator makes from the claims, after the prose",
        json_schema_extra=meanings(
            positions="who takes which stand toward whom",
            question="the answers to one question side by side; name it under `question`",
            relations="who is linked to whom",
            timeline="what happened when",
        ),
    )
    question: QuestionId | None = Field(None, description="the id of the question that `show: question` shows")

    @model_validator(mode="after")
    def _something(self) -> Section:
        if self.text is None and self.show is None:
            raise ValueError("has neither `text` nor `show`; a section needs one of them")
        if (self.show == "question") != (self.question is not None):
            raise ValueError("`question` goes with `show: question`, and only with it")
        return self


class Explainer(Record):
    """One question, its short answer (at most three sentences) and the sections that carry it."""

    id: Id = Field(description="the name of this file without .yaml: lower-case words with hyphens; never change it once published")
    question: Text = Field(description="the question the page answers, as a reader would ask it")
    label: Text | None = Field(None, description="a short form of the question, for the navigation")
    about: tuple[EntityId, ...] = Field((), description="ids of the actors, factions and places the page is about")
    as_of: Edtf | None = Field(None, description="the date up to which the page is known to hold; the site's own when left out")
    short_answer: ProseText = Field(description="the answer in at most three sentences, each citing like [@claim-id]")
    sections: tuple[Section, ...] = Field(min_length=1, description="the parts of the page; each begins with “- heading:”")
    related: tuple[ExplainerId, ...] = Field((), description="ids of other explainers")
    keywords: tuple[Text, ...] = Field((), description="words readers search for that the prose does not hold; printed on the page")
