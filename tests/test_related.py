"""Related pages: derived from shared claims, a handful at most, each with its reason; and the back links of sources."""

from __future__ import annotations

from generator.pages import related
from tests.support import harbour, real, written


def test_related_entities_share_most_claims_and_say_how_many() -> None:
    site = harbour()
    found = related.entities(site, site.entities["dockers-league"])
    assert 1 < len(found) <= related.MOST
    counts = []
    for other, reason in found:
        shared = [claim for claim in site.claims_about["dockers-league"] if other.id in claim.about]
        assert reason == f"shares {len(shared)} {'claim' if len(shared) == 1 else 'claims'}"
        counts.append(len(shared))
    assert counts == sorted(counts, reverse=True)
    assert all(other.id != "dockers-league" for other, _ in found)


def test_the_editors_choice_stands_first_and_derived_explainers_follow() -> None:
    site = real()
    for explainer in site.explainers.values():
        cited = [name for name, places in site.cited_on.items() if ("explainers", explainer.id) in places]
        found = [other.id for other, _ in related.explainers(site, explainer, cited)]
        assert found[: len(explainer.related)] == list(explainer.related)
        assert explainer.id not in found
        assert len(found) == len(set(found)) <= max(related.MOST, len(explainer.related))


def test_an_explainer_that_shares_nothing_says_that_it_was_chosen() -> None:
    site = harbour()
    chosen = site.explainers["who-is-samira-halvani"].model_copy(update={"related": ("why-is-the-harbour-closed",)})
    assert related.explainers(site, chosen, []) == [(site.explainers["why-is-the-harbour-closed"], "chosen by the editors")]


def test_a_source_names_the_explainers_that_use_it_most_first() -> None:
    site = real()
    found, left = related.users(site, "opoyi-2021-08-22")
    counts = [number for _, number in found]
    assert counts == sorted(counts, reverse=True)
    assert len(found) > 3
    assert left == 0


def test_a_profile_says_what_the_sources_do_not_say_of_its_subject_and_of_nobody_else() -> None:
    heading = "## What the sources do not say"
    _, _, below = written(harbour(), "factions/dockers-league.md").partition(heading)
    assert "None of the sources says how the strike ended. [not in these sources](../unknown.md#no-end-of-strike)" in below
    assert heading not in written(harbour(), "actors/samira-halvani.md")
