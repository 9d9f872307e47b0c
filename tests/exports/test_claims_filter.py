"""The list that the filters of the claims page read: every claim and inference, findable by what it is about, rests on and is."""

from __future__ import annotations

import json
from typing import Any

from generator.exports import claims_filter
from tests.exports.examples import exported, retirement, with_claims
from tests.support import harbour


def read(**over: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """The list, and its rows by the claim's id."""
    data = json.loads(exported(with_claims(**over))[claims_filter.FILE])
    return data, {row[1].partition("#")[2]: row for row in data["claims"]}


def test_every_claim_and_inference_is_in_it_with_its_address() -> None:
    _, rows = read()
    assert set(rows) == {*harbour().claims, *harbour().inferences}
    assert rows["dockers-walked-out"][1] == "claims/strike/#dockers-walked-out"


def test_a_row_names_entities_sources_status_and_days_of_its_claim() -> None:
    data, rows = read()
    text, _, about, cited, statuses, first, last, words = rows["board-900"]
    assert text == harbour().claims["board-900"].text
    assert [data["entities"][place][0] for place in about] == ["harbour-board"]
    assert sorted(data["sources"][place][0] for place in cited) == ["ledger-2017-05-09", "morning-2017-05-09"]
    assert [data["statuses"][place] for place in statuses] == ["contested", "stated by a party", "one origin"]
    assert (first, last, words) == ("2017-05-09", "2017-05-09", "about 9 May 2017")


def test_an_inference_has_its_own_status() -> None:
    data, rows = read()
    assert harbour().inferences
    for name in harbour().inferences:
        assert [data["statuses"][place] for place in rows[name][4]] == ["our inference"]


def test_a_withdrawn_claim_gives_only_its_address_and_status() -> None:
    data, rows = read(board_900={"retired": retirement("2017-06-01")})
    text, address, about, cited, statuses, *days = rows["board-900"]
    assert (text, address, about, cited, days) == ("", "claims/strike/#board-900", [], [], ["", "", ""])
    assert [data["statuses"][place] for place in statuses] == ["withdrawn"]


def test_only_what_some_claim_has_can_be_chosen() -> None:
    data, rows = read()
    for key, column in (("entities", 2), ("sources", 3), ("statuses", 4)):
        used = {place for row in rows.values() for place in row[column]}
        assert used == set(range(len(data[key]))), key
