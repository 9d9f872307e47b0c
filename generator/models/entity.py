"""Entities: actors, factions and places, with every spelling that the sources print."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from generator.models.base import Id, Language, ProseText, Record, Text

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ur", "he", "ku", "sd", "ug", "yi"})


class Alias(Record):
    """Another spelling of a name. A bare string is short for `{name: …}`."""

    name: Text
    lang: Language | None = Field(None, description="language tag of a spelling in another language or script")
    basis: Literal["source", "editor"] = Field("source", description="printed by a source, or added by the editors so that search finds it")
    link: bool = Field(True, description="false where the spelling alone is too vague to link")
    note: Text | None = None

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

    id: Id
    name: Text
    aliases: tuple[Alias, ...] = ()
    summary: ProseText = Field(description="who or what it is in these sources, in one to three cited sentences")
    confused_with: tuple[Id, ...] = Field((), description="entities with a similar name; the page says which is which")
    note: Text | None = Field(None, description="what a reader should know about the name")
    on_map: Id | None = Field(None, description="the shape or point of the map's geometry that is this entity")


class Actor(Entity):
    """A person, a state or an organisation that speaks or acts as one."""

    kind: Literal["person", "state", "organisation"]


class Faction(Entity):
    """A group that takes a side: an armed group, movement, government or alliance."""

    kind: Literal["armed-group", "movement", "government", "party", "alliance", "forces"]


class Place(Entity):
    """A place, road or building."""

    kind: Literal["country", "region", "province", "district", "city", "valley", "mountains", "road", "pass", "river", "airport", "building"]
