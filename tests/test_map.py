"""The map: known places lie inside the right shapes, distances are right, and a topic without geometry has a plain list.

Coordinates of towns are public knowledge, to two decimals; they are used here only, to vet the extract.
"""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from generator import pages, pipeline
from generator.evidence import EvidenceBook
from generator.map import distance, drawing
from generator.map.geometry import Geometry, Point, Shape
from tests import examples
from tests.support import HARBOUR, ROOT, core_checks, site_of

FILE = ROOT / "seeds/geometry/afghanistan.json"
TOWNS = {
    "Bazarak": (69.52, 35.31, "panjshir-province"),
    "Charikar": (69.17, 35.01, "parwan-province"),
    "Kabul": (69.18, 34.53, "kabul-province"),
    "Jalalabad": (70.45, 34.43, "nangarhar-province"),
    "Kandahar": (65.71, 31.62, "kandahar-province"),
    "Herat": (62.20, 34.35, "hirat-province"),
    "Mazar-i-Sharif": (67.11, 36.71, "balkh-province"),
    "Nili": (66.13, 33.72, "daykundi-province"),
    "Tarinkot": (65.87, 32.63, "uruzgan-province"),
    "Faizabad": (70.58, 37.12, "badakhshan-province"),
    "Peshawar": (71.57, 34.01, "pakistan"),
    "Mashhad's east, Torbat-e Jam": (60.62, 35.24, "iran"),
    "Termez": (67.28, 37.23, "uzbekistan"),
    "Dushanbe": (68.78, 38.56, "tajikistan"),
    "Mary": (61.83, 37.60, "turkmenistan"),
    "Tashkurgan": (75.23, 37.77, "china"),
}
LAND = {
    "dataset": "Invented land", "url": "https://land.example/", "licence": "public domain", "licence_url": "https://land.example/terms",
    "obtained": "Drawn by hand.", "borders": "As drawn.", "frame": [0, 0, 10, 10],
    "points": [{"id": "sarun", "name": "Sarun", "code": "p1", "at": [1, 1]}],
    "shapes": [
        {"id": "tal", "name": "Tal", "code": "s1", "label": [5, 5], "rings": [[[0.5, 0.5], [9, 0.5], [9, 9], [0.5, 9]]]},
        {"id": "north", "name": "North <Tal>", "code": "s2", "within": "tal", "label": [5, 7], "rings": [[[0.5, 5], [9, 5], [9, 9], [0.5, 9]]]},
    ],
}  # fmt: skip


def geometry() -> Geometry:
    return Geometry.model_validate_json(FILE.read_bytes())


def shape(name: str) -> Shape:
    found = geometry().place(name)
    assert isinstance(found, Shape)
    return found


def project(root: Path, **over: object) -> Path:
    """A small project with the invented land; `over` are more keys of the example."""
    land = json.dumps(LAND)
    settings = {"geometry": {"file": "seeds/land.json", "sha256": hashlib.sha256(land.encode()).hexdigest()}, **over.pop("map", {})}  # type: ignore[dict-item]
    return examples.write(root, json.dumps({"files": {"seeds/land.json": land}, "site": {"map": settings}, **over}))


def found(root: Path, **over: object) -> list[str]:
    return [str(p) for p in pipeline.check(project(root, **over)).problems if p.check.startswith("geometry")]


@pytest.mark.parametrize("town", TOWNS)
def test_a_known_place_lies_in_the_right_shape_and_in_no_other_of_its_rank(town: str) -> None:
    x, y, wanted = TOWNS[town]
    rank = shape(wanted).within
    assert [s.id for s in geometry().shapes if s.within == rank and s.holds((x, y))] == [wanted]


def test_the_shapes_that_the_dataset_misnames_are_named_after_what_they_are() -> None:
    assert [(s.code, s.name) for s in geometry().shapes if s.code in ("AFG-1769", "AFG-1772", "AFG-1753", "AFG-1752")] == [
        ("AFG-1752", "Uruzgan"), ("AFG-1753", "Daykundi"), ("AFG-1769", "Panjshir"), ("AFG-1772", "Parwan"),
    ]  # fmt: skip


def test_the_provinces_fill_the_country_and_do_not_overlap() -> None:
    provinces = [s for s in geometry().shapes if s.within == "afghanistan"]
    assert len(provinces) == 34
    country = shape("afghanistan")
    for step in range(2000):
        spot = (60.5 + (step % 50) * 0.287, 29.4 + (step // 50) * 0.2261)
        holders = [s.id for s in provinces if s.holds(spot)]
        assert len(holders) == int(country.holds(spot)), (spot, holders)


def test_the_point_of_kabul_lies_in_kabul_province() -> None:
    kabul = geometry().place("kabul-city")
    assert isinstance(kabul, Point)
    assert shape("kabul-province").holds(kabul.at)


@pytest.mark.parametrize(
    ("start", "end", "kilometres"),
    [((0, 0), (1, 0), 111.19), ((0, 0), (0, 90), 10007.54), ((69.18, 34.53), (69.52, 35.31), 92.1), ((179.5, 0), (-179.5, 0), 111.19)],
)
def test_a_distance_is_the_great_circle(start: tuple[float, float], end: tuple[float, float], kilometres: float) -> None:
    assert distance.between(start, end).kilometres == pytest.approx(kilometres, rel=1e-3)


def test_the_nearest_point_may_lie_between_two_corners_and_is_here_when_inside() -> None:
    square = Shape(id="s", name="S", code="s", label=(2, 0), rings=(((1, -1), (3, -1), (3, 1), (1, 1)),))
    assert distance.nearest((0, 0), square).kilometres == pytest.approx(111.19, rel=1e-3)
    assert distance.nearest((2, 0), square).kilometres == 0
    assert distance.farthest((0, 0), square).to in ((3, 1), (3, -1))


def test_kabul_to_panjshir_is_computed_beside_what_the_source_says() -> None:
    page = next(page for page in pages.plan(*_site()) if page.path == "map.md")
    row = page.context["map"]["measured"][0]
    assert [(km, miles) for _, km, miles in row.lengths] == [(71, 44), (105, 65), (178, 111)]
    assert row.beside == ("panjshir-150-miles-from-kabul",)


def test_places_that_the_geometry_does_not_hold_are_named_as_not_drawn() -> None:
    page = next(page for page in pages.plan(*_site()) if page.path == "map.md")
    assert "salang-highway" in [entity.id for entity in page.context["map"]["absent"]]
    assert "panjshir-province" in page.context["map"]["drawn"]


def test_a_topic_without_geometry_has_a_plain_list() -> None:
    site = site_of(HARBOUR)
    page = next(page for page in pages.plan(site, EvidenceBook(site)) if page.path == "map.md")
    assert page.context["map"] is None
    assert len(page.context["places"]) == 6


@pytest.mark.parametrize("name", ["overview", "detail"])
def test_the_picture_is_sound_xml_with_a_name_links_and_no_styles_or_scripts(name: str) -> None:
    page = next(page for page in pages.plan(*_site()) if page.path == "map.md")
    text = page.context["map"][name]
    root = ET.fromstring(text)
    ids = {element.get("id") for element in root.iter()}
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= ids
    assert "\n" not in text
    assert not re.search(r"<script|style=|\son[a-z]+=|url\(", text)
    links = {a.get("aria-label"): a.get("{http://www.w3.org/1999/xlink}href") for a in root.iter("{http://www.w3.org/2000/svg}a")}
    assert links["Panjshir Province"] == "../geography/panjshir-province/"
    assert links["Kabul"] == "../geography/kabul/"


def test_names_in_the_geometry_are_data_and_not_markup(tmp_path: Path) -> None:
    land = Geometry.model_validate(LAND)
    picture = drawing.Picture("m", "A & B", "", land.frame, {"north": drawing.Link('N"', "../n/")}, details=True)
    root = ET.fromstring(drawing.svg(land, picture))
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "A & B"
    assert [t.text for t in root.iter("{http://www.w3.org/2000/svg}text")][:1] == ["North <Tal>"]
    assert [a.get("aria-label") for a in root.iter("{http://www.w3.org/2000/svg}a")] == ['N"']


def test_a_place_that_is_on_the_map_is_no_problem(tmp_path: Path) -> None:
    over = {"entities": {"sarun-pass": {"on_map": "sarun"}, "northern-command": {"on_map": "north"}}}
    settings = {"highlight": ["northern-command"], "distances": [{"from": "sarun-pass", "to": "northern-command", "beside": ["claim-1"]}]}
    assert found(tmp_path, map=settings, **over) == []


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"entities": {"sarun-pass": {"on_map": "saron"}}}, '"saron" is not a shape or point of the geometry. Did you mean "sarun"?'),
        ({"entities": {"sarun-pass": {"on_map": "tal"}, "noor-tal": {"on_map": "tal"}}}, '"tal" is "noor-tal" already'),
        ({"map": {"highlight": ["sarun-pass"]}}, '"sarun-pass" is not a shape on the map'),
        (
            {"entities": {"sarun-pass": {"on_map": "sarun"}}, "map": {"distances": [{"from": "sarun-pass", "to": "sarun-pass"}]}},
            "is not a shape on the map",
        ),
    ],
)
def test_what_is_not_on_the_map_is_one_problem_where_it_stands(over: dict[str, object], words: str, tmp_path: Path) -> None:
    problems = found(tmp_path, **over)
    assert len(problems) == 1
    assert words in problems[0]


def _site() -> tuple[object, EvidenceBook]:
    with core_checks():
        site = site_of(ROOT)
    return site, EvidenceBook(site)
