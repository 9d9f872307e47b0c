"""What `explainer claim` does: a draft of a claim from words of a source, added to its topic file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.console import progress


@click.command()
@click.argument("words", required=False, metavar='["WORDS…"]')
@click.option("--topic", metavar="NAME", help="The file in content/claims/ it goes to, without .yaml; made where it is not there.")
@click.option("--source", "wanted", multiple=True, metavar="ID", help="Look for the words only in this source; may be given several times.")
@click.option("--id", "name", metavar="ID", help="The id of the claim, its address for ever; made from the words unless given.")
@click.option("--dry-run", is_flag=True, help="Print the draft and write nothing.")
@click.pass_obj
def claim(project: Path, words: str | None, topic: str | None, wanted: tuple[str, ...], name: str | None, dry_run: bool) -> int:
    """Draft a claim from words of an article and add it to its topic file.

    The words are given in quotation marks, or on standard input. The draft quotes them, names who and what is known in them,
    and keeps figures and hedges; what it cannot know is listed. Nothing else in the file changes. Where the words do not stand
    in an archived text letter by letter, the nearest passage is shown, nothing is written, and the exit code is 1.

    Example: explainer claim "they have any trained pilots" --dry-run
    """
    from generator import pipeline
    from generator.desk import archive, claims, drafting, passages, typed

    words = words if words is not None else sys.stdin.read() if not sys.stdin.isatty() else ""
    if not any(map(str.isalnum, words)):
        raise click.BadParameter("give the words of the article, in quotation marks, or on standard input", param_hint="WORDS")
    sources = archive.chosen(archive.archive(project), wanted)
    found = passages.find(sources, words)
    if not found:
        for passage in passages.suggest(sources, words)[:3]:
            click.echo(f"# {passage.location}: {passage.difference}")
            click.echo(f"# {passage.quote}")
        click.echo("nothing was written: the words do not stand in an archived text letter by letter; `explainer quote` finds them", err=True)
        return 1
    with progress("checking the content"):
        site = pipeline.check(project).site
    if name:
        claims.require_free(site, claims.require_id(name, "--id"))
    made = drafting.draft(site, found, name)
    for line in typed.entry(made.claim):
        click.echo(line)
    if not dry_run:
        with progress("checking the content"):
            added = claims.add(project, claims.topic_for(site, made.claim["about"], topic), made.claim)
        click.echo(f"\nadded at {added.path}:{added.first}")
    click.echo("\nfor you to do:" if dry_run else "for you to do:")
    click.echo("  text: these are the source's words; put them into your own, in the past tense")
    for note in made.notes:
        click.echo(f"  {note}")
    if not dry_run:
        for problem in added.problems:
            click.echo(f"  {problem}")
        click.echo(f"next: edit it, run `explainer check`, then write [@{made.claim['id']}] behind your sentence in content/explainers/")
    return 0
