"""Who is with whom as pictures: every link once, told by words, shape and date, the same on every machine."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import etree

from generator import tables
from generator.pages import network
from generator.site import Site
from tests.support import ROOT, harbour, real

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=["harbour", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    return harbour() if request.param == "harbour" else real()


def between(site: Site) -> Counter[tuple[str, frozenset[str]]]:
    """Every link between parties: the claim, and the two ends."""
    rows = [r for r in tables.relations(site) if r.nature != "place" and "geography" not in (site.kind_of[r.subject], site.kind_of[r.object])]
    return Counter((row.claim.id, frozenset((row.subject, row.object))) for row in rows)


def test_every_link_between_parties_is_drawn_once_or_counted_as_left_out(site: Site) -> None:
    stars, left = network.stars(site)
    drawn = Counter((row.claim.id, frozenset((row.subject, row.object))) for star in stars for row in star.rows)
    assert len(stars) > 1
    assert drawn.total() + left == between(site).total()
    assert drawn <= between(site)


def test_the_pictures_are_limited_and_say_how_much_is_missing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MOST_PICTURES", 1)
    monkeypatch.setattr(network, "MOST_LINES", 2)
    [star], left = network.stars(site)
    assert len(star.rows) == 2
    assert left == between(site).total() - 2


def test_a_picture_names_itself_and_says_every_link_in_words(site: Site) -> None:
    for star in network.stars(site)[0]:
        picture = etree.fromstring(network.svg(site, star, "relations.md"))
        ids = {element.get("id") for element in picture.iter()}
        assert picture.get("aria-labelledby") in ids
        assert picture.get("aria-describedby") in ids
        description = picture.findtext(f"{SVG}desc") or ""
        for row in star.rows:
            assert f"{row.label} {site.entities[row.object].name}" in description
        assert len(picture.findall(f"{SVG}path")) == len(star.rows)


def test_a_picture_holds_no_styles_scripts_or_handlers(site: Site) -> None:
    for star in network.stars(site)[0]:
        for element in etree.fromstring(network.svg(site, star, "relations.md")).iter():
            assert element.tag in {f"{SVG}{name}" for name in ("svg", "title", "desc", "a", "rect", "path", "text")}
            assert not [name for name in map(str, element.attrib) if name == "style" or name.startswith("on")]


def test_lines_of_different_kinds_have_different_shapes() -> None:
    css = (ROOT / "templates/assets/map.css").read_text("utf-8")
    shapes = {nature: network._path(nature, 0, 120, 20) for nature in network.NATURES}
    plain = [nature for nature in shapes if shapes[nature] == shapes["belonging"]]
    dashes = [line for line in css.splitlines() if "stroke-dasharray" in line and ".links-" in line]
    assert sorted(plain) == ["", "alliance", "belonging"]
    assert len({line.partition("stroke-dasharray")[2] for line in dashes}) == len(plain) - 1


def test_kinship_and_places_have_no_date_and_an_article_s_date_is_called_so() -> None:
    rows = {(row.subject, row.label, row.object): row for row in tables.relations(real())}
    assert rows["ahmad-massoud", "child of", "ahmad-shah-massoud"].when == ""
    assert rows["kabul-airport", "lies in", "kabul"].when == ""
    assert rows["ahmad-shah-massoud", "killed by", "al-qaeda"].when == "printed about 22–23 August 2021 and 31 August 2021"
    assert rows["ahmad-massoud", "led", "national-resistance-front"].when == "about 27–31 August 2021"


def test_what_two_builds_draw_is_the_same(site: Site) -> None:
    first, second = ([network.svg(site, star, "relations.md") for star in network.stars(site)[0]] for _ in range(2))
    assert first == second
