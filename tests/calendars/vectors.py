"""The months of the oracles, as ``trials/calendars.py --write`` left them in ``vectors/``."""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "vectors"


def every_day(name: str) -> Iterator[tuple[int, tuple[int, int, int, bool]]]:
    """Each day that an oracle named, with its year, month, day, and whether the month is a leap one."""
    for line in (FOLDER / f"{name}.txt").read_text().splitlines()[1:]:
        year, first, *months = line.split()
        number = int(first)
        for month in months:
            name_of_month, length = month.split(":")
            for day in range(1, int(length) + 1):
                yield number, (int(year), int(name_of_month.rstrip("+")), day, name_of_month.endswith("+"))
                number += 1
