"""What became of every sentence of a source: cited, set aside or not triaged, and how many of its words are quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.coverage import coverage
from generator.reports import coverage_table
from tests.support import harbour, run, site_of, small_project

TEXT = "Seven boats lie in the harbour. Nine crews wait. The rain has stopped. Somebody sings.\n"
CITED = "  - {id: seven, text: Seven boats., about: [mira-dol], cite: [{source: post, quote: Seven boats lie in the harbour}]}\n"
ASIDE = "set_aside:\n  - {quote: The rain has stopped., reason: background, note: The weather.}\n"


def project(folder: Path, claims: str = CITED, aside: str = ASIDE) -> Path:
    return small_project(folder, "claims:\n" + claims, texts={"post": TEXT}, sources={"post": aside})


def states(folder: Path, claims: str = CITED, aside: str = ASIDE) -> list[str]:
    return [sentence.state for sentence in coverage(site_of(project(folder, claims, aside)), "post")]


def test_each_sentence_is_cited_set_aside_or_not_triaged(tmp_path: Path) -> None:
    assert states(tmp_path) == ["cited", "not triaged", "set aside", "not triaged"]


def test_a_quote_over_two_sentences_cites_both(tmp_path: Path) -> None:
    claims = CITED.replace("lie in the harbour}", "lie in the harbour. Nine crews wait}")
    assert states(tmp_path, claims) == ["cited", "cited", "set aside", "not triaged"]


def test_a_few_words_of_a_sentence_are_enough_to_set_all_of_it_aside(tmp_path: Path) -> None:
    assert states(tmp_path, aside=ASIDE.replace("The rain has stopped.", "crews wait. The rain")) == [
        "cited",
        "set aside",
        "set aside",
        "not triaged",
    ]


def test_a_sentence_that_is_cited_and_set_aside_counts_as_cited(tmp_path: Path) -> None:
    assert states(tmp_path, aside=ASIDE.replace("The rain has stopped.", "Seven boats lie"))[0] == "cited"


def test_a_withdrawn_claim_cites_nothing(tmp_path: Path) -> None:
    claims = CITED.replace("}]}", "}], retired: {date: 2019-04-01, reason: Miscounted.}}")
    assert states(tmp_path, claims)[0] == "not triaged"


def test_the_quote_of_a_reply_cites_its_sentence(tmp_path: Path) -> None:
    reply = "reply: {speaker: mira-dol, text: She sings., cite: [{source: post, quote: Somebody sings, short: All of it.}]}"
    assert states(tmp_path, CITED.replace("}]}", "}], " + reply + "}"))[3] == "cited"


def test_words_are_counted_whole_and_only_once(tmp_path: Path) -> None:
    twice = CITED + CITED.replace("id: seven", "id: seven-again").replace("quote: Seven boats lie", "quote: boats lie")
    first, second, *_ = coverage(site_of(project(tmp_path, twice)), "post")
    assert (first.words, first.quoted, first.claims) == (6, 6, ("seven", "seven-again"))
    assert (second.words, second.quoted, second.claims) == (3, 0, ())


def test_the_table_counts_per_source_and_names_the_sentences_left(tmp_path: Path) -> None:
    head, row, total, *left = coverage_table(site_of(project(tmp_path)), untriaged=True)
    assert head.split() == ["source", "sentences", "cited", "set", "aside", "not", "triaged", "words", "quoted"]
    assert row.split() == ["post", "4", "1", "1", "2", "40", "%"]
    assert total.split() == ["all", *row.split()[1:]]
    assert left == [f"seeds/post.txt:1:{TEXT.index(words) + 1}: {words}" for words in ("Nine crews wait.", "Somebody sings.")]


def test_the_command_prints_the_table(tmp_path: Path) -> None:
    result = run("--project", project(tmp_path), "coverage")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == list(coverage_table(site_of(tmp_path)))


@pytest.mark.parametrize("source", ["courier-2017-05-12", "ledger-2017-05-09", "morning-2017-05-09", "review-2017-05-13"])
def test_the_sentences_of_the_invented_topic_hold_all_its_words_and_are_triaged(source: str) -> None:
    found = coverage(harbour(), source)
    assert sum(sentence.words for sentence in found) == len(harbour().texts[source].raw.split())
    assert all(sentence.state != "not triaged" for sentence in found)
