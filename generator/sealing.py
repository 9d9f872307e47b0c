"""The finished site of a project: what it should be, what is wrong with it, and its seal."""

from __future__ import annotations

from pathlib import Path

from generator import engine, pages
from generator.built import seal
from generator.built.folder import Plan, walk
from generator.built.seal import Sealed
from generator.evidence import EvidenceBook
from generator.pages.causes import causes
from generator.problems import ConfigurationError
from generator.site import Site


def check_built(project: Path, site: Site, url: str | None = None) -> Sealed:
    """What is wrong with the finished HTML in site/, compared with the plan.

    Raises ConfigurationError where there is no site/ yet.
    """
    if not (project / engine.SITE).is_dir():
        raise ConfigurationError("there is no site/ yet; run `explainer build`, or name a folder of HTML")
    return seal.check(project / engine.SITE, engine.SITE, planned(project, site, url or site.settings.url))


def seal_built(project: Path, site: Site, folder: Path, url: str | None = None) -> Sealed:
    """What is wrong with a folder that was built from this project's build/docs; if nothing is, it is sealed.

    Raises ConfigurationError where there is no build/docs to compare it with.
    """
    if not (project / engine.DOCS).is_dir():
        raise ConfigurationError(f"there is no {engine.DOCS} to compare the folder with; run `explainer build --no-engine` first")
    plan = planned(project, site, url or site.settings.url)
    found = seal.check(folder, str(folder), plan)
    return found if found.problems else seal.seal(folder, str(folder), plan, site.settings.as_of)


def planned(project: Path, site: Site, url: str | None) -> Plan:
    """What the finished site should be: the files under build/docs, and which place in the content caused which of them."""
    docs = tuple(walk(project / engine.DOCS))
    return Plan(docs, url, lambda: causes(site, pages.plan(site, EvidenceBook(site))), engine.DOCS)
