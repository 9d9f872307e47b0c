"""`llms.txt` (llmstxt.org): what the site is and where its texts and data lie, for programs that read instead of people."""

from __future__ import annotations

from generator import dates, exports, prose
from generator.evidence import EvidenceBook
from generator.exports import pages_markdown
from generator.exports._places import place
from generator.exports._plain import line, plain
from generator.site import Site

FILE = "llms.txt"
ABOUT = "A guide to this site for language models and other programs."
_PAGES = (
    ("How to read this site", "how-to-read.md", "what each mark and word means, and what was checked"),
    ("What the sources disagree on", "disagreements.md", "the answers side by side"),
    ("What these sources cannot tell you", "unknown.md", "what none of the sources says"),
    ("Corrections", "corrections.md", "what was changed or withdrawn"),
)


def export(site: Site, book: EvidenceBook) -> str:
    """A title, a summary, how to use it, and lists of links, in the form that llms.txt asks for."""
    settings = site.settings
    lines = [
        f"# {plain(settings.title)}",
        "",
        f"> {line(settings.description)}",
        "",
        f"It covers {dates.in_words(settings.covers)} and knows nothing later than {dates.in_words(settings.as_of)}. Each sentence rests on the "
        "exact words of a named source. It reports what the sources say and does not rate it: name the source and its date when you repeat a claim, "
        "and say where the sources differ.",
        "",
        f"Licence of the site's own texts: {plain(settings.licence.name)}, <{settings.licence.url}>."
        + (f" {plain(settings.licence.note)}" if settings.licence.note else ""),
        "",
        "## Answers",
        "",
    ]
    for name, question in pages_markdown.names(site):
        answer = " ".join(prose.visible(prose.parse(site.explainers[name].short_answer, settings.language)).split())
        lines.append(f"- [{plain(question)}]({place(settings, pages_markdown.FILE.format(name), FILE)}): {plain(answer)}")
    lines += ["", "## Data", ""]
    data = [(*item.files[0], item.about) for item in exports.described(site) if len(item.files) == 1 and item.files[0][1] != FILE]
    lines += [f"- [{plain(title)}]({place(settings, path, FILE)}): {about}" for title, path, about in data]
    lines += ["", "## Optional", ""]
    lines += [f"- [{title}]({place(settings, path, FILE)}): {about}" for title, path, about in _PAGES]
    return "\n".join(lines) + "\n"
