"""The manual pages: of the checks on content and on the built site from their docstrings, one page a check, and of what other commands report
from `data/manual/`. Their examples are run by tests.

A page has a first line and the parts *What it does*, *Why it matters*, *Problems*, *Fails* and *Passes*. Must not run
a check; it only finds and splits the text.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator import checks
from generator.built import checks as built
from generator.problems import ConfigurationError, Problem, nearest_name

_OTHERS = Path(__file__).parent / "data/manual"
PARTS = ("What it does", "Why it matters", "Problems", "Fails", "Passes")


@dataclass(frozen=True)
class Manual:
    """The page of one check. `parts` maps each heading of PARTS to its Markdown; `ids` are the problems it can report.

    `about` says what it judges: the content, the built site, or something else (a page of `data/manual/`).
    """

    name: str
    title: str
    parts: dict[str, str]
    ids: tuple[str, ...]
    text: str
    about: Literal["content", "built", "other"] = "content"

    def examples(self, part: str) -> list[str]:
        """The YAML examples of `Fails` or `Passes`; on the built site they are files by path, `plan` and `site_url`."""
        return re.findall(r"```yaml\n(.*?)```", self.parts.get(part, ""), re.DOTALL)


def manuals() -> Iterator[Manual]:
    """Every page, by name."""
    texts = {name: inspect.cleandoc(module.__doc__ or "") for name, module in {**checks.modules(), **built.modules()}.items()}
    others = {path.stem: path.read_text(encoding="utf-8").strip() for path in _OTHERS.glob("*.md")}
    for name, text in sorted({**texts, **others}.items()):
        title, *rest = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
        parts = {heading.strip(): body.strip() for heading, body in zip(rest[::2], rest[1::2], strict=True)}
        if name in others:
            yield Manual(name, title.strip(), parts, tuple(re.findall(r"^- `([a-z-]+)`: ", parts["Problems"], re.MULTILINE)), text, "other")
        elif name in built.modules():
            yield Manual(name, title.strip(), parts, tuple(built.modules()[name].IDS), text, "built")
        else:
            yield Manual(name, title.strip(), parts, tuple(checks.modules()[name].IDS), text)


def titles() -> dict[str, str]:
    """What each problem id means, in the words of its manual page."""
    return {name: _meaning(page, name) for page in manuals() for name in page.ids}


def _meaning(page: Manual, name: str) -> str:
    found = re.search(rf"^- `{name}`: (.+)$", page.parts.get("Problems", ""), re.MULTILINE)
    return found[1] if found else page.title


def manual(name: str) -> Manual:
    """The page of the check with this name, or of the check that reports the problem with this id. Raises ConfigurationError."""
    pages = list(manuals())
    for page in pages:
        if name == page.name or name in page.ids:
            return page
    known = [known for page in pages for known in (page.name, *page.ids)]
    raise ConfigurationError(f'there is no check "{name}".{nearest_name(name, known)} `explainer explain` lists them all')


def chosen(problems: Iterable[Problem], only: Sequence[str], excepted: Sequence[str]) -> list[Problem]:
    """The problems that `only` names (all, where it is empty) less those that `excepted` names: checks or problem ids.

    Raises ConfigurationError for a name that is neither, so that a misspelt one does not pass as clean.
    """
    problems = list(problems)
    if not only and not excepted:
        return problems
    wanted = {name for asked in only for name in manual(asked).ids if asked in (name, manual(asked).name)}
    unwanted = {name for asked in excepted for name in manual(asked).ids if asked in (name, manual(asked).name)}
    return [p for p in problems if (not only or p.check in wanted) and p.check not in unwanted]
