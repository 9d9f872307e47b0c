"""The commands of `explainer`, one file each: a module NAME with a click command of the same name is found by its file.

A command parses arguments, calls the pipeline and prints; it must not hold anything worth calling from elsewhere.
"""

from __future__ import annotations

import importlib
import pkgutil

import click

GROUPS = {
    "For editors": ("new", "ingest", "quote", "claim", "todo", "fmt", "serve", "check"),
    "To look deeper": ("explain", "trace", "coverage", "selftest"),
    "To publish": ("build", "links", "seal", "verify"),
    "To set up": ("doctor", "schemas", "completion"),
}
"""The commands as the help lists them, by who wants them, in the order of the work."""


def names() -> list[str]:
    """The names as typed, sorted; nothing is imported for it."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))


def command(name: str) -> click.Command | None:
    """The command of this name, imported only now; None where there is none."""
    if name not in names():
        return None
    module = name.replace("-", "_")
    found = vars(importlib.import_module(f"{__name__}.{module}"))[module]
    assert isinstance(found, click.Command)
    return found
