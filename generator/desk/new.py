"""A new site: the small invented one that comes with the generator (generator/data/new), copied into an empty folder.

It has to pass every check, since an editor learns from it and changes it bit by bit. Must not write into a folder that holds anything.
"""

from __future__ import annotations

import errno
from pathlib import Path

from generator import __version__, shipped
from generator.problems import ConfigurationError, EnvironmentFault
from generator.writer import disk_faults

_SKELETON = Path(__file__).parent.parent / "data" / "new"
_HARMLESS = {".git", ".DS_Store"}
"""What may lie in the folder already: a repository that was just made."""


def new(folder: Path) -> list[str]:
    """The paths written, relative to `folder`, sorted.

    Raises ConfigurationError for a folder that is not empty, EnvironmentFault where the disk does not let us.
    """
    _require_empty(folder)
    files = {path.relative_to(_SKELETON).as_posix(): path.read_bytes() for path in sorted(_SKELETON.rglob("*")) if path.is_file()}
    files["requirements.txt"] = files["requirements.txt"].replace(b"VERSION", __version__.encode("ascii"))
    for path in (shipped.root() / "mkdocs.yml", *sorted((shipped.root() / ".vscode").glob("*.json"))):
        files[path.relative_to(shipped.root()).as_posix()] = path.read_bytes()
    for name, data in files.items():
        with disk_faults("write", name):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
    return sorted(files)


def _require_empty(folder: Path) -> None:
    try:
        names = sorted({path.name for path in folder.iterdir()} - _HARMLESS)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise ConfigurationError(f"{folder} is a file; name a folder that is not there yet") from None
    except OSError as fault:
        way_out = "choose a folder that you may read" if fault.errno == errno.EACCES else "mend that"
        raise EnvironmentFault(f"{folder} cannot be read: {fault.strerror}; {way_out}") from fault
    if names:
        held = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        raise ConfigurationError(f"{folder} is not empty ({held}) and nothing is ever overwritten; name a folder that is not there yet")
