"""Counting origins: outlets that print one agency, belong to one house or quote one speaker are one origin for a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.origins import independent
from tests.support import harbour, site_of, small_project

WORDS = "Seven boats lie in the harbour of Corvala"
TEXTS = {"post": f"{WORDS}. The rain has stopped at last.\n", "wire": f"{WORDS} today.\n", "radio": f"We hear that {WORDS} now.\n"}


def origins(folder: Path, sources: dict[str, str] | None = None, cite: tuple[str, ...] = ("post", "wire", "radio"), **fields: str) -> list[str]:
    """The independent origins of a claim that cites the named sources; a citation may go on, as in `post, origin: radio`."""
    quotes = "".join(f"      - {{source: {citation}, quote: {WORDS}}}\n" for citation in cite)
    more = "".join(f"    {key}: {value}\n" for key, value in fields.items())
    topic = f"claims:\n  - id: seven\n    text: Seven boats lie there.\n    about: [mira-dol]\n{more}    cite:\n{quotes}"
    site = site_of(small_project(folder, topic, texts=TEXTS, sources=sources))
    return independent(site, site.claims["seven"])


def test_outlets_with_reporters_of_their_own_are_origins_of_their_own(tmp_path: Path) -> None:
    assert origins(tmp_path) == ["post", "wire", "radio"]


def test_two_quotes_of_one_article_are_one_origin(tmp_path: Path) -> None:
    assert origins(tmp_path, cite=("post", "post")) == ["post"]


def test_outlets_that_print_one_agency_are_one_origin(tmp_path: Path) -> None:
    assert origins(tmp_path, {"post": "origin: wire\n", "radio": "origin: wire\n"}) == ["wire"]


def test_outlets_of_one_house_are_one_origin(tmp_path: Path) -> None:
    assert origins(tmp_path, {"post": "house: Dol Media\n", "radio": "house: Dol Media\n"}) == ["post", "wire"]


def test_outlets_of_two_houses_are_two(tmp_path: Path) -> None:
    assert origins(tmp_path, {"post": "house: Dol Media\n", "radio": "house: Dol Radio\n"}) == ["post", "wire", "radio"]


def test_an_outlet_that_joins_two_makes_them_one(tmp_path: Path) -> None:
    # the radio prints the wire, and belongs to the house of the Post
    sources = {"post": "house: Dol Media\n", "radio": "house: Dol Media\norigin: wire\n"}
    assert origins(tmp_path, sources) == ["post"]


def test_a_named_speaker_is_the_one_origin_however_many_print_it(tmp_path: Path) -> None:
    assert len(origins(tmp_path, kind="stated", speaker="mira-dol")) == 1
    assert len(origins(tmp_path, kind="assessment", speaker="{name: a cook}")) == 1


@pytest.mark.parametrize(("override", "found"), [("", ["post", "wire"]), (", origin: wire, origin_reason: It says so", ["wire"])])
def test_a_citation_may_name_another_origin(override: str, found: list[str], tmp_path: Path) -> None:
    assert origins(tmp_path, cite=(f"post{override}", "wire")) == found


@pytest.mark.parametrize(
    ("to", "found"),
    [("of Corvala", ["wire"]), ("boats lie", ["wire"])],
)
def test_a_quote_has_the_origin_of_the_passage_it_begins_in(to: str, found: list[str], tmp_path: Path) -> None:
    passage = f"passages:\n  - {{from: Seven boats, to: {to}, origin: wire, reason: The dateline says so.}}\n"
    assert origins(tmp_path, {"post": passage}, cite=("post", "wire")) == found


def test_a_passage_elsewhere_in_the_article_changes_nothing(tmp_path: Path) -> None:
    passage = "passages:\n  - {from: The rain has, to: at last, origin: wire, reason: The dateline says so.}\n"
    assert origins(tmp_path, {"post": passage}, cite=("post", "wire")) == ["post", "wire"]


def test_a_passage_of_another_origin_has_no_house(tmp_path: Path) -> None:
    passage = "house: Dol Media\npassages:\n  - {from: Seven boats, to: of Corvala, origin: wire, reason: The dateline says so.}\n"
    assert origins(tmp_path, {"post": passage, "radio": "house: Dol Media\n"}, cite=("post", "radio")) == ["wire", "radio"]


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("dockers-walked-out", ["tern"]),  # two reprints of the agency
        ("league-2400", ["tern"]),
        ("courier-count", ["courier"]),  # the Review repeats the Courier
        ("flour-nine-days", ["morning"]),  # a passage of Harbour Morning's own
        ("halwani-banners", ["tern"]),
    ],
)
def test_the_invented_topic_counts_its_origins(claim: str, found: list[str]) -> None:
    assert independent(harbour(), harbour().claims[claim]) == found
