"""Our check on the planted site with its plan, as a build runs it: `python -m tests.bench.ours DIR`.

Problems go to standard error, each with the word of the fault it stands at, since not every message quotes what it accuses.
"""

from __future__ import annotations

import sys
from pathlib import Path

from generator.built import seal
from tests.built.planted import URL, accused, plan

if __name__ == "__main__":
    found = seal.check(Path(sys.argv[1]), "site", plan(), URL).problems
    for problem in found:
        print(problem, *accused(Path(sys.argv[1]), problem), file=sys.stderr)
    sys.exit(1 if found else 0)
