"""*As known on*: what the sources had printed up to a day, a page for each day that the settings name, and their index.

Derived from the claims and the dates of publication alone. It must not say what anybody knew, and shows no claim before its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator import dates
from generator.evidence import EvidenceBook, issued
from generator.models import Claim, Question, Source
from generator.origins import origin_of
from generator.pages.page import Page
from generator.site import Site

INDEX = "as-known/index.md"
MOST_CLAIMS, MOST_QUESTIONS = 240, 60
"""How many claims and questions a page shows in words, so that no page is huge; the others are counted, with where they stand."""


@dataclass(frozen=True)
class Answered:
    """What the latest article had answered to a question by a day. `perhaps` are answers of articles that were perhaps out already;
    `change` says what is new since the day before, empty for the first day."""

    question: Question
    latest: tuple[Claim, ...]
    earlier: int
    perhaps: tuple[Claim, ...]
    change: str


@dataclass(frozen=True)
class Snapshot:
    """What the sources had printed by a day. Claims are those that were not yet printed by the day before; `still` counts the sources to come."""

    day: str
    words: str
    sources: tuple[Source, ...]
    perhaps: tuple[Source, ...]
    still: int
    origins: int
    total: int
    topics: dict[str, tuple[Claim, ...]]
    maybe: tuple[Claim, ...]
    answered: tuple[Answered, ...]
    unanswered: tuple[Question, ...]
    before: str = ""

    @property
    def new(self) -> int:
        """How many claims came since the day before."""
        return sum(len(claims) for claims in self.topics.values())

    @property
    def path(self) -> str:
        """Where its page lies."""
        return f"as-known/{self.day}.md"


def days(site: Site) -> list[str]:
    """The days of the settings, earliest first, each once."""
    return sorted(set(site.settings.as_known_on))


def pages(site: Site, book: EvidenceBook) -> Iterator[Page]:
    """The index and a page a day; none where the settings name no day."""
    made = snapshots(site)
    if not made:
        return
    section = "Overview/As known on"
    yield Page(
        path=INDEX,
        title="As known on",
        description="What these sources had printed up to a given day.",
        template="as-known-index.md.j2",
        section=section,
        context={"snapshots": made, "sources": len(site.sources)},
    )
    for place, snapshot in enumerate(made):
        yield Page(
            path=snapshot.path,
            title=f"As known on {snapshot.words}",
            description=f"What these sources had printed by {snapshot.words}: by date of publication, not by what anybody knew.",
            template="as-known.md.j2",
            section=section,
            label=snapshot.words,
            context={
                "snapshot": snapshot,
                "previous": made[place - 1] if place else None,
                "next": made[place + 1] if place + 1 < len(made) else None,
                "issued": {source.id: issued(source) for source in site.sources.values()},
                "printed": lambda claim, day=snapshot.day: printed(site, claim, day),
                "titles": {name: topic.topic for name, topic in site.topics.items()},
                "shown": list(_within(snapshot.topics)),
                "most": MOST_QUESTIONS,
                "most_claims": MOST_CLAIMS,
                "all_sources": len(site.sources),
            },
        )


def _within(topics: dict[str, tuple[Claim, ...]]) -> Iterator[str]:
    """The topics, from the first, whose claims fit on the page together; the first one always."""
    room = MOST_CLAIMS
    for place, (name, claims) in enumerate(topics.items()):
        room -= len(claims)
        if room >= 0 or not place:
            yield name


def snapshots(site: Site) -> list[Snapshot]:
    """What the sources had printed by each day of the settings, earliest first."""
    chosen = days(site)
    return [_snapshot(site, day, before) for before, day in pairwise(["", *chosen])]


def _snapshot(site: Site, day: str, before: str) -> Snapshot:
    out = [claim for claim in site.live_claims if _out(site, claim, day)]
    maybe = tuple(claim for claim in site.live_claims if not _out(site, claim, day) and _out(site, claim, day, perhaps=True))
    known = {claim.id for claim in out if before and _out(site, claim, before)}
    topics: dict[str, list[Claim]] = {}
    for claim in sorted(out, key=lambda claim: site.topics[site.topic_of[claim.id]].topic.casefold()):
        if claim.id not in known:
            topics.setdefault(site.topic_of[claim.id], []).append(claim)
    ordered = sorted(site.sources.values(), key=lambda source: (dates.parse(source.issued).first, source.id))
    sources = tuple(source for source in ordered if _published(source, day))
    perhaps = tuple(source for source in ordered if source not in sources and _published(source, day, perhaps=True))
    answers: dict[str, list[Claim]] = {}
    for claim in site.live_claims:
        if claim.answers:
            answers.setdefault(claim.answers.question, []).append(claim)
    answered = [_answered(site, site.questions[name], answers[name], day, before) for name in site.questions if name in answers]
    return Snapshot(
        day=day,
        words=dates.in_words(day),
        sources=sources,
        perhaps=perhaps,
        still=len(ordered) - len(sources) - len(perhaps),
        origins=len(_origins(site, out, day)),
        total=len(out),
        topics={name: tuple(claims) for name, claims in topics.items()},
        maybe=maybe,
        answered=tuple(sorted((row for row in answered if row.latest or row.perhaps), key=lambda row: row.change == "no new answer")),
        unanswered=tuple(row.question for row in answered if not row.latest and not row.perhaps),
        before=before and dates.in_words(before),
    )


def _published(source: Source, day: str, *, perhaps: bool = False) -> bool:
    """Whether a source was out on a day: surely, or perhaps where its date is not exact."""
    found = dates.parse(source.issued)
    return (found.first if perhaps else found.last) <= date.fromisoformat(day)


def _out(site: Site, claim: Claim, day: str, *, perhaps: bool = False) -> bool:
    """Whether a claim could be read on a day: its first source was out, and it speaks of nothing said or holding only later."""
    own = [dates.parse(edtf).first for edtf in (claim.said, claim.as_of) if edtf]
    return all(first <= date.fromisoformat(day) for first in own) and any(
        _published(site.sources[citation.source], day, perhaps=perhaps) for citation in claim.cite
    )


def printed(site: Site, claim: Claim, day: str) -> str:
    """The outlets that had printed a claim by a day, with their dates; those that were perhaps out where there is no other."""
    cited = [site.sources[citation.source] for citation in claim.cite]
    found = [source for source in cited if _published(source, day)] or [source for source in cited if _published(source, day, perhaps=True)]
    ordered = sorted(dict.fromkeys(source.id for source in found), key=lambda name: (dates.parse(site.sources[name].issued).first, name))
    return "; ".join(f"{site.sources[name].container_title}, {issued(site.sources[name])}" for name in ordered)


def _origins(site: Site, claims: list[Claim], day: str) -> set[str]:
    """The independent origins of what was printed by a day."""
    return {
        origin_of(site, citation, site.matches.get((claim.id, index)))
        for claim in claims
        for index, citation in enumerate(claim.cite)
        if _published(site.sources[citation.source], day)
    }


def _answered(site: Site, question: Question, answers: list[Claim], day: str, before: str) -> Answered:
    out = [claim for claim in answers if _out(site, claim, day)]
    latest = _latest(site, out, day)
    former = _latest(site, [claim for claim in out if before and _out(site, claim, before)], before)
    perhaps = tuple(claim for claim in answers if claim not in out and _out(site, claim, day, perhaps=True))
    if former != latest:
        early = any(_out(site, claim, before, perhaps=True) for claim in latest) if before else False
        change = "new answer" if former else "perhaps out by then, surely since" if early else "answered for the first time"
    else:
        change = "perhaps a new answer" if perhaps else "no new answer"
    return Answered(question, latest, len(out) - len(latest), perhaps, change if before else "")


def _latest(site: Site, claims: list[Claim], day: str) -> tuple[Claim, ...]:
    """The answers that the latest article out by a day gave, in file order; what it repeats counts as said again."""
    cited = {claim.id: [site.sources[citation.source] for citation in claim.cite] for claim in claims}
    last = {name: max(dates.parse(source.issued).first for source in sources if _published(source, day)) for name, sources in cited.items()}
    newest = max(last.values(), default=None)
    return tuple(claim for claim in claims if last[claim.id] == newest)
