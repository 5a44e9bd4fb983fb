"""Days on which the Sun reaches a point of its year, for the customs that are kept on them.

- ``QINGMING``: the Sun at 15 degrees, by Chinese time; 1900 to 2100.
- ``WINTER_SOLSTICE``: at UTC+9, from which Korea counts to Hansik; 1899 to 2100.
- ``SPRING_EQUINOX`` and ``AUTUMN_EQUINOX``: at UTC+9, the middle days of Higan in Japan; 1900 to 2100.

Exact, but where the moment to come would lie within two minutes of midnight
(``doubt``); in the present table none does.

Source: reckoned by ``tools/calendar_tables.py``.
"""

from yearlight.calendars import day as days
from yearlight.calendars.doubt import Doubt
from yearlight.calendars.errors import OutOfRange
from yearlight.calendars.tables import sun


class SolarTerm:
    """The day of one solar term in each year of its table."""

    def __init__(self, name: str, month: int, first_year: int, of_month: str, close: str) -> None:
        self.name = name
        self.month = month
        self.first_year = first_year
        self._of_month = bytes(map(int, of_month.split()))
        self.last_year = first_year + len(self._of_month) - 1
        self._close = frozenset(map(int, close.split()))

    def day(self, year: int) -> int:
        """The day number in a year; raises OutOfRange.

        >>> days.civil(QINGMING.day(2026))
        Civil(year=2026, month=4, day=5)
        """
        if not self.first_year <= year <= self.last_year:
            first, last = days.number(self.first_year, 1, 1), days.number(self.last_year, 12, 31)
            raise OutOfRange(self.name, first, last)
        return days.number(year, self.month, self._of_month[year - self.first_year])

    def doubt(self, year: int) -> Doubt | None:
        """Why the day in a year is not certain."""
        return Doubt.MIDNIGHT if year in self._close else None


QINGMING = SolarTerm("Qingming", 4, sun.QINGMING_FIRST_YEAR, sun.QINGMING, sun.QINGMING_CLOSE)
WINTER_SOLSTICE = SolarTerm(
    "winter solstice", 12, sun.WINTER_SOLSTICE_FIRST_YEAR, sun.WINTER_SOLSTICE, sun.WINTER_SOLSTICE_CLOSE
)
SPRING_EQUINOX = SolarTerm(
    "spring equinox", 3, sun.SPRING_EQUINOX_FIRST_YEAR, sun.SPRING_EQUINOX, sun.SPRING_EQUINOX_CLOSE
)
AUTUMN_EQUINOX = SolarTerm(
    "autumn equinox", 9, sun.AUTUMN_EQUINOX_FIRST_YEAR, sun.AUTUMN_EQUINOX, sun.AUTUMN_EQUINOX_CLOSE
)
