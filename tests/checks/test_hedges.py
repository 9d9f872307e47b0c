"""Hedges and negators survive: each row has the source's sentence, the quote in [brackets] or all of it, the claim, and what it raises."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator import checks, pipeline
from tests import examples

IDS = set(checks.modules()["hedges"].IDS)


def raised(root: Path, source: str, claim: str, /, **more: object) -> set[str]:
    quote = source.partition("[")[2].partition("]")[0] or source.rstrip(".")
    plain = source.replace("[", "").replace("]", "")
    example = {"gazette": plain, "claim": {"quote": quote, "text": claim}, "entities": QUIET, "short_answer": "Nothing here.{.signpost}", **more}
    return {problem.check for problem in pipeline.check(examples.write(root, yaml.dump(example, allow_unicode=True))).problems} & IDS


QUIET = {name: {"summary": "Named here.{.signpost}"} for name in ("noor-tal", "sarun-pass")}


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("Noor Tal reportedly crossed the old pass.", "Noor Tal crossed the old pass.", "hedge-lost"),
        ("Noor Tal reportedly crossed the old pass.", "Noor Tal, by reports, crossed the old pass.", ""),
        ("Noor Tal may have crossed the old pass.", "Noor Tal had crossed the old pass.", "hedge-lost"),
        ("Noor Tal may have crossed the old pass.", "Noor Tal might have crossed the old pass.", ""),
        ("Noor Tal crossed the old pass on May 3.", "Noor Tal crossed the old pass.", ""),
        ("Noor Tal is believed to have crossed the pass.", "Noor Tal had crossed the pass.", "hedge-lost"),
        ("Noor Tal is believed to have crossed the pass.", "Noor Tal was believed to have crossed the pass.", ""),
        ("The pass seems closed to all carts.", "The pass was closed to all carts.", "hedge-lost"),
        ("The guards claimed that the pass was closed.", "The pass was closed.", "hedge-lost"),
        ("The guards claimed that the pass was closed.", "The guards said that the pass was closed.", ""),
        ("Noor Tal will likely cross the old pass.", "Noor Tal would cross the old pass.", "hedge-lost"),
        ("Noor Tal is unlikely to cross the old pass.", "Noor Tal was not likely to cross the old pass.", ""),
        # Around the quote: a hedge that governs it counts, one of another part of the sentence does not.
        ("Reportedly, [Noor Tal crossed the old pass].", "Noor Tal crossed the old pass.", "hedge-lost"),
        ("[Noor Tal crossed the old pass], according to reports.", "Noor Tal crossed the old pass.", "hedge-lost"),
        ("It may rain, but [Noor Tal crossed the old pass].", "Noor Tal crossed the old pass.", ""),
        ("[Noor Tal crossed the old pass], and the carts may follow.", "Noor Tal crossed the old pass.", ""),
        ("The guards may sleep, the Gazette has learned, while [Noor Tal crossed the old pass].", "Noor Tal crossed the old pass.", ""),
        # In the quote, of something that the claim does not take up.
        ("Noor Tal crossed the old pass and might return in spring.", "Noor Tal crossed the old pass.", ""),
        # More cautious than the source is fine.
        ("Noor Tal crossed the old pass at dawn.", "Noor Tal reportedly crossed the old pass at dawn.", ""),
        # Negators.
        ("Noor Tal did not cross the old pass.", "Noor Tal crossed the old pass.", "negation-lost"),
        ("Noor Tal didn’t cross the old pass.", "Noor Tal did not cross the old pass.", ""),
        ("Noor Tal refused to leave the pass.", "Noor Tal left the pass.", "negation-lost"),
        ("Noor Tal refused to leave the pass.", "Noor Tal stayed.", ""),
        ("Noor Tal rejected the old treaty.", "Noor Tal had not rejected the old treaty.", "negation-gained"),
        ("Noor Tal can hold the pass until June.", "Noor Tal held the pass until June.", "hedge-lost"),
        ("Noor Tal refused to surrender the pass.", "Noor Tal surrendered the pass.", "negation-lost"),
        ("Noor Tal never crossed the old pass.", "Noor Tal had yet to cross the old pass.", ""),
        ("The valley has a mill and no airport.", "The valley had a mill.", ""),
        ("The valley has a mill and no airport.", "The valley had a mill and an airport.", "negation-lost"),
        ("No carts crossed, and no riders crossed.", "No carts crossed, and riders crossed.", "negation-lost"),
        ("[Noor Tal held the old pass] and not the mill.", "Noor Tal held the old pass.", ""),
        ("Noor Tal held the old pass at dawn.", "Noor Tal did not hold the old pass at dawn.", "negation-gained"),
        ("Noor Tal held the old pass at dawn.", "Noor Tal held the old pass at dawn; nobody confirmed it.", ""),
        ("Noor Tal denied the whole report.", "Noor Tal denied the report.", ""),
        ("Noor Tal has yet to hold the pass.", "Noor Tal did not hold the pass.", ""),
    ],
)
def test_what_the_source_hedges_or_denies_the_claim_does_too(source: str, text: str, expected: str, tmp_path: Path) -> None:
    assert raised(tmp_path, source, text) == ({expected} if expected else set())


def test_a_second_source_that_says_it_flatly_carries_the_claim(tmp_path: Path) -> None:
    sentence = "Noor Tal reportedly crossed the old pass"
    cite = [{"source": "gazette", "quote": sentence}, {"source": "courier", "quote": "Noor Tal crossed the old pass"}]
    claim = {"text": "Noor Tal crossed the old pass.", "cite": cite}
    texts = {"gazette": sentence, "courier": "Noor Tal crossed the old pass."}
    example = {**texts, "claim": claim, "entities": QUIET, "short_answer": "Nothing.{.signpost}"}
    assert {problem.check for problem in pipeline.check(examples.write(tmp_path, yaml.dump(example))).problems} & IDS == set()


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Noor Tal might have crossed the old pass [@claim-1].", set()),
        ("Noor Tal crossed the old pass [@claim-1].", {"hedge-lost"}),
        ("Noor Tal was there [@claim-1].", set()),
    ],
)
def test_prose_hedges_with_the_claims_it_cites(prose: str, expected: set[str], tmp_path: Path) -> None:
    source = "Noor Tal may have crossed the old pass."
    assert raised(tmp_path, source, "Noor Tal might have crossed the old pass.", text=prose) == expected


def test_an_unknown_language_has_no_hedges_and_no_crash(tmp_path: Path) -> None:
    fields = {"site": {"language": "xx"}, "gazette-source": {"language": "xx"}}
    assert raised(tmp_path, "Noor Tal did not cross the old pass.", "Noor Tal crossed the old pass.", **fields) == set()
