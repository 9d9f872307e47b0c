"""Bytes of a file or an answer to the text of a page: what kind it is, in which encoding, and what a saved page tells of its address.

Tells HTML, saved web archives (MHTML) and plain text apart by their first bytes and refuses the rest. Knows nothing of articles.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from dataclasses import dataclass

from generator.desk.ingest import NotArchived

_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|meta)[\s>]", re.IGNORECASE)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a packed file (a Word or ODF document?)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_HEAD = 4096


@dataclass(frozen=True)
class Page:
    """The text of a page, whether it is HTML, the address it was saved from ("" where it does not say), and remarks for the editor."""

    text: str
    html: bool
    url: str = ""
    remarks: tuple[str, ...] = ()


def decode(raw: bytes, name: str, charset: str | None = None) -> Page:
    """The page in some bytes; `charset` is what the server said. Raises NotArchived for what is no text."""
    for mark, what in _BINARY.items():
        if raw.startswith(mark):
            raise NotArchived(f"{name} is {what}, not a page; copy its text into a .txt file, one paragraph a line, and ingest that")
    if not raw.strip():
        raise NotArchived(f"{name} is empty")
    if _MHTML.match(raw[:_HEAD]):
        return _from_mhtml(raw, name)
    text, remarks = _text(raw, name, charset)
    saved = _SAVED.search(text[:_HEAD])
    return Page(text, bool(_HTML.search(text[:_HEAD])), saved[1] if saved else "", remarks)


def _from_mhtml(raw: bytes, name: str) -> Page:
    """The first page of a web archive, as browsers save one file for a whole page."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                text, remarks = _text(payload, name, part.get_content_charset())
                url = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
                return Page(text, True, str(url), remarks)
    raise NotArchived(f"{name} is a web archive without a page in it")


def _text(raw: bytes, name: str, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """The text, by its byte order mark, UTF-8, the header's or the page's own word, in this order; else by the letters' likelihood."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _lines(raw.decode(encoding, "replace")), ()
    stated = [charset, (found[1].decode("ascii", "replace") if (found := _META.search(raw[:_HEAD])) else None)]
    for encoding in ("utf-8", *filter(None, stated)):
        try:
            return _lines(raw.decode(encoding)), ()
        except (UnicodeDecodeError, LookupError):
            continue
    if b"\0" in raw:
        raise NotArchived(f"{name} is no text; ingest takes HTML, saved pages and plain text")
    guess = _guess(raw)
    return _lines(raw.decode(guess, "replace")), (f"the encoding is not stated; {guess} is a guess: look at the accented letters",)


def _guess(raw: bytes) -> str:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return "windows-1252"
    best = from_bytes(raw).best()
    return best.encoding if best else "windows-1252"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
