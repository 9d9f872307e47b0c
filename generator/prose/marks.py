"""markdown-it-py with the marks of our prose: `[@claim-id]` and `{.signpost}`, and positions for what it would not locate.

Every rule of CommonMark stays on, so that what prose must not hold is recognised and named instead of shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

CITE = "cite"
SIGNPOST = "signpost"
BROKEN = "broken"  # a mark that is not one: `content` is the message

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
GROUP = rf"\[\s*@{_ID}(?:\s*;\s*@{_ID})*\s*\](?!\()"
_GROUP = re.compile(GROUP)
# A bracket with a citation in it, or one that is never closed: up to the bracket, the line's end or the next sentence.
_ATTEMPT = re.compile(r"\[(?:[^\[\]@\n]*[\s;,-])?@(?:[^\[\]]*\]|[^\s\[\].!?]*)")
_HALF = re.compile(rf"@{_ID}\](?!\()")
_SIGNPOST = re.compile(r"\{\.signpost\}")
_ATTRIBUTES = re.compile(r"\{\s*[.:#][^{}\n]*\}?")
IDS = re.compile(rf"@({_ID})")

_HELP_CITE = "is not a citation; write [@claim-id], or [@claim-a; @claim-b] for several (lower-case letters, digits and single hyphens)"


@cache
def markdown() -> MarkdownIt:
    """The one parser, made on first use."""
    md = MarkdownIt("commonmark").enable("table")
    md.disable(["reference", "text_join"])  # a definition would vanish unseen; joined text would lose its positions
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # ours to judge and to name
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    for name in ("link", "image", "backticks", "autolink", "html_inline"):
        rule = next(r for r in md.inline.ruler.__rules__ if r.name == name)
        md.inline.ruler.at(name, _located(rule.fn))
    md.inline.ruler.before("link", "marks", _marks)
    return md


def _marks(state: StateInline, silent: bool) -> bool:
    """Inline rule: a citation group, a signpost, or a broken attempt at either."""
    source, at = state.src, state.pos
    character = source[at]
    if character == "[":
        found, kind, message = _GROUP.match(source, at), CITE, ""
        if not found:
            found, kind, message = _ATTEMPT.match(source, at), BROKEN, _HELP_CITE
    elif character == "@":
        found, kind, message = _HALF.match(source, at), BROKEN, _HELP_CITE
    elif character == "{":
        found, kind, message = _SIGNPOST.match(source, at), SIGNPOST, ""
        if not found:
            found, kind, message = _ATTRIBUTES.match(source, at), BROKEN, "is not a mark of this prose; the only one in braces is {.signpost}"
    else:
        return False
    if not found or found.end() > state.posMax:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.content = f'"{shown(found[0])}" {message}' if message else found[0]
        token.meta = {"start": at, "end": found.end()}
    state.pos = found.end()
    return True


def _located(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The rule, noting on the tokens it makes where in the inline text it began and ended."""

    def located(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        made = [] if silent else [t for t in state.tokens[count:] if t.type in _LOCATED and "start" not in t.meta]
        for token in made:
            token.meta = {"start": start, "end": state.pos}
        return True

    return located


_LOCATED = frozenset({"link_open", "link_close", "image", "code_inline", "html_inline"})


def shown(text: str) -> str:
    """`text` on one line and short enough for a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"
