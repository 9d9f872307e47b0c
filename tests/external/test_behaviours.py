"""Every behaviour of a server comes to the right verdict: the table in `behaviours`, asked in one run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from generator.external.run import Finding, Report, run
from tests.external.behaviours import BESIDE, LINKED, QUOTED, Row
from tests.external.conftest import LIMITS, project
from tests.external.server import Server
from tests.support import an_end, site_of

DAY = date(2031, 5, 12)


def name(row: Row) -> str:
    return row.path.strip("/").replace("/", "-")


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve({row.path: row.does for row in (*QUOTED, *LINKED)} | BESIDE)


@pytest.fixture(scope="module")
def report(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("behaviours")
    urls = {name(row): server.url + row.path for row in QUOTED}
    with an_end():
        return run(site_of(project(folder, urls, tuple(server.url + row.path for row in LINKED))), folder / "state.json", DAY, LIMITS)


def found(report: Report, server: Server, path: str) -> Finding:
    return next(finding for finding in report.findings if finding.address.url == server.url + path)


@pytest.mark.parametrize("row", [*QUOTED, *LINKED], ids=name)
def test_the_verdict(row: Row, report: Report, server: Server) -> None:
    verdict = found(report, server, row.path).verdict
    assert verdict.name == row.verdict, verdict.words
    assert row.says in verdict.words
    assert verdict.moved_to == (server.url + row.moved_to if row.moved_to else "")
    assert verdict.failed == row.strike


def test_a_file_is_asked_for_its_header_only_unless_the_host_refuses(report: Report, server: Server) -> None:
    asked = [method for method, path in server.asked if path == "/files/report.pdf"]
    assert asked == ["HEAD"]
    for refused in ("/files/head-405.pdf", "/files/head-501.pdf", "/files/gone.pdf"):
        assert [method for method, path in server.asked if path == refused] == ["HEAD", "GET"]


def test_what_will_not_change_is_asked_once_and_what_may_pass_again(report: Report, server: Server) -> None:
    times = [path for _, path in server.asked]
    for path, wanted in {"/403": 1, "/410": 1, "/500": 2, "/429": 2, "/429-for-an-hour": 1, "/429-until-tomorrow": 1, "/reset": 2}.items():
        assert times.count(path) == wanted, path
    assert times.count("/404") == 2  # itself, and once as the target of a redirect


def test_a_changed_quote_shows_the_words_that_differ(report: Report, server: Server) -> None:
    [drift] = found(report, server, "/quote-changed").verdict.drifts
    assert drift.change == "[-Seven-]{+Eight+} grey boats lie in the harbour of Corvala tonight"
    [gone] = found(report, server, "/quote-gone").verdict.drifts
    assert gone.change == ""


def test_nobody_was_asked_who_must_not_be(report: Report, server: Server) -> None:
    assert {path for _, path in server.asked if "admin" in path or "meta-data" in path} == set()


def test_what_is_remembered_holds_no_text_of_a_page(report: Report, server: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    files = list(tmp_path_factory.getbasetemp().glob("behaviours*/state.json"))
    assert files
    assert "counts them every evening" not in files[0].read_text(encoding="utf-8")
