"""Every day of each calendar beside the calendars of others; and the vectors of the normal suite.

    python tools/oracles.py FOLDER
    FOLDER/bin/python trials/calendars.py [--write]

Each comparison states how many days it finds called otherwise, and
docs/developing/calendars.md says of each who is right and why. A count that
is not the stated one fails. ``--write`` writes ``tests/calendars/vectors``
from the oracles' answers.
"""

import argparse
import math
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

import borax.calendars.lunardate
import convertdate.islamic
import convertdate.julian
import dateutil.easter
import ephem
import hijridate
import jpholiday
import korean_lunar_calendar
import lunar_vn
import lunarcalendar
import lunardate
import numpy as np
import pyluach.dates

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from yearlight.calendars import easter, gregorian, hebrew, hindu, julian, sun, tabular, umm_al_qura  # noqa: E402
from yearlight.calendars.lunisolar import CHINA, KOREA, VIETNAM  # noqa: E402
from yearlight.calendars.many import gregorian as many_gregorian  # noqa: E402
from yearlight.calendars.many import hebrew as many_hebrew  # noqa: E402
from yearlight.calendars.many import tabular as many_tabular  # noqa: E402

VECTORS = ROOT / "tests/calendars/vectors"
FOLDER = Path(sys.prefix)

Date = tuple[int, ...]
Name = Callable[[int], Date]


def day(year: int, month: int, of_month: int) -> int:
    return date(year, month, of_month).toordinal()


FROM, TO = day(1900, 1, 1), day(2100, 12, 31)


# --- the others: what each calls a day


def of_pyluach(number: int) -> Date:
    found = pyluach.dates.GregorianDate(*gregorian.from_day(number)).to_heb()
    return found.year, found.month, found.day


def of_hijridate(number: int) -> Date:
    return hijridate.Gregorian(*gregorian.from_day(number)).to_hijri().datetuple()


def of_convertdate(number: int) -> Date:
    return tuple(convertdate.islamic.from_gregorian(*gregorian.from_day(number)))


def julian_of_convertdate(number: int) -> Date:
    return tuple(convertdate.julian.from_gregorian(*gregorian.from_day(number)))


def of_lunardate(number: int) -> Date:
    found = lunardate.LunarDate.from_solar_date(*gregorian.from_day(number))
    return found.year, found.month, found.day, int(found.isLeapMonth)


def of_lunarcalendar(number: int) -> Date:
    found = lunarcalendar.Converter.Solar2Lunar(lunarcalendar.Solar(*gregorian.from_day(number)))
    return found.year, found.month, found.day, int(found.isleap)


def of_borax(number: int) -> Date:
    found = borax.calendars.lunardate.LunarDate.from_solar(date.fromordinal(number))
    return found.year, found.month, found.day, found.leap


_KOREAN = korean_lunar_calendar.KoreanLunarCalendar()


def of_kasi(number: int) -> Date:
    _KOREAN.setSolarDate(*gregorian.from_day(number))
    return _KOREAN.lunarYear, _KOREAN.lunarMonth, _KOREAN.lunarDay, int(_KOREAN.isIntercalation)


def of_lunar_vn(number: int) -> Date:
    year, month, of_month = gregorian.from_day(number)
    found = lunar_vn.convert_solar_to_lunar(of_month, month, year)
    return found.year, found.month, found.day, int(found.leap)


def of_node(oracle: str, first: int, last: int) -> Name | None:
    """An oracle of node over a span of days; None where it is not there."""
    if not (FOLDER / "node_modules").is_dir():
        return None
    script = Path(__file__).with_suffix(".mjs")
    command = ["node", script, FOLDER, oracle, str(first), str(last)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    names = [tuple(map(int, line.split())) for line in told.splitlines()]
    return lambda number: names[number - first]


# --- comparing


class Comparison(NamedTuple):
    """Ours beside another over a span of days, and how many they are known to call otherwise."""

    calendar: str
    oracle: str
    ours: Name
    theirs: Name | None
    first: int
    last: int
    expected: int
    #: The name of the vectors that are written from this oracle.
    vectors: str = ""


def comparisons() -> Iterator[Comparison]:
    hijri = umm_al_qura.FIRST_DAY, umm_al_qura.LAST_DAY
    safe = umm_al_qura.to_day(1420, 1, 1), umm_al_qura.LAST_EXACT_DAY
    lunar = FROM, day(2100, 12, 31)
    ours_of_china, ours_of_korea, ours_of_vietnam = CHINA.from_day, KOREA.from_day, VIETNAM.from_day
    node = of_node
    hebcal = node("hebcal", FROM, TO)
    yield Comparison("Hebrew", "@hebcal/core", hebrew.from_day, hebcal, FROM, TO, 0, "hebrew")
    yield Comparison("Hebrew", "pyluach", hebrew.from_day, of_pyluach, FROM, TO, 0)
    yield Comparison("tabular", "convertdate", tabular.from_day, of_convertdate, FROM, TO, 0, "tabular")
    yield Comparison("Julian", "convertdate", julian.from_day, julian_of_convertdate, FROM, TO, 0)
    yield Comparison("Umm al-Qura", "hijridate", umm_al_qura.from_day, of_hijridate, *hijri, 0, "umm_al_qura")
    kacst = node("umalqura", *hijri)
    yield Comparison("Umm al-Qura 1420-1450", "@umalqura/core", umm_al_qura.from_day, kacst, *safe, 0)
    yield Comparison("Umm al-Qura to 1419", "@umalqura/core", umm_al_qura.from_day, kacst, hijri[0], safe[0] - 1, 9291)
    yield Comparison("Umm al-Qura from 1451", "@umalqura/core", umm_al_qura.from_day, kacst, safe[1] + 1, hijri[1], 0)
    js = node("lunar", *lunar)
    yield Comparison("Chinese", "lunar-javascript", ours_of_china, js, *lunar, 30, "china")
    yield Comparison("Chinese", "lunardate", ours_of_china, of_lunardate, day(1900, 1, 31), TO, 476)
    yield Comparison("Chinese", "LunarCalendar", ours_of_china, of_lunarcalendar, day(1900, 1, 31), TO, 30)
    yield Comparison("Chinese", "borax", ours_of_china, of_borax, day(1900, 1, 31), TO, 30)
    yield Comparison("Chinese", "ICU", ours_of_china, node("icu", *lunar), *lunar, 447)
    kasi = KOREA.first_day, day(2050, 12, 31)
    yield Comparison("Korean", "korean_lunar_calendar", ours_of_korea, of_kasi, *kasi, 0, "korea")
    yield Comparison("Korean", "korean-lunar-calendar", ours_of_korea, node("korean", *kasi), *kasi, 0)
    yield Comparison("Korean", "ICU", ours_of_korea, node("icu_dangi", *kasi), *kasi, 30)
    since = day(1968, 1, 1)
    yield Comparison("Vietnamese", "lunar-vn", ours_of_vietnam, of_lunar_vn, since, TO, 60, "vietnam")
    yield Comparison("Vietnamese before 1968", "lunar-vn", ours_of_vietnam, of_lunar_vn, FROM, since - 1, 837)


def stretches(days: list[int]) -> str:
    """Where the differing days begin, at most four of them told."""
    begins = [str(date.fromordinal(number)) for number in days if number - 1 not in set(days)]
    return ", ".join(begins[:4]) + (", …" if len(begins) > 4 else "")


def compare(one: Comparison, *, is_written: bool) -> bool:
    if one.theirs is None:
        print(f"{one.calendar:24} {one.oracle:22} left out: it needs node")
        return True
    theirs = {number: one.theirs(number) for number in range(one.first, one.last + 1)}
    wrong = [number for number, name in theirs.items() if one.ours(number) != name]
    is_right = len(wrong) == one.expected
    verdict = "" if is_right else f"   NOT AS STATED ({one.expected})"
    print(f"{one.calendar:24} {one.oracle:22} {len(theirs)} days, {len(wrong)} otherwise {stretches(wrong)}{verdict}")
    if is_written and one.vectors:
        write(one, theirs)
    return is_right


def write(one: Comparison, theirs: dict[int, Date]) -> None:
    """The oracle's months, a line a year: the year, the first listed month's first day, and each month's length."""
    firsts = [number for number, name in theirs.items() if name[2] == 1]
    # The last month may be cut off, and is left out.
    lengths = {number: following - number for number, following in pairwise(firsts)}
    lines = [f"# {one.calendar} months by {one.oracle}; written by trials/calendars.py, not to be changed by hand."]
    for year, months in groupby(lengths, key=lambda number: theirs[number][0]):
        of_year = list(months)
        words = [f"{theirs[first][1]}{'+' * any(theirs[first][3:])}:{lengths[first]}" for first in of_year]
        lines.append(f"{year} {of_year[0]} {' '.join(words)}")
    VECTORS.mkdir(exist_ok=True)
    (VECTORS / f"{one.vectors}.txt").write_text("\n".join(lines) + "\n")


# --- what is no calendar of days


def hold(what: str, wrong: list[object], expected: int = 0) -> bool:
    print(f"{what}: {len(wrong)} otherwise {wrong[:4] or ''}{'' if len(wrong) == expected else '   NOT AS STATED'}")
    return len(wrong) == expected


def easters() -> bool:
    western = [y for y in range(1583, 4100) if dateutil.easter.easter(y, 3).toordinal() != easter.western(y)]
    orthodox = [y for y in range(1583, 4100) if dateutil.easter.easter(y, 2).toordinal() != easter.orthodox(y)]
    return hold("Easter beside dateutil, 1583 to 4099", western) & hold("Pascha beside dateutil", orthodox)


def equinoxes() -> bool:
    names = {"春分の日": sun.SPRING_EQUINOX, "秋分の日": sun.AUTUMN_EQUINOX}
    wrong: list[object] = []
    for year in range(1949, 2100):
        found = {name: on for on, name in jpholiday.year_holidays(year) if name in names}
        wrong += [(year, name) for name, term in names.items() if found[name].toordinal() != term.day(year)]
    return hold("equinoxes beside jpholiday, 1949 to 2099", wrong)


def terms() -> bool:
    """Qingming beside lunar-javascript; the winter solstice beside ephem."""
    held = True
    theirs = of_node("qingming", 1929, 2100)
    if theirs:
        wrong: list[object] = [y for y in range(1929, 2101) if gregorian.to_day(*theirs(y)) != sun.QINGMING.day(y)]
        held &= hold("Qingming beside lunar-javascript, 1929 to 2100", wrong)
    solstices = [(y, ephem.next_winter_solstice(ephem.Date((y, 12, 1)))) for y in range(1899, 2101)]
    # Ephem's days begin at noon of 31 December 1899; nine hours are the meridian's.
    local = {y: math.floor(day(1899, 12, 31) + 0.5 + float(moment) + 9 / 24) for y, moment in solstices}
    # Ephem has an older forecast of the Earth's turning, which puts the solstice of 2095 on the other side of midnight.
    differ: list[object] = [y for y in local if local[y] != sun.WINTER_SOLSTICE.day(y)]
    return held & hold("winter solstice at UTC+9 beside ephem, 1899 to 2100", differ, expected=1)


def tithis() -> bool:
    """The elongation beside ephem, in seconds of time; after 2025 the two forecast the Earth's turning differently."""

    def theirs(moment: float) -> float:
        on = ephem.Date(moment - day(1899, 12, 31) - 0.5)

        def longitude(body: ephem.Body) -> float:
            place = ephem.Equatorial(body.g_ra, body.g_dec, epoch=on)
            return math.degrees(ephem.Ecliptic(place, epoch=on).lon)

        return longitude(ephem.Moon(on)) - longitude(ephem.Sun(on))

    moments = [FROM + 1.37 * i for i in range(33_000)]
    moments = [moment for moment in moments if moment < day(2025, 1, 1)]
    off = [abs((hindu.elongation(m) - theirs(m) + 180) % 360 - 180) / 12.19 * 86400 for m in moments]
    print(f"tithi boundaries beside ephem, 1900 to 2024: within {max(off):.0f} s (at most 75)")
    return max(off) <= 75


def whole_ranges() -> bool:
    """The vector forms beside the scalar ones on every day of their ranges, also far from our time."""
    held = True
    for one, form in ((gregorian, many_gregorian), (hebrew, many_hebrew), (tabular, many_tabular)):
        wrong: list[object] = []
        for first in range(one.FIRST_DAY, one.LAST_DAY + 1, 100_000):
            days = np.arange(first, min(first + 100_000, one.LAST_DAY + 1))
            found = form.from_day(days)
            names = zip(*(part.tolist() for part in found), strict=True)
            wrong += [day for day, name in zip(days.tolist(), names, strict=True) if one.from_day(day) != name]
            wrong += days[form.to_day(*found) != days].tolist()
        held &= hold(f"{one.NAME}: vector beside scalar form, whole range", wrong)
    return held


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true")
    is_written: bool = parser.parse_args().write
    warnings.simplefilter("ignore")
    held = [compare(one, is_written=is_written) for one in comparisons()]
    held += [easters(), equinoxes(), terms(), tithis(), whole_ranges()]
    print("All as stated." if all(held) else "Something is not as stated.")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
