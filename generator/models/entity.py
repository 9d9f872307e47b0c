"""Entities: actors, factions and places, with every spelling that the sources print."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field, model_validator

from generator.models.base import EntityId, Flag, Id, Language, ProseText, Record, Text, meanings

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ur", "he", "ku", "sd", "ug", "yi"})


class Alias(Record):
    """Another spelling of a name. A bare string is short for `{name: …}`."""

    model_config = ConfigDict(json_schema_extra={"shorthand": "name"})

    name: Text = Field(description="the spelling")
    lang: Language | None = Field(None, description="the language of a spelling in another language or script, such as fa for Persian")
    basis: Literal["source", "editor"] = Field(
        "source",
        description="where the spelling comes from",
        json_schema_extra=meanings(source="a source prints it", editor="the editors added it, so that search finds the page"),
    )
    link: Flag = Field(True, description="false where the spelling alone is too vague to become a link, such as a family name")
    note: Text | None = Field(None, description="what a reader should know about this spelling")

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, from the language."""
        return "rtl" if (self.lang or "").split("-")[0] in RIGHT_TO_LEFT else "ltr"


class Entity(Record):
    """What claims can be about."""

    id: Id = Field(description="the name of this file without .yaml: lower-case words with hyphens; never change it once published")
    name: Text = Field(description="the name as the site prints it")
    aliases: tuple[Alias, ...] = Field((), description="other spellings of the name: one a line after “- ”, or {name: …, lang: …}")
    summary: ProseText = Field(description="who or what it is in these sources, in one to three cited sentences")
    confused_with: tuple[EntityId, ...] = Field((), description="ids of entities with a similar name; the page says which is which")
    note: Text | None = Field(None, description="what a reader should know about the name")
    on_map: Id | None = Field(None, description="the shape or point of the map's geometry that is this entity")


class Actor(Entity):
    """A person, a state or an organisation that speaks or acts as one."""

    kind: Literal["person", "state", "organisation"] = Field(
        description="what the actor is",
        json_schema_extra=meanings(
            person="a human being",
            state="a country that speaks or acts through its government",
            organisation="a body that speaks or acts as one, such as a company or an agency",
        ),
    )


class Faction(Entity):
    """A group that takes a side: an armed group, movement, government or alliance."""

    kind: Literal["armed-group", "movement", "government", "party", "alliance", "forces"] = Field(
        description="what the faction is",
        json_schema_extra=meanings(
            armed_group="people under arms who are no state's forces",
            movement="people with a common aim, with or without arms",
            government="those who govern a state, or say so",
            party="a political party",
            alliance="several groups or states that act together",
            forces="an army, police or guard of a state",
        ),
    )


class Place(Entity):
    """A place, road or building."""

    kind: Literal[
        "country", "region", "province", "district", "city", "valley", "mountains", "road", "pass", "river", "airport", "building", "place"
    ] = Field(
        description="what the place is",
        json_schema_extra=meanings(
            country="a whole country",
            region="a part of the world or of a country without an administration of its own",
            province="the largest unit a country is divided into",
            district="a unit below the province",
            city="a city, town or village",
            valley="a valley",
            mountains="a mountain or a range",
            road="a road, railway or tunnel",
            **{"pass": "a way over the mountains"},
            river="a river, lake or sea",
            airport="an airport or airfield",
            building="a building, harbour or base",
            place="a place of which the sources do not say what it is",
        ),
    )  # fmt: skip
