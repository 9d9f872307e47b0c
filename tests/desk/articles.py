"""Invented articles as web pages, and a loopback server that behaves well and badly."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PARAGRAPHS = (
    "The council of Ansel voted on Monday to buy four new cables for the footbridge over the Merrin, nine members for it and four against.",
    "“We will not open it a day before it is safe,” said Orla Venn, the mayor, who had asked for the vote after the inspection of last week.",
    "The cables will cost about 85,000 crowns, according to the council's own estimate, and the work will probably take until October.",
    "The Friends of the Bridge called the sum “absurd” and asked for a second opinion by an engineer of their own choice.",
)


def page(
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    *,
    title: str = "Council votes for new cables",
    outlet: str = "The Ansel Post",
    issued: str = "2019-06-11",
    author: str = "Tilda Marsh",
    url: str = "https://example.org/ansel-post/new-cables",
    charset: str = "utf-8",
    linked: dict[str, object] | None = None,
    head: str = "",
) -> str:
    """An article as outlets publish them, with what surrounds it. `linked` changes its JSON-LD; {} leaves it out."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": f"{issued}T08:00:00+02:00"}
    data |= {"author": [{"@type": "Person", "name": author}], "publisher": {"@type": "Organization", "name": outlet}}  # type: ignore[dict-item]
    script = "" if linked == {} else f'<script type="application/ld+json">{json.dumps(data | (linked or {}))}</script>'
    body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    canonical = f'<link rel="canonical" href="{url}">' if url else ""
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="{charset}"><title>{title} | {outlet}</title>{canonical}{script}{head}</head>'
        '<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f'<main><article><h1>{title}</h1>{body}</article></main><aside><a href="/x">Read also: something else</a></aside>'
        f"<footer>© {outlet}. All rights reserved.</footer></body></html>"
    )


_HTML = {"Content-Type": "text/html"}
SHORT = ("The council of Ansel voted on Monday.",)
_PAYWALL = page((*SHORT, "Subscribe now to continue reading."), linked={"isAccessibleForFree": False})
_CONSENT = page(("We value your privacy. Accept all cookies?",), title="Before you continue", linked={})
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/good": (200, {"Content-Type": "text/html; charset=utf-8"}, page(url="").encode()),
    "/latin": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, page(url="", charset="", outlet="Journal d'Été").encode("latin-1", "replace")),
    "/zipped": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(page(url="").encode())),
    "/moved": (301, {"Location": "/good"}, b""),
    "/to-home": (302, {"Location": "/"}, b""),
    "/to-login": (302, {"Location": "/login?next=/to-login"}, b""),
    "/loop": (302, {"Location": "/loop-2"}, b""),
    "/loop-2": (302, {"Location": "/loop"}, b""),
    "/to-file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/": (200, _HTML, page(SHORT, linked={}).encode()),
    "/login": (200, _HTML, page(SHORT, title="Log in").encode()),
    "/missing": (404, _HTML, b"gone"),
    "/forbidden": (403, _HTML, b"no"),
    "/busy": (429, _HTML, b"later"),
    "/broken": (500, _HTML, b"oops"),
    "/paywall": (
        200,
        {"Content-Type": "text/html"},
        _PAYWALL.encode(),
    ),
    "/consent": (
        200,
        {"Content-Type": "text/html"},
        _CONSENT.encode(),
    ),
    "/scripts": (200, _HTML, b"<html><body><p>Please enable JavaScript to see this page.</p></body></html>"),
    "/soft-404": (200, _HTML, page(("Sorry.",), title="Page not found", linked={}).encode()),
    "/short": (200, _HTML, page(SHORT).encode()),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7\n..."),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n"),
    "/empty": (200, _HTML, b""),
    "/half": (200, {"Content-Type": "text/html", "Content-Length": "90000"}, page().encode()),
    "/metered": (200, _HTML, page(url="", linked={"isAccessibleForFree": "False"}).encode()),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if self.path.startswith("/slow"):
            time.sleep(3)
        if self.path.startswith("/huge"):
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                for _ in range(12):
                    self.wfile.write(b"<p>" + b"word " * 200_000)
            return
        status, headers, body = ANSWERS.get(self.path.partition("?")[0], ANSWERS["/missing"])
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):  # the client may have had enough
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[ThreadingHTTPServer]:
    """A server on a free port of this machine; `asked` are the paths it was asked for."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
