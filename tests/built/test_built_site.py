"""The checks on built HTML: what a browser and a static host would do with each address, and where a finding points."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator import engine, pipeline, sealing
from generator.built import seal
from generator.built.addresses import Addresses
from generator.built.folder import Plan, read
from generator.built.links import candidates
from generator.built.tags import Reader
from generator.problems import Location
from tests.examples import check_built
from tests.support import HARBOUR, copy_of, run

FILES = frozenset({"index.html", "places/index.html", "places/old town.html", "boat.png", "a/b/c/index.html", "a/b/c/Deep.html", "404.html"})


def kinds(root: Path, **files: str) -> list[str]:
    """The problems in a folder of these files (dots in names are written as two underscores, slashes as three)."""
    example = {name.replace("___", "/").replace("__", "."): text for name, text in files.items()}
    return [problem.check for problem in check_built(root, json.dumps(example))]


@pytest.mark.parametrize(
    ("page", "address", "kind", "path"),
    [
        ("index.html", "places/", "inside", "places/index.html"),
        ("index.html", "places", "inside", "places/index.html"),
        ("index.html", "./places/../boat.png", "inside", "boat.png"),
        ("index.html", "places/old%20town.html", "inside", "places/old town.html"),
        ("index.html", "places/old town.html", "inside", "places/old town.html"),
        ("index.html", " \n boat.png\t", "inside", "boat.png"),
        ("index.html", "bo\nat.png", "inside", "boat.png"),
        ("index.html", "places\\", "inside", "places/index.html"),
        ("index.html", "boat.png?v=2#x", "inside", "boat.png"),
        ("index.html", "?q=boat", "inside", "index.html"),
        ("index.html", "", "inside", "index.html"),
        ("a/b/c/index.html", "../../..", "inside", "index.html"),
        ("a/b/c/index.html", "../../../", "inside", "index.html"),
        ("a/b/c/index.html", ".", "inside", "a/b/c/index.html"),
        ("a/b/c/index.html", "Deep.html", "inside", "a/b/c/Deep.html"),
        ("a/b/c/index.html", "/pell/boat.png", "inside", "boat.png"),
        ("a/b/c/index.html", "//ferry.example/pell/", "inside", "index.html"),
        ("a/b/c/index.html", "HTTPS://Ferry.Example/pell", "inside", "index.html"),
        ("a/b/c/index.html", "deep.html", "missing", "a/b/c/deep.html"),
        ("index.html", "boat.png/", "missing", "boat.png/"),
        ("index.html", "places/index.html/", "missing", "places/index.html/"),
        ("index.html", "boat%2Epn", "missing", "boat.pn"),
        ("a/b/c/index.html", "../../../../x", "escape", "/x"),
        ("index.html", "..", "escape", "/"),
        ("index.html", "%2e%2e/x", "escape", "/x"),
        ("index.html", "/other/", "escape", "/other/"),
        ("index.html", "/pellmell/", "escape", "/pellmell/"),
        ("index.html", "https://ferry.example/other/", "outside", "ferry.example"),
        ("index.html", "https://ferry.example.evil/pell/", "outside", "ferry.example.evil"),
        ("index.html", "\\\\elsewhere.example/x", "outside", "elsewhere.example"),
        ("index.html", "java\tscript:alert(1)", "scheme", "javascript"),
        ("index.html", "\x01JavaScript:alert(1)", "scheme", "javascript"),
        ("index.html", "data:text/html,x", "scheme", "data"),
    ],
)
def test_an_address_leads_where_a_browser_and_a_static_host_take_it(page: str, address: str, kind: str, path: str) -> None:
    found = Addresses(FILES, "https://ferry.example/pell/").resolve(page, address)
    if kind == "escape":
        assert found.kind == kind
    else:
        assert (found.kind, found.path) == (kind, path)


def test_where_the_page_has_a_base_addresses_start_there() -> None:
    addresses = Addresses(FILES)
    assert addresses.resolve("index.html", "index.html", base="places/").path == "places/index.html"
    assert addresses.resolve("index.html", "../boat.png", base="/places/").path == "boat.png"
    assert addresses.resolve("index.html", "x", base="https://elsewhere.example/").kind == "outside"


@pytest.mark.parametrize(
    ("html", "ids"),
    [
        ("<p id=one><p id='two'><P ID=\"three\">", ["one", "two", "three"]),
        ('<p title="<b id=no>" id="a>b">', ["a>b"]),
        ('<p title="<!--"><p id=yes><p title="<script>"><p id=too>', ["yes", "too"]),
        ("<!-- <p id=no> --><p id=yes><!--><p id=too>", ["yes", "too"]),
        ("<script>'<p id=no>'</script><style>/*<p id=no>*/</style><p id=yes>", ["yes"]),
        ("<textarea><p id=no></textarea><title><p id=no></title><p id=yes>", ["yes"]),
        ("<script src=x></scripty <p id=no></SCRIPT ><p id=yes>", ["yes"]),
        ('<p id="a&amp;b&#x41;">', ["a&bA"]),
        ('<p id="first" id="second">', ["first"]),
        ("<p\nclass=x\n id\n=\n'spread'\n>", ["spread"]),
        ("<p/id=slash><br/>", ["slash"]),
        ("<p data-id=no xid=no>", []),
        ("<p id=open", []),
    ],
)
def test_a_page_is_taken_apart_as_browsers_do(html: str, ids: list[str]) -> None:
    assert list(Reader().page("index.html", html).ids) == ids


def test_no_page_makes_the_reader_run_long() -> None:
    for text in ("<a " + "a='" * 50_000, "<a " + '="' * 50_001, "<!--" * 50_000, "<script>" * 50_000, "<" * 200_000, "<a" * 100_000, "[^" * 100_000):
        Reader().page("index.html", text)


@pytest.mark.parametrize(
    ("srcset", "found"),
    [("a.png", ["a.png"]), ("a.png 1x, b,c.png 2x", ["a.png", "b,c.png"]), (" a.png , b.png 640w ,", ["a.png", "b.png"]), ("", [])],
)
def test_every_candidate_of_a_srcset_is_looked_at(srcset: str, found: list[str]) -> None:
    assert candidates(srcset) == found


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<a href="#top">x</a><meta http-equiv="refresh" content="3; url=\'gone/\'">', ["built-link"]),
        ('<a href="#top">x</a><meta http-equiv="refresh" content="3">', []),
        ('<a href="#top">x</a><div style="background: url(gone.png)">', ["built-asset"]),
        ('<a href="#top">x</a><style>@import url("https://fonts.example/a.css")</style>', ["built-third-party"]),
        ('<a href="#top">x</a><script src="//cdn.example/x.js"></script>', ["built-third-party"]),
        ('<a href="#top">x</a><link rel="preconnect" href="https://fonts.example">', ["built-third-party"]),
        ('<a href="#top">x</a><link rel="alternate" href="https://elsewhere.example/">', []),
        ('<a href="#top">x</a><video poster="gone.png"></video>', ["built-asset"]),
        ('<a href="#top">x</a><svg><use href="#wave"></use></svg>', []),
        ('<a href="vbscript:x">x</a>', ["built-scheme"]),
        ('<a href="tel:123">x</a>', ["built-scheme"]),
        ('<form action="gone/"><button>x</button></form>', ["built-link"]),
        ('<a name="old"></a><a href="#old">x</a>', []),
        ('<a href="#%C3%A9t%C3%A9">x</a><p id="été">', []),
        ('<a href="#a%20b">x</a><p id="a%20b">', []),
    ],
)
def test_addresses_are_found_wherever_they_stand(page: str, expected: list[str], tmp_path: Path) -> None:
    assert kinds(tmp_path, index__html=page) == expected


def test_the_page_for_unknown_addresses_may_not_be_relative(tmp_path: Path) -> None:
    home = '<a href="#top">x</a>'
    assert kinds(tmp_path / "1", index__html=home, **{"404__html": '<a href="index.html">x</a>'}) == ["built-link"]
    assert kinds(tmp_path / "2", index__html=home, **{"404__html": '<a href="/index.html">x</a>'}) == []


def test_letter_case_counts_and_the_message_says_how_it_is_spelt(tmp_path: Path) -> None:
    (problem,) = check_built(tmp_path, "index.html: <a href='Boat.png'>x</a>\nboat.png: ''")
    assert 'it is spelt "boat.png" there' in problem.message
    assert problem.location == Location("site/index.html", 1, 1)


def test_search_entries_and_feeds_are_followed(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "index.html").write_text('<a href="#top">x</a><p id="quay">', encoding="utf-8")
    (tmp_path / "search/search_index.json").write_text(
        '{"docs": [{"location": ""}, {"location": "#quay"}, {"location": "gone/#x"}]}', encoding="utf-8"
    )
    (tmp_path / "feed.xml").write_text('<link href="https://a.example/#pier"/> See https://a.example/. And https://a.example.org/x', encoding="utf-8")

    found = seal.check(tmp_path, "site", site_url="https://a.example/").problems

    assert [(p.check, p.location.path, '"gone/#x"' in p.message or "#pier" in p.message) for p in found] == [
        ("built-listing", "site/feed.xml", True),
        ("built-listing", "site/search/search_index.json", True),
    ]


def test_an_address_in_a_listing_ends_where_the_language_of_the_listing_goes_on(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="#top">x</a>', encoding="utf-8")
    listings = {
        "sources.bib": "  url = {%s},\n",
        "plain.bib": "  howpublished = \\url{%s}}\n",
        "a.md": "| %s|\n\n`%s`\n\n[x](%s)",
        "b.csv": '"%s",1\n',
    }
    for name, text in listings.items():
        (tmp_path / name).write_text(text.replace("%s", "https://a.example/"), encoding="utf-8")
    assert seal.check(tmp_path, "site", site_url="https://a.example/").problems == ()

    for name, text in listings.items():
        (tmp_path / name).write_text(text.replace("%s", "https://a.example/gone/"), encoding="utf-8")
    found = seal.check(tmp_path, "site", site_url="https://a.example/").problems
    assert [(p.location.path, p.message.partition(" is ")[0]) for p in found] == [
        (f"site/{name}", '"https://a.example/gone/"') for name in sorted(listings)
    ]


def test_a_folder_without_pages_proves_nothing(tmp_path: Path) -> None:
    assert [problem.check for problem in seal.check(tmp_path, "site").problems] == ["built-nothing"]


@pytest.fixture(scope="module")
def harbour_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour topic, built once; tests copy its site/ before they break it."""
    folder = copy_of(HARBOUR, tmp_path_factory.mktemp("built") / "topic")
    result = pipeline.build(folder)
    assert [str(problem) for problem in result.problems] == []
    return folder


@pytest.mark.parametrize(
    ("page", "old", "new", "check", "place", "words"),
    [
        ("explainers/why-is-the-harbour-closed/index.html", r'<h2 id="(?!fn)([a-z-]+)">', r'<h2 id="\1"><a href="gone/">x</a>', "built-link",
         "content/explainers/why-is-the-harbour-closed.yaml", "heading:"),
        ("claims/supply/index.html", r'(<[^>]* id="ships-monday"[^>]*>)', r'\1<img src="gone.png" alt="">', "built-asset",
         "content/claims/supply.yaml", "id: ships-monday"),
        ("actors/samira-halvani/index.html", r"</h1>", r'</h1><a href="#nowhere">x</a>', "built-anchor", "content/actors/samira-halvani.yaml", "id:"),
        ("timeline/index.html", r"</h1>", r'</h1><a href="#nowhere">x</a>', "built-anchor", "build/docs/timeline.md", "---"),
    ],
    ids=["section", "claim", "entity", "overview"],
)  # fmt: skip
def test_a_finding_points_at_the_place_in_the_content_that_caused_it(
    harbour_project: Path, tmp_path: Path, page: str, old: str, new: str, check: str, place: str, words: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(harbour_project / "site", site)
    text = (site / page).read_text(encoding="utf-8")
    broken, count = re.subn(old, new, text, count=1)
    assert count == 1, "the page has nothing to break"
    (site / page).write_text(broken, encoding="utf-8")

    content = pipeline.check(harbour_project).site
    plan = sealing.planned(harbour_project, content, content.settings.url)
    (problem,) = seal.check(site, "site", plan).problems

    assert problem.check == check
    assert problem.location.path == place
    line = (harbour_project / place).read_text(encoding="utf-8").splitlines()[problem.location.line - 1]
    assert words in line, line
    assert f"(site/{page}:" in problem.message or place.startswith("build/")


def test_the_build_keeps_the_last_good_site_where_a_built_page_is_wrong(harbour_project: Path, tmp_path: Path) -> None:
    project = copy_of(harbour_project, tmp_path / "topic")
    shutil.copytree(harbour_project / "site", project / "site")
    theme = project / "theme"
    theme.mkdir()
    (theme / "main.html").write_text('{% extends "base.html" %}{% block content %}{{ super() }}<img src="gone.png" alt="">{% endblock %}', "utf-8")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        re.sub(r"custom_dir: .*", "", settings).replace("name: material", "name: material\n  custom_dir: theme"), "utf-8"
    )
    before = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}

    done = run("--project", project, "build")

    assert done.code == 1
    assert re.search(r"^content/actors/corvane\.yaml:1:\d+: \[built-asset\] .*gone\.png", done.err, re.MULTILINE), done.err
    assert {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()} == before
    assert not (project / engine.STAGING).exists()


def test_the_command_checks_the_projects_own_site_and_any_other_folder(harbour_project: Path, tmp_path: Path) -> None:
    own = run("--project", harbour_project, "links")
    assert (own.code, own.err) == (0, "")
    assert re.fullmatch(r"no problems: \d{3,} links and other addresses in \d\d pages\n", own.out)
    (tmp_path / "index.html").write_text("<a href='gone'>x</a>", encoding="utf-8")
    other = run("links", tmp_path)
    assert other.code == 1
    assert f"{tmp_path}/index.html:1:1: [built-link]" in other.err
    assert '"built-link"' in run("links", tmp_path, "--format", "json").out
    assert run("--project", tmp_path, "links").code == 2


def test_what_was_built_is_what_was_planned_also_with_pages_named_after_themselves(tmp_path: Path) -> None:
    for name in ("index.html", "harbour.html", "old/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<a href='/harbour.html'>x</a><a href='/old/'>y</a>", encoding="utf-8")
    assert seal.check(tmp_path, "site", Plan(("index.md", "harbour.md", "old/README.md"))).problems == ()
    assert read(tmp_path, "site", Plan(("index.md",))).planned == {"index.html": "index.md"}
