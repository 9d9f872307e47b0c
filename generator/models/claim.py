"""A claim: one sentence the site stands behind, with the exact words it rests on. Also what else lives in a topic
file: questions, inferences and absences."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, model_validator

from generator.models.base import Edtf, Id, Quoted, Record, Text


class Review(Record):
    """Who looked at an omission or replacement that hides a negator, hedge or number, and when."""

    by: Text
    date: Edtf
    note: Text


class Meaning(Record):
    """Why a name in the quote means this entity, where the words alone do not say so."""

    name: Quoted = Field(description="the word or name in the quote")
    entity: Id
    why: Text


class Citation(Record):
    """The link from a claim to a source, carrying a quote (W3C TextQuoteSelector: exact, prefix, suffix)."""

    source: Id
    quote: Quoted
    prefix: Quoted | None = Field(None, description="words right before the quote, where it is not unique")
    suffix: Quoted | None = Field(None, description="words right after the quote, where it is not unique")
    short: Text | None = Field(None, description="why a quote under five words is enough")
    reviewed: Review | None = None
    means: tuple[Meaning, ...] = ()
    origin: Id | None = Field(None, description="overrides the origin of the source's passage; needs `origin_reason`")
    origin_reason: Text | None = None


class Speaker(Record):
    """Who says so: an entity (`speaker: some-id`) or a name that has no page (`speaker: {name: …}`)."""

    entity: Id | None = None
    name: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return {"entity": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one(self) -> Speaker:
        if (self.entity is None) == (self.name is None):
            raise ValueError("write either an entity's id or {name: …}")
        return self


class Answer(Record):
    """This claim's answer to a question that other claims answer too. Only answers to one question are compared."""

    question: Id
    value: Text = Field(description="a number (9000, 18,500), or words")
    unit: Text | None = None
    counts: Text | None = Field(None, description="what exactly is counted; answers that count different things do not contradict")
    qualifier: Literal["about", "more than", "at least", "at most", "less than", "only", "up to"] | None = None

    @property
    def number(self) -> float | None:
        """The value as a number, or None where it is words."""
        plain = self.value.replace(",", "").replace("\u202f", "")
        return float(plain) if re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", plain) else None


class Position(Record):
    """Which stand `of` takes toward `toward`, in this claim's words."""

    of: Id
    toward: Id
    stand: Literal[
        "supports", "favours", "promises legitimacy", "talks with", "seeks contact", "calls for dialogue", "neutral", "cautious",
        "unlikely to help", "may help", "opposes", "bans", "refuses", "withdraws", "asked for help",
    ]  # fmt: skip
    words: Text = Field(description="the stand in a few words, for the table")


class Relation(Record):
    """A typed link between two entities, resting on this claim."""

    subject: Id = Field(alias="from")
    type: Id = Field(description="an id from `relation_types` in site.yaml")
    object: Id = Field(alias="to")


class Role(Record):
    """An office or function. With `claimant` it is a title in dispute: printed in quotation marks, with who claims it."""

    of: Id
    role: Text
    within: Id | None = Field(None, alias="in")
    status: Literal["held", "former", "claimed"] = "held"
    claimant: Text | None = Field(None, description="who uses the title, where it is in dispute")


class InfoboxRow(Record):
    """A row for the infobox of `of`: a label such as "Education" and a short value, carried by this claim."""

    of: Id
    label: Text
    value: Text


class Reply(Record):
    """What the person concerned says to the claim."""

    speaker: Speaker
    text: Text
    cite: tuple[Citation, ...] = Field(min_length=1)


class Change(Record):
    """A published claim was changed: what it said before, when and why."""

    date: Edtf
    was: Text
    reason: Text


class Retirement(Record):
    """The claim was withdrawn; its address stays as a tombstone."""

    date: Edtf
    reason: Text


class Claim(Record):
    """One sentence the site stands behind. `id`, `text`, `about` and `cite` are all an editor must type."""

    id: Id
    text: Text
    about: tuple[Id, ...] = Field(min_length=1, description="entities the claim is about")
    cite: tuple[Citation, ...] = Field(min_length=1)
    kind: Literal["reported", "stated", "quoted", "assessment", "post"] = Field(
        "reported",
        description="reported by the outlet · stated by a party (paraphrased) · quoted word for word · the author's assessment · a social-media post",
    )
    speaker: Speaker | None = Field(None, description="who says so, if not the outlet")
    via: Text | None = Field(None, description="the outlet or agency through which it reached the source")
    happened: Edtf | None = None
    said: Edtf | None = None
    as_of: Edtf | None = Field(None, description="the date up to which a time-bound statement is known to hold")
    event: Text | None = Field(None, description="a few words for the timeline; needs `happened` or `said`")
    answers: Answer | None = None
    positions: tuple[Position, ...] = ()
    relations: tuple[Relation, ...] = ()
    roles: tuple[Role, ...] = ()
    infobox: tuple[InfoboxRow, ...] = ()
    derived: Text | None = Field(None, description="how a figure or date that no quote prints was derived")
    note: Text | None = Field(None, description="the editors' remark for readers: a typo, an impossible figure, a limit")
    reply: Reply | None = None
    changes: tuple[Change, ...] = ()
    retired: Retirement | None = None


class Question(Record):
    """What several claims answer, perhaps differently."""

    id: Id
    text: Text
    note: Text | None = Field(None, description="what to know when comparing the answers; picks no winner")


class Inference(Record):
    """The editors' own step from named claims, marked as such. Never a footnote."""

    id: Id
    text: Text
    about: tuple[Id, ...] = Field(min_length=1)
    premises: tuple[Id, ...] = Field(min_length=1, alias="from", description="the claims it rests on")
    would_change: Text = Field(description="what would make it wrong")


class Absence(Record):
    """What none of the sources says, with the words that were searched for in the archived texts."""

    id: Id
    text: Text
    about: tuple[Id, ...] = ()
    terms: tuple[Quoted, ...] = Field(min_length=1, description="words or phrases that occur in no archived text (letter case ignored)")


class Topic(Record):
    """A file in `content/claims/`: claims on one topic, and the questions, inferences and absences that go with them."""

    topic: Text = Field(description="the heading of the topic's page")
    description: Text | None = None
    claims: tuple[Claim, ...] = ()
    questions: tuple[Question, ...] = ()
    inferences: tuple[Inference, ...] = ()
    absences: tuple[Absence, ...] = ()
