"""Runs on several days, with what is remembered between them; and how we behave towards hosts."""

from __future__ import annotations

import hashlib
import json
import socket
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.external.fetch import Limits
from generator.external.run import Report, run
from tests.external.conftest import LIMITS, project
from tests.external.server import ARTICLE, QUOTE, Behaviour, Request, Server, always, answer, certificate, conditional, page, silent, to
from tests.support import site_of

DAYS = [date(2031, 5, day) for day in range(12, 20)]
GOOD = always(answer(body=page()))
Serve = Callable[..., Server]


def ask(folder: Path, day: date = DAYS[0], limits: Limits = LIMITS, fresh: bool = False) -> Report:
    return run(site_of(folder), folder / ".cache/external.json", day, limits, fresh)


def verdict(report: Report) -> tuple[str, str]:
    [finding] = report.findings
    return finding.verdict.name, finding.verdict.words


def one(serve: Serve, folder: Path, behaviour: Behaviour, **options: Any) -> tuple[Server, Path]:
    server = serve({"/page": behaviour, "/good": GOOD})
    return server, project(folder, {"post": server.url + "/page"}, **options)


def test_dead_only_after_three_days(serve: Serve, tmp_path: Path) -> None:
    _, folder = one(serve, tmp_path, always(answer("404 Not Found")))
    seen = [verdict(ask(folder, day)) for day in (DAYS[0], DAYS[0], DAYS[1], DAYS[4], DAYS[5])]
    assert [name for name, _ in seen] == ["unverified", "unverified", "unverified", "dead", "dead"]
    assert seen[2][1] == "answers 404 (day 2 of 3; dead if it does so on 1 more day)"
    assert seen[3][1] == "answers 404, as on 2031-05-12 and 2031-05-13"


def test_asked_again_on_the_same_day_it_is_no_second_strike(serve: Serve, tmp_path: Path) -> None:
    _, folder = one(serve, tmp_path, always(answer("404 Not Found")))
    assert [verdict(ask(folder, DAYS[0], fresh=True))[0] for _ in range(4)] == ["unverified"] * 4


def test_a_day_on_which_it_answers_takes_the_strikes_away(serve: Serve, tmp_path: Path) -> None:
    server, folder = one(serve, tmp_path, always(answer("404 Not Found")))
    ask(folder, DAYS[0])
    ask(folder, DAYS[1])
    server.behaviours["/page"] = GOOD
    assert verdict(ask(folder, DAYS[2]))[0] == "ok"
    server.behaviours["/page"] = always(answer("404 Not Found"))
    assert "day 1 of 3" in verdict(ask(folder, DAYS[3]))[1]


def test_a_wall_between_two_failures_neither_counts_nor_clears(serve: Serve, tmp_path: Path) -> None:
    server, folder = one(serve, tmp_path, always(answer("404 Not Found")))
    ask(folder, DAYS[0])
    server.behaviours["/page"] = always(answer("403 Forbidden"))
    assert verdict(ask(folder, DAYS[1]))[0] == "unverified"
    server.behaviours["/page"] = always(answer("404 Not Found"))
    assert "day 2 of 3" in verdict(ask(folder, DAYS[2]))[1]


@pytest.mark.parametrize("wall", ["403 Forbidden", "429 Too Many Requests", "999 Request denied"])
def test_a_wall_is_never_a_death(wall: str, serve: Serve, tmp_path: Path) -> None:
    _, folder = one(serve, tmp_path, always(answer(wall)))
    assert {verdict(ask(folder, day))[0] for day in DAYS} == {"unverified"}


def test_a_second_run_on_the_same_day_asks_nobody_and_says_the_same(serve: Serve, tmp_path: Path) -> None:
    server, folder = one(serve, tmp_path, always(answer(body=page(ARTICLE.replace("Seven grey", "Eight grey")))))
    first = ask(folder)
    written = (folder / ".cache/external.json").read_bytes()
    second = ask(folder)
    assert len(server.asked) == 1
    assert [f.verdict for f in second.findings] == [f.verdict for f in first.findings]
    assert (first.findings[0].asked, second.findings[0].asked) == (True, False)
    assert (folder / ".cache/external.json").read_bytes() == written


def test_another_quote_is_another_question(serve: Serve, tmp_path: Path) -> None:
    server, folder = one(serve, tmp_path, GOOD)
    ask(folder)
    claims = folder / "content/claims/boats.yaml"
    claims.write_text(claims.read_text("utf-8").replace(f"quote: {QUOTE}", f"quote: {QUOTE[:40]}"), encoding="utf-8")
    ask(folder)
    assert len(server.asked) == 2


def test_an_unchanged_page_is_not_sent_again(serve: Serve, tmp_path: Path) -> None:
    server, folder = one(serve, tmp_path, conditional)
    assert [verdict(ask(folder, day)) for day in DAYS[:2]] == [("ok", "answers, with every quote")] * 2
    assert server.last["/page"]["if-none-match"] == '"one"'
    ask(folder, DAYS[2], fresh=True)
    assert "if-none-match" not in server.last["/page"]


def test_we_say_who_asks(serve: Serve, tmp_path: Path) -> None:
    server = serve({"/page": GOOD, "/home": GOOD})
    folder = project(tmp_path, {"post": server.url + "/page"}, settings=f"url: {server.url}/home\n")
    ask(folder)
    assert server.last["/page"]["user-agent"].endswith(f"(+{server.url}/home)")
    assert server.last["/page"]["user-agent"].startswith("explainer-link-check/")


def test_an_address_named_at_several_places_is_asked_once(serve: Serve, tmp_path: Path) -> None:
    server = serve({"/page": GOOD})
    url = server.url + "/page"
    report = ask(project(tmp_path, {"post": url, "wire": url}, links=(url, url + "#here")))
    [finding] = report.findings
    assert len(server.asked) == 1
    assert [place.path for place in finding.address.places] == [
        "content/actors/mira-dol.yaml", "content/actors/mira-dol.yaml", "content/site.yaml", "content/sources/post.yaml", "content/sources/wire.yaml",
    ]  # fmt: skip
    assert len(finding.address.quotations) == 2


def test_one_request_at_a_time_to_a_host_and_several_hosts_at_once(serve: Serve, tmp_path: Path) -> None:
    def linger(request: Request) -> None:
        request.server.over.wait(0.1)
        request.send(answer(body=page()))

    server = serve({f"/{i}": linger for i in range(4)})
    ask(project(tmp_path / "one", {f"post-{i}": f"{server.url}/{i}" for i in range(4)}), limits=replace(LIMITS, timeout=9))
    assert server.most_at_once == 1
    other = serve({f"/{i}": linger for i in range(4)})
    twice = {f"post-{i}": f"{other.url}/{i}" for i in range(2)} | {
        f"wire-{i}": f"{other.url.replace('127.0.0.1', 'localhost')}/{i}" for i in range(2)
    }
    ask(project(tmp_path / "two", twice), limits=replace(LIMITS, timeout=9))
    assert other.most_at_once == 2


def test_text_fragments_are_tried(serve: Serve, tmp_path: Path) -> None:
    server = serve({"/page": always(answer(body=page(f"<p id=quay>{QUOTE}.</p>")))})
    url = server.url + "/page"
    links = (
        f"{url}#:~:text=seven%20grey,harbour",
        f"{url}#:~:text=nine%20boats",
        f"{url}#quay",
        f"{url}#gone",
        f"{url}#:~:text=lie-,in%20the,-harbour",
    )
    [finding] = ask(project(tmp_path, {"post": url}, links=links)).findings
    assert finding.verdict.name == "ok"
    assert finding.verdict.lost == (":~:text=nine%20boats", "gone")


def test_a_link_to_the_passage_that_no_longer_lands_there_is_told_although_the_words_are_there(serve: Serve, tmp_path: Path) -> None:
    """The quote stands twice in the archived text, so the link names the words before it; the page has others there now."""
    server = serve({"/page": always(answer(body=page(f"<p>In spring {QUOTE}.</p>")))})
    folder = project(tmp_path, {"post": server.url + "/page"})
    seed, source, claims = (folder / name for name in ("seeds/post.txt", "content/sources/post.yaml", "content/claims/boats.yaml"))
    old = hashlib.sha256(seed.read_bytes()).hexdigest()
    seed.write_text(f"In winter {QUOTE}. In summer {QUOTE}.\n", encoding="utf-8")
    source.write_text(source.read_text("utf-8").replace(old, hashlib.sha256(seed.read_bytes()).hexdigest()), encoding="utf-8")
    claims.write_text(claims.read_text("utf-8") + "        prefix: In summer\n", encoding="utf-8")
    [finding] = ask(folder).findings
    assert (finding.verdict.name, finding.verdict.astray) == ("ok", ("boats-of-post",))


@pytest.mark.parametrize(
    "bad", [b"{", b"\xff\xfe\x00", b"[]", b'{"schema": 99, "addresses": {}}', b'{"schema": 1, "addresses": {"x": 3}}', b"[" * 100_000]
)
def test_a_broken_memory_is_told_and_set_aside(bad: bytes, serve: Serve, tmp_path: Path) -> None:
    _, folder = one(serve, tmp_path, GOOD)
    state = folder / ".cache/external.json"
    state.parent.mkdir()
    state.write_bytes(bad)
    report = ask(folder)
    assert verdict(report)[0] == "ok"
    assert "set aside as external.json.unreadable" in report.note
    assert (folder / ".cache/external.json.unreadable").read_bytes() == bad
    assert json.loads(state.read_text("utf-8"))["schema"] == 1
    assert ask(folder).note == ""


def test_what_was_learnt_before_an_interruption_is_kept(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.external import run as runs

    server = serve({"/a": GOOD, "/b": GOOD})
    folder = project(tmp_path, {"post": server.url + "/a", "wire": server.url + "/b"})
    at_once = runs._at_once

    def stopped(*arguments: Any) -> Any:
        yield next(at_once(*arguments))
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "_at_once", stopped)
    with pytest.raises(KeyboardInterrupt):
        ask(folder)
    assert len(json.loads((folder / ".cache/external.json").read_text("utf-8"))["addresses"]) == 1


# where we do not go


def test_a_private_address_is_not_asked_unless_it_is_allowed(serve: Serve, tmp_path: Path) -> None:
    server, folder = one(serve, tmp_path, GOOD)
    name, words = verdict(ask(folder, limits=replace(LIMITS, allowed=())))
    assert (name, server.asked) == ("suspicious", [])
    assert words == 'is not asked: "127.0.0.1" is 127.0.0.1, which is not a public address'
    assert verdict(ask(folder, fresh=True))[0] == "ok"


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
     "[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[::ffff:10.0.0.1]", "[64:ff9b::a00:1]", "[2002:a00:1::]", "2130706433", "0x7f.1", "127.1"],
)  # fmt: skip
def test_no_way_to_write_a_private_address_gets_through(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was made"))
    folder = project(tmp_path, {"post": f"http://{host}:9/page"})
    assert verdict(ask(folder, limits=replace(LIMITS, allowed=())))[0] == "suspicious"


def test_a_name_is_looked_up_once_and_the_address_looked_at_is_the_one_connected_to(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when looked at and private when connected to (DNS rebinding) would need a second look-up."""
    server = serve({"/page": GOOD})
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1" if len(asked) == 1 else "10.0.0.1", port))]

    connected: list[Any] = []
    connect = socket.socket.connect
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", lambda self, place: connected.append(place[0]) or connect(self, place))

    folder = project(tmp_path, {"post": f"http://rebinding.example:{server.port}/page"})
    assert verdict(ask(folder))[0] == "ok"
    assert (asked, connected) == (["rebinding.example"], ["127.0.0.1"])
    assert verdict(ask(folder, fresh=True))[0] == "suspicious"


def test_a_name_with_one_private_address_among_public_ones_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was made"))
    assert verdict(ask(project(tmp_path, {"post": "http://mixed.example/page"})))[0] == "suspicious"


# hosts, names and certificates


def test_a_host_that_does_not_exist_is_a_strike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    words = verdict(ask(project(tmp_path, {"post": "http://no-such-host.example/page"})))[1]
    assert words.startswith('has a host that does not exist: "no-such-host.example" (day 1 of 3')


def test_a_host_with_letters_beyond_ascii_is_looked_up_in_its_ascii_form(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve({"/page": GOOD, "/s%C3%BCd": GOOD})
    asked: list[str] = []
    look_up = socket.getaddrinfo

    def pretend(host: str, port: int, **options: Any) -> Any:
        asked.append(host)
        return look_up("127.0.0.1", port, **options)

    monkeypatch.setattr(socket, "getaddrinfo", pretend)
    assert verdict(ask(project(tmp_path, {"post": f"http://häfen.example:{server.port}/süd"})))[0] == "ok"
    assert asked == ["xn--hfen-loa.example"]


def test_nobody_listening_is_a_strike(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = verdict(ask(project(tmp_path, {"post": f"http://127.0.0.1:{port}/page"})))[1]
    assert words.startswith("refuses the connection (day 1 of 3")


def test_ipv6(serve: Serve, tmp_path: Path) -> None:
    try:
        server = serve({"/page": GOOD}, host="::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    assert verdict(ask(project(tmp_path, {"post": server.url + "/page"})))[0] == "ok"


def test_certificates(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A self-signed one is a strike that is named; one that the machine trusts is right; for another host it is named as well."""
    file = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    plain = serve({"/page": GOOD})
    server = serve({"/page": GOOD, "/downgrade": to(plain.url + "/page", "301 Moved Permanently")}, tls=context)
    folder = project(tmp_path / "site", {"post": server.url + "/page"})
    assert verdict(ask(folder))[1].startswith("has a certificate that browsers refuse (self-signed certificate) (day 1 of 3")

    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    assert verdict(ask(folder, fresh=True))[0] == "ok"
    other = project(tmp_path / "other", {"post": server.url.replace("127.0.0.1", "localhost") + "/page"})
    assert "has a certificate that browsers refuse (hostname mismatch" in verdict(ask(other))[1].lower()
    down = project(tmp_path / "down", {"post": server.url + "/downgrade"})
    assert verdict(ask(down)) == (
        "suspicious", f"leads from https to http, which anybody on the way can read and change ({plain.url}/page)",
    )  # fmt: skip
    assert plain.asked == []


def test_no_tls_where_tls_is_asked_for(serve: Serve, tmp_path: Path) -> None:
    server = serve({"/page": GOOD})
    assert "cannot be reached over TLS" in verdict(ask(project(tmp_path, {"post": server.url.replace("http:", "https:") + "/page"})))[1]


# entries of `external.ignore`

IGNORE = "external:\n  ignore:\n    - {{address: '{}', reason: Asks for a login., expires: {}}}\n"


@pytest.mark.parametrize("pattern", ["{}/page", "{}/*", "http://*/page"])
def test_an_ignored_address_is_not_asked(pattern: str, serve: Serve, tmp_path: Path) -> None:
    server = serve({"/page": always(answer("404 Not Found"))})
    folder = project(tmp_path, {"post": server.url + "/page"}, settings=IGNORE.format(pattern.format(server.url), "2031-05-12"))
    report = ask(folder)
    assert (report.findings, report.problems, server.asked) == ((), (), [])
    assert [address.url for address in report.left_out] == [server.url + "/page"]


def test_an_entry_that_ran_out_is_a_problem_and_its_address_is_asked(serve: Serve, tmp_path: Path) -> None:
    server = serve({"/page": GOOD})
    folder = project(tmp_path, {"post": server.url + "/page"}, settings=IGNORE.format(server.url + "/page", "2031-05-12"))
    [problem] = ask(folder, DAYS[1]).problems
    assert (problem.check, problem.location.path) == ("external-ignore-expired", "content/site.yaml")
    assert "ran out on 2031-05-12" in problem.message
    assert len(server.asked) == 1


def test_an_entry_that_means_nothing_is_a_problem(serve: Serve, tmp_path: Path) -> None:
    server = serve({"/page": GOOD})
    folder = project(tmp_path, {"post": server.url + "/page"}, settings=IGNORE.format(server.url + "/pag", "2031-05-12"))
    [problem] = ask(folder).problems
    assert problem.check == "external-ignore-unused"
    assert len(server.asked) == 1


def test_a_silent_host_does_not_hold_up_the_others(serve: Serve, tmp_path: Path) -> None:
    server = serve({"/silent": silent, "/page": GOOD})
    folder = project(tmp_path, {"post": server.url + "/silent", "wire": server.url.replace("127.0.0.1", "localhost") + "/page"})
    names = [finding.verdict.name for finding in ask(folder, limits=replace(LIMITS, timeout=0.3, tries=1)).findings]
    assert names == ["unverified", "ok"]
