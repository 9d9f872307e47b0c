"""`explainer check --external` as it is typed: exit codes, what is printed in each form, and that nothing else touches the network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from tests.external.conftest import project
from tests.external.server import ARTICLE, QUOTE, Server, always, answer, page, to
from tests.support import HARBOUR, ROOT, Run, copy_of, run, snapshot

Serve = Callable[..., Server]
QUICK = ("--allow-private", "127.0.0.1", "--pause", "0", "--timeout", "5")


def external(folder: Path, *more: str, day: str = "2031-05-12") -> Run:
    return run("--project", folder, "check", "--external", *QUICK, "--today", day, *more)


@pytest.fixture
def mixed(serve: Serve, tmp_path: Path) -> tuple[Server, Path]:
    """A project with one address of each verdict but `dead`, which takes three days."""
    changed = page(ARTICLE.replace("Seven grey", "Eight grey"))
    server = serve(
        {
            "/good": always(answer(body=page())),
            "/moved": to("/good", "301 Moved Permanently"),
            "/drifted": always(answer(body=changed)),
            "/gone": always(answer("410 Gone")),
            "/home": to("/"),
            "/": always(answer(body=page("<p>Today's news.</p>"))),
        }
    )
    urls = {name: f"{server.url}/{name}" for name in ("good", "moved", "drifted", "gone", "home")}
    return server, project(tmp_path, urls)


def test_it_tells_each_address_at_its_place_and_ends_with_0(mixed: tuple[Server, Path]) -> None:
    server, folder = mixed
    result = external(folder)
    assert result.code == 0
    assert result.out == "5 outside addresses: 1 ok, 1 unverified, 1 moved, 1 suspicious, 1 drifted; all asked now\n"
    lines = result.err.splitlines()
    note, *told, count = lines
    at = server.url
    assert note.startswith("note: the content has problems of its own")  # it is too small to be right
    assert told == [
        "content/claims/boats.yaml:20:16: [external-drifted] warning: the page no longer has these words; nearest is: "
        f"[-Seven-]{{+Eight+}} {QUOTE[6:]} ({at}/drifted)",
        f"content/sources/gone.yaml:5:6: [external-unverified] warning: {at}/gone answers 410 (day 1 of 3; dead if it does so on 2 more days)",
        f"content/sources/home.yaml:5:6: [external-suspicious] warning: {at}/home leads to {at}/, which leads to the home page of 127.0.0.1; "
        f"open it in a browser; look for a copy at https://web.archive.org/web/20190304/{at}/home and give it as `archive_url`",
        f"content/sources/moved.yaml:5:6: [external-moved] warning: {at}/moved has moved to {at}/good; write the new address",
    ]
    assert count == "4 warnings in 4 files"


def test_strict_ends_with_1_for_drifted_and_dead_only(mixed: tuple[Server, Path], serve: Serve, tmp_path: Path) -> None:
    _, folder = mixed
    assert external(folder, "--strict").code == 1
    server = serve({"/moved": to("/good", "301 Moved"), "/good": always(answer(body=page())), "/403": always(answer("403 Forbidden"))})
    harmless = project(tmp_path / "harmless", {"moved": server.url + "/moved", "wall": server.url + "/403"})
    assert external(harmless, "--strict").code == 0
    dead = project(tmp_path / "dead", {"gone": server.url + "/no-such-page"})
    codes = [(external(dead, day=day).code, external(dead, "--strict", day=day).code) for day in ("2031-05-12", "2031-05-13", "2031-05-14")]
    assert codes == [(0, 0), (0, 0), (0, 1)]


def test_only_the_memory_is_written(mixed: tuple[Server, Path]) -> None:
    _, folder = mixed
    before = snapshot(folder)
    external(folder)
    after = snapshot(folder)
    assert sorted(set(after) - set(before)) == [".cache", ".cache/external.json"]
    assert {name: after[name] for name in before} == before
    external(folder, "--state", str(folder / "kept.json"))
    assert json.loads((folder / "kept.json").read_text("utf-8"))["schema"] == 1


def test_the_second_time_on_a_day_it_says_that_nobody_was_asked(mixed: tuple[Server, Path]) -> None:
    server, folder = mixed
    external(folder)
    asked = len(server.asked)
    assert external(folder).out.endswith("; 0 asked now, the others earlier today\n")
    assert len(server.asked) == asked
    external(folder, "--fresh")
    assert len(server.asked) == 2 * asked


def test_json(mixed: tuple[Server, Path]) -> None:
    server, folder = mixed
    data = json.loads(external(folder, "--format", "json").out)
    by_url = {entry["url"].removeprefix(server.url): entry for entry in data["addresses"]}
    assert {path: entry["verdict"] for path, entry in by_url.items()} == {
        "/good": "ok", "/moved": "moved", "/drifted": "drifted", "/gone": "unverified", "/home": "suspicious",
    }  # fmt: skip
    assert by_url["/moved"]["moved_to"] == server.url + "/good"
    assert by_url["/drifted"]["drifted"] == [{"claim": "boats-of-drifted", "quote": QUOTE, "change": f"[-Seven-]{{+Eight+}} {QUOTE[6:]}"}]
    assert by_url["/home"]["archive"].startswith("https://web.archive.org/web/20190304/")
    assert data["counts"] == {"dead": 0, "drifted": 1, "suspicious": 1, "moved": 1, "unverified": 1, "ok": 1}
    assert len(data["problems"]) == 4


def test_junit(mixed: tuple[Server, Path]) -> None:
    _, folder = mixed
    suite = ElementTree.fromstring(external(folder, "--format", "junit").out)
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("5", "1", "3")
    [failure] = suite.iter("failure")
    assert "{+Eight+}" in (failure.get("message") or "")


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_the_other_forms_show_the_same_problems(form: str, mixed: tuple[Server, Path]) -> None:
    _, folder = mixed
    out = external(folder, "--format", form).out
    for check in ("external-drifted", "external-moved", "external-suspicious", "external-unverified"):
        assert out.count(f"title={check}" if form == "github" else f'"ruleId": "{check}"') == 1


def test_markdown(mixed: tuple[Server, Path]) -> None:
    server, folder = mixed
    out = external(folder, "--format", "markdown").out
    assert re.findall("^## (.*)$", out, re.MULTILINE) == ["Drifted (1)", "Suspicious (1)", "Moved (1)", "Unverified (1)"]
    assert f"- [ ] `{server.url}/drifted` answers, but without 1 quote of 1\n  - in `content/site.yaml:6:27`" not in out
    assert f"  - claim `boats-of-drifted`, `content/claims/boats.yaml:20:16`: `[-Seven-]{{+Eight+}} {QUOTE[6:]}`\n" in out
    assert f"  - new address: `{server.url}/good`\n" in out
    assert "counts them every evening" not in out


def test_what_strangers_write_is_no_markup_in_the_report(serve: Serve, tmp_path: Path) -> None:
    """A page may say what it likes: in the issue it is words, mentions nobody and links nowhere."""
    evil = "@everyone ![x](http://evil.example/x.png) <img src=x onerror=alert(1)> `code` [[-"
    words = f"Seven grey boats lie in the @corvala/keepers harbour <b>`of`</b> Corvala &lt;script&gt; tonight {evil}"
    server = serve(
        {
            "/drifted": always(answer(body=page(f"<p>{words}</p>"))),
            "/to": to("javascript:[x](http://evil.example)`<b>@everyone"),
            "/moved": to("/elsewhere`<script>alert(1)</script>@everyone", "301 Moved Permanently"),
        }
    )
    out = external(project(tmp_path, {name: f"{server.url}/{name}" for name in ("drifted", "to", "moved")}), "--format", "markdown").out
    assert out.count("@") >= 3
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(out)
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= {"p", "strong", "h2", "ul", "li", "code"}
    outside_code = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    assert "@" not in outside_code.replace("@\u200b", "")
    assert "://" not in outside_code


def test_terminal_sequences_of_strangers_do_not_reach_the_terminal(serve: Serve, tmp_path: Path) -> None:
    words = QUOTE.replace("grey", "grey \x1b[2J\x07 \u202e")
    server = serve({"/page": always(answer(body=page(f"<p>{words}</p>")))})
    result = external(project(tmp_path, {"post": server.url + "/page"}))
    assert "external-drifted" in result.err
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", result.err)


def test_an_archived_copy_that_is_named_is_asked_too_and_none_is_suggested(serve: Serve, tmp_path: Path) -> None:
    server = serve({"/copy": always(answer(body=page())), "/gone": to("/")} | {"/": always(answer(body=page("<p>News.</p>")))})
    folder = project(tmp_path, {"post": server.url + "/gone"}, sources={"post": f"archive_url: {server.url}/copy\n"})
    result = external(folder)
    assert ("GET", "/copy") in server.asked
    assert "web.archive.org" not in result.err
    assert result.out.startswith("2 outside addresses: 1 ok, 1 suspicious")


def test_problems_of_the_content_do_not_stop_it(mixed: tuple[Server, Path]) -> None:
    _, folder = mixed
    actor = folder / "content/actors/mira-dol.yaml"
    actor.write_text(actor.read_text("utf-8").replace("kind: person", "kind: boat"), encoding="utf-8")
    result = external(folder)
    assert (result.code, result.out[:20]) == (0, "5 outside addresses:")
    assert "note: the content has problems of its own; `explainer check` lists them\n" in result.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "markdown"], "goes with --external"),
        (["--fresh"], "go with --external"),
        (["--external", "--only", "quotes"], "do not go with --external"),
        (["--external", "--allow-private", "here"], '"here" is no network'),
        (["--external", "--timeout", "0"], "not in the range"),
    ],
)
def test_what_makes_no_sense_is_2(arguments: list[str], says: str) -> None:
    result = run("--project", HARBOUR, "check", *arguments)
    assert (result.code, result.out) == (2, "")
    assert says in " ".join(result.err.split())


def test_without_httpx_it_is_3_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from generator import external as package

    monkeypatch.setattr(package, "find_spec", lambda _: None)
    result = run("--project", HARBOUR, "check", "--external")
    assert (result.code, result.out) == (3, "")
    assert "python -m pip install 'explainer[links]'" in result.err
    monkeypatch.undo()
    assert run("--project", HARBOUR, "check").code == 0


@pytest.mark.parametrize(("epoch", "code"), [("1936310400", 0), ("soon", 2)])
def test_the_day_is_that_of_the_reproducible_build(epoch: str, code: int, mixed: tuple[Server, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _, folder = mixed
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = run("--project", folder, "check", "--external", *QUICK)
    assert result.code == code
    if code == 0:
        remembered = json.loads((folder / ".cache/external.json").read_text("utf-8"))["addresses"]
        assert {entry["day"] for entry in remembered.values()} == {"2031-05-12"}


# offline

WATCH = """\
import os, sys
def watch(event, arguments):
    if event.startswith("socket.") and event not in ("socket.gethostname",):
        with open(os.environ["SOCKETS_SEEN"], "a") as file:
            print(event, *map(str, arguments), file=file)
sys.addaudithook(watch)
"""


@pytest.mark.parametrize(
    "command",
    [["check"], ["check", "--format", "sarif"], ["coverage"], ["trace", "ledger-2017-05-09"], ["selftest", "--plants", "1"], ["explain"], ["build"]],
    ids=" ".join,
)
def test_nothing_else_opens_a_socket(command: list[str], tmp_path: Path) -> None:
    """Every process of the run is watched, the site engine's too, by a hook that Python calls before a socket is made."""
    folder = copy_of(HARBOUR, tmp_path / "harbour")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    seen = tmp_path / "seen"
    environment = {**os.environ, "PYTHONPATH": f"{hooks}{os.pathsep}{ROOT}", "SOCKETS_SEEN": str(seen)}
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "--project", str(folder), *command], env=environment, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode in (0, 1), ran.stderr  # 1: the invented topic is too small for the self-test's marks
    assert not seen.exists(), seen.read_text(encoding="utf-8")
    subprocess.run([sys.executable, "-c", "import socket; socket.socket().close()"], env=environment, check=True)
    assert "socket.__new__" in seen.read_text(encoding="utf-8")


def test_only_this_package_and_ingest_know_the_network() -> None:
    network = re.compile(r"^\s*(?:import|from) (?:socket|ssl|httpx|httpcore|http|urllib\.request|requests)\b", re.MULTILINE)
    found = {path.relative_to(ROOT / "generator").parts[0] for path in (ROOT / "generator").rglob("*.py") if network.search(path.read_text("utf-8"))}
    assert found <= {"external", "ingest", "desk", "preview.py", "preview"}  # the preview serves the site on this machine
    users = re.compile(r"generator\.external|import external\b|, external\b|external,")
    outside = {p.relative_to(ROOT / "generator").as_posix() for p in (ROOT / "generator").rglob("*.py") if users.search(p.read_text("utf-8"))}
    assert {name for name in outside if not name.startswith("external/")} == {"commands/check.py"}
