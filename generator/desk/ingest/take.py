"""Takes an article in: from an address or a file to two new files, the archived text and the draft of its record.

Both are made or none, and never over a file that is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.desk import archive
from generator.desk.claims import require_id
from generator.desk.ingest import NotArchived, record
from generator.desk.ingest.article import Article, article
from generator.desk.ingest.decode import decode
from generator.desk.ingest.fetch import MAX_BYTES, Fetched, fetch
from generator.problems import ConfigurationError, EnvironmentFault
from generator.writer import disk_faults
from generator.yaml_style import Refused, formatted

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_KINDS = ("application/xhtml+xml", "application/octet-stream", "multipart/related", "application/pdf")
_ASIDE = re.compile(r"/(?:log-?in|sign-?in|subscribe|consent|register)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Taken:
    """What was written: the source's id and the two paths, the article, and what the editor should know."""

    id: str
    record: str
    text: str
    article: Article
    remarks: tuple[str, ...]


def take(project: Path, place: str, origins: Mapping[str, str], *, name: str | None = None, url: str = "", again: bool = False) -> Taken:
    """Archives the article at a web address or in a file. `name` is the id, `url` the address of a file that does not say its own.

    `again`: even though its address is archived already. Raises NotArchived with the reason where there is nothing to archive,
    ConfigurationError for a name that is taken, EnvironmentFault where network or disk do not let us.
    """
    sources = archive.archive(project)
    taken = {
        path.stem for folder in ("sources", "actors", "factions", "geography", "explainers") for path in (project / "content" / folder).glob("*.yaml")
    }
    if name and require_id(name, "--id") in taken:
        raise ConfigurationError(f'the id "{name}" is taken already; choose another')
    if _ADDRESS.match(place):
        _require_new(sources, place, again)
        got, stem = fetch(place), ""
        _require_page(place, got)
    else:
        got, stem = _from_disk(project / place, place), Path(place).stem
    address = got.url if _ADDRESS.match(place) else url
    found = article(decode(got.body, place, got.charset), place, address)
    _require_new(sources, found.known.url, again)
    name = name or record.source_id(found, stem, taken)
    paths = f"content/sources/{name}.yaml", f"seeds/{name}.txt"
    data = found.text.encode("utf-8")
    remarks = [f"the address leads to {step}" for step in got.redirects]
    if twin := record.alike(found.text, sources):
        remarks.append(f'{twin[1]} % of it stands in "{twin[0]}" too: if both print one report, give both the same origin')
    draft = record.record(name, found, paths[1], data, origins).encode("utf-8")
    with suppress(Refused):  # what cannot be put into the one style is still a good draft
        draft = formatted(paths[0], draft)
    _write(project, {paths[1]: data, paths[0]: draft})
    return Taken(name, *paths, found, (*remarks, *found.remarks))


def _require_new(sources: Mapping[str, archive.Archived], url: str, again: bool) -> None:
    for source in sources.values():
        if not again and record.same_address(url, source.url):
            raise NotArchived(f'{url} is archived already, as "{source.id}"; --again archives it a second time, such as after a correction')


def _require_page(place: str, got: Fetched) -> None:
    """Nothing comes back. Raises NotArchived where the address led away from the article, or to something that is no page."""
    asked, led = urlsplit(place), urlsplit(got.url)
    if asked.path.strip("/") and not led.path.strip("/"):
        raise NotArchived(f"{place} leads to the outlet's home page; the article seems to be gone")
    if _ASIDE.search(led.path) and not _ASIDE.search(asked.path):
        raise NotArchived(f"{place} leads to {got.url}, a page before the article; open it in your browser, save the page, and ingest the saved file")
    kind = got.content_type
    if kind and not kind.startswith("text/") and kind not in _KINDS:
        raise NotArchived(f"{place} is {kind}, not a page")


def _from_disk(path: Path, shown: str) -> Fetched:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise NotArchived(f"{shown} is larger than {MAX_BYTES // 1_000_000} MB; that is no article")
        return Fetched("", path.read_bytes())
    except FileNotFoundError:
        raise ConfigurationError(f"there is no file {shown}; give a file's name, or an address that begins with https://") from None
    except IsADirectoryError:
        raise ConfigurationError(f"{shown} is a folder; give the name of one saved page") from None
    except OSError as fault:
        raise EnvironmentFault(f"{shown} cannot be read: {fault.strerror}; check its permissions") from fault


def _write(project: Path, files: Mapping[str, bytes]) -> None:
    made: list[Path] = []
    try:
        for name, data in files.items():
            path = project / name
            with disk_faults("write", name):
                path.parent.mkdir(parents=True, exist_ok=True)
                try:
                    with path.open("xb") as file:
                        made.append(path)
                        file.write(data)
                except FileExistsError:
                    raise ConfigurationError(f"{name} is there already and nothing is ever overwritten; choose another id with --id") from None
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.unlink()
        raise
