"""What the tests of the exports share: the harbour topic with other values in some fields, and what an export makes of it.

Holds no expectations of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator import exports
from generator.evidence import EvidenceBook
from generator.models.claim import Change, Retirement
from generator.site import Site
from tests.support import harbour

NASTY = "a & b < c > d \" e ' f \\ { } % # _ $ ~ ^ </script><!-- ]]> [x](y) *z* `q` — سلام"
"""Characters that could end a value in one format or another."""


def exported(site: Site) -> dict[str, str]:
    """Every exported file of the site as text, by path."""
    return {path: data.decode("utf-8") for path, data in exports.export(site, EvidenceBook(site)).items()}


def with_settings(**fields: Any) -> Site:
    """The harbour topic under other settings."""
    site = harbour()
    return replace(site, settings=site.settings.model_copy(update=fields))


def with_source(**fields: Any) -> Site:
    """The harbour topic, its first source changed."""
    site = harbour()
    first = next(iter(site.sources))
    return replace(site, sources=site.sources | {first: site.sources[first].model_copy(update=fields)})


def with_claims(**over: dict[str, Any]) -> Site:
    """The harbour topic, some claims changed: id with underscores for hyphens → fields."""
    site = harbour()
    changed = {name.replace("_", "-"): fields for name, fields in over.items()}
    return replace(site, claims=site.claims | {name: site.claims[name].model_copy(update=fields) for name, fields in changed.items()})


def without_corrections() -> Site:
    """The harbour topic as if nothing had been changed or withdrawn."""
    site = harbour()
    return replace(site, claims={name: claim.model_copy(update={"changes": (), "retired": None}) for name, claim in site.claims.items()})


def change(date: str, was: str = "It was otherwise.", reason: str = "It was wrong.") -> Change:
    """A change of a claim."""
    return Change(date=date, was=was, reason=reason)


def retirement(date: str, reason: str = "It was wrong.") -> Retirement:
    """A withdrawal of a claim."""
    return Retirement(date=date, reason=reason)
