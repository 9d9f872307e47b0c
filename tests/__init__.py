"""The tests mirror the package; every topic in them is invented. A package, so that `python -m tests.bench` finds itself."""
