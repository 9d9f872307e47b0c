"""How much of a source may be quoted: the share and the longest run, at and just past the limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from generator.checks.budget import IDS
from tests import examples

WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]


def text(words: int) -> str:
    return " ".join(f"{WORDS[i % 10]}{i}" for i in range(words))


def problems(root: Path, gazette: str, quotes: list[str], limits: str) -> list[tuple[str, str]]:
    claims = "".join(f"  - {{quote: {quote}}}\n" for quote in quotes)
    example = f"site: {{limits: {{untriaged: 99, {limits}}}}}\ngazette: {gazette}.\nclaims:\n{claims}"
    return [(problem.check, problem.message) for problem in pipeline.check(examples.write(root, example)).problems if problem.check in IDS]


def part(gazette: str, first: int, last: int) -> str:
    return " ".join(gazette.split()[first:last])


@pytest.mark.parametrize(
    ("words", "quotes", "share", "too_much"),
    [
        (60, [(0, 30)], 0.5, False),
        (60, [(0, 31)], 0.5, True),
        (60, [(0, 20), (10, 30)], 0.5, False),  # words that two claims quote count once
        (60, [(0, 20), (40, 51)], 0.5, True),
        (39, [(0, 39)], 0.5, False),  # too short to judge
        (40, [(0, 39)], 0.5, True),
    ],
)
def test_the_share_of_quoted_words(words: int, quotes: list[tuple[int, int]], share: float, too_much: bool, tmp_path: Path) -> None:
    gazette = text(words)
    found = problems(tmp_path, gazette, [part(gazette, *quote) for quote in quotes], f"quoted_share: {share}, longest_run: 999")
    assert [check for check, _ in found] == (["budget-share"] if too_much else [])


def test_the_message_has_the_numbers_and_the_claims_that_alone_hold_most(tmp_path: Path) -> None:
    gazette = text(100)
    quotes = [part(gazette, 0, 20), part(gazette, 15, 40), part(gazette, 60, 90)]
    [(_, message)] = problems(tmp_path, gazette, quotes, "quoted_share: 0.5, longest_run: 999")
    assert message == (
        "70 of 100 words are quoted (70 %), the limit is 50 %: 20 words too many; "
        "shorten the quotes that alone hold most: claim-3 (30 words), claim-2 (20 words), claim-1 (15 words)"
    )


@pytest.mark.parametrize(
    ("quotes", "longest", "run"),
    [
        ([(0, 10)], 10, None),
        ([(0, 11)], 10, 11),
        ([(0, 6), (6, 11)], 10, 11),  # no word between them
        ([(0, 6), (7, 12)], 10, None),
        ([(0, 8), (3, 12)], 10, 12),
    ],
)
def test_the_longest_run_of_quoted_words(quotes: list[tuple[int, int]], longest: int, run: int | None, tmp_path: Path) -> None:
    gazette = text(100)
    found = problems(tmp_path, gazette, [part(gazette, *quote) for quote in quotes], f"quoted_share: 1, longest_run: {longest}")
    assert [(check, message.split(",")[0]) for check, message in found] == ([("budget-run", f"{run} words in a row are quoted")] if run else [])


def test_a_withdrawn_claim_quotes_nothing(tmp_path: Path) -> None:
    gazette = text(60)
    example = f"gazette: {gazette}.\nclaim: {{quote: {part(gazette, 0, 50)}, retired: {{date: '2021-04-01', reason: Taken back.}}}}"
    found = pipeline.check(examples.write(tmp_path, example)).problems
    assert [problem for problem in found if problem.check in IDS] == []
