"""Each explainer as one readable Markdown file: answer, sections, and every quotation behind them. For people who take a text
with them and for programs. The name ends in .txt, because a file ending in .md would become a page of the site."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses, dates, tables
from generator import prose as prose_module
from generator.evidence import Evidence, EvidenceBook
from generator.exports._cite import cite
from generator.exports._places import place
from generator.exports._plain import line, plain, prose
from generator.models import Section
from generator.site import Site

FILE = "data/pages/{}.md.txt"
ABOUT = "Each answer as a Markdown text with all its quotations."


def names(site: Site) -> Iterator[tuple[str, str]]:
    """(id, question) of each explainer, in reading order."""
    return ((explainer.id, explainer.question) for explainer in site.explainers.values())


def export(site: Site, book: EvidenceBook) -> Iterator[tuple[str, str]]:
    """(id, text) of each explainer: question, short answer, sections with [n] marks, and the list of claims that n counts."""
    shown: dict[str, str] = {}
    return ((name, _Twin(site, book, name, shown).text()) for name in site.explainers)


class _Twin:
    """One file in the making. Numbers claims in the order of their first mark; `shown` keeps what a claim looks like in any file."""

    def __init__(self, site: Site, book: EvidenceBook, name: str, shown: dict[str, str]) -> None:
        self.site, self.book, self.shown, self.explainer = site, book, shown, site.explainers[name]
        self.here = FILE.format(name)
        self.cited: dict[str, int] = {}
        self.inferred: dict[str, None] = {}

    def text(self) -> str:
        explainer, settings = self.explainer, self.site.settings
        as_of = dates.in_words(explainer.as_of or settings.as_of)
        parts = [f"# {plain(explainer.question)}", self.prose(explainer.short_answer), f"As known on {as_of}. {plain(settings.title)}."]
        for section in explainer.sections:
            parts += [f"## {plain(section.heading)}", *self.section(section)]
        if self.inferred:
            parts += ["## Our own inferences", *map(self.inference, self.inferred)]
        if self.cited:
            parts += ["## Where each sentence comes from", *(f"[{number}] {self.evidence(name)}" for name, number in self.cited.items())]
        parts += ["## Cite this page", line(cite(self.site, explainer))]
        parts.append(f"The page: <{self.place(f'explainers/{explainer.id}.md')}>")
        if settings.licence.note:
            parts.append(line(settings.licence.note))
        return "\n\n".join(parts) + "\n"

    def section(self, section: Section) -> Iterator[str]:
        """The prose of a section, then its generated table as a list."""
        if section.text:
            yield self.prose(section.text)
        if section.show == "question" and section.question:
            yield "\n".join(self.answer(row) for row in tables.question(self.site, self.book, section.question).rows)
        elif section.show == "positions":
            rows = tables.positions(self.site)
            yield "\n".join(self.item(f"{self.entity(r.of)} on {self.entity(r.toward)}: {r.words} ({r.stand})", r.when, r.claim.id) for r in rows)
        elif section.show == "relations":
            links = tables.relations(self.site)
            yield "\n".join(self.item(f"{self.entity(r.subject)}, {r.label}: {self.entity(r.object)}", r.when, r.claim.id) for r in links)
        elif section.show == "timeline":
            yield "\n".join(self.item(f"{r.when}: {r.what}", "", r.claim.id) for r in tables.events(self.site))

    def answer(self, row: dict[str, object]) -> str:
        """A row of a table of answers."""
        evidence = row["evidence"]
        assert isinstance(evidence, Evidence) and evidence.claim.answers
        answer = evidence.claim.answers
        value = " ".join(part for part in (answer.qualifier, answer.value, answer.unit) if part)
        counts = f" ({answer.counts})" if answer.counts else ""
        who = evidence.speaker or evidence.quotes[0].outlet
        return self.item(f"{value}{counts}, {who}", str(row["when"]), evidence.claim.id)

    def item(self, words: str, when: str, claim: str) -> str:
        return f"- {line(words)}{', ' + when if when else ''}{self.mark((claim,))}"

    def inference(self, name: str) -> str:
        found = self.site.inferences[name]
        premises = self.mark(found.premises).strip()
        return f"{line(found.text)} It rests on {premises}. What would change it: {plain(found.would_change)}"

    def evidence(self, name: str) -> str:
        """A claim with the words it rests on."""
        if name not in self.shown:
            self.shown[name] = self.claim(self.book.of(name))
        return self.shown[name]

    def claim(self, evidence: Evidence) -> str:
        speaker = f" Said by {plain(evidence.speaker)}." if evidence.speaker else ""
        dated = [f"Happened {evidence.happened}.", f"Said {evidence.said}.", f"As of {evidence.as_of}."]
        when = "".join(f" {words}" for words, given in zip(dated, (evidence.happened, evidence.said, evidence.as_of), strict=True) if given)
        labels = "; ".join(label.words for label in evidence.labels)
        lines = [f"{plain(evidence.claim.text)}{speaker}{when} ({labels})", ""]
        for citation, quote in zip(evidence.claim.cite, evidence.quotes, strict=True):
            lines.append(f"- “{plain(citation.quote)}” {plain(quote.outlet)}, {quote.issued}; {quote.verdict}. <{quote.url}>")
        lines.append(f"- Address of this claim: <{self.place(addresses.evidence(self.site, evidence.claim.id))}>")
        return "\n".join(lines)

    def prose(self, text: str) -> str:
        return prose(prose_module.parse(text, self.site.settings.language), self.mark, self.target)

    def mark(self, ids: tuple[str, ...]) -> str:
        """Marks as [1][2]; a sentence that is our inference or an absence says so."""
        out = ""
        for name in ids:
            if name in self.site.claims:
                out += f" [{self.cited.setdefault(name, len(self.cited) + 1)}]"
            elif name in self.site.inferences:
                self.inferred[name] = None
                out += " (our inference)"
            else:
                out += " (not in these sources)"
        return out

    def target(self, target: str) -> str | None:
        kind = self.site.kind_of.get(target)
        return self.place(addresses.page_of(kind, target)) if kind else target if ":" in target else None

    def entity(self, name: str) -> str:
        return self.site.entities[name].name if name in self.site.entities else name

    def place(self, address: str) -> str:
        return place(self.site.settings, address, self.here)
