"""The browser, the built site over HTTP, and a page that fails its test on a console error or a request to another host."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser import chromium
from tests.browser import kinds as of_the_site

PROJECT = Path(__file__).parent.parent.parent
MARKER = PROJECT / "site/.explainer-generated"
INPUTS = ("content", "generator", "seeds", "templates", "mkdocs.yml")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser's path. A missing browser is an error, never a skip."""
    path = chromium.find()
    if path is None:
        raise FileNotFoundError(chromium.HELP)
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One browser for the session, with an empty profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()


def built() -> Path:
    """The project's own site/, built anew where an input is younger than it. One of several test processes builds, the others wait."""
    with (PROJECT / "pyproject.toml").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _stale():
            done = subprocess.run([sys.executable, "-m", "generator", "build"], cwd=PROJECT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"the site could not be built:\n{done.stdout}{done.stderr}"
    return MARKER.parent


@pytest.fixture(scope="session")
def site_folder() -> Path:
    """The project's own site/, up to date."""
    return built()


def served(folder: Path) -> AbstractContextManager[str]:
    """The address on this machine, with a slash at the end, under which the files of a folder are served within the block."""
    return answering(partial(_Quiet, directory=str(folder)))


@contextmanager
def answering(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """The same for requests that `handler` answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def site_url(site_folder: Path) -> Iterator[str]:
    """The address of the built site."""
    with served(site_folder) as url:
        yield url


@pytest.fixture(scope="session")
def addresses(site_folder: Path) -> list[str]:
    """Every page of the site, relative to its root."""
    return of_the_site.addresses(site_folder)


@pytest.fixture(scope="session")
def kinds(site_folder: Path) -> dict[str, list[str]]:
    """The pages of each kind, the one that holds most first."""
    return of_the_site.by_kind(site_folder)


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """A fresh page. Its test fails if the console shows an error or the page asks another host for anything."""
    context = browser.new_context(locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []

    def only_ours(route: Route) -> None:
        address = route.request.url
        if address.startswith((site_url, "data:", "blob:")):
            route.continue_()
        else:
            complaints.append(f"request to another host: {address}")
            route.abort()

    context.route("**/*", only_ours)
    page.on("console", lambda message: complaints.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(f"script error: {fault}"))
    yield page
    context.close()
    assert complaints == []


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and prints nothing."""

    def log_message(self, format: str, *arguments: object) -> None:
        return


def _stale() -> bool:
    if not MARKER.is_file():
        return True
    built = MARKER.stat().st_mtime
    files = [path for name in INPUTS for path in ((PROJECT / name).rglob("*") if (PROJECT / name).is_dir() else [PROJECT / name])]
    assert files, "no inputs were found"
    return any(path.stat().st_mtime > built for path in files if path.is_file() and "__pycache__" not in path.parts)
