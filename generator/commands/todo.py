"""What `explainer todo` does: what is left for an editor to do, each with its place and the next step."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from generator.console import progress

_SHOWN = 10


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How the list is printed.")
@click.option("--all", "everything", is_flag=True, help=f"Print every entry; else the first {_SHOWN} of each kind.")
@click.pass_obj
def todo(project: Path, form: str, everything: bool) -> int:
    """List what is left to do, in order, each with the next step.

    None of it is a mistake (`explainer check` finds those), so the exit code is always 0.

    Example: explainer todo --format json
    """
    from generator import pipeline
    from generator.desk import tasks

    with progress("checking the content"):
        result = pipeline.check(project)
    found = tasks.tasks(result.site, result.problems)
    if form == "json":
        made = [{"kind": t.kind, **vars(t.location), "message": t.message, "next": t.next} for t in found]
        click.echo(json.dumps({"version": 1, "tasks": made}, ensure_ascii=False, indent=2))
        return 0
    counts = Counter(task.kind for task in found)
    for kind, heading in tasks.KINDS.items():
        if counts[kind]:
            click.echo(f"{counts[kind]} {heading}")
        for task in [task for task in found if task.kind == kind][: None if everything else _SHOWN]:
            click.echo(f"  {task.location}: {task.message}\n      next: {task.next}")
        if not everything and counts[kind] > _SHOWN:
            click.echo(f"  … and {counts[kind] - _SHOWN} more: explainer todo --all")
    errors = sum(problem.severity == "error" for problem in result.problems)
    if errors:
        click.echo(f"{errors} {'problem' if errors == 1 else 'problems'} that keep the site from being built\n      next: explainer check")
    elif not found:
        click.echo("nothing is left to do\n      next: explainer build")
    return 0
