"""Deep links to the passage: the text directive's own syntax, and that it leads to the quoted place and no other."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from generator.quotes.fragments import deep_link, folded, fragment, resolve
from generator.quotes.matcher import match
from generator.quotes.normalise import normalise
from tests.support import an_end

GAZETTE = """\
Sarun pass shut

The re-opened crossing at Sarun stayed shut for nine days, the keeper of the toll house said on Tuesday & Friday.

“The snow’s depth is not the reason,” he\u00a0added…

The league met in Orlen. The league met in Dravik, and the CAFÉ was shut. The café was open.
The league met
"""
TEXT = normalise(GAZETTE)


def link(quote: str, **options: object) -> str:
    return fragment(TEXT, GAZETTE, match(TEXT, quote, short=True, reviewed=True, **options).spans)  # type: ignore[arg-type]


LINKS = [
    ("a few words", "stayed shut for nine", "text=stayed%20shut%20for%20nine"),
    ("a hyphen and an ampersand are encoded", "re-opened crossing", "text=re%2Dopened%20crossing"),
    ("so is a comma", "days, the keeper", "text=days%2C%20the%20keeper"),
    ("so is an ampersand", "Tuesday & Friday", "text=Tuesday%20%26%20Friday"),
    ("so is a full stop", "in Orlen.", "text=in%20Orlen%2E"),
    ("curly quotes are the page's, not ours", "\"The snow's depth", "text=%E2%80%9CThe%20snow%E2%80%99s%20depth"),
    ("a no-break space is a space, an ellipsis stays", "he added...", "text=he%20added%E2%80%A6"),
    ("eight words stand whole", "crossing at Sarun stayed shut for nine days,", "text=crossing%20at%20Sarun%20stayed%20shut%20for%20nine%20days%2C"),
    (
        "nine words are given by start and end",
        "crossing at Sarun stayed shut for nine days, the",
        "text=crossing%20at%20Sarun%20stayed%20shut,for%20nine%20days%2C%20the",
    ),
    (
        "twenty by eight at each end",
        "The re-opened crossing at Sarun stayed shut for nine days, the keeper of the toll house said on Tuesday",
        "text=The%20re%2Dopened%20crossing%20at%20Sarun%20stayed%20shut%20for,keeper%20of%20the%20toll%20house%20said%20on%20Tuesday",
    ),
    ("over a paragraph break by start and end", "pass shut The re-opened crossing", "text=pass%20shut,The%20re%2Dopened%20crossing"),
    ("over two breaks by the first and last lines", "he added... The league met in Orlen. The league met in Dravik, and the", None),
    ("a second place is told apart by what follows", "The league met in", None),
    ("two parts make two directives", "crossing at Sarun [...] for nine days", "text=crossing%20at%20Sarun&text=for%20nine%20days"),
]


@pytest.mark.parametrize(("what", "quote", "expected"), [case for case in LINKS if case[2]], ids=[case[0] for case in LINKS if case[2]])
def test_the_directive_as_written(what: str, quote: str, expected: str) -> None:
    assert link(quote) == f"#:~:{expected}"


CONTEXTS = [
    ("the first of two, by the word behind", "The league met in", {"suffix": "Orlen"}, "text=The%20league%20met%20in"),
    ("the second, by the words before", "The league met in", {"suffix": "Dravik"}, "text=Orlen%2E-,The%20league%20met%20in"),
    ("letter case tells nothing apart", "The café was", {}, "text=shut%2E-,The%20caf%C3%A9%20was"),
    ("a context comes from the block before", "The league met", {"prefix": "was open."}, "text=open%2E-,The%20league%20met"),
]


@pytest.mark.parametrize(("what", "quote", "options", "expected"), CONTEXTS, ids=[case[0] for case in CONTEXTS])
def test_what_stands_more_than_once_gets_context(what: str, quote: str, options: dict[str, str], expected: str) -> None:
    assert link(quote, **options) == f"#:~:{expected}"


def make(text: str, words: str, which: int = 0) -> str:
    at = -1
    for _ in range(which + 1):
        at = text.index(words, at + 1)
    return fragment(normalise(text), text, [(at, at + len(words))])


MORE = [
    ("a suffix where there is nothing before", "old mill shut. old mill open", "old mill", 0, "text=old%20mill"),
    ("a suffix where the words before are the same", "an old mill. The road. Then an old inn", "an old", 1, "text=Then-,an%20old"),
    ("a suffix", "b c a. b c d", "b c", 1, "text=a%2E-,b%20c"),
    ("a suffix where before it stand the same words", "x b a\nx b d", "x b", 1, "text=a-,x%20b"),
    ("a suffix where the word before is the same", "y a. x b c. y a. x b d", "x b", 1, "text=x%20b,-d"),
    ("both sides", "p q r. s q t. p q t", "q", 2, "text=p-,q,-t"),
    ("two words of context", "one b a x. two b a x. one b a x", "a", 1, "text=two%20b-,a"),
    ("the suffix lies in the next block", "a b\nc. a b\nd", "a b", 1, "text=c%2E-,a%20b"),
    ("accents tell nothing apart", "resume it. résumé it", "résumé", 0, "text=it%2E-,r%C3%A9sum%C3%A9"),
    ("a part of a longer word counts as a place, to be safe", "anteroom. room", "room", 1, "text=anteroom%2E-,room"),
    ("a quote mark alone is no context", 'Why "no" now. So "no" then', "no", 2, "text=So%20%22-,no"),
    ("no link where nothing tells it apart", "a b\n" * 3, "a b", 2, None),
    ("no link where the context of eight words is the same", "w1 w2 w3 w4 w5 w6 w7 w8 w9 x w1 w2 w3 w4 w5 w6 w7 w8 w9 " * 3, "x", 1, None),
    (
        "the end of a range is the first of its kind",
        "aa b c d e f g h i j zz. k l m n o p j zz",
        "aa b c d e f g h i j zz. k l m n o p j zz",
        0,
        "text=aa%20b%20c%20d%20e%20f%20g%20h,k%20l%20m%20n%20o%20p%20j%20zz",
    ),
    ("the start and end of a range over three lines", "x y\nmiddle\nz w", "y\nmiddle\nz", 0, "text=y,z"),
]


@pytest.mark.parametrize(("what", "text", "words", "which", "expected"), MORE, ids=[case[0] for case in MORE])
def test_how_places_are_told_apart(what: str, text: str, words: str, which: int, expected: str | None) -> None:
    assert make(text, words, which) == (f"#:~:{expected}" if expected else "")


def test_only_letters_digits_and_the_syntax_are_left_unencoded() -> None:
    text = "a-b_c~d.e!f*g'h(i)j;k/l?m:n@o&p=q+r$s,t#u%v é"
    written = make(text, text)
    assert written.removeprefix("#:~:text=").replace("%", "").isalnum()
    assert unquote(written) == f"#:~:text={text}"


def test_invisible_characters_are_left_out() -> None:
    assert make("the cross\u00ading at\u200b Sarun", "cross\u00ading at") == "#:~:text=crossing%20at"


def test_lone_surrogates_do_not_crash() -> None:
    assert make("a \ud800 b", "a \ud800 b") == "#:~:text=a%20%3F%20b"


def test_no_spans_no_link() -> None:
    assert fragment(TEXT, GAZETTE, ()) == ""
    assert fragment(TEXT, GAZETTE, [(5, 5)]) == ""


def test_an_anchor_in_the_address_is_kept() -> None:
    assert deep_link("https://example.org/a", "#:~:text=b") == "https://example.org/a#:~:text=b"
    assert deep_link("https://example.org/a#top", "#:~:text=b") == "https://example.org/a#top:~:text=b"
    assert deep_link("https://example.org/a#top", "") == "https://example.org/a#top"
    assert deep_link("https://example.org/a", "") == "https://example.org/a"


def test_a_page_is_compared_without_letter_case_and_accents_character_for_character() -> None:
    n = normalise("The CAFÉ\n\nof İzmir, Straße\nΩ")
    assert folded(n) == "the cafe\nof izmir, straße\nω"
    assert len(folded(n)) == len(n.text)


BROWSER = [
    # page, prefix, start, end, suffix, highlighted
    ("a b c a d", "", "a", "", "", (0, 1)),
    ("a b c a d", "c", "a", "", "", (6, 7)),
    ("a b c a d", "", "a", "", "d", (6, 7)),
    ("a b c a d", "b", "a", "", "", None),
    ("a b c d", "", "a", "c", "", (0, 5)),
    ("a b c d c e", "", "a", "c", "e", (0, 9)),
    ("a b c d c e", "", "a", "c", "f", None),
    ("c a b", "", "a", "c", "", None),
    ("c a\nb", "", "a", "", "b", (2, 3)),
    ("c\na b", "c", "a", "", "", (2, 3)),
    ("a b", "", "c", "", "", None),
    ("x a c y a c z", "y", "a", "c", "", (8, 11)),
]


@pytest.mark.parametrize(("page", "prefix", "start", "end", "suffix", "expected"), BROWSER)
def test_what_a_browser_highlights(page: str, prefix: str, start: str, end: str, suffix: str, expected: tuple[int, int] | None) -> None:
    assert resolve(page, prefix, start, end, suffix) == expected


@pytest.mark.parametrize("unit", ["a ", "a b c ", "a\n"])
def test_a_link_is_found_or_given_up_in_a_text_of_one_word(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    n = normalise(text)
    with an_end():
        assert fragment(n, text, [(3000, 3001)]) == ""
        fragment(n, text, [(1200, 3001)])
