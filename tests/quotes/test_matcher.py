"""E1 to E9: what an editor may leave out of a quote or put in. Each rule has quotes that pass and near misses that do not."""

from __future__ import annotations

import pytest

from generator.quotes.matcher import match
from generator.quotes.normalise import normalise

GAZETTE = """\
Sarun pass shut

The crossing at Sarun stayed shut for nine days, the keeper of the toll house said on Tuesday. He didn't open it for the mail coach.

“The snow is not the reason,” he added … and left it there. The anti-toll league disagrees. [sic]

It counted 1,200 carts and about 3.5 million florins in tolls. It was, said the re-elected head of the league, "a winter with out [sic] bread".

The league met in Orlen. The league met in Dravik. [They] wrote to the U.S. envoy, who lives by the old mill and the new bridge across the river Tam.
"""
TEXT = normalise(GAZETTE)


def verdict(quote: str, **options: object) -> tuple[str, list[str]]:
    found = match(TEXT, quote, **options)  # type: ignore[arg-type]
    return found.verdict, [fault.rule for fault in found.faults]


CASES = [
    # Plain words
    ("exact words", "stayed shut for nine days", "verbatim", []),
    ("words over a paragraph border", "the mail coach. “The snow is", "verbatim", []),
    ("the whole first line", "Sarun pass shut The crossing at", "verbatim", []),
    ("the last words of the source", "bridge across the river Tam.", "verbatim", []),
    ("another word", "stayed shut for ten days", "not-found", []),
    ("another digit", "It counted 1,500 carts and about", "not-found", []),
    ("a dropped not", "The snow is the reason", "not-found", []),
    ("another letter case", "Stayed shut for nine days", "not-found", []),
    ("a missing comma", "nine days the keeper of the", "not-found", []),
    # E1 brackets of the source
    ("E1 the source's own [sic]", 'a winter with out [sic] bread"', "verbatim", []),
    ("E1 the source's own clarification", "[They] wrote to the U.S. envoy", "verbatim", []),
    ("E1 a bracket that the source has elsewhere is the editor's here", "[They] met in Dravik. [They] wrote", "bracketed", ["E8"]),
    ("E1 the source's own bracket beside an omission", "[They] wrote to the U.S. envoy [...] by the old mill", "elided", []),
    ("E1 the source's own [sic] beside a changed letter", '[A] winter with out [sic] bread"', "bracketed", []),
    ("E1 brackets around words that the source has without", "[stayed shut for nine days]", "not-found", ["E8"]),
    # E2 omissions
    ("E2 an omission", "The crossing at Sarun [...] the keeper of the toll house", "elided", ["E7"]),
    ("E2 an omission as one character", "wrote to the U.S. envoy […] by the old mill", "elided", []),
    ("E2 a bare ellipsis is the source's own", "he added ... and left it there", "verbatim", []),
    ("E2 a bare ellipsis of the editor", "wrote to the U.S. envoy ... by the old mill", "not-found", ["E2"]),
    ("E2 an ellipsis in round brackets", "wrote to the U.S. envoy (...) by the old mill", "not-found", ["E2"]),
    ("E2 the source's ellipsis at another place", "and left ... it there. The", "not-found", ["E2"]),
    ("E2 never first", "[...] wrote to the U.S. envoy", "elided", ["E2"]),
    ("E2 never last", "[They] wrote to the U.S. envoy [...]", "elided", ["E2"]),
    ("E2 not last either before a full stop", "who lives by the old mill [...].", "elided", ["E2"]),
    ("E2 never alone", "[...]", "not-found", ["E8"]),
    ("E2 two in a row", "wrote to the U.S. envoy [...] [...] by the old mill", "elided", ["E2"]),
    ("E2 spaces between the dots", "wrote to the U.S. envoy [. . .] by the old mill", "elided", ["E2"]),
    ("E2 four dots", "wrote to the U.S. envoy [....] by the old mill", "elided", ["E2"]),
    ("E2 two dots", "wrote to the U.S. envoy [..] by the old mill", "elided", ["E2"]),
    ("E2 spaces inside the brackets", "wrote to the U.S. envoy [ ... ] by the old mill", "elided", ["E2"]),
    # E3 parts
    ("E3 two parts in order", "wrote to the U.S. envoy [...] across the river Tam", "elided", []),
    ("E3 the parts swapped", "across the river Tam [...] wrote to the U.S. envoy", "not-found", ["E3"]),
    ("E3 parts that overlap", "wrote to the U.S. envoy [...] the U.S. envoy, who", "not-found", ["E3"]),
    ("E3 three words a part are enough", "wrote to the [...] the river Tam", "elided", []),
    ("E3 two words are not, at the end", "wrote to the U.S. envoy [...] river Tam", "elided", ["E3"]),
    ("E3 two words are not, at the start", "[They] wrote [...] by the old mill and", "elided", ["E3"]),
    ("E3 two words are not, in the middle", "wrote to the [...] who lives [...] by the old mill", "elided", ["E3"]),
    ("E3 a dash is no word", "wrote to the U.S. envoy [...] across the - river", "not-found", []),
    ("E3 three omissions", "The league met [...] met in Dravik. [...] wrote to the [...] by the old", "elided", []),
    ("E3 four omissions", "The league met [...] met in Dravik. [...] wrote to the [...] by the old [...] the river Tam", "elided", ["E3"]),
    ("E3 a part that is not there", "wrote to the U.S. envoy [...] across the river Elm", "not-found", []),
    ("E3 an omission that leaves nothing out", "wrote to the U.S. [...] envoy, who lives", "elided", []),
    ("E3 the start of a word cut off", "tayed shut for nine days", "not-found", ["E3"]),
    ("E3 the end of a word cut off", "stayed shut for nine day", "not-found", ["E3"]),
    ("E3 half of a compound", "toll league disagrees. [sic] It counted", "not-found", ["E3"]),
    ("E3 a compound cut at its end", "It was, said the re", "not-found", ["E3"]),
    ("E3 a contraction cut", "on Tuesday. He didn", "not-found", ["E3"]),
    ("E3 a figure cut at its comma", "200 carts and about 3.5 million", "not-found", ["E3"]),
    ("E3 a figure cut at its point", "5 million florins in tolls. It", "not-found", ["E3"]),
    ("E3 a word cut beside an omission", "wrote to the U.S. envoy [...] cross the river Tam", "not-found", ["E3"]),
    # E4 [sic]
    ("E4 [sic] matches nothing", "The crossing at Sarun [sic] stayed shut", "bracketed", []),
    ("E4 [sic] before a comma", "the U.S. envoy [sic], who lives by the old mill", "bracketed", []),
    ("E4 [sic] without a space before it", "the U.S. envoy[sic], who lives by the old mill", "bracketed", []),
    ("E4 [sic] at the end", "lives by the old mill [sic]", "bracketed", []),
    ("E4 [sic] at the start", "[sic] lives by the old mill", "bracketed", []),
    ("E4 [sic] twice", "The crossing [sic] at Sarun [sic] stayed shut", "bracketed", []),
    ("E4 [sic] does not join two words", "The crossing at Sa [sic]run stayed shut", "not-found", []),
    ("E4 [sic] replaces no word", "The crossing at [sic] stayed shut for nine days", "not-found", []),
    # E5 a changed letter
    ("E5 a capital for a small letter", "[S]tayed shut for nine days", "bracketed", []),
    ("E5 a small letter for a capital", "[t]he crossing at Sarun stayed", "bracketed", []),
    ("E5 the letter as it is", "[T]he crossing at Sarun stayed", "bracketed", []),
    ("E5 after an omission", "The crossing at Sarun stayed [...] [O]n Tuesday. He didn't open", "elided", ["E7"]),
    ("E5 another letter", "[P]tayed shut for nine days", "not-found", []),
    ("E5 only that one letter", "[S]Tayed shut for nine days", "not-found", []),
    ("E5 not inside a word", "s[T]ayed shut for nine days", "not-found", ["E3"]),
    ("E5 the rest of the word counts", "[S]taying shut for nine days", "not-found", []),
    # E6 clarifications
    ("E6 in the place of a word", "[The keeper] didn't open it for the mail coach", "bracketed", []),
    ("E6 in the place of words inside", "The crossing [there] stayed shut for", "bracketed", []),
    ("E6 put in", "The [mountain] crossing at Sarun stayed shut", "bracketed", []),
    ("E6 put in before a full stop", "who lives by the old mill and the new bridge across the river Tam [in Orlen].", "bracketed", []),
    ("E6 at the end", "stayed shut for nine days, the [guard]", "bracketed", []),
    ("E6 two of them", "The [mountain] crossing [there] stayed shut for", "bracketed", []),
    ("E6 three of them", "The [mountain] crossing [there] stayed [tightly] shut for", "bracketed", ["E6"]),
    ("E6 two next to each other", "The crossing [up] [there] stayed shut for", "bracketed", []),
    ("E6 a clarification with full stops is no omission", "wrote to the [U.S.A.] envoy, who lives", "bracketed", []),
    ("E6 nor is one with dots and a letter before", "The crossing [x..] at Sarun stayed shut", "bracketed", []),
    ("E6 nor behind", "The crossing [..x] at Sarun stayed shut", "bracketed", []),
    ("E6 empty", "The crossing [] at Sarun stayed shut", "bracketed", ["E6"]),
    ("E6 blank", "The crossing [ ] at Sarun stayed shut", "bracketed", ["E6"]),
    ("E6 forty characters inside", f"The [{'m' * 40}] crossing at Sarun stayed shut", "bracketed", []),
    ("E6 forty-one characters inside", f"The [{'m' * 41}] crossing at Sarun stayed shut", "bracketed", ["E6"]),
    ("E6 in the place of a sentence's end", "The league met in [Orlen, then] league met in Dravik", "not-found", ["E6"]),
    ("E6 an abbreviation in its place ends no sentence", "wrote to the [American] envoy, who", "bracketed", []),
    ("E6 in the place of a paragraph's end", "river [both] a winter", "not-found", ["E3"]),
    ("E6 not closed", "The [mountain crossing at Sarun stayed shut", "not-found", ["E6"]),
    ("E6 not opened", "The mountain] crossing at Sarun stayed shut", "not-found", ["E6"]),
    ("E6 one inside the other", "The [steep [mountain]] crossing at Sarun stayed shut", "not-found", ["E6"]),
    ("E6 a word finished in brackets", "stay[s] shut for nine days", "not-found", ["E3"]),
    # E7 what brackets hide
    ("E7 a number left out", "The crossing at Sarun stayed shut [...] the keeper of the toll house", "elided", ["E7"]),
    ("E7 a negator left out", "the toll house said [...] for the mail coach", "elided", ["E7"]),
    ("E7 a digit left out", "the league disagrees. [...] in tolls. It was,", "not-found", []),
    ("E7 a figure left out", "The anti-toll league disagrees. [...] carts and about 3.5 million", "elided", ["E7"]),
    ("E7 a qualifier left out", "It counted 1,200 carts and [...] 3.5 million florins", "elided", ["E7"]),
    ("E7 a negator replaced", "“The snow is [hardly] the reason,” he added", "bracketed", ["E7"]),
    ("E7 a negator put in", "The crossing at Sarun [never] stayed shut", "bracketed", ["E7"]),
    ("E7 a number put in", "The crossing at Sarun [in 1890] stayed shut", "bracketed", ["E7"]),
    ("E7 a negator that may stand for the bracket before", "[He did] open it for the mail coach", "bracketed", ["E7"]),
    ("E7 a number that may stand for the bracket behind", "crossing at Sarun stayed shut for [a week]", "bracketed", ["E7"]),
    ("E7 plain words left out", "wrote to the U.S. envoy [...] the river Tam", "elided", []),
    ("E7 attributions may go", "“The snow is not the reason,” [...] ... and left it there", "elided", []),
    # E8 length
    ("E8 five words", "stayed shut for nine days", "verbatim", []),
    ("E8 four words", "shut for nine days", "verbatim", ["E8"]),
    ("E8 a clarification does not count", "[the pass] shut for nine days", "bracketed", ["E8"]),
    ("E8 nothing at all", "", "not-found", ["E8"]),
    ("E8 nothing but [sic]", "[sic] [sic]", "not-found", ["E8"]),
    ("E8 nothing but a clarification", "[the pass]", "not-found", ["E8"]),
    ("E8 only punctuation", '"..."', "not-found", ["E8"]),
    # E9 unique
    ("E9 twice in the source", "The league met in", "ambiguous", ["E9", "E8"]),
    ("E9 told apart by one more word", "The league met in Orlen.", "verbatim", []),
]


@pytest.mark.parametrize(("what", "quote", "expected", "rules"), CASES, ids=[case[0] for case in CASES])
def test_the_rules_for_quotes(what: str, quote: str, expected: str, rules: list[str]) -> None:
    assert verdict(quote) == (expected, rules)


OPTIONS = [
    ("E7 a review lets the omission pass", "The crossing at Sarun [...] the keeper of the toll house", {"reviewed": True}, "elided", []),
    ("E7 a review lets the clarification pass", "The crossing at Sarun [never] stayed shut", {"reviewed": True}, "bracketed", []),
    ("E7 a review changes nothing else", "[...] wrote to the U.S. envoy", {"reviewed": True}, "elided", ["E2"]),
    ("E7 a language without lists knows digits", "league disagrees. [sic] It [...] carts and about", {"language": "xx"}, "elided", ["E7"]),
    ("E7 a language without lists knows no words", "The crossing at Sarun [...] the keeper of the toll house", {"language": "xx"}, "elided", []),
    ("E8 a reason lets a short quote pass", "shut for nine days", {"short": True}, "verbatim", []),
    ("E8 one word with a reason", "Tuesday", {"short": True}, "verbatim", []),
    ("E8 no words even with a reason", "—", {"short": True}, "not-found", ["E8"]),
    ("E9 a prefix", "The league met in", {"prefix": "met in Orlen.", "short": True}, "verbatim", []),
    ("E9 a prefix from the paragraph before", "The league met in", {"prefix": '[sic] bread".', "short": True}, "verbatim", []),
    ("E9 a suffix", "The league met in", {"suffix": "Dravik", "short": True}, "verbatim", []),
    ("E9 a prefix with a full stop between", "The league met in", {"prefix": "in Orlen", "short": True}, "ambiguous", ["E9"]),
    ("E9 both", "The league met in", {"prefix": "in Orlen.", "suffix": "Dravik.", "short": True}, "verbatim", []),
    (
        "E9 a prefix that fits one place and a suffix that fits another",
        "The league met in",
        {"prefix": "in Orlen.", "suffix": "Orlen", "short": True},
        "ambiguous",
        ["E9"],
    ),
    ("E9 a prefix that is not next to it", "The league met in", {"prefix": "The mail", "short": True}, "ambiguous", ["E9"]),
    ("E9 a suffix that fits both is not enough", "league met", {"suffix": "in", "short": True}, "ambiguous", ["E9"]),
    ("E9 a prefix cut inside a word", "The league met in", {"prefix": "rlen.", "short": True}, "ambiguous", ["E9"]),
    ("E9 a wrong prefix beside words that are unique", "stayed shut for nine days", {"prefix": "at Orlen"}, "verbatim", ["E9"]),
    ("E9 a right prefix beside words that are unique", "stayed shut for nine days", {"prefix": "at Sarun"}, "verbatim", []),
    ("E9 a prefix is normalised too", "The snow is not the reason", {"prefix": 'coach.\n\n"'}, "verbatim", []),
    ("E9 a prefix before a quote with an omission", "The league met [...] to the U.S. envoy", {"prefix": "in Orlen."}, "elided", []),
    ("E9 a suffix after a quote with an omission", "wrote to the U.S. [...] the new bridge", {"suffix": "across"}, "elided", []),
    ("E9 a prefix before a clarification", "[The league] met in Dravik. [They] wrote to", {"prefix": "in Orlen."}, "bracketed", []),
    (
        "E9 a prefix too far before a clarification",
        "[The league] met in Dravik. [They] wrote to",
        {"prefix": "The league met in"},
        "bracketed",
        ["E9"],
    ),
    ("E9 a suffix behind a clarification", "wrote to the U.S. envoy, who lives [there]", {"suffix": "and the new"}, "bracketed", []),
]


@pytest.mark.parametrize(("what", "quote", "options", "expected", "rules"), OPTIONS, ids=[case[0] for case in OPTIONS])
def test_what_else_a_citation_says(what: str, quote: str, options: dict[str, object], expected: str, rules: list[str]) -> None:
    assert verdict(quote, **options) == (expected, rules)
