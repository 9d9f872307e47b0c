"""Python-Markdown's pass over the running text, which takes most of the time of a page, made to try a pattern only where the text holds
what a match begins with. The result is the same; an expression that is not known here is always tried.
"""

from __future__ import annotations

import re

from markdown import Markdown, inlinepatterns
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_BEGINNINGS = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    inlinepatterns.LINK_RE: ("[",),
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("<",),
    inlinepatterns.AUTOMAIL_RE: ("<",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    inlinepatterns.ENTITY_RE: ("&",),
    r"\[\^([^\]]*)\]": ("[^",),  # a footnote's mark
    r"\*|_": ("*", "_"),
}
"""By the expression of a pattern: one or two texts, of which one must occur where it matches."""


class QuickInline(Extension):
    """The extension that puts it in. It must come last, when all patterns are known."""

    def extendMarkdown(self, md: Markdown) -> None:  # Python-Markdown's name
        """Nothing comes back. Called by Python-Markdown for each page."""
        md.treeprocessors.register(_Quick(md), "inline", 20)


class _Quick(InlineProcessor):
    """Keeps to the loop of the class above. Its methods are private, hence their names."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._tried = [(_BEGINNINGS.get(getattr(pattern, "pattern", "")), pattern) for pattern in md.inlinePatterns]
        beginnings = [text for texts, _ in self._tried for text in texts or ()]
        self._any = re.compile("|".join(map(re.escape, beginnings))) if all(texts for texts, _ in self._tried) else None

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString) or (self._any and not self._any.search(data)):
            return data
        start, index, count = 0, patternIndex, len(self._tried)
        while index < count:
            beginnings, pattern = self._tried[index]
            matched = False
            if beginnings is None or beginnings[0] in data or beginnings[-1] in data:
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined]
            if not matched:
                start, index = 0, index + 1
        return data
