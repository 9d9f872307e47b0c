"""The Atom feed: valid by RFC 4287's grammar, with ids that outlive edits, and with nothing in it that the content does not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from generator.site import Site
from tests.exports.examples import NASTY, change, exported, retirement, with_claims, with_settings, without_corrections
from tests.support import ROOT, harbour, site_of

GRAMMAR = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "schemas/atom.rng")))
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(site: Site) -> etree._Element:
    root = etree.fromstring(exported(site)["feed.xml"].encode("utf-8"))
    GRAMMAR.assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str | None]:
    return [element.text for element in root.findall(path.replace("/", f"/{ATOM}").join((ATOM, "")))]


def test_the_feed_of_the_harbour_tells_of_the_change_and_the_withdrawal() -> None:
    root = feed(harbour())

    titles = texts(root, "entry/title")
    assert len(titles) == 2
    assert any(title and title.startswith("Changed: ") for title in titles)
    assert any(title and title.startswith("Withdrawn: a claim on ") for title in titles)
    assert texts(root, "updated") == ["2017-05-20T00:00:00Z"]
    assert "The second half of the sentence had been left out." in " ".join(text or "" for text in texts(root, "entry/content"))


def test_without_corrections_it_is_a_valid_feed_without_entries() -> None:
    root = feed(without_corrections())

    assert texts(root, "entry/title") == []
    assert texts(root, "updated") == ["2017-05-13T00:00:00Z"]


def test_the_feed_of_the_real_site_is_valid() -> None:
    feed(site_of(ROOT))


def test_the_newest_correction_stands_first() -> None:
    site = with_claims(dockers_walked_out={"changes": (change("2018-01-02"), change("2019-03-04~"), change("2018"))})

    assert [moment and moment[:10] for moment in texts(feed(site), "entry/updated")][:3] == ["2019-03-04", "2018-12-31", "2018-01-02"]


def test_an_id_outlives_an_edit_of_the_words_and_a_later_change() -> None:
    before = with_claims(dockers_walked_out={"changes": (change("2018-01-02"),)})
    after = with_claims(
        dockers_walked_out={"text": "New.", "changes": (change("2018-01-02", "Else.", "Else."), change("2018-01-02"), change("2020"))}
    )

    ids = texts(feed(after), "entry/id")
    assert set(texts(feed(before), "entry/id")) < set(ids)
    assert len(set(ids)) == len(ids)


def test_ids_depend_on_the_site() -> None:
    one, other = with_settings(url="https://example.org/a"), with_settings(url="https://example.org/b/")

    assert set(texts(feed(one), "entry/id")).isdisjoint(texts(feed(other), "entry/id"))
    assert texts(feed(other), "id") == texts(feed(with_settings(url="https://example.org/b")), "id")


def test_the_words_of_a_withdrawn_claim_are_not_spread_anew() -> None:
    site = with_claims(dockers_walked_out={"text": "SECRET.", "changes": (change("2018", "SECRET too."),), "retired": retirement("2019")})

    assert "SECRET" not in exported(site)["feed.xml"]


@pytest.mark.parametrize("words", [NASTY, "a control\x00character\x1b and a last\x7f one"])
def test_no_text_can_break_the_feed(words: str) -> None:
    site = with_claims(dockers_walked_out={"text": words, "changes": (change("2030", words, words),)})

    root = feed(site)

    shown = "".join(character if character.isprintable() else "\ufffd" for character in words)
    assert texts(root, "entry/title")[0] == f"Changed: {shown}"
    assert texts(root, "entry/content")[0] == f"Before, it read: “{shown}” {shown}"


def test_links_are_absolute_with_an_address_and_relative_without() -> None:
    def links(site: Site) -> list[str | None]:
        return [link.get("href") for link in feed(site).iter(f"{ATOM}link")]

    assert all(link and link.startswith("https://example.org/karrow/") for link in links(with_settings(url="https://example.org/karrow")))
    bare = links(with_settings(url=None))
    assert bare[:2] == ["feed.xml", "corrections/"]
    assert not [link for link in bare if link and "://" in link]


def test_the_grammar_refuses_a_feed_without_a_date() -> None:
    text = exported(harbour())["feed.xml"].replace("<updated>2017-05-20T00:00:00Z</updated>", "", 1)

    assert not GRAMMAR.validate(etree.fromstring(text.encode("utf-8")))
