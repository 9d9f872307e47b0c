"""How many independent origins a claim has. Derived, never typed: outlets that print one agency, belong to one house or
quote one speaker are one origin for that claim."""

from __future__ import annotations

from generator.models import Citation, Claim
from generator.quotes.matcher import Match
from generator.site import Site


def origin_of(site: Site, citation: Citation, found: Match | None) -> str:
    """The origin (an id from site.yaml) of the passage a citation quotes: its override, its passage's, or its source's."""
    if citation.origin:
        return citation.origin
    source = site.sources[citation.source]
    if found and found.spans:
        start = found.spans[0][0]
        for passage, span in site.passages.get(citation.source, ()):
            if span[0] <= start < span[1]:
                return passage
    return source.origin


def independent(site: Site, claim: Claim) -> list[str]:
    """The independent origins of a claim, one representative id each, in the order of its citations.

    Two citations are one origin where they share the passage's origin or the house of their outlets; a claim with a
    named speaker has one origin, the speaker, however many outlets print it.
    """
    groups: list[set[str]] = []
    names: list[str] = []
    for index, citation in enumerate(claim.cite):
        if citation.source not in site.sources:
            continue
        origin = origin_of(site, citation, site.matches.get((claim.id, index)))
        source = site.sources[citation.source]
        keys = {f"origin:{origin}"}
        if origin == source.origin:
            keys.add(f"house:{source.house or source.container_title}")
        touching = [i for i, group in enumerate(groups) if group & keys]
        if touching:
            for i in touching[1:]:
                groups[touching[0]] |= groups[i]
            groups[touching[0]] |= keys
            for i in reversed(touching[1:]):
                del groups[i], names[i]
        else:
            groups.append(keys)
            names.append(origin)
    return names[:1] if claim.speaker else names
