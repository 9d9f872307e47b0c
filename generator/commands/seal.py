"""What `explainer seal` does: makes a folder that another engine built ready to be published."""

from __future__ import annotations

from pathlib import Path

import click

from generator.console import print_problems, progress


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="DIR")
@click.option("--url", metavar="URL", help="The address the site is published at.")
@click.pass_obj
def seal(project: Path, folder: Path, url: str | None) -> int:
    """Make a site that another engine built ready to be published.

    Checks the folder, puts the Content-Security-Policy into its pages, and writes _headers and manifest.json. `explainer build`
    does this by itself. It is for a site that was built from build/docs with Zensical, or with MkDocs by hand.

    Example: explainer seal site
    """
    from generator import pipeline, sealing

    with progress("reading the pages"):
        found = sealing.seal_built(project, pipeline.read(project)[0], folder, url)
    print_problems(found.problems)
    if found.problems:
        click.echo("nothing was written", err=True)
        return 1
    click.echo(f"{found.pages} pages sealed: {folder}")
    return 0
