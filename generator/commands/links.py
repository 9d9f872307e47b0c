"""What `explainer links` does: the checks on finished HTML alone, for this project's site or any other folder."""

from __future__ import annotations

from pathlib import Path

import click

from generator import formats
from generator.console import print_problems, progress


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="[DIR]")
@click.option("--url", metavar="URL", help="The address the site is published at; links to it are then links inside the site.")
@click.option("--format", "form", type=click.Choice(formats.names()), default="text", show_default=True, help="How the problems are printed.")
@click.pass_obj
def links(project: Path, folder: Path | None, url: str | None, form: str) -> int:
    """Check the links, images and ids of a built site, offline.

    Nothing is written. Without DIR it is this project's site/, compared with what was planned; with DIR any folder of HTML,
    whatever made it.

    Example: explainer links site --url https://example.org/panjshir/
    """
    with progress("reading the pages"):
        if folder is not None:
            from generator.built import seal

            # Not by the pipeline: to import all that reads content takes longer than this takes.
            found = seal.check(folder, str(folder), site_url=url)
        else:
            from generator import pipeline, sealing

            found = sealing.check_built(project, pipeline.read(project)[0], url)
    if form == "text":
        print_problems(found.problems)
    elif output := formats.render(form, found.problems):
        click.echo(output)
    if not found.problems and form == "text":
        click.echo(f"no problems: {found.links} links and other addresses in {found.pages} pages")
    return 1 if found.problems else 0
