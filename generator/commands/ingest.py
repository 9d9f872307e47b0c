"""What `explainer ingest` does: the text of an article archived, and the draft of its record."""

from __future__ import annotations

from pathlib import Path

import click

from generator.console import progress


@click.command()
@click.argument("place", metavar="FILE-or-URL")
@click.option("--id", "name", metavar="ID", help="The id of the source, its address for ever; made from outlet and date unless given.")
@click.option("--url", default="", metavar="URL", help="Where a file was published, if the file does not say so itself.")
@click.option("--again", is_flag=True, help="Archive an address a second time.")
@click.pass_obj
def ingest(project: Path, place: str, name: str | None, url: str, again: bool) -> int:
    """Archive the text of an article and draft its record.

    The text goes to seeds/, the record to content/sources/. FILE is a page that your browser saved, an HTML file, or plain text
    with one paragraph a line. What the page does not say stays empty, and `explainer check` asks for it. Nothing is
    overwritten, and nothing is published. The network is used only for a URL. The exit code is 1, and nothing is written, where
    there is no article: a wall, an error page, a PDF, an article that is archived already.

    Example: explainer ingest saved-page.html --url https://example.org/news/1
    """
    from generator import loader
    from generator.desk.ingest import take

    site = loader.load(project).settings.record
    origins = {origin.id: origin.name for origin in site.origins}
    with progress(f"reading {place}"):
        taken = take.take(project, place, origins, name=name, url=url, again=again)
    known = taken.article.known
    click.echo(f"{taken.text}: {len(taken.article.text.split())} words in {taken.article.text.count(chr(10) + chr(10)) + 1} paragraphs")
    click.echo(f"{taken.record}: a draft")
    told = {"title": known.title, "outlet": known.outlet, "date": known.issued, "authors": ", ".join(known.authors), "address": known.url}
    for key, value in told.items():
        click.echo(f"  {key + ':':<9}{value or '–'}")
    missing = [key for key, value in told.items() if not value and key != "authors"]
    click.echo(f"for you to do:\n  fill in {', '.join([*missing, 'origin'])} in {taken.record}")
    if not name and not (known.outlet and known.issued):
        click.echo(f'  its id is "{taken.id}" and can never change: for a better one delete both files, then ingest again with --id OUTLET-DATE')
    if taken.article.agency:
        click.echo(f'  the text names "{taken.article.agency}": if the report is theirs, so is the origin')
    for remark in taken.remarks:
        click.echo(f"  {remark}")
    click.echo(f"  read {taken.text} beside the page: is it the whole article, and nothing else?")
    click.echo('next: explainer check    (then explainer todo, and explainer claim "words of the article")')
    return 0
