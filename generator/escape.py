"""Curated text is data, never markup: these functions make any text safe for the place it lands in.

Python-Markdown (MkDocs and Zensical both use it) shows the result as exactly the given characters, in every position
of a page. Must stay free of knowledge about records; whoever writes curated text anywhere goes through here.
"""

from __future__ import annotations

import re
from html import escape as _html_escape

_BREAKS = re.compile(r" *[\t-\r\x1c-\x1f\x85\u2028\u2029][ \t-\r\x1c-\x1f\x85\u2028\u2029]*| {2,}")
# Controls would forge the placeholders Python-Markdown keeps its stash under (STX, ETX); surrogates cannot be written as UTF-8.
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# ASCII punctuation, and white space other than a plain space (Markdown strips it at the ends of headings and cells).
_ACTIVE = r"[!-+\--/:-@\[-`{-~\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_LETTER = r"[^\W\d_]"
# Where punctuation (just read, hence the look-behind) is inert, so that the Markdown file stays readable. None of these can
# open, close or separate anything: a list marker, heading or rule needs the block's first word, an image or an emoji needs
# what follows to touch, a link needs "](".
_INERT = "|".join(
    (
        rf"(?<={_LETTER}[.;?)])(?= |\Z)",
        rf"(?<={_LETTER}[:!])(?= )",
        rf"(?<={_LETTER}')(?={_LETTER})",
        r"(?<=[^\W_]-)(?=[^\W_])",
        r"(?<=\d\.)(?=\d)",
        r"(?<= \()(?=[^\W_])",
    )
)
_STRICT = re.compile(_ACTIVE)
_LENIENT = re.compile(rf"{_ACTIVE}(?!{_INERT})")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s/]", re.IGNORECASE)
_UNSAFE_IN_ADDRESS = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9%&#/:?@,;=+._~!-]")


def markdown(text: str) -> str:
    """Markdown that shows exactly `text`: in a paragraph, heading, list item, footnote, table cell or link text.

    Runs of white space and line breaks become one space; control characters and lone surrogates become U+FFFD. The result
    is one line. Safe in raw HTML as well, since what could act is a numeric character reference.
    """
    text = _clean(text)
    space = text.find(" ", 1)
    if space < 0:
        return _STRICT.sub(_reference, text)
    # The first word of a block is where list markers and definitions begin: nothing is inert there.
    return _STRICT.sub(_reference, text[:space]) + _LENIENT.sub(_reference, text[space:])


def html(text: str) -> str:
    """HTML text that shows exactly `text`, also where Markdown reads the HTML (inline tags, `markdown="1"`)."""
    return _STRICT.sub(_reference, _clean(text))


def attribute(text: str) -> str:
    """`text` for the inside of a double-quoted HTML attribute; Markdown around the tag finds nothing to act on."""
    return html(text)


def front_matter(text: str) -> str:
    """A double-quoted YAML scalar, quotes included, holding HTML-escaped `text`: themes print titles as they stand."""
    return '"' + _html_escape(_clean(text)).replace("\\", "\\\\") + '"'


def url(text: str) -> str:
    """`text` as an address for a Markdown link or an attribute; "" unless it is http, https or mailto.

    What could end the link or the attribute is percent-encoded (UTF-8), `&` becomes `&amp;`.
    """
    return address(text) if _ADDRESS.match(text) else ""


def address(text: str) -> str:
    """As `url`, for a relative address of our own (`../actors/x.md#cited`): the scheme is not looked at. Twice is as once."""
    return _UNSAFE_IN_ADDRESS.sub(_percent, _FORBIDDEN.sub("\ufffd", text)).replace("&amp;", "&").replace("&", "&amp;")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", _BREAKS.sub(" ", text))


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
