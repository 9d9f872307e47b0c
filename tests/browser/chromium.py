"""Finds the Chromium that browser tests run in, or installs one; `python -m tests.browser.chromium` prints its path.

A missing browser is an error that says what to do and never a reason to skip a test. `find` must not install anything:
only the command does, so that a test run by hand changes nothing on the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HELP = "no Chromium was found: run `make test`, which installs one, or set CHROMIUM to the path of a Chromium or Chrome"


def find() -> str | None:
    """The path of a Chromium: from CHROMIUM, from PATH, or from Playwright's own store; None where there is none.

    Raises FileNotFoundError where CHROMIUM names something that cannot be run.
    """
    if named := os.environ.get("CHROMIUM"):
        if not shutil.which(named):
            raise FileNotFoundError(f"CHROMIUM names {named}, which cannot be run")
        return named
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    return on_path or _of_playwright()


def install() -> None:
    """Nothing comes back. Installs Debian's package where we may, else Playwright's own build. Raises CalledProcessError."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", "chromium"]):
            done = subprocess.run(["apt-get", *arguments], env=quiet, stdout=sys.stderr, check=False)
        if done.returncode == 0 and find():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=True)


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """The exit code: 0 with the browser's path on standard output, 3 with what to do on standard error."""
    try:
        path = find()
        if path is None:
            print("Installing Chromium for the browser tests …", file=sys.stderr)
            install()
            path = find()
    except (OSError, subprocess.CalledProcessError) as fault:
        print(f"{fault}", file=sys.stderr)
        path = None
    if path is None:
        print(HELP, file=sys.stderr)
        return 3
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
