"""Pages about the site itself: how to read it, what is checked, corrections, downloads."""

from __future__ import annotations

from collections.abc import Iterator

from generator import dates, exports, manual, prose
from generator.evidence import EvidenceBook
from generator.pages.home import counts
from generator.pages.page import Page
from generator.site import Site


def pages(site: Site, book: EvidenceBook) -> Iterator[Page]:
    """How to read this site, what is checked, corrections, downloads."""
    naming = site.settings.naming
    yield Page(
        path="how-to-read.md",
        title="How to read this site",
        description="What each mark and word on this site means, and what was checked.",
        template="how-to-read.md.j2",
        section="About",
        context={
            "naming": prose.parse(naming, site.settings.language) if naming else None,
            "counts": counts(site),
            "covers": dates.in_words(site.settings.covers),
            "as_of": dates.in_words(site.settings.as_of),
            "origins": site.settings.origins,
        },
    )
    yield Page(
        path="checks.md",
        title="What is checked",
        description="Every check that the content of this site has to pass before it is published.",
        template="checks.md.j2",
        section="About",
        context={"manuals": list(manual.manuals())},
    )
    changed = [(change, claim) for claim in site.claims.values() for change in claim.changes]
    withdrawn = [claim for claim in site.claims.values() if claim.retired]
    yield Page(
        path="corrections.md",
        title="Corrections",
        description="What was changed or withdrawn after publication, when and why.",
        template="corrections.md.j2",
        section="About",
        context={
            "changes": sorted(changed, key=lambda item: (item[0].date, item[1].id), reverse=True),
            "withdrawn": sorted(withdrawn, key=lambda claim: (claim.retired.date if claim.retired else "", claim.id), reverse=True),
            "in_words": dates.in_words,
        },
    )
    yield Page(
        path="downloads.md",
        title="Downloads",
        description="The claims and sources of this site as data.",
        template="downloads.md.j2",
        section="About",
        context={"files": exports.described(site)},
    )
