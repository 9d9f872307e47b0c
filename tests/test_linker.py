"""First mentions of entities in running text."""

from __future__ import annotations

import pytest

from generator.linker import Linker
from tests.support import calls

NAMES = [
    ("Karim Noor", "karim"), ("Noor", "karim"), ("Noor", "salim"), ("Karim Wali Noor", "wali"), ("Salim Noor", "salim"), ("Abran", "abran"),
    ("Abran Valley", "abran-valley"), ("Northern Command", "command"), ("al-Sarun", "sarun"), ("U.S.", "us"), ("N’Gela", "ngela"),
    ("“Lion” Oreno", "oreno"), ("कमला", "kamala"), ("سرون", "sarun"), ("Karim Noor Road", "road-a"), ("Karim Noor Road", "road-b"),
    ("  ", "nothing"), ("—", "dash"),
]  # fmt: skip


def found(text: str, *seen: str, names: list[tuple[str, str]] = NAMES) -> list[tuple[str, str]]:
    return [(text[a:b], entity) for a, b, entity in Linker(names).first_mentions(text, set(seen))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karim Noor left Abran.", [("Karim Noor", "karim"), ("Abran", "abran")]),
        ("Abran and again Abran", [("Abran", "abran")]),
        ("Noor alone could be two people.", []),
        ("Karim Wali Noor is another person than Karim Noor.", [("Karim Wali Noor", "wali"), ("Karim Noor", "karim")]),
        ("Karim Noor Road is two roads; Karim Noor is one man.", [("Karim Noor", "karim")]),
        ("The Abran Valley lies near Abran.", [("Abran Valley", "abran-valley"), ("Abran", "abran")]),
        ("Karim Noor's men, Abran’s walls", [("Karim Noor", "karim"), ("Abran", "abran")]),
        ("the Sarunis and Abranians", []),
        ("abran is no name, ABRAN neither", []),
        ("near al-Sarun, not Sarun", [("al-Sarun", "sarun")]),
        ("bin-al-Sarun and O'Abran and Abran-Khel", []),
        ("the Abran-backed mayor", [("Abran", "abran")]),
        ("the U.S.-led force and the U.S. itself", [("U.S.", "us")]),
        ("N'Gela or N’Gela", [("N'Gela", "ngela")]),
        ("Karim\u00a0Noor, with a no-break space", [("Karim\u00a0Noor", "karim")]),
        ("They call him “Lion” Oreno.", [("“Lion” Oreno", "oreno")]),
        ("कमला and कमलाी", [("कमला", "kamala")]),
        ("कमलाी", []),
        ("به سرون رفت", [("سرون", "sarun")]),
        ("(Abran)", [("Abran", "abran")]),
        ("Abran", [("Abran", "abran")]),
        ("", []),
    ],
)
def test_a_mention_is_a_whole_known_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_an_id_that_was_seen_is_passed_over_and_still_hides_what_lies_inside() -> None:
    assert found("The Abran Valley", "abran-valley") == []


def test_seen_grows_by_what_was_found() -> None:
    linker, seen = Linker(NAMES), {"abran"}
    linker.first_mentions("Karim Noor in Abran", seen)
    assert seen == {"abran", "karim"}
    assert linker.first_mentions("Karim Noor in Abran", seen) == []


def test_a_mention_in_a_skipped_span_is_left_for_the_next_one() -> None:
    text = "Abran is not Abran"
    seen: set[str] = set()
    assert Linker(NAMES).first_mentions(text, seen, [(0, 5)]) == [(13, 18, "abran")]


def test_a_point_inside_a_name_is_a_span_and_one_beside_it_is_not() -> None:
    assert Linker(NAMES).first_mentions("Karim Noor", set(), [(5, 5)]) == []
    assert Linker(NAMES).first_mentions("Karim Noor", set(), [(0, 0), (10, 10)]) == [(0, 10, "karim")]


def test_the_order_of_names_does_not_matter() -> None:
    text = "Karim Wali Noor, Karim Noor, Noor, Abran Valley and Karim Noor Road"
    assert found(text) == found(text, names=NAMES[::-1])


def test_many_names_cost_no_more_than_few() -> None:
    few = Linker(NAMES)
    many = Linker([(f"Karim {chr(65 + i % 26)}{i % 9000 + 1000} Noor", f"k{i}") for i in range(17_000)] + NAMES)
    text = "Karim Noor left Abran with Karim Z9 Noor. " * 200
    assert [m[2] for m in many.first_mentions(text, set())] == ["karim", "abran"]
    assert calls(lambda: many.first_mentions(text, set())) < 1.5 * calls(lambda: few.first_mentions(text, set()))
