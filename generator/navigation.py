"""The part of the engine's configuration that follows from the content: site name, description and explicit navigation.

`mkdocs.yml` inherits it (`INHERIT: build/mkdocs.base.yml`), so that a new page needs no change of a file by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from generator import escape
from generator.models import Settings
from generator.pages import Page
from generator.pages.page import SECTIONS

MOST_IN_A_SECTION = 40
"""A longer section shows its first page only (its directory), since every page of the site carries the navigation."""


def base_configuration(settings: Settings, pages: Iterable[Page], theme: str) -> str:
    """The YAML that `mkdocs.yml` inherits. Titles are escaped for HTML, because the theme prints them as they are.

    `theme` is the folder of the theme layer, relative to the project.
    """
    data: dict[str, Any] = {"site_name": escape.html(settings.title), "site_description": escape.attribute(settings.description)}
    if settings.url:
        data["site_url"] = settings.url
    terms = f'<a href="{escape.attribute(settings.licence.url)}">{escape.html(settings.licence.name)}</a>'
    note = f" {escape.html(settings.licence.note)}" if settings.licence.note else ""
    data["copyright"] = f"{escape.html(settings.publisher + ', ' if settings.publisher else '')}{terms}.{note}"
    data["theme"] = {"custom_dir": theme}
    data["nav"] = navigation(pages)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def navigation(pages: Iterable[Page]) -> list[Any]:
    """The `nav` of the engine: top-level pages first, then a group a section; a section's directory stands first without a label.

    Raises ValueError for a section that is in no list.
    """
    groups: dict[str, list[Page]] = {section: [] for section in ("", *SECTIONS)}
    for page in pages:
        if page.section not in groups:
            raise ValueError(f'the page {page.path} is in the section "{page.section}", which SECTIONS in generator/pages/page.py does not name')
        groups[page.section].append(page)
    nav: list[Any] = [{escape.html(page.label or page.title): page.path} for page in groups.pop("")]
    for section, members in groups.items():
        shown = members if len(members) <= MOST_IN_A_SECTION else members[:1]
        entries: list[Any] = [
            page.path if page.path.endswith("/index.md") and place == 0 else {escape.html(page.label or page.title): page.path}
            for place, page in enumerate(shown)
        ]
        if entries:
            outer, _, inner = section.rpartition("/")
            place = nav if not outer else next(group[outer] for group in nav if outer in group)
            place.append({inner or section: entries})
    return nav
