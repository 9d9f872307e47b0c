"""What `explainer verify` does: proves a published copy whole and unchanged by its manifest."""

from __future__ import annotations

from pathlib import Path

import click

from generator.console import print_problems, progress


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="[DIR]")
@click.option("--strict", is_flag=True, help="Files that were added count as problems.")
@click.pass_obj
def verify(project: Path, folder: Path | None, strict: bool) -> int:
    """Prove that a copy of a built site is whole and unchanged.

    Without DIR it is this project's site/. Missing and changed files are problems. Added files are warnings, since hosts put
    files of their own beside a site.

    Example: explainer verify site
    """
    from generator.built.manifest import verify as compare

    with progress("comparing the files"):
        verdict = compare(folder or project / "site", str(folder or "site"))
    print_problems(verdict.problems)
    if any(strict or problem.severity == "error" for problem in verdict.problems):
        return 1
    click.echo(f"whole and unchanged: {verdict.files} files, {verdict.made}; the manifest's SHA-256 is {verdict.digest}")
    return 0
