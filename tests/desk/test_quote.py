"""`explainer quote`: where words stand in the archived texts, as a citation that passes the checks when pasted."""

from __future__ import annotations

from pathlib import Path

import yaml

from generator.desk import archive, passages
from generator.quotes.matcher import match
from tests.support import ROOT, run

TWICE = """\
The ferry sailed at nine in the morning. The crew went home.
The ferry sailed at nine in the morning, and nobody saw it come back.
The ferry sailed at nine in the morning. The crew went home.
"""


def test_words_that_stand_there_give_a_citation_and_0(site: Path) -> None:
    result = run("--project", site, "quote", "people  cross the footbridge on a working day")
    assert result.code == 0
    assert yaml.safe_load(result.out) == [{"source": "ansel-post-2019-06-04", "quote": "people cross the footbridge on a working day"}]
    assert result.out.startswith("# seeds/ansel-post-2019-06-04.txt:4:11\n")
    assert result.err == "1 place\n"


def test_quotation_marks_and_a_full_stop_that_the_editor_put_around_the_words_do_not_hide_them(site: Path) -> None:
    result = run("--project", site, "quote", "“an inspector found rust in two.”")
    assert (result.code, yaml.safe_load(result.out)[0]["quote"]) == (0, "an inspector found rust in two")


def test_a_word_that_differs_is_shown_and_never_passes(site: Path) -> None:
    result = run("--project", site, "quote", "the nearest other crossing is the rail bridge, about four kilometres upstream")
    assert result.code == 1
    assert "[-the-]{+The+}" in result.out and "[-rail-]{+road+}" in result.out
    assert yaml.safe_load(result.out)[0]["quote"].startswith("The nearest other crossing is the road bridge")
    assert "not found word for word" in result.err


def test_words_that_no_source_has_are_1_with_the_way_out(site: Path) -> None:
    result = run("--project", site, "quote", "submarine volcanoes of the moon")
    assert (result.code, result.out) == (1, "")
    assert "2 archived texts" in result.err


def test_of_several_places_each_is_told_apart_by_the_words_beside_it(site: Path) -> None:
    (site / "seeds/lake-radio-2019-06-06.txt").write_text(TWICE, encoding="utf-8")
    text = archive.archive(site)["lake-radio-2019-06-06"]
    result = run("--project", site, "quote", "sailed at nine in the morning")

    cited = yaml.safe_load(result.out)
    assert len(cited) == 3 and result.err.startswith("3 places")
    spans = []
    for one in cited:
        found = match(text.text.normalised, one["quote"], prefix=one.get("prefix"), suffix=one.get("suffix"))
        assert found.passes
        spans.append(found.spans[0])
    assert len({*spans}) == 3
    assert set(cited[1]) == {"source", "quote", "suffix"}


def test_only_the_source_named_is_searched(site: Path) -> None:
    assert run("--project", site, "quote", "Friends of the Bridge").out.count("source:") == 2
    only = run("--project", site, "quote", "Friends of the Bridge", "--source", "lake-radio-2019-06-06")
    assert only.out.count("source:") == 1 and "lake-radio" in only.out
    wrong = run("--project", site, "quote", "Friends of the Bridge", "--source", "lake-radio")
    assert wrong.code == 2 and "lake-radio-2019-06-06" in wrong.err


def test_a_source_whose_record_is_still_a_draft_is_searched(site: Path) -> None:
    record = site / "content/sources/lake-radio-2019-06-06.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("issued: 2019-06-06", "issued:"), encoding="utf-8")
    assert run("--project", site, "quote", "counted 1,400 people on the footbridge").code == 0


def test_few_words_are_found_with_a_word_of_warning(site: Path) -> None:
    result = run("--project", site, "quote", "Jonas Peel")
    assert result.code == 0 and "fewer than five words" in result.err


def test_an_omission_is_found_as_the_matcher_reads_it(site: Path) -> None:
    words = "The footbridge over the Merrin [...] was closed on Monday"
    result = run("--project", site, "quote", words)
    assert (result.code, yaml.safe_load(result.out)[0]["quote"]) == (0, words)


def test_every_quote_of_the_real_site_is_found_where_its_claim_says(site: Path) -> None:
    sources = archive.archive(ROOT)
    document = yaml.load((ROOT / "content/claims/supply.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    cited = [citation for claim in document["claims"] for citation in claim["cite"]]
    assert len(cited) > 10
    for citation in cited:
        assert citation["source"] in {passage.source.id for passage in passages.find(sources, citation["quote"])}
