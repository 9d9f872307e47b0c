"""Composes the flow: read → load → resolve → check → plan → render → write → site engine. Everything above calls this and
nothing below it; everything below knows nothing of its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from generator import checks, dates, shipped
from generator.loader import load
from generator.problems import ConfigurationError, Problem
from generator.resolver import resolve
from generator.site import Site

if TYPE_CHECKING:
    from generator.built.folder import Plan
    from generator.built.seal import Sealed

COMPILED = Path("build/.templates")


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


def check(project: Path) -> Result:
    """Everything up to the checks: offline, reads only. Raises ConfigurationError where there is no content at all."""
    content = load(project)
    site, found = resolve(content, project)
    problems = [*content.problems, *found]
    problems += checks.run(site, problems)
    return Result(site, tuple(sorted(set(problems))))


def generate(project: Path, url: str | None = None) -> Result:
    """Check, and if no error was found write `build/docs` and the engine's base configuration. With errors nothing is written."""
    result = check(project)
    site = result.site
    if not result.ok:
        return result
    if url:
        site = replace(site, settings=site.settings.model_copy(update={"url": url}))
    # Imported here, so that a check does not wait for the template engine.
    from generator import engine, exports, navigation, pages, project_schemas, render, writer
    from generator.evidence import EvidenceBook
    from generator.spool import Spool

    book = EvidenceBook(site)
    plan = pages.plan(site, book)
    compiled = project / COMPILED
    with writer.disk_faults("make", str(COMPILED)):
        compiled.mkdir(parents=True, exist_ok=True)
    env = render.environment(shipped.template_folders(project), compiled)
    with writer.disk_faults("keep the pages in", "build/"), Spool((project / COMPILED).parent) as files:
        for path, data in chain(render.render(site, book, plan, env), exports.exported(site, book), _assets(project).items()):
            files.add(path, data)
        changes = writer.mirror(project / engine.DOCS, files)
    writer.mirror(project / engine.THEME, shipped.layered(project, "theme"))
    project_schemas.write(project, site)
    writer.write_file(project / engine.BASE, navigation.base_configuration(site.settings, plan, engine.THEME).encode("utf-8"))
    return Result(site, result.problems, len(plan), len(changes.written) + len(changes.removed))


def build(project: Path, url: str | None = None, cache: bool = True) -> Result:
    """Generate, then run the site engine into `site/`. The last good site stays where anything is wrong.

    Without `cache` every page is made anew; the bytes are the same.
    """
    if not (project / "mkdocs.yml").is_file():
        raise ConfigurationError("there is no mkdocs.yml here; copy one from a working site, it configures the site engine")
    from generator import engine
    from generator.built import seal

    with engine.exclusive(project):
        result = generate(project, url)
        if not result.ok:
            return result
        settings = result.site.settings

        def finish(folder: Path) -> tuple[Problem, ...]:
            return seal.seal(folder, engine.SITE, planned(project, result.site, url or settings.url), settings.as_of).problems

        built = engine.build(project, dates.parse(settings.as_of).last, finish, cache=cache)
    return Result(result.site, tuple(sorted({*result.problems, *built.problems})), result.pages, result.changed)


def check_built(project: Path, url: str | None = None) -> Sealed:
    """What is wrong with the finished HTML in site/, compared with the plan.

    Raises ConfigurationError where there is no site/ yet.
    """
    from generator import engine
    from generator.built import seal

    if not (project / engine.SITE).is_dir():
        raise ConfigurationError("there is no site/ yet; run `explainer build`, or name a folder of HTML")
    site = check(project).site
    return seal.check(project / engine.SITE, engine.SITE, planned(project, site, url or site.settings.url))


def seal_built(project: Path, folder: Path, url: str | None = None) -> Sealed:
    """What is wrong with a folder that was built from this project's build/docs; if nothing is, it is sealed.

    Raises ConfigurationError where there is no build/docs to compare it with.
    """
    from generator import engine
    from generator.built import seal

    if not (project / engine.DOCS).is_dir():
        raise ConfigurationError(f"there is no {engine.DOCS} to compare the folder with; run `explainer build --no-engine` first")
    site = check(project).site
    plan = planned(project, site, url or site.settings.url)
    found = seal.check(folder, str(folder), plan)
    return found if found.problems else seal.seal(folder, str(folder), plan, site.settings.as_of)


def planned(project: Path, site: Site, url: str | None) -> Plan:
    """What the finished site should be: the files under build/docs, and which place in the content caused which of them."""
    from generator import engine, pages
    from generator.built.folder import Plan, walk
    from generator.evidence import EvidenceBook
    from generator.pages.causes import causes

    docs = tuple(walk(project / engine.DOCS))
    return Plan(docs, url, lambda: causes(site, pages.plan(site, EvidenceBook(site))), engine.DOCS)


def _assets(project: Path) -> dict[str, bytes]:
    """Style sheets and other static files, by path under the docs folder."""
    return {f"assets/{name}": data for name, data in shipped.layered(project, "assets").items()}
