"""One request and its answer, within limits of time and size; what went wrong is a value in plain words, never an exception.

Knows nothing of content, of verdicts or of earlier runs, and follows no redirect: that is the visitor's.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Literal

import httpcore
import httpx

from generator.external.network import Backend, Network, Refused, TooSlow, Transport, Unreachable


@dataclass(frozen=True)
class Limits:
    """How long and how much: seconds, bytes, tries. `pause` lies between two requests to one host."""

    timeout: float = 30
    pause: float = 1
    backoff: float = 2
    longest_wait: float = 60
    tries: int = 3
    hops: int = 10
    size: int = 8_000_000
    hosts: int = 8
    allowed: tuple[Network, ...] = ()


Trouble = Literal["", "refused", "unreachable", "slow", "garbled", "address"]
"""What came instead of an answer: an address we do not ask, no connection, no end in time, no HTTP, no address at all."""


@dataclass(frozen=True)
class Answer:
    """What a host answered. Without an answer `status` is 0, `trouble` says of which kind it is and `words` which; `passing`: try again.

    `body` is unpacked; `cut` says why it is not whole ("" where it is).
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: str = ""
    trouble: Trouble = ""
    words: str = ""
    passing: bool = False

    @property
    def kind(self) -> str:
        """The media type, in small letters, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Client:
    """Asks. One a run: the certificates are read once. `agent` is how it calls itself."""

    def __init__(self, limits: Limits, agent: str) -> None:
        self.limits, self.agent = limits, agent
        self.context: ssl.SSLContext = httpx.create_ssl_context()

    def ask(self, method: str, url: str, cookies: httpx.Cookies, extra: Mapping[str, str] | None = None) -> Answer:
        """The answer to one request. `cookies` are sent and added to."""
        deadline = time.monotonic() + self.limits.timeout
        headers = {"User-Agent": self.agent, "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5", "Accept-Encoding": "gzip, deflate"}
        transport = Transport(Backend(deadline, self.limits.allowed), self.context)
        try:
            request = httpx.Request(method, url, headers={**headers, **(extra or {})})
            cookies.set_cookie_header(request)
            with closing(transport), closing(transport.handle_request(request)) as response:
                response.request = request
                cookies.extract_cookies(response)
                body, cut = _body(response.iter_raw(), response.headers.get("content-encoding", ""), self.limits.size, method)
                return Answer(response.status_code, {k.lower(): v for k, v in response.headers.items()}, body, cut)
        except Refused as fault:
            return Answer(0, trouble="refused", words=str(fault))
        except Unreachable as fault:
            return Answer(0, trouble="unreachable", words=fault.what, passing=fault.passing)
        except TooSlow:
            return Answer(0, trouble="slow", words=f"does not answer within {self.limits.timeout:g} seconds", passing=True)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as fault:
            return Answer(0, trouble="address", words=f"is no address that can be asked ({fault})")
        except (httpx.HTTPError, httpx.StreamError, httpcore.ProtocolError, httpcore.NetworkError, httpcore.TimeoutException, ValueError):
            return Answer(0, trouble="garbled", words="answers, but not in HTTP", passing=True)


def _body(pieces: Iterable[bytes], coding: str, size: int, method: str) -> tuple[bytes, str]:
    """The unpacked body, and why it is not whole. Never more than `size` bytes, packed or unpacked."""
    if method == "HEAD":
        return b"", ""
    unpack = _Unpacking(coding, size)
    read = 0
    try:
        for piece in pieces:
            read += len(piece)
            if read > size or not unpack.take(piece):
                break
    except (TooSlow, Unreachable, httpcore.ProtocolError, httpx.HTTPError):
        return bytes(unpack.body), "breaks off"
    except zlib.error:
        return bytes(unpack.body), "is packed wrongly"
    if read > size or unpack.full:
        return bytes(unpack.body), f"is longer than {size / 1_000_000:g} MB"
    return bytes(unpack.body), "" if unpack.whole else "breaks off"


class _Unpacking:
    """Unpacks piece by piece and stops at the limit: a small answer may unpack to gigabytes."""

    def __init__(self, coding: str, size: int) -> None:
        self.body, self.size, self.full = bytearray(), size, False
        self.coding = coding.strip().lower()
        self.machine = zlib.decompressobj(wbits=47) if self.coding in ("gzip", "x-gzip", "deflate") else None
        self.started = False

    def take(self, piece: bytes) -> bool:
        """Whether more may come."""
        room = self.size - len(self.body) + 1
        if self.machine is None:
            self.body += piece[:room]
        else:
            try:
                self.body += self.machine.decompress(piece, room)
            except zlib.error:
                if self.started or self.coding != "deflate":
                    raise
                self.machine = zlib.decompressobj(wbits=-15)  # "deflate" without the header, as some servers send it
                self.body += self.machine.decompress(piece, room)
        self.started = self.started or bool(piece)
        self.full = len(self.body) > self.size
        if self.full:
            del self.body[self.size :]
        return not self.full

    @property
    def whole(self) -> bool:
        """Whether the packed stream came to its end."""
        return self.machine is None or self.machine.eof or not self.started
