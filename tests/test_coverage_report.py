"""The local HTML report: what it shows of each sentence, that nothing in it is live, and where it refuses to be written."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import coverage_report
from generator.problems import ConfigurationError, EnvironmentFault
from tests.support import HARBOUR, copy_of, harbour, run, site_of, small_project

TEXT = "Seven boats lie in the harbour. The rain has <b>stopped & gone</b>. Nine crews wait.\n\nSomebody sings.\n"
CLAIMS = """claims:
  - id: seven
    text: Seven boats.
    about: [mira-dol]
    cite: [{source: post, quote: boats lie in the harbour}]
  - {id: boats, text: Boats., about: [mira-dol], cite: [{source: post, quote: Seven boats lie, short: Enough.}]}
"""
ASIDE = "set_aside:\n  - {quote: 'The rain has <b>stopped & gone</b>.', reason: background, note: 'The <weather> & no more.'}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "boats", CLAIMS, texts={"post": TEXT}, sources={"post": ASIDE})


class _Page(HTMLParser):
    """The tags with their attributes, and the visible text of each sentence's item."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.items: list[str] = []
        self.underlined: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        if tag == "li":
            self.items.append("")
        if tag == "u":
            self.underlined.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "li" in self._open:
            self.items[-1] += data
        if "u" in self._open:
            self.underlined[-1] += data


def page(project: Path) -> _Page:
    return _Page(coverage_report.html(site_of(project)))


def test_each_sentence_says_in_words_and_shape_what_became_of_it(project: Path) -> None:
    assert [" ".join(item.split()) for item in page(project).items] == [
        "Seven boats lie in the harbour. ● cited by boats content/claims/boats.yaml:7; seven content/claims/boats.yaml:3",
        "The rain has <b>stopped & gone</b>. ◇ set aside background: The <weather> & no more. content/sources/post.yaml:8",
        "Nine crews wait. ▲ untouched seeds/post.txt:1",
        "Somebody sings. ▲ untouched seeds/post.txt:3",
    ]


def test_the_places_are_those_of_the_records(project: Path) -> None:
    for path, line in re.findall(r"((?:content|seeds)/[\w./-]+):(\d+)", " ".join(page(project).items)):
        words = (project / path).read_text("utf-8").splitlines()[int(line) - 1]
        assert re.search(r"id: (seven|boats)|quote: 'The rain|Nine crews|Somebody", words), f"{path}:{line} is {words!r}"


def test_the_quoted_words_are_underlined_once_where_two_claims_share_them(project: Path) -> None:
    assert page(project).underlined == ["underlined", "Seven boats lie in the harbour"]


def test_the_table_counts_every_state_and_adds_them_up(project: Path) -> None:
    rows = re.findall(r'<tr><th scope="row">(?:<a[^>]*>)?([\w-]+).*?</tr>', html := coverage_report.html(site_of(project)))
    cells = re.findall(r'data-head="Sentences">(\d+).*?Cited">(\d+).*?aside">(\d+).*?Untouched">(\d+).*?quoted">([^<]+)<', html)
    assert rows == ["post", "all"]
    assert cells == [("4", "1", "1", "2", "35 % of 17")] * 2


def test_nothing_in_it_runs_or_calls_another_host() -> None:
    html = coverage_report.html(harbour())
    tags = _Page(html).tags
    assert len(tags) > 100
    assert {tag for tag, _ in tags}.isdisjoint({"script", "link", "img", "iframe", "form", "object", "base"})
    assert all(not name.startswith("on") and name not in ("src", "style") for _, attributes in tags for name in attributes)
    assert all((attributes.get("href") or "#").startswith("#") for _, attributes in tags)
    assert "http:" not in html
    assert "https:" not in html
    assert "url(" not in html
    assert "default-src 'none'" in html


def test_it_says_in_which_language_and_direction_an_article_is_written(tmp_path: Path) -> None:
    site = site_of(small_project(tmp_path, CLAIMS, texts={"post": TEXT}, sources={"post": "language: fa\n"}))
    assert '<p lang="fa" dir="rtl">' in coverage_report.html(site)


def test_two_reports_of_one_content_are_the_same_and_name_no_place_of_this_machine(project: Path) -> None:
    one, two = (coverage_report.html(site_of(project)) for _ in range(2))
    assert one == two
    assert str(project) not in one


def test_the_command_writes_it_to_the_build_folder(tmp_path: Path) -> None:
    project = copy_of(HARBOUR, tmp_path / "harbour")
    result = run("--project", project, "coverage", "--html")
    assert (result.code, result.err, result.out.splitlines()[-1]) == (0, "", "report: build/coverage.html")
    assert (project / "build/coverage.html").read_text("utf-8") == coverage_report.html(site_of(project))
    assert sorted(path.name for path in (project / "build").iterdir()) == ["coverage.html"]  # above all no marker: the folder is not ours


def test_without_the_option_nothing_is_written(tmp_path: Path) -> None:
    project = copy_of(HARBOUR, tmp_path / "harbour")
    assert run("--project", project, "coverage").code == 0
    assert not (project / "build").exists()


def test_a_report_is_written_anew_in_its_place(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "reports/today.html"
    for _ in range(2):
        assert coverage_report.write(site_of(project), project, file) == file
    assert [path.name for path in file.parent.iterdir()] == ["today.html"]


PUBLISHED = ("build/docs/coverage.html", "build/docs", "build/staging-site/x.html", "build/../site/x.html", "site/coverage.html", "site/a/b/x.html")
CURATED = ("content/x.html", "seeds/x.txt")


@pytest.mark.parametrize("place", PUBLISHED + CURATED)
def test_it_is_not_written_where_things_are_published_or_curated(place: str, project: Path) -> None:
    with pytest.raises(ConfigurationError, match="write it outside"):
        coverage_report.write(site_of(project), project, project / place)
    assert not (project / place).exists()


def test_a_link_into_the_site_is_followed_before_it_is_refused(project: Path) -> None:
    (project / "site").mkdir()
    (project / "away").symlink_to(project / "site")
    with pytest.raises(ConfigurationError, match="outside site/"):
        coverage_report.write(site_of(project), project, project / "away/coverage.html")


def test_another_file_is_not_written_over(project: Path) -> None:
    file = project / "README.md"
    file.write_text("Of boats.\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no coverage report"):
        coverage_report.write(site_of(project), project, file)
    assert file.read_text("utf-8") == "Of boats.\n"


def test_a_folder_is_no_place_for_it(project: Path) -> None:
    (project / "reports").mkdir()
    with pytest.raises(ConfigurationError, match="is a folder"):
        coverage_report.write(site_of(project), project, project / "reports")


def test_a_file_in_the_way_of_a_folder_is_a_fault_of_the_disk(project: Path) -> None:
    (project / "reports").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault):
        coverage_report.write(site_of(project), project, project / "reports/x.html")
