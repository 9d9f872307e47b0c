"""What an error to plant consists of: changes of values in YAML files, and the record or field in which it must be found.

Values only. Must not know how an error is thought up (the kinds do) nor how it is looked for (the bench does).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Edit:
    """A changed value: `keys` lead to it inside the file, and None as `value` deletes it. Without keys `value` is the text of the whole file."""

    path: str
    keys: Keys
    value: Any


@dataclass(frozen=True)
class Plant:
    """One error. It counts as caught where a new problem lies inside one of `targets`: the path of a file and keys of a record or field."""

    words: str
    edits: tuple[Edit, ...]
    targets: tuple[tuple[str, Keys], ...]
