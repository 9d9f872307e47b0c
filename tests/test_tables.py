"""Rows of the generated tables, on the invented harbour topic: who takes which stand toward whom, each with the claim it rests on."""

from __future__ import annotations

from generator import tables
from tests.support import harbour


def cells(table: tables.StandTable, holder: str) -> list[list[str]]:
    """The stands of one row, cell by cell."""
    return [[row.stand for row in cell] for cell in dict(table.rows)[holder]]


def test_stands_are_one_table_a_kind_of_holder_with_states_first() -> None:
    assert [table.kind for table in tables.stands(harbour())] == ["States and organisations", "Groups", "People"]


def test_a_row_holds_the_stands_of_one_holder_under_the_party_they_are_taken_toward() -> None:
    states = tables.stands(harbour())[0]
    assert states.toward == ("dockers-league", "harbour-board")
    assert not states.others
    assert cells(states, "corvane") == [["may help", "talks with"], ["talks with"]]


def test_parties_beyond_the_two_most_frequent_share_the_last_cell() -> None:
    groups = tables.stands(harbour())[1]
    assert groups.toward == ("harbour-board", "dockers-league")
    assert groups.others
    assert cells(groups, "dockers-league") == [["opposes"], [], ["asked for help"]]


def test_every_position_of_a_live_claim_stands_in_exactly_one_cell() -> None:
    found = [row for table in tables.stands(harbour()) for _, in_row in table.rows for cell in in_row for row in cell]
    shown = sorted((row.of, row.toward, row.claim.id) for row in found)
    assert shown == sorted((position.of, position.toward, claim.id) for claim in harbour().live_claims for position in claim.positions)


def test_the_strip_counts_each_event_on_its_day_and_says_how_many_it_leaves_out() -> None:
    events = tables.events(harbour())
    strip = tables.strip(harbour(), events)
    assert strip is not None
    assert [day for day, _ in strip.days] == list(range(1, 32))
    assert {day: count for day, count in strip.days if count} == {8: 1, 10: 1, 11: 1}
    assert strip.outside == len(events) - 3


def test_a_row_of_the_box_is_dated_where_it_perishes_and_names_no_year() -> None:
    when = {(entity, item["row"].label): item["when"] for entity in harbour().entities for item in tables.infobox(harbour(), entity)}
    assert when["dockers-league", "Demands"] == "about 9 May 2017"
    assert when["samira-halvani", "Age"] == ""  # "34 (May 2017)"
    assert when["samira-halvani", "Father"] == ""  # who is whose father does not perish
