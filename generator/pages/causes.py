"""Which place in the content is to blame for what stands at an address of the site: for messages about the finished pages.

A small map and nothing else: it must not judge, and those who read it need to know nothing of claims.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator import addresses
from generator.pages.page import Page
from generator.problems import Location
from generator.site import Site


def causes(site: Site, plan: Iterable[Page]) -> dict[str, Location]:
    """The place for each address under the docs folder, such as `explainers/why.md#first-part` or `claims/boats.md`."""
    found: dict[str, Location] = {"index.md": site.where("site", "site", "intro"), "how-to-read.md": site.where("site", "site", "naming")}
    for page in plan:
        explainer = page.context.get("explainer")
        if explainer is None:
            continue
        for number, section in enumerate(page.context["sections"]):
            found[f"{page.path}#{section['anchor']}"] = site.where("explainers", explainer.id, "sections", number)
    for kind, name in site.loaded:
        if kind in ("explainers", "sources", "actors", "factions", "geography"):
            found[addresses.page_of(kind, name)] = site.where(kind, name)
    for kind, records in (("claims", site.claims), ("inferences", site.inferences), ("absences", site.absences)):
        for name in records:
            place = site.where(kind, name)
            found[addresses.evidence(site, name)] = place
            if kind == "claims":  # the same evidence stands at the end of every page that cites it
                found.update({f"{page.path}#fn:{name}": place for page in plan})
    for name in site.questions:
        found[addresses.question(name)] = site.where("questions", name)
    for name, topic in site.topic_of.items():
        if name in site.claims:
            found.setdefault(f"{addresses.FOLDER_OF_TOPICS}/{topic}.md", Location(found[addresses.evidence(site, name)].path))
    return found
