"""A whole run: every outside address of a site asked, or remembered, and judged; several hosts at once, one address of a host at a time.

The day is given, never looked up. What is found does not depend on the order in which hosts answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from generator import __version__
from generator.external import state
from generator.external.addresses import Outside, ignored, outside
from generator.external.fetch import Limits
from generator.external.state import Remembered
from generator.external.verdict import Verdict, judge
from generator.external.visit import Visitor
from generator.problems import Problem
from generator.site import Site

_FILES = frozenset(
    {"pdf", "zip", "gz", "jpg", "jpeg", "png", "gif", "webp", "svg", "mp3", "mp4", "webm"}
    | {"csv", "json", "xml", "doc", "docx", "xls", "xlsx", "ppt", "pptx"}
)


@dataclass(frozen=True)
class Finding:
    """An address and the verdict on it; `asked` says whether it was asked in this run."""

    address: Outside
    verdict: Verdict
    asked: bool = True


@dataclass(frozen=True)
class Report:
    """What a run found, by address. `left_out` are the addresses that an `ignore` entry takes out, `problems` what is wrong with entries."""

    findings: tuple[Finding, ...]
    left_out: tuple[Outside, ...] = ()
    problems: tuple[Problem, ...] = ()
    note: str = ""


def run(
    site: Site, file: Path, today: date, limits: Limits | None = None, fresh: bool = False, told: Callable[[int, int], None] = lambda done, of: None
) -> Report:
    """The report for a site; `file` keeps the state. With `fresh` every address is asked, else those not asked yet today.
    `told` is called after each address with how many are done, and of how many.

    Raises EnvironmentFault where the state cannot be written. What was learnt until an interruption is kept.
    """
    limits = limits or Limits()
    addresses = outside(site)
    left_out = {address.url for index, meant in ignored(site, addresses) if _holds(site, index, today) for address in meant}
    wanted = [address for address in addresses if address.url not in left_out]
    known = state.load(file)
    remembered = {address.url: known.addresses[address.url] for address in addresses if address.url in known.addresses}
    visitor = Visitor(limits, agent(site))
    found: dict[str, Finding] = {}
    before = dict(remembered)
    try:
        for finding, entry in _at_once(lambda address: _one(visitor, address, before.get(address.url), today, fresh), _by_host(wanted), limits.hosts):
            found[finding.address.url] = finding
            told(len(found), len(wanted))
            remembered[finding.address.url] = entry
    finally:
        state.save(file, remembered)
    findings = tuple(found[address.url] for address in wanted)
    return Report(findings, tuple(a for a in addresses if a.url in left_out), tuple(_entries(site, addresses, today)), known.note)


def agent(site: Site) -> str:
    """How we introduce ourselves: with the address of the site whose links these are, so that a host can see who asks and why."""
    name = f"explainer-link-check/{__version__}"
    return f"{name} (+{site.settings.url})" if site.settings.url else name


def _at_once(work: Callable[[Outside], tuple[Finding, Remembered]], hosts: list[list[Outside]], threads: int) -> Iterator[tuple[Finding, Remembered]]:
    """What the work gives for each address, as it comes in. The threads do not outlive an interruption of the main one."""
    waiting: SimpleQueue[list[Outside]] = SimpleQueue()
    done: SimpleQueue[tuple[Finding, Remembered] | Exception] = SimpleQueue()
    for rows in hosts:
        waiting.put(rows)

    def labour() -> None:
        with suppress(Empty):
            while True:
                for address in waiting.get_nowait():
                    try:
                        done.put(work(address))
                    except Exception as fault:  # raised again below, where it is seen
                        done.put(fault)

    for _ in range(min(threads, len(hosts))):
        Thread(target=labour, daemon=True).start()
    for _ in range(sum(map(len, hosts))):
        result = done.get()
        if isinstance(result, Exception):
            raise result
        yield result


def _one(visitor: Visitor, address: Outside, before: Remembered | None, today: date, fresh: bool) -> tuple[Finding, Remembered]:
    asked = _fingerprint(address)
    if before and before.asked == asked and before.day == today.isoformat() and not fresh:
        return Finding(address, before.verdict, asked=False), before
    extra = {}
    if before and before.asked == asked and before.verdict.name == "ok" and not fresh:
        extra = {name: value for name, value in (("If-None-Match", before.etag), ("If-Modified-Since", before.modified)) if value}
    head = not address.quotations and not address.anchors and _is_file(address.url)
    visit = visitor.visit(address.url, head, extra)
    if visit.answer.status == 304 and before and extra:
        verdict = before.verdict
        etag, modified = before.etag, before.modified
    else:
        verdict = judge(address, visit)
        kept = {} if visit.hops or visit.answer.cut else visit.answer.headers
        etag, modified = (_header(kept.get(name, "")) for name in ("etag", "last-modified"))
    verdict, strikes = state.struck(verdict, before, today)
    return Finding(address, verdict), Remembered(today.isoformat(), asked, verdict, strikes, etag, modified)


def _header(value: str) -> str:
    """A header's value as it may be sent back, or an empty string."""
    return value if value.isascii() and value.isprintable() and len(value) <= 200 else ""


def _fingerprint(address: Outside) -> str:
    """The same for the same questions: what is asked of the page beside that it is there."""
    asked = [sorted((q.claim, q.quote, q.part) for q in address.quotations), sorted({anchor.part for anchor in address.anchors})]
    return hashlib.sha256(json.dumps(asked).encode("utf-8", "replace")).hexdigest()[:16]


def _is_file(url: str) -> bool:
    """Whether the address ends like a file that is no page, of which the header says enough."""
    ending = "/".join(url.partition("?")[0].split("/")[3:]).rpartition("/")[2].rpartition(".")
    return bool(ending[1]) and ending[2].lower() in _FILES


def _by_host(addresses: list[Outside]) -> list[list[Outside]]:
    hosts: dict[str, list[Outside]] = {}
    for address in addresses:
        hosts.setdefault(address.url.split("/")[2].rpartition("@")[2].lower(), []).append(address)
    return list(hosts.values())


def _holds(site: Site, index: int, today: date) -> bool:
    return today.isoformat() <= site.settings.external.ignore[index].expires


def _entries(site: Site, addresses: list[Outside], today: date) -> Iterator[Problem]:
    """What is wrong with the `ignore` entries: they mean nothing any more, or their time is over."""
    for index, meant in ignored(site, addresses):
        entry = site.settings.external.ignore[index]
        if not meant:
            place = site.where("site", "site", "external", "ignore", index, "address")
            yield Problem(place, "external-ignore-unused", f'no address of the content is "{entry.address}"; remove the entry')
        elif not _holds(site, index, today):
            place = site.where("site", "site", "external", "ignore", index, "expires")
            words = f"the entry ran out on {entry.expires}, and its addresses are asked again; remove it, or give a later day with a reason of today"
            yield Problem(place, "external-ignore-expired", words)
