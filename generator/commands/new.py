"""What `explainer new` does: a small working site in an empty folder."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def new(project: Path, folder: Path) -> int:
    """Make a small working site in DIR, to learn from and to change.

    Its topic is invented. DIR must be empty or not be there yet: nothing is ever overwritten.

    Example: explainer new my-site
    """
    from generator.desk.new import new

    names = new(project / folder)
    click.echo(f"{len(names)} files written to {folder}: a working site on an invented topic")
    click.echo(f"next: cd {folder} && explainer serve    (see the site; then open content/ and change something)")
    return 0
