"""The preview, run as a process of its own on an invented project: changes show, problems keep the last good pages, the end is clean."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.preview import serve
from generator.problems import EnvironmentFault
from tests.conftest import processes_in

# Stands in for the pipeline: one page whose text is content/ferry.txt; the word PROBLEM in it is a problem.
PROGRAM = """\
import sys
from pathlib import Path
from generator.preview import serve
from generator.problems import ConfigurationError
from generator.writer import mirror, write_file

project, port = Path(sys.argv[1]), int(sys.argv[2])

def generate() -> bool:
    text = (project / "content/ferry.txt").read_text(encoding="utf-8")
    if "MISSING" in text:
        raise ConfigurationError("the settings are missing")
    if "PROBLEM" in text:
        print("content/ferry.txt:1:1: [invented] a problem", flush=True)
        return False
    mirror(project / "build/docs", {"index.md": b"# Ferry\\n\\n" + text.encode()})
    write_file(project / "build/mkdocs.base.yml", b"site_name: Ferry\\nnav: [{Home: index.md}]\\n")
    print("generated", flush=True)
    return True

sys.exit(serve(project, generate, port=port))
"""
CONFIGURATION = "INHERIT: build/mkdocs.base.yml\ndocs_dir: build/docs\ntheme: {name: material, font: false}\nplugins: []\n"
PATIENCE = 30.0


class Preview:
    """A running preview and what it printed."""

    def __init__(self, project: Path, port: int) -> None:
        self.project, self.address, self.printed = project, f"http://127.0.0.1:{port}/", ""
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

    def page(self) -> str:
        try:
            with urllib.request.urlopen(self.address, timeout=5) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            return ""

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
    preview.wait(lambda: "[invented] a problem" in preview.printed)
    assert "Ten boats." in preview.page()

    ferry.write_text("MISSING boats.", encoding="utf-8")
    preview.wait(lambda: "the settings are missing" in preview.printed)
    assert "Ten boats." in preview.page()

    saved = project / "content/.ferry.txt.new"  # as editors save: a new file renamed over the old one
    saved.write_text("Eleven boats.", encoding="utf-8")
    saved.replace(ferry)
    preview.wait(lambda: "Eleven boats." in preview.page())
    ferry.write_text("Twelve boats.", encoding="utf-8")
    preview.wait(lambda: "Twelve boats." in preview.page())

    assert processes_in(project), "the live server was not found, so its end could not be seen"
    assert preview.end(signal.SIGTERM) == 143
    assert processes_in(project) == []
    assert preview.page() == ""
    assert sorted(path.name for path in (project / "build").iterdir()) == ["docs", "mkdocs.base.yml"]
    assert sorted(path.name for path in project.parent.iterdir()) == ["project"], "a temporary file was left"
    assert "Traceback" not in preview.printed


def test_a_burst_of_saves_generates_once_and_files_of_editors_do_not_count(project: Path, start: Callable[[], Preview]) -> None:
    preview = start()
    preview.wait(lambda: "Serving at" in preview.printed)

    for number in range(10):
        (project / "content/ferry.txt").write_text(f"{number} boats.", encoding="utf-8")
        time.sleep(0.02)
    preview.wait(lambda: "9 boats." in preview.page())
    for name in (".ferry.txt.swp", "ferry.txt~", "4913"):
        (project / "content" / name).write_text("an editor's", encoding="utf-8")
    time.sleep(0.6)  # three times the quiet that a change needs

    assert preview.printed.count("generated") == 2, preview.printed


def test_with_problems_at_the_start_the_preview_begins_when_they_are_mended(project: Path, start: Callable[[], Preview]) -> None:
    (project / "content/ferry.txt").write_text("PROBLEM boats.", encoding="utf-8")
    preview = start()
    preview.wait(lambda: "No pages yet." in preview.printed)
    assert "Serving at" not in preview.printed

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
    assert "[invented] a problem" in second.printed


def test_a_live_server_that_fails_is_reported_and_started_again_after_the_next_change(project: Path, start: Callable[[], Preview]) -> None:
    (project / "mkdocs.yml").write_text(CONFIGURATION.replace("name: material", "name: no-such-theme"), encoding="utf-8")
    preview = start()
    preview.wait(lambda: "The live server has stopped" in preview.printed)
    assert "no-such-theme" in preview.printed

    (project / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    (project / "content/ferry.txt").write_text("Ten boats.", encoding="utf-8")

    preview.wait(lambda: "Ten boats." in preview.page())


def test_a_busy_port_is_refused_before_anything_starts_and_a_free_one_is_named(project: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(EnvironmentFault, match=rf"port {port} on 127\.0\.0\.1 is in use; try --port \d+, which is free"):
            serve(project, lambda: pytest.fail("generated although the port is busy"), port=port)

    assert not (project / "build").exists()


def test_a_host_that_is_not_ours_is_refused_in_plain_words(project: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"cannot serve on 192\.0\.2\.1:8000: .*choose another --host"):
        serve(project, lambda: True, host="192.0.2.1")
