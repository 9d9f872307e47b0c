"""The Content-Security-Policy in a real browser, as the page carries it and as a host sends it: nothing breaks, and what is forged is stopped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

PROJECT = Path(__file__).parent.parent.parent
ZENSICAL = PROJECT / ".venv-zensical/bin/zensical"
EXPLAINER = "explainers/who-is-ahmad-massoud/"
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => window.violations.push(
  `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""


class _Host(SimpleHTTPRequestHandler):
    """A host that reads `_headers` as Netlify and Cloudflare Pages do."""

    def end_headers(self) -> None:
        for line in (Path(self.directory) / "_headers").read_text(encoding="utf-8").splitlines()[1:]:
            name, _, value = line.strip().partition(": ")
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        return


@pytest.fixture(scope="module")
def zensical_folder(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages built with the second engine, and sealed by the command."""
    if not ZENSICAL.exists():
        raise FileNotFoundError("Zensical is not set up: run `make test`, which makes an environment for it in .venv-zensical")
    project = tmp_path_factory.mktemp("policy") / "project"
    for name in ("content", "seeds", "templates"):
        shutil.copytree(PROJECT / name, project / name)
    for name in ("docs", "theme"):
        shutil.copytree(PROJECT / "build" / name, project / "build" / name)
    for name in ("mkdocs.yml", "build/mkdocs.base.yml"):
        shutil.copy(PROJECT / name, project / name)
    variables = {**os.environ, "PYTHONPATH": str(PROJECT)}
    for command in ([str(ZENSICAL), "build", "--strict"], [sys.executable, "-m", "generator", "seal", "site"]):
        done = subprocess.run(command, cwd=project, env=variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def hosted(request: pytest.FixtureRequest, site_folder: Path) -> Iterator[tuple[str, Path]]:
    """The address of a site whose pages carry their policy and whose host sends the common one; and its folder."""
    folder = site_folder if request.param == "mkdocs" else request.getfixturevalue("zensical_folder")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", folder
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """A page whose test fails on any violation of the policy and any error in the console."""
    context = browser.new_context(color_scheme="light")
    context.set_default_timeout(10_000)
    context.add_init_script(LISTEN)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" or "Content Security" in message.text else None)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    yield page
    left = page.evaluate("window.violations")
    context.close()
    assert (left, said) == ([], [])


def test_no_page_breaks_the_policy(watched: Page, hosted: tuple[str, Path]) -> None:
    url, folder = hosted
    addresses = sorted(path.relative_to(folder).as_posix().removesuffix("index.html") for path in folder.rglob("*.html"))
    assert len(addresses) > 50
    broken = {}
    for address in addresses:
        watched.goto(url + address)
        assert watched.locator('head > meta[http-equiv="Content-Security-Policy"]').count() == 1
        if found := watched.evaluate("window.violations"):
            broken[address] = found
    assert broken == {}


def test_search_cards_and_the_switch_of_colours_work_under_it(watched: Page, hosted: tuple[str, Path]) -> None:
    url, _ = hosted
    watched.goto(url + EXPLAINER)
    watched.locator(".answer a.footnote-ref").first.hover()
    expect(watched.locator(".md-tooltip2--active").first).to_be_visible()
    watched.mouse.move(0, 0)
    before = watched.evaluate("document.body.dataset.mdColorScheme")
    for _ in range(2):  # from the system's choice to light, then to dark
        watched.locator("form[data-md-component=palette] label:visible").click()
    expect(watched.locator("body")).not_to_have_attribute("data-md-color-scheme", before)
    box = watched.get_by_role("textbox", name="Search")
    if box.count():
        box.first.click()
        box.first.fill("Sandhurst")
        box.first.press("End")
        expect(watched.locator(".md-search-result__item > a").first).to_be_visible()


def test_what_is_slipped_into_a_page_later_does_not_run(browser: Browser, hosted: tuple[str, Path]) -> None:
    page = browser.new_page()
    forged = '<script>window.forged = 1</script><img src="x" onerror="window.forged = 2"><a id="go" href="javascript:window.forged = 3">go</a>'
    page.route("**/*", lambda route: _slip(route, forged) if route.request.resource_type == "document" else route.continue_())
    page.goto(hosted[0] + EXPLAINER)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.getElementById('go').click()")
    assert page.evaluate("window.forged === undefined")
    assert page.locator("#go").count() == 1, "nothing was slipped in"
    page.close()


def _slip(route, forged: str) -> None:  # type: ignore[no-untyped-def]
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("</h1>", f"</h1>{forged}", 1))
