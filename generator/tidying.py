"""Puts content files on disk into the one style of `yaml_style`, each whole or not at all. Knows where content lies; must not judge it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import loader, writer
from generator.problems import EnvironmentFault, Problem
from generator.yaml_style import Refused, formatted


@dataclass(frozen=True)
class Outcome:
    """Names of the files that changed (or would), the problems of those left alone, and how many were looked at."""

    changed: tuple[str, ...]
    problems: tuple[Problem, ...]
    examined: int


def tidy(project: Path, files: Sequence[Path] = (), *, write: bool = True) -> Outcome:
    """What became of the files, or of all content where none is named. Raises ConfigurationError without content, EnvironmentFault."""
    texts = {_name(project, path): (path, _bytes(path)) for path in files} or {
        name: (project / name, raw) for name, raw in loader.files(project, []).items()
    }
    changed: list[str] = []
    problems: list[Problem] = []
    for name, (path, raw) in texts.items():
        try:
            after = formatted(name, raw)
        except Refused as refusal:
            problems += refusal.problems
            continue
        if after != raw:
            changed.append(name)
            if write:
                _replace(path.resolve(), after)
    return Outcome(tuple(changed), tuple(sorted(problems)), len(texts))


def _replace(path: Path, data: bytes) -> None:
    """Nothing comes back. The file is the old one or the new one, never a part; who may read it stays as it was."""
    mode = path.stat().st_mode
    writer.write_file(path, data)
    with writer.disk_faults("write", path.name):
        path.chmod(mode)


def _name(project: Path, path: Path) -> str:
    whole = path.resolve()
    return whole.relative_to(project).as_posix() if whole.is_relative_to(project) else path.as_posix()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise EnvironmentFault(f"{path} cannot be read: {fault.strerror}; check its permissions") from fault
