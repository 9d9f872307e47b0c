"""Composes the flow: read → load → resolve → check → plan → render → write → site engine. Everything above calls this and
nothing below it; everything below knows nothing of its neighbours."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator import checks, dates, shipped
from generator.beside import beside
from generator.loader import load
from generator.problems import ConfigurationError, Problem
from generator.resolver import resolve
from generator.site import Site

COMPILED = Path("build/.templates")
_ROOM = 10_000
"""Claims up to which checks and pages are made side by side; above, one after the other, so that they need not fit into the memory together."""


@dataclass(frozen=True)
class Result:
    """What a run found and did. `problems` are sorted by place; `site` holds whatever could be read."""

    site: Site
    problems: tuple[Problem, ...]
    pages: int = 0
    changed: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return all(problem.severity != "error" for problem in self.problems)


def read(project: Path) -> tuple[Site, list[Problem]]:
    """The site as far as it can be read, and what is wrong with its form; nothing is judged. Raises ConfigurationError where there is no content."""
    content = load(project)
    site, found = resolve(content, project)
    return site, [*content.problems, *found]


def check(project: Path) -> Result:
    """Everything up to the checks: offline, reads only. Raises ConfigurationError where there is no content at all."""
    site, found = read(project)
    return _result(site, found, checks.run(site, found))


def generate(project: Path, url: str | None = None) -> Result:
    """Check, and if no error was found write `build/docs` and the engine's base configuration. With errors nothing is written.

    The checks run beside the making of the pages, which are thrown away where an error is found.
    """
    site, found = read(project)
    with beside(lambda: checks.run(site, found), len(site.claims) <= _ROOM) as judged:
        if judged.known or any(problem.severity == "error" for problem in found):
            result = _result(site, found, judged.value())
            if not result.ok:
                return result
        settings = site.settings.model_copy(update={"url": url}) if url else site.settings
        return _written(project, replace(site, settings=settings), lambda: _result(site, found, judged.value()))


def build(project: Path, url: str | None = None, cache: bool = True) -> Result:
    """Generate, then run the site engine into `site/`. The last good site stays where anything is wrong.

    Without `cache` every page is made anew; the bytes are the same.
    """
    if not (project / "mkdocs.yml").is_file():
        raise ConfigurationError("there is no mkdocs.yml here; copy one from a working site, it configures the site engine")
    from generator import engine, sealing
    from generator.built import seal

    with engine.exclusive(project):
        result = generate(project, url)
        if not result.ok:
            return result
        settings = result.site.settings

        def finish(folder: Path) -> tuple[Problem, ...]:
            return seal.seal(folder, engine.SITE, sealing.planned(project, result.site, url or settings.url), settings.as_of).problems

        built = engine.build(project, dates.parse(settings.as_of).last, finish, cache=cache)
    return Result(result.site, tuple(sorted({*result.problems, *built.problems})), result.pages, result.changed)


def _result(site: Site, found: list[Problem], judged: list[Problem]) -> Result:
    return Result(site, tuple(sorted({*found, *judged})))


def _written(project: Path, site: Site, judged: Callable[[], Result]) -> Result:
    """What the checks found, once the pages are made; where that is no error, they are written."""
    # Imported here, so that a check does not wait for the template engine.
    from generator import engine, exports, navigation, pages, project_schemas, render, writer
    from generator.evidence import EvidenceBook
    from generator.spool import Spool

    compiled = project / COMPILED
    ours, known = not compiled.exists(), False
    with writer.disk_faults("make", str(COMPILED)):
        compiled.mkdir(parents=True, exist_ok=True)
    try:
        with writer.disk_faults("keep the pages in", "build/"), Spool(compiled.parent) as files:
            try:
                book = EvidenceBook(site)
                plan = pages.plan(site, book)
                env = render.environment(shipped.template_folders(project), compiled)
                for path, data in chain(render.render(site, book, plan, env), exports.exported(site, book), _assets(project).items()):
                    files.add(path, data)
            except Exception:
                if judged().ok:  # else the pages of a site with errors need not be possible
                    raise
            result = judged()
            if not result.ok:
                return result
            known = True
            changes = writer.mirror(project / engine.DOCS, files)
    finally:
        if ours and not known:
            shutil.rmtree(compiled, ignore_errors=True)
            with suppress(OSError):
                compiled.parent.rmdir()
    writer.mirror(project / engine.THEME, shipped.layered(project, "theme"))
    project_schemas.write(project, site)
    writer.write_file(project / engine.BASE, navigation.base_configuration(site.settings, plan, engine.THEME).encode("utf-8"))
    return Result(site, result.problems, len(plan), len(changes.written) + len(changes.removed))


def _assets(project: Path) -> dict[str, bytes]:
    """Style sheets and other static files, by path under the docs folder."""
    return {f"assets/{name}": data for name, data in shipped.layered(project, "assets").items()}
