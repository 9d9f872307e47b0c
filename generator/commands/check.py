"""What `explainer check` does: all checks on the content, printed in the form asked for; with --external the outside links instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator import formats
from generator.completions import check_names
from generator.console import hint, print_problems, progress


@dataclass(frozen=True)
class _Asking:
    """The options that go with --external alone: how the outside addresses are asked."""

    fresh: bool
    state: Path | None
    timeout: float
    pause: float
    allow_private: tuple[str, ...]
    today: date | None

    @property
    def chosen(self) -> bool:
        """Whether one was typed, as far as that can be told: those of time have a value anyway."""
        return bool(self.fresh or self.state or self.allow_private or self.today)


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice([*formats.names(), "markdown"]),
    default="text",
    show_default=True,
    help="How the problems are printed; markdown only with --external.",
)
@click.option("--strict", is_flag=True, help="Warnings count as problems; with --external, dead and drifted addresses do.")
@click.option(
    "--only", multiple=True, metavar="CHECK", shell_complete=check_names, help="Report only this check or problem id; may be given several times."
)
@click.option(
    "--except",
    "excepted",
    multiple=True,
    metavar="CHECK",
    shell_complete=check_names,
    help="Leave this check or problem id out; may be given several times.",
)
@click.option("--external", is_flag=True, help="Ask the outside addresses whether they still answer and still say what is quoted.")
@click.option("--fresh", is_flag=True, help="With --external: ask again what was asked today.")
@click.option("--state", type=click.Path(path_type=Path, dir_okay=False), help="With --external: the file to remember in (.cache/external.json).")
@click.option("--timeout", type=click.FloatRange(0.01, 600), default=30, show_default=True, help="With --external: seconds for one request.")
@click.option("--pause", type=click.FloatRange(0, 600), default=1, show_default=True, help="With --external: seconds between requests to one host.")
@click.option("--allow-private", multiple=True, metavar="NETWORK", help="With --external: also ask addresses in this network, such as 10.0.0.0/8.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
@click.pass_obj
def check(
    project: Path,
    /,
    form: str,
    strict: bool,
    only: tuple[str, ...],
    excepted: tuple[str, ...],
    external: bool,
    **asking: Any,
) -> int:
    """Check the content: offline, nothing is written.

    With --external the outside addresses are asked instead. What comes of it is advice: the exit code is 0, unless it is --strict.

    Example: explainer check --only quotes --format json
    """
    if external:
        if only or excepted:
            raise click.UsageError("--only and --except choose checks of the content; they do not go with --external")
        return _external(project, form, strict, _Asking(**asking))
    if form == "markdown":
        raise click.UsageError("--format markdown goes with --external")
    if _Asking(**asking).chosen:
        raise click.UsageError("--fresh, --state, --allow-private and --today go with --external")
    from generator import manual, pipeline

    with progress("checking the content"):
        result = pipeline.check(project)
    problems = manual.chosen(result.problems, only, excepted)
    if form == "text":
        print_problems(problems)
    elif output := formats.render(form, problems):
        click.echo(output)
    failed = any(strict or problem.severity == "error" for problem in problems)
    if not problems and form == "text":
        site = result.site
        quotes = sum(len(claim.cite) for claim in site.claims.values())
        click.echo(f"no problems: {len(site.claims)} claims with {quotes} quotes from {len(site.sources)} sources")
        hint("explainer build")
    elif form == "text":
        hint(f"explainer explain {problems[0].check}")
    return 1 if failed else 0


def _external(project: Path, form: str, strict: bool, asking: _Asking) -> int:
    from generator import external, pipeline

    external.require()
    from generator.external import markdown, report
    from generator.external.fetch import Limits
    from generator.external.network import networks
    from generator.external.run import run
    from generator.external.state import FILE

    limits = Limits(timeout=asking.timeout, pause=asking.pause, allowed=networks(asking.allow_private))
    result = pipeline.check(project)
    with progress("asking the outside addresses") as tell:
        found = run(result.site, asking.state or project / FILE, external.day(asking.today), limits, asking.fresh, tell)
    problems = report.problems(found, strict)
    if found.note:
        click.echo(f"note: {found.note}", err=True)
    if not result.ok:
        click.echo("note: the content has problems of its own; `explainer check` lists them", err=True)
    if form == "text":
        print_problems(problems)
        click.echo(report.summary(found))
    else:
        forms = {"json": report.as_json, "junit": report.as_junit, "markdown": markdown.as_markdown}
        output = forms[form](found) if form in forms else formats.render(form, problems)
        click.echo(output)
    return 1 if any(problem.severity == "error" for problem in problems) else 0
