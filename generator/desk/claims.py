"""A drafted claim into its topic file: which file that is, the text with the claim in it, and what the checks then say of it.

The one module of the desk that changes a file which is there already; it adds and never changes what stands in it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator import pipeline
from generator.desk.append import Appended, NoPlace, append
from generator.models.base import Id
from generator.problems import ConfigurationError, EnvironmentFault, Problem
from generator.reader import ReadProblems
from generator.site import Site
from generator.writer import write_file
from generator.yaml_style import Refused, formatted

_ID: TypeAdapter[str] = TypeAdapter(Id)


@dataclass(frozen=True)
class Added:
    """Where the claim stands now, and the problems that lie in it."""

    path: str
    first: int
    problems: tuple[Problem, ...]


def require_id(name: str, what: str) -> str:
    """The name, if it can be an id. Raises ConfigurationError."""
    try:
        return _ID.validate_python(name)
    except ValidationError as fault:
        raise ConfigurationError(f"{what}: {fault.errors()[0]['msg'].removeprefix('Value error, ')}") from None


def topic_for(site: Site, about: list[str], wanted: str | None) -> str:
    """The name of the topic file: the one wanted, else the one that holds most claims about the same entities, else the only one.

    Raises ConfigurationError where that is not plain.
    """
    if wanted:
        return require_id(wanted.removesuffix(".yaml"), "--topic")
    counts = Counter(site.topic_of[claim.id] for name in about for claim in site.claims_about.get(name, ()) if claim.id in site.topic_of)
    if counts:
        return min(counts, key=lambda topic: (-counts[topic], topic))
    if len(site.topics) == 1:
        return next(iter(site.topics))
    there = f"there are {', '.join(site.topics)}" if site.topics else "there is none yet"
    raise ConfigurationError(f"no topic file is plainly the right one; name it with --topic NAME, an old or a new one ({there})")


def require_free(site: Site, name: str) -> None:
    """Nothing comes back. Raises ConfigurationError for an id that is taken."""
    for kind in ("claims", "inferences", "absences"):
        if (kind, name) in site.loaded:
            raise ConfigurationError(f'the id "{name}" is taken already, at {site.where(kind, name, "id")}; choose another with --id')


def add(project: Path, topic: str, claim: dict[str, Any]) -> Added:
    """Adds the claim to the topic's file, or makes that file, in one step. Raises ConfigurationError where there is no place for it."""
    path = f"content/claims/{topic}.yaml"
    file = project / path
    if file.is_symlink():
        raise ConfigurationError(f"{path} is a symbolic link; put the file itself there")
    try:
        raw = file.read_bytes() if file.exists() else b""
        made = _appended(path, raw, topic, claim)
        if (file.read_bytes() if file.exists() else b"") != raw:
            raise ConfigurationError(f"{path} was changed by somebody else just now; run the command again")
    except OSError as fault:
        raise EnvironmentFault(f"{path} cannot be read: {fault.strerror}; check its permissions") from fault
    mode = file.stat().st_mode if file.exists() else None
    write_file(file, made.text.encode("utf-8"))
    if mode is not None:
        file.chmod(mode)
    problems = pipeline.check(project).problems
    mine = tuple(p for p in problems if p.location.path == path and made.first <= p.location.line <= made.last)
    return Added(path, made.first, mine)


def _appended(path: str, raw: bytes, topic: str, claim: dict[str, Any]) -> Appended:
    try:
        return _styled(path, raw, append(raw.decode("utf-8"), claim, topic.replace("-", " ").capitalize()))
    except UnicodeDecodeError as fault:
        raise ConfigurationError(f"{path} is not UTF-8 (byte {fault.start + 1}); mend it first, nothing was written") from None
    except ReadProblems as fault:
        place = fault.problems[0].location
        raise ConfigurationError(f"{path}:{place.line}:{place.column}: {fault.problems[0].message}; mend it first, nothing was written") from None
    except NoPlace:
        raise ConfigurationError(
            f"{path}: the claim cannot be added without a change of what is there; write its `claims:` as a list, one entry a line after"
            ' "- ", or take another --topic (--dry-run prints the claim for pasting)'
        ) from None


def _styled(path: str, raw: bytes, made: Appended) -> Appended:
    """The same in the one style, if the file was in it or is new; a file in a style of its own keeps it, also in what is added."""
    try:
        if raw and formatted(path, raw) != raw:
            return made
        text = formatted(path, made.text.encode("utf-8")).decode("utf-8")
    except Refused:
        return made
    before = "".join(made.text.splitlines(keepends=True)[: made.first - 1])
    after = "".join(made.text.splitlines(keepends=True)[made.last :])
    if not raw:
        return Appended(text, 1, text.count("\n"))
    if not text.startswith(before) or not text.endswith(after):
        return made
    return Appended(text, made.first, text.count("\n") - after.count("\n"))
