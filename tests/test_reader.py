"""The reader: which YAML it takes, which it refuses and where it points, the same with libyaml and without."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import raw_text, reader
from generator.parsers import PARSER, ParserMaker, PythonParser
from generator.problems import Location
from generator.reader import Document, ReadProblems, read
from tests.support import an_end

PARSERS = [pytest.param(PARSER, id="fastest"), pytest.param(PythonParser, id="python")]


def found(source: str | bytes, parser: ParserMaker = PARSER) -> list[str]:
    """`line:column check` of every problem; an empty list where the source is accepted."""
    raw = source if isinstance(source, bytes) else source.encode()
    try:
        read("town.yaml", raw, parser=parser)
    except ReadProblems as caught:
        return [f"{p.location.line}:{p.location.column} {p.check}" for p in caught.problems]
    return []


def test_libyaml_is_there_so_that_the_two_parsers_are_compared() -> None:
    assert PARSER is not PythonParser


# source, its problems, a near miss without any
FAULTS: list[tuple[str | bytes, list[str], str | bytes]] = [
    # duplicate keys
    ("text: a\nkind: b\ntext: c\n", ["3:1 yaml-duplicate-key"], "text: a\nkind: b\nText: c\n"),
    ("- {a: 1, b: 2, a: 3}\n- {b: 1, b: 2}", ["1:16 yaml-duplicate-key", "2:10 yaml-duplicate-key"], "- {a: 1, b: 2}\n- {a: 1, b: 2}"),
    ('a: 1\n"a": 2\n', ["2:1 yaml-duplicate-key"], 'a: 1\nb: {"a": 2}\n'),
    # anchors, aliases, merges, tags
    ("a: &x b\nc: *x\n", ["1:4 yaml-anchor", "2:4 yaml-alias"], "a: x & b\nc: 2 * x\n"),
    ("a: *emphasis* on it\n", ["1:4 yaml-alias"], "a: '*emphasis* on it'\n"),
    ("a: **strong** words\n", ["1:4 yaml-alias"], "a: >-\n  **strong** words\n"),
    ("a: *one word\n", ["1:4 yaml-alias"], "a: one *word\n"),
    ("<<: {a: b}\n", ["1:1 yaml-key"], '"<<": b\n'),
    ("a: !!int abc\nb: !thing x\nc: ! y\n", ["1:4 yaml-tag", "2:4 yaml-tag", "3:4 yaml-tag"], "a: int!! abc\n"),
    ("a: !f!x y\n", ["1:4 yaml-tag"], "a: '!f!x y'\n"),
    ("a: !<x y\n", ["1:4 yaml-tag"], "a: \"!<x y\"\n"),
    ("a: !!map {b: c}\nd: &l [e]\n", ["1:4 yaml-tag", "2:4 yaml-anchor"], "a: {b: c}\nd: [e]\n"),
    # keys
    ("? [a]\n: b\n", ["1:3 yaml-key"], "? a\n: b\n"),
    ("{{a: b}: c}\n", ["1:2 yaml-key"], "{a: {b: c}}\n"),
    ("a: b\n?\n: c\n", ["2:2 yaml-key"], "a: b\n?c : d\n"),
    ("a: b\n: c\n", ["2:1 yaml-syntax"], "a: b\n':': c\n"),
    ("? |\n  a\n  b\n: c\n", ["1:3 yaml-key"], "a b: c\n"),
    # documents, directives
    ("---\na: b\n---\nc: d\n", ["3:1 yaml-document"], "---\na: b\n...\n# the end\n"),
    ("%YAML 1.1\n---\na: b\n", ["1:1 yaml-document"], "# %YAML 1.1\n---\na: 5 %\n"),
    ("# note\n%TAG ! x\n%OTHER\n---\na: b\n", ["2:1 yaml-document", "3:1 yaml-document"], "# note\n---\na: b\n"),
    ("a: b\n...\n%YAML 1.1\n", ["3:1 yaml-document"], "a: b\n...\n...\n"),
    ("[a] b\n", ["1:5 yaml-syntax"], "[a]  # b\n"),
    # encoding and characters
    (b"a: caf\xe9 d\xe9j\xe0\n", ["1:7 yaml-encoding"], "a: café déjà\n"),
    ("a: é\nb: ".encode() + b"\xed\xa0\x80", ["2:4 yaml-encoding"], "a: é\nb: \U00010348\n"),
    ("a: b\n".encode("utf-16"), ["1:1 yaml-encoding"], "a: b\n".encode("utf-8-sig")),
    ("a: b\x00c\nü: \x1b\n", ["1:5 yaml-character", "2:4 yaml-character"], "a: b c\nü: d\n"),
    ("a: x\u202ey\u2066z\n", ["1:5 yaml-character", "1:7 yaml-character"], "a: x\u200fy\u200dz\n"),
    ("a: x\ufeff\nb: y\u2028\nc: z\x85\n", ["1:5 yaml-character", "2:5 yaml-character", "3:5 yaml-character"], "\ufeffa: x\n"),
    ("a: b\rc: d\r", ["1:5 yaml-character", "1:10 yaml-character"], "a: b\r\nc: d\r\n"),
    ('a: "x \\u202e y \\0"\n', ["1:7 yaml-character", "1:16 yaml-character"], 'a: "x \\u200f y \\n"\n'),
    ('a: "x \\ud800"\n', ["1:7 yaml-character"], "a: x \\ud800\n"),
    ('a: "x \\U00110000"\n', ["1:7 yaml-character"], 'a: "x \\U00010000"\n'),
    ('a: "x \\UFFFFFFFF"\n', ["1:7 yaml-character"], "a: 'x \\UFFFFFFFF'\n"),
    # what "#" cuts off
    ("text: we are the #1 target\n", ["1:18 yaml-comment"], "text: we are the no#1 target\n"),
    ("text: we are # not\n", ["1:14 yaml-comment"], "text: 'we are' # not\n"),
    ("text: we are\n  the #1 target\n  in town\nkind: x\n", ["2:7 yaml-comment"], "text: >-\n  we are\n  the #1 target\n  in town\nkind: x\n"),
    ("text: we\n  are # note\n", ["2:7 yaml-comment"], "text: we\n  are\n# note\n"),
    ("kind: person #note\n", ["1:14 yaml-comment"], "kind: person  # note\nother: x #\n"),
    ("text: #1 target\nkind: x\n", ["1:7 yaml-comment"], "text: # one\nkind: x\n"),
    ("text: #hope\n  is all\n", ["1:7 yaml-comment"], "text:  # hope\n  is all\n"),
    ("- #1 target\n", ["1:3 yaml-comment"], "- x#1 target\n"),
    ("text: we fight for\n  #freedom\nkind: x\n", ["2:3 yaml-comment"], "text: we fight for\n  # freedom\n#kind: x\n"),
    ("- a: b\n   #c\n  d: e\n", ["2:4 yaml-comment"], "- a: b\n  #c: x\n  d: e\n"),
    ("a: [b, c #d\n]\n", ["1:10 yaml-comment"], "a: [b, c # d\n]\n"),
    # syntax
    ("text: he said: no\n", ["1:14 yaml-syntax"], "text: he said:no\n"),
    ("text: he\nsaid so\nkind: x\n", ["2:1 yaml-syntax"], "text: he\n said so\nkind: x\n"),
    ("a: b\n  c: d\n", ["2:4 yaml-syntax"], "a:\n  c: d\n"),
    ("a:\n  b: c\n d: e\n", ["3:2 yaml-syntax"], "a:\n  b: c\n  d: e\n"),
    ("- a\nb: c\n", ["2:1 yaml-syntax"], "- a\n- b: c\n"),
    ("a: - b\n", ["1:4 yaml-syntax"], "a:\n- b\n"),
    ('a: "b\nc: d\n', ["1:4 yaml-syntax"], 'a: "b\n  c: d"\n'),
    ('a: "b\nc: "d"\n', ["1:4 yaml-syntax"], 'a: "b"\nc: "d"\n'),
    ("a: 'it's so'\n", ["1:8 yaml-syntax"], "a: 'it''s so'\n"),
    ('a: "b" c\n', ["1:8 yaml-syntax"], 'a: b "c"\n'),
    ('a: "b\\qc"\n', ["1:6 yaml-syntax"], "a: 'b\\qc'\n"),
    ('a: "b\\xZZ"\n', ["1:6 yaml-syntax"], 'a: "b\\x41"\n'),
    ("a: [b, c\nd: e\n", ["1:4 yaml-syntax"], "a: [b, c]\nd: e\n"),
    ("a: {b: c", ["1:4 yaml-syntax"], "a: {b: c}"),
    ("a: [words](https://x.example) more\n", ["1:11 yaml-syntax"], "a: more [words](https://x.example)\n"),
    ("a: @b\n", ["1:4 yaml-syntax"], "a: b@\n"),
    ("a: `b`\n", ["1:4 yaml-syntax"], "a: b `b`\n"),
    ("a: > b\n", ["1:6 yaml-syntax"], "a: >\n  b\n"),
    ("a: >-#\n  b\n", ["1:6 yaml-syntax"], "a: >- #\n  b\n"),
    ("[a:]\n", ["1:3 yaml-syntax"], "[a: ]\n"),
    # tabs
    ("a:\n\tb: c\n", ["2:1 yaml-syntax"], "a:\n  b: 'c\td'\n"),
    ("a:\tb\nc: d\te\n", ["1:3 yaml-syntax", "2:5 yaml-syntax"], "a: b # \t\nc: |\n  d\te # \tf\n"),
    ("a: 'b'\t# c\n", ["1:7 yaml-syntax"], "a: '#\tb' # c\t\n"),
    ("a: |\n\tb\n", ["2:1 yaml-syntax"], "a: |\n  b\t\n"),
    # limits
    ("[" * 25_000, ["1:41 yaml-limit"], "[" * 40 + "]" * 40),
    ("- " * 25_000, ["1:81 yaml-limit"], "- " * 40 + "a"),
    (f"a: {'x' * 200_001}\nb: {'x' * 200_001}", ["1:4 yaml-limit", "2:4 yaml-limit"], f"a: {'x' * 200_000}"),
]  # fmt: skip


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("source", "problems", "near_miss"), FAULTS)
def test_each_fault_is_reported_in_its_place_and_its_near_miss_passes(
    source: str | bytes, problems: list[str], near_miss: str | bytes, parser: ParserMaker
) -> None:
    assert found(source, parser) == problems
    assert found(near_miss, parser) == []


ACCEPTED: list[tuple[str, object]] = [
    ("[NO, on, 010, 12:30:45, 2021-08-20, 2024-02-30, 1e3, ~, null, 'x', 0x1F]",
     ["NO", "on", "010", "12:30:45", "2021-08-20", "2024-02-30", "1e3", "~", "null", "x", "0x1F"]),
    (f"a: {'9' * 4301}", {"a": "9" * 4301}),
    ("a:\nb: ''\nc: ~\n", {"a": None, "b": "", "c": "~"}),
    ("", None),
    ("# only a note\n", None),
    ("---\n", None),
    ("words", "words"),
    ("{}", {}),
    ("- []\n- [a, [b]]\n-\n", [[], ["a", ["b"]], None]),
    ("\ufeffa: b\n", {"a": "b"}),
    ("a: |\r\n  one\r\n  two\r\nb: c\r\n", {"a": "one\ntwo\n", "b": "c"}),
    ("a: >-\n  one\n  two\n\n  three\n", {"a": "one two\nthree"}),
    ("q: [Why now?, who? me, http://x.example/?q=1, a ? b]", {"q": ["Why now?", "who? me", "http://x.example/?q=1", "a ? b"]}),
    ("short: The mill burnt [@mill-burnt]. So.{.signpost}", {"short": "The mill burnt [@mill-burnt]. So.{.signpost}"}),
    ("ключ: значение", {"ключ": "значение"}),
]  # fmt: skip


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("source", "data"), ACCEPTED)
def test_text_stays_text_and_shapes_stay_shapes(source: str, data: object, parser: ParserMaker) -> None:
    assert read("town.yaml", source.encode(), parser=parser).data == data


def test_a_duplicate_key_names_both_places() -> None:
    with pytest.raises(ReadProblems, match=r'^town\.yaml:4:1: \[yaml-duplicate-key\] the key "text" stands twice \(first at line 2\); remove one$'):
        read("town.yaml", b"id: x\ntext: a\nkind: b\ntext: c\n")


@pytest.mark.parametrize(
    ("source", "advice"),
    [
        ("text: he said: no", 'if it belongs to a text, put the text in quotes, or below its key after ">-"; if it follows a key, indent the key'),
        ("text: we are the #1 target", 'YAML takes "#1 target" for a comment and drops it; put the text in quotes'),
        ("text: *Hello* you", 'the text begins with "*"'),
        ("a:\n\tb: c", "a tab stands here; write spaces"),
        ('text: "never closed', "the quotation mark that opens here is not closed"),
        ("text: 'it's'", "the quotes end before this; put the whole text in quotes (inside '…' an apostrophe is written twice"),
        ("a: \u202eb", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("a: [b", "the bracket is not closed, or a comma is missing in it"),
    ],
)
def test_a_message_says_the_way_out_in_plain_words(source: str, advice: str) -> None:
    with pytest.raises(ReadProblems) as caught:
        read("town.yaml", source.encode())
    assert advice in caught.value.problems[0].message
    assert "token" not in str(caught.value)


def test_a_file_over_the_size_limit_is_a_problem_and_one_below_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_text, "MAX_BYTES", 20)
    assert found("a: " + "x" * 18) == ["1:1 yaml-limit"]
    assert found("a: " + "x" * 17) == []


def test_too_many_values_are_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_EVENTS", 50)
    assert found("[" + "a," * 60 + "]") == ["1:94 yaml-limit"]
    assert found("[" + "a," * 40 + "]") == []


def test_a_file_full_of_problems_ends_with_a_word_on_it() -> None:
    problems = found("a: b\x01\n" * 5000)
    assert len(problems) == reader.MAX_PROBLEMS + 1
    assert problems[-1] == "100:5 yaml-limit"


def test_a_real_file_of_five_megabytes_is_read_whole_and_its_places_are_left_for_later() -> None:
    claim = "- id: claim-{0}\n  text: The mill at the ford stood still for nine days, “says the miller”.\n  subjects: [mill, miller-{0}]\n"
    raw = "".join(claim.format(number) for number in range(40_000)).encode()[: reader.MAX_BYTES]
    raw = raw[: raw.rindex(b"\n- id") + 1]
    assert len(raw) > 4_900_000
    document = read("town.yaml", raw)
    assert "_marks" not in vars(document)  # no place is kept before one is asked for
    assert len(document.data) > 38_000


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "a: &a {x: 1}\n" + "".join(f"b{n}: &b{n}\n  <<: [*a, *a]\n" for n in range(30)),
    ],
)
def test_bombs_of_references_end(bomb: str) -> None:
    with an_end():
        assert {"yaml-alias", "yaml-anchor"} <= {problem.split()[1] for problem in found(bomb)}


PLACES = """\
id: mill
names:
  - The Mill
  - {lang: fa, text: "آسیاب", note: ''}
empty:
nested:
    deep:
      - - a
        - b: c
"""


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("keys", "value", "key"),
    [
        ((), "1:1", "1:1"),
        (("id",), "1:5", "1:1"),
        (("names",), "3:3", "2:1"),
        (("names", 0), "3:5", "3:5"),
        (("names", 1), "4:5", "4:5"),
        (("names", 1, "lang"), "4:12", "4:6"),
        (("names", 1, "text"), "4:22", "4:16"),
        (("names", 1, "note"), "4:37", "4:31"),
        (("empty",), "5:7", "5:1"),
        (("nested", "deep", 0, 1, "b"), "9:14", "9:11"),
        # what does not exist falls back to the start of what does
        (("absent",), "1:1", "1:1"),
        (("names", 1, "absent"), "4:5", "4:5"),
        (("names", 7), "3:3", "3:3"),
        (("nested", "deep", 0, 1, "b", "further"), "9:14", "9:14"),
        (("nested", "absent", "deep"), "7:5", "7:5"),
    ],
)
def test_where_finds_values_and_keys(keys: tuple[str | int, ...], value: str, key: str, parser: ParserMaker) -> None:
    document = read("town.yaml", PLACES.encode(), parser=parser)
    assert [str(document.where(*keys)), str(document.where(*keys, key=True))] == [f"town.yaml:{value}", f"town.yaml:{key}"]


def test_where_in_an_empty_file_is_its_beginning() -> None:
    assert read("town.yaml", b"").where("a", 0) == Location("town.yaml", 1, 1)


def at(document: Document, location: Location) -> str:
    """What stands in the text from a location on."""
    return "\n".join(document.text.split("\n")[location.line - 1 :])[location.column - 1 :]


STYLES = {
    "plain": "a: before ford\n\n   the   ford's “miller”\n   said",
    "single": "a: 'before ford\n\n   the ford''s “miller”\n   said'",
    "double": 'a: "before \\\n   ford\\n\n   the\\x20\\tford\'s \\u201cmiller\\u201d\\\n\n\n   said"',
    "literal": "a: |2-  # note\n     before ford\n\n      the   ford's “miller”\n   said\n",
    "folded": "a: >+\n   before ford\n\n   the ford's “miller”\n   said\n\n\n",
    "crlf": "a: >\r\n   before ford\r\n\r\n   the ford's “miller”\r\n   said\r\n",
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("source", STYLES.values(), ids=STYLES)
def test_an_offset_in_a_text_of_any_style_leads_to_its_character(source: str, parser: ParserMaker) -> None:
    document = read("town.yaml", f"x: y\n{source}".encode(), parser=parser)
    value = document.data["a"]
    for word in ("before", "ford", "the", "ford", "miller", "said"):
        offset = value.index(word)
        assert at(document, document.where("a", offset=offset)).startswith(word), word
    shown = [at(document, document.where("a", offset=offset))[0] for offset, char in enumerate(value) if char not in " \t\n"]
    assert all(got in (char, "\\") for got, char in zip(shown, (c for c in value if c not in " \t\n"), strict=True))
    assert document.where("a", offset=value.index("'") + 1) != document.where("a", offset=value.index("'"))


def test_an_offset_past_the_end_leads_behind_the_last_character() -> None:
    document = read("town.yaml", b"a: 'mill'\nb: >-\n  the mill\n\nc: mill\n")
    assert [str(document.where(key, offset=99)) for key in "abc"] == ["town.yaml:1:9", "town.yaml:3:11", "town.yaml:5:8"]


words = st.lists(st.text("abcdefgh'éø“س#:-?\"\\", min_size=1, max_size=6), min_size=1, max_size=12)


gaps = st.lists(st.sampled_from(["\n", "\n\n", " ", "  "]), min_size=12, max_size=12)


@settings(deadline=None)
@given(words, st.sampled_from(["|", ">", "|-", ">-", "|+"]), gaps, st.data())
def test_every_word_of_a_block_text_is_found_where_it_stands(text: list[str], style: str, gaps: list[str], data: st.DataObject) -> None:
    body = "".join(word + gap for word, gap in zip(text, gaps, strict=False)).strip()
    document = read("town.yaml", f"a: {style}\n".encode() + "".join(f"    {line.strip()}\n" for line in body.split("\n")).encode())
    chosen = data.draw(st.integers(0, len(text) - 1))
    offset = 0
    for word in text[: chosen + 1]:
        offset = document.data["a"].index(word, offset)
        begin, offset = offset, offset + len(word)
    assert at(document, document.where("a", offset=begin)).startswith(text[chosen])


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"), max_size=40))
def test_a_text_in_double_quotes_comes_back_with_each_character_in_its_place(text: str) -> None:
    if any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in text):
        return
    raw = text.replace("\\", "\\\\").replace('"', '\\"')
    document = read("town.yaml", f'a: "{raw}"'.encode())
    assert document.data["a"] == text
    for offset, char in enumerate(text):
        assert at(document, document.where("a", offset=offset))[0] == ("\\" if char in '\\"' else char)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_nothing_else(raw: bytes) -> None:
    for parser in (PARSER, PythonParser):
        try:
            document = read("town.yaml", raw, parser=parser)
        except ReadProblems as caught:
            assert caught.problems
            lines = raw.decode("utf-8", "surrogateescape").removeprefix("\ufeff").split("\n")
            assert all(1 <= p.location.line <= len(lines) and 1 <= p.location.column <= len(lines[p.location.line - 1]) + 1 for p in caught.problems)
        else:
            assert isinstance(document.data, dict | list | str | None)


PIECES = ["a", "b: ", "- ", "\n", "\n  ", " ", " # ", " #x", '"', "'", "[", "]", "{", "}", ", ", "? ", "|\n  ", ">-", "word two", "é", "\\n",
          "\\ud800", "\r\n", "\t", "---\n", "...", "%", "who?", "<<", "@", "\x85", "\u202e", "k: v\n", "- i\n"]  # fmt: skip


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("[a- ? ]")
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_both_parsers_come_to_the_same_verdict(source: str) -> None:
    fast, plain = found(source), found(source, PythonParser)
    assert bool(fast) == bool(plain)
    if not fast:
        first, second = read("town.yaml", source.encode()), read("town.yaml", source.encode(), parser=PythonParser)
        assert first == second
        keys = list(first.data) if isinstance(first.data, dict) else list(range(len(first.data))) if isinstance(first.data, list) else []
        assert [first.where(key) for key in keys] == [second.where(key) for key in keys]
