"""The customs of every day beside those of others.

    python tools/oracles.py FOLDER
    FOLDER/bin/python trials/customs.py

Yahrzeits and Hebrew birthdays of every day of 1900 to 2100 in years of every
length, by @hebcal/hdate; the vector forms beside the scalar ones; lunar
anniversaries of every day beside lunar-vn, korean-lunar-calendar and borax, on
the default rule, as far as these agree with ours on the calendar; Mother's and
Father's Days of the countries that date-holidays knows. Prints how
many were called otherwise; the exit code is 1 if any was that is not stated in
docs/developing/customs.md.
"""

# ruff: noqa: E402
import json
import subprocess
import sys
from array import array
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import borax.calendars.lunardate
import korean_lunar_calendar
import lunar_vn
import numpy as np

from yearlight.calendars import hebrew
from yearlight.calendars.customs import jewish, lunar
from yearlight.calendars.customs.parents_days import COUNTRIES
from yearlight.calendars.lunisolar import CHINA, KOREA, VIETNAM
from yearlight.calendars.many import anniversaries

FROM, TO = date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal()
#: One year of each length, and those before and after some of them.
HEBREW_YEARS = (5763, 5764, 5765, 5780, 5781, 5782, 5783, 5784, 5785, 5786, 5787, 5863, 5880)
PARENTS_YEARS = (2000, 2049)
#: How many of these years date-holidays has otherwise; docs/developing/customs.md says why.
PARENTS_OTHERWISE = {("fr", "mothers"): 10, ("ro", "mothers"): 50}


def main() -> int:
    wrong = of_hebcal() + of_vectors()
    wrong += of_table("borax", CHINA, _borax, 1901, 2048)
    wrong += of_table("korean-lunar-calendar", KOREA, _korean, 1913, 2049)
    wrong += of_table("lunar-vn", VIETNAM, _vietnamese, 1969, 2050)
    wrong += of_parents_days()
    print("All agree." if not wrong else f"{wrong} days are called otherwise.")
    return int(bool(wrong))


def of_hebcal() -> int:
    """Every day's Yahrzeit and birthday in each year."""
    command = ["node", ROOT / "trials/customs.mjs", sys.prefix, str(FROM), str(TO), *map(str, HEBREW_YEARS)]
    answers = array("i")
    answers.frombytes(subprocess.run(command, capture_output=True, check=True).stdout)
    theirs, wrong, compared = iter(answers), 0, 0
    for year in HEBREW_YEARS:
        for day in range(FROM, TO + 1):
            died, kept, born = hebrew.from_day(day), next(theirs), next(theirs)
            if year > died[0]:
                compared += 2
                wrong += jewish.yahrzeits(died, year)[0][0] != kept
                wrong += jewish.birthday(died, year) != born
    print(f"@hebcal/hdate: {compared} anniversaries, {wrong} otherwise")
    return wrong


def of_vectors() -> int:
    """Every day's Yahrzeit, in numpy and one by one."""
    every = np.arange(FROM, TO + 1, dtype=np.int32)
    wrong = 0
    for year in HEBREW_YEARS:
        for adar in ("i", "ii"):
            found = anniversaries.yahrzeits(every, year, adar=adar).tolist()
            for day, answer in zip(every.tolist(), found, strict=True):
                died = hebrew.from_day(day)
                wrong += answer != (jewish.yahrzeits(died, year, adar)[0][0] if year > died[0] else 0)
    print(f"numpy: {2 * len(HEBREW_YEARS) * len(every)} Yahrzeits, {wrong} otherwise")
    return wrong


def of_table(
    name: str, table: lunar.Lunisolar, to_day: Callable[[int, int, int], int | None], first: int, last: int
) -> int:
    """The default day of each lunar date of a regular month, a year later, and in the next: by the other's calendar."""
    wrong = compared = 0
    for year in range(first, last):
        for month in range(1, 13):
            for day in (1, 15, 29, 30):
                theirs = to_day(year, month, day) or to_day(year, month, 29)
                ours = lunar.in_year(table, lunar.Lunar(year - 1, month, day, False), year, "regular", "first", "last")
                compared += 1
                wrong += ours[0].day != theirs
    print(f"{name}: {compared} anniversaries, {wrong} otherwise")
    return wrong


def of_parents_days() -> int:
    """Both days of every country that date-holidays has them for."""
    codes = [country.code for country in COUNTRIES]
    command = ["node", ROOT / "trials/parents_days.mjs", sys.prefix, *map(str, PARENTS_YEARS), *codes]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    compared, otherwise = 0, {}
    for country in COUNTRIES:
        for kind, found in theirs[country.code].items():
            ours = country.mothers if kind == "mothers" else country.fathers
            years = range(PARENTS_YEARS[0], PARENTS_YEARS[1] + 1)
            days = {date.fromordinal(ours(year).day).isoformat() for year in years} if ours else set()
            compared += len(found)
            if days != set(found):
                otherwise[country.code, kind] = len(days - set(found))
    print(f"date-holidays: {compared} Mother's and Father's Days, otherwise: {otherwise}")
    return int(otherwise != PARENTS_OTHERWISE)


def _borax(year: int, month: int, day: int) -> int | None:
    try:
        return borax.calendars.lunardate.LunarDate(year, month, day).to_solar_date().toordinal()
    except borax.calendars.lunardate.InvalidLunarDateError:
        return None


def _korean(year: int, month: int, day: int) -> int | None:
    calendar = korean_lunar_calendar.KoreanLunarCalendar()
    if not calendar.setLunarDate(year, month, day, False):
        return None
    found = date(calendar.solarYear, calendar.solarMonth, calendar.solarDay).toordinal()
    # It takes a 30th of a month of 29 days for the 1st of the next.
    calendar.setSolarDate(calendar.solarYear, calendar.solarMonth, calendar.solarDay)
    return found if calendar.lunarDay == day else None


def _vietnamese(year: int, month: int, day: int) -> int | None:
    found: date = lunar_vn.convert_lunar_to_solar(day, month, year)
    # It too takes a 30th of a month of 29 days for the 1st of the next.
    return found.toordinal() if lunar_vn.convert_solar_to_lunar(*found.timetuple()[2::-1]).day == day else None


if __name__ == "__main__":
    sys.exit(main())
