"""What holds for every input, as functions of bytes: the hypothesis tests and the coverage-guided runs call the same ones.

A function raises (AssertionError included) only where the project has a bug; problems of its own kind are the right answer.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator import prose as parsed_prose
from generator import sentences
from generator.built import policy, seal
from generator.built.addresses import Addresses
from generator.built.links import candidates
from generator.built.tags import Reader, parse
from generator.external.page import read as read_page
from generator.parsers import PARSER, PythonParser
from generator.prose.writer import render, visible
from generator.quotes.fragments import folded, fragment, resolve
from generator.quotes.matcher import match
from generator.quotes.nearest import nearest, word_diff
from generator.quotes.normalise import bad_characters, normalise, raw_span
from generator.reader import Document, ReadProblems, read

_SHORT = 300
"""Bytes up to which both YAML parsers are compared: the one in pure Python is some fifty times slower."""


def reader(data: bytes) -> None:
    """Any bytes are a document, each place of it inside the file, or problems inside it; with both parsers the same."""
    text = data.decode("utf-8", "replace")
    lines = text.count("\n") + 1
    verdicts = []
    for parser in (PARSER, PythonParser) if len(data) <= _SHORT else (PARSER,):
        try:
            document = read("content/any.yaml", data, parser=parser)
        except ReadProblems as fault:
            assert fault.problems
            for problem in fault.problems:
                assert 1 <= problem.location.line <= lines + 1, problem
                assert problem.location.column >= 1, problem
                assert problem.message.strip(), problem
            verdicts.append(None)
        else:
            _walk(document, document.data, (), lines)
            verdicts.append(document.data)
    assert all(verdict == verdicts[0] for verdict in verdicts), verdicts


def _walk(document: Document, value: object, keys: tuple[str | int, ...], lines: int) -> None:
    place = document.where(*keys)
    assert 1 <= place.line <= lines, (keys, place)
    if isinstance(value, dict):
        for key, inner in list(value.items())[:20]:
            assert isinstance(key, str)
            assert document.where(*keys, key, key=True).line <= lines
            _walk(document, inner, (*keys, key), lines)
    elif isinstance(value, list):
        for index, inner in enumerate(value[:20]):
            _walk(document, inner, (*keys, index), lines)
    elif value is not None:
        assert isinstance(value, str)
        for offset in (0, len(value) // 2, len(value)):
            assert document.where(*keys, offset=offset).line <= lines


def quotes(data: bytes) -> None:
    """Any quote in any text gets a verdict; what is found verbatim are those words, and its link leads to it."""
    words, _, raw = _text(data).partition("\x00")
    text = normalise(raw)
    assert len(text.offsets) == len(text.text) + 1
    assert list(text.offsets) == sorted(text.offsets)
    assert all(0 <= offset < len(raw) for offset, _ in bad_characters(raw))
    found = match(text, words)
    assert found == match(text, words)
    for start, end in (*found.spans, *found.altered):
        assert 0 <= start <= end <= len(raw)
    if found.verdict == "verbatim":
        [(start, end)] = found.spans
        assert normalise(words).text in normalise(raw[start:end]).text
    assert (found.verdict == "not-found") == (not found.spans)
    assert all(0 <= fault.offset <= len(words) for fault in found.faults), found.faults
    if found.spans:
        assert fragment(text, raw, found.spans).startswith(("", "#:~:text="))
        resolve(folded(text), "", folded(normalise(words)), "", "")
    if close := nearest(text, words):
        assert 0 <= close.start <= close.end <= len(raw)
        assert 0 <= close.offset <= len(words)
        word_diff(words, close.passage)
    for start, end in sentences.split(raw):
        assert 0 <= start < end <= len(raw)
    if text.text:
        assert raw_span(text, 0, len(text.text))[1] <= len(raw)


def _text(data: bytes) -> str:
    """The bytes as text, lone surrogates included: they reach us from JSON and from the command line."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def prose(data: bytes) -> None:
    """Any prose is parsed, with its faults inside it; no character of it acts as markup in what is written."""
    source = data.decode("utf-8", "replace")
    parsed = parsed_prose.parse(source)
    for fault in parsed.faults:
        assert 0 <= fault.offset <= len(source), fault
        assert fault.message.strip()
    for sentence in parsed.sentences:
        assert 0 <= sentence.offset <= len(source), sentence
        assert all(0 <= reference.offset < len(source) for reference in sentence.citations)
    assert all(0 <= link.offset < len(source) for link in parsed.links)
    written = render(parsed, mark=lambda ids: "", link=lambda target: None)
    assert "<script" not in written.lower()
    assert "](" not in written
    assert len(visible(parsed)) <= 2 * len(source) + 2


def page(data: bytes) -> None:
    """Any bytes under any media type are a page or none."""
    kind, _, body = data.partition(b"\n")
    found = read_page(body, kind.decode("latin-1"))
    if found is not None:
        for text in found.texts:
            normalise(text)
        assert found.words >= 0


_FILES = {"a/index.html": '<a href="..">Up</a><p id="quay">', "boat.png": "", "look.css": "@import 'a.css'"}


def built(data: bytes) -> None:
    """Any bytes are a built page, a style sheet, a listing and a search index: taken apart, checked, and given a policy, without a fault of ours."""
    text = data.decode("utf-8", "replace")
    taken = Reader().page("index.html", text)
    assert all(parse(tag.text) == tag for tag in taken.tags)
    assert all(count > 0 for count in taken.ids.values())
    addresses = Addresses(frozenset({*_FILES, "index.html"}), "https://ferry.example/pell/")
    for address in (text, *(value for tag in taken.tags for value in tag.attributes.values())):
        candidates(address)
        for page in ("index.html", "a/index.html"):
            to = addresses.resolve(page, address)
            assert to.kind in ("inside", "outside", "missing", "escape", "scheme")
            assert to.kind != "inside" or to.path in addresses.files
            addresses.resolve(page, address, base=address)
    sealed = policy.with_policy(data, policy.policy(*policy.hashes(taken)))
    assert policy.with_policy(sealed, policy.policy(*policy.hashes(taken))) == sealed
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for name, content in {**_FILES, "index.html": data, "any.css": data, "feed.xml": data, "search/search_index.json": data}.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        for problem in seal.check(Path(folder), "site", site_url="https://ferry.example/pell/").problems:
            assert problem.location.path.startswith("site")
            lines = text.count("\n") + 1
            assert 1 <= problem.location.line <= lines, problem
            assert problem.location.column >= 1, problem
            assert problem.message.strip(), problem


TARGETS = {"reader": reader, "quotes": quotes, "prose": prose, "page": page, "built": built}
