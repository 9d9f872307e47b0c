"""What goes wrong, in two kinds: a `Problem` is a mistake in content, a value that is gathered and printed with
all the others; an `ExplainerError` is for the operator (configuration, environment) and ends the run.

Must not import anything else of the package: everything else imports this.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file of the project. `path` is relative, with forward slashes; `line` and `column` count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in content: where, which check found it, what is wrong and the way out."""

    location: Location
    check: str
    message: str
    severity: str = field(default="error", compare=False)

    def __str__(self) -> str:
        warning = "warning: " if self.severity == "warning" else ""
        return f"{self.location}: [{self.check}] {warning}{self.message}"


class ExplainerError(Exception):
    """Base of all exceptions meant for the operator. `exit_code` is what the command line ends with."""

    exit_code = 2


class ConfigurationError(ExplainerError):
    """The project or the command is set up wrongly (exit 2): no `content/` folder, no `mkdocs.yml`, bad settings."""


class EnvironmentFault(ExplainerError):
    """The machine does not let us work (exit 3): a missing tool, a full disk, a folder without permission."""

    exit_code = 3


def nearest_name(name: str, known: object) -> str:
    """` Did you mean "…"?` for the most similar of the `known` names (any iterable of str), or an empty string."""
    from difflib import get_close_matches

    close = get_close_matches(name, [str(k) for k in known], n=1, cutoff=0.6)  # type: ignore[attr-defined]
    return f' Did you mean "{close[0]}"?' if close else ""
