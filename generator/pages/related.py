"""Related pages, derived from shared claims, each with its reason. At most a handful, so that no page grows with the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.models import Entity, Explainer
from generator.site import Site

MOST = 6


def explainers(site: Site, explainer: Explainer, cited: Iterable[str]) -> list[tuple[Explainer, str]]:
    """(explainer, reason): first those the editors chose, then those that cite most of the same claims."""
    shared = Counter(name for claim in cited for kind, name in site.cited_on.get(claim, ()) if kind == "explainers" and name != explainer.id)
    chosen = [name for name in dict.fromkeys(explainer.related) if name in site.explainers]
    derived = sorted((name for name in shared if name not in chosen), key=lambda name: (-shared[name], site.explainer_order[name]))
    names = [*chosen, *derived[: max(0, MOST - len(chosen))]]
    return [(site.explainers[name], _shares(shared[name])) for name in names]


def entities(site: Site, entity: Entity) -> list[tuple[Entity, str]]:
    """(entity, reason): those that most claims about this one are about as well."""
    shared = Counter(name for claim in site.claims_about[entity.id] for name in set(claim.about) if name != entity.id and name in site.entities)
    names = sorted(shared, key=lambda name: (-shared[name], site.entities[name].name, name))[:MOST]
    return [(site.entities[name], _shares(shared[name])) for name in names]


def users(site: Site, source: str) -> tuple[list[tuple[Explainer, int]], int]:
    """The explainers that rest most on a source, with how many of its claims each cites, and how many explainers are left out."""
    claims = dict.fromkeys(claim for _, _, claim in site.quoted_in[source])
    counted = Counter(name for claim in claims for kind, name in site.cited_on.get(claim, ()) if kind == "explainers")
    names = sorted(counted, key=lambda name: (-counted[name], site.explainer_order[name]))
    return [(site.explainers[name], counted[name]) for name in names[:_MOST_USERS]], max(0, len(names) - _MOST_USERS)


_MOST_USERS = 12


def _shares(number: int) -> str:
    return "chosen by the editors" if not number else f"shares {number} {'claim' if number == 1 else 'claims'}"
