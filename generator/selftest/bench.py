"""The bench: a copy of a project in memory, in which one error at a time is planted, and what is found then.

The content is written anew, one value a line, so that the lines of a record are known; only the file with the error is read
again. Archived texts are copied to a temporary folder. The project itself is never touched.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator import checks
from generator.loader import Content, files, joined, load_file
from generator.problems import Problem
from generator.reader import ReadProblems, read
from generator.resolver import resolve
from generator.selftest.plants import Edit, Keys, Plant
from generator.site import Site

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_LINE = 1_000_000  # characters: no value is folded


@dataclass(frozen=True)
class Snapshot:
    """The bytes of a project: the files under `content/` and the archived texts, by path."""

    content: dict[str, bytes]
    archived: dict[str, bytes]


def snapshot(project: Path) -> Snapshot:
    """The project as it is now, so that all processes judge the same one."""
    content = files(project, [])
    sources = [loaded for name, raw in content.items() for loaded in load_file(name, raw).records["sources"]]
    paths = [loaded.record.archived.file for loaded in sources]
    return Snapshot(content, {path: (project / path).read_bytes() for path in paths if (project / path).is_file()})


class Bench:
    """The copy. `site` is the untouched one; use it in `with`, which removes the temporary folder."""

    def __init__(self, whole: Snapshot) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="explainer-selftest-")
        self.project = Path(self._folder.name)
        self.data: dict[str, Any] = {}
        self._parts: dict[str, Content] = {}
        for name, raw in whole.content.items():
            try:
                self.data[name] = read(name, raw).data
                self._parts[name] = load_file(name, dump(self.data[name]))
            except ReadProblems:
                self._parts[name] = load_file(name, raw)
        for path, raw in whole.archived.items():
            (self.project / path).parent.mkdir(parents=True, exist_ok=True)
            (self.project / path).write_bytes(raw)
        self.archived = {path: raw.decode("utf-8", "replace") for path, raw in whole.archived.items()}
        self.site, found = self._resolved({})
        self._before = {_key(problem) for problem in [*found, *checks.run(self.site)]}

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *fault: object) -> None:
        self._folder.cleanup()

    def _resolved(self, changed: Mapping[str, Content]) -> tuple[Site, list[Problem]]:
        content = joined(changed.get(name, part) for name, part in self._parts.items())
        site, problems = resolve(content, self.project)
        return site, [*content.problems, *problems]

    def caught(self, plant: Plant, order: list[str]) -> str:
        """The first problem id with a new error inside the plant's targets, or an empty string where the plant is missed.

        `order` names the checks in the order in which they are asked; the one that answers moves to the front, since the next
        plant of the kind is likely to be its business too. Which plants are caught does not depend on the order.
        """
        changed = {path: dump(_edited(self.data[path], plant, path)) for path in dict.fromkeys(e.path for e in plant.edits if e.path in self.data)}
        texts = [edit for edit in plant.edits if edit.path in self.archived]
        try:
            for edit in texts:
                (self.project / edit.path).write_text(edit.value, encoding="utf-8", newline="")
            site, found = self._resolved({path: load_file(path, raw) for path, raw in changed.items()})
        finally:
            for edit in texts:
                (self.project / edit.path).write_text(self.archived[edit.path], encoding="utf-8", newline="")
        if answer := self._answer(found, plant, changed):
            return answer
        excluded = {exclusion.check for exclusion in site.settings.exclusions}
        for name in order:
            answer = self._answer(checks.modules()[name].check(site), plant, changed)
            if answer in excluded:  # only a whole run knows what an exclusion takes away
                return self._answer(checks.run(site), plant, changed)
            if answer:
                order.insert(0, order.pop(order.index(name)))
                return answer
        return ""

    def _answer(self, found: Iterable[Problem], plant: Plant, changed: Mapping[str, bytes]) -> str:
        fresh = (problem for problem in found if problem.severity == "error" and _key(problem) not in self._before)
        return next((problem.check for problem in fresh if self._inside(problem, plant, changed)), "")

    def _inside(self, problem: Problem, plant: Plant, changed: Mapping[str, bytes]) -> bool:
        path, line = problem.location.path, problem.location.line
        for target, keys in plant.targets:
            if target == path:
                raw = changed.get(path) or dump(self.data[path])
                first, last = _lines(path, raw, keys)
                if first <= line <= last:
                    return True
        return False


def dump(data: Any) -> bytes:
    """The bytes of a YAML file in which each text stands in double quotes on one line."""
    text: str = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, default_style='"', width=_LINE, default_flow_style=False)
    return text.encode("utf-8")


def _edited(data: Any, plant: Plant, path: str) -> Any:
    data = copy.deepcopy(data)
    for edit in (edit for edit in plant.edits if edit.path == path):
        _set(data, edit)
    return data


def _set(data: Any, edit: Edit) -> None:
    *head, last = edit.keys
    for key in head:
        data = data[key]
    if edit.value is None and isinstance(data, dict):
        data.pop(last, None)
    elif edit.value is None:
        del data[last]
    else:
        data[last] = edit.value


def _lines(path: str, raw: bytes, keys: Keys) -> tuple[int, int]:
    """The first and last line of the value at `keys`."""
    document = read(path, raw)
    value = document.data
    for key in keys:
        value = value[key]
    first = document.where(*keys).line if keys else 1
    return first, first + dump(value).count(b"\n") - 1


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.location.path, problem.check, problem.message
