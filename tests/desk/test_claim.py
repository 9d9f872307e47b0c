"""`explainer claim`: a draft from words of a source, put into its topic file with every other byte left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from generator.cli import main
from generator.desk.append import NoPlace, append
from generator.desk.new import new
from generator.reader import ReadProblems, read
from tests.support import problems_of, run, snapshot

TOPIC = "content/claims/footbridge.yaml"
CLAIM = {"id": "new-one", "text": "Text: with # and 'marks'.", "about": ["a", "b"], "cite": [{"source": "s", "quote": '"Said", he said'}]}


def drafted(output: str) -> dict[str, object]:
    return dict(yaml.load(output.split("\n\n")[0], Loader=yaml.BaseLoader)[0])


def claim(site: Path, words: str, *options: str) -> dict[str, object]:
    result = run("--project", site, "claim", words, "--dry-run", *options)
    assert result.code == 0, result.err
    return drafted(result.out)


def test_a_draft_names_speaker_entities_kind_and_figures(site: Path) -> None:
    result = run("--project", site, "claim", "About 900 people cross the footbridge on a working day", "--dry-run")
    assert drafted(result.out) == {
        "id": "900-people-cross-footbridge-working-day",
        "text": "About 900 people cross the footbridge on a working day, Orla Venn said.",
        "about": ["ansel-footbridge"],
        "kind": "stated",
        "speaker": "orla-venn",
        "cite": [{"source": "ansel-post-2019-06-04", "quote": "About 900 people cross the footbridge on a working day"}],
    }
    assert "figures: 900" in result.out and "how-many-cross" in result.out
    assert '"Venn" is a guess' in result.out


def test_words_in_quotation_marks_are_a_quotation_of_who_speaks_even_of_somebody_without_a_page(site: Path) -> None:
    made = claim(site, "We walked it every day and nothing moved")
    assert (made["kind"], made["speaker"]) == ("quoted", {"name": "Jonas Peel"})
    assert made["text"] == "Jonas Peel said: “We walked it every day and nothing moved”."


def test_the_outlet_itself_is_no_speaker_and_a_place_neither(site: Path) -> None:
    assert "speaker" not in claim(site, "an inspector found rust in two of its cables")


@pytest.mark.parametrize(
    ("sentence", "words", "speaker", "said"),
    [
        ("Orla Venn said on Tuesday that the two cables would be replaced.", "the two cables would be replaced", "orla-venn", "2019-06-04"),
        ("The two cables would be replaced, said Venn.", "two cables would be replaced", "orla-venn", None),
        ("According to Orla Venn, the two cables would be replaced.", "the two cables would be replaced", "orla-venn", None),
        ("The Friends of the Bridge, who met on Monday, denied that it shook.", "denied that it shook", "friends-of-the-bridge", None),
        ("She said that the two cables would be replaced.", "the two cables would be replaced", None, None),
        ("Lake Radio reported that the two cables would be replaced.", "the two cables would be replaced", None, None),
    ],
)
def test_the_speaker_is_read_off_the_verb_and_left_out_where_it_is_not_plain(
    site: Path, sentence: str, words: str, speaker: str | None, said: str | None
) -> None:
    (site / "seeds/lake-radio-2019-06-06.txt").write_text(sentence + "\n", encoding="utf-8")
    made = claim(site, words, "--source", "lake-radio-2019-06-06")
    assert made.get("speaker") == speaker
    assert made.get("said") == said


def test_a_hedge_outside_the_words_is_not_lost(site: Path) -> None:
    (site / "seeds/lake-radio-2019-06-06.txt").write_text("Reportedly the two cables of the footbridge are sound.\n", encoding="utf-8")
    result = run("--project", site, "claim", "the two cables of the footbridge are sound", "--dry-run")
    made = drafted(result.out)
    assert made["text"] == "Reportedly the two cables of the footbridge are sound."
    assert made["as_of"] == "2019-06-06"  # "are" may change: it held on the day of the report
    assert 'hedges with "Reportedly"' in result.out


def test_words_that_stand_more_than_once_get_a_prefix_or_suffix_and_the_other_places_are_told(site: Path) -> None:
    text = "The cables were new, the mayor was told. The cables were new, the builder wrote.\n"
    (site / "seeds/lake-radio-2019-06-06.txt").write_text(text, encoding="utf-8")
    result = run("--project", site, "claim", "The cables were new", "--dry-run")
    [cited] = drafted(result.out)["cite"]  # type: ignore[misc]
    assert cited["suffix"].startswith(", the mayor")
    assert "txt:1:42" in result.out


def test_an_id_that_is_taken_gets_a_number_and_one_that_is_given_must_be_free(site: Path) -> None:
    run("--project", site, "claim", "an inspector found rust in two of its cables")
    assert claim(site, "an inspector found rust in two of its cables")["id"] == "inspector-found-rust-two-cables-2"
    assert claim(site, "an inspector found rust in two of its cables", "--id", "rust")["id"] == "rust"
    taken = run("--project", site, "claim", "an inspector found rust", "--id", "nothing-moved")
    assert taken.code == 2 and TOPIC in taken.err
    assert run("--project", site, "claim", "an inspector found rust", "--id", "No Id").code == 2


def test_it_goes_to_the_file_on_the_same_entities_or_to_a_new_one_and_the_checks_speak(site: Path) -> None:
    before = snapshot(site)
    result = run("--project", site, "claim", "an inspector found rust in two of its cables")
    after = snapshot(site)
    assert result.code == 0 and f"added at {TOPIC}:" in result.out
    assert {name for name in after if after[name] != before.get(name)} == {TOPIC}
    assert bytes(after[TOPIC]).startswith(bytes(before[TOPIC])[:3000])  # type: ignore[arg-type]
    assert problems_of(site) == ()

    other = run("--project", site, "claim", "the road bridge, about four kilometres upstream", "--topic", "road")
    assert "added at content/claims/road.yaml:1" in other.out
    assert '"about" is an empty list' in other.out  # the check's own words, at the claim


def test_what_is_added_is_in_the_one_style_where_the_file_is_and_a_new_file_names_its_schema(site: Path) -> None:
    words = "an inspector found rust in two of its cables"
    run("--project", site, "claim", words)
    run("--project", site, "claim", words, "--id", "1e3", "--topic", "numbers")  # an id that other readers take for a number
    run("--project", site, "claim", words, "--id", "again", "--topic", "numbers")
    assert (
        (site / "content/claims/numbers.yaml")
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=../../build/schemas/claims.json\n")
    )
    assert run("--project", site, "fmt", "--check").code == 0
    third = run("--project", site, "claim", words, "--id", "third", "--topic", "numbers")
    line = (site / "content/claims/numbers.yaml").read_text(encoding="utf-8").splitlines().index("  - id: third") + 1
    assert f"added at content/claims/numbers.yaml:{line}\n" in third.out


def test_a_file_in_a_style_of_its_own_keeps_it(site: Path) -> None:
    file = site / TOPIC
    file.write_text(file.read_text(encoding="utf-8").replace("topic: ", "topic:   "), encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    run("--project", site, "claim", "an inspector found rust in two of its cables")
    kept = iter(file.read_text(encoding="utf-8").splitlines())
    assert "topic:   " in before and all(line in kept for line in before.splitlines())


def test_words_that_are_not_in_a_source_write_nothing(site: Path) -> None:
    before = snapshot(site)
    result = run("--project", site, "claim", "an inspector found dust in two of its cables")
    assert result.code == 1 and "[-dust-]{+rust+}" in result.out and "nothing was written" in result.err
    assert snapshot(site) == before


def test_words_come_from_standard_input_too(site: Path) -> None:
    result = CliRunner().invoke(main, ["--project", str(site), "claim", "--dry-run"], input="an inspector found rust\nin two of its cables\n")
    assert result.exit_code == 0 and "inspector-found-rust" in result.stdout


def test_a_topic_file_with_a_mistake_is_left_as_it_is(site: Path) -> None:
    (site / TOPIC).write_text("topic: X\nclaims:\n  - id: [\n", encoding="utf-8")
    before = snapshot(site)
    result = run("--project", site, "claim", "an inspector found rust in two of its cables", "--topic", "footbridge")
    assert result.code == 2 and f"{TOPIC}:" in result.err and "nothing was written" in result.err
    assert snapshot(site) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a remark",
        "topic: X",
        "topic: X\nclaims:\n",
        "topic: X\nclaims: []   # none yet\nquestions: []\n",
        "topic: X\nclaims:   # none yet\nquestions:\n  - {id: q, text: Q}\n",
        "topic: X\r\nclaims:\r\n- id: a\r\n  text: b   # remark",
        "claims:\n  - id: a\n    text: |+\n      kept\n\n\nabsences: []\n",
        "claims: [{id: a, text: b}, ]\ntopic: X\n",
        "topic: X\nclaims:\n  - id: a\n    about: [b,\n      c]\n  # remark on a\n\n# remark on the questions\nquestions: []\n",
        "\ufefftopic: X\nclaims:\n  - id: a\n",
        "topic: X\nclaims:\n  -   id: a\n      text: >-\n        long\n\n        text\n...\n",
    ],
)
def test_what_stood_in_the_file_stands_there_still(text: str) -> None:
    made = append(text, CLAIM, "Heading")
    assert_added(text, made.text)
    assert "new-one" in "\n".join(made.text.splitlines()[made.first - 1 : made.last])
    assert ("\n" in made.text.replace("\r\n", "")) != ("\r\n" in text)


def test_a_file_in_which_there_is_no_place_is_refused() -> None:
    for text in ("{topic: X}", "claims: some words\n", "- a\n- b\n"):
        with pytest.raises(NoPlace):
            append(text, CLAIM, "Heading")


def assert_added(before: str, after: str) -> None:
    """All of the old text stands in the new one, in order, and the data is the old data and the claim."""
    characters = iter(after)
    assert all(character in characters for character in before)
    old = read("", before.encode()).data or {}
    new = read("", after.encode()).data
    assert new["claims"][-1] == CLAIM and new["claims"][:-1] == (old.get("claims") or [])
    assert {key: value for key, value in new.items() if key not in ("claims", "topic")} == {
        key: value for key, value in old.items() if key not in ("claims", "topic")
    }
    assert new.get("topic") == old.get("topic", new.get("topic"))


remarks = st.sampled_from(["", "", "# a remark", "  # an indented remark", "    # a deep one"])
values = st.sampled_from(
    ["plain", "'single: quoted'", '"double # quoted"', ">-\n{pad}  folded\n{pad}  text", "|+\n{pad}  kept\n\n", "[a, b]", "{{c: d}}"]
)
ends = st.sampled_from(["\n", "\r\n"])


@st.composite
def topics(draw: st.DrawFn) -> str:
    """Topic files as people write them: remarks anywhere, odd indentation, lists after the claims, any line end, with or without a last one."""
    indent = draw(st.sampled_from(["", "  ", "    "]))
    lines = [draw(remarks), "topic: A topic", draw(remarks), "claims:"]
    for number in range(draw(st.integers(0, 3))):
        lines += [f"{indent}- id: claim-{number}", *([f"{indent}  # inside"] if draw(st.booleans()) else [])]
        lines += [f"{indent}  {key}: {draw(values).format(pad=indent + '  ')}" for key in ("text", "note")]
        lines += [draw(remarks)] if draw(st.booleans()) else []
    if draw(st.booleans()):
        lines += [draw(remarks), "questions:", "  - {id: q, text: Q}   # last"]
    text = "\n".join(lines) + ("\n" if draw(st.booleans()) else "")
    return text.replace("\n", draw(ends))


# the last text keeps the empty lines at its end (`|+`), so that one more before the claim would become a part of it
@example("topic: A topic\nclaims:\n- id: a\n  text: plain\n\n- id: b\n  note: |+\n    kept\n\n    # deep\nquestions: []")
@given(topics())
def test_a_claim_is_added_to_any_topic_file_without_a_change_of_the_rest(text: str) -> None:
    try:
        read("", text.encode())
    except ReadProblems:
        return
    assert_added(text, append(text, CLAIM, "Heading").text)


def test_the_mode_of_the_file_stays(tmp_path: Path) -> None:
    new(tmp_path / "s")
    (tmp_path / "s" / TOPIC).chmod(0o600)
    run("--project", tmp_path / "s", "claim", "an inspector found rust in two of its cables")
    assert (tmp_path / "s" / TOPIC).stat().st_mode & 0o777 == 0o600
