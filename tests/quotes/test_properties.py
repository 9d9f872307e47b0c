"""What holds for every text and every quote, tried on many invented ones."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.quotes.boundaries import between_words
from generator.quotes.fragments import folded, fragment, resolve
from generator.quotes.matcher import Match, match
from generator.quotes.nearest import nearest, word_diff
from generator.quotes.normalise import DELETED, bad_characters, normalise, raw_span

WORDS = [
    "the",
    "crossing",
    "stayed",
    "shut",
    "open",
    "nine",
    "ten",
    "days",
    "keeper",
    "league",
    "counted",
    "1,200",
    "1,500",
    "carts",
    "not",
    "never",
    "about",
    "café",
    "Orlen",
    "Sarun",
    "toll-house",
    "didn't",
    "U.S.",
    "it's",
    "snow",
]
SPACES = [" ", "  ", "\n", "\n\n", "\u00a0", " \t"]
MARKS = (
    "".join(DELETED)
    + "\u0301\u0323\u2026\u2018\u2019\u201c\u201d\u2010\u2011\u2013\u2014\u00bd\ufb01\u0958\u1112\u1161\u11ab\u200c\u200d\u202e \n\r\t\u2028[]'\"-., "
)
messy = st.text(st.one_of(st.sampled_from(MARKS + "aeTt9"), st.characters()), max_size=60)
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60)
many = settings(max_examples=100, deadline=None)
most = settings(max_examples=200, deadline=None)


@st.composite
def sources(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text of known words with all kinds of white space between, and the words."""
    chosen = draw(words)
    gaps = draw(st.lists(st.sampled_from(SPACES), min_size=len(chosen), max_size=len(chosen)))
    return "".join(word + gap for word, gap in zip(chosen, gaps, strict=True)), chosen


@st.composite
def stretches(draw: st.DrawFn, least: int = 1) -> tuple[str, list[str], int, int]:
    """A source, its words, and which of them are quoted: from the first to before the last number."""
    raw, chosen = draw(sources())
    assume(len(chosen) >= least)
    first = draw(st.integers(0, len(chosen) - least))
    return raw, chosen, first, draw(st.integers(first + least, len(chosen)))


def found(result: Match) -> bool:
    return result.verdict not in ("not-found",)


def strip(text: str) -> str:
    """Without invisible characters and white space at the ends: a raw span may take those between it and the next character."""
    return text.strip(DELETED + " ")


@most
@given(messy)
def test_normalising_twice_is_normalising_once(raw: str) -> None:
    once = normalise(raw)
    twice = normalise(once.text)
    assert twice.text == once.text
    assert list(twice.offsets) == list(range(len(once.text) + 1))


@most
@given(messy)
def test_a_normalised_text_holds_nothing_that_is_folded(raw: str) -> None:
    text = normalise(raw).text
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set(DELETED + "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2010\u2011\u2026\n\t\u00a0")
    assert text == " ".join(text.split())


@most
@given(messy)
def test_the_map_has_a_place_for_each_character_and_never_goes_back(raw: str) -> None:
    n = normalise(raw)
    assert len(n.offsets) == len(n.text) + 1
    assert all(a <= b for a, b in zip(n.offsets, n.offsets[1:], strict=False))
    assert not n.text or n.offsets[-1] > n.offsets[-2]
    assert n.offsets[-1] <= len(raw)
    assert all(n.text[at] == " " for at in n.breaks)


@most
@given(messy, st.data())
def test_the_raw_slice_of_a_span_normalises_to_the_span(raw: str, data: st.DataObject) -> None:
    n = normalise(raw)
    whole = [i for i in range(len(n.text) + 1) if i in (0, len(n.text)) or n.offsets[i] != n.offsets[i - 1]]
    start = data.draw(st.sampled_from(whole))
    end = data.draw(st.sampled_from([i for i in whole if i >= start]))
    a, b = raw_span(n, start, end)
    assert normalise(raw[a:b]).text == n.text[start:end].strip(" ")


@most
@given(messy)
def test_bad_characters_are_where_they_are_said_to_be(raw: str) -> None:
    for at, what in bad_characters(raw):
        assert what.endswith(f"U+{ord(raw[at]):04X}")
        assert unicodedata.category(raw[at]) in ("Cc", "Cs", "Cf")


@many
@given(stretches())
def test_any_words_in_a_row_are_found_verbatim_where_they_stand(case: tuple[str, list[str], int, int]) -> None:
    raw, chosen, first, last = case
    result = match(normalise(raw), " ".join(chosen[first:last]), short=True)
    assert result.verdict in ("verbatim", "ambiguous")
    ((start, end),) = result.spans
    assert raw[start:end].split() == chosen[first:last]


@many
@given(messy, st.data())
def test_any_stretch_between_words_of_any_text_is_found(raw: str, data: st.DataObject) -> None:
    n = normalise(raw)
    places = [i for i in range(len(n.text) + 1) if between_words(n.text, i)]
    start = data.draw(st.sampled_from(places))
    end = data.draw(st.sampled_from([i for i in places if i >= start]))
    quote = n.text[start:end]
    assume(any(map(str.isalnum, quote)))
    result = match(n, quote, short=True)
    assert result.verdict in ("verbatim", "ambiguous")
    ((a, b),) = result.spans
    assert normalise(raw[a:b]).text == quote.strip(" ")


@many
@given(stretches(), st.data())
def test_a_changed_a_dropped_or_an_added_word_is_never_verbatim(case: tuple[str, list[str], int, int], data: st.DataObject) -> None:
    raw, chosen, first, last = case
    quoted = chosen[first:last]
    at = data.draw(st.integers(0, len(quoted) - 1))
    word = data.draw(st.sampled_from([*WORDS, "", quoted[at][1:], quoted[at].swapcase(), quoted[at] + " not", quoted[at].replace("2", "5")]))
    changed = " ".join([*quoted[:at], word, *quoted[at + 1 :]]).split()
    runs = [chosen[i : i + len(changed)] for i in range(len(chosen))]
    assume(changed and changed not in runs)
    result = match(normalise(raw), " ".join(changed), short=True)
    assert result.verdict == "not-found"
    assert result.spans == ()


FOLDS = {
    " ": ["\u00a0", "\n", "  ", "\u2009"],
    "'": ["\u2019", "\u2018"],
    '"': ["\u201c", "\u201d"],
    "-": ["\u2010", "\u2011"],
    "\u00e9": ["e\u0301"],
    "...": ["\u2026"],
}


@many
@given(stretches(), st.randoms(use_true_random=False), st.booleans())
def test_what_tools_change_never_changes_the_verdict(case: tuple[str, list[str], int, int], chance: object, wrong: bool) -> None:
    raw, chosen, first, last = case
    quote = " ".join(chosen[first:last]) + (" zebra" if wrong else "")
    folded_quote, folded_raw = _unfold(quote, chance), _unfold(raw, chance)
    plain = match(normalise(raw), quote, short=True)
    for text, words_ in ((raw, folded_quote), (folded_raw, quote), (folded_raw, folded_quote)):
        other = match(normalise(text), words_, short=True)
        assert (other.verdict, [fault.rule for fault in other.faults]) == (plain.verdict, [fault.rule for fault in plain.faults])


def _unfold(text: str, chance: object) -> str:
    out = []
    for char in text:
        out.append(chance.choice([char, *FOLDS.get(char, [])]))  # type: ignore[attr-defined]
        if char != "\n":
            out.append(chance.choice(["", "", "", "\u00ad", "\u200b", "\u2060", "\ufeff"]))  # type: ignore[attr-defined]
    return "".join(out)


@st.composite
def elisions(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A source of unlike words, and two to four parts of it in order, three words or more each."""
    count = draw(st.integers(12, 60))
    chosen = [f"{draw(st.sampled_from('abcdefgh'))}{'xyz'[i % 3]}q{'klmnop'[i % 6]}{'rstuv'[i // 6 % 5]}{'aeiou'[i // 30]}" for i in range(count)]
    parts = draw(st.integers(2, min(4, count // 3)))
    cuts = sorted(draw(st.lists(st.integers(0, count - 3 * parts), min_size=2 * parts, max_size=2 * parts)))
    bounds = [(cuts[2 * i] + 3 * i, cuts[2 * i + 1] + 3 * i + 3) for i in range(parts)]
    return " ".join(chosen), [" ".join(chosen[a:b]) for a, b in bounds]


@many
@given(elisions())
def test_parts_in_order_pass_and_are_found_where_they_stand(case: tuple[str, list[str]]) -> None:
    raw, parts = case
    result = match(normalise(raw), " [...] ".join(parts))
    assert result.verdict == "elided"
    assert result.passes
    assert [raw[a:b] for a, b in result.spans] == parts
    assert len(result.altered) == len(parts) - 1


@many
@given(elisions(), st.data())
def test_parts_in_another_order_do_not_pass(case: tuple[str, list[str]], data: st.DataObject) -> None:
    raw, parts = case
    order = data.draw(st.permutations(parts))
    assume(order != parts)
    result = match(normalise(raw), " [...] ".join(order))
    assert result.verdict == "not-found"
    assert [fault.rule for fault in result.faults] == ["E3"]


@many
@given(elisions(), st.data())
def test_a_changed_word_in_a_part_does_not_pass(case: tuple[str, list[str]], data: st.DataObject) -> None:
    raw, parts = case
    changed = " [...] ".join(parts).split()
    at = data.draw(st.sampled_from([i for i, word in enumerate(changed) if word != "[...]"]))
    changed[at] = "zebra"
    assert match(normalise(raw), " ".join(changed)).verdict == "not-found"


@many
@given(sources(), st.data())
def test_the_search_for_parts_agrees_with_trying_everything(case: tuple[str, list[str]], data: st.DataObject) -> None:
    """The number of ways is the number of increasing places of the parts, within one paragraph break and 600 characters a gap."""
    raw, chosen = case
    parts = [data.draw(st.sampled_from([chosen[i : i + 2] for i in range(len(chosen))])) for _ in range(data.draw(st.integers(2, 3)))]
    n = normalise(raw)
    starts = [i for i in range(len(n.text)) if i == 0 or n.text[i - 1] == " "]
    ends = [*(i - 1 for i in starts[1:]), len(n.text)]
    count = _ways(n.breaks, chosen, starts, ends, parts, -1)
    result = match(n, " [...] ".join(" ".join(part) for part in parts), reviewed=True)
    assert (result.verdict == "not-found", result.verdict == "elided") == (count == 0, count == 1)


def _ways(breaks: object, chosen: list[str], starts: list[int], ends: list[int], parts: list[list[str]], previous: int) -> int:
    if not parts:
        return 1
    total = 0
    for i in range(previous + 1, len(chosen) - len(parts[0]) + 1):
        if chosen[i : i + len(parts[0])] != parts[0]:
            continue
        if previous >= 0 and (starts[i] - 1 - ends[previous] - 1 > 600 or sum(ends[previous] <= at < starts[i] for at in breaks) > 1):  # type: ignore[attr-defined]
            continue
        total += _ways(breaks, chosen, starts, ends, parts[1:], i + len(parts[0]) - 1)
    return total


@most
@given(messy, messy, st.none() | messy, st.none() | messy)
def test_nothing_is_ever_raised(raw: str, quote: str, prefix: str | None, suffix: str | None) -> None:
    n = normalise(raw)
    for options in ({}, {"prefix": prefix, "suffix": suffix}, {"short": True, "reviewed": True, "language": raw[:3]}):
        result = match(n, quote, **options)  # type: ignore[arg-type]
        assert all(0 <= a <= b <= len(raw) for a, b in (*result.spans, *result.altered))
        assert all(0 <= fault.offset <= len(quote) for fault in result.faults)
        assert found(result) == bool(result.spans)
        fragment(n, raw, result.spans)
    close = nearest(n, quote)
    if close is not None:
        assert 0 <= close.start <= close.end <= len(raw)
        assert 0 <= close.offset <= len(quote)
        word_diff(quote, raw[close.start : close.end])


@most
@given(
    st.lists(
        st.sampled_from(["[...]", "[…]", "[sic]", "[T]", "[x]", "[", "]", "[]", "a", "the", "The", "then", ".", "\n", "[1]", "..."]), max_size=30
    ),
    sources(),
)
def test_no_brackets_raise_anything(parts: list[str], case: tuple[str, list[str]]) -> None:
    for quote in (" ".join(parts), "".join(parts)):
        result = match(normalise(case[0] + " ".join(parts[::2])), quote)
        assert all(0 <= fault.offset <= len(quote) for fault in result.faults)


@many
@given(stretches(), st.integers(0, 5))
def test_a_link_leads_back_to_the_quoted_place_and_no_other(case: tuple[str, list[str], int, int], rest: int) -> None:
    raw, chosen, first, last = case
    n = normalise(raw)
    result = match(n, " ".join(chosen[first:last]), prefix=" ".join(chosen[max(0, first - rest) : first]) or None, short=True)
    assume(result.spans)
    written = fragment(n, raw, result.spans)
    if result.verdict == "verbatim" and len(chosen) == len(set(chosen)):
        assert written
    assume(written)
    prefix, start, end, suffix = _read(written)
    assert all(len(text.split()) <= 8 for text in (prefix, start, end, suffix))
    page = folded(n)
    place = resolve(page, *(folded(normalise(text)) for text in (prefix, start, end, suffix)))
    assert place is not None
    assert raw_span(n, *place) == result.spans[0]
    assert all("\n" not in page[page.find(text) : page.find(text) + len(text)] for text in (prefix, start, end, suffix))


def _read(written: str) -> tuple[str, str, str, str]:
    assert written.startswith("#:~:text=")
    terms = written.removeprefix("#:~:text=").split(",")
    prefix = terms.pop(0)[:-1] if terms[0].endswith("-") else ""
    suffix = terms.pop()[1:] if terms[-1].startswith("-") else ""
    return unquote(prefix), unquote(terms[0]), unquote(terms[1]) if len(terms) > 1 else "", unquote(suffix)


@many
@given(stretches(least=6), st.data())
def test_the_hint_shows_the_changed_word(case: tuple[str, list[str], int, int], data: st.DataObject) -> None:
    raw, chosen, first, last = case
    assume(len(set(chosen[first:last])) > 3)
    quoted = chosen[first:last]
    at = data.draw(st.integers(0, len(quoted) - 1))
    quote = " ".join([*quoted[:at], "zebra", *quoted[at + 1 :]])
    hint = nearest(normalise(raw), quote)
    assert hint is not None
    assert "zebra" in [ours for ours, _ in hint.differences]
    assert quote[hint.offset :].split(" ")[0] in [*(ours for ours, _ in hint.differences), *quoted]
