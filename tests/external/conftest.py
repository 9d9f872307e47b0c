"""What the tests of the outside links share: the loopback server, and a project whose sources lie on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest

from generator.external.fetch import Limits
from tests.external.server import QUOTE, Behaviour, Server
from tests.support import small_project

LOOPBACK = (ip_network("127.0.0.1"), ip_network("::1"))
LIMITS = Limits(timeout=1, pause=0, backoff=0.01, longest_wait=0.1, tries=2, hops=6, size=1_000_000, allowed=LOOPBACK)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., Server]]:
    """Starts a server; all are closed at the end."""
    running: list[Server] = []

    def start(behaviours: dict[str, Behaviour], **options: object) -> Server:
        running.append(Server(behaviours, **options))  # type: ignore[arg-type]
        return running[-1]

    yield start
    for server in running:
        server.close()


def project(
    folder: Path, urls: dict[str, str], links: tuple[str, ...] = (), settings: str = "", quote: str = QUOTE, sources: dict[str, str] | None = None
) -> Path:
    """A project with a source and a claim for each of `urls` (by source id), and `links` in the prose."""
    claims = "".join(
        f"  - id: boats-of-{name}\n    text: Seven grey boats lay in the harbour.\n    about: [mira-dol]\n"
        f"    cite:\n      - source: {name}\n        quote: {quote}\n"
        for name in urls
    )
    texts = dict.fromkeys(urls, f"{QUOTE}, the keeper said.\n") or None
    more = {name: f"URL: {url}\norigin: post\n{(sources or {}).get(name, '')}" for name, url in urls.items()}
    small_project(folder, f"claims:\n{claims}" if claims else "", texts=texts, sources=more or None)
    prose = "".join(f"\n  See [this]({link}).{{.signpost}}" for link in links)
    actor = folder / "content/actors/mira-dol.yaml"
    actor.write_text(f"id: mira-dol\nname: Mira Dol\nkind: person\nsummary: |\n  Mira Dol keeps the boats.{{.signpost}}{prose}\n", encoding="utf-8")
    site = folder / "content/site.yaml"
    licence = next((url.partition("#")[0] for url in (*urls.values(), *links)), "")  # nothing may be asked but what the test serves
    site.write_text(site.read_text(encoding="utf-8").replace("https://example.org/cc0", f"'{licence}'") + settings, encoding="utf-8")
    return folder
