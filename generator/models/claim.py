"""A claim: one sentence the site stands behind, with the exact words it rests on. Also what else lives in a topic
file: questions, inferences and absences."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import ConfigDict, Field, model_validator

from generator.models.base import ClaimId, Edtf, EntityId, Id, OriginId, QuestionId, Quoted, Record, RelationTypeId, SourceId, Text, meanings


class Review(Record):
    """Who looked at an omission or replacement that hides a negator, hedge or number, and when."""

    by: Text = Field(description="who looked: a name or initials")
    date: Edtf = Field(description="the day it was looked at, such as 2021-09-02")
    note: Text = Field(description="why nothing of weight is lost by the omission")


class Meaning(Record):
    """Why a name in the quote means this entity, where the words alone do not say so."""

    name: Quoted = Field(description="the word or name in the quote, exactly as printed")
    entity: EntityId = Field(description="the id of the actor, faction or place that is meant")
    why: Text = Field(description="how you know: what the article says around the quote")


class Citation(Record):
    """The link from a claim to a source, carrying a quote (W3C TextQuoteSelector: exact, prefix, suffix)."""

    source: SourceId = Field(description="the id of the source: the name of its file in content/sources/ without .yaml")
    quote: Quoted = Field(description="the words of the source that carry the claim, letter by letter; leave words out with […]")
    prefix: Quoted | None = Field(None, description="words right before the quote, where the quote occurs more than once")
    suffix: Quoted | None = Field(None, description="words right after the quote, where the quote occurs more than once")
    short: Text | None = Field(None, description="why a quote under five words is enough")
    reviewed: Review | None = Field(None, description="who agreed that words left out or replaced in the quote do not change its sense")
    means: tuple[Meaning, ...] = Field((), description="who or what a vague word in the quote means, such as “he” or “the group”")
    origin: OriginId | None = Field(None, description="overrides the origin of the source's passage; needs `origin_reason`")
    origin_reason: Text | None = Field(None, description="why this quote has another origin than the rest of its source")


class Speaker(Record):
    """Who says so: an entity (`speaker: some-id`) or a name that has no page (`speaker: {name: …}`)."""

    model_config = ConfigDict(json_schema_extra={"shorthand": "entity", "minProperties": 1, "maxProperties": 1})

    entity: EntityId | None = Field(None, description="the id of the actor or faction that says so")
    name: Text | None = Field(None, description="the name of a speaker that has no page of its own")

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

    question: QuestionId = Field(description="the id of the question, from `questions` of a topic file")
    value: Text = Field(description="the answer: a number (9000, 18,500), or words")
    unit: Text | None = Field(None, description="what the number counts or measures, such as fighters or miles")
    counts: Text | None = Field(None, description="what exactly is counted; answers that count different things do not contradict")
    qualifier: Literal["about", "more than", "at least", "at most", "less than", "only", "up to"] | None = Field(
        None,
        description="the word the source puts before the number",
        json_schema_extra=meanings(
            about="near the number, on either side",
            more_than="above the number, and not the number itself",
            at_least="the number or more",
            at_most="the number or less",
            less_than="below the number, and not the number itself",
            only="exactly the number, which the source finds small",
            up_to="the number is the upper end of what the source gives",
        ),
    )

    @property
    def number(self) -> float | None:
        """The value as a number, or None where it is words."""
        plain = self.value.replace(",", "").replace("\u202f", "")
        return float(plain) if re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", plain) else None


class Position(Record):
    """Which stand `of` takes toward `toward`, in this claim's words."""

    of: EntityId = Field(description="the id of who takes the stand")
    toward: EntityId = Field(description="the id of whom the stand concerns")
    stand: Literal[
        "supports", "favours", "promises legitimacy", "talks with", "seeks contact", "calls for dialogue", "neutral", "cautious",
        "unlikely to help", "may help", "opposes", "bans", "refuses", "withdraws", "asked for help",
    ] = Field(
        description="the stand, from this list; `words` says it more exactly",
        json_schema_extra=meanings(
            supports="is on its side, in word or deed",
            favours="leans to its side",
            promises_legitimacy="says that it will recognise it, or would under a condition",
            talks_with="is in talks with it",
            seeks_contact="wants talks or has asked for them",
            calls_for_dialogue="asks the sides to talk to each other",
            neutral="says or shows that it takes no side",
            cautious="waits and does not commit itself",
            unlikely_to_help="is judged not to be going to help",
            may_help="is judged possibly to be going to help",
            opposes="is against it, in word or deed",
            bans="forbids it or has put it on a list",
            refuses="turns it or its request down",
            withdraws="takes back forces, people or support",
            asked_for_help="has asked it for help",
        ),
    )  # fmt: skip
    words: Text = Field(description="the stand in a few words, for the table")


class Relation(Record):
    """A typed link between two entities, resting on this claim."""

    subject: EntityId = Field(alias="from", description="the id of the entity the link starts at: in “A leads B”, A")
    type: RelationTypeId = Field(description="the kind of link: an id from `relation_types` in site.yaml")
    object: EntityId = Field(alias="to", description="the id of the entity the link leads to: in “A leads B”, B")


class Role(Record):
    """An office or function. With `claimant` it is a title in dispute: printed in quotation marks, with who claims it."""

    of: EntityId = Field(description="the id of who has the role")
    role: Text = Field(description="the office or function, as the page prints it")
    within: EntityId | None = Field(None, alias="in", description="the id of the faction, state or place the role belongs to")
    status: Literal["held", "former", "claimed"] = Field(
        "held",
        description="whether the role is held, was held, or is claimed",
        json_schema_extra=meanings(
            held="has the role at that time", former="had it before that time", claimed="says to have it, and others dispute it"
        ),
    )
    claimant: Text | None = Field(None, description="who uses the title, where it is in dispute")


class InfoboxRow(Record):
    """A row for the infobox of `of`: a label such as "Education" and a short value, carried by this claim."""

    of: EntityId = Field(description="the id of the entity whose page shows the row")
    label: Text = Field(description="what the row tells, such as Education or Location")
    value: Text = Field(description="the value in a few words")


class Reply(Record):
    """What the person concerned says to the claim."""

    speaker: Speaker = Field(description="who replies: an entity's id, or {name: …} for somebody without a page")
    text: Text = Field(description="the reply in one sentence, as its quote carries it")
    cite: tuple[Citation, ...] = Field(min_length=1, description="the sources that print the reply, each with its words")


class Change(Record):
    """A published claim was changed: what it said before, when and why."""

    date: Edtf = Field(description="the day of the change")
    was: Text = Field(description="the sentence as it stood before")
    reason: Text = Field(description="what was wrong or unclear; readers see it under Corrections")


class Retirement(Record):
    """The claim was withdrawn; its address stays as a tombstone."""

    date: Edtf = Field(description="the day the claim was withdrawn")
    reason: Text = Field(description="why it was withdrawn; readers see it at the claim's address")


class Claim(Record):
    """One sentence the site stands behind. `id`, `text`, `about` and `cite` are all an editor must type."""

    id: Id = Field(description="the claim's name and address: lower-case words with hyphens; never change it once published")
    text: Text = Field(description="one sentence in the past tense that the quotes carry whole: same figure, same hedge, same speaker")
    about: tuple[EntityId, ...] = Field(min_length=1, description="ids of the actors, factions and places the claim is about")
    cite: tuple[Citation, ...] = Field(min_length=1, description="the sources that carry the claim, each with the words that do")
    kind: Literal["reported", "stated", "quoted", "assessment", "post"] = Field(
        "reported",
        description="how the source says it: as its own report, a party's words, a judgement or a post",
        json_schema_extra=meanings(
            reported="the outlet reports it in its own voice",
            stated="a party says it, in the outlet's words (needs `speaker`)",
            quoted="a party says it, and the source prints the words (needs `speaker`)",
            assessment="the author's own judgement or forecast",
            post="a social-media post",
        ),
    )
    speaker: Speaker | None = Field(None, description="who says so, if not the outlet: an entity's id, or {name: …} for somebody without a page")
    via: Text | None = Field(None, description="the outlet or agency through which it reached the source")
    happened: Edtf | None = Field(None, description="when the event took place")
    said: Edtf | None = Field(None, description="when the words were spoken or written, if the source tells")
    as_of: Edtf | None = Field(None, description="the date up to which a statement that may change is known to hold")
    event: Text | None = Field(None, description="a few words for the timeline; needs `happened` or `said`")
    answers: Answer | None = Field(None, description="the claim's answer to a question that other claims answer too; the page compares them")
    positions: tuple[Position, ...] = Field((), description="who takes which stand toward whom, according to this claim")
    relations: tuple[Relation, ...] = Field((), description="links between two entities that this claim carries, such as leads or child-of")
    roles: tuple[Role, ...] = Field((), description="offices and functions that this claim gives somebody")
    infobox: tuple[InfoboxRow, ...] = Field((), description="rows this claim gives the box of facts on an entity's page")
    derived: Text | None = Field(None, description="how a figure or date that no quote prints was derived")
    note: Text | None = Field(None, description="the editors' remark for readers: a typo, an impossible figure, a limit")
    reply: Reply | None = Field(None, description="what the person concerned says to the claim; shown beside it")
    changes: tuple[Change, ...] = Field((), description="what the claim said before it was corrected; one entry a correction")
    retired: Retirement | None = Field(None, description="the claim is withdrawn: it leaves all pages, and its address says why")


class Question(Record):
    """What several claims answer, perhaps differently."""

    id: Id = Field(description="the question's name: lower-case words with hyphens; claims refer to it in `answers`")
    text: Text = Field(description="the question as the page prints it, with a question mark")
    note: Text | None = Field(None, description="what to know when comparing the answers; picks no winner")


class Inference(Record):
    """The editors' own step from named claims, marked as such. Never a footnote."""

    id: Id = Field(description="the inference's name: lower-case words with hyphens; prose cites it like a claim")
    text: Text = Field(description="what follows from the claims, in one sentence")
    about: tuple[EntityId, ...] = Field(min_length=1, description="ids of the actors, factions and places it is about")
    premises: tuple[ClaimId, ...] = Field(min_length=1, alias="from", description="ids of the claims it rests on")
    would_change: Text = Field(description="what would make it wrong")


class Absence(Record):
    """What none of the sources says, with the words that were searched for in the archived texts."""

    id: Id = Field(description="the absence's name: lower-case words with hyphens; prose cites it like a claim")
    text: Text = Field(description="what is missing, beginning with “None of the sources says …”")
    about: tuple[EntityId, ...] = Field((), description="ids of the actors, factions and places a reader would ask it about")
    terms: tuple[Quoted, ...] = Field(min_length=1, description="words or phrases that occur in no archived text (letter case ignored)")


class Topic(Record):
    """A file in `content/claims/`: claims on one topic, and the questions, inferences and absences that go with them."""

    topic: Text = Field(description="the heading of the topic's page")
    description: Text | None = Field(None, description="one sentence below the heading: what the topic covers")
    claims: tuple[Claim, ...] = Field((), description="the claims; each begins with “- id:” on a line of its own")
    questions: tuple[Question, ...] = Field((), description="questions that several claims answer, perhaps differently")
    inferences: tuple[Inference, ...] = Field((), description="steps of the editors' own from claims, marked as such on the pages")
    absences: tuple[Absence, ...] = Field((), description="what none of the sources says, with the words that were searched for")
