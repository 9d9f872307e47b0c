"""Where every record's page lies under the docs folder, and relative links between pages. The one place that knows paths.

Addresses are permanent: `claims/<topic>.md#<claim id>` and `<folder>/<id>.md`. Changing one breaks links from outside.
"""

from __future__ import annotations

from generator.site import Site

FOLDER_OF_TOPICS = "claims"


def page_of(kind: str, name: str) -> str:
    """The path of a record's own page; `kind` is its folder under `content/`."""
    return "index.md" if kind == "site" else f"{kind}/{name}.md"


def entity(site: Site, name: str) -> str:
    """The path of an entity's profile."""
    return page_of(site.kind_of[name], name)


def evidence(site: Site, name: str) -> str:
    """The address of a claim, inference or absence: its place on its topic's page, or on the page of absences."""
    if name in site.absences:
        return f"unknown.md#{name}"
    return f"{FOLDER_OF_TOPICS}/{site.topic_of[name]}.md#{name}"


def question(name: str) -> str:
    """The address of a question's table of answers."""
    return f"disagreements.md#{name}"


def relative(here: str, there: str) -> str:
    """A link from the page at `here` to the address `there`, both relative to the docs folder.

    It always goes up to the root first, so that it depends only on how deep `here` lies: pieces of pages are kept by depth.
    """
    return "../" * here.count("/") + there


def built(here: str, there: str) -> str:
    """The same in the built site, for links inside an SVG, which site engines do not rewrite: every page is a folder there."""
    path, mark, anchor = there.partition("#")
    folder = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
    depth = here.count("/") + (not here.endswith("index.md"))
    return ("../" * depth + folder or "./") + mark + anchor
