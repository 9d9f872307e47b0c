"""Files to records: finds every file under `content/`, reads it, validates it against its model and gathers all problems.

One file at a time: whether an id that is mentioned exists is the resolver's work. A broken record is left out but its id
is remembered, so that one mistake is reported once and not again at every place that mentions it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from generator import models
from generator.complaints import complaints
from generator.marks import Document
from generator.problems import ConfigurationError, EnvironmentFault, Location, Problem
from generator.reader import ReadProblems, read

FOLDERS: dict[str, type[models.Source | models.Entity | models.Explainer | models.Topic]] = {
    "sources": models.Source,
    "actors": models.Actor,
    "factions": models.Faction,
    "geography": models.Place,
    "claims": models.Topic,
    "explainers": models.Explainer,
}
TOPIC_LISTS: dict[str, type[BaseModel]] = {
    "claims": models.Claim,
    "questions": models.Question,
    "inferences": models.Inference,
    "absences": models.Absence,
}


@dataclass(frozen=True)
class Loaded:
    """A record with the document it came from; `keys` lead to it inside the document. `name` is the id, or the topic's file name."""

    name: str
    record: Any
    document: Document
    keys: tuple[str | int, ...] = ()

    def where(self, *keys: str | int, key: bool = False, offset: int | None = None) -> Location:
        """The place of a field of this record; see `Document.where`."""
        return self.document.where(*self.keys, *keys, key=key, offset=offset)


@dataclass
class Content:
    """All records of a project by folder, in file order. `broken` holds ids that exist but failed; `unread` folders with unreadable files."""

    settings: Loaded | None = None
    records: dict[str, list[Loaded]] = field(default_factory=lambda: {name: [] for name in (*FOLDERS, *TOPIC_LISTS)})
    topics: list[Loaded] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def load(project: Path) -> Content:
    """Everything under `project/content`, with problems. Raises ConfigurationError where there is no such folder."""
    root = project / "content"
    if not root.is_dir():
        raise ConfigurationError("there is no content/ folder here; run the command in the project's folder or name it with --project")
    content = Content()
    for path, folder in _files(root, content.problems):
        name = path.relative_to(project).as_posix()
        try:
            document = read(name, path.read_bytes())
        except ReadProblems as fault:
            content.problems.extend(fault.problems)
            content.broken.add(path.stem)
            content.unread.add(folder)
        except OSError as fault:
            raise EnvironmentFault(f"{name} cannot be read: {fault.strerror}; check its permissions") from fault
        else:
            _take(content, folder, path.stem, document)
    if content.settings is None and "site" not in content.broken:
        content.problems.append(
            Problem(Location("content/site.yaml"), "settings-missing", "there is no content/site.yaml; it holds the site's title and settings")
        )
    return content


def _files(root: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Each file to read with its folder ("" for site.yaml), sorted, so that two machines agree. Anything else is a problem."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        name = "/".join((root.name, *parts))
        if any(part.startswith(".") for part in parts):
            continue
        if path.is_symlink():
            problems.append(Problem(Location(name), "unread-file", "is a symbolic link; links are not followed, put the file itself here"))
        elif path.is_dir():
            if len(parts) > 1 or parts[0] not in FOLDERS:
                known = ", ".join(FOLDERS)
                problems.append(Problem(Location(name), "unread-file", f"is a folder that nothing reads; content folders are {known}"))
        elif parts == ("site.yaml",):
            yield path, ""
        elif len(parts) == 2 and parts[0] in FOLDERS and path.suffix == ".yaml":
            yield path, parts[0]
        elif len(parts) <= 1 or parts[0] in FOLDERS:
            hint = "name it .yaml" if path.suffix == ".yml" else "move it out of content/, or name it .yaml in one of its folders"
            problems.append(Problem(Location(name), "unread-file", f"is a file that nothing reads; {hint}"))


def _take(content: Content, folder: str, stem: str, document: Document) -> None:
    if not folder:
        record = _validate(content, models.Settings, document.data, document, ())
        content.settings = Loaded("site", record, document) if record else None
        if record is None:
            content.broken.add("site")
    elif folder == "claims":
        _take_topic(content, stem, document)
    else:
        _take_single(content, folder, stem, document)


def _take_single(content: Content, folder: str, stem: str, document: Document) -> None:
    record = _validate(content, FOLDERS[folder], document.data, document, ())
    if record is None:
        data = document.data
        content.broken.update({stem, str(data.get("id", stem)) if isinstance(data, dict) else stem})
        return
    if record.id != stem:
        message = f'the id "{record.id}" and the file name "{stem}.yaml" differ; make them the same'
        content.problems.append(Problem(document.where("id"), "id-file-name", message))
        content.broken.add(stem)
    content.records[folder].append(Loaded(record.id, record, document))


def _take_topic(content: Content, stem: str, document: Document) -> None:
    """A topic file record by record, so that one bad claim does not take its neighbours along."""
    data = document.data
    if not isinstance(data, dict) or any(not isinstance(data.get(name) or [], list) for name in TOPIC_LISTS):
        _validate(content, models.Topic, data, document, ())
        content.unread.add("claims")
        return
    shell = {key: value for key, value in data.items() if key not in TOPIC_LISTS}
    topic = _validate(content, models.Topic, shell, document, ())
    kept: dict[str, tuple[Any, ...]] = {}
    for name, model in TOPIC_LISTS.items():
        good = []
        for index, item in enumerate(data.get(name) or []):
            record = _validate(content, model, item, document, (name, index))
            if record is not None:
                good.append(record)
                content.records[name].append(Loaded(record.id, record, document, (name, index)))
            elif isinstance(item, dict):
                content.broken.add(str(item.get("id")))
            else:
                content.unread.add("claims")
        kept[name] = tuple(good)
    if topic is not None:
        content.topics.append(Loaded(stem, topic.model_copy(update=kept), document))


def _validate(content: Content, model: type[BaseModel], data: Any, document: Document, keys: tuple[str | int, ...]) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        content.problems.extend(complaints(model, fault.errors(include_url=False), document, keys))
        return None
