"""Prose: what is a sentence, what it cites, what is wrong with it and where, and what is written for the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator import escape
from generator.linker import Linker
from generator.prose import Fault, Prose, parse, plain, render, syntax, visible
from generator.prose.parser import parse as cached_parse
from tests.support import an_end


def shape(prose: Prose) -> list[tuple[str, list[str], bool]]:
    return [(s.text, [c.id for c in s.citations], s.signpost) for s in prose.sentences]


def written(source: str, linker: Linker | None = None, seen: set[str] | None = None) -> str:
    return render(
        parse(source),
        mark=lambda ids: "".join(f"[^{i}]" for i in ids),
        link=lambda target: target if "/" in target else None if target == "nowhere" else f"../x/{target}.md",
        entities=linker,
        seen=seen,
    )


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ("The pass closed [@a].", [("The pass closed.", ["a"], False)]),
        ("The pass closed.[@a]", [("The pass closed.", ["a"], False)]),
        ("The pass closed. [@a] It snowed [@b].", [("The pass closed.", ["a"], False), ("It snowed.", ["b"], False)]),
        ("It snowed [@a; @b-2].", [("It snowed.", ["a", "b-2"], False)]),
        ("It snowed [@a;\n@b].", [("It snowed.", ["a", "b"], False)]),
        ("It snowed [@a][@b].", [("It snowed.", ["a", "b"], False)]),
        ("It snowed [@a] and froze [@b].", [("It snowed and froze.", ["a", "b"], False)]),
        ("It snowed [@a], then froze.", [("It snowed, then froze.", ["a"], False)]),
        ("[@a] It snowed.", [("It snowed.", ["a"], False)]),
        ("Two things differ.{.signpost} It snowed [@a].", [("Two things differ.", [], True), ("It snowed.", ["a"], False)]),
        ("Two things differ: {.signpost}", [("Two things differ:", [], True)]),
        ("He said “it snowed” [@a]. “It froze.” [@b]", [("He said “it snowed”.", ["a"], False), ("“It froze.”", ["b"], False)]),
        ("It lies in the U.S. [@a]. Noor left [@b].", [("It lies in the U.S.", ["a"], False), ("Noor left.", ["b"], False)]),
        ("It lies in the U.S. [@a] Noor left [@b].", [("It lies in the U.S.", ["a"], False), ("Noor left.", ["b"], False)]),
        ("The U.S. [@a] army left.", [("The U.S. army left.", ["a"], False)]),
        ("It snowed\nand *froze\nhard* [@a].", [("It snowed and froze hard.", ["a"], False)]),
        ("It **snowed** on [the *high* pass](sarun-pass) [@a].", [("It snowed on the high pass.", ["a"], False)]),
        ("It \\[snowed\\] &amp; froze [@a].", [("It [snowed] & froze.", ["a"], False)]),
        ("One [@a].\n\nTwo [@b].", [("One.", ["a"], False), ("Two.", ["b"], False)]),
        ("- One [@a]\n- Two [@b]", [("One", ["a"], False), ("Two", ["b"], False)]),
        ("She called it [sic] “[s]now” [@a].", [("She called it [sic] “[s]now”.", ["a"], False)]),
        ("It has \u00a0two   spaces [@a].", [("It has \u00a0two spaces.", ["a"], False)]),
    ],
)
def test_sentences_know_their_citations(source: str, sentences: list[tuple[str, list[str], bool]]) -> None:
    prose = parse(source)
    assert shape(prose) == sentences
    assert prose.faults == ()


@pytest.mark.parametrize(
    ("source", "at", "words"),
    [
        ("It snowed. It froze [@Bad_Id].", "[@Bad", "is not a citation"),
        ("It froze [@].", "[@]", "is not a citation"),
        ("It froze [@a, @b].", "[@a,", "is not a citation"),
        ("It froze [@a;].", "[@a;", "is not a citation"),
        ("It froze [@-a].", "[@-a", "is not a citation"),
        ("It froze [see @a].", "[see", "is not a citation"),
        ("It froze [-@a].", "[-@", "is not a citation"),
        ("It froze [@a.", "[@a", "is not a citation"),
        ("It froze [@a and more", "[@a", "is not a citation"),
        ("It froze @a].", "@a]", "is not a citation"),
        ("It froze [@a](noor).", "[@a]", "is not a citation"),
        ("It froze [^1].", "[^1]", "left over"),
        ("It froze.{.signpst}", "{.sign", "is not a mark"),
        ("It froze {: onclick=x }.", "{: on", "is not a mark"),
        ("It froze{.signpost} hard.", "{.sign", "final punctuation"),
        ("# It froze", "# It", "headings"),
        ("It froze\n---", "It froze", "headings"),
        ("> It froze", "> It", "block quotes"),
        ("One [@a].\n\n    It froze", "It froze", "four spaces"),
        ("```\nIt froze\n```", "```", "code"),
        ("***", "***", "rule"),
        ("<div>It froze</div>", "<div>", "HTML"),
        ("It <b>froze</b> [@a].", "<b>", "HTML"),
        ("It froze <!-- x --> [@a].", "<!--", "HTML"),
        ("It `froze` [@a].", "`froze", "code"),
        ("It froze ![x](https://example.org/x.png) [@a].", "![x]", "images"),
        ("It froze <https://example.org/> [@a].", "<https", "bare address"),
        ("a | b\n--- | ---\nc | d", "a | b", "tables"),
        ("It [froze](javascript:x) [@a].", "[froze", "no target"),
        ("It [froze](Some_Id) [@a].", "[froze", "no target"),
        ("It [froze]() [@a].", "[froze", "no target"),
        ("It [froze](//example.org/) [@a].", "[froze", "no target"),
        ('It [froze](some-id "title") [@a].', "[froze", "no title"),
        ("It [froze](some id) [@a].", "](", "left over"),
        ("It [froze [@a]](some-id).", "](", "left over"),
        ("It [froze {.signpost}](some-id).", "{.sign", "inside a link"),
        ("1986\\. It froze [@a].\n\n1987. It snowed [@a].", "1987.", "begins with 1"),
        ("- One [@a].\n-\n- Three [@a].", "-\n- T", "is empty"),
        ("- - One [@a].", "- - One", "begins with another list"),
        ("- One [@a].\n\n1. Two [@a].", "1. Two", "follow each other"),
        ("[@a]", "@a]", "no words"),
        ("One [@a].\n\n…", "…", "no words"),
    ],
)
def test_what_prose_must_not_hold_is_one_fault_at_its_place(source: str, at: str, words: str) -> None:
    faults = [fault for fault in parse(source).faults if not fault.message.startswith('no citation in "It snowed.')]
    assert [fault.check for fault in faults] == ["prose-syntax"]
    assert faults[0].offset == source.index(at)
    assert words in faults[0].message


@pytest.mark.parametrize(
    ("source", "uncited"),
    [
        ("It snowed.", ["It snowed."]),
        ("It snowed [@a]. It *froze* hard. It thawed [@b].", ["It *froze*"]),
        ("One [@a].\n\n  It snowed\n  hard. And\n  it froze.\n", ["It snowed", "And\n"]),
        ("- One [@a].\n  Two.\n- *Three*.\n\n  Four [@b].", ["Two.", "Three*"]),
        ("1. One.{.signpost}\n   - Two &amp; three.\n   - Four [@a]. \\*Five.", ["Two &amp;", "\\*Five"]),
        ("One [@a].\r\n\r\nIt snowed.\r\nIt froze.", ["It snowed", "It froze"]),
        ("[Noor](noor) left. Then [**Salim**](salim) left.", ["Noor]", "Then"]),
    ],
)
def test_an_uncited_sentence_is_a_fault_where_it_begins(source: str, uncited: list[str]) -> None:
    assert [(f.check, f.offset) for f in parse(source).faults] == [("prose-uncited", source.index(words)) for words in uncited]


def test_an_uncited_sentence_is_named_with_the_way_out() -> None:
    (fault,) = parse("It snowed.").faults
    message = 'no citation in "It snowed."; add [@claim-id] before the final punctuation, or {.signpost} after it if it only points the way'
    assert fault == Fault("prose-uncited", message, 0)


def test_references_and_links_stand_where_the_source_has_them() -> None:
    source = "- It snowed [@a;\n  @b-c] on *[the pass](sarun)* [@d].\n\n  It \\* froze\n  [here](https://example.org/x) [@e]."
    prose = parse(source)
    assert [(r.id, source[r.offset : r.offset + len(r.id) + 1]) for r in prose.references] == [(i, f"@{i}") for i in ("a", "b-c", "d", "e")]
    assert [(k.target, source[k.offset : k.offset + 4]) for k in prose.links] == [("sarun", "[the"), ("https://example.org/x", "[her")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("It snowed [@a].", "It snowed.[^a]"),
        ("It snowed [@a] and froze [@b; @c].", "It snowed[^a] and froze.[^b][^c]"),
        ("It snowed [@a].[@a] Then [@b] it froze.", "It snowed.[^a] Then[^b] it froze."),
        ("He said “it snowed [@a].” Then it froze [@b].", "He said “it snowed.”[^a] Then it froze.[^b]"),
        ("It snowed.{.signpost}", "It snowed."),
        ("It *snowed* on **the pass** [@a].", "It *snowed* on **the pass**&#46;[^a]"),
        ("*It snowed [@a].* Then **it *really* froze** [@b].", None),
        (
            "It [snowed](sarun) at [noon](https://example.org/a_(b)) [@a].",
            "It [snowed](../x/sarun.md) at [noon](https://example.org/a_%28b%29)&#46;[^a]",
        ),
        ("It [snowed](nowhere) [@a].", "It snowed&#46;[^a]"),
        ("It \\*snowed\\* &lt;here&gt; [@a].", None),
        ("- One [@a].\n- Two [@b].\n\nThree [@c].", "-   One.[^a]\n-   Two.[^b]\n\nThree.[^c]"),
        ("1. One [@a].\n2. Two [@b].\n   - Deep [@c].\n\n   More [@d].", None),
        ("- One [@a].\n\n  More [@b].\n\n- Two [@c].", "-   One.[^a]\n\n    More.[^b]\n\n-   Two.[^c]"),
    ],
)
def test_prose_is_written_as_markdown(source: str, expected: str | None) -> None:
    prose = parse(source)
    assert prose.faults == ()
    if expected is not None:
        assert written(source).replace("&#46;", ".") == expected.replace("&#46;", ".")
    assert shown(written(source))[0] == flat(visible(prose))


def test_marks_and_addresses_that_are_ready_are_not_escaped_again() -> None:
    out = render(
        parse("It [snowed](https://example.org/?a&b) hard [@a]."),
        mark=lambda ids: Markup("<b>&amp;</b>"),
        link=lambda target: Markup(escape.url(target)),
    )
    assert out.replace("&#46;", ".") == "It [snowed](https://example.org/?a&amp;b) hard.<b>&amp;</b>"


def test_a_forged_definition_in_prose_stays_words() -> None:
    source = "*[HTML]: forged [@a].\n\n\\[^a]: forged [@a].\n\n!!! note [@a].\n\n{% x %} and {{ y }} and $z$ ~~w~~ [@a]."
    text, elements = shown(written(source))
    assert text == flat(visible(parse(source)))
    assert elements == ["p"] * 4


LINKER = Linker([("Karim Noor", "karim"), ("Abran", "abran"), ("Noor", "karim"), ("Noor", "salim")])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Karim Noor saw Abran; Karim Noor left it [@a].", "[Karim Noor](../x/karim.md) saw [Abran](../x/abran.md); Karim Noor left it.[^a]"),
        ("Abran's walls fell [@a].\n\nAbran burnt [@b].", "[Abran](../x/abran.md)'s walls fell.[^a]\n\nAbran burnt.[^b]"),
        ("The *road to Abran* was shut [@a].", "The *road to [Abran](../x/abran.md)* was shut.[^a]"),
        (
            "The [road to Abran](the-road) was shut; Abran froze [@a].",
            "The [road to Abran](../x/the-road.md) was shut; [Abran](../x/abran.md) froze.[^a]",
        ),
        ("The [town](abran) froze; Abran thawed [@a].", "The [town](../x/abran.md) froze; Abran thawed.[^a]"),
        ("*Karim* Noor and Karim [@b] Noor left [@a].", "*Karim* Noor and Karim[^b] Noor left.[^a]"),
    ],
)
def test_entities_are_linked_on_first_mention_outside_links(source: str, expected: str) -> None:
    out = written(source, LINKER).replace("&#39;", "'").replace("&#59;", ";").replace("&#46;", ".")
    assert out == expected


def test_the_page_s_own_entity_is_not_linked_and_seen_carries_over() -> None:
    seen = {"abran"}
    assert written("Karim Noor saw Abran [@a].", LINKER, seen) == "[Karim Noor](../x/karim.md) saw Abran.[^a]"
    assert written("Karim Noor left [@a].", LINKER, seen) == "Karim Noor left.[^a]"


def test_visible_text_has_a_line_for_each_block_and_no_marks() -> None:
    assert visible(parse("It *snowed* [@a].\n\n- One  day [@b]\n- [Two](x) days.{.signpost}")) == "It snowed.\nOne day\nTwo days."


# fmt: off
WORDS = ["It snowed", "Noor", "left", "the U.S.", "a", "I", "9", "“so”", " ", " ", " ", ". ", ".", "? ", "!", ", ", ": ", "; ", "…", "(", ")",
    "'", "—",
         "\u00a0", "٣"]
MARKS = ["[@a]", " [@a]", "[@a; @b]", "[@b;\n@c]", "{.signpost}", "\n", "\n\n", " \n", "  \n", "\n \n"]
MARKDOWN = [
    "*", "**", "_", "`", "[", "]", "(", ")", "](noor)", "[x](noor)", "[x](https://e.org/)", "\\", "<", ">", "&", "&amp;", "&#10;",
    "&nbsp;", "<b>", "<!--", "![", "@", "{", "}", "#",
    "# ", "- ", "\n- ", "\n  - ", "\n1. ", "\n   ", "\n    ", "\n> ", "\n---\n", "\n***\n", "\n```\n", "\n===\n", "|", "\n|-|-|\n", "1. ",
    "\t", "\r\n", "\r", "\x00", "\x02", "\u2028", "\x0b",
    "[@", "[@A]", "@a]", "[^1]", "[x]: y", "{.x}", "~~~\n", "<div>", "<https://e.org>", "é", "\ud800", "\ufffe", "\u3000", "\x1c", "\x85",
]
# fmt: on
PLAIN = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=25).map("".join)
ANYTHING = st.lists(st.sampled_from([*WORDS, *MARKS, *MARKDOWN]), max_size=25).map("".join) | st.text(max_size=60)


@settings(max_examples=600, deadline=None)
@given(source=PLAIN)
def test_the_short_way_gives_what_markdown_it_gives(source: str) -> None:
    short = cached_parse.__wrapped__(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(syntax, "plain_paragraphs", lambda _: None)
        long = cached_parse.__wrapped__(source)
    assert short == long


def test_the_short_way_is_taken_by_ordinary_prose() -> None:
    assert plain.plain_paragraphs("It snowed [@a]. Then\nit froze.{.signpost}\n\nNoor's men left [@b; @c].") is not None
    assert plain.plain_paragraphs("It *snowed* [@a].") is None


@settings(max_examples=600, deadline=None)
@given(source=ANYTHING)
def test_parsing_never_raises_and_its_offsets_lie_in_the_source(source: str) -> None:
    prose = parse(source)
    for sentence in prose.sentences:
        assert 0 <= sentence.offset < len(source)
        if sentence.text[0].isalpha() and "&" not in source:
            assert source[sentence.offset] == sentence.text[0]
        assert all(source[r.offset : r.offset + 1 + len(r.id)] == "@" + r.id for r in sentence.citations)
    assert all(0 <= fault.offset <= len(source) for fault in prose.faults)
    assert prose.blocks or prose.faults or not re.search(r"\w", source)


@settings(max_examples=600, deadline=None)
@given(source=ANYTHING)
def test_what_is_written_shows_the_visible_text_and_nothing_more(source: str) -> None:
    prose = parse(source)
    text, elements = shown(written(source, LINKER), {reference.id for reference in prose.references})
    if prose.blocks and not any(block.depth for block in prose.blocks):  # how white space falls between list items is the browser's business
        assert text == flat(visible(prose))
    misshapen = any(block.depth for block in prose.blocks) and any(fault.check == "prose-syntax" for fault in prose.faults)
    if not misshapen:  # a list with a fault is never written for a page; it need not look like one
        assert squashed(text) == squashed(visible(prose))
        assert set(elements) <= {"p", "em", "strong", "a", "ul", "ol", "li"}
    assert set(elements) <= {"p", "em", "strong", "a", "ul", "ol", "li", "pre", "code"}


@pytest.mark.parametrize(
    "unit", ["[", "[@", "[@a]", "*", "**a ", "_a", "`", "<", "&", "- ", "> ", "\\", "![", "](", "{.", "a. ", "[a](b ", "\n", " \n", "1. "]
)
def test_hostile_prose_is_read_to_its_end(unit: str) -> None:
    with an_end():
        parse(unit * 2_000)


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.elements, self.hidden = "", [], 0  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "sup" or self.hidden:
            self.hidden += tag in ("sup", "a")
            return
        self.elements.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            self.hidden -= tag in ("sup", "a")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.text += data


def shown(source: str, ids: Iterable[str] = "abcde") -> tuple[str, list[str]]:
    """The visible text of Markdown through Python-Markdown, and its elements; footnote marks left out."""
    notes = "".join(f"\n\n[^{i}]: note" for i in ids)
    html = markdown.markdown(
        source + notes, extensions=["footnotes", "attr_list", "md_in_html", "tables", "abbr", "def_list", "admonition", "pymdownx.details"]
    )
    parser = _Shown()
    parser.feed(html.split('<div class="footnote">')[0])
    parser.close()
    return flat(parser.text), parser.elements


def flat(text: str) -> str:
    return re.sub(r"[ \n]+", " ", re.sub("[\ud800-\udfff\ufffe\uffff\x00-\x08\x0e-\x1b]", "\ufffd", text)).strip(" ")


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", flat(text))
