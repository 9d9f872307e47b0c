"""Names for everything outside a page that goes into it: the settings as MkDocs read them, the project's own theme files, the
versions of all that takes part, this package's code, and the shape of the navigation.

Anything we cannot see into (a plugin, a hook, an extension of Markdown we do not know) is a reason to keep nothing: see `opaque`.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.incremental.cache import digest

_PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2", "Pygments", "MarkupSafe", "PyYAML")
_PLUGINS = {"material/search"}
_PURE = {  # extensions of Markdown whose result follows from the page's text and their settings alone
    *(
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "meta",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
    ),
    *(f"pymdownx.{name}" for name in ("betterem", "caret", "details", "highlight", "keys", "mark", "smartsymbols", "superfences", "tabbed", "tilde")),
}
_NOT_IN = {"site_dir", "nav"}  # where the site is written shows on no page; the navigation counts by its shape


def written_settings(path: str) -> str:
    """The settings as they stand in the file, inherited files and variables resolved; MkDocs takes its own copy apart while it reads it.

    Whoever loads the configuration asks before and after, or a page could be kept under settings it was not made with.
    """
    with Path(path).open("rb") as file:
        written: dict[str, Any] = yaml_load(file, get_yaml_loader(config=MkDocsConfig())) or {}
    return json.dumps({key: value for key, value in written.items() if key not in _NOT_IN}, default=repr)


def of_content(settings: str) -> str:
    """What the conversion of a page's Markdown depends on, but for the page and the files its links find."""
    return digest(_code(), *_versions(), settings, os.environ.get("SOURCE_DATE_EPOCH", ""))


def of_layout(settings: str, config: MkDocsConfig, nav: Navigation) -> str:
    """What a page's layout depends on, but for the page and what it reads of other pages."""
    return digest(of_content(settings), *_theme(config), _shape(nav))


def opaque(settings: str, config: MkDocsConfig) -> str:
    """Why the pages must be made by MkDocs alone and nothing may be kept, or an empty string."""
    if config.hooks or config.extra_templates:
        return "hooks" if config.hooks else "extra templates"
    if unknown := sorted(set(config.plugins) - _PLUGINS):
        return f"the plugin {unknown[0]}"
    if unknown := sorted(set(map(str, config.markdown_extensions)) - _PURE):
        return f"the Markdown extension {unknown[0]}"
    if config.theme.name != "material":
        return f"the theme {config.theme.name}"
    return "an object in the settings" if " at 0x" in settings else ""


def _theme(config: MkDocsConfig) -> list[str | bytes]:
    """The names and bytes of the project's own theme files; those that were installed are named by their versions."""
    installed = [Path(str(spec.origin)).parent for name in ("mkdocs", "material") if (spec := find_spec(name))]
    parts: list[str | bytes] = []
    for folder in map(Path, config.theme.dirs):
        if not any(folder.is_relative_to(root) for root in installed):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    parts += [path.relative_to(folder).as_posix(), path.read_bytes()]
    return parts


def _shape(nav: Navigation) -> str:
    """The navigation as a layout sees it, but for what is noted page by page (titles that stand in the pages)."""

    def item(entry: Any) -> Any:
        if isinstance(entry, Section):
            return [entry.title, [item(child) for child in entry.children]]
        if isinstance(entry, Link):
            return {"title": entry.title, "url": entry.url}
        return [entry.file.src_uri, entry.file.url, entry.__dict__.get("title")]

    return json.dumps([item(entry) for entry in nav.items], default=repr)


@cache
def _versions() -> tuple[str, ...]:
    return (sys.version, platform.system(), *(f"{name} {version(name)}" for name in _PACKAGES))


@cache
def _code() -> str:
    return digest(*(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))))
