"""When the Sun and the Moon stand where a calendar turns, and on which day that is at a meridian."""

from collections.abc import Callable
from datetime import date
from math import cos
from typing import NamedTuple

import astronomy

#: The last year whose almanacs were in print when this was last looked through: nothing up to it is a forecast.
PRINTED_UNTIL = 2026
#: How near to midnight an event may fall before its day cannot be foretold: the Earth turns unevenly.
CLOSE = 120 / 86400
#: Day number and fraction of the noon that ``Time.tt`` counts from.
NOON_OF_2000 = date(2000, 1, 1).toordinal() + 0.5

Offset = Callable[[float], float]


def day_number(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()


# --- meridians: how far local time is ahead of universal time at a moment, in days


def china(moment: float) -> float:
    """Mean time of Beijing (7:45:40) until 1929, then UTC+8."""
    return (7 + 45 / 60 + 40 / 3600 if moment < day_number(1929, 1, 1) else 8) / 24


def korea(_: float) -> float:
    """UTC+9 always, as the tables of the Korean institute (KASI) have it, also in the years of UTC+8:30."""
    return 9 / 24


def vietnam(moment: float) -> float:
    """As China until the decree of 1967; UTC+7 from 1968."""
    return china(moment) if moment < day_number(1968, 1, 1) else 7 / 24


def india(_: float) -> float:
    return 5.5 / 24


# --- the sky


def ahead(time: astronomy.Time) -> float:
    """Days that dynamical time is ahead of universal time.

    To 2005 as astronomy-engine has it (Espenak and Meeus, after observations),
    from 2022 the forecast of Morrison, Stephenson, Hohenkerk and Zawilski,
    *Addendum 2020 to "Measurement of the Earth's rotation: 720 BC to AD 2015"*,
    and evenly from the one to the other, which observations bear out.
    """
    year = 2000 + time.tt / 365.2425
    if year < 2005:
        return float(time.tt - time.ut)
    if year < 2022:
        return (64.7 + (year - 2005) / 17 * (69.25 - 64.7)) / 86400
    century = (year - 1825) / 100
    return (31.4115 * century**2 + 284.8436 * cos(0.4487989505 * (century + 0.75)) - 150.315) / 86400


def moment_of(time: astronomy.Time) -> float:
    """Day number and fraction, in universal time."""
    return float(NOON_OF_2000 + time.tt - ahead(time))


def moments_of(longitude: float, first: int, last: int) -> list[float]:
    """When the Sun reaches a longitude, once in each of the years."""
    found = []
    for year in range(first, last + 1):
        time = astronomy.SearchSunLongitude(longitude, astronomy.Time.Make(year, 1, 1, 0, 0, 0), 367)
        assert time is not None
        found.append(moment_of(time))
    return found


def elongated(degrees: float, after: astronomy.Time, days: float) -> astronomy.Time:
    """When the Moon is so far ahead of the Sun as both are seen.

    ``SearchMoonPhase`` leaves the Sun's aberration out, which makes it 40
    seconds late: enough for the other side of a midnight.
    """
    time = astronomy.SearchMoonPhase(degrees, after, days)
    for _ in range(4):
        seen = astronomy.EclipticGeoMoon(time).lon - astronomy.SunPosition(time).elon
        time = time.AddDays(((degrees - seen + 180) % 360 - 180) / 12.19)
    return time


def new_moons(first: int, last: int) -> list[float]:
    """Every conjunction of the years."""
    found: list[float] = []
    time, end = astronomy.Time.Make(first, 1, 1, 0, 0, 0), astronomy.Time.Make(last + 1, 1, 1, 0, 0, 0)
    while (time := elongated(0, time, 40)).ut < end.ut:
        found.append(moment_of(time))
        time = time.AddDays(20)
    return found


class Sky(NamedTuple):
    """New moons, and the moments of the twelve major solar terms with their longitudes, in order."""

    moons: list[float]
    terms: list[tuple[float, int]]


def sky(first: int, last: int) -> Sky:
    terms = [(moment, lon) for lon in range(0, 360, 30) for moment in moments_of(lon, first, last)]
    return Sky(new_moons(first, last), sorted(terms))


# --- days


def local_day(moment: float, offset: Offset) -> int:
    return int(moment + offset(moment))


def is_close(moment: float, offset: Offset) -> bool:
    """Whether an event to come falls so near to a local midnight that its day cannot be foretold."""
    local = moment + offset(moment)
    return moment > day_number(PRINTED_UNTIL + 1, 1, 1) and abs(local - round(local)) < CLOSE
