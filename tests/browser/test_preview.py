"""The preview in a real browser, on a copy of the harbour topic: what an editor saves shows, problems lie over the page and go away."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe
from tests.support import HARBOUR, ROOT, copy_of

PATIENCE = 60_000.0  # milliseconds; how long it takes is the bench's matter
CLAIM = "content/claims/strike.yaml"
NOTE = "and the Courier counts people in the picket lines"  # printed on the page of disagreements


@dataclass(frozen=True)
class Desk:
    """A running preview of a project that may be changed."""

    project: Path
    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def swap(self, path: str, old: str, new: str) -> None:
        text = (self.project / path).read_text(encoding="utf-8")
        assert old in text
        (self.project / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    project = copy_of(HARBOUR, tmp_path_factory.mktemp("desk") / "harbour")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = project.parent / "log"
    command = [sys.executable, "-m", "generator", "--project", str(project), "serve", "--port", str(port), "--editor", "desk://open?{path}&{line}"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=output, stderr=subprocess.STDOUT)
    yield Desk(project, f"http://127.0.0.1:{port}/karrow/", process, log)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 143, log.read_text("utf-8")
    assert "Traceback" not in log.read_text("utf-8")


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A page whose test fails on a script error or a message on the console."""
    context = browser.new_context(locale="en-GB", timezone_id="UTC", viewport={"width": 900, "height": 500})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    deadline = time.monotonic() + PATIENCE / 1000
    while True:  # until it listens
        try:
            urllib.request.urlopen(desk.address.removesuffix("karrow/"), timeout=5).close()
            break
        except OSError:
            assert time.monotonic() < deadline, desk.log.read_text("utf-8")
            time.sleep(0.1)
    yield page
    context.close()
    assert complaints == []


def test_a_saved_change_shows_and_problems_lie_over_the_last_good_page_until_they_are_mended(desk: Desk, page: Page) -> None:
    page.goto(desk.address.removesuffix("karrow/"))  # before the first pages are there: it goes to them by itself
    expect(page).to_have_url(desk.address, timeout=PATIENCE)
    page.goto(f"{desk.address}disagreements/")
    expect(page.get_by_text(NOTE)).to_be_visible()
    panel = page.get_by_role("region", name="Problems found by the preview")
    expect(panel).to_be_hidden()

    page.evaluate("scrollTo(0, 240)")
    desk.swap(CLAIM, NOTE, "and the Courier counts pickets")
    expect(page.get_by_text("and the Courier counts pickets")).to_be_visible(timeout=PATIENCE)
    page.wait_for_function("Math.round(scrollY) === 240")

    # A change that this page does not print leaves it alone.
    page.evaluate("window.untouched = true")
    desk.swap("content/geography/pell.yaml", "The ferry to Pell was the only one", "The ferry to Pell was the one")
    page.wait_for_function("async () => (await (await fetch('../geography/pell/')).text()).includes('was the one')", timeout=PATIENCE)
    assert page.evaluate("window.untouched") is True

    # A mistake: the panel says where and what, as text, and the page stays.
    desk.swap(CLAIM, "kind: stated", "kind: <img src=x onerror=alert(1)>")
    expect(panel).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("window.untouched") is True
    expect(page.get_by_text("and the Courier counts pickets")).to_be_visible()
    expect(panel.get_by_role("listitem").first).to_contain_text("<img src=x onerror=alert(1)>")
    line = 1 + (desk.project / CLAIM).read_text("utf-8").split("kind: <img")[0].count("\n")
    link = panel.get_by_role("link").first
    expect(link).to_have_text(f"{CLAIM}:{line}:11")
    expect(link).to_have_attribute("href", f"desk://open?{desk.project}/{CLAIM}&{line}")
    expect(page.get_by_role("status").filter(has_text="problem")).to_have_count(1)
    assert [found for found in axe.violations(page) if "explainer-preview" in found[1]] == []

    # By keyboard: Escape folds it up, the button unfolds it; the choice outlasts a reload.
    button = panel.get_by_role("button")
    expect(button).to_have_attribute("aria-expanded", "true")
    button.focus()
    page.keyboard.press("Escape")
    expect(panel.get_by_role("list")).to_be_hidden()
    expect(button).to_be_focused()
    page.reload()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(panel.get_by_role("listitem").first).to_be_visible()

    desk.swap(CLAIM, "kind: <img src=x onerror=alert(1)>", "kind: stated")
    expect(panel).to_be_hidden(timeout=PATIENCE)
    expect(page.get_by_text("and the Courier counts pickets")).to_be_visible()

    # The engine's settings, and a style sheet in a folder that was not there: both go to every page.
    desk.swap("mkdocs.yml", "plugins:", "extra_css: [assets/explainer.css]\n\nplugins:")
    (desk.project / "templates/assets").mkdir(parents=True)
    (desk.project / "templates/assets/explainer.css").write_text("h1 { letter-spacing: 7px !important }\n", encoding="utf-8")
    page.wait_for_function("getComputedStyle(document.querySelector('h1')).letterSpacing === '7px'", timeout=PATIENCE)


def test_a_hundred_saves_of_every_kind_leave_the_preview_healthy_and_showing_the_last(desk: Desk, page: Page) -> None:
    page.goto(f"{desk.address}disagreements/")
    chance = random.Random(5)
    claims = sorted((desk.project / "content").rglob("*.yaml"))
    sound = {path: path.read_bytes() for path in claims}

    def valid(path: Path) -> None:
        path.write_bytes(sound[path] + b"# saved again\n")

    def broken(path: Path) -> None:
        path.write_bytes(sound[path][: chance.randrange(len(sound[path]))] + chance.choice([b"", b"\n  - [", b"\xff\x00", b'"']))

    def renamed(path: Path) -> None:
        new = path.with_name(f".{path.name}.new")
        new.write_bytes(sound[path])
        new.replace(path)

    def deleted(path: Path) -> None:
        path.unlink(missing_ok=True)

    def huge(path: Path) -> None:
        path.write_bytes(sound[path] + b"# " + b"x" * 3_000_000 + b"\n")

    kinds: list[Callable[[Path], None]] = [valid, broken, renamed, deleted]
    for number in range(100):
        (huge if number % 33 == 32 else chance.choice(kinds))(chance.choice(claims))
        time.sleep(chance.choice([0, 0.01, 0.05, 0.2]))
    for path, raw in sound.items():
        path.write_bytes(raw)
    last = (desk.project / CLAIM).read_text(encoding="utf-8")
    old = next(words for words in ("and the Courier counts pickets", NOTE) if words in last)
    (desk.project / CLAIM).write_text(last.replace(old, "and this is the last state"), encoding="utf-8")

    expect(page.get_by_text("and this is the last state")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("region", name="Problems found by the preview")).to_be_hidden()
    assert desk.process.poll() is None
