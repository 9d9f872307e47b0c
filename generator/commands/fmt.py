"""What `explainer fmt` does: curated YAML in one style, or what stands in the way."""

from __future__ import annotations

from pathlib import Path

import click

from generator.console import print_problems


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="[FILE]...")
@click.option("--check", is_flag=True, help="Change nothing; end with 1 if something would change.")
@click.pass_obj
def fmt(project: Path, files: tuple[Path, ...], check: bool) -> int:
    """Put content files into one style; comments and order stay.

    All of content/, or only each FILE that is named. Nothing that the files say is changed: a file for which that cannot be
    promised is left alone and reported.

    Example: explainer fmt --check
    """
    from generator import tidying

    outcome = tidying.tidy(project, files, write=not check)
    for name in outcome.changed:
        click.echo(f"{'would change' if check else 'changed'}: {name}")
    print_problems(outcome.problems)
    if not outcome.problems:
        click.echo(f"{outcome.examined} files, {len(outcome.changed) or 'none'} {'to change' if check else 'changed'}")
    return 1 if outcome.problems or (check and outcome.changed) else 0
