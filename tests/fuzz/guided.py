"""Starts a coverage-guided run: `python -m tests.fuzz.harness_reader CORPUS -max_total_time=600` (libFuzzer's options).

atheris is no dependency of the project. What it finds is kept as a seed in `tests/fuzz/seeds/`, which the tests run.
"""

from __future__ import annotations

import sys


def run(target: str) -> None:
    """Nothing comes back: libFuzzer ends the process, with a file `crash-…` where something was found."""
    import atheris  # type: ignore[import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["generator", "yaml", "markdown_it"]):
        from tests.fuzz.targets import TARGETS

    atheris.Setup(sys.argv, TARGETS[target])
    atheris.Fuzz()
