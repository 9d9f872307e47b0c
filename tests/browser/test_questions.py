"""Questions as readers bring them, in their own words: the page that answers one, or says that no source does, is among the first three found.

One test asks them all on one page, as a reader would, and names every question that leads elsewhere.
"""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.test_queries import first_three
from tests.browser.test_queries import search as search  # the fixture

QUESTIONS = {
    "explainers/who-is-ahmad-massoud": [
        "did massoud win",
        "who is ahmad massoud",
        "how old is ahmad massoud",
        "where did massoud study",
        "massoud kings college",
        "is massoud married",
        "massouds uncle",
        "negotiations between massoud and taliban",
    ],
    "explainers/who-is-amrullah-saleh": [
        "is saleh president",
        "was saleh vice president",
        "saleh spy chief",
        "where is saleh now",
        "did saleh flee to tajikistan",
    ],
    "explainers/who-was-ahmad-shah-massoud": [
        "who killed massoud",
        "when was ahmad shah massoud killed",
        "how did ahmad shah massoud die",
        "is ahmad shah massoud alive",
        "difference between ahmad massoud and ahmad shah massoud",
        "what is the northern alliance",
        "father of massoud",
    ],
    "explainers/what-is-the-national-resistance-front": [
        "nrf flag",
        "are they tajiks",
        "hazara",
        "spokesman of nrf",
        "who founded the nrf",
        "is the northern alliance the same as the national resistance front",
    ],
    "explainers/what-does-the-resistance-want": [
        "what does massoud want",
        "does massoud want independence",
        "women's rights",
        "peace talks taliban panjshir",
        "did the west answer massoud",
    ],
    "explainers/how-strong-is-the-resistance": [
        "how many fighters does the resistance have",
        "9000 fighters",
        "how many soldiers joined",
        "what weapons do they have",
        "do the resistance have helicopters",
        "american weapons taliban",
        "number of taliban fighters",
        "how many died",
    ],
    "explainers/why-is-panjshir-defensible": ["did panjshir fall", "who controls panjshir", "panjshir valley map", "did the soviets take panjshir"],
    "explainers/can-panjshir-be-supplied": [
        "is panjshir surrounded",
        "is the road blocked",
        "salang tunnel",
        "can they get food",
        "how long can they hold out",
        "winter in panjshir",
    ],
    "explainers/foreign-positions": [
        "did the US help",
        "did russia recognise the taliban",
        "who recognised the taliban government",
        "britain position",
        "united nations panjshir",
        "nato",
    ],
    "explainers/how-did-it-come-to-this": [
        "when did kabul fall",
        "why did kabul fall so fast",
        "when did the US leave",
        "how many people were evacuated",
        "is it true that 18,00 people",
        "airport bombing",
    ],
    "actors/ahmad-massoud": ["ahmed masood", "wall street journal massoud"],
    "actors/ahmad-shah-massoud": ["who is the lion of panjshir"],
    "actors/president-ghani": ["where did ghani go", "legitimate president of afghanistan"],
    "actors/russia": ["russia and the taliban"],
    "actors/india": ["india help northern alliance"],
    "claims/taliban-forces": ["how much military equipment did the US leave behind"],
    "actors/turkey": ["turkey airport"],
    "factions/dostum-militia": ["dostum helicopters", "dostum uzbekistan fled"],
    "factions/taliban": ["how many taliban", "who leads the taliban", "taliban spokesman", "did the taliban deny"],
    "geography/panjshir-province": ["panjshir population", "where is panjshir", "refugees in panjshir"],
    "geography/kabul-airport": ["isis-k airport attack", "crowd at kabul airport how many", "hamid karzai airport"],
    "geography/kabul": ["how far is panjshir from kabul"],
    "unknown": ["haqqani", "decentralisation federal", "hekmatyar karzai abdullah", "kandahar"],
    "how-to-read": ["can I trust this site"],
    "sources": ["what are the sources"],
}


def test_each_question_leads_to_its_answer_or_to_an_honest_no(search: Page) -> None:
    found = {question: (page, first_three(search, question)) for page, questions in QUESTIONS.items() for question in questions}

    assert {question: first for question, (page, first) in found.items() if page not in first} == {}
