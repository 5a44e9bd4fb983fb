"""Makes the tables of the calendars that cannot be reckoned with a few sums.

``python tools/calendar_tables.py`` in a checkout, with the packages that
``tools/oracles.py`` brings. It writes the modules of
``src/yearlight/calendars/tables`` and ends with 1 where one of them changed,
so that a run also checks them: the same versions make the same bytes.
"""

import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import astronomy
from calendar_months import close_moons, divided, hold_terms, named, packed
from calendar_sky import (
    NOON_OF_2000,
    Offset,
    Sky,
    china,
    day_number,
    elongated,
    india,
    is_close,
    korea,
    local_day,
    moment_of,
    moments_of,
    sky,
    vietnam,
)
from hijridate import ummalqura

#: Raised when what is written changes although its sources did not.
VERSION = 1
ASTRONOMY = "astronomy-engine 2.1.19"
HIJRIDATE = "hijridate 2.6.0"
TABLES = Path(__file__).resolve().parent.parent / "src/yearlight/calendars/tables"


# --- lunisolar calendars


def lunisolar(found: Sky) -> Iterator[tuple[str, str]]:
    of_china = named(found, china)
    of_vietnam = named(found, vietnam)
    whole = day_number(2101, 1, 28)
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
            spans = divided(of_vietnam, of_china, day_number(1968, 1, 1), day_number(1975, 4, 30))
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
    text += decades("DAYS", [f"{day - day_number(year, 9, 1):02}" for year, day in days.items()], 1900)
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
