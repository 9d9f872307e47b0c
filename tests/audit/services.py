"""OSV and npm's registry as one server on loopback, for tests of the audit: they know what they are told to know."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Services:
    """`known` are the advisories by package, `broken` the status of every answer instead, `asked` what OSV was asked about.

    `osv` is the address of the one, `variables` lead npm to the other.
    """

    address: str
    known: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken: int = 0

    @property
    def osv(self) -> str:
        return f"{self.address}/osv"

    @property
    def variables(self) -> dict[str, str]:
        return {"npm_config_registry": f"{self.address}/", "npm_config_fetch_retries": "0"}


@contextmanager
def playing() -> Iterator[Services]:
    """The services, while the block runs. They know of no hole until they are told of one."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            query = json.loads(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
            if self.path == "/osv":
                services.asked.append(f"{query['package']['name']} {query['version']}")
                self.answer(services.known.get(query["package"]["name"], {}))
            else:
                self.answer({name: services.known[name] for name in query if name in services.known})

        def do_GET(self) -> None:
            self.answer({}, 404)

        def answer(self, data: dict[str, Any], status: int = 200) -> None:
            text = json.dumps(data).encode()
            self.send_response(services.broken or status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing is told of single requests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    services = Services(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()
