"""The command line. Parses arguments, calls the pipeline, prints what it found, ends with the right exit code:
0 clean, 1 problems in the content, 2 usage or configuration, 3 environment, 4 our own bug, 130 interrupted (129, 143: hung up, ended)."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from generator import __version__, commands, process
from generator.problems import EnvironmentFault, ExplainerError

ENVIRONMENT, OUR_BUG = 3, 4
INTERRUPTED = 130


class _Commands(click.Group):
    """The command group with our exit codes: an operator's error is one line, a bug says where to report it."""

    def main(self, *args: object, **kwargs: object) -> None:  # type: ignore[override]
        gc.set_threshold(20_000, 20, 50)  # most of what is made stays: looking for garbage often took a fifth of the time
        try:
            kwargs["standalone_mode"] = False
            process.ready_streams()
            with process.ended_in_order():
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
        except SystemExit as leave:
            if name := process.ended_by(leave.code):
                click.echo(f"ended by {name}; nothing half-done is left", err=True)
            raise
        except Exception as fault:
            if what := process.refused(fault):
                click.echo(f"error: {what}", err=True)
                sys.exit(ENVIRONMENT)
            click.echo(f"error: this is a bug in explainer {__version__}: {type(fault).__name__}: {fault}; please report it", err=True)
            sys.exit(OUR_BUG)
        sys.exit(status if isinstance(status, int) else 0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return commands.names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; its module is imported only when it is wanted."""
        return commands.command(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing comes back. Writes the commands in groups; one that is in none stands under "More"."""
        grouped = {name for group in commands.GROUPS.values() for name in group}
        rest = tuple(name for name in commands.names() if name not in grouped)
        for heading, group in {**commands.GROUPS, "More": rest}.items():
            rows = [(name, _first_sentence(found)) for name in group if (found := self.get_command(ctx, name))]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows, col_max=12)

    def invoke(self, ctx: click.Context) -> object:
        """As the original, but a reader that has gone away (`| head`) is no error; to click it is exit 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
            return 0


def _first_sentence(command: click.Command) -> str:
    """The first paragraph of the help, on one line."""
    return " ".join((command.help or "").split("\n\n")[0].split()).removesuffix(".")


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from generator.engine import engine_version

        click.echo(f"explainer {__version__} ({engine_version()})")
        context.exit()


@click.group(
    cls=_Commands,
    epilog="`explainer COMMAND --help` tells more of a command, with an example.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version, with the site engine's.")
@click.option("--project", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The project's folder (default: this one).")
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Explainer sites in which every sentence can be traced to the exact words it rests on."""
    if sys.flags.optimize > 1:
        raise EnvironmentFault("Python leaves the docstrings out (-OO or PYTHONOPTIMIZE=2), and the manual is made of them; run it without")
    if not project.is_dir():
        raise click.BadParameter(f'"{project}" is not a folder', param_hint="--project")
    try:
        context.obj = project.resolve()
    except FileNotFoundError:
        raise click.BadParameter("the folder you are in was deleted; change to another one", param_hint="--project") from None
