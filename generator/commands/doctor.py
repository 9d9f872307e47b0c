"""What `explainer doctor` does: says what is wrong with the machine or the project's folder, and what to do."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How the findings are printed.")
@click.pass_obj
def doctor(project: Path, form: str) -> int:
    """Look for what is missing here, and say what to do.

    It looks at versions, the engines' end of life, tools, the project's folder and the disk. Each line says ok, warn or fail,
    and the way out. The exit code is 3 where something fails.

    Example: explainer doctor
    """
    from generator import doctor as examiner

    findings = examiner.examine(project)
    if form == "json":
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
    return 3 if any(finding.state == "fail" for finding in findings) else 0
