"""*As known on*: what was printed by a day, derived from the dates of publication alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import dates, pages
from generator.evidence import EvidenceBook
from generator.pages import as_known
from generator.site import Site
from tests.support import harbour, problems_of, real, site_of, small_project, written

BOATS = """\
questions: [{id: how-many, text: How many boats?}]
claims:
  - id: seven
    text: Seven boats lay in the harbour.
    about: [mira-dol]
    cite: [{source: post, quote: Seven boats lie in the harbour}]
    answers: {question: how-many, value: "7", unit: boats}
  - id: nine
    text: Nine boats lay in the harbour.
    about: [mira-dol]
    cite: [{source: wire, quote: Nine boats lie in the harbour}]
    answers: {question: how-many, value: "9", unit: boats}
"""


def on(site: Site, *days: str) -> list[as_known.Snapshot]:
    """The snapshots of a site whose settings name these days."""
    return as_known.snapshots(replace(site, settings=site.settings.model_copy(update={"as_known_on": days})))


def boats(folder: Path, post: str, wire: str) -> Site:
    """Two articles on boats with these dates of publication."""
    return site_of(small_project(folder, BOATS, sources={"post": f'issued: "{post}"\n', "wire": f'issued: "{wire}"\n'}))


def claims(snapshot: as_known.Snapshot) -> list[str]:
    """The claims that are new on a day."""
    return [claim.id for found in snapshot.topics.values() for claim in found]


def test_a_claim_stands_on_the_first_day_that_its_article_is_out_and_not_before(tmp_path: Path) -> None:
    site = boats(tmp_path, "2019-03-04", "2019-03-06")
    first, second, third, fourth = on(site, "2019-03-03", "2019-03-04", "2019-03-05", "2019-03-06")
    assert [claims(snapshot) for snapshot in (first, second, third, fourth)] == [[], ["seven"], [], ["nine"]]
    assert [snapshot.total for snapshot in (first, second, third, fourth)] == [0, 1, 1, 2]
    assert [snapshot.origins for snapshot in (first, second, third, fourth)] == [0, 1, 1, 2]
    assert [snapshot.still for snapshot in (first, second, third, fourth)] == [2, 1, 1, 0]


def test_an_article_that_may_be_later_is_set_apart_as_perhaps(tmp_path: Path) -> None:
    [snapshot] = on(boats(tmp_path, "2019-03-04", "2019-03-05~/2019-03-06~"), "2019-03-05")
    assert [source.id for source in snapshot.sources] == ["post"]
    assert [source.id for source in snapshot.perhaps] == ["wire"]
    assert claims(snapshot) == ["seven"]
    assert [claim.id for claim in snapshot.maybe] == ["nine"]
    assert (snapshot.total, snapshot.origins, snapshot.still) == (1, 1, 0)
    assert [claim.id for claim in snapshot.answered[0].latest] == ["seven"]
    assert [claim.id for claim in snapshot.answered[0].perhaps] == ["nine"]


def test_the_latest_answer_and_what_is_new_about_it_follow_the_days(tmp_path: Path) -> None:
    before, first, same, new = on(boats(tmp_path, "2019-03-04", "2019-03-06"), "2019-03-03", "2019-03-04", "2019-03-05", "2019-03-06")
    assert [question.id for question in before.unanswered] == ["how-many"]
    assert [snapshot.answered[0].change for snapshot in (first, same, new)] == ["answered for the first time", "no new answer", "new answer"]
    assert [claim.id for claim in new.answered[0].latest] == ["nine"]
    assert new.answered[0].earlier == 1


def test_a_claim_in_several_articles_counts_from_the_first(tmp_path: Path) -> None:
    text = BOATS.replace(
        "{source: post, quote: Seven boats lie in the harbour}", "{source: post, quote: Seven boats lie}, {source: wire, quote: boats lie in}"
    )
    sources = {"post": 'issued: "2019-03-08"\n', "wire": 'issued: "2019-03-06"\n'}
    site = site_of(small_project(tmp_path, text, sources=sources))
    [snapshot] = on(site, "2019-03-06")
    assert "seven" in claims(snapshot)
    assert as_known.printed(site, site.claims["seven"], "2019-03-06") == "The Wire, 6 March 2019"


def test_a_claim_that_is_dated_later_than_its_first_article_waits(tmp_path: Path) -> None:
    text = BOATS.replace("text: Seven boats lay", "as_of: 2019-03-09\n    text: Seven boats lay")
    early, late = on(site_of(small_project(tmp_path, text)), "2019-03-08", "2019-03-09")
    assert (claims(early), claims(late)) == (["nine"], ["seven"])


def test_no_claim_of_the_harbour_is_shown_before_one_of_its_sources() -> None:
    found = 0
    for snapshot in on(harbour(), "2017-05-08", "2017-05-09", "2017-05-12", "2017-05-13"):
        for name in claims(snapshot):
            out = [dates.parse(harbour().sources[c.source].issued).last.isoformat() for c in harbour().claims[name].cite]
            assert min(out) <= snapshot.day, name
            found += 1
    assert found == len(harbour().live_claims)


def test_the_real_site_has_a_page_for_each_day_the_settings_name() -> None:
    site = real()
    assert as_known.days(site) == ["2021-08-20", "2021-08-22", "2021-08-28", "2021-08-31"]
    last = as_known.snapshots(site)[-1]
    assert last.total == len(site.live_claims)
    assert (len(last.sources), last.perhaps, last.still, last.maybe, last.unanswered) == (len(site.sources), (), 0, (), ())


def test_a_site_that_names_no_day_has_no_such_page() -> None:
    site = replace(harbour(), settings=harbour().settings.model_copy(update={"as_known_on": ()}))
    assert [page.path for page in pages.plan(site, EvidenceBook(site)) if page.path.startswith("as-known")] == []


@pytest.mark.parametrize("day", ["2019-03", "2019-03-04~", "2019-03-04/2019-03-05", "yesterday"])
def test_a_day_that_is_none_is_a_problem_at_its_place(day: str, tmp_path: Path) -> None:
    root = small_project(tmp_path, BOATS)
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + f'as_known_on: ["{day}"]\n', encoding="utf-8")
    [problem] = [problem for problem in problems_of(root) if "site.yaml" in str(problem)]
    assert day in problem.message


def test_a_page_shows_so_many_claims_in_words_and_counts_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    site = harbour()
    path = f"as-known/{as_known.days(site)[0]}.md"
    [whole] = [snapshot for snapshot in as_known.snapshots(site) if snapshot.path == path]
    assert len(whole.topics) > 1
    assert "More topics" not in written(site, path)
    monkeypatch.setattr(as_known, "MOST_CLAIMS", 1)
    text = written(site, path)
    first, *others = whole.topics
    assert f"[{len(whole.topics[first]) - 1} more on this topic](../claims/{first}.md)" in text
    for name in others:
        assert f"(../claims/{name}.md): {len(whole.topics[name])} claim" in text
