"""Set-aside sentences: which notes are reason enough, and what is cited and set aside at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import pipeline
from tests import examples

CLAIM = "Noor Tal crossed the Sarun Pass."
IDS = ("coverage-untriaged", "coverage-reason", "coverage-both")


def problems(root: Path, sentence: str, reason: str, note: str, quote: str = "", more: str = "") -> list[tuple[str, str]]:
    aside = json.dumps([{"quote": quote or sentence, "reason": reason, "note": note}], ensure_ascii=False)
    example = f"site: {{limits: {{untriaged: 0}}}}\ngazette: {json.dumps(f'{CLAIM} {sentence}')}\ngazette-source: {{set_aside: {aside}}}\n{more}"
    found = pipeline.check(examples.write(root, example)).problems
    return [(problem.check, problem.message) for problem in found if problem.check in IDS]


NOTES = [
    ("Nine mules were lost.", "background", "A scene without bearing on any question.", "the figure Nine; name in the note what is lost"),
    ("Nine mules were lost.", "background", "The loss of nine mules; the site asks nothing about them.", ""),
    ("Nine mules were lost.", "background", "Nine mules lost.", "name in the note what is lost"),
    ("Nine mules were lost.", "background", "Ten mules, or so; no question asks about them.", "the figure Nine"),
    ("Nine mules were lost.", "caption", "Caption of a picture.", ""),
    ("Nine mules were lost.", "headline", "Subheading.", ""),
    ("Nine mules were lost.", "unverified-post", "Part of a post.", ""),
    ("Nine mules were lost.", "repetition", "Told above.", "name in the note the claim, by its id"),
    ("Nine mules were lost.", "repetition", "Told in claim-1.", '"claim-1" is about neither'),
    ("Noor Tal was there.", "repetition", "Told in claim-1.", ""),
    ("Noor Tal was there.", "repetition", "Told in claim-7.", "name in the note the claim, by its id"),
    ("Noor Tal was there.", "opinion", "A transition in the author's own voice.", "tells of Noor Tal; name in the note what is lost"),
    ("Noor Tal was there.", "opinion", "That Noor Tal was there, and no more.", ""),
    ("Noor Tal was there.", "garbled", "Noor Tal.", "name in the note what is lost"),
    ("Noor Tal was there.", "fragment", "claim-1", ""),
    ("Snow fell.", "background", "A scene.", ""),
    ("Snow fell.", "repetition", "Told above.", ""),
]


@pytest.mark.parametrize(("sentence", "reason", "note", "says"), NOTES)
def test_a_note_says_what_is_lost_or_where_it_is_told(sentence: str, reason: str, note: str, says: str, tmp_path: Path) -> None:
    found = problems(tmp_path, sentence, reason, note)
    assert [check for check, _ in found] == (["coverage-reason"] if says else [])
    assert all(says in message for _, message in found)


def test_a_withdrawn_claim_tells_nothing(tmp_path: Path) -> None:
    more = 'claims: [{}, {retired: {date: "2021-04-01", reason: Taken back.}}]'
    assert [check for check, _ in problems(tmp_path, "Noor Tal was there.", "repetition", "Told in claim-2.", more=more)] == ["coverage-reason"]


def test_the_problem_is_at_the_note(tmp_path: Path) -> None:
    example = "gazette: Noor Tal crossed the pass. Nine came.\ngazette-source: {set_aside: [{quote: Nine came., reason: opinion, note: A view.}]}"
    root = examples.write(tmp_path, example)
    [problem] = [problem for problem in pipeline.check(root).problems if problem.check == "coverage-reason"]
    line = (root / problem.location.path).read_text("utf-8").splitlines()[problem.location.line - 1]
    assert (problem.location.path, line.strip()) == ("content/sources/gazette.yaml", '"note": "A view."')


def test_a_sentence_cited_whole_is_not_set_aside(tmp_path: Path) -> None:
    found = problems(tmp_path, "Snow fell.", "headline", "The headline.", quote=CLAIM)
    assert ("coverage-both", "claim-1 cites all of this sentence (seeds/gazette.txt:1:1); take it out of `set_aside`") in found


def test_of_a_sentence_cited_in_part_the_rest_may_be_set_aside_and_only_the_rest_is_judged(tmp_path: Path) -> None:
    example = """
      gazette: Noor Tal crossed the Sarun Pass, which was, after all, a fine thing.
      gazette-source: {set_aside: [{quote: "which was, after all, a fine thing", reason: opinion, note: A view.}]}
    """
    found = pipeline.check(examples.write(tmp_path, example)).problems
    assert [problem for problem in found if problem.check in IDS] == []
