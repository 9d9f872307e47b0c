"""From three saved articles to a published page, as an editor goes: new, ingest, quote, claim, a page with a dispute, check, build.

Every command is typed here; what the editor types by hand into the files is in `mend`. The articles are invented.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from tests.desk.articles import page
from tests.support import Run, run

POST = (
    "The council of Ansel voted on Monday to buy four new cables for the footbridge over the Merrin.",
    "Nine members of the council voted for the purchase and four against it.",
    "“We will not open it a day before it is safe,” said Orla Venn, the mayor of Ansel.",
    "The cables will cost about 85,000 crowns, according to the council.",
)
RADIO = (
    "The Friends of the Bridge said on Tuesday that the four new cables for the footbridge would cost at least 120,000 crowns.",
    "The Friends of the Bridge asked for a second opinion by an engineer of their own choice.",
    "Ilse Brandt, an engineer who does not belong to the group, reportedly inspected the bridge in April.",
    "Listen to the evening news at six on Lake Radio.",
)
GAZETTE = (
    "Work on the footbridge at Ansel will begin on 1 July 2019, Orla Venn told the Merrin Gazette.",
    "A ferry will carry walkers across the Merrin until the work on the footbridge is done.",
    "The ferry has room for 12 people and crosses every twenty minutes.",
    "The Friends of the Bridge called the ferry “a poor joke”.",
)
ARTICLES = {
    "post": page(POST),
    "radio": page(
        RADIO, title="Friends doubt price of cables", outlet="Lake Radio", issued="2019-06-12", author="Lake Radio", url="https://example.org/radio/2"
    ),
    "gazette": page(GAZETTE, title="Ferry to replace footbridge", outlet="The Merrin Gazette", url="", linked={}),
}
CLAIMS = {
    "council-buys-cables": "The council of Ansel voted on Monday to buy four new cables for the footbridge over the Merrin.",
    "nine-to-four": "Nine members of the council voted for the purchase and four against it",
    "not-a-day-before": "We will not open it a day before it is safe",
    "council-85000": "The cables will cost about 85,000 crowns, according to the council",
    "friends-120000": "the four new cables for the footbridge would cost at least 120,000 crowns",
    "second-opinion": "The Friends of the Bridge asked for a second opinion by an engineer of their own choice",
    "brandt-inspected": "inspected the bridge in April",
    "work-in-july": "Work on the footbridge at Ansel will begin on 1 July 2019",
    "ferry-until-then": "A ferry will carry walkers across the Merrin until the work on the footbridge is done",
    "poor-joke": "The Friends of the Bridge called the ferry “a poor joke”",
}
TEXTS = {
    "The council of Ansel voted on Monday to buy four new cables for the footbridge over the Merrin.": "On Monday, 10 June 2019, the council of"
    " Ansel voted to buy four new cables for the footbridge over the Merrin, the Ansel Post wrote.\n    happened: 2019-06-10\n    derived: The"
    " Monday before the article of 11 June 2019 was 10 June 2019.",
    "Nine members of the council voted for the purchase and four against it.": "Nine members of the council voted for it and four against, the"
    " Ansel Post wrote.",
    "'Orla Venn said: “We will not open it a day before it is safe”.'": "Orla Venn, the mayor, said that they would not open it “a"
    " day before it is safe”.",
    "The cables will cost about 85,000 crowns, according to the council.": "By the council's account the cables would cost about 85,000 crowns.",
    "A ferry will carry walkers across the Merrin until the work on the footbridge is done.": "A ferry was to carry walkers across the Merrin"
    " until the work on the footbridge was done, the Merrin Gazette wrote.",
    "Work on the footbridge at Ansel will begin on 1 July 2019, Orla Venn said.": "Orla Venn told the Merrin Gazette that work on the"
    " footbridge would begin on 1 July 2019.",
}
COUNCIL = """\
id: council-of-ansel
name: Council of Ansel
kind: government
aliases: [council of Ansel, {name: the council, link: false}]
summary: The council of Ansel voted on 10 June 2019 to buy four new cables, the Ansel Post wrote [@council-buys-cables].
"""
ANSWER = '    answers: {{question: what-do-cables-cost, value: "{}", unit: crowns, qualifier: {}, counts: the new cables}}\n    cite:\n'
QUESTION = """
questions:
  - id: what-do-cables-cost
    text: What do the new cables cost?
"""
PAGE = """\
id: what-does-the-repair-cost
question: What does the repair of the footbridge cost?
about: [ansel-footbridge]
short_answer: >-
  By the council's account about 85,000 crowns [@council-85000]; the Friends of the Bridge said that the four new cables would cost at least
  120,000 [@friends-120000].
sections:
  - heading: The decision
    text: >-
      On 10 June 2019 the council of Ansel voted to buy four new cables, the Ansel Post wrote [@council-buys-cables]. Nine members voted for
      it and four against, it wrote [@nine-to-four]. Orla Venn said that they would not open it “a day before it is safe”
      [@not-a-day-before]. The Friends of the Bridge asked for a second opinion [@second-opinion]. Ilse Brandt reportedly inspected the bridge
      in April [@brandt-inspected].
    show: question
    question: what-do-cables-cost
  - heading: Until it opens
    text: >-
      Orla Venn told the Merrin Gazette that work would begin on 1 July 2019 [@work-in-july]. A ferry was to carry walkers across the
      Merrin, the Merrin Gazette wrote [@ferry-until-then]. The Friends of the Bridge called it “a poor joke” [@poor-joke].
related: [why-is-the-footbridge-closed]
"""


def mend(path: Path, *changes: tuple[str, str]) -> None:
    """What an editor changes in a file by hand: each old text stands there exactly once."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, (path.name, old, text)
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def typed(*arguments: str | Path, code: int = 0) -> Run:
    result = run(*arguments)
    assert result.code == code, result.out + result.err
    return result


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole way, in order."""
    folder = tmp_path_factory.mktemp("desk")
    typed("--project", folder, "new", "site")
    project, content = folder / "site", folder / "site/content"
    for name, text in ARTICLES.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    typed("--project", project, "ingest", folder / "post.html")
    typed("--project", project, "ingest", folder / "radio.html")
    asked = typed("--project", project, "ingest", folder / "gazette.html", "--id", "merrin-gazette-2019-06-14")
    assert "fill in outlet, date, address, origin in content/sources/merrin-gazette-2019-06-14.yaml" in asked.out

    asked = typed("--project", project, "check", code=1)
    assert len(re.findall(r"\[field-empty\]", asked.err)) == len(asked.err.splitlines()) - 1 == 6
    mend(content / "sources/ansel-post-2019-06-11.yaml", ("origin:\n", "origin: ansel-post\n"))
    mend(content / "sources/lake-radio-2019-06-12.yaml", ("origin:\n", "origin: lake-radio\n"))
    mend(
        content / "sources/merrin-gazette-2019-06-14.yaml",
        ("origin:\n", "origin: merrin-gazette\n"),
        ("container-title:\n", "container-title: The Merrin Gazette\n"),
        ("URL:\n", "URL: https://example.org/gazette/1\n"),
        ("issued:\n", "issued: 2019-06-14\n"),
    )
    mend(
        content / "site.yaml",
        ("origins:\n", "origins:\n  - id: merrin-gazette\n    name: The Merrin Gazette's own desk\n"),
        ("covers: 2019-05-31/2019-06-06", "covers: 2019-05-31/2019-06-14"),
        ("as_of: 2019-06-06", "as_of: 2019-06-14"),
        ("  - why-is", "  - what-does-the-repair-cost\n  - why-is"),
        ("answers one question about it from two invented articles", "answers questions about it from five invented articles"),
    )
    cited = typed("--project", project, "quote", "Listen to the evening news at six on Lake Radio")
    with (content / "sources/lake-radio-2019-06-12.yaml").open("a", encoding="utf-8") as file:
        quote = re.search(r"quote: (.*)", cited.out)
        assert quote
        file.write(f"set_aside:\n  - quote: {quote[1]}\n    reason: navigation\n    note: An announcement of the station.\n")
    with (content / "sources/merrin-gazette-2019-06-14.yaml").open("a", encoding="utf-8") as file:
        note = "It holds 12 people and crosses every twenty minutes; no question of the site is about the ferry's size."
        file.write(f"set_aside:\n  - quote: The ferry has room for 12 people\n    reason: background\n    note: {note}\n")

    assert '"council"' not in typed("--project", project, "todo").out  # in small letters it is no name: the editor sees it in the text
    (content / "factions/council-of-ansel.yaml").write_text(COUNCIL, encoding="utf-8")
    for name, words in CLAIMS.items():
        typed("--project", project, "claim", words, "--topic", "cables", "--id", name)
    topic = content / "claims/cables.yaml"
    mend(topic, *TEXTS.items())
    for name, value, qualifier in (("council-85000", "85,000", "about"), ("friends-120000", "120,000", "at least")):
        entry = re.search(rf"  - id: {name}\n.*?    cite:\n", topic.read_text(encoding="utf-8"), re.DOTALL)
        assert entry
        mend(topic, (entry[0], entry[0].removesuffix("    cite:\n") + ANSWER.format(value, qualifier)))
    with topic.open("a", encoding="utf-8") as file:
        file.write(QUESTION)
    mend(
        content / "claims/footbridge.yaml",
        ("text: None of the sources says what the repair will cost.", "text: None of the sources says who will pay for the repair."),
        ("terms: [cost, costs, the price of]", "terms: [pay for, paid by, pays for]"),
    )
    why = content / "explainers/why-is-the-footbridge-closed.yaml"
    mend(why, ("None of the sources says what the repair will cost", "None of the sources says who will pay for the repair"))
    with why.open("a", encoding="utf-8") as file:
        file.write("related: [what-does-the-repair-cost]\n")
    (content / "explainers/what-does-the-repair-cost.yaml").write_text(PAGE, encoding="utf-8")
    checked = typed("--project", project, "check", "--strict")
    assert checked.out == "no problems: 17 claims with 17 quotes from 5 sources\n"
    typed("--project", project, "build")
    return project


def read(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / "site" / name / "index.html").read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_page_answers_its_question_with_both_figures_and_who_gives_them(site: Path) -> None:
    main = read(site, "explainers/what-does-the-repair-cost").xpath("//article")[0]
    assert "What does the repair of the footbridge cost?" in words(main.xpath(".//h1")[0])
    assert "By the council's account about 85,000 crowns" in words(main)
    assert "the Friends of the Bridge said that the four new cables would cost at least 120,000" in words(main)


def test_every_mark_reaches_the_quotation_of_its_claim(site: Path) -> None:
    page = read(site, "explainers/what-does-the-repair-cost")
    targets = {link.get("href", "").lstrip("#") for link in page.xpath('//sup/a[starts-with(@href, "#fn")]')}
    shown = {name: words(page.get_element_by_id(name)) for name in targets}
    assert len(shown) == len(CLAIMS)
    for quoted in CLAIMS.values():
        assert any(quoted.rstrip(".") in text for text in shown.values()), quoted


def test_the_table_of_the_dispute_shows_both_answers_as_contested(site: Path) -> None:
    [table] = [t for t in read(site, "explainers/what-does-the-repair-cost").xpath("//table") if "85,000" in words(t)]
    assert "120,000" in words(table) and "Friends of the Bridge" in words(table) and "Council of Ansel" in words(table)
    assert "What do the new cables cost?" in words(read(site, "disagreements").xpath("//article")[0])


def test_nothing_is_left_but_names_and_the_words_that_the_sources_share(site: Path) -> None:
    left = typed("--project", site, "todo").out
    assert "sentences of sources" not in left and "without a table" not in left and "claims that no page tells" not in left
