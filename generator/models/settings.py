"""Site settings (`content/site.yaml`): what the site covers, the order of its pages, its vocabularies and limits."""

from __future__ import annotations

from pydantic import Field

from generator.models.base import Edtf, Id, Language, ProseText, Record, Text, Url
from generator.models.source import Archived


class Origin(Record):
    """An independent root of reports: an agency, a broadcaster, a publication."""

    id: Id
    name: Text
    note: Text | None = None


class RelationType(Record):
    """A kind of link between entities, read in both directions: "X `label` Y", "Y `inverse` X"."""

    id: Id
    label: Text
    inverse: Text
    mutual: bool = Field(False, description='true where it may hold in both directions at once ("fights"), so that both may be stated')


class Licence(Record):
    """Under which terms the site's own texts may be used."""

    name: Text
    url: Url
    note: Text | None = None


class Exclusion(Record):
    """A check that does not apply to one record, with the reason and the date of the decision."""

    check: Id
    record: Id
    reason: Text
    date: Edtf


class Limits(Record):
    """Editorial limits the checks hold the content to."""

    quoted_share: float = Field(0.5, ge=0, le=1, description="the largest share of a source's words that the site may quote")
    longest_run: int = Field(120, ge=1, description="the most words of a source that the site may quote without a gap, all claims together")
    untriaged: int = Field(0, ge=0, description="how many sentences of the sources may be neither cited nor set aside")


class Distance(Record):
    """A straight line that the map page computes, beside what a source says about it."""

    start: Id = Field(alias="from", description="an entity that is a point on the map")
    end: Id = Field(alias="to", description="an entity that is a shape on the map")
    beside: tuple[Id, ...] = Field((), description="claims that speak of the distance")


class Map(Record):
    """The map page's picture. The geometry is data about the world, not evidence; see the README beside the file."""

    geometry: Archived
    highlight: tuple[Id, ...] = Field((), description="entities whose shapes stand out")
    distances: tuple[Distance, ...] = ()


class Settings(Record):
    """The whole of `content/site.yaml`."""

    title: Text
    description: Text
    language: Language = "en"
    url: Url | None = Field(None, description="the address the site is published at; left out while it has none")
    covers: Edtf = Field(description="the period the sources speak of")
    as_of: Edtf = Field(description="the date of the latest source: the site knows nothing later")
    intro: ProseText = Field(description="two or three sentences for the home page; signposts or cited")
    publisher: Text | None = None
    report: Url | None = Field(None, description="where readers report a problem with a claim")
    licence: Licence
    origins: tuple[Origin, ...] = Field(min_length=1)
    relation_types: tuple[RelationType, ...] = ()
    explainers: tuple[Id, ...] = Field((), description="the explainers in reading order")
    naming: ProseText | None = Field(None, description="how the site names things, for the page How to read this site")
    map: Map | None = Field(None, description="the picture on the map page; without it the page is a list of places")
    limits: Limits = Limits()  # type: ignore[call-arg]
    exclusions: tuple[Exclusion, ...] = ()
