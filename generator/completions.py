"""What a shell is offered behind a command: ids of the project, names of checks. Whatever is wrong, it offers nothing and says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from generator.problems import ExplainerError


def record_ids(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The ids of claims, sources, entities and the rest that begin so, each with what it stands for."""
    from generator import loader, project_schemas
    from generator.resolver import resolve

    project = Path(context.find_root().params.get("project") or ".")
    try:
        site = resolve(loader.load(project), project)[0]
    except (ExplainerError, OSError):
        return []
    known = project_schemas.known(site)
    return [item for kind in ("sources", "entities", "claims", "questions", "explainers") for item in _items(known[kind], begun)]


def check_names(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The names of checks and of the problems they report that begin so."""
    from generator import manual

    return _items({**{page.name: page.title for page in manual.manuals()}, **manual.titles()}, begun)


def _items(known: Mapping[str, str], begun: str) -> list[CompletionItem]:
    return [CompletionItem(name, help=words) for name, words in known.items() if name.startswith(begun)]
