"""The draft of a source's record: its id, its fields as far as they are known, and a question above each that is not.

What is not known stays empty, so that `explainer check` asks for it and nothing is published before an editor has answered.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from generator.desk import typed
from generator.desk.archive import Archived
from generator.desk.ingest.article import Article

_PLAIN = re.compile(r"[^a-z0-9]+")
_TRACKING = re.compile(r"utm_|fbclid|gclid|mc_|ref$|cmp$|smid$|ocid$", re.IGNORECASE)
_SHINGLE = 8
"""Words in a row that count as the same text."""
_ALIKE = 0.5
"""From this share of them on two texts are told to be one report."""


def source_id(article: Article, stem: str, taken: Container[str]) -> str:
    """An id from outlet and date: "ansel-post-2019-06-04". Without an outlet from the host or the file's name (`stem`)."""
    host = (urlsplit(article.known.url).hostname or "").removeprefix("www.")
    outlet = _slug(article.known.outlet.removeprefix("The ")) or _slug(host.rpartition(".")[0]) or _slug(stem) or "article"
    base = f"{outlet[:60].strip('-')}-{article.known.issued}" if article.known.issued else outlet[:70].strip("-")
    return next(name for name in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if name not in taken)


def record(name: str, article: Article, file: str, data: bytes, origins: Mapping[str, str]) -> str:
    """The text of content/sources/<name>.yaml. `file` is the archived text with the bytes `data`; `origins` are names by id."""
    known = article.known
    lines = [f"id: {name}", f"type: {known.kind or 'webpage'}"]
    if known.title:
        lines += typed.lines({"title": known.title})
    else:
        lines += ["# The headline as printed; where you do not have it, leave title: out and say why under title_note:", "title:"]
    outlet = f" ({host})" if (host := urlsplit(known.url).hostname) else ""
    lines += (
        typed.lines({"container-title": known.outlet})
        if known.outlet
        else [f"# The outlet{outlet}, by the name its readers know.", "container-title:"]
    )
    if known.authors:
        lines += ["author:", *(line for author in known.authors for line in typed.entry(_name(author), 2))]
    lines += typed.lines({"URL": known.url}) if known.url else ["# The address at which it was published.", "URL:"]
    if known.issued:
        lines.append(f"issued: {known.issued}")
    else:
        lines += [
            "# The date of publication, year-month-day. If the page does not print it: issued_basis: inferred, and issued_note: with the reason."
        ]
        lines += ["issued:"]
    if known.language:
        lines.append(f"language: {known.language}")
    there = f"one of: {', '.join(origins)}; or a new one, added there" if origins else "add one there"
    lines.append(f"# Who found it out: an id from `origins` in content/site.yaml ({there}).")
    if article.agency:
        lines.append(f'# The text names "{article.agency}": is the report theirs? Then it is their origin, whoever prints it.')
    lines.append("origin:")
    return "\n".join([*lines, *typed.lines({"archived": {"file": file, "sha256": hashlib.sha256(data).hexdigest()}})]) + "\n"


def same_address(one: str, other: str) -> bool:
    """Whether two addresses lead to one page, as far as their letters tell: scheme, www, a last slash and tracking marks do not count."""
    return bool(one) and _bare(one) == _bare(other)


def alike(text: str, sources: Mapping[str, Archived]) -> tuple[str, int] | None:
    """The archived text that shares most with this one and the share in percent, where it is half or more."""
    mine = _shingles(text)
    shares = [(len(mine & _shingles(source.text.raw)) / max(len(mine), 1), name) for name, source in sources.items()]
    share, name = max(shares, default=(0.0, ""))
    return (name, round(100 * share)) if share >= _ALIKE else None


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))


def _bare(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    kept = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)])
    return (parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), kept)


def _name(author: str) -> dict[str, str]:
    """A person's name in two words as CSL writes it; anything else as it is."""
    parts = author.split()
    plain = len(parts) == 2 and all(part[0].isupper() and part[1:].islower() for part in parts)
    return {"given": parts[0], "family": parts[1]} if plain else {"literal": author}


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFD", words.lower()).encode("ascii", "ignore").decode("ascii")
    return _PLAIN.sub("-", plain).strip("-")
