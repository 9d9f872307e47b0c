"""N1 to N8: what is folded before a quote is compared, and what is not. Each rule has a pair that must agree and a near miss."""

from __future__ import annotations

import unicodedata

import pytest

from generator.quotes import normalise as module
from generator.quotes.normalise import bad_characters, normalise, raw_span

SAME = [
    ("N1 a byte order mark at the start is dropped", "\ufeffThe pass", "The pass"),
    ("N2 a letter and its accent are composed", "cafe\u0301", "caf\u00e9"),
    ("N2 the Kelvin sign is the letter K", "\u212a", "K"),
    ("N2 a letter that has no composed form stays in two", "\u0958", "\u0915\u093c"),
    ("N2 Hangul vowels and finals compose with their consonant", "\u1112\u1161\u11ab", "\ud55c"),
    ("N2 marks are put in order", "q\u0307\u0323", "q\u0323\u0307"),
    ("N3 a soft hyphen is deleted", "cross\u00ading", "crossing"),
    ("N3 a zero-width space is deleted", "cross\u200bing", "crossing"),
    ("N3 a word joiner is deleted", "cross\u2060ing", "crossing"),
    ("N3 a byte order mark inside is deleted", "cross\ufeffing", "crossing"),
    ("N3 direction marks are deleted", "\u200ethe \u200fpass\u061c", "the pass"),
    ("N3 an accent behind a soft hyphen still composes", "cafe\u00ad\u0301", "caf\u00e9"),
    ("N4 curly single quotes are straight", "\u2018a\u2019 \u201ab\u201b", "'a' 'b'"),
    ("N4 curly double quotes are straight", "\u201ca\u201d \u201eb\u201f", '"a" "b"'),
    ("N5 hyphen and non-breaking hyphen are hyphen-minus", "re\u2010open re\u2011open", "re-open re-open"),
    ("N6 an ellipsis is three dots", "wait\u2026", "wait..."),
    ("N7 a no-break space is a space", "nine\u00a0days", "nine days"),
    ("N7 narrow, thin and ideographic spaces are spaces", "a\u202fb\u2009c\u3000d", "a b c d"),
    ("N7 a run of spaces is one", "nine   days", "nine days"),
    ("N7 a tab is a space", "nine\tdays", "nine days"),
    ("N7 line ends of every kind are spaces", "a\nb\r\nc\rd\u2028e\u2029f\u0085g", "a b c d e f g"),
    ("N7 an empty line is one space", "nine\n \n\ndays", "nine days"),
    ("N7 a deleted character inside white space leaves one space", "nine \u200b days", "nine days"),
    ("N7 white space at both ends is trimmed", " \n nine days \u00a0\n", "nine days"),
    ("N7 nothing but white space is nothing", " \n\u200b ", ""),
]

DIFFERENT = [
    ("N2 one half is not 1, fraction slash, 2", "\u00bd", "1\u20442"),
    ("N2 a ligature is not its letters", "\ufb01nd", "find"),
    ("N2 a superscript is not its digit", "m\u00b2", "m2"),
    (
        "N3 a zero-width non-joiner carries meaning in Persian",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0645\u06cc\u062e\u0648\u0627\u0647\u0645",
    ),
    ("N3 a zero-width joiner stays", "a\u200db", "ab"),
    ("N4 single quotes are not double", "\u2018a\u2019", '"a"'),
    ("N4 two single quotes are not a double", "''a''", '"a"'),
    ("N4 a grave accent is no quote", "`a`", "'a'"),
    ("N4 guillemets are marks of their own", "\u00aba\u00bb", '"a"'),
    ("N4 a prime is no quote", "5\u2032", "5'"),
    ("N5 an en dash is no hyphen", "9\u201311", "9-11"),
    ("N5 an em dash is no hyphen", "shut\u2014for", "shut-for"),
    ("N5 en dash and em dash differ", "a \u2013 b", "a \u2014 b"),
    ("N5 a minus is no hyphen", "\u22125", "-5"),
    ("N6 two dots are no ellipsis", "wait..", "wait\u2026"),
    ("N7 a space is not nothing", "nine days", "ninedays"),
    ("N8 letter case counts", "The pass", "the pass"),
    ("N8 digits count", "1,200", "1,500"),
    ("N8 accents count", "caf\u00e9", "cafe"),
    ("N8 punctuation counts", "shut, for nine", "shut for nine"),
    ("N8 a final full stop counts", "nine days.", "nine days"),
    ("N8 Persian and Latin digits differ", "\u06f9", "9"),
]


@pytest.mark.parametrize(("rule", "left", "right"), SAME, ids=[case[0] for case in SAME])
def test_what_tools_change_silently_is_folded(rule: str, left: str, right: str) -> None:
    assert normalise(left).text == right


@pytest.mark.parametrize(("rule", "left", "right"), DIFFERENT, ids=[case[0] for case in DIFFERENT])
def test_what_people_change_is_kept(rule: str, left: str, right: str) -> None:
    assert normalise(left).text != normalise(right).text


BAD = [
    ("a bell", "a\x07b", [(1, "control character U+0007")]),
    ("a null", "\x00", [(0, "control character U+0000")]),
    ("a form feed", "a\x0cb", [(1, "control character U+000C")]),
    ("a vertical tab", "a\x0bb", [(1, "control character U+000B")]),
    ("a backspace, the last before the tab", "\x08", [(0, "control character U+0008")]),
    ("the first and the last of the later controls", "\x0e\x1f", [(0, "control character U+000E"), (1, "control character U+001F")]),
    (
        "delete and the C1 controls",
        "\x7f\x80\x9f",
        [(0, "control character U+007F"), (1, "control character U+0080"), (2, "control character U+009F")],
    ),
    ("lone surrogates", "a\ud800\udfff", [(1, "lone surrogate U+D800"), (2, "lone surrogate U+DFFF")]),
    ("bidi embeddings and overrides", "\u202a\u202e", [(0, "bidi control U+202A"), (1, "bidi control U+202E")]),
    ("bidi isolates", "\u2066\u2069", [(0, "bidi control U+2066"), (1, "bidi control U+2069")]),
    ("a byte order mark inside", "a\n\ufeffb", [(2, "byte order mark that is not at the start, U+FEFF")]),
    ("a second byte order mark", "\ufeff\ufeff", [(1, "byte order mark that is not at the start, U+FEFF")]),
    ("a byte order mark at the start is fine", "\ufeffa", []),
    ("tab and line ends are fine", "a\tb\r\nc\n", []),
    ("what N3 deletes is fine", "a\u00ad\u200b\u2060\u200e\u200f\u061cb", []),
    ("spaces, joiners and line separators are fine", "a\u00a0\u200c\u200d\u2028\u2029\u202f\u2065b \x7e\xa0", []),
    ("emoji beyond the basic plane are fine", "\U0001f1e6\ue000\ud7ff", []),
]


@pytest.mark.parametrize(("what", "raw", "expected"), BAD, ids=[case[0] for case in BAD])
def test_characters_that_n1_forbids_are_reported_with_their_place(what: str, raw: str, expected: list[tuple[int, str]]) -> None:
    assert bad_characters(raw) == expected


PLACES = [
    # raw text, normalised words, raw words
    ("The pass\u00a0 stayed shut", "pass stayed", "pass\u00a0 stayed"),
    ("  The pass  ", "The pass", "The pass"),
    ("\ufeffThe pass", "The", "The"),
    ("The pass\n\nstayed", "pass", "pass"),
    ("The pass\n\nstayed", "stayed", "stayed"),
    ("the cafe\u0301 was", "caf\u00e9", "cafe\u0301"),
    ("the cafe\u0301 was", "was", "was"),
    ("cross\u00ading the pass", "crossing", "cross\u00ading"),
    ("wait\u2026 then", "wait...", "wait\u2026"),
    ("wait\u2026 then", "wait.", "wait\u2026"),
    ("wait\u2026 then", "wait..", "wait\u2026"),
    ("wait\u2026", "wait.", "wait\u2026"),
    ("wait\u2026 then", "then", "then"),
    ("\u1112\u1161\u11ab-\u1112\u1161\u11ab!", "-", "-"),
    ("\u1112\u1161\u11ab-\u1112\u1161\u11ab!", "\ud55c!", "\u1112\u1161\u11ab!"),
    ("\u0958\u0958 x", "\u0915", "\u0958"),
    ("\u00e9t\u00e9 cafe\u0301 \u00e9t\u00e9", "caf\u00e9", "cafe\u0301"),
    ("foo\u200b\u00a0bar", "foo", "foo"),
]


@pytest.mark.parametrize(("raw", "words", "expected"), PLACES)
def test_words_are_mapped_back_to_where_they_stand(raw: str, words: str, expected: str) -> None:
    n = normalise(raw)
    at = n.text.index(words)
    start, end = raw_span(n, at, at + len(words))
    assert raw[start:end] == expected


def test_every_character_and_the_end_have_a_place() -> None:
    n = normalise("  a\u2026 e\u0301  \u00ad")
    assert n.text == "a... \u00e9"
    assert list(n.offsets) == [2, 3, 3, 3, 4, 5, 7]


def test_an_empty_stretch_maps_to_an_empty_stretch() -> None:
    n = normalise("wait\u2026 then")
    assert raw_span(n, 5, 5) == (4, 4)
    assert raw_span(n, 0, 0) == (0, 0)


def test_spaces_that_stand_for_line_ends_are_known() -> None:
    n = normalise("\n\nTwo lines\nthen\u00a0a third \r\n \n and\u2029more\n")
    assert n.text == "Two lines then a third and more"
    assert [n.text[:at].split()[-1] for at in n.breaks] == ["lines", "third", "and"]
    assert all(n.text[at] == " " for at in n.breaks)


def test_texts_are_compared_by_identity_so_that_results_can_be_kept() -> None:
    n = normalise("The pass")
    assert n != normalise("The pass")
    assert {n: 1}[n] == 1


def test_letters_that_a_newer_unicode_composes_are_still_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_continues", lambda character: False)
    n = normalise("the cafe\u0301 was")
    assert n.text == "the caf\u00e9 was"
    assert raw_span(n, 9, 12) == (10, 13)


def test_every_character_that_composes_with_the_one_before_is_known_as_such() -> None:
    pairs = [unicodedata.decomposition(chr(code)).split() for code in range(0x110000)]
    seconds = {chr(int(pair[1], 16)) for pair in pairs if len(pair) == 2 and not pair[0].startswith("<")}
    assert len(seconds) > 50
    unknown = {char for char in seconds if not module._continues(char)}
    assert all(unicodedata.is_normalized("NFC", "a" + char) and unicodedata.normalize("NFC", "a" + char) == "a" + char for char in unknown)
    assert module._continues("\u1161")
    assert module._continues("\u11ff")
    assert not module._continues("\u1112")
    assert not module._continues("\u1160")
    assert not module._continues("\u1200")
