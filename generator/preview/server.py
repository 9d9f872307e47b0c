"""The preview's HTTP server: the last good pages with a script that reloads them and shows the problems, for this machine.

Serves GET and HEAD below the site's own path, no listings, nothing from outside the folder, and only where the Host header
names this machine, so that no website can read the preview through a name of its own. Standard library only.
"""

from __future__ import annotations

import ipaddress
import json
import mimetypes
import socket
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, quote, urlsplit

from generator.preview import ports
from generator.preview.stage import Stage, seal_of
from generator.problems import EnvironmentFault

_OWN = "/_preview/"
_FILES = {"client.js": "text/javascript", "panel.css": "text/css"}
_PULSE = 10.0  # seconds after which a silent line is written to, so that one nobody reads is noticed
_TYPES = mimetypes.MimeTypes()  # the standard library's table, not this machine's
_MORE_TYPES = {
    **{
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".json": "application/json",
        ".jsonld": "application/ld+json",
        ".map": "application/json",
    },
    **{".md": "text/markdown", ".bib": "application/x-bibtex", ".csv": "text/csv", ".xml": "application/xml", ".woff2": "font/woff2"},
    **{".woff": "font/woff", ".svg": "image/svg+xml", ".webp": "image/webp", ".ico": "image/x-icon", ".gz": "application/gzip", ".txt": "text/plain"},
}
_WAITING = (
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>Preview</title>"
    "<body><main><h1>Preview</h1><p>No pages yet. They show here as soon as there are any.</p></main></body></html>"
)


class Server(ThreadingHTTPServer):
    """Listens from the moment it is made; `start` and `stop` begin and end the answering. Raises EnvironmentFault for a busy port."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, stage: Stage, host: str, port: int) -> None:
        ports.require_free(host, port)
        self.stage, self.names = stage, _names(host)
        self.address_family = ports.family(host, port)
        try:
            super().__init__((host, port), _Handler)
        except OSError as fault:
            raise EnvironmentFault(f"cannot serve on {host}:{port}: {fault.strerror or fault}; choose another --host or --port") from None
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    def server_bind(self) -> None:
        """As the original, without asking the network for our name, which can take seconds."""
        if hasattr(socket, "IPV6_V6ONLY") and self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def start(self) -> None:
        """Nothing comes back. Answers from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Nothing comes back. The port is free afterwards."""
        self.stage.close()
        self.shutdown()
        self.server_close()
        self._thread.join()

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing comes back and nothing is printed: a browser that goes away is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "preview", ""
    timeout = 60
    _plain: ClassVar[dict[str, str]] = {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
    }

    def do_GET(self) -> None:
        if not self._known_host():
            self._text(HTTPStatus.MISDIRECTED_REQUEST, "This preview answers to this machine's own names and addresses only.\n")
            return
        address = urlsplit(self.path)
        if address.path == f"{_OWN}events":
            self._events(parse_qs(address.query).get("page", ["/"])[0])
        elif address.path.startswith(_OWN):
            self._own(address.path.removeprefix(_OWN))
        else:
            self._page(address.path)

    do_HEAD = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        return

    def _page(self, address: str) -> None:
        stage = self.server.stage
        state = stage.state
        if state.site is None:
            self._html(HTTPStatus.OK, _WAITING.encode(), "")
        elif address == "/" and state.mount != "/":
            self._moved(state.mount)
        elif file := stage.file(address):
            self._file(file)
        elif not address.endswith("/") and stage.file(f"{address}/"):
            self._moved(quote(f"{address}/", safe="/%"))
        else:
            missing = stage.file(f"{state.mount}404.html")
            self._html(HTTPStatus.NOT_FOUND, missing.read_bytes() if missing else b"<!doctype html><title>404</title><body>Not found</body>", "")

    def _file(self, file: Path) -> None:
        try:
            data = file.read_bytes()
        except OSError:
            self._text(HTTPStatus.NOT_FOUND, "This file has just gone.\n")
            return
        if file.suffix == ".html":
            self._html(HTTPStatus.OK, data, seal_of(data))  # of these bytes: the file may be another one by now
        else:
            self._send(HTTPStatus.OK, data, _type(file))

    def _html(self, status: HTTPStatus, data: bytes, seal: str) -> None:
        """A page with our script; the seals tell the script what it was loaded with."""
        script = f'<script src="{_OWN}client.js" data-page="{seal}" data-assets="{self.server.stage.state.assets}"></script>'
        before, end, after = data.rpartition(b"</body>")
        self._send(status, before + script.encode() + end + after if end else data + script.encode(), "text/html; charset=utf-8")

    def _own(self, name: str) -> None:
        if name in _FILES:
            self._send(HTTPStatus.OK, (Path(__file__).parent / name).read_bytes(), f"{_FILES[name]}; charset=utf-8")
        else:
            self._text(HTTPStatus.NOT_FOUND, "There is no such part of the preview.\n")

    def _events(self, page: str) -> None:
        """The state now and whenever it changes, until the browser or we go (server-sent events)."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in {**self._plain, "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        stage, version = self.server.stage, -1
        try:
            while not stage.closed and self.command == "GET":
                state = stage.wait(version, _PULSE)
                if state.version == version:
                    self.wfile.write(b": still here\n\n")
                else:
                    version = state.version
                    told = {"page": stage.seal(page), "assets": state.assets, "problems": stage.shown(state)}
                    self.wfile.write(f"data: {json.dumps(told)}\n\n".encode())
                self.wfile.flush()
        except OSError:
            return

    def _known_host(self) -> bool:
        """True where the Host header is an address or one of our names: a name elsewhere that leads here is refused (DNS rebinding)."""
        name = (urlsplit(f"//{self.headers.get('Host', '')}").hostname or "").rstrip(".")
        try:
            ipaddress.ip_address(name)
            return True
        except ValueError:
            return name in self.server.names or name.endswith(".localhost")

    def _moved(self, address: str) -> None:
        self._send(HTTPStatus.FOUND, b"", "text/plain", {"Location": address})

    def _text(self, status: HTTPStatus, text: str) -> None:
        self._send(status, text.encode(), "text/plain; charset=utf-8")

    def _send(self, status: HTTPStatus, data: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**self._plain, "Content-Type": kind, "Content-Length": str(len(data)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _type(file: Path) -> str:
    kind = _MORE_TYPES.get(file.suffix) or _TYPES.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else kind


def _names(host: str) -> set[str]:
    return {"localhost", host.lower(), socket.gethostname().lower()}
