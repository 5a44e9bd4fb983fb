"""Makes the tables of the calendars that cannot be reckoned with a few sums.

``python tools/calendar_tables.py`` in a checkout, with the packages of
``tools/calendar-tables-requirements.txt``. It writes the modules of
``src/yearlight/calendars/tables`` and ends with 1 where one of them changed,
so that a run also checks them: the same versions make the same bytes.

The lunisolar rule is the one of GB/T 33661-2017, everywhere: a month begins on
the local day of the new moon, the month of the winter solstice is the
eleventh, and where thirteen months begin from one such month to the next, the
first without a major solar term is the leap month.
"""

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from math import cos
from pathlib import Path
from typing import NamedTuple

import astronomy
from hijridate import ummalqura

#: Raised when what is written changes although its sources did not.
VERSION = 1
#: The last year whose almanacs were in print when this was last looked through: nothing up to it is a forecast.
PRINTED_UNTIL = 2026
#: How near to midnight an event may fall before its day cannot be foretold: the Earth turns unevenly.
CLOSE = 120 / 86400

TABLES = Path(__file__).resolve().parent.parent / "src/yearlight/calendars/tables"
ASTRONOMY = "astronomy-engine 2.1.19"
HIJRIDATE = "hijridate 2.6.0"

#: Day number and fraction of the noon that ``Time.ut`` counts from.
NOON_OF_2000 = date(2000, 1, 1).toordinal() + 0.5

Offset = Callable[[float], float]


def _day(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()


# --- meridians: how far local time is ahead of universal time at a moment, in days


def china(moment: float) -> float:
    """Mean time of Beijing (7:45:40) until 1929, then UTC+8."""
    return (7 + 45 / 60 + 40 / 3600 if moment < _day(1929, 1, 1) else 8) / 24


def korea(_: float) -> float:
    """UTC+9 always, as the tables of the Korean institute (KASI) have it, also in the years of UTC+8:30."""
    return 9 / 24


def vietnam(moment: float) -> float:
    """As China until the decree of 1967; UTC+7 from 1968."""
    return china(moment) if moment < _day(1968, 1, 1) else 7 / 24


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


# --- lunisolar calendars


def local_day(moment: float, offset: Offset) -> int:
    return int(moment + offset(moment))


def is_close(moment: float, offset: Offset) -> bool:
    """Whether an event to come falls so near to a local midnight that its day cannot be foretold."""
    local = moment + offset(moment)
    return moment > _day(PRINTED_UNTIL + 1, 1, 1) and abs(local - round(local)) < CLOSE


class Month(NamedTuple):
    start: int
    year: int
    number: int
    is_leap: bool


def months(starts: list[int], terms: list[tuple[int, int]]) -> Iterator[Month]:
    """The months that begin on the days given, named; from the first month 11 to the last."""
    of_month: list[set[int]] = [set() for _ in starts]
    for day, longitude in terms:
        if starts[0] <= day:
            of_month[bisect_right(starts, day) - 1].add(longitude)
    elevenths = [i for i, found in enumerate(of_month) if 270 in found]
    for this, following in pairwise(elevenths):
        candidates = [i for i in range(this + 1, following) if not of_month[i]]
        leap = candidates[0] if following - this == 13 else None
        year, number = date.fromordinal(starts[this]).year, 11
        for i in range(this, following):
            if i == leap:
                yield Month(starts[i], year, number - 1 or 12, is_leap=True)
                continue
            # A new year begins with month 1; a leap month 12 still belongs to the old one.
            if number == 13:
                year, number = year + 1, 1
            yield Month(starts[i], year, number, is_leap=False)
            number += 1


#: Months that the calendar then in force began a day later or earlier than the modern rule would: in China (and
#: Vietnam) the fourth of 1906; in Korea the eleventh of 1911, the last before the tables of KASI go by UTC+9.
EXCEPTIONS: dict[Offset, dict[int, int]] = {
    china: {_day(1906, 4, 23): _day(1906, 4, 24)},
    vietnam: {_day(1906, 4, 23): _day(1906, 4, 24)},
    korea: {_day(1911, 12, 21): _day(1911, 12, 20)},
}


def named(found: Sky, offset: Offset) -> list[Month]:
    ruled = {local_day(moment, offset) for moment in found.moons}
    assert ruled >= EXCEPTIONS[offset].keys()
    starts = sorted(EXCEPTIONS[offset].get(day, day) for day in ruled)
    terms = [(local_day(moment, offset), longitude) for moment, longitude in found.terms]
    return list(months(starts, terms))


def packed(found: list[Month], first: int, last: int) -> list[int]:
    """One number a year: days from 1 January to its first, the leap month, and its months' lengths."""
    years = []
    lengths = {this: following.start - this.start for this, following in pairwise(found)}
    for year in range(first, last + 1):
        of_year = [month for month in found if month.year == year]
        assert len(of_year) in {12, 13}
        leap = next((month.number for month in of_year if month.is_leap), 0)
        bits = sum((lengths[month] - 29) << i for i, month in enumerate(of_year))
        assert all(lengths[month] in {29, 30} for month in of_year)
        years.append((of_year[0].start - _day(year, 1, 1)) << 17 | leap << 13 | bits)
    return years


def close_moons(found: Sky, offset: Offset, last_day: int) -> list[tuple[int, int]]:
    """Of new moons to come that fall close to a midnight: the day that begins then, and seconds after (or before) it."""
    close = [moment + offset(moment) for moment in found.moons if is_close(moment, offset)]
    return [(round(local), round((local - round(local)) * 86400)) for local in close if round(local) <= last_day]


def hold_terms(found: Sky, offset: Offset) -> None:
    """Fail where a solar term close to midnight would name a month otherwise on the other side of it."""
    expected = named(found, offset)
    for i, (moment, longitude) in enumerate(found.terms):
        if is_close(moment, offset):
            local = moment + offset(moment)
            other_side = moment - 2 * (local - round(local))
            terms = [*found.terms[:i], (other_side, longitude), *found.terms[i + 1 :]]
            assert named(Sky(found.moons, terms), offset) == expected, date.fromordinal(int(local))


def divided(of_north: list[Month], of_south: list[Month], first: int, last: int) -> list[tuple[int, int]]:
    """The spans of days that two calendars name differently."""

    def name(found: list[Month], day: int) -> tuple[int, int, bool, int]:
        month = found[bisect_right(found, day, key=lambda one: one.start) - 1]
        return month.year, month.number, month.is_leap, day - month.start

    days = [day for day in range(first, last + 1) if name(of_north, day) != name(of_south, day)]
    begins = [day for day in days if day - 1 not in days]
    ends = [day for day in days if day + 1 not in days]
    return list(zip(begins, ends, strict=True))


def lunisolar(found: Sky) -> Iterator[tuple[str, str]]:
    of_china = named(found, china)
    of_vietnam = named(found, vietnam)
    whole = _day(2101, 1, 28)
    for name, title, offset, first in (
        ("china", "China, 1899 to 2100", china, 1899),
        ("korea", "Korea, 1911 to 2100", korea, 1911),
        ("vietnam", "Vietnam, 1899 to 2100", vietnam, 1899),
    ):
        hold_terms(found, offset)
        years = packed(named(found, offset), first, 2100)
        text = heading(f"The lunar years of {title}.", ASTRONOMY)
        text += f"\nFIRST_YEAR = {first}\n"
        text += "#: Of each year, in hexadecimal: days from 1 January to its first day (6 bits), the leap month or 0 (4 bits),\n"
        text += "#: and from the lowest bit on, for each month in order, whether it has 30 days (13 bits).\n"
        text += decades("YEARS", [f"{year:06x}" for year in years], first)
        text += "\n#: New moons to come within two minutes of midnight: the day that begins then, and seconds after or before it.\n"
        text += pairs("CLOSE", close_moons(found, offset, whole))
        if name == "vietnam":
            spans = divided(of_vietnam, of_china, _day(1968, 1, 1), _day(1975, 4, 30))
            text += "\n#: From 1968 to 30 April 1975 the south kept the months of UTC+8: the days, from and to, named otherwise there.\n"
            text += pairs("DIVIDED", spans)
        yield name, text


# --- days of the Sun


def of_the_sun(name: str, moments: list[float], first: int, offset: Offset, month: int) -> str:
    """The days of one solar term, as days of its month; and the years to come in which it is close to midnight."""
    days = [date.fromordinal(local_day(moment, offset)) for moment in moments]
    assert all(day.month == month and day.year == year for year, day in enumerate(days, first))
    close = [year for year, moment in enumerate(moments, first) if is_close(moment, offset)]
    text = decades(name, [f"{day.day:02}" for day in days], first)
    return text + f'{name}_CLOSE = "{" ".join(map(str, close))}"\n'


def sun() -> Iterator[tuple[str, str]]:
    text = heading("Days of solar terms, 1899 to 2100.", ASTRONOMY)
    text += "\n# Of each year, the day of the month; and the years to come in which the Sun stands there within two minutes of midnight.\n"
    for what, name, longitude, first, offset, month in (
        ("Qingming (the Sun at 15 degrees) in China, in April", "QINGMING", 15, 1900, china, 4),
        ("The winter solstice at UTC+9, in December", "WINTER_SOLSTICE", 270, 1899, korea, 12),
        ("The spring equinox at UTC+9, in March", "SPRING_EQUINOX", 0, 1900, korea, 3),
        ("The autumn equinox at UTC+9, in September", "AUTUMN_EQUINOX", 180, 1900, korea, 9),
    ):
        text += f"\n#: {what}.\n{name}_FIRST_YEAR = {first}\n"
        text += of_the_sun(name, moments_of(longitude, first, 2100), first, offset, month)
    yield "sun", text


# --- Mahalaya


class Place(NamedTuple):
    latitude: float
    longitude: float


#: The central station of the Rashtriya Panchang, and places towards the ends of the country.
CENTRAL = Place(23 + 11 / 60, 82.5)
OTHERS = (Place(28.61, 77.21), Place(13.08, 80.27), Place(22.57, 88.36), Place(19.08, 72.88))


def ayanamsa(year: int) -> float:
    """How far the sidereal zodiac (Lahiri) is behind the tropical one in September, in degrees."""
    return 23.85709 + 0.0139689 * (year + 0.7 - 2000)


def time_of(moment: float) -> astronomy.Time:
    return astronomy.Time(moment - NOON_OF_2000)


def afternoon(day: int, place: Place) -> tuple[float, float]:
    """Aparahna, the fourth fifth of the day's light."""
    observer = astronomy.Observer(place.latitude, place.longitude, 0)
    morning = time_of(day - place.longitude / 360 + 0.15)
    rise = moment_of(astronomy.SearchRiseSet(astronomy.Body.Sun, observer, astronomy.Direction.Rise, morning, 1))
    set_ = moment_of(astronomy.SearchRiseSet(astronomy.Body.Sun, observer, astronomy.Direction.Set, time_of(rise), 1))
    return rise + 0.6 * (set_ - rise), rise + 0.8 * (set_ - rise)


def mahalaya_day(year: int, place: Place) -> int:
    """The day in whose afternoon the last tithi of Bhadrapada holds; the longer of two, of none the earlier."""
    sankranti = astronomy.SearchSunLongitude(150 + ayanamsa(year), astronomy.Time.Make(year, 9, 1, 0, 0, 0), 40)
    assert sankranti is not None
    new_moon, before = elongated(0, sankranti, 40), elongated(0, sankranti, -40)
    # Within an hour of each other the month's name would hang on the clock; no year of the table is so near.
    assert min(new_moon.tt - sankranti.tt, sankranti.tt - before.tt) > 1 / 24, year
    start, end = moment_of(elongated(348, new_moon.AddDays(-2), 3)), moment_of(new_moon)
    first = local_day(start, india)
    best, longest = first, 0.0
    for day in range(first, local_day(end, india) + 1):
        begins, ends = afternoon(day, place)
        if (held := min(end, ends) - max(start, begins)) > longest:
            best, longest = day, held
    return best


def mahalaya() -> Iterator[tuple[str, str]]:
    years = range(1900, 2101)
    days = {year: mahalaya_day(year, CENTRAL) for year in years}
    differ = [year for year in years if any(mahalaya_day(year, place) != days[year] for place in OTHERS)]
    text = heading("Mahalaya (Sarvapitri) Amavasya at the central station of India, 1900 to 2100.", ASTRONOMY)
    text += "\nFIRST_YEAR = 1900\n#: Of each year, days from 1 September.\n"
    text += decades("DAYS", [f"{day - _day(year, 9, 1):02}" for year, day in days.items()], 1900)
    text += "#: The years in which Delhi, Chennai, Kolkata or Mumbai would keep another day.\n"
    text += f'DIFFER = "{" ".join(map(str, differ))}"\n'
    yield "mahalaya", text


# --- Umm al-Qura

NOTICE = """
# The first days of the months are those of hijridate, under its licence:
#
# MIT License
#
# Copyright (c) Mohammed Alshehri
#
# Permission is hereby granted, free of charge, to any person obtaining a copy
# of this software and associated documentation files (the "Software"), to deal
# in the Software without restriction, including without limitation the rights
# to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
# copies of the Software, and to permit persons to whom the Software is
# furnished to do so, subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all
# copies or substantial portions of the Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
# IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
# FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
# AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
# LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
# OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
# SOFTWARE.
"""


def umm_al_qura() -> Iterator[tuple[str, str]]:
    # hijridate counts Julian days from 2400000.
    starts = [number + 2400000 - 1721425 for number in ummalqura.MONTH_STARTS]
    lengths = [following - this for this, following in pairwise(starts)]
    assert len(lengths) == 12 * (1500 - 1343 + 1)
    assert set(lengths) <= {28, 29, 30, 31}
    years = [sum((lengths[first + i] - 28) << 2 * i for i in range(12)) for first in range(0, len(lengths), 12)]
    text = heading("The months of the Umm al-Qura calendar, 1343 to 1500.", HIJRIDATE)
    text += NOTICE
    text += f"\nFIRST_YEAR = 1343\nFIRST_DAY = {starts[0]}\n"
    text += "#: Of each year, in hexadecimal: for each month in order, from the lowest bits on, its days less 28 (2 bits).\n"
    text += decades("YEARS", [f"{year:06x}" for year in years], 1343)
    yield "umm_al_qura", text


# --- writing


def heading(title: str, source: str) -> str:
    return f'"""{title}\n\nMade by tools/calendar_tables.py, version {VERSION}, with {source}; not to be changed by hand.\n"""\n'


def decades(name: str, words: list[str], first: int) -> str:
    """The words of the years, a line for each decade."""
    lines: dict[int, list[str]] = {}
    for year, word in enumerate(words, first):
        lines.setdefault(year // 10, []).append(word)
    return f"{name} = (\n" + "".join(f'    "{" ".join(line)} "\n' for line in lines.values()) + ")\n"


def pairs(name: str, found: list[tuple[int, int]]) -> str:
    return f"{name} = (\n" + "".join(f"    ({one}, {other}),\n" for one, other in found) + ")\n"


def main() -> int:
    """Write every table; 1 where one changed."""
    found = sky(1898, 2102)
    changed = []
    for name, text in (*lunisolar(found), *sun(), *mahalaya(), *umm_al_qura()):
        path = TABLES / f"{name}.py"
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            changed.append(name)
    print(f"Changed: {', '.join(changed)}." if changed else "Every table is as it was.")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
