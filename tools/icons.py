"""Draws the icons with which Yearlight stands among the apps of a telephone: the mark on paper, and nothing of anybody.

Called by ``tools/assets.py``. The same mark gives the same bytes with the same libvips.
"""

import re
from pathlib import Path

import pyvips

_PAPER, _CORNER = "#f5f7f5", 22
#: Name, size, and how high the mark stands in hundredths; whole: without round corners, for a system that cuts its own.
_ICONS = (
    ("icon-192", 192, 66, False),
    ("icon-512", 512, 66, False),
    # What is cut away may be everything outside a circle of 80: the mark's corner stays well within it.
    ("maskable-512", 512, 54, True),
    ("touch-180", 180, 60, True),
    # A badge in a status bar is one colour, and only its shape is seen.
    ("badge-96", 96, 92, None),
)


def draw(mark: Path, folder: Path) -> None:
    """Every icon as a PNG in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    found = re.search(r'<path fill="(?P<fill>[^"]+)" d="(?P<path>[^"]+)"', mark.read_text())
    assert found, mark
    for name, size, height, is_whole in _ICONS:
        svg = _svg(found["path"], found["fill"], height, is_whole)
        image = pyvips.Image.svgload_buffer(svg.encode(), scale=size / 100)
        image.pngsave(str(folder / f"{name}.png"), compression=9, palette=True, effort=10, keep="none")


def _svg(path: str, fill: str, height: int, is_whole: bool | None) -> str:
    """The mark, 10 wide and 24 high, in the middle of a square of 100."""
    scale = height / 24
    place = f"translate({50 - 5 * scale:.3f} {50 - 12 * scale:.3f}) scale({scale:.4f})"
    corner = 0 if is_whole else _CORNER
    ground = "" if is_whole is None else f'<rect width="100" height="100" rx="{corner}" fill="{_PAPER}"/>'
    ink = "#fff" if is_whole is None else fill
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">{ground}'
        f'<path transform="{place}" fill="{ink}" d="{path}"/></svg>'
    )
