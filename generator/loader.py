"""Files to records: finds every file under `content/`, reads it, validates it against its model and gathers all problems.

One file at a time: whether an id that is mentioned exists is the resolver's work. A broken record is left out but its id
is remembered, so that one mistake is reported once and not again at every place that mentions it; of broken settings the
sound fields are kept, so that the mistakes of all other files are still found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator import models
from generator.complaints import EMPTY, complaints
from generator.folders import below
from generator.models.base import Id
from generator.problems import ConfigurationError, EnvironmentFault, Location, Problem
from generator.reader import Document, ReadProblems, read

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

SETTINGS = "content/site.yaml"
_ID: TypeAdapter[str] = TypeAdapter(Id)
_FOLDER_PAGE = "index"
_TAKEN = '"index" is the address of the folder\'s own page; choose another name'
_ANY_SETTINGS: dict[str, Any] = {
    "title": "?",
    "description": "?",
    "covers": "2000",
    "as_of": "2000",
    "intro": "Nothing.{.signpost}",
    "licence": {"name": "?", "url": "https://example.org/"},
    "origins": [{"id": "unknown", "name": "?"}],
}
"""What stands in for required settings that failed. Never published: where it is used there is a problem."""


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
    """All records of a project by folder, in file order.

    `broken` holds ids that exist but failed ("site" for the settings), `unread` folders with files or entries whose ids cannot be
    known, `unset` the fields of the settings that failed.
    """

    settings: Loaded
    records: dict[str, list[Loaded]] = field(default_factory=lambda: {name: [] for name in (*FOLDERS, *TOPIC_LISTS)})
    topics: list[Loaded] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    unset: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def load(project: Path) -> Content:
    """Everything under `project/content`, with problems. Raises ConfigurationError where there is no such folder."""
    problems: list[Problem] = []
    content = joined(load_file(name, raw) for name, raw in files(project, problems).items())
    content.problems[:0] = problems
    return content


def files(project: Path, problems: list[Problem]) -> dict[str, bytes]:
    """The bytes of every file to read, by its path in the project; what nothing reads is added to `problems`.

    Raises ConfigurationError where there is no content folder, EnvironmentFault where a file cannot be read.
    """
    root = project / "content"
    if not root.is_dir():
        raise ConfigurationError("there is no content/ folder here; run the command in the project's folder or name it with --project")
    found = {}
    for path in _files(root, problems):
        name = path.relative_to(project).as_posix()
        try:
            found[name] = path.read_bytes()
        except OSError as fault:
            raise EnvironmentFault(f"{name} cannot be read: {fault.strerror}; check its permissions") from fault
    return found


def load_file(name: str, raw: bytes) -> Content:
    """What one file holds; `name` is its path, such as content/actors/noor-tal.yaml. For `joined`."""
    content = _nothing()
    _, *folder, file = name.split("/")
    stem = file.removesuffix(".yaml")
    try:
        document = read(name, raw)
    except ReadProblems as fault:
        content.problems.extend(fault.problems)
        content.broken.add(stem)
        content.unread.update(folder or ("",))
    else:
        _take(content, "/".join(folder), stem, document.data, document.bare)
    return content


def joined(parts: Iterable[Content]) -> Content:
    """The contents of several files as one; the parts stay as they are."""
    content = _nothing()
    settled = False
    for part in parts:
        for folder, records in part.records.items():
            content.records[folder] += records
        content.topics += part.topics
        content.broken |= part.broken
        content.unread |= part.unread
        content.problems += part.problems
        if part.settings.document.text:
            content.settings, content.unset = part.settings, set(part.unset)
        settled = settled or "site" in part.broken or bool(part.settings.document.text)
    if not settled:
        content.broken.add("site")
        content.problems.append(Problem(Location(SETTINGS), "settings-missing", f"there is no {SETTINGS}; it holds the site's title and settings"))
    return content


def _nothing() -> Content:
    return Content(_NO_SETTINGS, unset=set(models.Settings.model_fields))


def _files(root: Path, problems: list[Problem]) -> Iterator[Path]:
    """Each file to read, sorted, so that two machines agree. Anything else is a problem."""
    for path in below(root, root.name):
        parts = path.relative_to(root).parts
        name = "/".join((root.name, *parts))
        if path.is_symlink():
            problems.append(Problem(Location(name), "unread-file", "is a symbolic link; links are not followed, put the file itself here"))
        elif path.is_dir():
            if len(parts) > 1 or parts[0] not in FOLDERS:
                known = ", ".join(FOLDERS)
                problems.append(Problem(Location(name), "unread-file", f"is a folder that nothing reads; content folders are {known}"))
        elif parts == ("site.yaml",) or (len(parts) == 2 and parts[0] in FOLDERS and path.suffix == ".yaml"):
            yield path
        elif len(parts) == 1 or (len(parts) == 2 and parts[0] in FOLDERS):  # what lies deeper was reported with its folder
            hint = "name it .yaml" if path.suffix == ".yml" else "move it out of content/, or name it .yaml in one of its folders"
            problems.append(Problem(Location(name), "unread-file", f"is a file that nothing reads; {hint}"))


def _take(content: Content, folder: str, stem: str, data: Any, document: Document) -> None:
    if not folder:
        _take_settings(content, data, document)
    elif folder == "claims":
        _take_topic(content, stem, data, document)
    else:
        _take_single(content, folder, stem, data, document)


def _take_settings(content: Content, data: Any, document: Document) -> None:
    record = _validate(content, models.Settings, data, document, ())
    if record is not None:
        content.settings = Loaded("site", record, document)
        content.unset.clear()
    else:
        content.settings = _sound_settings(data, document)
        content.unset -= content.settings.record.model_fields_set
        content.broken.add("site")


def _take_single(content: Content, folder: str, stem: str, data: Any, document: Document) -> None:
    record = _validate(content, FOLDERS[folder], data, document, ())
    if record is None:
        content.broken.update({stem, str(data.get("id", stem)) if isinstance(data, dict) else stem})
        return
    if record.id != stem:
        message = f'the id "{record.id}" and the file name "{stem}.yaml" differ; make them the same'
        content.problems.append(Problem(document.where("id"), "id-file-name", message))
        content.broken.update({stem, record.id})
    elif stem == _FOLDER_PAGE:
        content.problems.append(Problem(document.where("id"), "id-file-name", _TAKEN))
    content.records[folder].append(Loaded(record.id, record, document))


def _take_topic(content: Content, stem: str, data: Any, document: Document) -> None:
    """A topic file record by record, so that one bad claim does not take its neighbours along."""
    if stem == _FOLDER_PAGE or not _is_id(stem):
        message = _TAKEN if stem == _FOLDER_PAGE else f'"{stem}.yaml" becomes an address: use lower-case letters, digits and single hyphens'
        content.problems.append(Problem(document.where(), "id-file-name", message))
    if not isinstance(data, dict) or any(not isinstance(data.get(name), list | None) for name in TOPIC_LISTS):
        _validate(content, models.Topic, data, document, ())
        content.unread.add("claims")
        content.broken.add(stem)
        return
    shell = {key: value for key, value in data.items() if key not in TOPIC_LISTS or value is None}
    topic = _validate(content, models.Topic, shell, document, ())
    if topic is None:
        content.broken.add(stem)
    if set(shell) - set(models.Topic.model_fields):  # most likely one of the lists, with its ids, under a misspelt key
        content.unread.add("claims")
    kept: dict[str, tuple[Any, ...]] = {}
    for name, model in TOPIC_LISTS.items():
        good = []
        for index, item in enumerate(data.get(name) or []):
            record = _validate(content, model, item, document, (name, index))
            if record is not None:
                good.append(record)
                content.records[name].append(Loaded(record.id, record, document, (name, index)))
            else:
                content.broken.add(_id_in(item) or stem)
                if _id_in(item) is None:
                    content.unread.add("claims")
        kept[name] = tuple(good)
    if topic is not None:
        content.topics.append(Loaded(stem, topic.model_copy(update=kept), document))


def _validate(content: Content, model: type[BaseModel], data: Any, document: Document, keys: tuple[str | int, ...]) -> Any:
    empty = [Problem(document.where(*keys, *path), "field-empty", EMPTY.format(path[-1])) for path in _empty(data) if path]
    found: list[Problem] = []
    record = None
    try:
        record = model.model_validate(data)
    except ValidationError as fault:
        found = list(complaints(model, fault.errors(include_url=False), document, keys))
    told = {problem.location for problem in found if problem.check == "field-empty"}  # in words that fit the field better
    content.problems.extend([*(problem for problem in empty if problem.location not in told), *found])
    return None if empty else record


def _empty(data: Any) -> Iterator[tuple[str | int, ...]]:
    """The keys that lead to values which nobody wrote: an optional field would take them for left out."""
    if data is None:
        yield ()
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if type(value) is not str:
            yield from ((step, *path) for path in _empty(value))


def _sound_settings(data: Any, document: Document) -> Loaded:
    """The settings with whatever fields of `data` are sound, named by its `model_fields_set`; the rest is stood in for."""
    sound = {}
    for key, value in data.items() if isinstance(data, dict) else ():
        with suppress(ValidationError):
            models.Settings.model_validate({**_ANY_SETTINGS, key: value})
            sound[key] = value
    whole = models.Settings.model_validate({**_ANY_SETTINGS, **sound})
    return Loaded("site", models.Settings.model_construct(_fields_set=set(sound), **dict(whole)), document)


def _id_in(item: Any) -> str | None:
    """The id of an entry that failed, where it is sound enough to be the one that others mention."""
    named = item.get("id") if isinstance(item, dict) else None
    return named if isinstance(named, str) and _is_id(named) else None


def _is_id(name: str) -> bool:
    try:
        return bool(_ID.validate_python(name))
    except ValidationError:
        return False


_NO_SETTINGS = _sound_settings(None, Document(SETTINGS, "", None))
