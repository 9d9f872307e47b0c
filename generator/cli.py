"""The command line. Parses arguments, calls the pipeline, prints what it found, ends with the right exit code:
0 clean, 1 problems in the content, 2 usage or configuration, 3 environment, 4 our own bug, 130 interrupted."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator import __version__, formats
from generator.formats import text
from generator.problems import ExplainerError, Problem

OUR_BUG = 4
INTERRUPTED = 130


class _Commands(click.Group):
    """The command group with our exit codes: an operator's error is one line, a bug says where to report it."""

    def main(self, *args: object, **kwargs: object) -> None:  # type: ignore[override]
        gc.set_threshold(20_000, 20, 50)  # most of what is made stays: looking for garbage often took a fifth of the time
        try:
            kwargs["standalone_mode"] = False
            status = super().main(*args, **kwargs)  # type: ignore[call-overload]
        except click.ClickException as fault:
            fault.show()
            sys.exit(fault.exit_code)
        except click.exceptions.Exit as leave:
            sys.exit(leave.exit_code)
        except ExplainerError as fault:
            click.echo(f"error: {fault}", err=True)
            sys.exit(fault.exit_code)
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted; nothing half-done is left", err=True)
            sys.exit(INTERRUPTED)
        except Exception as fault:
            click.echo(f"error: this is a bug in explainer {__version__}: {type(fault).__name__}: {fault}; please report it", err=True)
            sys.exit(OUR_BUG)
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> object:
        """As the original, but a reader that has gone away (`| head`) is no error; to click it is exit 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
            return 0


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from generator.engine import engine_version

        click.echo(f"explainer {__version__} ({engine_version()})")
        context.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version, with the site engine's.")
@click.option("--project", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The project's folder (default: this one).")
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Explainer sites in which every sentence can be traced to the exact words it rests on."""
    if not project.is_dir():
        raise click.BadParameter(f'"{project}" is not a folder', param_hint="--project")
    context.obj = project.resolve()


@main.command()
@click.option("--format", "form", type=click.Choice(formats.names()), default="text", show_default=True, help="How the problems are printed.")
@click.option("--strict", is_flag=True, help="Warnings count as problems.")
@click.option("--only", multiple=True, metavar="CHECK", help="Report only this check or problem id; may be given several times.")
@click.option("--except", "excepted", multiple=True, metavar="CHECK", help="Leave this check or problem id out; may be given several times.")
@click.pass_obj
def check(project: Path, form: str, strict: bool, only: tuple[str, ...], excepted: tuple[str, ...]) -> int:
    """Check the content: offline, nothing is written.

    Example: explainer check --only quotes --format json
    """
    from generator import manual, pipeline

    result = pipeline.check(project)
    problems = manual.chosen(result.problems, only, excepted)
    if form == "text":
        _print(problems)
    elif output := formats.render(form, problems):
        click.echo(output)
    failed = any(strict or problem.severity == "error" for problem in problems)
    if not problems and form == "text":
        site = result.site
        quotes = sum(len(claim.cite) for claim in site.claims.values())
        click.echo(f"no problems: {len(site.claims)} claims with {quotes} quotes from {len(site.sources)} sources")
    return 1 if failed else 0


@main.command()
@click.argument("name", required=False, metavar="[CHECK]")
def explain(name: str | None) -> int:
    """Print the manual page of a check, or list all checks.

    Example: explainer explain quote-not-found
    """
    from generator import manual

    if name:
        click.echo(manual.manual(name).text)
        return 0
    for page in manual.manuals():
        click.echo(f"{page.name}: {page.title}")
        for problem in page.ids:
            click.echo(f"    {problem}")
    return 0


@main.command()
@click.argument("name", metavar="ID")
@click.pass_obj
def trace(project: Path, name: str) -> int:
    """Show what rests on a claim, source or entity, and what would fall without it.

    Example: explainer trace sofrep-2021-08-27
    """
    from generator import pipeline
    from generator import trace as tracer

    result = pipeline.check(project)
    for line in tracer.trace(result.site, name):
        click.echo(line)
    return 0


@main.command()
@click.option("--url", help="The address the site will be published at; overrides `url` in content/site.yaml.")
@click.option("--no-engine", is_flag=True, help="Write the Markdown under build/docs and stop there.")
@click.pass_obj
def build(project: Path, url: str | None, no_engine: bool) -> int:
    """Generate the pages and build the site into site/.

    Example: explainer build --url https://example.org/panjshir/
    """
    from generator import pipeline

    result = pipeline.generate(project, url) if no_engine else pipeline.build(project, url)
    _print(result.problems)
    if not result.ok:
        click.echo("nothing was written; the last good site is as it was", err=True)
        return 1
    place = "build/docs" if no_engine else "site/index.html"
    click.echo(f"{result.pages} pages ({result.changed} files changed): {place}")
    return 0


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.pass_obj
def serve(project: Path, host: str, port: int) -> int:
    """Preview the site; a saved change shows in the browser by itself.

    While the content has problems they are printed and the last good pages stay. Stop with Ctrl-C.

    Example: explainer serve --port 8001
    """
    from generator import engine, pipeline, preview

    def again() -> bool:
        with engine.exclusive(project):
            result = pipeline.generate(project)
        _print(result.problems)
        if not result.ok:
            click.echo("the last good pages stay until this is mended", err=True)
        return result.ok

    return preview.serve(project, again, host, port)


@main.command()
@click.option("--untriaged", is_flag=True, help="List the sentences that are neither cited nor set aside.")
@click.option("--html", "file", is_flag=False, flag_value="", metavar="[FILE]", help="Also write every sentence with its state as a local page.")
@click.pass_obj
def coverage(project: Path, untriaged: bool, file: str | None) -> int:
    """Count, per source, the sentences that are cited, set aside and not triaged.

    The page of --html shows whole articles and is not for publication; it lies in build/coverage.html unless FILE says otherwise.

    Example: explainer coverage --html
    """
    from generator import coverage_report, pipeline, reports

    result = pipeline.check(project)
    for line in reports.coverage_table(result.site, untriaged):
        click.echo(line)
    if file is not None:
        path = coverage_report.write(result.site, project, None if file == "" else Path(file))
        click.echo(f"report: {path.relative_to(project).as_posix() if path.is_relative_to(project) else path}")
    return 0


@main.command()
@click.option("--seed", default=1, show_default=True, help="Which errors are drawn; the same seed draws the same ones.")
@click.option("--plants", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many errors of each kind.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How the table is printed.")
@click.option("--markdown", is_flag=True, help="Print the table as Markdown, for the documentation.")
@click.option("--misses", is_flag=True, help="List the errors that were not caught.")
@click.pass_obj
def selftest(project: Path, seed: int, plants: int, form: str, markdown: bool, misses: bool) -> int:
    """Plant errors in a copy of the content and count what the checks catch.

    Nothing is written. Ends with 0 where enough is caught and the untouched content raises no alarm.

    Example: explainer selftest --plants 5 --misses
    """
    from generator.selftest import report, runner

    outcome = runner.run(project, seed, plants)
    if markdown:
        click.echo(report.as_markdown(outcome, f"explainer selftest --seed {seed} --plants {plants}"))
    else:
        click.echo(report.as_json(outcome) if form == "json" else report.as_text(outcome, misses))
    return 0 if outcome.passed else 1


def _print(problems: Sequence[Problem]) -> None:
    if problems:
        click.echo(text.render(problems, colour=sys.stderr.isatty() and not os.environ.get("NO_COLOR")), err=True)
