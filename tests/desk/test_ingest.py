"""`explainer ingest`: an article's text archived and its record drafted, or a clear reason why not and nothing written."""

from __future__ import annotations

import hashlib
import socket
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from tests.desk.articles import PARAGRAPHS, page, serving
from tests.support import Run, problems_of, run, snapshot

ARCHIVED = "\n\n".join(PARAGRAPHS) + "\n"


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with serving() as server:
        yield f"http://127.0.0.1:{server.server_port}"


def ingest(site: Path, content: str | bytes, *options: str, name: str = "saved.html") -> Run:
    file = site.parent / name
    file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return run("--project", site, "ingest", file, *options)


def written(site: Path, name: str) -> tuple[dict[str, object], str]:
    record = yaml.load((site / f"content/sources/{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return record, (site / f"seeds/{name}.txt").read_text(encoding="utf-8")


def test_a_saved_page_becomes_a_text_with_a_paragraph_a_line_and_a_record_with_what_it_says_of_itself(site: Path) -> None:
    before = snapshot(site)
    result = ingest(site, page())
    assert (result.code, result.err) == (0, "")
    record, text = written(site, "ansel-post-2019-06-11")
    assert text == ARCHIVED
    assert record == {
        "id": "ansel-post-2019-06-11",
        "type": "article-newspaper",
        "title": "Council votes for new cables",
        "container-title": "The Ansel Post",
        "author": [{"given": "Tilda", "family": "Marsh"}],
        "URL": "https://example.org/ansel-post/new-cables",
        "issued": "2019-06-11",
        "language": "en",
        "origin": "",
        "archived": {"file": "seeds/ansel-post-2019-06-11.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()},
    }
    after = snapshot(site)
    assert {name: after[name] for name in before} == before  # nothing that was there has changed


def test_what_is_missing_is_asked_for_by_the_check_and_the_site_is_not_built_before(site: Path) -> None:
    ingest(site, page())
    [problem] = problems_of(site)
    assert (problem.check, problem.location.path) == ("field-empty", "content/sources/ansel-post-2019-06-11.yaml")
    assert '"origin"' in problem.message
    assert run("--project", site, "build", "--no-engine").code == 1


def test_a_draft_is_in_the_one_style_and_names_its_schema(site: Path) -> None:
    long = "A headline that goes on and on " * 4 + "until it is longer than a line of our style: 'quoted' # and so on"
    assert ingest(site, page(title=long)).code == 0
    bare = "<html><body><article>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</article></body></html>"
    assert ingest(site, bare, "--id", "2019-06", "--again").code == 0
    for name in ("ansel-post-2019-06-11", "2019-06"):
        assert (
            (site / f"content/sources/{name}.yaml")
            .read_text(encoding="utf-8")
            .startswith("# yaml-language-server: $schema=../../build/schemas/sources.json\n")
        )
    assert run("--project", site, "fmt", "--check").code == 0


def test_a_page_that_says_little_leaves_the_fields_empty_with_a_question_above_each(site: Path) -> None:
    bare = "<html><body><article>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</article></body></html>"
    result = ingest(site, bare)
    record, _ = written(site, "saved")
    assert {key: record[key] for key in ("title", "container-title", "URL", "issued", "origin")} == dict.fromkeys(
        ("title", "container-title", "URL", "issued", "origin"), ""
    )
    lines = (site / "content/sources/saved.yaml").read_text(encoding="utf-8").splitlines()
    assert all(above.startswith("#") for above, line in pairwise(lines) if line in ("title:", "URL:", "issued:", "origin:"))
    assert {problem.check for problem in problems_of(site)} == {"field-empty"}
    assert "does not call itself an article" in result.out


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ('<meta property="article:published_time" content="2019-06-12T01:00:00Z">', ("issued", "2019-06-12")),
        ('<meta property="og:site_name" content="Lake &amp; Radio">', ("container-title", "Lake & Radio")),
        ('<meta property="og:title" content="Another headline">', ("title", "Another headline")),
        (
            '<meta name="author" content="By Ida Crane and Jon Pell">',
            ("author", [{"given": "Ida", "family": "Crane"}, {"given": "Jon", "family": "Pell"}]),
        ),
        ('<meta name="author" content="Newsroom staff">', ("author", [{"literal": "Newsroom staff"}])),
    ],
)
def test_without_linked_data_the_marks_in_the_head_are_read(site: Path, head: str, wanted: tuple[str, object]) -> None:
    ingest(site, page(linked={}, head=head), "--id", "one")
    assert written(site, "one")[0][wanted[0]] == wanted[1]


def test_linked_data_in_a_graph_and_broken_blocks_do_not_hide_the_article(site: Path) -> None:
    graph = (
        '{"@graph": [{"@type": "WebSite", "name": "X"}, {"@type": ["ReportageNewsArticle"], "headline": "In the graph", "author": {"name": "dpa"}}]}'
    )
    head = f'<script type="application/ld+json">{{broken</script><script type="application/ld+json">{graph}</script>'
    result = ingest(site, page(linked={}, head=head), "--id", "one")
    record, _ = written(site, "one")
    assert (record["title"], record["author"]) == ("In the graph", [{"literal": "dpa"}])
    assert "Deutsche Presse-Agentur" in result.out


@pytest.mark.parametrize(
    ("paragraphs", "agency"),
    [
        (("ANSEL (Reuters) - " + PARAGRAPHS[0], *PARAGRAPHS[1:]), "Reuters"),
        ((*PARAGRAPHS, "(AFP)"), "Agence France-Presse"),
        ((*PARAGRAPHS, "With reporting from the Associated Press"), "The Associated Press"),
        (PARAGRAPHS, ""),
        ((*PARAGRAPHS[:3], "A reporter of Reuters asked whether the bridge would ever open again, and the mayor gave no answer."), ""),
    ],
)
def test_an_agency_in_dateline_or_credit_is_a_remark_and_never_an_origin(site: Path, paragraphs: tuple[str, ...], agency: str) -> None:
    ingest(site, page(paragraphs), "--id", "one")
    text = (site / "content/sources/one.yaml").read_text(encoding="utf-8")
    assert ("is the report theirs?" in text) == bool(agency) and agency in text
    assert written(site, "one")[0]["origin"] == ""


def test_plain_text_is_taken_as_it_is_with_its_address_given(site: Path) -> None:
    result = ingest(site, ARCHIVED.replace("\n", "\r\n"), "--url", "https://example.org/lake/1", name="lake-notes.txt")
    assert result.code == 0
    record, text = written(site, "example")
    assert (text, record["URL"]) == (ARCHIVED, "https://example.org/lake/1")


def test_a_page_saved_as_a_web_archive_and_one_with_the_browsers_remark_know_their_address(site: Path) -> None:
    body = page(url="").replace("=", "=3D").replace("“", "=E2=80=9C").replace("”", "=E2=80=9D")
    mhtml = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/kept\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{body}\r\n--B\r\nContent-Type: image/png\r\n\r\nx\r\n--B--\r\n"
    )
    assert ingest(site, mhtml, "--id", "one", name="kept.mhtml").code == 0
    record, text = written(site, "one")
    assert (record["URL"], text) == ("https://example.org/kept", ARCHIVED)
    saved = page(url="").replace("<html", "<!-- saved from url=(0026)https://example.org/other/ -->\n<html", 1)
    assert ingest(site, saved, "--id", "two").code == 0
    assert written(site, "two")[0]["URL"] == "https://example.org/other/"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_the_encoding_is_found_out(site: Path, encoding: str) -> None:
    sentence = "The café on the quay stayed open, its owner René Gaule said, and sold “more than ever”."
    text = page((*PARAGRAPHS, sentence), charset=encoding.removesuffix("-sig"))
    assert ingest(site, text.encode(encoding), "--id", "one").code == 0
    assert sentence in written(site, "one")[1]


def test_invisible_control_characters_do_not_enter_the_archive(site: Path) -> None:
    ingest(site, ARCHIVED.replace("council", "coun\u202ecil", 1).replace("four", "fo\x0bur", 1), "--id", "one", name="a.txt")
    assert "The council of Ansel" in written(site, "one")[1]
    assert "source-encoding" not in {problem.check for problem in problems_of(site)}


def test_an_article_that_is_archived_already_is_told_and_not_written_twice(site: Path) -> None:
    ingest(site, page())
    before = snapshot(site)
    again = ingest(site, page(url="http://www.example.org/ansel-post/new-cables/?utm_source=x#top"))
    assert again.code == 1 and '"ansel-post-2019-06-11"' in again.err and "--again" in again.err
    assert snapshot(site) == before
    assert ingest(site, page(), "--again").code == 0
    assert (site / "content/sources/ansel-post-2019-06-11-2.yaml").is_file()


def test_a_text_that_is_nearly_another_one_is_told(site: Path) -> None:
    ingest(site, page())
    twin = ingest(site, page((*PARAGRAPHS[:3], "Nobody else was asked."), outlet="Lake Radio", url="https://example.org/lake/9"))
    assert twin.code == 0 and '"ansel-post-2019-06-11" too: if both print one report, give both the same origin' in twin.out
    other = ingest(site, page(tuple(text[::-1] for text in PARAGRAPHS), outlet="Other", url="https://example.org/o"))
    assert "too: if both print" not in other.out


def test_nothing_is_ever_overwritten(site: Path) -> None:
    (site / "seeds/one.txt").write_text("mine", encoding="utf-8")
    before = snapshot(site)
    for name in ("one", "orla-venn", "ansel-post-2019-06-04", "Not An Id"):
        assert ingest(site, page(), "--id", name).code == 2
    assert snapshot(site) == before


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"\x00\x01\x02\x03\xff", b"<html><body><p>Too short.</p></body></html>", b"Three short words"])
def test_what_is_no_article_on_disk_is_1_and_writes_nothing(site: Path, content: bytes) -> None:
    before = snapshot(site)
    result = ingest(site, content)
    assert (result.code, result.out) == (1, "") and len(result.err.splitlines()) == 1
    assert snapshot(site) == before


def test_a_file_that_is_not_there_is_2(site: Path) -> None:
    assert "there is no file" in run("--project", site, "ingest", site / "nothing.html").err
    assert run("--project", site, "ingest", site / "content").code == 2


@pytest.mark.parametrize("path", ["/good", "/zipped", "/moved", "/latin", "/metered"])
def test_an_address_is_fetched_and_its_redirections_are_shown(site: Path, host: str, path: str) -> None:
    result = run("--project", site, "ingest", f"{host}{path}", "--id", "one")
    assert (result.code, result.err) == (0, "")
    record, text = written(site, "one")
    assert record["URL"] == host + ("/good" if path == "/moved" else path)
    assert len(text.split("\n\n")) == 4
    assert ("the address leads to" in result.out) == (path == "/moved")
    assert ("says that it is not free" in result.out) == (path == "/metered")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "404: there is no such page"),
        ("/forbidden", "403: it refuses programs"),
        ("/busy", "429: it was asked too often"),
        ("/broken", "500: the server has a fault"),
        ("/to-home", "home page"),
        ("/to-login", "a page before the article"),
        ("/loop", "without end"),
        ("/to-file", "not a web page"),
        ("/paywall", "subscribe or log in first"),
        ("/consent", "consent to cookies first"),
        ("/scripts", "a browser that runs scripts"),
        ("/soft-404", "says that the article is not there"),
        ("/short", "too few for an article"),
        ("/pdf", "is a PDF"),
        ("/picture", "is image/png"),
        ("/empty", "is empty"),
        ("/huge", "larger than 10 MB"),
    ],
)
def test_an_address_without_an_article_is_1_with_the_reason_and_nothing_is_written(site: Path, host: str, path: str, reason: str) -> None:
    before = snapshot(site)
    result = run("--project", site, "ingest", f"{host}{path}")
    assert (result.code, result.out) == (1, "")
    assert reason in result.err and len(result.err.splitlines()) == 1
    assert snapshot(site) == before


def test_a_server_that_is_not_there_breaks_off_or_is_silent_is_3(site: Path, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.desk.ingest import fetch

    monkeypatch.setattr(fetch, "_QUIET", 0.3)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/x"
    for address, reason in ((nobody, "cannot be reached"), (f"{host}/half", "broke off"), (f"{host}/slow", "in time")):
        result = run("--project", site, "ingest", address)
        assert result.code == 3 and reason in result.err, result.err


def test_a_file_opens_no_socket(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert ingest(site, page()).code == 0


def test_without_the_extra_the_line_that_installs_it_is_printed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    result = ingest(site, page())
    assert result.code == 3 and "pip install trafilatura lxml_html_clean" in result.err
    assert ingest(site, ARCHIVED, "--id", "one", name="a.txt").code == 0  # plain text needs nothing
