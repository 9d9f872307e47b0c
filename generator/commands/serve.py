"""What `explainer serve` does: the preview, with the problems of each change printed."""

from __future__ import annotations

from pathlib import Path

import click

from generator.console import print_problems, progress

EDITOR_HELP = (
    "What the links in the list of problems open: vscode, vscodium, cursor, zed, idea, sublime, textmate, none, "
    "or an address with {path}, {line} and {column}."
)


@click.command()
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--editor", metavar="NAME", default="vscode", show_default=True, help=EDITOR_HELP)
@click.pass_obj
def serve(project: Path, host: str, port: int, editor: str) -> int:
    """Preview the site; a saved change shows in the browser by itself.

    While the content has problems they are shown in the browser, each with a link that opens the editor, and printed; the last
    good pages stay. Stop with Ctrl-C.

    Example: explainer serve --port 8001 --editor idea
    """
    from generator import dates, pipeline, preview

    def make() -> preview.Made:
        with progress("making the pages"):
            result = pipeline.generate(project)
        print_problems(result.problems)
        if not result.ok:
            click.echo("the last good pages stay until this is mended", err=True)
        return preview.Made(result.ok, result.problems, dates.parse(result.site.settings.as_of).last if result.ok else None)

    return preview.serve(project, make, host, port, editor, lambda: progress("laying the pages out"))
