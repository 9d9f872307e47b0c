"""Who says so: each row has an example and the problem of this check that it raises, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator import checks, pipeline
from tests import examples

IDS = set(checks.modules()["attribution"].IDS)
QUIET = {name: {"summary": "Named here.{.signpost}"} for name in ("noor-tal", "sarun-pass")}


def raised(root: Path, source: str, claim: dict[str, object], /, **more: object) -> set[str]:
    quote = source.partition("[")[2].partition("]")[0] or source.rstrip(".")
    example: dict[str, object] = {"gazette": source.replace("[", "").replace("]", ""), "claim": {"quote": quote, **claim}}
    example |= {"entities": QUIET, "short_answer": "Nothing here.{.signpost}", **more}
    return {problem.check for problem in pipeline.check(examples.write(root, yaml.dump(example, allow_unicode=True))).problems} & IDS


CROSSED = "Noor Tal crossed the old pass."
GUARD = {"speaker": {"name": "A guard"}}


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        ("A guard said Noor Tal crossed the old pass.", {"text": CROSSED}, "speaker-missing-for-speech"),
        ("A guard said Noor Tal crossed the old pass.", {"text": CROSSED, **GUARD}, ""),
        ("A guard said Noor Tal crossed the old pass.", {"text": CROSSED, "via": "The Wire"}, "speaker-missing-for-speech"),
        ("A guard said Noor Tal crossed the old pass.", {"text": f"{CROSSED[:-1]}, The Wire reported.", "via": "The Wire"}, ""),
        ("The guards confirmed that Noor Tal crossed the old pass.", {"text": CROSSED}, "speaker-missing-for-speech"),
        ("It was not confirmed how Noor Tal crossed the old pass.", {"text": "How Noor Tal crossed it was not confirmed."}, ""),
        ("The guards sang “[Noor Tal crossed the old pass]”.", {"text": CROSSED}, "speaker-missing-for-speech"),
        ("The guards sang “[Noor Tal crossed the old pass]”.", {"text": CROSSED, **GUARD}, ""),
        ("[Noor Tal crossed the old pass], a guard told reporters.", {"text": CROSSED}, "speaker-missing-for-speech"),
        ("“[Noor Tal crossed the old pass],” said a guard.", {"text": CROSSED}, "speaker-missing-for-speech"),
        ("A guard told the crowd that [Noor Tal crossed the old pass].", {"text": CROSSED}, "speaker-missing-for-speech"),
        ("According to the guards, [Noor Tal crossed the old pass].", {"text": CROSSED}, "speaker-missing-for-speech"),
        ("Noor Tal hopes to cross the old pass.", {"text": "Noor Tal hoped to cross the old pass."}, "speaker-missing-for-speech"),
        # The verb belongs to something else, or the claim does not take up what was said.
        ("[Noor Tal crossed the old pass], while a guard said that it rained.", {"text": CROSSED}, ""),
        ("[The guard Ismet Ro told the Gazette] that bread ran short.", {"text": "Ismet Ro was a guard."}, ""),
        ("It was cold, said Ismet Ro, a guard of the pass.", {"text": "Ismet Ro was a guard of the pass."}, ""),
        # The outlet's own voice.
        ("The Gazette reported that Noor Tal crossed the old pass.", {"text": CROSSED}, ""),
        ("The Herald reported that Noor Tal crossed the old pass.", {"text": CROSSED}, "speaker-missing-for-speech"),
    ],
)
def test_a_verb_of_speech_demands_a_speaker(source: str, claim: dict[str, object], expected: str, tmp_path: Path) -> None:
    assert raised(tmp_path, source, claim) == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("text", "speaker", "expected"),
    [
        ("Noor Tal was ready to fight.", "noor-tal", {"self-claim-unattributed"}),
        ("Noor Tal said that the march was ready.", "noor-tal", set()),
        ("According to Noor Tal, the march was ready.", "noor-tal", set()),
        ("Noor Tal wanted peace.", "noor-tal", set()),
        ("Noor Tal was ready to fight.", "northern-command", set()),
        ("Noor Tal was ready to fight.", {"name": "A guard"}, set()),
    ],
)
def test_a_party_about_itself_says_so(text: str, speaker: object, expected: set[str], tmp_path: Path) -> None:
    assert raised(tmp_path, CROSSED, {"text": text, "speaker": speaker}) == expected


POST = "Noor Tal crossed the old pass. We saw it pic.twitter.com/abc — A Guard (@aguard) March 3, 2021"


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        (f"[Noor Tal crossed the old pass].{POST[30:]}", {"text": CROSSED}, {"post-unlabelled"}),
        (f"[Noor Tal crossed the old pass].{POST[30:]}", {"text": CROSSED, "kind": "post"}, {"post-unlabelled"}),
        (f"[Noor Tal crossed the old pass].{POST[30:]}", {"text": "A post said that Noor Tal crossed the old pass.", "kind": "post"}, set()),
        ("A post on a message board has it that [Noor Tal crossed the old pass].", {"text": CROSSED}, {"post-unlabelled"}),
        ("From the border post [Noor Tal crossed the old pass].", {"text": CROSSED}, set()),
        ("[Noor Tal crossed the old pass] with @aguard.", {"text": CROSSED}, {"post-unlabelled"}),
        ("[Noor Tal crossed the old pass]. Write to desk@gazette.example.", {"text": CROSSED}, set()),
        ("[Noor Tal crossed the old pass].\n\nWe saw it pic.twitter.com/abc", {"text": CROSSED}, set()),
    ],
)
def test_a_post_is_called_a_post(source: str, claim: dict[str, object], expected: set[str], tmp_path: Path) -> None:
    assert raised(tmp_path, source, claim) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pass was hard to cross.", {"assessment-unattributed"}),
        ("The Gazette judged that the pass was hard to cross.", set()),
        ("The author judged that the pass was hard to cross.", set()),
        ("Moreno judged that the pass was hard to cross.", set()),
    ],
)
def test_an_assessment_names_whose_it_is(text: str, expected: set[str], tmp_path: Path) -> None:
    source = {"gazette-source": {"author": [{"family": "Moreno"}]}}
    assert raised(tmp_path, CROSSED, {"text": text, "kind": "assessment"}, **source) == expected


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("Noor Tal crossed the old pass, the Gazette wrote.", {}, set()),
        ("Noor Tal crossed the old pass, the Courier wrote.", {}, {"outlet-mismatch"}),
        ("Noor Tal crossed the old pass, the Courier wrote.", {"via": "Courier"}, set()),
        ("Noor Tal crossed the old pass with a courier.", {}, set()),
    ],
)
def test_a_claim_names_only_outlets_it_rests_on(text: str, fields: dict[str, object], expected: set[str], tmp_path: Path) -> None:
    assert raised(tmp_path, CROSSED, {"text": text, **fields}, courier="Snow fell.") == expected


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Noor Tal crossed the pass, the Gazette wrote [@claim-1].", set()),
        ("Noor Tal crossed the pass, the Courier wrote [@claim-1].", {"outlet-mismatch"}),
        ("The Courier is another source.{.signpost}", set()),
    ],
)
def test_prose_names_only_outlets_it_cites(prose: str, expected: set[str], tmp_path: Path) -> None:
    assert raised(tmp_path, CROSSED, {"text": CROSSED}, courier="Snow fell.", text=prose) == expected
