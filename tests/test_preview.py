"""The preview, run as a process of its own on an invented project: changes show, problems keep the last good pages, the end is clean."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.preview import serve
from generator.problems import ConfigurationError, EnvironmentFault
from tests.conftest import processes_in

# Stands in for the pipeline: one page whose text is content/ferry.txt; the word PROBLEM in it is a problem, SLOW takes a while.
PROGRAM = """\
import sys, time
from pathlib import Path
from generator.preview import Made, serve
from generator.problems import ConfigurationError, Location, Problem
from generator.writer import mirror, write_file

project, port = Path(sys.argv[1]), int(sys.argv[2])

def make() -> Made:
    try:
        text = (project / "content/ferry.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigurationError("there is no ferry") from None
    print("made", flush=True)
    if "SLOW" in text:
        time.sleep(1)
    if "PROBLEM" in text:
        found = Problem(Location("content/ferry.txt", 3, 7), "invented", "<img src=x onerror=alert(1)> is wrong")
        print(found, flush=True)
        return Made(False, (found,))
    page = b"# Ferry\\n\\n" + text.encode()
    mirror(project / "build/docs", {"index.md": page, "sub/two words.md": b"# Two\\n", "data.csv": b"a,b\\n", "x.js": b"1"})
    address = "https://ferry.example/corvala/" if "MOUNTED" in text else "https://ferry.example/"
    write_file(project / "build/mkdocs.base.yml", f"site_name: Ferry\\nsite_url: {address}\\nnav: [{{Home: index.md}}]\\n".encode())
    return Made(True)

sys.exit(serve(project, make, port=port))
"""
CONFIGURATION = "INHERIT: build/mkdocs.base.yml\ndocs_dir: build/docs\ntheme: {name: material, font: false}\nplugins: []\n"
PATIENCE = 60.0


class Preview:
    """A running preview and what it printed."""

    def __init__(self, project: Path, port: int) -> None:
        self.project, self.port, self.address, self.printed = project, port, f"http://127.0.0.1:{port}/", ""
        environment = {**os.environ, "TMPDIR": str(project.parent)}
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(project), str(port)],
            cwd=Path(__file__).parent.parent,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.printed += line

    def page(self, path: str = "") -> str:
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            return ""

    def ask(self, request: str, host: str = "localhost") -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of a request (method and path) sent as it is."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
            line.sendall(f"{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            head, _, body = b"".join(iter(lambda: line.recv(65536), b"")).partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        return int(first.split()[1]), {name.lower(): value for name, _, value in (entry.partition(": ") for entry in lines)}, body

    def state(self) -> dict[str, Any]:
        """What the browser is told now."""
        with urllib.request.urlopen(f"{self.address}_preview/events?page=/", timeout=15) as events:
            return dict(json.loads(events.readline().removeprefix(b"data: ")))

    def wait(self, what: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < deadline, f"waited in vain; the preview printed:\n{self.printed}"
            time.sleep(0.05)

    def end(self, number: int) -> int:
        """The exit code after the signal."""
        self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with content and nothing generated yet."""
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (project / "content/ferry.txt").write_text("Nine boats.", encoding="utf-8")
    (project / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    return project


@pytest.fixture
def start(project: Path, free_port: int) -> Iterator[Callable[[], Preview]]:
    """Starts a preview; whatever a test does, none is left running."""
    started: list[Preview] = []

    def begin() -> Preview:
        started.append(Preview(project, free_port))
        return started[-1]

    yield begin
    for preview in started:
        if preview.process.poll() is None:
            preview.end(signal.SIGTERM)


def test_changes_show_problems_keep_the_last_good_page_and_termination_leaves_nothing(project: Path, start: Callable[[], Preview]) -> None:
    ferry = project / "content/ferry.txt"
    preview = start()
    preview.wait(lambda: "Nine boats." in preview.page())
    assert re.search(rf"^Serving at {preview.address} ", preview.printed, re.MULTILINE)

    ferry.write_text("Ten boats.", encoding="utf-8")
    preview.wait(lambda: "Ten boats." in preview.page())

    ferry.write_text("PROBLEM boats.", encoding="utf-8")
    preview.wait(lambda: preview.state()["problems"])
    (problem,) = preview.state()["problems"]
    assert problem == {
        "place": "content/ferry.txt:3:7",
        "check": "invented",
        "message": "<img src=x onerror=alert(1)> is wrong",
        "severity": "error",
        "link": f"vscode://file{project}/content/ferry.txt:3:7",
    }
    assert "[invented]" in preview.printed
    assert "Ten boats." in preview.page()

    ferry.unlink()
    preview.wait(lambda: "there is no ferry" in preview.printed)
    preview.wait(lambda: preview.state()["problems"][0]["message"] == "there is no ferry")
    assert preview.state()["problems"][0]["link"] == ""
    assert "Ten boats." in preview.page()

    saved = project / "content/.ferry.txt.new"  # as editors save: a new file renamed over the old one
    saved.write_text("Eleven boats.", encoding="utf-8")
    saved.replace(ferry)
    preview.wait(lambda: "Eleven boats." in preview.page())
    preview.wait(lambda: preview.state()["problems"] == [])

    shutil.rmtree(project / "content")  # as when another version is checked out
    preview.wait(lambda: preview.state()["problems"])
    (project / "content").mkdir()
    time.sleep(1)
    ferry.write_text("Twelve boats.", encoding="utf-8")
    preview.wait(lambda: "Twelve boats." in preview.page())

    ferry.write_text("SLOW boats.", encoding="utf-8")
    preview.wait(lambda: preview.printed.count("made") >= 6)
    ferry.write_text("Boats of a change during a build.", encoding="utf-8")
    preview.wait(lambda: "during a build" in preview.page())

    child = [number for number in processes_in(project) if number != str(preview.process.pid)]
    assert child, "the engine was not found, so its end could not be seen"
    os.kill(int(child[0]), signal.SIGKILL)
    ferry.write_text("Boats after a kill.", encoding="utf-8")
    preview.wait(lambda: "after a kill" in preview.page())

    assert preview.end(signal.SIGTERM) == 143
    assert processes_in(project) == []
    assert preview.page() == ""
    assert sorted(path.name for path in (project / "build").iterdir()) == ["cache", "docs", "mkdocs.base.yml"]
    assert sorted(path.name for path in project.parent.iterdir()) == ["project"], "a temporary file was left"
    assert "Traceback" not in preview.printed


def test_a_burst_of_saves_is_one_change_and_files_of_editors_do_not_count(project: Path, start: Callable[[], Preview]) -> None:
    preview = start()
    preview.wait(lambda: "Nine boats." in preview.page())

    for number in range(10):
        (project / "content/ferry.txt").write_text(f"{number} boats.", encoding="utf-8")
        time.sleep(0.01)
    preview.wait(lambda: "9 boats." in preview.page())
    made = preview.printed.count("made")
    assert made < 11, preview.printed
    for name in (".ferry.txt.swp", "ferry.txt~", "4913"):
        (project / "content" / name).write_text("an editor's", encoding="utf-8")
    time.sleep(0.6)  # six times the quiet that a change needs

    assert preview.printed.count("made") == made, preview.printed


def test_with_problems_at_the_start_they_are_shown_until_there_are_pages(project: Path, start: Callable[[], Preview]) -> None:
    (project / "content/ferry.txt").write_text("PROBLEM boats.", encoding="utf-8")
    preview = start()
    preview.wait(lambda: "No pages yet." in preview.page() and preview.state()["problems"])

    (project / "content/ferry.txt").write_text("Nine boats.", encoding="utf-8")

    preview.wait(lambda: "Nine boats." in preview.page())
    assert preview.end(signal.SIGINT) == 130
    assert processes_in(project) == []


def test_with_problems_at_the_start_the_pages_of_an_earlier_run_are_served(project: Path, start: Callable[[], Preview]) -> None:
    first = start()
    first.wait(lambda: "Nine boats." in first.page())
    first.end(signal.SIGINT)
    (project / "content/ferry.txt").write_text("PROBLEM boats.", encoding="utf-8")

    second = start()

    second.wait(lambda: "Nine boats." in second.page())
    assert len(second.state()["problems"]) == 1


def test_settings_the_engine_refuses_are_a_problem_until_they_are_mended(project: Path, start: Callable[[], Preview]) -> None:
    (project / "mkdocs.yml").write_text(CONFIGURATION.replace("name: material", "name: no-such-theme"), encoding="utf-8")
    preview = start()
    preview.wait(lambda: "no-such-theme" in preview.printed)
    preview.wait(lambda: "no-such-theme" in preview.state()["problems"][0]["message"])

    (project / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")

    preview.wait(lambda: "Nine boats." in preview.page())
    preview.wait(lambda: preview.state()["problems"] == [])


def test_what_is_served_and_what_is_refused(project: Path, start: Callable[[], Preview]) -> None:
    (project / "secret.txt").write_text("secret", encoding="utf-8")
    preview = start()
    preview.wait(lambda: "Nine boats." in preview.page())
    ask = preview.ask

    status, headers, body = ask("GET /")
    assert (status, headers["content-type"], headers["cache-control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert body.count(b"/_preview/client.js") == 1
    assert b"_preview" not in (project / "build/preview/index.html").read_bytes(), "the script is in the site itself"
    assert ask("HEAD /")[2] == b""
    assert ask("GET /data.csv")[1]["content-type"] == "text/csv; charset=utf-8"
    assert ask("GET /x.js")[1]["content-type"] == "text/javascript; charset=utf-8"
    assert ask("GET /sub/two%20words")[1]["location"] == "/sub/two%20words/"
    assert ask("GET /sub/two%20words/")[0] == 200
    status, _, body = ask("GET /no/such/page/")
    assert (status, b"404 - Not found" in body, b"/_preview/client.js" in body) == (404, True, True)
    assert ask("POST /")[0] == 501
    for path in (
        "/sub/",
        "/assets/",
        "/../secret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/..%2f..%2fsecret.txt",
        "/.explainer-generated",
        "//secret.txt",
    ):
        assert (ask(f"GET {path}")[0], b"secret" in ask(f"GET {path}")[2]) == (404, False), path
    (project / "build/preview/leak.txt").symlink_to(project / "secret.txt")
    assert ask("GET /leak.txt")[0] == 404
    for host in ("attacker.example", f"attacker.example:{preview.port}", "", "localhost.attacker.example"):
        assert ask("GET /", host)[0] == 421, host
    for host in ("127.0.0.1", f"localhost:{preview.port}", "[::1]:8000", "site.localhost"):
        assert ask("GET /", host)[0] == 200, host

    (project / "content/ferry.txt").write_text("MOUNTED boats.", encoding="utf-8")
    preview.wait(lambda: ask("GET /")[0] == 302)
    assert ask("GET /")[1]["location"] == "/corvala/"
    assert b"MOUNTED" in ask("GET /corvala/")[2]
    assert ask("GET /data.csv")[0] == 404
    assert b'href="/corvala/assets/' in ask("GET /nothing")[2], "the page for what is missing finds its style"


@pytest.mark.parametrize("name", ["notepad", "javascript:alert('{path}')", "file://{path}", "vscode://file"])
def test_an_editor_that_is_none_is_refused(project: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match="names no editor; choose vscode, "):
        serve(project, lambda: pytest.fail("made pages"), editor=name)


def test_a_busy_port_is_refused_before_anything_starts_and_a_free_one_is_named(project: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(EnvironmentFault, match=rf"port {port} on 127\.0\.0\.1 is in use; try --port \d+, which is free"):
            serve(project, lambda: pytest.fail("made pages although the port is busy"), port=port)

    assert not (project / "build").exists()


def test_a_host_that_is_not_ours_is_refused_in_plain_words(project: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"cannot serve on 192\.0\.2\.1:8000: .*choose another --host"):
        serve(project, lambda: pytest.fail("made pages"), host="192.0.2.1")
