"""What `explainer completion` does: prints what a shell needs to complete our commands, options and ids."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print what makes your shell complete commands and ids.

    Put it where the shell looks: in bash, add  eval "$(explainer completion bash)"  to ~/.bashrc; in zsh the same with zsh to
    ~/.zshrc; in fish, write the output to ~/.config/fish/completions/explainer.fish. The bash one needs bash 4.4 or newer.

    Example: explainer completion bash
    """
    made = get_completion_class(shell)
    assert made is not None  # the three are click's own
    click.echo(made(click.get_current_context().find_root().command, {}, "explainer", "_EXPLAINER_COMPLETE").source())
    return 0
