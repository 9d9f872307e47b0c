"""How to cite a page of the site. Plain text, for the page itself, its Markdown twin and whoever copies it."""

from __future__ import annotations

from generator import dates
from generator.exports._places import place
from generator.models import Explainer
from generator.site import Site


def cite(site: Site, explainer: Explainer) -> str:
    """One line: question, site, publisher, as-of date, licence, and the address where the site has one."""
    settings = site.settings
    ended = explainer.question if explainer.question[-1] in ".?!؟" else f"{explainer.question}."
    title = settings.title if settings.title[-1] in ".?!" else f"{settings.title}."
    publisher = f" {settings.publisher}." if settings.publisher else ""
    address = f" {place(settings, f'explainers/{explainer.id}.md', '')}" if settings.url else ""
    return f"“{ended}” {title}{publisher} As known on {dates.in_words(explainer.as_of or settings.as_of)}. {settings.licence.name}.{address}"
