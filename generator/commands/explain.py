"""What `explainer explain` does: the manual page of one check, or the list of all."""

from __future__ import annotations

import click

from generator.completions import check_names


@click.command()
@click.argument("name", required=False, metavar="[CHECK]", shell_complete=check_names)
def explain(name: str | None) -> int:
    """Print the manual page of a check, or list all checks.

    Example: explainer explain quote-not-found
    """
    from generator import manual

    if name:
        click.echo(manual.manual(name).text)
        return 0
    for page in manual.manuals():
        click.echo(f"{page.name}: {page.title}")
        for problem in page.ids:
            click.echo(f"    {problem}")
    return 0
