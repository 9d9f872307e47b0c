"""Site settings (`content/site.yaml`): what the site covers, the order of its pages, its vocabularies and limits."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from generator.models.base import (
    CheckId,
    ClaimId,
    Day,
    Edtf,
    EntityId,
    ExplainerId,
    Flag,
    Id,
    Language,
    ProseText,
    Record,
    ReportAddress,
    Text,
    Url,
    meanings,
)
from generator.models.source import Archived


def _address(value: str) -> str:
    if not re.match("https?://", value) or value.count("*") > 3:
        raise ValueError(f'"{value}" is not an address to leave alone: it starts with https:// or http:// and has at most three "*"')
    return value


_ADDRESS_SHAPE: dict[str, Any] = {
    "type": "string",
    "pattern": r"^https?://[^*]*(\*[^*]*){0,3}$",
    "patternErrorMessage": 'starts with https:// or http:// and has at most three "*"',
}


class Origin(Record):
    """An independent root of reports: an agency, a broadcaster, a publication."""

    id: Id = Field(description="the origin's name in short: lower-case words with hyphens; sources refer to it")
    name: Text = Field(description="the name as the site prints it")
    note: Text | None = Field(None, description="which reports come from it, or how you know")


class RelationType(Record):
    """A kind of link between entities, read in both directions: "X `label` Y", "Y `inverse` X"."""

    id: Id = Field(description="the link's name in short, such as leads or child-of")
    label: Text = Field(description="the words between the two names: in “A led B”, led")
    inverse: Text = Field(description="the same read backwards: in “B led by A”, led by")
    mutual: Flag = Field(False, description='true where it may hold in both directions at once ("fights"), so that both may be stated')
    nature: Literal["kinship", "place", "belonging", "alliance", "opposition"] | None = Field(
        None,
        description="the shape of its line in the picture; kinship and place do not perish and are shown without a date",
        json_schema_extra=meanings(
            kinship="family: it does not end",
            place="one lies in the other: it stays so",
            belonging="one is a member, leader or spokesperson of the other",
            alliance="they act together, or one backs the other",
            opposition="they fight, or one opposes the other",
        ),
    )

    @property
    def lasting(self) -> bool:
        """Whether it needs no date: kinship does not end, and a place stays where it lies."""
        return self.nature in ("kinship", "place")


class Licence(Record):
    """Under which terms the site's own texts may be used."""

    name: Text = Field(description="the licence's usual short name, such as CC BY 4.0")
    url: Url = Field(description="the address of the licence's text")
    note: Text | None = Field(None, description="what the licence does not cover")


class Exclusion(Record):
    """A check that does not apply to one record, with the reason and the date of the decision."""

    check: CheckId = Field(description="the check or problem id that does not apply; it stands in square brackets in the message")
    record: Id = Field(description="the id of the record it does not apply to")
    reason: Text = Field(description="why not; a colleague should agree without asking")
    date: Edtf = Field(description="the day of the decision")


class Ignored(Record):
    """An outside address that the link check leaves alone, with the reason and the day on which it is looked at again."""

    address: Annotated[str, AfterValidator(_address), Field(json_schema_extra=_ADDRESS_SHAPE)] = Field(
        description='the address as in the content; "*" stands for any characters'
    )
    reason: Text = Field(description="why the address is left alone")
    expires: Day = Field(description="the last day on which the entry holds: 2026-12-31")


class External(Record):
    """What `explainer check --external` is told."""

    ignore: tuple[Ignored, ...] = Field((), description="addresses that are left alone, each with the reason and a last day")


class Limits(Record):
    """Editorial limits the checks hold the content to."""

    quoted_share: float = Field(0.5, ge=0, le=1, description="the largest share of a source's words that the site may quote")
    longest_run: int = Field(120, ge=1, description="the most words of a source that the site may quote without a gap, all claims together")
    untriaged: int = Field(0, ge=0, description="how many sentences of the sources may be neither cited nor set aside")


class Distance(Record):
    """A straight line that the map page computes, beside what a source says about it."""

    start: EntityId = Field(alias="from", description="id of an entity that is a point on the map")
    end: EntityId = Field(alias="to", description="id of an entity that is a shape on the map")
    beside: tuple[ClaimId, ...] = Field((), description="ids of claims that speak of the distance")


class Map(Record):
    """The map page's picture. The geometry is data about the world, not evidence; see the README beside the file."""

    geometry: Archived = Field(description="the file with the outlines and points the map is drawn from")
    highlight: tuple[EntityId, ...] = Field((), description="ids of entities whose shapes stand out")
    distances: tuple[Distance, ...] = Field((), description="distances for the map page to compute and set beside what a source says")


class Settings(Record):
    """The whole of `content/site.yaml`."""

    title: Text = Field(description="the name of the site")
    description: Text = Field(description="one or two sentences for search engines and link previews")
    language: Language = Field("en", description="the language the site is written in, such as en")
    url: Url | None = Field(None, description="the address the site is published at; left out while it has none")
    covers: Edtf = Field(description="the period the sources speak of")
    as_of: Edtf = Field(description="the date of the latest source: the site knows nothing later")
    intro: ProseText = Field(description="two or three sentences for the home page; signposts or cited")
    publisher: Text | None = Field(None, description="who publishes the site: a name as it stands under the pages")
    as_known_on: tuple[Day, ...] = Field((), description="days for the pages that show what the sources had printed by then")
    report: ReportAddress | None = Field(None, description="where readers report a problem with a claim")
    licence: Licence = Field(description="under which terms the site's own texts may be used")
    origins: tuple[Origin, ...] = Field(min_length=1, description="the independent roots of the reports: agencies, broadcasters, publications")
    relation_types: tuple[RelationType, ...] = Field((), description="the kinds of link that claims may state under `relations`")
    explainers: tuple[ExplainerId, ...] = Field((), description="ids of the explainers in reading order")
    naming: ProseText | None = Field(None, description="how the site names things, for the page How to read this site")
    map: Map | None = Field(None, description="the picture on the map page; without it the page is a list of places")
    external: External = Field(External(), description="what the check of outside links is told")  # type: ignore[call-arg]
    limits: Limits = Field(Limits(), description="how much may be quoted and left out")  # type: ignore[call-arg]
    exclusions: tuple[Exclusion, ...] = Field((), description="checks that do not apply to a record, each with the reason")
