"""What `explainer selftest` does: how many planted errors the checks catch."""

from __future__ import annotations

from pathlib import Path

import click

from generator.console import progress


@click.command()
@click.option("--seed", default=1, show_default=True, help="Which errors are drawn; the same seed draws the same ones.")
@click.option("--plants", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many errors of each kind.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How the table is printed.")
@click.option("--markdown", is_flag=True, help="Print the table as Markdown, for the documentation.")
@click.option("--misses", is_flag=True, help="List the errors that were not caught.")
@click.pass_obj
def selftest(project: Path, seed: int, plants: int, form: str, markdown: bool, misses: bool) -> int:
    """Plant errors in a copy of the content and count what is caught.

    Nothing is written. The exit code is 0 where enough is caught and the untouched content raises no alarm.

    Example: explainer selftest --plants 5 --misses
    """
    from generator.selftest import report, runner

    with progress("kinds of errors planted") as tell:
        outcome = runner.run(project, seed, plants, told=tell)
    if markdown:
        click.echo(report.as_markdown(outcome, f"explainer selftest --seed {seed} --plants {plants}"))
    else:
        click.echo(report.as_json(outcome) if form == "json" else report.as_text(outcome, misses))
    return 0 if outcome.passed else 1
