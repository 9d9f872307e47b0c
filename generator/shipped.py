"""What comes with the generator and lies outside its code: templates, the theme layer, settings of the engine and of code editors.

In a checkout they lie at the top of the project, in an installed package in `data/shipped/` (pyproject.toml puts them there).
A project's own file wins over the shipped one, file by file. Must not know what is done with the files.
"""

from __future__ import annotations

from pathlib import Path

from generator.folders import below
from generator.problems import ConfigurationError, EnvironmentFault

TEMPLATES = "templates"
_PACKAGE = Path(__file__).parent


def root() -> Path:
    """The folder that holds `templates/` and `mkdocs.yml` as they came with the generator."""
    installed = _PACKAGE / "data/shipped"
    return installed if installed.is_dir() else _PACKAGE.parent


def template_folders(project: Path) -> list[Path]:
    """Where page templates are looked for: the project's own, then those that came with the generator."""
    folders = [folder for top in (project, root()) if (folder := top / TEMPLATES / "pages").is_dir()]
    if not folders:
        raise ConfigurationError("there is no templates/pages/ folder; restore it")
    return list(dict.fromkeys(folders))


def layered(project: Path, part: str) -> dict[str, bytes]:
    """The files of `templates/<part>/` by path below it; the project's own win. Links and hidden files are left out."""
    found: dict[str, bytes] = {}
    for top in dict.fromkeys((root(), project)):
        folder = top / TEMPLATES / part
        for path in below(folder, f"{TEMPLATES}/{part}") if folder.is_dir() else ():
            inside = path.relative_to(folder)
            if path.is_file() and not path.is_symlink():
                try:
                    found[inside.as_posix()] = path.read_bytes()
                except OSError as fault:
                    raise EnvironmentFault(f"{TEMPLATES}/{part}/{inside.as_posix()} cannot be read: {fault.strerror}") from fault
    return found
