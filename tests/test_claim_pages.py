"""What stands with each claim on its page: how to cite it, where to report a problem with it, what became of it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from generator import exports, pages, render
from generator.evidence import EvidenceBook
from generator.pages import claims
from tests.exports.examples import change, retirement, with_claims, with_settings
from tests.support import ROOT, harbour, problems_of, real, site_of, small_project, written

CLAIM = "dockers-walked-out"
ADDRESS = "https://example.org/karrow/claims/strike/#dockers-walked-out"


def test_a_citation_has_the_words_the_site_the_date_the_address_and_each_source_once() -> None:
    cite = exports.cite_claim(harbour(), harbour().claims[CLAIM])
    assert cite.before.startswith("“Dockers walked out of Karrow Harbour")
    assert "The Karrow harbour strike, May 2017. The Ostrelle Reading Room. As known on about 13 May 2017." in cite.before
    assert cite.address == ADDRESS
    assert cite.after.count("https://") == 2
    assert harbour().sources["ledger-2017-05-09"].url in cite.after


def test_each_claim_that_is_not_withdrawn_can_be_cited_and_reported_from_its_page() -> None:
    text = written(harbour(), "claims/strike.md")
    number = len(harbour().topics["strike"].claims)
    assert number > 5
    assert text.count("<summary>Cite this claim</summary>") == number
    assert text.count("[Report a problem with this claim](") == number


def test_a_claim_says_how_a_vague_word_of_its_quote_is_tied_to_somebody() -> None:
    text = written(harbour(), "claims/people.md")
    tied = [meaning for claim in harbour().topics["people"].claims for citation in claim.cite for meaning in citation.means]
    assert len(tied) > 2
    assert text.count("How its words are tied to persons, groups and places:") == 3
    assert "“The elder Halvani” to [Samir Halvani](../actors/samir-halvani.md): The sentence before names father and daughter" in text


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ("https://example.org/report", "title"),
        ("https://example.org/issues/new?template=claim.yml", "title"),
        ("mailto:desk@example.org", "subject"),
    ],
)
def test_a_report_carries_the_claim_and_its_address(wanted: str, field: str) -> None:
    address = claims.report(with_settings(report=wanted), CLAIM)
    assert address.startswith(wanted)
    assert " " not in address
    query = parse_qs(urlsplit(address).query)
    assert query[field] == [f"Problem with the claim {CLAIM}"]
    assert ADDRESS in query["body"][0]
    assert f"Claim: {CLAIM}\n" in query["body"][0]


def test_places_in_the_report_address_are_filled_in_and_nothing_is_added() -> None:
    site = with_settings(report="https://example.org/new?form=x&claim={id}&at={address}")
    query = parse_qs(urlsplit(claims.report(site, CLAIM)).query)
    assert query == {"form": ["x"], "claim": [CLAIM], "at": [ADDRESS]}


def test_a_site_without_a_report_address_has_no_such_link() -> None:
    assert claims.report(with_settings(report=None), CLAIM) == ""
    assert "Report a problem" not in written(with_settings(report=None), "claims/strike.md")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "mailto:", "desk@example.org", "https://example.org/{claim}", "https://example.org/{id"])
def test_a_report_address_that_cannot_work_is_a_problem(address: str, tmp_path: Path) -> None:
    root = small_project(tmp_path, "claims: []\n")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + f'report: "{address}"\n', encoding="utf-8")
    assert [problem for problem in problems_of(root) if problem.location.path.endswith("site.yaml") and "report" in str(problem)]


def test_a_withdrawn_claim_keeps_its_address_and_gives_the_reason_in_place_of_its_words() -> None:
    site = with_claims(dockers_walked_out={"text": "SECRET.", "retired": retirement("2017-06-01", "The Ledger took it back.")})
    text = written(site, "claims/strike.md")
    assert "{: #dockers-walked-out .claim }" in text
    assert "This claim was withdrawn on 1 June 2017: The Ledger took it back." in text
    assert "SECRET" not in text
    corrections = written(site, "corrections.md")
    assert "claims/strike.md#dockers-walked-out" in corrections
    assert "The Ledger took it back." in corrections
    assert "SECRET" not in corrections


def test_a_changed_claim_shows_its_former_words_with_day_and_reason() -> None:
    site = with_claims(dockers_walked_out={"changes": (change("2017-06-01", "Dockers walked off.", "The Ledger corrected it."),)})
    for path in ("claims/strike.md", "corrections.md"):
        text = written(site, path)
        assert "1 June 2017" in text
        assert "Dockers walked off." in text
        assert "The Ledger corrected it." in text


def test_the_former_words_of_a_withdrawn_claim_are_not_spread_by_the_corrections_page() -> None:
    over = {"text": "SECRET.", "changes": (change("2017-06-01", "SECRET too."),), "retired": retirement("2017-06-02")}
    text = written(with_claims(dockers_walked_out=over), "corrections.md")
    assert "later withdrawn" in text
    assert "SECRET" not in text


def test_a_site_with_many_claims_lists_topics_and_no_claims_on_the_page_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "#dockers-walked-out" in written(harbour(), "claims/index.md")
    monkeypatch.setattr(claims, "MOST_LISTED", 3)
    text = written(harbour(), "claims/index.md")
    assert "#dockers-walked-out" not in text
    assert "strike.md" in text
    assert f"{len(harbour().topics['strike'].claims) + len(harbour().topics['strike'].inferences)} claims." in text


def test_a_date_before_the_first_sentence_is_no_context_of_its_quotation(tmp_path: Path) -> None:
    texts = {"post": " date 2019-03-04 On Monday seven boats lay in the harbour. \n", "wire": "On date 2019-03-04 nine boats lay there.\n"}
    text = """\
claims:
  - {id: seven, text: Seven., about: [mira-dol], cite: [{source: post, quote: seven boats lay in the harbour}]}
  - {id: nine, text: Nine., about: [mira-dol], cite: [{source: wire, quote: nine boats lay there}]}
"""
    book = EvidenceBook(site_of(small_project(tmp_path, text, texts=texts)))
    assert book.of("seven").quotes[0].segments[0] == ("On Monday ", False)
    assert book.of("nine").quotes[0].segments[0] == ("On date 2019-03-04 ", False)


def test_the_real_site_shows_no_date_line_as_context() -> None:
    site = real()
    book = EvidenceBook(site)
    shown = [text for name in site.claims for quote in book.of(name).quotes for text, _ in quote.segments]
    assert len(shown) > 300
    assert [text for text in shown if "date 2021" in text] == []


def test_an_epithet_gets_a_heading_and_a_spelling_does_not() -> None:
    site = real()
    assert "## Also called “Lion of Panjshir”" in written(site, "actors/ahmad-shah-massoud.md")
    assert "## Also called" not in written(site, "actors/ahmad-massoud.md")


def test_no_page_holds_inline_styles_or_handlers() -> None:
    site = harbour()
    book = EvidenceBook(site)
    made = list(render.render(site, book, pages.plan(site, book), render.environment([ROOT / "templates/pages"])))
    assert len(made) > 20
    for path, text in made:
        assert b' style="' not in text, path
        assert b" onclick=" not in text, path
        assert b"<style" not in text, path
