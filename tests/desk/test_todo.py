"""`explainer todo`: what is left, in order, each with its place and the next step."""

from __future__ import annotations

import hashlib
import json
import shlex
from pathlib import Path

from tests.support import problems_of, run

SEED = "seeds/lake-radio-2019-06-06.txt"
CLAIMS = "content/claims/footbridge.yaml"
PAGE = "content/explainers/why-is-the-footbridge-closed.yaml"


def todo(site: Path) -> dict[str, list[dict[str, str]]]:
    result = run("--project", site, "todo", "--format", "json")
    assert (result.code, result.err) == (0, "")
    found: dict[str, list[dict[str, str]]] = {}
    for task in json.loads(result.out)["tasks"]:
        found.setdefault(task["kind"], []).append(task)
    return found


def change(site: Path, name: str, old: str, new: str) -> None:
    path = site / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def archive(site: Path, text: str) -> None:
    """Another archived text for the second source."""
    old = hashlib.sha256((site / SEED).read_bytes()).hexdigest()
    (site / SEED).write_text(text, encoding="utf-8")
    change(site, "content/sources/lake-radio-2019-06-06.yaml", old, hashlib.sha256(text.encode()).hexdigest())


def test_a_site_with_nothing_left_but_two_names_says_so(site: Path) -> None:
    found = todo(site)
    assert set(found) == {"unknown-name"}
    assert [task["message"] for task in found["unknown-name"]] == ['"Ansel" stands 3 times', '"Merrin" stands once']


def test_a_sentence_that_nobody_looked_at_comes_first_with_the_command_that_drafts_its_claim(site: Path) -> None:
    text = (site / SEED).read_text(encoding="utf-8")
    archive(site, text + 'The town\'s engineer told Orla Venn nothing about the "cables".\n')
    first = todo(site)["untriaged"][0]
    assert (first["path"], first["line"], first["column"]) == (SEED, 5, 1)
    command = shlex.split(first["next"].partition("   (")[0])
    assert command[:2] == ["explainer", "claim"]
    drafted = run("--project", site, *command[1:], "--topic", "footbridge")
    assert drafted.code == 0
    assert "untriaged" not in todo(site)


def test_a_claim_that_no_page_tells_names_the_page_on_the_same_entity(site: Path) -> None:
    change(
        site,
        PAGE,
        "      The nearest other crossing was the road bridge, about four kilometres upstream, Lake Radio reported [@road-bridge-four-kilometres].\n",
        "",
    )
    [task] = todo(site)["unused-claim"]
    assert (task["path"], task["next"]) == (CLAIMS, f"write [@road-bridge-four-kilometres] behind a sentence in {PAGE}")
    line = (site / CLAIMS).read_text(encoding="utf-8").splitlines()[int(task["line"]) - 1]
    assert "road-bridge-four-kilometres" in line


def test_a_claim_that_only_a_table_shows_is_told(site: Path) -> None:
    change(site, PAGE, "      The Friends of the Bridge counted 1,400 on 31 May [@friends-counted-1400].\n", "")
    assert "unused-claim" not in todo(site)


def test_a_contested_question_without_its_table_is_a_task(site: Path) -> None:
    change(site, CLAIMS, "qualifier: about, counts: people in a day", "counts: people in a day")
    assert "no-table" not in todo(site)
    change(site, PAGE, "    show: question\n    question: how-many-cross\n", "")
    [task] = todo(site)["no-table"]
    assert task["next"].endswith("show: question, question: how-many-cross")


def test_a_date_that_the_quote_prints_and_the_claim_lacks_is_offered(site: Path) -> None:
    change(site, CLAIMS, "    happened: 2019-06-03\n    event: The footbridge is closed\n", "")
    [task] = [task for task in todo(site)["undated"] if "footbridge-closed" in task["message"]]
    assert "happened: 2019-06-03" in task["next"]


def test_what_a_source_lacks_is_listed(site: Path) -> None:
    change(site, "content/sources/lake-radio-2019-06-06.yaml", "title_note: The page was saved without its headline.\n", "")
    change(site, "content/sources/ansel-post-2019-06-04.yaml", "origin: ansel-post", "origin:")
    messages = [task["message"] for task in todo(site)["source-field"]]
    assert any("has no title" in message for message in messages)
    assert any('"origin" is empty' in message for message in messages)


def test_names_are_counted_and_those_of_outlets_authors_speakers_and_entities_are_none(site: Path) -> None:
    text = (site / SEED).read_text(encoding="utf-8")
    archive(site, text + "However, Corin Aldous of King's College met Tilda Marsh on Monday. Later Corin Aldous and Venn left for Port Sele.\n")
    names = [task["message"] for task in todo(site)["unknown-name"]]
    assert names[0] == '"Ansel" stands 3 times'
    once = ("Corin Aldous", "Corin Aldous of King's College", "Merrin", "Port Sele")
    assert names[1:] == [f'"{name}" stands once' for name in once]


def test_a_claim_in_the_words_of_its_source_is_still_a_draft(site: Path) -> None:
    run("--project", site, "claim", "an inspector found rust in two of its cables")
    [task] = todo(site)["draft"]
    assert "inspector-found-rust-two-cables" in task["message"]


def test_long_lists_are_cut_on_the_terminal_and_the_problems_are_counted(site: Path) -> None:
    archive(site, "".join(f"Sentence number {number} says something.\n" for number in range(30)))
    result = run("--project", site, "todo")
    assert result.code == 0
    assert "… and 20 more: explainer todo --all" in result.out
    assert f"{sum(p.severity == 'error' for p in problems_of(site))} problems that keep the site from being built" in result.out
    assert "… and" not in run("--project", site, "todo", "--all").out
