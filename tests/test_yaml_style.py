"""The one style of curated YAML: what it looks like, and that nothing is ever lost: data, comments, their order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import schemas, yaml_style
from generator.reader import ReadProblems, read
from generator.yaml_style import Refused, formatted
from tests.support import HARBOUR, ROOT, copy_of, run, snapshot


def styled(text: str, name: str = "boats.yaml") -> str:
    return formatted(name, text.encode()).decode()


LONG = "The harbour office of Karrow counted the ships that lay outside the breakwater on every evening of that week, and wrote them all into a red book."
assert len(LONG) == 145
STYLES = [
    ("indentation", "a:\n- b:   1\n  c : 2\n-   d\n", "a:\n  - b: 1\n    c: 2\n  - d\n"),
    (
        "quotation marks",
        "a: 'x'\nb: \"y z\"\nc: 'it''s'\nd: '2016'\ne: 'yes'\nf: 'x: y'\n",
        "a: x\nb: y z\nc: it's\nd: '2016'\ne: 'yes'\nf: 'x: y'\n",
    ),
    ("an apostrophe in what needs quotation marks", "a: 'it''s: x'\nb: 'it''s \"x\": y'\n", "a: \"it's: x\"\nb: 'it''s \"x\": y'\n"),
    ("bare words that mean more elsewhere", "a: 2016\nb: yes\nc: 'null'\nd: 2021-08-20\n", "a: 2016\nb: yes\nc: 'null'\nd: 2021-08-20\n"),
    ("brackets", "a: [ x,y ,  z ]\nb: {c: 1,\n  d: 2}\ne: []\nf: {}\n", "a: [x, y, z]\nb: {c: 1, d: 2}\ne: []\nf: {}\n"),
    ("a comment in brackets opens them", "a: [x,  # one\n  y]  # two\n", "a:\n  - x  # one\n  - y  # two\n"),
    ("blank lines", "\n\na: 1\n\n\n\nb: 2\nc:\n\n  - x\n\n  - y\n\n\n", "a: 1\n\nb: 2\nc:\n  - x\n\n  - y\n"),
    ("comments", "#top\n\n# one\na: x # two   \n    # three\n# four\nb: y\n# end\n", "# top\n\n# one\na: x  # two\n# three\n# four\nb: y\n# end\n"),
    (
        "comments move with what they stand at",
        "a:\n    - x\n    # of a\n# of b\nb:\n    c: 1 # d\n",
        "a:\n  - x\n  # of a\n# of b\nb:\n  c: 1  # d\n",
    ),
    ("a comment between dash and key", "-\n  # one\n  a: 1\n  b: 2\n", "# one\n- a: 1\n  b: 2\n"),
    (
        "prose keeps its lines",
        "a: >-   # why\n     One.\n     Two.\n\n     Three.\n\n\nb: |\n   x\n     y\n",
        "a: >-  # why\n  One.\n  Two.\n\n  Three.\n\nb: |\n  x\n    y\n",
    ),
    ("a long text goes below its key", f"a: {LONG} XY.\n", f"a: >-\n  {LONG}\n  XY.\n"),
    ("a long line of prose flows on", f"a: >-\n  {LONG} And\n  so on.\n  More.\n", f"a: >-\n  {LONG}\n  And so on.\n  More.\n"),
    ("a text in several lines", "a: one\n  two\nb: 'x\n\n  y'\n", "a: one two\nb: |-\n  x\n  y\n"),
    ("lists in lists", "- - a\n  - b\n-\n  - c\n", "- - a\n  - b\n- - c\n"),
    ("empty values", "a:\nb: ''\nc: {d: , e: 1}\n", "a:\nb: ''\nc:\n  d:\n  e: 1\n"),
    ("document marks", "---\na: 1\n...\n", "a: 1\n"),
    ("keys in quotation marks", "\"a\": 1\n'b c': 2\n? d\n: e\n", "a: 1\nb c: 2\nd: e\n"),
    ("other scripts", "a: 'امرالله صالح'\nb: \"Ḥalvānī\"\n", "a: امرالله صالح\nb: Ḥalvānī\n"),
    ("a first line that is indented", "a: |2\n    x\n  y\n", "a: |2\n    x\n  y\n"),
    ("kept ends of lines", "a: |+\n  x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n"),
]


@pytest.mark.parametrize(("before", "after"), [row[1:] for row in STYLES], ids=[row[0] for row in STYLES])
def test_the_style(before: str, after: str) -> None:
    assert styled(before) == after
    assert styled(after) == after


def test_byte_order_mark_and_foreign_line_ends_go() -> None:
    assert formatted("x.yaml", b"\xef\xbb\xbfa: 1\r\nb: >-\r\n  x\r\n  y\r\n") == b"a: 1\nb: >-\n  x\n  y\n"


def test_a_content_file_begins_with_the_line_for_the_editor() -> None:
    line = "# yaml-language-server: $schema=../../build/schemas/actors.json\n"
    assert styled("id: x\n", "content/actors/x.yaml") == line + "id: x\n"
    assert styled("# yaml-language-server: $schema=old.json\n# mine\nid: x\n", "content/actors/x.yaml") == line + "# mine\nid: x\n"
    assert styled("id: x\n", "content/site.yaml").startswith("# yaml-language-server: $schema=../build/schemas/site.json\n")


# whatever is typed

WORDS = st.text(st.sampled_from("ab Zé5-:#'\"[]{}&*!|>%@`,?ص.~\\"), min_size=1, max_size=12)
LINES = st.lists(
    st.sampled_from(["one", "two words", "# not a comment", "- dash", "key: value", "", "  indented", "x" * 160, LONG + " " + LONG]),
    min_size=1,
    max_size=4,
)
REMARKS = st.sampled_from(["", "", "", "  # remark", " #x", "\t# tab"])


@st.composite
def scalars(draw: st.DrawFn, indent: int) -> str:
    words = draw(WORDS)
    style = draw(st.sampled_from(["plain", "single", "double", "folded", "literal", "empty"]))
    remark = draw(REMARKS)
    if style == "plain":
        return draw(st.sampled_from(["x", "two words", "2016", "yes", "null", "1.5", words])) + remark
    if style == "single":
        return "'" + words.replace("'", "''").replace(" ", draw(st.sampled_from([" ", "\n" + " " * (indent + 1)]))) + "'" + remark
    if style == "double":
        return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + draw(st.sampled_from(["", "\\n", "\\t", "\\u00e9"])) + '"' + remark
    if style == "empty":
        return remark.strip("\t")
    head = (">" if style == "folded" else "|") + draw(st.sampled_from(["", "-", "+"])) + remark.replace("\t", " ")
    pad = " " * (indent + draw(st.integers(1, 3)))
    return "\n".join([head, *(pad + line if line else "" for line in draw(LINES))])


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 0) -> str:
    is_list, lines = draw(st.booleans()), []
    for number in range(draw(st.integers(1, 3))):
        for _ in range(draw(st.integers(0, 2))):
            lines.append(draw(st.sampled_from(["", " " * indent + "# above", "# far left", " " * (indent + 2) + "#deep"])))
        head = " " * indent + ("-" if is_list else f"key{number}:")
        kind = draw(st.sampled_from(["scalar", "scalar", "block", "flow"])) if depth < 3 else "scalar"
        if kind == "scalar":
            lines.append(f"{head} {draw(scalars(indent))}")
        elif kind == "flow":
            inside = draw(st.lists(st.sampled_from(["x", "'y z'", "{a: b}", "[c, d]", "x  # in\n" + " " * (indent + 2), "e: f"]), max_size=4))
            lines.append(f"{head} [{', '.join(inside)}]{draw(REMARKS)}")
        else:
            lines.append(head + draw(REMARKS))
            lines.append(draw(blocks(indent=indent + draw(st.integers(1, 4)), depth=depth + 1)))
    return "\n".join(lines)


@st.composite
def files(draw: st.DrawFn) -> str:
    text = draw(blocks()) + draw(st.sampled_from(["", "\n", "\n\n# the end\n", "\n   # indented end"]))
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))


def remarks(text: str) -> list[str]:
    """The words of all comments by a way of its own: what PyYAML's tokens do not cover."""
    import yaml

    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    spans = []
    for token in yaml.scan(text):
        if isinstance(token, yaml.ScalarToken):
            block = token.style in ("|", ">")
            spans.append((text.find("\n", token.start_mark.index) if block else token.start_mark.index, token.end_mark.index))
    for start, end in reversed(spans):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return [found.strip("# \t") for found in re.findall(r"(?:^|(?<=\s))#.*", text)]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(files())
@example("a:\n   #deep\n b: x\n   # indented end")
@example("a:\n b:\n  -\n   # above\n   c: x\n   d: x  # remark")
@example("a: [x  # in\n  ]  # remark\n   # indented end")
@example("a: []\n# above\n  #deep\nb: x")
@example("- >+\n one\n-\n\n # above\n a: x")
@example("a: >+\n one\n\n# the end\n")
@example("a:\n  - x\n  # y\nb: [c,  # d\n e]\n")
def test_nothing_is_lost_and_a_second_time_changes_nothing(text: str) -> None:
    raw = text.encode()
    try:
        before = read("x", raw)
    except ReadProblems as fault:
        with pytest.raises(Refused) as refusal:
            formatted("x", raw)
        assert refusal.value.problems == fault.problems
        return
    after = formatted("x", raw)
    assert read("x", after).data == before.data
    assert remarks(after.decode()) == remarks(text)
    assert formatted("x", after) == after
    if isinstance(before.data, dict | list):
        lines = after.decode().split("\n")
        assert not any(line.endswith((" ", "\t")) for line in lines if "#" not in line) or "|" in text


# the command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of(HARBOUR, tmp_path / "harbour")


def test_the_committed_content_is_in_the_style() -> None:
    result = run("--project", ROOT, "fmt", "--check")
    assert (result.code, result.out, result.err) == (0, "70 files, none to change\n", "")


def test_check_names_what_would_change_and_changes_nothing(project: Path) -> None:
    before = snapshot(project)
    result = run("--project", project, "fmt", "--check")
    assert result.code == 1
    assert "would change: content/actors/edrik-tolm.yaml\n" in result.out
    assert snapshot(project) == before


def test_all_content_is_put_into_the_style_once_and_passes_its_checks(project: Path) -> None:
    first = run("--project", project, "fmt")
    assert first.code == 0
    names = re.findall(r"^changed: (.+)$", first.out, re.MULTILINE)
    assert len(names) > 20
    assert (project / "content/site.yaml").read_text(encoding="utf-8").splitlines()[0] == schemas.modeline("content/site.yaml")
    assert run("--project", project, "fmt").out == f"{len(names)} files, none changed\n"
    assert run("--project", project, "check").code == 0


def test_a_file_with_mistakes_of_form_is_left_alone_and_the_others_are_not(project: Path) -> None:
    bad, good = project / "content/actors/edrik-tolm.yaml", project / "content/actors/corvane.yaml"
    bad.write_text("id: edrik-tolm\nname: [x\n", encoding="utf-8")
    good.chmod(0o640)
    result = run("--project", project, "fmt", str(bad), str(good))
    assert result.code == 1
    assert result.out == "changed: content/actors/corvane.yaml\n"
    assert result.err.startswith("content/actors/edrik-tolm.yaml:2:7: [yaml-syntax] ")
    assert bad.read_text(encoding="utf-8") == "id: edrik-tolm\nname: [x\n"
    assert good.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (project / "content/actors").glob(".*")] == []


def test_what_would_change_the_data_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_style, "_refolded", lambda lines, width: lines[:1])
    with pytest.raises(Refused, match=r"x\.yaml:1:1: \[format\]"):
        styled("a: >-\n  one\n  two\n", "x.yaml")
