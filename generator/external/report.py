"""What a run found, as problems at the YAML that names the addresses, as lines, as JSON and as JUnit XML.

Only words it; nothing is judged here. No text of a page is printed but the passage that a quote is compared with.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from generator.external.run import Finding, Report
from generator.external.verdict import VERDICTS
from generator.problems import Location, Problem

GRAVE = ("dead", "drifted")
"""What `--strict` fails for."""
_LONGEST = 300


def problems(report: Report, strict: bool = False) -> list[Problem]:
    """The findings that are not `ok`, each at every place that names the address; drifted quotes at the quote. Sorted.

    All are warnings, but with `strict` those of GRAVE.
    """
    found = list(report.problems)
    for finding in report.findings:
        severity = "error" if strict and finding.verdict.name in GRAVE else "warning"
        found += [Problem(where, f"external-{name}", printable(words), severity) for where, name, words in _at_places(finding)]
    return sorted(found)


def _at_places(finding: Finding) -> Iterator[tuple[Location, str, str]]:
    address, verdict = finding.address, finding.verdict
    quotes = {(q.claim, q.quote): q for q in address.quotations}
    for drift in verdict.drifts:
        quotation = quotes.get((drift.claim, drift.quote))
        nearest = f"nearest is: {drift.change}" if drift.change else "nor is anything like it"
        if quotation:
            yield quotation.place, verdict.name, f"the page no longer has these words; {nearest} ({address.url})"
    for claim in verdict.astray:
        for quotation in address.quotations:
            if quotation.claim == claim and quotation.part:
                yield quotation.place, "fragment", f"the page has these words, but the link to them leads to the top of it ({address.url})"
                break
    for anchor in address.anchors:
        if anchor.part in verdict.lost:
            yield anchor.place, "fragment", f'the page has no place "#{anchor.part}" ({address.url})'
    if verdict.name not in ("ok", "drifted"):
        for place in address.places:
            yield place, verdict.name, f"{address.url} {verdict.words}{advice(finding)}"


def advice(finding: Finding) -> str:
    """What to do next, as the end of a sentence, or an empty string."""
    address, verdict = finding.address, finding.verdict
    copy = f"; look for a copy at {address.archive} and give it as `archive_url`" if address.archive and not address.has_archive else ""
    if verdict.name == "dead":
        return copy or "; replace the address"
    if verdict.name == "moved":
        return "; write the new address"
    if verdict.name == "suspicious":
        return "; open it in a browser" + copy
    return ""


def summary(report: Report) -> str:
    """One line: how many addresses, with what verdicts, how many of them asked in this run."""
    counts = Counter(finding.verdict.name for finding in report.findings)
    parts = [f"{counts[name]} {name}" for name in reversed(VERDICTS) if counts[name]]
    asked = sum(finding.asked for finding in report.findings)
    total = len(report.findings)
    line = f"{total} outside {'address' if total == 1 else 'addresses'}: {', '.join(parts) or 'none'}"
    if total:
        line += "; all asked now" if asked == total else f"; {asked} asked now, the others earlier today"
    return line + (f"; {len(report.left_out)} left alone (`external.ignore`)" if report.left_out else "")


def as_json(report: Report) -> str:
    """`{"addresses": [{url, verdict, words, …}], "problems": [{path, line, column, check, message}], "counts": {…}}`."""
    entries = [_entry(finding) for finding in report.findings]
    told = [
        {"path": p.location.path, "line": p.location.line, "column": p.location.column, "check": p.check, "message": p.message}
        for p in problems(report)
    ]
    counts = Counter(finding.verdict.name for finding in report.findings)
    data = {"addresses": entries, "problems": told, "counts": {name: counts[name] for name in VERDICTS}}
    return json.dumps(data | ({"note": report.note} if report.note else {}), ensure_ascii=False, indent=1)


def _entry(finding: Finding) -> dict[str, Any]:
    address, verdict = finding.address, finding.verdict
    entry: dict[str, Any] = {"url": address.url, "verdict": verdict.name, "words": printable(verdict.words), "asked": finding.asked}
    entry["places"] = [{"path": place.path, "line": place.line, "column": place.column} for place in address.places]
    if verdict.moved_to:
        entry["moved_to"] = printable(verdict.moved_to)
    if address.quotations:
        entry["quotes"] = len(address.quotations)
    if verdict.drifts:
        entry["drifted"] = [{"claim": d.claim, "quote": d.quote, "change": printable(d.change)} for d in verdict.drifts]
    if verdict.astray or verdict.lost:
        entry["fragments"] = {"claims": list(verdict.astray), "anchors": list(verdict.lost)}
    if verdict.name in ("dead", "suspicious") and address.archive and not address.has_archive:
        entry["archive"] = address.archive
    return entry


def as_junit(report: Report) -> str:
    """JUnit XML: a test case an address, failed where it is dead or drifted, skipped where nothing is known of it."""
    cases = [_case(finding) for finding in report.findings]
    cases += [f"<testcase {_names('settings', str(p.location))}><failure message={_attribute(p.message)}/></testcase>" for p in report.problems]
    failed = sum("<failure" in case for case in cases)
    skipped = sum("<skipped" in case for case in cases)
    head = f'<testsuite name="explainer check --external" tests="{len(cases)}" failures="{failed}" errors="0" skipped="{skipped}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *cases, "</testsuite>"])


def _case(finding: Finding) -> str:
    verdict = finding.verdict
    start = f"<testcase {_names(f'external.{verdict.name}', finding.address.url)}"
    said = _attribute(verdict.words + "".join(f"; {d.claim}: {d.change or d.quote}" for d in verdict.drifts))
    if verdict.name in GRAVE:
        return f"{start}><failure message={said}/></testcase>"
    if verdict.name == "ok":
        return f"{start}/>"
    return f"{start}><skipped message={said}/></testcase>"


def _names(kind: str, name: str) -> str:
    return f"classname={_attribute(kind)} name={_attribute(name)}"


def _attribute(text: str) -> str:
    return quoteattr(printable(text, 2000))


def printable(text: str, longest: int = _LONGEST * 4) -> str:
    """Words of strangers on one line: no control characters, no terminal sequences, not without end."""
    plain = "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
