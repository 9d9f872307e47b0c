"""What `explainer coverage` does: what became of each sentence of the sources, as a table and as a local page."""

from __future__ import annotations

from pathlib import Path

import click

from generator.console import progress


@click.command()
@click.option("--untriaged", is_flag=True, help="List the sentences that are neither cited nor set aside.")
@click.option("--html", "file", is_flag=False, flag_value="", metavar="[FILE]", help="Also write every sentence with its state as a local page.")
@click.pass_obj
def coverage(project: Path, untriaged: bool, file: str | None) -> int:
    """Count the sentences that are cited, set aside and not triaged.

    Each source has a line. The page of --html shows whole articles and is not for publication; it lies in build/coverage.html
    unless FILE says otherwise.

    Example: explainer coverage --html
    """
    from generator import coverage_report, pipeline, reports

    with progress("checking the content"):
        result = pipeline.check(project)
    for line in reports.coverage_table(result.site, untriaged):
        click.echo(line)
    if file is not None:
        path = coverage_report.write(result.site, project, None if file == "" else Path(file))
        click.echo(f"report: {path.relative_to(project).as_posix() if path.is_relative_to(project) else path}")
    return 0
