"""What `explainer trace` does: what rests on a claim, source or entity."""

from __future__ import annotations

from pathlib import Path

import click

from generator.completions import record_ids
from generator.console import progress


@click.command()
@click.argument("name", metavar="ID", shell_complete=record_ids)
@click.pass_obj
def trace(project: Path, name: str) -> int:
    """Show what rests on a claim, source or entity.

    That is what would fall without it: claims, pages, entries of tables.

    Example: explainer trace sofrep-2021-08-27
    """
    from generator import pipeline
    from generator import trace as tracer

    with progress("checking the content"):
        result = pipeline.check(project)
    for line in tracer.trace(result.site, name):
        click.echo(line)
    return 0
