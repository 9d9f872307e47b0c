"""axe-core, run in a page: what of WCAG and of good practice a machine can judge.

It enters through the debugger, so a Content-Security-Policy of the page neither stops it nor has to be switched off.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent.parent / "node/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations
  .flatMap(rule => rule.nodes.map(node => [rule.id, node.target.join(' '), node.failureSummary]))"""


@cache
def script() -> str:
    """The text of axe-core. Raises FileNotFoundError with what to do where it is not installed."""
    if not SCRIPT.is_file():
        raise FileNotFoundError("axe-core is not set up: run `make test`, which installs it into tests/node/node_modules")
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds wrong on the page as it stands: (rule, selector, what is wrong and how to mend it)."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(script())
    return [(str(rule), str(target), str(summary)) for rule, target, summary in page.evaluate(_RUN, RULES)]
