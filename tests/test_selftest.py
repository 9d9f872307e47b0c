"""The measured checker: what it plants is really wrong, is drawn by its seed alone, and counts as caught only where it stands."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from generator import checks
from generator.problems import Location, Problem
from generator.selftest import report, words
from generator.selftest.bench import Bench, dump, snapshot
from generator.selftest.kinds import Kind, kinds
from generator.selftest.plants import Edit, Plant
from generator.selftest.runner import Outcome, Row, draw, run
from generator.selftest.world import World
from tests import support
from tests.support import HARBOUR

KINDS = {kind.title: kind for kind in kinds()}
CERTAIN = {  # what the checks have to catch without exception
    "digit changed in a quote", "word changed in a quote", "negation dropped from a quote", "quote attributed to the wrong source",
    "digit changed in a claim", "negation dropped from a claim", "negation added to a claim", "citation removed from a sentence of prose",
    "digit changed in prose", "negation dropped from prose", "negation added to prose",
}  # fmt: skip


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with Bench(snapshot(HARBOUR)) as whole:
        yield whole


@pytest.fixture(scope="module")
def world(bench: Bench) -> World:
    return World(bench.site, bench.archived)


def caught(bench: Bench, plant: Plant) -> str:
    return bench.caught(plant, list(checks.modules()))


def test_there_are_many_kinds_of_different_names_and_the_worst_must_never_be_missed() -> None:
    assert len(KINDS) == len(kinds()) >= 40
    assert {title for title, kind in KINDS.items() if kind.certain} >= CERTAIN


@pytest.mark.parametrize("title", KINDS)
def test_a_kind_draws_the_same_errors_for_a_seed_and_changes_something_each_time(title: str, bench: Bench, world: World) -> None:
    kind = KINDS[title]
    plants = list(draw(kind, world, 1, 4))
    assert plants == list(draw(kind, world, 1, 4))
    assert len({plant.edits for plant in plants}) == len(plants)
    for plant in plants:
        assert plant.targets
        for edit in plant.edits:
            assert value(bench, edit) != edit.value, plant.words


def value(bench: Bench, edit: Edit) -> Any:
    """What stands now where the edit is to be made."""
    found: Any = bench.data.get(edit.path, bench.archived.get(edit.path))
    for key in edit.keys:
        found = found.get(key, "nothing") if isinstance(found, dict) else found[key]
    return found


def test_another_seed_draws_other_errors(world: World) -> None:
    kind = KINDS["word changed in a quote"]
    assert list(draw(kind, world, 1, 10)) != list(draw(kind, world, 2, 10))


def test_a_kind_yields_as_many_as_asked_where_there_are_enough_places(world: World) -> None:
    assert len(list(draw(KINDS["word changed in a quote"], world, 1, 25))) == 25


def test_the_project_is_left_as_it_was(tmp_path: Path) -> None:
    project = support.copy_of(HARBOUR, tmp_path)
    before = support.snapshot(project)
    run(project, plants=1, workers=1, wanted=[KINDS["archived text edited"], KINDS["word changed in a quote"]])
    assert support.snapshot(project) == before


def test_the_outcome_does_not_depend_on_the_number_of_processes() -> None:
    some = [KINDS[title] for title in ("word changed in a quote", "negation dropped from a claim", "archived text edited")]
    alone, together = (run(HARBOUR, plants=3, workers=number, wanted=some) for number in (1, 2))
    assert report.as_json(alone) == report.as_json(together)
    assert (alone.caught, alone.plants) == (9, 9)


def test_what_no_check_looks_for_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    some = [KINDS["word changed in a quote"]]
    assert run(HARBOUR, plants=3, workers=1, wanted=some).caught == 3
    only = {"absences": checks.modules()["absences"]}
    monkeypatch.setattr(checks, "modules", lambda: only)
    blind = run(HARBOUR, plants=3, workers=1, wanted=some)
    assert (blind.caught, len(blind.rows[0].missed), blind.passed) == (0, 3, False)


def test_a_problem_elsewhere_than_at_the_error_does_not_count(bench: Bench, world: World) -> None:
    plant = next(KINDS["word changed in a quote"].plants(world, Random(1)))
    path, keys = plant.targets[0]
    neighbour = Plant(plant.words, plant.edits, ((path, (*keys[:-1], (int(keys[-1]) + 1) % 3)),))
    assert caught(bench, plant) == "quote-not-found"
    assert caught(bench, neighbour) == ""


def test_a_problem_that_was_there_before_does_not_count(tmp_path: Path) -> None:
    project = support.copy_of(HARBOUR, tmp_path)
    path = project / "content/claims/supply.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("quote: Karrow lies on the north coast", "quote: Karrow lies at the north coast"))
    with Bench(snapshot(project)) as spoilt:
        claim = next(claim for claim in spoilt.site.claims.values() if claim.id == "karrow-north-coast")
        plant = World(spoilt.site, spoilt.archived).claim(claim, {("note",): "A remark."}, "nothing is wrong with this")
        assert caught(spoilt, plant) == ""


def test_an_excluded_problem_is_missed(tmp_path: Path) -> None:
    project = support.copy_of(HARBOUR, tmp_path)
    with Bench(snapshot(project)) as sound:
        world = World(sound.site, sound.archived)
        claim = sound.site.claims["karrow-north-coast"]
        plant = world.quote(claim, 0, "Karrow lies on the south coast of Ostrelle")
        assert caught(sound, plant) == "quote-not-found"
    settings = project / "content/site.yaml"
    exclusion = "{check: quote-not-found, record: karrow-north-coast, reason: A test., date: 2017-06-01}"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nexclusions:\n  - {exclusion}\n", encoding="utf-8")
    with Bench(snapshot(project)) as lenient:
        assert "quote-not-found" not in caught(lenient, plant)


def test_a_dumped_file_reads_as_before_with_each_value_on_one_line(bench: Bench) -> None:
    from generator.reader import read

    for path, data in bench.data.items():
        raw = dump(data)
        assert read(path, raw).data == data
        assert raw.decode().count("\n") == raw.decode().rstrip("\n").count("\n") + 1


# what is planted is really wrong


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("About 9,000 people and 18.5 tonnes came on 22 August 2021.", ["9,000", "18.5"]),
        ("It ran from 19 to 31 August 2021, in 2021 and in August 19.", []),
        ("It was printed on 20 and on 31 August.", []),
        ("Three Mi-35 and A-29 aircraft flew 150 miles.", ["150"]),
        ("The 2,000 dockers struck in the 1990s.", ["2,000"]),
    ],
)
def test_only_figures_are_changed_as_figures(text: str, figures: list[str]) -> None:
    assert [found[0] for found in words.figures_in(text, "en")] == figures


@pytest.mark.parametrize("figure", ["9,000", "7", "18.5", "10"])
def test_another_digit_makes_another_number_of_the_same_length(figure: str) -> None:
    for seed in range(30):
        new = words.other_digit(figure, Random(seed))
        assert len(new) == len(figure)
        assert float(new.replace(",", "")) != float(figure.replace(",", ""))
        assert not new.startswith("0")


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("The Board would not sign.", "The Board would sign."),
        ("Not one docker came.", "One docker came."),
        ("They don't want it.", "They do want it."),
        ("It was shut without a word [@no-word].", "It was shut with a word [@no-word]."),
        ("The Board signed.", None),
        ("A notice, a knot and a note were nothing new.", "A notice, a knot and a note were everything new."),
    ],
)
def test_a_dropped_negator_turns_the_sense(text: str, new: str | None) -> None:
    assert words.without_negator(text, "en", Random(1)) == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("The harbour was shut.", "The harbour was not shut."),
        ("The harbour was never shut.", None),
        ("He said: “it was shut”.", None),
        ("There was “no question” of it.", None),
    ],
)
def test_a_negator_is_added_only_where_none_stands_near(text: str, new: str | None) -> None:
    assert words.with_negator(text, "en", Random(1)) == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Corvane reportedly offered to mediate.", "Corvane offered to mediate."),
        ("Reportedly the strike was over.", "The strike was over."),
        ("According to reports, the dockers left.", "The dockers left."),
        ("The guards were believed to have left.", "The guards had left."),
        ("The League claimed that it had won.", "The League had won."),
        ("The strike might end soon.", "The strike ended soon."),
        ("The strike ended in May.", None),
        ("He said it was “probably over”.", None),
    ],
)
def test_a_dropped_hedge_leaves_a_plain_statement(text: str, new: str | None) -> None:
    assert words.without_hedge(text, "en", Random(1)) == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Tolm said that the talks went on.", "The talks went on."),
        ("The talks went on, the Courier wrote on 12 May 2017.", "The talks went on."),
        ("The talks went on, Tolm said [@talks].", "The talks went on [@talks]."),
        ("Tolm said that Halvani told the Courier otherwise.", None),
        ("“The talks go on”, Tolm said.", None),
        ("The talks went on.", None),
    ],
)
def test_a_dropped_attribution_leaves_a_bare_statement(text: str, new: str | None) -> None:
    assert words.without_attribution(text, "en") == new


def test_a_language_without_word_lists_has_no_places_and_no_crash(tmp_path: Path) -> None:
    project = support.copy_of(HARBOUR, tmp_path)
    settings = project / "content/site.yaml"
    settings.write_text(re.sub(r"(?m)^language: .*\n", "", settings.read_text(encoding="utf-8")) + "\nlanguage: xx\n", encoding="utf-8")
    with Bench(snapshot(project)) as foreign:
        world = World(foreign.site, foreign.archived)
        counts = {title: len(list(draw(kind, world, 1, 2))) for title, kind in KINDS.items()}
    assert counts["loaded word added to a claim"] == counts["negation dropped from a claim"] == 0
    assert counts["digit changed in a quote"] == 2


# what is reported


def outcome(*rows: tuple[str, bool, list[str]], alarms: int = 0) -> Outcome:
    """An outcome with a row for each (title, certain, the problem id that caught each plant)."""
    plants = [tuple(Plant(f"{title} {i}", (), ()) for i in range(len(found))) for title, _, found in rows]
    problems = tuple(Problem(Location("content/a.yaml", i + 1), "prose-uncited", "cite") for i in range(alarms))
    made = (
        Row(Kind(title, certain, lambda world, random: iter(())), some, tuple(found))
        for (title, certain, found), some in zip(rows, plants, strict=True)
    )
    return Outcome(tuple(made), problems)


@pytest.mark.parametrize(
    ("found", "passed"),
    [
        (outcome(("a", True, ["x"] * 20)), True),
        (outcome(("a", False, ["x"] * 19 + [""])), True),
        (outcome(("a", False, ["x"] * 18 + ["", ""])), False),
        (outcome(("a", True, ["x"] * 19 + [""])), False),
        (outcome(("a", True, ["x"] * 20), alarms=1), False),
        (outcome(("a", True, [])), False),
    ],
    ids=["all caught", "95 % caught", "90 % caught", "a certain one missed", "a false alarm", "nothing planted"],
)
def test_the_goals_hold_or_not(found: Outcome, passed: bool) -> None:
    assert found.passed == passed


def test_the_table_is_aligned_and_a_miss_never_rounds_up_to_all() -> None:
    found = outcome(
        ("digit changed", True, ["x"] * 200), ("speaker swapped in a long line", False, ["x"] * 199 + [""]), ("no place", False, []), alarms=2
    )
    assert report.as_text(found).splitlines() == [
        "kind of error                   plants  caught   rate",
        "------------------------------  ------  ------  -----",
        "digit changed *                    200     200  100 %",
        "speaker swapped in a long line     200     199   99 %",
        "no place                             0       0      –",
        "",
        "caught: 399 of 400 (99 %; goal: 95 %, and all of the kinds marked *)",
        "false alarms on the untouched content: 2",
    ]


def test_misses_and_false_alarms_are_listed_when_asked_for() -> None:
    found = outcome(("a", False, ["x", ""]), alarms=1)
    assert report.as_text(found, misses=True).splitlines()[-2:] == ["missed (a): a 1", "false alarm: content/a.yaml:1:1: [prose-uncited] cite"]


def test_the_markdown_is_one_table_with_the_command_that_made_it() -> None:
    lines = report.as_markdown(outcome(("a", True, ["x"])), "explainer selftest --seed 1").splitlines()
    assert lines[:3] == ["| kind of error | plants | caught | rate |", "|---|--:|--:|--:|", "| a * | 1 | 1 | 100 % |"]
    assert lines[3] == ""
    assert lines[4].endswith("Made by `explainer selftest --seed 1`.")


def test_the_json_tells_which_checks_caught_it() -> None:
    found = json.loads(report.as_json(outcome(("a", True, ["x", "y", "x", ""]))))
    assert found["kinds"] == [{"kind": "a", "certain": True, "plants": 4, "caught": 3, "caught_by": {"x": 2, "y": 1}, "missed": ["a 3"]}]
    assert (found["plants"], found["caught"], found["false_alarms"], found["passed"]) == (4, 3, [], False)


@pytest.mark.parametrize(("options", "starts"), [([], "kind of error"), (["--markdown"], "| kind of error"), (["--format", "json"], "{")])
def test_the_command_prints_the_outcome_and_its_exit_code_follows_the_goals(options: list[str], starts: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.selftest import runner

    for good in (True, False):
        monkeypatch.setattr(runner, "run", lambda project, seed, plants, told=None, good=good: outcome(("a", True, ["x" if good else ""])))
        done = support.run("--project", HARBOUR, "selftest", *options)
        assert (done.code, done.err) == (0 if good else 1, "")
        assert done.out.startswith(starts)


def test_a_project_without_content_is_an_operators_error(tmp_path: Path) -> None:
    shutil.copy(HARBOUR / "mkdocs.yml", tmp_path)
    done = support.run("--project", tmp_path, "selftest", "--plants", "1")
    assert done.code == 2
    assert "there is no content/ folder" in done.err
