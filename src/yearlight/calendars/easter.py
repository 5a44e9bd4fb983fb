"""Easter Sunday, as the Western churches and as the Orthodox churches reckon it.

Range: Western, 1583 (the first year of the Gregorian calendar) to 9999;
Orthodox, 326 (after Nicaea) to 9999. Exact throughout. The Orthodox Church of
Finland keeps the Western day.

Source: Meeus, Jones and Butcher's algorithm (*Astronomical Algorithms*,
chapter 8), whose steps go back to an anonymous correspondent of *Nature*,
1876; for the Julian computus, the rule of Gauss.
"""

from yearlight.calendars import day as days
from yearlight.calendars import gregorian, julian
from yearlight.calendars.errors import OutOfRange

FIRST_WESTERN_YEAR = 1583
FIRST_ORTHODOX_YEAR = 326
LAST_YEAR = days.LAST_YEAR


def western(year: int) -> int:
    """The day number of Easter Sunday; raises OutOfRange.

    >>> gregorian.from_day(western(2026))
    (2026, 4, 5)
    """
    if not FIRST_WESTERN_YEAR <= year <= LAST_YEAR:
        raise OutOfRange("Western church", gregorian.to_day(FIRST_WESTERN_YEAR, 1, 1), days.LAST_DAY)
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    # Days from 21 March to the full moon, and from there to the Sunday after.
    full_moon = (19 * golden + century - century // 4 - moon_shift + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - full_moon - of_century % 4) % 7
    late = (golden + 11 * full_moon + 22 * to_sunday) // 451
    return gregorian.to_day(year, 3, 22) + full_moon + to_sunday - 7 * late


def orthodox(year: int) -> int:
    """The day number of Pascha, by the Julian reckoning; raises OutOfRange.

    >>> gregorian.from_day(orthodox(2026))
    (2026, 4, 12)
    """
    if not FIRST_ORTHODOX_YEAR <= year <= LAST_YEAR:
        raise OutOfRange("Orthodox church", julian.to_day(FIRST_ORTHODOX_YEAR, 1, 1), days.LAST_DAY)
    full_moon = julian.to_day(year, 3, 21) + (19 * (year % 19) + 15) % 30
    return gregorian.on_or_after(gregorian.SUNDAY, full_moon + 1)
