"""The coverage report: one local HTML file in which an editor sees each article with what became of its sentences.

It shows the articles whole, so it is for the desk and never for the site: it refuses to be written where things are published.
Must stay one self-contained file without a script and without another host; everything curated is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from generator import dates, engine, writer
from generator.coverage import SentenceState, coverage
from generator.models.entity import RIGHT_TO_LEFT
from generator.problems import ConfigurationError
from generator.site import Site

DEFAULT = Path("build/coverage.html")
_BEGINNING = "<!doctype html>\n<!-- coverage report of explainer: local, not for publication -->\n"
_STATES = {
    "cited": ("cited", "●", "cited"),
    "set aside": ("aside", "◇", "set aside"),
    "not triaged": ("left", "▲", "untouched"),
}
"""For each state: class, shape and word, so that none depends on colour."""
_FOLDERS = ("content", "seeds", engine.DOCS, engine.SITE, engine.STAGING, engine.PREVIOUS)


def write(site: Site, project: Path, file: Path | None = None) -> Path:
    """The path the report was written to: `file`, or `build/coverage.html` in the project.

    Raises ConfigurationError for a place among what is published or curated and for a file that is no such report,
    EnvironmentFault where the disk does not let us. The old report stays whole until the new one is.
    """
    path = file if file is not None else project / DEFAULT
    real = path.resolve()
    for folder in _FOLDERS:
        if real.is_relative_to((project / folder).resolve()):
            raise ConfigurationError(f"the coverage report shows whole articles and is not published; write it outside {folder}/")
    if real.is_dir():
        raise ConfigurationError(f'"{path.name}" is a folder; name a file for the coverage report')
    if real.is_file() and not _is_report(real):
        raise ConfigurationError(f'"{path.name}" is there already and is no coverage report; name another file')
    writer.write_file(real, html(site).encode("utf-8"))
    return path


def _is_report(path: Path) -> bool:
    with writer.disk_faults("read", path.name), path.open("rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING.encode()


def html(site: Site) -> str:
    """The report as one HTML document."""
    states = {name: coverage(site, name) for name in site.texts}
    return _BEGINNING + "".join(f"{line}\n" for line in _document(site, states))


def _document(site: Site, states: dict[str, list[SentenceState]]) -> Iterator[str]:
    title = escape(site.settings.title)
    yield f'<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Coverage: {title}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Coverage: {title}</h1>"
    yield "<p>For editors. It shows the archived articles whole and is not for publication.</p>"
    yield from _table(states)
    yield "<p>" + " ".join(_mark(state) for state in _STATES) + " The words a claim quotes are <u>underlined</u>.</p>"
    for name, found in states.items():
        yield from _article(site, name, found)
    yield "</main>\n</body>\n</html>"


def _table(states: dict[str, list[SentenceState]]) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    yield f"<table>\n<caption>Sentences by source</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    everything = [state for found in states.values() for state in found]
    for name, found in states.items():
        yield _row(f'<a href="#{escape(name)}">{escape(name)}</a>', found)
    yield f"</tbody>\n<tfoot>{_row('all', everything)}</tfoot>\n</table>"


_HEADS = ("Source", "Sentences", "Cited", "Set aside", "Untouched", "Words quoted")


def _row(name: str, found: Sequence[SentenceState]) -> str:
    counts = Counter(state.state for state in found)
    words, quoted = sum(state.words for state in found), sum(state.quoted for state in found)
    share = f"{100 * quoted // words} % of {words}" if words else "–"
    cells = [str(len(found)), *(str(counts[state]) for state in _STATES), share]
    numbers = "".join(f'<td data-head="{head}">{cell}</td>' for head, cell in zip(_HEADS[1:], cells, strict=True))
    return f'<tr><th scope="row">{name}</th>{numbers}</tr>'


def _mark(state: str) -> str:
    kind, shape, word = _STATES[state]
    return f'<span class="mark {kind}"><span aria-hidden="true">{shape}</span> {word}</span>'


def _article(site: Site, name: str, found: list[SentenceState]) -> Iterator[str]:
    source, text = site.sources[name], site.texts[name]
    place = site.where("sources", name, "id")
    heading = escape(source.title or f"{source.container_title}, no headline seen")
    yield f'<section id="{escape(name)}">\n<h2>{heading}</h2>'
    yield f"<p>{escape(source.container_title)}, {escape(dates.in_words(source.issued))} · <code>{escape(f'{place.path}:{place.line}')}</code> · "
    yield f"<code>{escape(text.path)}</code></p>\n<ol>"
    direction = "rtl" if source.language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
    before = 0
    for state in found:
        kind = _STATES[state.state][0]
        paragraph = " new" if "\n" in text.raw[before : state.start] else ""
        before = state.end
        yield f'<li class="{kind}{paragraph}">'
        yield f'<p lang="{escape(source.language)}" dir="{direction}">{_words(text.raw, state)}</p>'
        yield f'<p class="why">{_mark(state.state)} {_why(site, name, state)}</p></li>'
    yield "</ol>\n</section>"


def _words(raw: str, state: SentenceState) -> str:
    """The sentence with the quoted words underlined."""
    pieces, at = [], state.start
    for start, end in state.spans:
        pieces += [escape(raw[at:start]), f"<u>{escape(raw[start:end])}</u>"]
        at = end
    return "".join([*pieces, escape(raw[at : state.end])])


def _why(site: Site, source: str, state: SentenceState) -> str:
    parts = []
    for claim in state.claims:
        place = site.where("claims", claim)
        parts.append(f"{escape(claim)} <code>{escape(f'{place.path}:{place.line}')}</code>")
    if state.claims:
        parts[0] = "by " + parts[0]
    if state.aside is not None:
        entry = site.sources[source].set_aside[state.aside]
        place = site.where("sources", source, "set_aside", state.aside)
        also = "set aside too: " if state.claims else ""
        parts.append(f"{also}{escape(entry.reason)}: {escape(entry.note)} <code>{escape(f'{place.path}:{place.line}')}</code>")
    return "; ".join(parts) or f"<code>{escape(':'.join(str(site.texts[source].location(state.start)).split(':')[:2]))}</code>"


_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --quiet: #555; --line: #767676;
  --cited: #e3f1e4; --aside: #ececec; --left: #fde6d8; }
@media (prefers-color-scheme: dark) { :root { --ink: #ededed; --paper: #161616; --quiet: #b8b8b8; --line: #8c8c8c;
  --cited: #173a1d; --aside: #2e2e2e; --left: #532810; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 48rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
a { color: inherit; } code { font-size: .85em; } u { text-decoration-thickness: 2px; text-underline-offset: 3px; }
table { border-collapse: collapse; width: 100%; } caption { text-align: start; font-weight: 600; }
th, td { padding: .3rem .5rem; text-align: end; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
th:first-child { text-align: start; }
ol { padding: 0; list-style: none; } li { margin: .25rem 0; padding: .25rem .6rem; border-inline-start: .4rem solid var(--line); }
li.new { margin-top: 1rem; } li p { margin: 0; } .why { color: var(--quiet); font-size: .85rem; }
.cited { background: var(--cited); } .aside { background: var(--aside); } li.aside { border-inline-start-style: dashed; }
.left { background: var(--left); } li.left { border-inline-start-style: double; }
.mark { color: var(--ink); font-weight: 600; padding: 0 .3rem; white-space: nowrap; }
li .mark { padding: 0; }
@media (max-width: 40rem) { thead { display: none; } tr, th, td { display: block; text-align: start; border: 0; padding: 0 .5rem; }
  tr { padding: .4rem 0; border-bottom: 1px solid var(--line); } td::before { content: attr(data-head) ": "; color: var(--quiet); } }
@media print { li { break-inside: avoid; } }
"""
