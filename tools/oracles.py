"""Brings the calendars of others into a folder outside the checkout, to compare ours with and to measure beside.

    python tools/oracles.py FOLDER
    FOLDER/bin/python tools/calendar_tables.py
    FOLDER/bin/python trials/calendars.py
    FOLDER/bin/python bench/calendars.py

Some are under licences that Yearlight may not be linked with, so none of them
is a dependency, not even of its tests. Where there is no node, its oracles are
left out.
"""

import argparse
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "trials/calendars-requirements.txt"
OF_NODE = (
    "@hebcal/core@6.9.3",
    "@hebcal/hdate@0.22.8",
    "lunar-javascript@1.7.7",
    "korean-lunar-calendar@0.4.0",
    "@umalqura/core@0.0.7",
    "date-holidays@3.37.0",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder.resolve()
    venv.create(folder, with_pip=True)
    pip = [folder / "bin/python", "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", REQUIREMENTS]
    subprocess.run(pip, check=True)
    npm = shutil.which("npm")
    if npm:
        subprocess.run([npm, "install", "--silent", "--ignore-scripts", "--prefix", folder, *OF_NODE], check=True)
    else:
        print("There is no npm here, so the oracles of node are left out.", file=sys.stderr)
    print(f"Ready: {folder}/bin/python trials/calendars.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
