"""Composes the flow: read → load → resolve → check → plan → render → write → site engine. Everything above calls this and
nothing below it; everything below knows nothing of its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator import checks, dates
from generator.loader import load
from generator.problems import ConfigurationError, EnvironmentFault, Problem
from generator.resolver import resolve
from generator.site import Site

TEMPLATES = Path("templates")
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
    from generator import engine, exports, navigation, pages, render, writer
    from generator.evidence import EvidenceBook
    from generator.spool import Spool

    book = EvidenceBook(site)
    plan = pages.plan(site, book)
    compiled = project / COMPILED
    with writer.disk_faults("make", str(COMPILED)):
        compiled.mkdir(parents=True, exist_ok=True)
    env = render.environment(template_folders(project), compiled)
    with writer.disk_faults("keep the pages in", "build/"), Spool((project / COMPILED).parent) as files:
        for path, data in chain(render.render(site, book, plan, env), exports.exported(site, book), assets(project).items()):
            files.add(path, data)
        changes = writer.mirror(project / engine.DOCS, files)
    writer.write_file(project / engine.BASE, navigation.base_configuration(site.settings, plan).encode("utf-8"))
    return Result(site, result.problems, len(plan), len(changes.written) + len(changes.removed))


def build(project: Path, url: str | None = None) -> Result:
    """Generate, then run the site engine into `site/`. The last good site stays where anything is wrong."""
    if not (project / "mkdocs.yml").is_file():
        raise ConfigurationError("there is no mkdocs.yml here; copy one from a working site, it configures the site engine")
    from generator import engine

    with engine.exclusive(project):
        result = generate(project, url)
        if not result.ok:
            return result
        built = engine.build(project, as_of=dates.parse(result.site.settings.as_of).last)
    return Result(result.site, tuple(sorted({*result.problems, *built.problems})), result.pages, result.changed)


def template_folders(project: Path) -> list[Path]:
    """Where page templates are looked for: the project's own, then those that came with the generator."""
    shipped = Path(__file__).parent.parent / TEMPLATES
    folders = [folder / "pages" for folder in dict.fromkeys((project / TEMPLATES, shipped)) if (folder / "pages").is_dir()]
    if not folders:
        raise ConfigurationError("there is no templates/pages/ folder; restore it")
    return folders


def assets(project: Path) -> dict[str, bytes]:
    """Style sheets and other static files, by path under the docs folder; the project's own win over the shipped ones."""
    found: dict[str, bytes] = {}
    shipped = Path(__file__).parent.parent / TEMPLATES
    for folder in dict.fromkeys((shipped, project / TEMPLATES)):
        root = folder / "assets"
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                try:
                    found[f"assets/{path.relative_to(root).as_posix()}"] = path.read_bytes()
                except OSError as fault:
                    raise EnvironmentFault(f"templates/assets/{path.name} cannot be read: {fault.strerror}") from fault
    return found
