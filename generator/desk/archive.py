"""The archived texts as an editor at work needs them: also those of sources whose record is a draft and fails its checks.

Reads records and texts and judges nothing; what is wrong with a record is for `explainer check` to say.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import dates, loader
from generator.problems import ConfigurationError, EnvironmentFault, nearest_name
from generator.quotes.normalise import normalise
from generator.reader import ReadProblems, read
from generator.site import ArchivedText


@dataclass(frozen=True)
class Archived:
    """A source as far as its record says: its text, the outlet, the day of publication and the address ("" or None where it does not)."""

    id: str
    path: str
    text: ArchivedText
    outlet: str = ""
    issued: str | None = None
    url: str = ""

    @property
    def published(self) -> dates.Date | None:
        """The date of publication, where there is a sound one."""
        with suppress(ValueError):
            return dates.parse(self.issued) if self.issued else None
        return None


def archive(project: Path) -> dict[str, Archived]:
    """The sources by id, in the order of their files.

    Raises ConfigurationError where there is no content, EnvironmentFault for a file that cannot be read.
    """
    found = {}
    for name, raw in loader.files(project, []).items():
        if name.startswith("content/sources/"):
            with suppress(ReadProblems):
                source = _source(project, name, read(name, raw).data)
                if source:
                    found[source.id] = source
    return found


def chosen(sources: dict[str, Archived], wanted: tuple[str, ...]) -> dict[str, Archived]:
    """The sources of these ids; all where none is named. Raises ConfigurationError for an id that is not there."""
    for name in wanted:
        if name not in sources:
            raise ConfigurationError(f'"{name}" is not the id of a source.{nearest_name(name, sources)} Sources: {", ".join(sources) or "none yet"}')
    return {name: source for name, source in sources.items() if name in wanted} if wanted else sources


def _source(project: Path, name: str, data: Any) -> Archived | None:
    archived = data.get("archived") if isinstance(data, dict) else None
    file = archived.get("file") if isinstance(archived, dict) else None
    path = project / file if isinstance(file, str) and file else None
    if path is None or ".." in path.parts or not path.is_relative_to(project) or not path.is_file() or path.is_symlink():
        return None
    try:
        raw = path.read_bytes().decode("utf-8", "replace")
    except OSError as fault:
        raise EnvironmentFault(f"{file} cannot be read: {fault.strerror}; check its permissions") from fault
    texts = {key: value for key, value in data.items() if isinstance(value, str)}
    text = ArchivedText(str(file), raw, normalise(raw), texts.get("language", "en"))
    return Archived(Path(name).stem, name, text, texts.get("container-title", ""), texts.get("issued"), texts.get("URL", ""))
