"""The manual pages of the checks, read from their docstrings: one page a check, each with examples that a test runs.

A page has a first line and the parts *What it does*, *Why it matters*, *Problems*, *Fails* and *Passes*. Must not run
a check; it only finds and splits the text.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator import checks
from generator.problems import ConfigurationError, nearest_name

PARTS = ("What it does", "Why it matters", "Problems", "Fails", "Passes")


@dataclass(frozen=True)
class Manual:
    """The page of one check. `parts` maps each heading of PARTS to its Markdown; `ids` are the problems it can report."""

    name: str
    title: str
    parts: dict[str, str]
    ids: tuple[str, ...]
    text: str

    def examples(self, part: str) -> list[str]:
        """The YAML examples of `Fails` or `Passes`."""
        return re.findall(r"```yaml\n(.*?)```", self.parts.get(part, ""), re.DOTALL)


def manuals() -> Iterator[Manual]:
    """The page of every check, by the name of its module."""
    for name, module in checks.modules().items():
        text = inspect.cleandoc(module.__doc__ or "")
        title, *rest = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
        parts = {heading.strip(): body.strip() for heading, body in zip(rest[::2], rest[1::2], strict=True)}
        yield Manual(name, title.strip(), parts, tuple(module.IDS), text)


def manual(name: str) -> Manual:
    """The page of the check with this name, or of the check that reports the problem with this id. Raises ConfigurationError."""
    pages = list(manuals())
    for page in pages:
        if name == page.name or name in page.ids:
            return page
    known = [known for page in pages for known in (page.name, *page.ids)]
    raise ConfigurationError(f'there is no check "{name}".{nearest_name(name, known)} `explainer explain` lists them all')
