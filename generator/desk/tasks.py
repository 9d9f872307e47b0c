"""What is left for an editor to do, in the order in which it is best done: each task with its place and the next step.

Gathers from the site and from the problems that the checks found; nothing here is a mistake, so nothing fails.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator import relative_dates
from generator.coverage import coverage
from generator.dates import parse
from generator.desk import typed
from generator.desk.names import names
from generator.disputes import disputes
from generator.linker import Mentions
from generator.models import Claim
from generator.problems import Location, Problem
from generator.quotes.normalise import normalise
from generator.site import Site

KINDS = {
    "untriaged": "sentences of sources that are neither quoted nor set aside",
    "unused-claim": "claims that no page tells",
    "no-table": "contested questions without a table on a page",
    "undated": "claims without a date",
    "source-field": "sources with something missing",
    "unknown-name": "names in the sources that nobody bears here",
    "draft": "claims that are still in the source's own words",
}
"""What a task can be, in order."""
_FEWEST = 5
"""Words of a sentence that can be quoted for a claim; fewer are a byline or a heading more often than not."""
_DATES = ("date-missing", "event-undated")
_FIELDS = ("field-missing", "field-empty", "source-date-basis")
_OPENING = tuple("\"'“‘«„(")
"""Behind these a capital says nothing, as at the head of a sentence."""


@dataclass(frozen=True)
class Task:
    """One thing to do: its kind (a key of KINDS), where, what, and the command to type or the line to write next."""

    kind: str
    location: Location
    message: str
    next: str


def tasks(site: Site, problems: Sequence[Problem]) -> list[Task]:
    """Everything that is left, by kind and place; names by how often they stand."""
    makers: dict[str, Callable[[], Iterator[Task]]] = {
        "untriaged": lambda: _untriaged(site),
        "unused-claim": lambda: _unused(site),
        "no-table": lambda: _tables(site),
        "undated": lambda: _undated(site, problems),
        "source-field": lambda: _fields(site, problems),
        "unknown-name": lambda: _names(site),
        "draft": lambda: _drafts(site),
    }
    return [task for kind in KINDS for task in makers[kind]()]


def _untriaged(site: Site) -> Iterator[Task]:
    for name, text in site.texts.items():
        for state in coverage(site, name):
            if state.state == "not triaged":
                sentence = " ".join(text.raw[state.start : state.end].split())
                entry = typed.flow({"quote": sentence, "reason": "fragment", "note": "why it carries no claim"})
                aside = f"below set_aside: in {site.where('sources', name).path} write   - {entry}"
                short = len(sentence.split()) < _FEWEST
                step = aside if short else f"explainer claim {shlex.quote(sentence)} --source {name}   (or {aside})"
                yield Task("untriaged", text.location(state.start), _cut(sentence), step)


def _unused(site: Site) -> Iterator[Task]:
    shown = {section.question for explainer in site.explainers.values() for section in explainer.sections if section.show == "question"}
    for claim in site.live_claims:
        if claim.id in site.cited_on or (claim.answers and claim.answers.question in shown):
            continue
        pages = [site.where("explainers", name).path for entity in claim.about for name in sorted(site.explained_by.get(entity, ()))]
        where = f"in {pages[0]}" if pages else "in a page in content/explainers/"
        yield Task("unused-claim", site.where("claims", claim.id, "id"), _cut(claim.text), f"write [@{claim.id}] behind a sentence {where}")


def _tables(site: Site) -> Iterator[Task]:
    shown = {section.question for explainer in site.explainers.values() for section in explainer.sections}
    for name, dispute in disputes(site).items():
        if dispute.state == "contested" and name not in shown:
            message = f"{site.questions[name].text} {len(dispute.answers)} answers, contested"
            yield Task("no-table", site.where("questions", name, "id"), message, f"add to a section of a page: show: question, question: {name}")


def _undated(site: Site, problems: Sequence[Problem]) -> Iterator[Task]:
    for problem in problems:
        if problem.check in _DATES:
            yield Task("undated", problem.location, problem.message, f"explainer explain {problem.check}")
    for claim in site.live_claims:
        if not (claim.happened or claim.said or claim.as_of) and (found := _day(site, claim)):
            words, day = found
            message = f'"{claim.id}" has no date, and its source says "{words}"'
            yield Task("undated", site.where("claims", claim.id, "id"), message, f"add happened: {day} (or said:, if that is when it was said)")


def _day(site: Site, claim: Claim) -> tuple[str, str] | None:
    """The one day that a quote names, as printed and as a date."""
    for i, citation in enumerate(claim.cite):
        text, match = site.texts.get(citation.source), site.matches.get((claim.id, i))
        if not text or not match or not match.spans:
            continue
        start, end = text.sentence_span(match.spans[0][0], match.spans[-1][1])
        found = relative_dates.mentions(text.raw[start:end], text.language, parse(site.sources[citation.source].issued))
        quoted = [mention for mention in found if any(a <= start + mention.at < b for a, b in match.spans)]
        days = [mention for mention in quoted if len(mention.days) == 1 and mention.days[0][0] == mention.days[0][1]]
        if len(days) == 1:
            return " ".join(days[0].words.split()), days[0].days[0][0].isoformat()
    return None


def _fields(site: Site, problems: Sequence[Problem]) -> Iterator[Task]:
    for problem in problems:
        if problem.location.path.startswith("content/sources/") and problem.check in _FIELDS:
            yield Task("source-field", problem.location, problem.message, "fill it in, then: explainer check")
    for name, source in site.sources.items():
        if source.title is None and source.title_note is None:
            step = "add title:, or title_note: with the reason why there is none"
            yield Task("source-field", site.where("sources", name, "id"), f'"{name}" has no title', step)


def _names(site: Site) -> Iterator[Task]:
    """Names of nobody known. A single word counts only if it has its capital in the middle of a sentence too; what is set aside does not."""
    known = _known(site)
    found: dict[str, list[Location]] = {}
    inside: set[str] = set()
    for source, text in site.texts.items():
        passed = [(mention.start, mention.end) for mention in known.find(text.raw)]
        passed += [(state.start, state.end) for state in coverage(site, source) if state.reason and not state.claims]
        openings = {start for start, _ in text.sentences}
        for start, end in names(text.raw, text.language):
            spelling = " ".join(text.raw[start:end].split())
            if not any(a < end and start < b for a, b in passed) and not any(map(str.isdigit, spelling)):
                found.setdefault(spelling, []).append(text.location(start))
                if " " in spelling or not (start in openings or text.raw[start - 1 : start] in _OPENING):
                    inside.add(spelling)
    found = {spelling: places for spelling, places in found.items() if spelling in inside}
    for spelling, places in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        times = "once" if len(places) == 1 else f"{len(places)} times"
        step = f"explainer quote {shlex.quote(spelling)}   (then a file in content/actors/, factions/ or geography/, or an alias of one)"
        yield Task("unknown-name", places[0], f'"{spelling}" stands {times}', step)


def _known(site: Site) -> Mentions:
    """All spellings of entities, and the names of outlets, houses, authors and origins, which need no page."""
    others: list[str] = [origin.name for origin in site.settings.origins]
    for source in site.sources.values():
        others += [source.container_title, source.container_title.removeprefix("The "), source.house or ""]
        for author in source.author:
            others += [author.literal or "", author.family or "", f"{author.given or ''} {author.family or ''}".strip()]
    spellings = [(entity.name, entity.id) for entity in site.entities.values()]
    spellings += [(alias.name, entity.id) for entity in site.entities.values() for alias in entity.aliases]
    spellings += [(claim.speaker.name, "a speaker") for claim in site.live_claims if claim.speaker and claim.speaker.name]
    return Mentions([*spellings, *((name, "a source") for name in others if name)])


def _drafts(site: Site) -> Iterator[Task]:
    for claim in site.live_claims:
        words = normalise(claim.text).text.rstrip(".").casefold()
        for citation in claim.cite:
            quoted = normalise(citation.quote).text.rstrip(".").casefold()
            if words == quoted or (words.startswith(quoted) and words.endswith(" said")):
                message = f'"{claim.id}" says what its quote says, word for word'
                yield Task("draft", site.where("claims", claim.id, "text"), message, "put it into your own words, in the past tense")
                break


def _cut(words: str) -> str:
    return words if len(words) <= 90 else words[:87].rsplit(" ", 1)[0] + " …"
