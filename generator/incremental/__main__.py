"""The process the site engine runs in: reads a request a line (JSON), builds, answers with a line; ends when its input does.

What MkDocs logs goes into the answer in the form its own command line prints, because that form is what `engine` reads.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
import traceback
from pathlib import Path
from typing import Any

# MkDocs writes no page without these being imported; doing so before the first request makes the first answer quick.
import mkdocs.commands.build
from mkdocs.exceptions import BuildError, ConfigurationError

from generator.incremental.builder import build
from generator.incremental.cache import Cache
from generator.incremental.output import Lost, Output
from generator.incremental.pages import Log, logged

assert mkdocs.commands.build


class Server:
    """The state between two requests: the cache and what lies in the folder."""

    def __init__(self) -> None:
        self._caches: dict[str, Cache] = {}
        self._outputs: dict[str, Output] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """What came of a request with `site` (folder), `cache` (folder or null), `processes` and `epoch` (seconds or null)."""
        if request.get("epoch"):
            os.environ["SOURCE_DATE_EPOCH"] = request["epoch"]
        with logged() as log:
            try:
                outcome = self._build(request)
            except (BuildError, ConfigurationError, SystemExit) as fault:
                log.append(("ERROR", str(fault)))
                return {"failed": True, "output": _text(log)}
            except Exception:
                return {"failed": True, "output": _text(log) + traceback.format_exc()}
        return {"failed": False, "output": _text(log), **outcome}

    def _build(self, request: dict[str, Any]) -> dict[str, Any]:
        folder = Path(request["cache"]) if request.get("cache") else None
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        path = folder / "pages.sqlite" if folder else None
        output = self._outputs.setdefault(request["site"], Output(Path(request["site"])))
        cache = self._caches.setdefault(str(path), Cache(path))
        compiled = folder / "theme" if folder else None
        try:
            done = build(output, cache, compiled, request.get("processes", 2))
        except Lost:
            self._caches.clear()
            done = build(output, Cache(None), compiled, request.get("processes", 2))
        return {name: getattr(done, name) for name in ("converted", "laid_out", "mount", "whole", "changed")}


def main() -> None:
    """Nothing comes back. Answers requests until standard input ends."""
    gc.set_threshold(100_000, 20, 50)  # most of what is made stays until the page is written
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever prints must not get between the answers
    logger = logging.getLogger("mkdocs")
    logger.propagate = False
    logger.setLevel(logging.INFO)
    server = Server()
    for line in sys.stdin:
        answers.write(json.dumps(server.answer(json.loads(line))) + "\n")
        answers.flush()


def _text(log: Log) -> str:
    return "".join(f"{level:<7} -  {message}\n" for level, message in log)


if __name__ == "__main__":
    main()
