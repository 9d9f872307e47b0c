"""How to cite a page of the site. Plain text, for the page itself, its Markdown twin and whoever copies it."""

from __future__ import annotations

from dataclasses import dataclass

from generator import addresses, dates
from generator.evidence import issued
from generator.exports._places import place
from generator.models import Claim, Explainer, Source
from generator.site import Site


@dataclass(frozen=True)
class ClaimCitation:
    """The parts of the citation of a claim, around its address, so that a page can make a link of it."""

    before: str
    address: str
    after: str


def cite_claim(site: Site, claim: Claim) -> ClaimCitation:
    """The words of a claim, site, publisher, as-of date; its permanent address; and the sources it rests on with their addresses."""
    settings = site.settings
    publisher = f" {settings.publisher}." if settings.publisher else ""
    sources = dict.fromkeys(citation.source for citation in claim.cite)
    return ClaimCitation(
        before=f"“{claim.text}” {_ended(settings.title)}{publisher} As known on {dates.in_words(settings.as_of)}.",
        address=place(settings, addresses.evidence(site, claim.id), ""),
        after="Source: " + "; ".join(_reference(site.sources[name]) for name in sources) + ".",
    )


def _reference(source: Source) -> str:
    title = f"“{source.title}”, " if source.title else ""
    return f"{title}{source.container_title}, {issued(source)}, {source.url}"


def _ended(words: str) -> str:
    return words if words[-1] in ".?!؟" else f"{words}."


def cite(site: Site, explainer: Explainer) -> str:
    """One line: question, site, publisher, as-of date, licence, and the address where the site has one."""
    settings = site.settings
    ended, title = _ended(explainer.question), _ended(settings.title)
    publisher = f" {settings.publisher}." if settings.publisher else ""
    address = f" {place(settings, f'explainers/{explainer.id}.md', '')}" if settings.url else ""
    return f"“{ended}” {title}{publisher} As known on {dates.in_words(explainer.as_of or settings.as_of)}. {settings.licence.name}.{address}"
