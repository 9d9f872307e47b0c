"""A server on loopback that behaves as servers on the web do, well and badly. Each path is one behaviour.

Writes to the socket itself, so that it can also break off, reset, dawdle and talk nonsense. Keeps what was asked of it.
"""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path

QUOTE = "Seven grey boats lie in the harbour of Corvala tonight"
FILLER = "The keeper of the quay counts them every evening before the lamp is lit and writes the number down. " * 4
ARTICLE = f"<p>{FILLER}</p><p>{QUOTE}, the keeper said.</p><p>{FILLER}</p>"


def page(body: str = ARTICLE, title: str = "Boats of Corvala") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>".encode()


def answer(status: str = "200 OK", body: bytes = b"", kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass
class Request:
    """What a client asked: the place of this request among those for the path is `turn`, from 1."""

    method: str
    path: str
    headers: dict[str, str]
    turn: int
    server: Server
    out: socket.socket

    def send(self, data: bytes) -> None:
        head, mark, body = data.partition(b"\r\n\r\n")
        self.out.sendall(head + mark + (b"" if self.method == "HEAD" else body))


Behaviour = Callable[[Request], None]


@dataclass
class Server:
    """Listens on a free port of `host` until `close`. `asked` are (method, path) in order, `last` the latest headers by path."""

    behaviours: dict[str, Behaviour]
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)
    last: dict[str, dict[str, str]] = field(default_factory=dict)
    at_once: int = 0
    most_at_once: int = 0

    def __post_init__(self) -> None:
        self.turns: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.listener = socket.create_server((self.host, 0), family=socket.AF_INET6 if ":" in self.host else socket.AF_INET, backlog=50)
        self.port = self.listener.getsockname()[1]
        named = f"[{self.host}]" if ":" in self.host else self.host
        self.url = f"http{'s' if self.tls else ''}://{named}:{self.port}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self.over.set()
        self.listener.close()

    def _listen(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(10)
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                more = connection.recv(65536)
                if not more:
                    return
                head += more
                if head.startswith(b"\x16"):  # TLS, where none is spoken
                    connection.sendall(answer("400 Bad Request"))
                    return
            first, *rest = head.decode("latin-1").partition("\r\n\r\n")[0].split("\r\n")
            method, path, _ = first.split(" ")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
            with self.lock:
                self.turns[path] += 1
                turn = self.turns[path]
                self.asked.append((method, path))
                self.last[path] = headers
                self.at_once += 1
                self.most_at_once = max(self.most_at_once, self.at_once)
            try:
                self.behaviours.get(path.partition("?")[0], missing)(Request(method, path, headers, turn, self, connection))
            finally:
                with self.lock:
                    self.at_once -= 1
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)


def missing(request: Request) -> None:
    request.send(answer("404 Not Found", page("<p>Nothing here.</p>", "Not found")))


def always(data: bytes) -> Behaviour:
    return lambda request: request.send(data)


def at_first(bad: bytes, good: bytes) -> Behaviour:
    return lambda request: request.send(bad if request.turn == 1 else good)


def to(target: str, status: str = "302 Found") -> Behaviour:
    """A redirect; "{url}" in the target is the server's own address."""
    return lambda request: request.send(answer(status, Location=target.replace("{url}", request.server.url)))


def only_get(status: str) -> Behaviour:
    return lambda request: request.send(answer(status) if request.method == "HEAD" else answer(body=b"%PDF-1.7", kind="application/pdf"))


def trickle(request: Request) -> None:
    request.send(answer(body=page() * 50)[:200])
    with suppress(OSError):
        for _ in range(400):
            time.sleep(0.02)
            request.out.sendall(b"<")


def trickled_headers(request: Request) -> None:
    with suppress(OSError):
        for piece in [b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n"] * 400]:
            time.sleep(0.02)
            request.out.sendall(piece)


def silent(request: Request) -> None:
    request.server.over.wait(3)


def huge(request: Request) -> None:
    request.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    with suppress(OSError):
        for _ in range(200):
            request.out.sendall(b"<p>More and more and more.</p>\n" * 2000)


def reset(request: Request) -> None:
    request.out.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.out.close()


def cookie_wall(request: Request) -> None:
    if "seen=1" in request.headers.get("cookie", ""):
        request.send(answer(body=page()))
    else:
        request.send(answer("302 Found", Location=request.path, Set_Cookie="seen=1; Path=/"))


def ever_on(request: Request) -> None:
    request.send(answer("302 Found", Location=f"/ever-on?{len(request.server.asked)}"))


def conditional(request: Request) -> None:
    if request.headers.get("if-none-match") == '"one"':
        request.send(b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\nConnection: close\r\n\r\n')
    else:
        request.send(answer(body=page(), ETag='"one"'))


def late(seconds: int) -> str:
    return formatdate(time.time() + seconds, usegmt=True)


def gzipped(data: bytes, coding: str = "gzip") -> bytes:
    return answer(body=gzip.compress(data), Content_Encoding=coding)


def bomb() -> bytes:
    return gzipped(page(f"<p>{'0' * 60_000_000}</p>"))


def certificate(folder: Path) -> Path:
    """A self-signed certificate for 127.0.0.1, with its key, in one file."""
    file = folder / "loopback.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30"]
    command += [
        "-subj",
        "/CN=loopback",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        str(folder / "key.pem"),
        "-out",
        str(folder / "cert.pem"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    file.write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return file
