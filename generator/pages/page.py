"""What a page is before it is rendered, and the plan's order of sections. Plumbing: no content, no templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SECTIONS = (
    "Questions", "People and states", "Groups", "Places", "Overview", "Overview/As known on", "Evidence", "Evidence/Claims", "Evidence/Sources",
    "About",
)  # fmt: skip
"""Groups of the navigation, in order; "A/B" is a group B inside A. A page with an empty section stands at the top level."""


@dataclass(frozen=True)
class Page:
    """A page to render: `path` under the docs folder, `template` under `templates/pages/`, `context` its variables.

    `owner` is the entity or explainer the page is about (its name is not linked on its own page). A page that is
    not `searched` stays out of the search index, because everything on it is found elsewhere.
    """

    path: str
    title: str
    description: str
    template: str
    section: str
    context: Mapping[str, Any] = field(default_factory=dict)
    label: str | None = None
    owner: str | None = None
    searched: bool = True
