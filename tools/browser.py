"""Sees that the browser for the tests is here: installs Debian's Chromium where that may be done, or says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Install it where it is missing and may be installed."""
    named = os.environ.get("YEARLIGHT_CHROMIUM", "")
    if (named and Path(named).exists()) or shutil.which("chromium"):
        return
    if os.geteuid() or not shutil.which("apt-get"):
        print(
            "There is no Chromium, so the tests in a browser are left out. Install it, or name it with YEARLIGHT_CHROMIUM."
        )
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "chromium")):
        if subprocess.run(["apt-get", *words], env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
            print("Chromium could not be installed, so the tests in a browser are left out.", file=sys.stderr)
            return


if __name__ == "__main__":
    main()
