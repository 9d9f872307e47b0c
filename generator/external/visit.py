"""A visit to an address: the request, its redirects, the tries after a passing failure, and the manners of a guest.

One request at a time and a pause for each host, whatever addresses and redirects lead to it; a Retry-After is kept to if it is
short, else we come another day. What the visit means for the content is not judged here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx

from generator.external.fetch import Answer, Client, Limits

PERMANENT, PASSING = (301, 308), (302, 303, 307)
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_REFUSES_HEAD = (400, 403, 404, 405, 406, 501)


@dataclass(frozen=True)
class Hop:
    """One redirect: the status, and where it leads."""

    status: int
    target: str


@dataclass(frozen=True)
class Visit:
    """The last answer, the redirects before it, and why they were not followed to the end ("" where they were)."""

    url: str
    answer: Answer
    hops: tuple[Hop, ...] = ()
    stopped: str = ""

    @property
    def final(self) -> str:
        """The address that gave the answer."""
        return self.hops[-1].target if self.hops else self.url

    @property
    def moved_to(self) -> str:
        """Where the address has moved for good: the target of the permanent redirects before the first passing one, or ""."""
        target = ""
        for hop in self.hops:
            if hop.status not in PERMANENT:
                break
            target = hop.target
        return target


class Visitor:
    """Makes visits; may be called from several threads at once."""

    def __init__(self, limits: Limits, agent: str) -> None:
        self.client, self.limits = Client(limits, agent), limits
        self._doors: dict[str, _Door] = {}
        self._lock = threading.Lock()

    def visit(self, url: str, head: bool = False, extra: Mapping[str, str] | None = None) -> Visit:
        """What asking an address leads to. `head`: the header is enough, if the host gives it. `extra` headers go to the address itself."""
        cookies = httpx.Cookies()
        hops: list[Hop] = []
        here = url.partition("#")[0]
        seen = {here}
        while True:
            if fault := _unfit(here):
                return Visit(url, Answer(0, trouble="address", words=fault), tuple(hops))
            answer = self._ask(here, head, cookies, extra if not hops else None)
            target = answer.headers.get("location", "")
            if answer.status not in (*PERMANENT, *PASSING) or not target:
                return Visit(url, answer, tuple(hops))
            target = _joined(here, target)
            hops.append(Hop(answer.status, target))
            here, last = target.partition("#")[0], here
            if stop := _stop(last, here):
                return Visit(url, answer, tuple(hops), stop)
            if len(hops) > self.limits.hops:
                return Visit(url, answer, tuple(hops), f"redirects more than {self.limits.hops} times")
            if here in seen and not cookies:
                return Visit(url, answer, tuple(hops), "redirects in a circle")
            seen.add(here)

    def _ask(self, url: str, head: bool, cookies: httpx.Cookies, extra: Mapping[str, str] | None) -> Answer:
        """One answer, after as many tries as the limits allow."""
        method = "HEAD" if head else "GET"
        attempt = 0
        while True:
            attempt += 1
            with self._door(url):
                answer = self.client.ask(method, url, cookies, extra)
            if method == "HEAD" and (answer.status in _REFUSES_HEAD or (answer.trouble and attempt == 1)):
                method, attempt = "GET", 0
                continue
            passing = answer.passing or answer.status in _AGAIN
            wait = _retry_after(answer) if answer.status in _AGAIN else None
            if not passing or attempt >= self.limits.tries or (wait is not None and wait > self.limits.longest_wait):
                return answer if not answer.passing else replace(answer, passing=False)
            time.sleep(min(self.limits.longest_wait, self.limits.backoff * 2 ** (attempt - 1)) if wait is None else wait)

    def _door(self, url: str) -> _Door:
        host = httpx.URL(url).host
        with self._lock:
            return self._doors.setdefault(host, _Door(self.limits.pause))


class _Door(AbstractContextManager[None]):
    """Lets one request at a time through to a host, with a pause between two."""

    def __init__(self, pause: float) -> None:
        self.pause, self.lock, self.free = pause, threading.Lock(), 0.0

    def __enter__(self) -> None:
        self.lock.acquire()
        time.sleep(max(0.0, self.free - time.monotonic()))

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.free = time.monotonic() + self.pause
        self.lock.release()


def _unfit(url: str) -> str:
    """Why an address cannot be asked at all, or an empty string."""
    try:
        parts = urlsplit(url)
        named = httpx.URL(url)
        _ = parts.port
    except (ValueError, httpx.InvalidURL) as fault:
        return f"is no address that can be asked ({str(fault).lower()})"
    if parts.scheme not in ("http", "https") or not named.host:
        return "is no address that can be asked (it starts with http:// or https:// and has a host)"
    return "carries a user name; addresses with one are not asked" if parts.username is not None else ""


def _stop(last: str, target: str) -> str:
    """Why a redirect is not followed, or an empty string."""
    scheme = target.partition(":")[0].lower()
    if scheme not in ("http", "https"):
        return f'leads to a "{scheme[:20]}:" address'
    return "leads from https to http, which anybody on the way can read and change" if last.startswith("https:") and scheme == "http" else ""


def _joined(here: str, target: str) -> str:
    """Where a Location header leads; one that cannot be read leads to an address that is refused with its words."""
    try:
        return urljoin(here, target)
    except ValueError:
        return target


def _retry_after(answer: Answer) -> float | None:
    """The seconds a host asks us to wait, or None. Given as seconds or as a date."""
    given = answer.headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return float(given[:9])
    try:
        until = parsedate_to_datetime(given)
    except (ValueError, TypeError, IndexError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    now = answer.headers.get("date", "")
    try:  # by the host's own clock where it gives it
        since = parsedate_to_datetime(now)
        since = since if since.tzinfo else since.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError):
        since = datetime.now(UTC)
    return max(0.0, (until - since).total_seconds())
