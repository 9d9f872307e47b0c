"""The home page: what the site covers, what it does not know, and the answers one click away."""

from __future__ import annotations

from collections.abc import Iterator

from generator import dates, prose
from generator.evidence import EvidenceBook
from generator.origins import origin_of
from generator.pages import as_known
from generator.pages.page import Page
from generator.site import Site


def pages(site: Site, book: EvidenceBook) -> Iterator[Page]:
    """The one home page."""
    yield Page(
        path="index.md",
        title=site.settings.title,
        description=site.settings.description,
        template="home.md.j2",
        section="",
        label="Home",
        context={
            "intro": prose.parse(site.settings.intro, site.settings.language),
            "covers": dates.in_words(site.settings.covers),
            "as_of": dates.in_words(site.settings.as_of),
            "explainers": list(site.explainers.values()),
            "answers": {name: first_sentence(prose.parse(e.short_answer, site.settings.language)) for name, e in site.explainers.items()},
            "dated": {name: dates.in_words(e.as_of or site.settings.as_of) for name, e in site.explainers.items()},
            "counts": counts(site),
            "as_known": [(f"as-known/{day}.md", dates.in_words(day)) for day in as_known.days(site)],
            "further": further(site, book),
        },
    )


def further(site: Site, book: EvidenceBook) -> list[tuple[str, str, str]]:
    """(title, address, what it shows) of the pages across the whole site."""
    contested = sum(dispute.state == "contested" for dispute in book.disputes.values())
    questions = f"{contested} {'question' if contested == 1 else 'questions'} with answers that contradict each other, side by side."
    found = [
        ("What the sources disagree on", "disagreements.md", questions),
        ("What these sources cannot tell you", "unknown.md", "What none of them says, with the words searched for."),
        ("Timeline", "timeline.md", "The events that this site's claims date, in order."),
        ("Who is with whom", "relations.md", "Family, command, alliance and opposition, drawn and as a table."),
        ("Map and places", "map.md", "Where things are, as far as the sources say."),
        ("A–Z of names", "names.md", "Every spelling this site has of a name, and whom it means."),
    ]
    return [*found, ("As known on", as_known.INDEX, "What the sources had printed by a given day.")] if as_known.days(site) else found


def first_sentence(answer: prose.Prose) -> str:
    """The first sentence of a short answer, in plain words: each stands by itself, so the rest can wait for the page."""
    return next((sentence.text for block in answer.blocks for sentence in block.sentences), "")


def counts(site: Site) -> dict[str, int]:
    """How many sources, outlets and independent origins the whole site rests on, and how many claims and quotes it holds."""
    used = {origin_of(site, c, site.matches.get((claim.id, i))) for claim, i, c in site.citations()}
    live = [claim for claim in site.claims.values() if claim.retired is None]
    return {
        "sources": len(site.sources),
        "outlets": len({source.container_title for source in site.sources.values()}),
        "origins": len(used | {source.origin for source in site.sources.values()}),
        "claims": len(live),
        "quotes": sum(len(claim.cite) for claim in live),
    }
