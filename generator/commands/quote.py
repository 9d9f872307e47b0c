"""What `explainer quote` does: the places of words in the archived texts, as citations ready to paste."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("words", metavar='"WORDS…"')
@click.option("--source", "wanted", multiple=True, metavar="ID", help="Look only in this source; may be given several times.")
@click.pass_obj
def quote(project: Path, words: str, wanted: tuple[str, ...]) -> int:
    """Find words in the archived texts and print a ready citation.

    Paste it into a claim, under `cite:`. Where the words do not stand in an archived text letter by letter, the nearest passage of
    each source is shown with the words that differ, [-yours-]{+the source's+}, and the exit code is 1.

    Example: explainer quote "they have any trained pilots"
    """
    from generator.desk import archive, passages, typed

    if not any(map(str.isalnum, words)):
        raise click.BadParameter("give some words to look for", param_hint="WORDS")
    sources = archive.chosen(archive.archive(project), wanted)
    found = passages.find(sources, words)
    shown = found or passages.suggest(sources, words)[:3]
    for passage in shown:
        click.echo(f"# {passage.location}" + (f": {passage.difference}" if passage.difference else ""))
        for line in typed.entry(passage.citation()):
            click.echo(line)
    click.echo(_summary(len(found), len(shown), len(sources)), err=True)
    if any(passage.is_short for passage in found):
        click.echo('fewer than five words: quote more of the sentence, or add "short: why these are enough"', err=True)
    return 0 if found else 1


def _summary(found: int, shown: int, sources: int) -> str:
    if found:
        return "1 place" if found == 1 else f"{found} places; paste the one you mean"
    if shown:
        return "not found word for word; above is the nearest passage: use its words, or none"
    if not sources:
        return "there is no archived text yet; `explainer ingest FILE-or-URL` makes one"
    return f"not found, nor anything like it, in {sources} archived texts; look for fewer words, or ingest the article first"
