"""Keeps one mistake from being reported many times: a judgement about a record whose form is broken is left out.

A quote that was not found has no figures to compare; a claim that could not be read has no speaker. The judgement comes back
by itself in the next run, when the form is mended. Must not look at what a check is about, only at where its problem lies.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from generator.problems import Location, Problem
from generator.references import mentioned, mentioned_in_prose
from generator.site import Site

Key = tuple[str, str]
"""Kind and id of a record, as in `Site.loaded`."""


def without_cascades(site: Site, form: Iterable[Problem], judged: Iterable[Problem]) -> list[Problem]:
    """The judgements that do not lie in, or rest on, a record that `form` finds broken.

    A record rests on those its fields and its prose mention, and a source on the settings, which hold origins and limits.
    """
    form = list(form)
    if not form:
        return list(judged)
    records = Records(site)
    unsound = {key for problem in form if (key := records.at(problem.location))} | {("", name) for name in site.broken}
    names = {name for _, name in unsound}
    return [problem for problem in judged if not (key := records.at(problem.location)) or not (records.rests_on(key) & names)]


class Records:
    """The records of a site by their places in the files, and what each rests on."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._starts: dict[str, list[tuple[int, Key]]] = {}
        for key, loaded in site.loaded.items():
            line = loaded.where().line if loaded.keys else 1
            self._starts.setdefault(loaded.document.path, []).append((line, key))
        for starts in self._starts.values():
            starts.sort()
        self._prose: dict[Key, set[str]] = {}
        for part in site.prose_fields:
            kind = "site" if part.owner.name == "site" else site.kind_of[part.owner.name]
            self._prose.setdefault((kind, part.owner.name), set()).update(name for _, name, _ in mentioned_in_prose(part.prose))

    def at(self, location: Location) -> Key | None:
        """The record whose lines hold the place."""
        starts = self._starts.get(location.path)
        place = bisect_right(starts, location.line, key=lambda start: start[0]) if starts else 0
        return starts[place - 1][1] if starts and place else None

    def rests_on(self, key: Key) -> set[str]:
        """The names of the record itself and of those it rests on, one step further where it cites claims in prose."""
        names = {key[1], *self._direct(key)}
        for name in [*names]:
            if ("claims", name) in self._site.loaded:
                names |= self._direct(("claims", name))
        return names | ({"site"} if key[0] == "sources" else set())

    def _direct(self, key: Key) -> set[str]:
        loaded = self._site.loaded.get(key)
        return {name for _, name, _ in mentioned(key[0], loaded)} | self._prose.get(key, set()) if loaded else set()
