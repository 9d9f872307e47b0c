"""What readers type into the search, and the page that must be among the first three found: spellings, scripts, figures, questions.

The queries are asked of the built site in a real browser, one after another on one page, because that is how the search is used.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

TIME_LIMIT = 10_000  # milliseconds
QUERIES = [
    # names, spellings and scripts
    ("Ahmad Massoud", "actors/ahmad-massoud"),
    ("Ahmed Massoud", "actors/ahmad-massoud"),
    ("Ahmad Masood", "actors/ahmad-massoud"),
    ("احمد مسعود", "actors/ahmad-massoud"),
    ("Massoud", "actors/ahmad-massoud"),
    ("Ahmad Shah Massoud", "actors/ahmad-shah-massoud"),
    ("Ahmed Shah Massoud", "actors/ahmad-shah-massoud"),
    ("Lion", "actors/ahmad-shah-massoud"),
    ("Lion of Panjshir", "actors/ahmad-shah-massoud"),
    ("Ahmad Wali Massoud", "actors/ahmad-wali-massoud"),
    ("Amrullah Saleh", "actors/amrullah-saleh"),
    ("Amarullah Saleh", "actors/amrullah-saleh"),
    ("امرالله صالح", "actors/amrullah-saleh"),
    ("Lavrov", "actors/sergei-lavrov"),
    ("Sergey Lavrov", "actors/sergei-lavrov"),
    ("Лавров", "actors/sergei-lavrov"),
    ("Zhirnov", "actors/dmitry-zhirnov"),
    ("Nazary", "actors/ali-maisam-nazary"),
    ("Fahim Dashti", "actors/faheem-dashty"),
    ("Dostum", "actors/abdul-rashid-dostum"),
    ("Ashraf Ghani", "actors/president-ghani"),
    ("Biden", "actors/joe-biden"),
    ("USSR", "actors/soviet-union"),
    ("Türkiye", "actors/turkey"),
    ("Taleban", "factions/taliban"),
    ("طالبان", "factions/taliban"),
    ("NRF", "factions/national-resistance-front"),
    ("Northern Alliance", "factions/northern-alliance"),
    ("Al-Qaida", "factions/al-qaeda"),
    ("Panjsher", "geography/panjshir-province"),
    ("Panshir", "geography/panjshir-province"),
    ("پنجشیر", "geography/panjshir-province"),
    ("Panjshir Valley", "geography/panjshir-valley"),
    ("Bazarak", "geography/bazarak"),
    ("Salang", "geography/salang-highway"),
    ("Kabul airport", "geography/kabul-airport"),
    ("HKIA", "geography/kabul-airport"),
    # figures, with and without a comma
    ("9,000", "claims/fighters"),
    ("9000", "explainers/how-strong-is-the-resistance"),
    ("75,000", "factions/taliban"),
    ("75000", "explainers/how-strong-is-the-resistance"),
    ("18,500", "explainers/how-did-it-come-to-this"),
    ("18500", "explainers/how-did-it-come-to-this"),
    # single words
    ("Sandhurst", "explainers/who-is-ahmad-massoud"),
    ("helicopters", "explainers/how-strong-is-the-resistance"),
    # plain questions
    ("who killed Massoud's father", "explainers/who-was-ahmad-shah-massoud"),
    ("who is ahmad massoud", "explainers/who-is-ahmad-massoud"),
    ("how many fighters", "explainers/how-strong-is-the-resistance"),
    ("how strong is the resistance", "explainers/how-strong-is-the-resistance"),
    ("caretaker president", "explainers/who-is-amrullah-saleh"),
    ("acting president", "explainers/who-is-amrullah-saleh"),
    ("foreign positions", "explainers/foreign-positions"),
    ("does Russia support the Taliban", "explainers/foreign-positions"),
    ("recognition", "explainers/foreign-positions"),
    ("can Panjshir be supplied", "explainers/can-panjshir-be-supplied"),
    ("airlift", "explainers/how-did-it-come-to-this"),
    ("why is Panjshir hard to conquer", "explainers/why-is-panjshir-defensible"),
    ("what does the resistance want", "explainers/what-does-the-resistance-want"),
    ("ceasefire", "explainers/what-does-the-resistance-want"),
    ("fall of Kabul", "explainers/how-did-it-come-to-this"),
    ("September 11", "explainers/who-was-ahmad-shah-massoud"),
    ("refugees", "explainers/how-strong-is-the-resistance"),
    # the site's own pages
    ("what do the sources disagree on", "disagreements"),
    ("how to read this site", "how-to-read"),
    ("SOFREP", "sources/sofrep-2021-08-27"),
    ("sources", "sources"),
    ("timeline", "timeline"),
    ("corrections", "corrections"),
    ("as known on 22 August", "as-known/2021-08-22"),
    # what readers type besides: half names, other spellings, Persian and Pashto, whole questions
    ("Ahmad Masud", "actors/ahmad-massoud"),
    ("Massoud junior", "actors/ahmad-massoud"),
    ("مسعود", "actors/ahmad-massoud"),
    ("احمدشاه مسعود", "actors/ahmad-shah-massoud"),
    ("Lion of Panjshir", "actors/ahmad-shah-massoud"),
    ("Saleh", "actors/amrullah-saleh"),
    ("vice president", "actors/amrullah-saleh"),
    ("who is amrullah saleh", "explainers/who-is-amrullah-saleh"),
    ("Dashti", "actors/faheem-dashty"),
    ("دوستم", "actors/abdul-rashid-dostum"),
    ("اشرف غنی", "actors/president-ghani"),
    ("Russia", "actors/russia"),
    ("China", "actors/china"),
    ("Pakistan", "actors/pakistan"),
    ("Iran", "actors/iran"),
    ("Tajikistan", "actors/tajikistan"),
    ("India", "actors/india"),
    ("USA", "actors/united-states"),
    ("Talib", "factions/taliban"),
    ("the Taliban", "factions/taliban"),
    ("National Resistance Front of Afghanistan", "factions/national-resistance-front"),
    ("resistance front", "factions/national-resistance-front"),
    ("what is the NRF", "factions/national-resistance-front"),
    ("al qaeda", "factions/al-qaeda"),
    ("ISIS", "unknown"),
    ("کابل", "geography/kabul"),
    ("Kabul", "geography/kabul"),
    ("valley", "geography/panjshir-valley"),
    ("how big is the resistance", "explainers/how-strong-is-the-resistance"),
    ("how many soldiers does the Taliban have", "explainers/how-strong-is-the-resistance"),
    ("how far is Panjshir from Kabul", "map"),
    ("map", "map"),
    ("distance", "map"),
    ("negotiations", "explainers/what-does-the-resistance-want"),
    ("weapons", "explainers/how-strong-is-the-resistance"),
    ("ammunition", "actors/ahmad-massoud"),
    ("download data", "downloads"),
]
_META = "document.querySelector('.md-search-result__meta').innerText"
_EMPTY = f"{_META}.startsWith('Type') && !document.querySelector('.md-search-result__item')"
_ANSWERED = f"!{_META}.startsWith('Type') && (document.querySelector('.md-search-result__item') || {_META}.startsWith('No '))"
# Asked in the page itself, since the page's own policy lets no text be run as a script there.
_WAIT = "async () => {{ for (let i = 0; !({}); i++) {{ if (i > 600) throw new Error('no answer'); await new Promise(requestAnimationFrame); }} }}"
_PAGES = "items => items.slice(0, 3).map(item => item.querySelector('a').pathname)"


@pytest.fixture(scope="module")
def search(browser: Browser, site_url: str) -> Iterator[Page]:
    """The home page with its search open and ready."""
    context = browser.new_context(locale="en-GB", bypass_csp=True)  # to wait for a condition is to evaluate it in the page
    context.set_default_timeout(TIME_LIMIT)
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("textbox", name="Search").click()
    page.evaluate(_WAIT.format(_EMPTY))
    yield page
    context.close()


def first_three(search: Page, query: str) -> list[str]:
    """The addresses of the first three pages found, without the slashes around them. The key at the end is what the theme listens for."""
    box = search.get_by_role("textbox", name="Search")
    for text, done in (("", _EMPTY), (query, _ANSWERED)):
        box.fill(text)
        box.press("End")
        search.evaluate(_WAIT.format(done))
    return [path.strip("/") for path in search.eval_on_selector_all(".md-search-result__item", _PAGES)]


@pytest.mark.parametrize(("query", "page"), QUERIES, ids=[query for query, _ in QUERIES])
def test_the_page_a_reader_looks_for_is_among_the_first_three(search: Page, query: str, page: str) -> None:
    assert page in first_three(search, query)
