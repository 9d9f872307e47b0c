"""The audit of what is locked (`make audit`): the rules that need no network first, then what is known of the versions.

Exit code: 0 nothing found, 1 something found, 3 nothing found, but not everything could be asked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.audit import advisories, locks
from tests.audit.advisories import Unreachable

PROJECT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Prints one line a finding, and one that counts."""
    options = _options()
    locked = locks.read(PROJECT)
    found, unasked = list(locked.problems), []
    counts = {kind: len({(one.name, one.version) for one in locked.packages if one.kind == kind}) for kind in ("PyPI", "npm")}
    services: dict[str, Callable[[], list[str]]] = {
        "PyPI": partial(advisories.python, locked.packages, options.program.absolute(), options.osv_url),
        "npm": partial(advisories.node, locked.packages, (PROJECT / locks.NODE).parent),
    }
    for kind, ask in () if options.offline else services.items():
        try:
            found += ask()
        except Unreachable as fault:
            unasked.append(f"{kind}: not asked whether its {counts[kind]} packages have known holes: {fault}")
    for line in (*found, *unasked):
        print(line)
    asked = "nobody was asked" if options.offline else "not everything was asked" if unasked else "no other is known"
    print(f"{len(found)} found in {counts['PyPI']} packages of Python and {counts['npm']} of npm; {asked}")
    return 1 if found else 3 if unasked else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description="Checks the locked packages.")
    parser.add_argument("--offline", action="store_true", help="our own rules only; nobody is asked")
    parser.add_argument("--osv-url", help="address of the service that is asked about Python packages (default: OSV's)")
    parser.add_argument("--program", type=Path, default=PROJECT / ".venv-audit/bin/python", help="the Python that has pip-audit")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
