"""Python imports this before anything else where its folder is on PYTHONPATH: runs the fault that a test wants in our process or in the
engine's, which is known by what `engine.environment` sets."""

import os

FAULT = os.environ.get("FAULT_IN_ENGINE" if "NO_MKDOCS_2_WARNING" in os.environ else "FAULT_IN_OURS")

if FAULT:
    exec(FAULT)
