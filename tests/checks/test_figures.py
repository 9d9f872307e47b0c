"""The checks on figures, in claims, answers and prose: what is reported, and the near misses that are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.checks import figures, figures_in_prose
from generator.problems import Problem
from tests import examples

QUESTIONS = [{"id": "how-many", "text": "How many?"}]


def reported(root: Path, example: dict[str, Any]) -> list[Problem]:
    """What the two checks report, also where a problem of form would keep them from being asked."""
    site = pipeline.check(examples.write(root, yaml.dump(example, allow_unicode=True, width=10_000))).site
    assert site is not None
    return [*figures.check(site), *figures_in_prose.check(site)]


def found(root: Path, example: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    """Check, file, line and column of each problem with figures."""
    problems = reported(root, example)
    return [(p.check, p.location.path.rpartition("/")[2], p.location.line, p.location.column) for p in problems]


def checks(root: Path, example: dict[str, Any]) -> list[str]:
    return [problem[0] for problem in found(root, example)]


def about(gazette: str, text: str, quote: str | None = None, **more: Any) -> dict[str, Any]:
    """An example whose claim says `text` and quotes `quote`, or the whole of the source."""
    return {"gazette": gazette, "claim": {"text": text, "quote": quote or gazette, **more}}


CLAIMS = {
    "another number": (about("Nine boats lay in the harbour.", "Ten boats lay in the harbour."), ["figure-unsupported"]),
    "words for digits": (about("Nine boats lay in the harbour.", "In the harbour lay 9 boats."), []),
    "another unit": (about("It is 150 miles to the pass.", "It is 150 kilometres to the pass."), ["figure-unsupported"]),
    "a month changed": (about("It fell on 5 March 2021.", "It fell on 5 May 2021."), ["figure-unsupported"]),
    "a year of the issue": (about("It fell on 5 February.", "It fell on 5 February 2021."), []),
    "a year of no date": (about("It fell on 5 February.", "It fell on 5 February 2020."), ["figure-unsupported"]),
    "the day of the issue": (about("Nine boats lay there.", "Nine boats lay there, the Gazette wrote on 4 March 2021."), []),
    "the day after the issue": (about("Nine boats lay there.", "Nine boats lay there, the Gazette wrote on 5 March 2021."), ["figure-unsupported"]),
    "the day of its own field": (about("Nine boats lay there.", "Nine boats lay there by 2 March.", as_of="2021-03-02"), []),
    "an exact date of about": (about("Nine boats lay there.", "Nine boats lay there on 2 March.", said="2021-03-02~"), ["figure-qualifier-lost"]),
    "about for about": (about("Nine boats lay there.", "Nine boats lay there about 2 March.", happened="2021-03-02~"), []),
    "outside the quote": (
        about("Nine boats lay in the harbour, and two more came.", "Nine boats and two more came.", "Nine boats lay in the harbour"),
        ["figure-unsupported"],
    ),
    "a figure cut short": (about("Of 4.5 million people he spoke.", "He spoke of 4.5.", "Of 4.5"), ["figure-unsupported"]),
    "a qualifier right before the quote": (
        about("Around 900 people left for the pass.", "The Gazette counted 900 people.", "900 people left for the pass"),
        ["figure-qualifier-lost"],
    ),
    "lost": (about("At least 900 people left.", "It was 900 people who left."), ["figure-qualifier-lost"]),
    "gained": (about("There were 900 people.", "There were only 900 people."), ["figure-qualifier-gained"]),
    "another family": (about("There were over 900 people.", "There were nearly 900 people."), ["figure-qualifier-lost"]),
    "the same family": (about("There were over 900 people.", "There were more than 900 people."), []),
    "vague for exact": (about("There were 36 boats there.", "There were dozens of boats."), ["figure-unsupported"]),
    "vague for vague": (about("There were dozens of boats.", "Dozens of boats were there."), []),
    "derived": (about("It took two weeks there.", "It took 14 days.", derived="Two weeks are 14 days."), []),
    "derived says another": (about("It took two weeks there.", "It took 15 days.", derived="Two weeks are 14 days."), ["figure-unsupported"]),
    "derived does not excuse a qualifier": (
        about("It took two weeks there.", "It took at least two weeks.", derived="Two weeks are 14 days."),
        ["figure-qualifier-gained"],
    ),
    "a name with a figure": (about("Noor Tal told Radio 4 of it.", "Noor Tal told Channel 9 of it.", via="Channel 9"), []),
    "a name cut": (about("Noor Tal told Radio 4 of it.", "Noor Tal told Channels 9 of it.", via="Channel 9"), ["figure-unsupported"]),
    "a single one": (about("A boat was still there.", "There was 1 boat."), []),
    "no one": (about("Boats were still there.", "There was 1 boat."), ["figure-unsupported"]),
    "the first": (about("The first boat was there.", "The 1st boat was there."), []),
    "not the first": (about("The last boat was there.", "The 1st boat was there."), ["figure-unsupported"]),
    "the two, of two that were named": (about("Noor Tal and Ila Ro left.", "The two left the valley."), []),
    "the two, where three are counted": (about("The three men left it.", "The two left the valley."), ["figure-unsupported"]),
    "the 2": (about("Noor Tal and Ila Ro left.", "The 2 left the valley."), ["figure-unsupported"]),
    "two alone": (about("Noor Tal and Ila Ro left.", "Two left the valley."), ["figure-unsupported"]),
    "the thirteen": (about("Noor Tal and Ila Ro left.", "The thirteen left."), ["figure-unsupported"]),
    "the twelve": (about("Noor Tal and Ila Ro left.", "The twelve left."), []),
    "the two miles": (about("Noor Tal and Ila Ro left.", "The two miles lay behind."), ["figure-unsupported"]),
    "garbled as printed": (about("It was over 18,00 people there.", "It was over “18,00” people."), []),
    "garbled mended": (about("It was over 18,00 people there.", "It was over 1,800 people."), ["figure-unsupported"]),
    "event": (about("Nine boats lay there.", "Boats lay there.", event="Ten boats", said="2021-03-02"), ["figure-unsupported"]),
    "infobox": (
        about("Nine boats lay there.", "Boats lay there.", infobox=[{"of": "noor-tal", "label": "Boats", "value": "10"}]),
        ["figure-unsupported"],
    ),
    "position": (
        about("Nine boats lay there.", "Boats lay there.",
              positions=[{"of": "noor-tal", "toward": "noor-tal", "stand": "neutral", "words": "gave ten boats"}]),
        ["figure-unsupported"],
    ),
    "retired": (about("Nine boats lay there.", "Ten boats.", retired={"date": "2021-04-01", "reason": "Wrong."}), []),
    "reply": (
        about("Nine boats lay there.", "Boats lay there.",
              reply={"speaker": "noor-tal", "text": "Ten boats.", "cite": [{"source": "gazette", "quote": "Nine boats lay there."}]}),
        ["figure-unsupported"],
    ),
    "good reply": (
        about("Nine boats lay there.", "Boats lay there.",
              reply={"speaker": "noor-tal", "text": "9 on 4 March.", "cite": [{"source": "gazette", "quote": "Nine boats lay there."}]}),
        [],
    ),
    "a quote that is not found": (about("Nine boats lay there.", "Ten boats lay there.", "Ten boats lay there."), []),
    "a reply that is not found": (
        about("Nine boats lay there.", "Boats lay there.",
              reply={"speaker": "noor-tal", "text": "Ten.", "cite": [{"source": "gazette", "quote": "Ten boats lay there, yes."}]}),
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("example", "expected"), CLAIMS.values(), ids=CLAIMS)
def test_claims(example: dict[str, Any], expected: list[str], tmp_path: Path) -> None:
    assert checks(tmp_path, example) == expected


ANSWERS = {
    "right": ("About 900 people left it.", {"value": "900", "unit": "people", "qualifier": "about"}, []),
    "another value": ("About 900 people left it.", {"value": "800", "unit": "people", "qualifier": "about"}, ["answer-unsupported"]),
    "no qualifier": ("About 900 people left it.", {"value": "900", "unit": "people"}, ["answer-qualifier"]),
    "another qualifier": ("About 900 people left it.", {"value": "900", "qualifier": "only"}, ["answer-qualifier"]),
    "a qualifier too many": ("There were 900 people.", {"value": "900", "qualifier": "up to"}, ["answer-qualifier"]),
    "one of two qualifiers": ("Only about 900 people left.", {"value": "900", "qualifier": "about"}, []),
    "only the weaker": ("Only about 900 people left.", {"value": "900", "qualifier": "only"}, ["answer-qualifier"]),
    "another unit": ("It was 900 miles to it.", {"value": "900", "unit": "km"}, ["answer-unsupported"]),
    "in words": ("Dozens of people left it.", {"value": "dozens of people"}, []),
    "in other words": ("Dozens of people left it.", {"value": "hundreds of people"}, ["answer-unsupported"]),
    "a qualifier in the words": ("About 900 people left it.", {"value": "about 900 people"}, []),
    "no figure": ("About 900 people left it.", {"value": "yes"}, []),
}


@pytest.mark.parametrize(("gazette", "answer", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_answers(gazette: str, answer: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    example = about(gazette, "People left.", answers={"question": "how-many", **answer}) | {"questions": QUESTIONS}
    assert checks(tmp_path, example) == expected


def test_a_derived_answer_is_right(tmp_path: Path) -> None:
    more = {"answers": {"question": "how-many", "value": "14"}, "derived": "Two weeks are 14 days; 14 is the number asked for."}
    assert checks(tmp_path, about("It took two weeks there.", "It took weeks.", **more) | {"questions": QUESTIONS}) == []


BASE = about("About 900 people left in May 2019.", "About 900 people left in May 2019.")
PROSE = {
    "right": ("About 900 people left [@claim-1].", []),
    "another figure": ("About 800 people left [@claim-1].", ["prose-figure-unsupported"]),
    "lost": ("Some say 900, others less [@claim-1].", ["prose-qualifier-lost"]),
    "gained": ("People left in late May 2019 [@claim-1].", ["prose-qualifier-gained"]),
    "the day of the issue": ("On 4 March 2021 it was told [@claim-1].", []),
    "a signpost": ("Ten things speak against it.{.signpost}", []),
    "the two": ("The two left [@claim-1].", []),
    "an inference": ("About 1,000 people may have left [@guess].", []),
    "an inference's premise": ("About 900 people may have left [@guess].", []),
    "beyond the inference": ("About 1,100 people may have left [@guess].", ["prose-figure-unsupported"]),
    "an absence": ("None of the sources names the 7 boats [@gap].", []),
    "beyond the absence": ("None of the sources names the 8 boats [@gap].", ["prose-figure-unsupported"]),
    "an unknown id": ("About 800 people left [@nothing].", []),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), PROSE.values(), ids=PROSE)
def test_prose(sentence: str, expected: list[str], tmp_path: Path) -> None:
    inference = {"id": "guess", "text": "About 1,000 people may have left.", "about": ["noor-tal"], "from": ["claim-1"], "would_change": "A count."}
    absence = {"id": "gap", "text": "None names the 7 boats.", "terms": ["boat"]}
    example = BASE | {"short_answer": "Noor Tal crossed [@claim-1].", "text": sentence, "inferences": [inference], "absences": [absence]}
    assert checks(tmp_path, example) == expected


def test_a_problem_stands_at_the_figure(tmp_path: Path) -> None:
    example = about("Nine boats lay there.", "Boats, ten of them, lay there.") | {"text": "*Boats*, eleven [@claim-1]."}
    places = found(tmp_path, example)
    assert [place[0] for place in places] == ["figure-unsupported", "prose-figure-unsupported"]
    for _, path, line, column in places:
        written = next(tmp_path.rglob(path)).read_text(encoding="utf-8").splitlines()[line - 1]
        assert written[column - 1 :].startswith(("ten", "eleven"))


def test_a_source_in_a_language_without_lists_gives_warnings(tmp_path: Path) -> None:
    example = about("Neun Boote lagen im Hafen.", "Nine boats lay in the harbour.") | {"gazette-source": {"language": "de"}}
    assert [(p.check, p.severity) for p in reported(tmp_path, example)] == [("figure-unsupported", "warning")]
