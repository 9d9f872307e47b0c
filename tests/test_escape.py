"""Curated text goes through Python-Markdown and comes out as the same characters, with no element more, wherever it stands."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import escape

EXTENSIONS = [
    "footnotes", "attr_list", "md_in_html", "tables", "toc", "admonition", "abbr", "def_list", "pymdownx.fancylists",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.betterem", "pymdownx.tabbed", "pymdownx.tasklist",
]  # fmt: skip

POSITIONS = {
    "paragraph": "{m}",
    "inside a paragraph": "Before {m} after.",
    "second line of a paragraph": "Before\n{m}\nafter.",
    "heading": "# {m}",
    "bullet": "- {m}\n- second",
    "numbered item": "1.  {m}\n2.  second",
    "footnote": "Words.[^n1]\n\n[^n1]: {m}",
    "table cell": "| a | b |\n| --- | --- |\n| {m} | x |",
    "last table cell": "a | b\n--- | ---\nx | {m}",
    "link text": "[{m}](https://example.org/)",
    "before a link": "{m}[link](https://example.org/)",
    "after a link": "[link](https://example.org/){m}",
    "strong": "**x {m} y**",
    "definition": "Term\n:   {m}",
    "term": "{m}\n:   definition",
    "admonition": "!!! note\n    {m}",
    "details": '??? note "title"\n    {m}',
    "block of HTML": '<div class="box">{h}</div>',
    "block of HTML with Markdown": '<div markdown="1">\n{m}\n</div>',
    "inline HTML": 'x <span title="{a}">{h}</span> y',
    "attribute of a block": '<div title="{a}">x</div>',
    "two pieces in a row": "{m}{m}",
}

PAYLOADS = [
    "[x](javascript:alert(1))", "[x](https://evil.example/)", "![x](https://evil.example/a.png)", "[x][y]", "[y]: https://evil.example/", "[x]",
    "<https://evil.example/>", "https://evil.example/", "www.evil.example", "<me@evil.example>", "me@evil.example", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<!-- gone -->", "</div>", "<div markdown=1>", "&lt;b&gt;", "&amp;", "&#60;", "&copy", "&nbsp;x",
    "{: onclick=alert(1) }", "x {: .class #id }", "{#id}", "{.signpost}", "[^n1]", "[^x]: forged", "*[HTML]: forged", "*[Words]: forged",
    "# heading", "x #", "heading\n===", "heading\n---", "---", "* * *", "___", "- item", "* item", "+ item", "1. item", "1) item",
    "1986. A year", "a. item",
    "i. item", "> quote", "    code", "\tcode", "`code`", "``a`b``", "```python\nx\n```", "~~~\nx\n~~~", "*em*", "**strong**", "_em_",
    "__strong__", "a_b_c", "a*b*c",
    "~~gone~~", "~sub~", "^sup^", "==mark==", "++key++", "| a | b |", "a | b\n--- | ---\nc | d", "|", ": definition", "!!! note",
    '!!! danger "x"', "??? note",
    "???+ note", "=== \"tab\"", "+++", "[ ] task", "[x] task", "[TOC]", "[[wiki]]", "--8<-- \"file\"", "\\*", "\\", "\\\\", "end\\", "x  \ny",
    ":smile:", "(c)",
    "\x02wzxhzdk:0\x03", "wzxhzdk:0", "\x02amp\x03", "\x02klzzwxh:0001\x03", "klzzwxh:0", "\x02", "\x00", "\x1b[31m", "key: value",
    "Title: x\nAuthor: y", "{{ x }}", "{% x %}",
    "“Why now?” she asked.", "the U.S.-led force, 4.5 million; 2.0 (about 9/11)", "d'accord: it's \"so\"", "a!", "x:", "100 %", "\u00a0x\u00a0",
    "x\u2028y", "\u3000x",
    "احمد مسعود", "गीता", "🇦🇫", "\ud800", "\ufffe", "'", '"', "&", "&&", "x&", ";", "&#34", "lt;", "<", ">", "a<b>c", "$x$", "\\(x\\)", "%",
    "@me", "#1", "x\x85y", "x\x0cy",
]  # fmt: skip


class _Page(HTMLParser):
    """Elements with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Heading ids are made from the text; they may differ, but only hold what an id may hold.
        self.elements.append((tag, tuple((k, v) for k, v in attrs if not (tag == "h1" and k == "id" and re.fullmatch(r"[\w-]*", v or "")))))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", ()))


def page(source: str) -> tuple[object, str]:
    parser = _Page()
    parser.feed(markdown.markdown(source, extensions=EXTENSIONS))
    parser.close()
    return parser.elements, squeezed(re.sub(r"[ \n]*\u00a0↩", "", parser.text))  # the footnote's way back


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def as_shown(text: str) -> str:
    text = re.sub(r"[\s]", lambda m: " " if m[0] in "\t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029 " else m[0], text)
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


def assert_inert(text: str, position: str) -> None:
    skeleton = POSITIONS[position]
    word = "Placeholder"
    written = skeleton.replace("{m}", escape.markdown(text)).replace("{h}", escape.html(text)).replace("{a}", escape.attribute(text))
    elements, shown = page(written)
    expected_elements, expected = page(re.sub(r"\{[mha]\}", word, skeleton))
    expected_elements = [
        (tag, tuple((k, squeezed_attribute(text) if v == word else v) for k, v in attrs))
        for tag, attrs in expected_elements  # type: ignore[attr-defined]
    ]
    assert elements == expected_elements
    assert shown == squeezed(expected.replace(word, as_shown(text)))


def squeezed_attribute(text: str) -> str:
    return re.sub(" +", " ", as_shown(text))


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("text", PAYLOADS)
def test_a_payload_is_shown_as_the_characters_it_consists_of(text: str, position: str) -> None:
    assert_inert(text, position)


def test_there_are_enough_payloads_to_mean_something() -> None:
    assert len(set(PAYLOADS)) >= 100


PIECES = st.sampled_from([*PAYLOADS, " ", "\n", "\n\n", "a", "B", "1", ". ", ") ", "(", "!", "[", "](", "]", ": ", "- ", "'", '"', "\xa0"])
ANY_TEXT = st.one_of(st.lists(PIECES, min_size=1, max_size=6).map("".join), st.text(min_size=1, max_size=40)).filter(
    lambda t: as_shown(t).strip(" ") != ""
)


@settings(max_examples=300, deadline=None)
@given(text=ANY_TEXT, position=st.sampled_from(sorted(POSITIONS)))
def test_any_text_in_any_position_is_shown_as_it_is(text: str, position: str) -> None:
    assert_inert(text, position)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Nothing here needs it, not even a comma.", "Nothing here needs it, not even a comma."),
        ("A long-term plan: Karim's 4.5 million (so far) held.", "A long-term plan: Karim's 4.5 million (so far) held."),
        ("Why not? It did! And so on; yes.", "Why not? It did! And so on; yes."),
        ("two\nlines", "two lines"),
        ("1. not a list", "1&#46; not a list"),
        ("a * b", "a &#42; b"),
        ("x [y](z)", "x &#91;y&#93;&#40;z)"),
        ("ends with !", "ends with &#33;"),
    ],
)
def test_the_markdown_stays_readable_where_punctuation_is_inert(text: str, written: str) -> None:
    assert escape.markdown(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("https://example.org/a_b?x=1&y=2#:~:text=held%20%2D", "https://example.org/a_b?x=1&amp;y=2#:~:text=held%20%2D"),
        ("http://example.org/(x) [y]", "http://example.org/%28x%29%20%5By%5D"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/é\n", "https://example.org/%C3%A9%0A".replace("%0A", "%EF%BF%BD")),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("javascript:alert(1)", ""),
        (" javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org/", ""),
        ("ftp://example.org/", ""),
        ("https:example.org", ""),
        ("", ""),
    ],
)
def test_an_address_is_http_https_or_mailto_and_cannot_break_out(text: str, written: str) -> None:
    assert escape.url(text) == written


@settings(max_examples=200, deadline=None)
@given(tail=st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=4).map("".join)))
def test_an_address_stays_one_link_in_markdown_and_in_an_attribute(tail: str) -> None:
    written = escape.url("https://example.org/" + tail)
    elements, shown = page(f'[x]({written}) and <a href="{written}">y</a>')
    first, second = [attrs for tag, attrs in elements if tag == "a"]  # type: ignore[attr-defined]
    assert first == second
    assert len(elements) == 3  # type: ignore[arg-type]
    assert shown == "x and y"


@settings(max_examples=200)
@given(text=st.one_of(st.text(), st.sampled_from(PAYLOADS)))
def test_front_matter_is_one_yaml_string_that_shows_the_text_in_html(text: str) -> None:
    scalar = escape.front_matter(text)
    value = yaml.safe_load(f"title: {scalar}\n")["title"]
    parser = _Page()
    parser.feed(f"<title>{value}</title><p>{value}</p>")
    parser.close()
    assert "\n" not in scalar
    assert [tag for tag, _ in parser.elements] == ["title", "p"]
    assert squeezed(parser.text) == squeezed(re.sub(" +", " ", as_shown(text)) * 2) or not text.strip()
