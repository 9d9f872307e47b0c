"""`explainer trace`: what rests on a claim, a source or an entity, and what would fall without it, on the harbour topic."""

from __future__ import annotations

import re

import pytest

from generator.problems import ConfigurationError
from generator.trace import trace
from tests.support import HARBOUR, harbour, run


def traced(name: str) -> dict[str, set[str]]:
    """What falls and what stays, each without its place in the file: `path: words`."""
    found: dict[str, set[str]] = {"falls": set(), "stays": set()}
    for line in list(trace(harbour(), name))[2:]:
        verdict, place, words = re.fullmatch(r"  (falls|stays)  (content/\S+):\d+:\d+: (.+)", line).groups()  # type: ignore[union-attr]
        found[verdict].add(f"{place.removeprefix('content/')}: {words}")
    return found


def cites(path: str, wanted: set[str], among: set[str]) -> bool:
    """Whether one of the traced sentences in a file cites exactly these claims."""
    for part in harbour().prose_fields:
        for sentence in part.prose.sentences if part.owner.document.path == f"content/{path}" else ():
            if {reference.id for reference in sentence.citations} == wanted and f"{path}: {' '.join(sentence.text.split())}" in among:
                return True
    return False


def test_with_a_claim_the_inference_drawn_from_it_falls_and_the_sentence_that_has_another_claim_stays() -> None:
    found = traced("flour-60-per-cent")
    inference = f"claims/supply.yaml: inference: {harbour().inferences['interior-eats-from-the-harbour'].text}"
    assert {inference, "claims/supply.yaml: answer to the question how-much-flour-by-sea of claim flour-60-per-cent"} <= found["falls"]
    assert cites("explainers/why-is-the-harbour-closed.yaml", {"interior-eats-from-the-harbour"}, found["falls"])
    assert cites("explainers/why-is-the-harbour-closed.yaml", {"flour-60-per-cent", "flour-80-per-cent"}, found["stays"])
    assert (len(found["falls"]), len(found["stays"])) == (3, 1)


def test_with_a_source_a_claim_that_another_source_carries_too_stays() -> None:
    found = traced("review-2017-05-13")
    assert cites("geography/karrow.yaml", {"karrow-north-coast"}, found["falls"])
    assert "claims/supply.yaml: relation karrow located-in ostrelle of claim karrow-north-coast" in found["falls"]
    assert cites("explainers/how-many-are-on-strike.yaml", {"courier-count"}, found["stays"])
    assert "claims/strike.yaml: answer to the question how-many-on-strike of claim courier-count" in found["stays"]
    assert not found["falls"] & found["stays"]


def test_with_an_entity_everything_about_it_falls_but_not_the_sentence_that_rests_on_more() -> None:
    found = traced("samira-halvani")
    assert cites("actors/samira-halvani.yaml", {"halvani-daughter"}, found["falls"])
    assert "claims/people.yaml: relation samira-halvani child-of samir-halvani of claim halvani-daughter" in found["falls"]
    assert all(words.startswith(("explainers/", "actors/", "site.yaml")) for words in found["stays"])
    assert any(words.startswith("explainers/who-is-samira-halvani.yaml: ") for words in found["stays"])


@pytest.mark.parametrize("name", ["flour-60-per-cent", "review-2017-05-13", "samira-halvani"])
def test_the_counts_agree_with_the_lines_and_each_place_is_where_the_sentence_stands(name: str) -> None:
    lines = list(trace(harbour(), name))
    rest, fall = map(int, re.fullmatch(r"(\d+) sentences rest on it, (\d+) would fall", lines[1]).groups())  # type: ignore[union-attr]
    sentences = [line for line in lines[2:] if "content/claims/" not in line]
    assert rest == len(sentences) > 0
    assert fall == sum(line.startswith("  falls") for line in sentences)
    for line in sentences:
        path, row, column, words = re.fullmatch(r"  \w+  (\S+):(\d+):(\d+): (.+)", line).groups()  # type: ignore[union-attr]
        text = (HARBOUR / path).read_text(encoding="utf-8").splitlines()[int(row) - 1][int(column) - 1 :]
        assert re.sub(r"[*\[\"]", "", text).split()[:2] == re.sub(r"[*\[\"]", "", words).split()[:2]


def test_each_line_names_the_thing_first() -> None:
    assert next(trace(harbour(), "flour-60-per-cent")).startswith('claim "flour-60-per-cent": At least 60 per cent')
    assert re.fullmatch(r'source "review-2017-05-13": \d+ claims cite it, \d+ of them nothing else', next(trace(harbour(), "review-2017-05-13")))
    assert re.fullmatch(r'actors "samira-halvani": \d+ claims are about it', next(trace(harbour(), "samira-halvani")))


def test_an_unknown_id_names_the_nearest_one() -> None:
    with pytest.raises(
        ConfigurationError, match=r'"flour-60-percent" is not the id of a claim, source or entity. Did you mean "flour-60-per-cent"\?'
    ):
        list(trace(harbour(), "flour-60-percent"))


def test_the_command_prints_the_lines_and_ends_with_0_or_for_an_unknown_id_with_2() -> None:
    good, bad = run("--project", HARBOUR, "trace", "flour-60-per-cent"), run("--project", HARBOUR, "trace", "samira-halvni")
    assert (good.code, good.out.splitlines(), good.err) == (0, list(trace(harbour(), "flour-60-per-cent")), "")
    assert (bad.code, bad.out) == (2, "")
    assert bad.err == 'error: "samira-halvni" is not the id of a claim, source or entity. Did you mean "samira-halvani"?\n'
