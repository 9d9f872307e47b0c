"""What `explainer schemas` does: the help that an editor's program gives while you type, renewed."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.pass_obj
def schemas(project: Path) -> int:
    """Write to build/schemas what helps you type in your editor.

    Fields, values and the ids there are. Every build and the preview do the same; you need this only before the first of them,
    or to see a new id offered at once.

    Example: explainer schemas
    """
    from generator import engine, pipeline, project_schemas

    result = pipeline.check(project)
    with engine.exclusive(project):
        changes = project_schemas.write(project, result.site)
    click.echo(f"{len(changes.written) + len(changes.unchanged)} schemas ({len(changes.written)} changed): {project_schemas.FOLDER}")
    return 0
