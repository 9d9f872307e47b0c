"""Records to a `Site`: every id leads to its record, every archived text is read and hashed, every quote is looked up.

Reports ids that lead nowhere, ids used twice and archived texts that are missing or changed. Whether a quote was found,
and everything else that needs judgement, is left to the checks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.loader import TOPIC_LISTS, Content, Loaded
from generator.map.geometry import Geometry
from generator.map.geometry import load as load_geometry
from generator.models import Citation, Source
from generator.problems import EnvironmentFault, Problem, nearest_name
from generator.quotes.matcher import Match, match
from generator.quotes.normalise import normalise
from generator.references import mentioned, mentioned_in_prose
from generator.site import ArchivedText, Site

ENTITY_FOLDERS = ("actors", "factions", "geography")
KINDS = {
    "entity": ENTITY_FOLDERS,
    "source": ("sources",),
    "claim": ("claims",),
    "question": ("questions",),
    "explainer": ("explainers",),
    "evidence": ("claims", "inferences", "absences"),
}
"""What an id may be asked to be, and where such records live. Ids are unique within the folders of each row."""


def resolve(content: Content, project: Path) -> tuple[Site, list[Problem]]:
    """The site, and what is wrong with it. Raises EnvironmentFault where an archived text cannot be read."""
    problems = list(_duplicates(content))
    texts = _texts(content, project, problems)
    geometry, found = load_geometry(content.settings, project)
    problems += found
    site = _assemble(content, texts, geometry)
    known = _known(content)
    problems += _dangling(content, site, known)
    return site, problems


def _duplicates(content: Content) -> Iterator[Problem]:
    """Two records with one id; the second counts as broken. Entities, explainers and sources share one row: prose links to any of them by id."""
    rows = (("claims", "inferences", "absences"), ("questions",), (*ENTITY_FOLDERS, "explainers", "sources"))
    for row in rows:
        first: dict[str, Loaded] = {}
        for folder in row:
            for loaded in content.records[folder]:
                if loaded.name in first:
                    earlier = first[loaded.name].where("id")
                    message = f'the id "{loaded.name}" is taken already, at {earlier.path}:{earlier.line}; choose another'
                    yield Problem(loaded.where("id"), "id-duplicate", message)
                    content.broken.add(loaded.name)
                else:
                    first[loaded.name] = loaded


def _texts(content: Content, project: Path, problems: list[Problem]) -> dict[str, ArchivedText]:
    texts = {}
    for loaded in content.records["sources"]:
        archived = loaded.record.archived
        path = project / archived.file
        steps = (archived.file, *map(str, PurePosixPath(archived.file).parents))
        try:
            raw = path.read_bytes() if path.is_file() and not any((project / step).is_symlink() for step in steps) else None
        except OSError as fault:
            raise EnvironmentFault(f"{archived.file} cannot be read: {fault.strerror}; check its permissions") from fault
        if raw is None:
            message = f"the archived text {archived.file} is not there (links are not followed); put the text as read into that file"
            problems.append(Problem(loaded.where("archived", "file"), "source-file", message))
            continue
        digest = hashlib.sha256(raw).hexdigest()
        if digest != archived.sha256:
            way_out = "restore the file, or archive it anew as another source"
            message = f"{archived.file} is not the text that was archived: its SHA-256 is {digest}; {way_out}"
            problems.append(Problem(loaded.where("archived", "sha256"), "source-hash", message))
            continue  # quotes that are not in another text say nothing
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as fault:
            problems.append(Problem(loaded.where("archived", "file"), "source-encoding", f"{archived.file} is not UTF-8 (byte {fault.start + 1})"))
            continue
        texts[loaded.name] = ArchivedText(archived.file, text, normalise(text), loaded.record.language)
    return texts


def _assemble(content: Content, texts: dict[str, ArchivedText], geometry: Geometry | None) -> Site:
    records = {folder: {loaded.name: loaded.record for loaded in found} for folder, found in content.records.items()}
    order = {name: place for place, name in enumerate(content.settings.record.explainers)}
    explainers = dict(sorted(records["explainers"].items(), key=lambda item: (order.get(item[0], len(order)), item[0])))
    entities = {name: record for folder in ENTITY_FOLDERS for name, record in records[folder].items()}
    matches, replies = {}, {}
    for name, claim in records["claims"].items():
        matches.update({(name, i): found for i, citation in enumerate(claim.cite) if (found := _match(citation, texts)) is not None})
        for i, citation in enumerate(claim.reply.cite if claim.reply else ()):
            if (found := _match(citation, texts)) is not None:
                replies[name, i] = found
    return Site(
        settings=content.settings.record,
        sources=records["sources"],
        texts=texts,
        entities=entities,
        topics={loaded.name: loaded.record for loaded in content.topics},
        claims=records["claims"],
        questions=records["questions"],
        inferences=records["inferences"],
        absences=records["absences"],
        explainers=explainers,
        topic_of={item.id: topic.name for topic in content.topics for part in TOPIC_LISTS for item in getattr(topic.record, part)},
        matches=matches,
        reply_matches=replies,
        set_aside=_set_aside(records["sources"], texts),
        passages=_passages(records["sources"], texts),
        loaded=_loaded(content),
        broken=frozenset(content.broken),
        geometry=geometry,
    )


def _match(citation: Citation, texts: dict[str, ArchivedText]) -> Match | None:
    text = texts.get(citation.source)
    if text is None:
        return None
    return match(
        text.normalised,
        citation.quote,
        prefix=citation.prefix,
        suffix=citation.suffix,
        short=citation.short is not None,
        reviewed=citation.reviewed is not None,
        language=text.language,
    )


def _set_aside(sources: dict[str, Source], texts: dict[str, ArchivedText]) -> dict[tuple[str, int], Match]:
    return {
        (name, i): match(texts[name].normalised, item.quote, prefix=item.prefix, suffix=item.suffix, short=True, reviewed=True)
        for name, source in sources.items()
        if name in texts
        for i, item in enumerate(source.set_aside)
    }


def _passages(sources: dict[str, Source], texts: dict[str, ArchivedText]) -> dict[str, list[tuple[str, tuple[int, int]]]]:
    """The passages that have an origin of their own, as (origin, raw span); one whose ends are not found is left to the checks."""
    found: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for name, source in sources.items():
        for passage in source.passages if name in texts else ():
            start = match(texts[name].normalised, passage.start, short=True).spans
            end = match(texts[name].normalised, passage.end, short=True).spans
            if start and end and start[0][0] < end[-1][1]:
                found.setdefault(name, []).append((passage.origin, (start[0][0], end[-1][1])))
    return found


def _loaded(content: Content) -> dict[tuple[str, str], Loaded]:
    found = {(folder, loaded.name): loaded for folder, records in content.records.items() for loaded in records}
    found |= {("topics", loaded.name): loaded for loaded in content.topics}
    return found | {("site", "site"): content.settings}


def _known(content: Content) -> dict[str, set[str]]:
    """Ids by kind. Broken records count as known, so that their mistake is not reported a second time."""
    known = {kind: {loaded.name for folder in folders for loaded in content.records[folder]} for kind, folders in KINDS.items()}
    known["origin"] = {origin.id for origin in content.settings.record.origins}
    known["relation type"] = {relation.id for relation in content.settings.record.relation_types}
    return known


def _dangling(content: Content, site: Site, known: dict[str, set[str]]) -> Iterator[Problem]:
    """Ids that lead to no record. What cannot be known is not judged: the ids in an unread topic file or in a broken list of the settings."""
    blind = {"claim", "evidence", "question"} if "claims" in content.unread else set()
    blind |= {kind for kind, name in (("origin", "origins"), ("relation type", "relation_types")) if name in content.unset}

    def missing(kind: str, name: str) -> str | None:
        if kind in blind or name in known[kind] or name in content.broken:
            return None
        plural = "a claim, inference or absence" if kind == "evidence" else f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
        declared = {"origin": "origins", "relation type": "relation_types"}.get(kind)
        there = f" Write it below `{declared}:` in content/site.yaml, or take one of: {', '.join(sorted(known[kind]))}" if declared else ""
        return f'"{name}" is not the id of {plural}.{nearest_name(name, sorted(known[kind])) or there}'

    for (kind, _), loaded in site.loaded.items():
        for keys, name, wanted in mentioned(kind, loaded):
            if message := missing(wanted, name):
                yield Problem(loaded.where(*keys), "id-unknown", message)
    for part in site.prose_fields:
        for offset, name, wanted in mentioned_in_prose(part.prose):
            if message := missing(wanted, name):
                yield Problem(part.owner.where(*part.keys, offset=offset), "id-unknown", message)
