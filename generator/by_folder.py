"""The modules of a package, found by its folder, so that a new check, export or kind of error is a new file and nothing else.

Must not know what the modules are for; names the one that lacks something, since whoever wrote it is the reader of the message.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from types import ModuleType


def modules_of(package: str, folders: Iterable[str], needs: Iterable[str] = ()) -> dict[str, ModuleType]:
    """The modules by name, in alphabetical order, less those whose names begin with an underscore; `folders` is the package's `__path__`.

    Raises AttributeError for a module without a name that each of them `needs`.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(folders) if not module.name.startswith("_"))
    found = {name: importlib.import_module(f"{package}.{name}") for name in names}
    for name, module in found.items():
        for need in needs:
            if not hasattr(module, need):
                raise AttributeError(f"{package}.{name} has no {need}, which every module of {package} needs", name=need, obj=module)
    return found
