"""The report of a run as Markdown, for an issue: grouped by verdict, with what to do next.

Addresses and words come from strangers' pages, so all of them stand in code spans and can act as nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.external.report import printable, summary
from generator.external.run import Finding, Report
from generator.external.verdict import VERDICTS, Name

_NEXT: dict[Name, str] = {
    "dead": "These failed on three different days. Open each in a browser; if it is gone, add a copy in a web archive as `archive_url`.",
    "drifted": "These pages answer, but words that we quote are gone or changed. Compare with the archived text: a correction by the publisher may "
    "change the claim; otherwise nothing but the link is affected.",
    "suspicious": "These lead somewhere, but hardly to what was cited. Open each in a browser.",
    "moved": "These have a new address for good. Write the new one into the record.",
    "unverified": "These keep programs out, or failed for the first or second time. Nothing to do, unless a browser shows that they are gone.",
}


def as_markdown(report: Report) -> str:
    """The whole report, without a line end at the end."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"**{summary(report)}.**"
    for name in VERDICTS:
        found = [finding for finding in report.findings if finding.verdict.name == name]
        if not found or name == "ok":
            continue
        yield from ("", f"## {name.capitalize()} ({len(found)})", "", _NEXT[name], "")
        for finding in found:
            yield from _finding(finding)
    yield from _fragments(report)
    if report.problems:
        yield from ("", "## Entries of `external.ignore`", "")
        yield from (f"- {code(str(problem.location))}: {_plain(problem.message)}" for problem in report.problems)
    if report.note:
        yield from ("", f"Note: {_plain(report.note)}.")


def _finding(finding: Finding) -> Iterator[str]:
    address, verdict = finding.address, finding.verdict
    yield f"- [ ] {code(address.url)} {_plain(verdict.words)}" if verdict.name != "unverified" else f"- {code(address.url)} {_plain(verdict.words)}"
    if verdict.moved_to:
        yield f"  - new address: {code(verdict.moved_to)}"
    yield f"  - in {', '.join(code(str(place)) for place in address.places)}"
    quotes = {(q.claim, q.quote): q for q in address.quotations}
    for drift in verdict.drifts:
        quotation = quotes.get((drift.claim, drift.quote))
        where = f", {code(str(quotation.place))}" if quotation else ""
        yield f"  - claim {code(drift.claim)}{where}: " + (code(drift.change) if drift.change else f"{code(drift.quote)} is gone")
    if verdict.name in ("dead", "suspicious") and address.archive and not address.has_archive:
        yield f"  - a copy may be at {code(address.archive)}"


def _fragments(report: Report) -> Iterator[str]:
    """Links that open the page at its top only: a blemish, so they come last."""
    rows = []
    for finding in report.findings:
        rows += [f"- {code(finding.address.url)}: the passage of claim {code(claim)}" for claim in finding.verdict.astray]
        rows += [f"- {code(finding.address.url)}: {code('#' + anchor)}" for anchor in finding.verdict.lost]
    if rows:
        yield from ("", f"## Links that no longer lead to their passage ({len(rows)})", "", *rows)


def code(text: str) -> str:
    """A code span that holds the text, whatever is in it."""
    plain = printable(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", plain)), default=0) + 1)
    space = " " if plain.startswith("`") or plain.endswith("`") or not plain else ""
    return f"{fence}{space}{plain}{space}{fence}"


def _plain(text: str) -> str:
    """Our own sentence with a stranger's words in it: addresses and names in quotes stay visible, nothing of it is markup or a mention."""
    plain = re.sub(r"([\\`*_\[\]<>#@|~&])", r"\\\1", printable(text))
    return re.sub(r"([@#]|www(?=\.)|:(?=//))", "\\1\u200b", plain)  # a host of issues looks for mentions and addresses in the finished text
