"""What `explainer build` does: pages and the finished site, or the reasons why not."""

from __future__ import annotations

from pathlib import Path

import click

from generator.console import hint, print_problems, progress


@click.command()
@click.option("--url", metavar="URL", help="The address the site will be published at; overrides `url` in content/site.yaml.")
@click.option("--no-engine", is_flag=True, help="Write the Markdown under build/docs and stop there.")
@click.option("--no-cache", is_flag=True, help="Make every page anew. The result is the same, it only takes longer.")
@click.pass_obj
def build(project: Path, url: str | None, no_engine: bool, no_cache: bool) -> int:
    """Generate the pages and build the site into site/.

    Example: explainer build --url https://example.org/panjshir/
    """
    from generator import pipeline

    with progress("making the pages" if no_engine else "building the site"):
        result = pipeline.generate(project, url) if no_engine else pipeline.build(project, url, cache=not no_cache)
    print_problems(result.problems)
    if not result.ok:
        click.echo("nothing was written; the last good site is as it was", err=True)
        return 1
    place = "build/docs" if no_engine else "site/index.html"
    click.echo(f"{result.pages} pages ({result.changed} {'file' if result.changed == 1 else 'files'} changed): {place}")
    if not no_engine:
        hint("explainer serve")
    return 0
