"""Gets one page from the network, within limits of time, size and redirections. The only module of the desk that opens a socket.

Must not judge what the page is; a refusal of the server is said in plain words.
"""

from __future__ import annotations

import gzip
import http.client
import io
import socket
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import IO
from urllib.parse import quote, urlsplit

from generator import __version__
from generator.desk.ingest import NotArchived
from generator.problems import EnvironmentFault

MAX_BYTES = 10_000_000
"""Largest page; an article with its scripts is seldom a tenth of it."""
MAX_REDIRECTS = 5
_SECONDS = 30.0
_QUIET = 15.0  # seconds without a byte
_REASONS = {
    401: "it wants a login",
    402: "it wants to be paid",
    403: "it refuses programs (or wants a login)",
    404: "there is no such page",
    410: "the page was removed",
    429: "it was asked too often; try again later",
    451: "it is withheld for legal reasons",
}
_BY_HAND = "open it in your browser, save the page, and ingest the saved file"


@dataclass(frozen=True)
class Fetched:
    """A page as the server sent it. `url` is where it was in the end, `redirects` the addresses that led there, `charset` what the header says."""

    url: str
    body: bytes
    content_type: str = ""
    charset: str | None = None
    redirects: tuple[str, ...] = ()


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self) -> None:
        self.chain: list[str] = []

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        if newurl in self.chain or newurl == req.full_url or len(self.chain) >= MAX_REDIRECTS:
            raise NotArchived(f"{req.full_url} leads from page to page without end; {_BY_HAND}")
        self.chain.append(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def fetch(url: str, seconds: float = _SECONDS) -> Fetched:
    """The page at a web address. Raises NotArchived where the server does not give one, EnvironmentFault where it cannot be reached."""
    follow = _Redirects()
    opener = urllib.request.build_opener(follow)
    headers = {"User-Agent": f"explainer/{__version__} (archives an article for an editor)", "Accept": "text/html, text/plain;q=0.8, */*;q=0.1"}
    end = time.monotonic() + seconds
    host = urlsplit(url).hostname
    try:
        request = urllib.request.Request(quote(url, safe=":/?#[]@!$&'()*+,;=%~"), headers=headers)
        with opener.open(request, timeout=min(_QUIET, seconds)) as answer:
            body = _body(answer, end)
            kind = answer.headers
            if (kind.get("Content-Encoding") or "").lower() == "gzip":
                body = gzip.GzipFile(fileobj=io.BytesIO(body)).read(MAX_BYTES + 1)
            if len(body) > MAX_BYTES:
                raise NotArchived(f"{url} is larger than {MAX_BYTES // 1_000_000} MB; that is no article")
            return Fetched(answer.geturl(), body, kind.get_content_type(), kind.get_content_charset(), tuple(follow.chain))
    except urllib.error.HTTPError as fault:
        if 300 <= fault.code < 400:
            raise NotArchived(f"{url} leads to {fault.headers.get('Location')}, which is not a web page") from None
        reason = _REASONS.get(fault.code, "the server has a fault; try again later" if fault.code >= 500 else fault.reason)
        hint = f"; {_BY_HAND}" if fault.code in (401, 402, 403, 429) else ""
        raise NotArchived(f"{host} answers {fault.code}: {reason}{hint}") from None
    except urllib.error.URLError as fault:
        raise EnvironmentFault(f"{host} cannot be reached: {_cause(fault.reason)}") from None
    except TimeoutError:
        raise EnvironmentFault(f"{host} did not answer in time; try again, or {_BY_HAND}") from None
    except (OSError, http.client.HTTPException, EOFError, ValueError) as fault:
        raise EnvironmentFault(f"{host} broke off: {fault or type(fault).__name__}; try again, or {_BY_HAND}") from None


def _body(answer: http.client.HTTPResponse, end: float) -> bytes:
    parts, size = [], 0
    while part := answer.read1(1 << 16):
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            break
        if time.monotonic() > end:
            raise TimeoutError
    whole = answer.headers.get("Content-Length")
    if whole and whole.isdigit() and size < min(int(whole), MAX_BYTES):
        raise http.client.IncompleteRead(b"", int(whole) - size)
    return b"".join(parts)


def _cause(reason: object) -> str:
    if isinstance(reason, socket.gaierror):
        return "there is no such host, or no network"
    if isinstance(reason, TimeoutError):
        return f"it did not answer in time; try again, or {_BY_HAND}"
    if isinstance(reason, ssl.SSLError):
        return f"its certificate is not good ({reason.reason})"
    return str(getattr(reason, "strerror", None) or reason)
