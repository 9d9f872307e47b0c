"""The Content-Security-Policy of each page, computed from the finished page: only scripts and styles that stand in it may act.

It goes into the page itself, so that it holds on every host, and into `_headers`, where Netlify, Cloudflare Pages and others read it.
Must not decide what a page may hold: what the policy would stop is reported by the checks.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

from generator.built.tags import Inline, Page

HEADERS_FILE = "_headers"
_LONGEST_LINE = 2000  # Cloudflare Pages ignores longer lines of _headers
_META = b'<meta http-equiv="Content-Security-Policy" content="%s">'
_OURS = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_HEAD = re.compile(  # browsers look for the character set in the first 1,024 bytes, so that it stays in front
    rb"\A\s*(?:<!doctype[^>]*>)?\s*(?:<html(?:\s[^>]*)?>)?\s*<head(?:\s[^>]*)?>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE
)
_SCRIPT_TYPES = frozenset({"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript", "text/ecmascript",
    "application/ecmascript", "application/x-javascript", "application/x-ecmascript", "text/x-javascript", "text/x-ecmascript", "text/jscript",
    "text/livescript", *(f"text/javascript1.{number}" for number in range(6))})  # fmt: skip
_FIXED = (
    ("default-src", "'none'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("media-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("object-src", "'none'"),
)


def hashes(page: Page) -> tuple[frozenset[str], frozenset[str]]:
    """The CSP hash sources of a page's inline scripts and of its inline style sheets. Data such as JSON-LD needs none."""
    scripts = frozenset(_hash(inline.text) for inline in page.inlines if _acts(inline))
    return scripts, frozenset(_hash(inline.text) for inline in page.inlines if inline.tag.name == "style")


def makes_styles(script: bytes) -> bool:
    """True for a script of the theme that puts style elements into pages, as Zensical's does: their hashes cannot be known from the page."""
    return b'("style"' in script or b"('style'" in script


def policy(scripts: Iterable[str], styles: Iterable[str], any_style: bool = False) -> str:
    """The policy that lets these inline scripts and styles act, files of the site itself, and nothing else.

    With `any_style` inline styles are let act whatever they are (never scripts); see `makes_styles`.
    """
    fixed = [f"{name} {sources}" for name, sources in _FIXED]
    fixed[1:1] = [
        " ".join(("script-src 'self'", *sorted(scripts))),
        " ".join(("style-src 'self'", *(["'unsafe-inline'"] if any_style else sorted(styles)))),
    ]
    return "; ".join(fixed)


def with_policy(data: bytes, content: str) -> bytes:
    """The page's bytes with its policy as the first thing in <head> that can act: only the character set stands before it.

    A policy that an earlier run put in is replaced. A page without <head> gets it at its start, where browsers open one.
    """
    plain = _OURS.sub(b"", data) if b"Content-Security-Policy" in data else data
    found = _HEAD.search(plain)
    at = found.end() if found else 0
    return b"".join((plain[:at], _META % content.encode("ascii"), plain[at:]))


def headers(scripts: Iterable[str], styles: Iterable[str], any_style: bool = False) -> str:
    """The `_headers` file: the policies of all pages taken together, and what only a header can say."""
    whole = policy(scripts, styles, any_style)
    line = f"  Content-Security-Policy: {whole}; frame-ancestors 'none'"
    if len(line) > _LONGEST_LINE:  # each page still carries its own policy; both hold
        line = "  Content-Security-Policy: base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'none'"
    return "\n".join(("/*", line, "  X-Content-Type-Options: nosniff", "  Referrer-Policy: strict-origin-when-cross-origin", ""))


def _acts(inline: Inline) -> bool:
    attributes = inline.tag.attributes
    if inline.tag.name != "script" or "src" in attributes:
        return False
    return attributes.get("type", "").strip().lower() in _SCRIPT_TYPES


@lru_cache(maxsize=1 << 12)
def _hash(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")  # as the browser reads it
    return f"'sha256-{base64.b64encode(hashlib.sha256(plain.encode()).digest()).decode()}'"
