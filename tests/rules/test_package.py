"""The built package: everything that the site needs at run time lies in it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/yearlight"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        return set(file.namelist())


@pytest.mark.parametrize("ending", [".py", ".html", ".js", ".txt"])
def test_package_holds_every_source(packed: set[str], ending: str) -> None:
    here = {
        f"yearlight/{path.relative_to(PACKAGE)}"
        for path in PACKAGE.rglob(f"*{ending}")
        if not {"__pycache__", "static_built"} & set(path.parts)
    }
    assert here - packed == set()


@pytest.mark.parametrize(
    "needed",
    ["staticfiles.json", "web/vendor/icons.svg", "web/yearlight.css", "web/shell.js", "web/drawn/icon-512.png"],
)
def test_package_carries_the_browser_assets_ready(packed: set[str], needed: str) -> None:
    stem, _dot, ending = f"yearlight/static_built/{needed}".rpartition(".")
    found = [name for name in packed if name.startswith(stem) and name.endswith(ending)]
    assert found, "not built: make setup"


def test_package_carries_its_fonts_with_their_licences(packed: set[str]) -> None:
    assert "yearlight/web/static/web/vendor/fonts/LICENSES.txt" in packed
    assert sum(name.endswith(".woff2") for name in packed) > 10


def test_package_carries_its_own_licence(packed: set[str]) -> None:
    assert any(name.endswith("/licenses/LICENSE") for name in packed)
