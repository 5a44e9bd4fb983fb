"""Days of the year in China, Korea and Vietnam on which the dead are visited.

Qingming is the day on which the Sun reaches 15 degrees (4 to 6 April); Hansik
105 days after the winter solstice; the others have a lunar date. The Ghost
Festival is on the 15th of the 7th month, in parts of the south on the 14th.
"""

from collections.abc import Iterator

from yearlight.calendars import sun
from yearlight.calendars.customs.each_year import BY_ITS_RULE, Day, InYear, each_year
from yearlight.calendars.customs.lunar import TABLES, certainty_of
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import (
    NO_DATE,
    Calendar,
    Certainty,
    Choice,
    Chosen,
    Custom,
    DateIn,
    Option,
    Recurrence,
)
from yearlight.calendars.customs.words import gettext_noop
from yearlight.calendars.doubt import Doubt
from yearlight.calendars.errors import OutOfRange

_TO_HANSIK = 105


def solar(day: int, doubt: Doubt | None) -> Day:
    """A day of the Sun, with its doubt."""
    if doubt is None:
        return Day(day)
    return Day(day, certainty=Certainty.PROVISIONAL, reasons=(*BY_ITS_RULE, Reason.NEAR_MIDNIGHT))


def on_lunar_date(calendar: Calendar, year: int, month: int, day: int, lasts: int = 1) -> Day | None:
    """A lunar date in a lunar year; ``None`` where the table does not have it."""
    table = TABLES[calendar]
    try:
        found = table.to_day(year, month, day)
    except OutOfRange:
        return None
    certainty, why = certainty_of(table, found)
    date = DateIn(calendar, year, month, day)
    return Day(found, found + lasts - 1, "", certainty, (*BY_ITS_RULE, *why), date)


def _lunar(calendar: Calendar, month: int, day: int) -> InYear:
    def in_year(year: int, chosen: Chosen) -> Iterator[Day]:
        found = on_lunar_date(calendar, year, month, day)
        if found:
            yield found

    return in_year


def _qingming(year: int, chosen: Chosen) -> Iterator[Day]:
    if sun.QINGMING.first_year <= year <= sun.QINGMING.last_year:
        yield solar(sun.QINGMING.day(year), sun.QINGMING.doubt(year))


def _hansik(year: int, chosen: Chosen) -> Iterator[Day]:
    if sun.WINTER_SOLSTICE.first_year < year <= sun.WINTER_SOLSTICE.last_year + 1:
        before = year - 1
        yield solar(sun.WINTER_SOLSTICE.day(before) + _TO_HANSIK, sun.WINTER_SOLSTICE.doubt(before))


def _ghost_festival(year: int, chosen: Chosen) -> Iterator[Day]:
    found = on_lunar_date(Calendar(chosen["calendar"]), year, 7, int(chosen["day"]))
    if found:
        yield found


_GHOST_OPTIONS = (
    Option(
        "calendar",
        gettext_noop("Which calendar"),
        (
            Choice("china", gettext_noop("the Chinese")),
            Choice("vietnam", gettext_noop("the Vietnamese (Vu Lan)")),
            Choice("korea", gettext_noop("the Korean (Baekjung)")),
        ),
        default="china",
    ),
    Option(
        "day",
        gettext_noop("Which day of the 7th month"),
        (
            Choice("15", gettext_noop("the 15th")),
            Choice("14", gettext_noop("the 14th, as parts of the south keep it")),
        ),
        default="15",
    ),
)


def _declared(
    key: str, name: str, rule: str, source: str, calendar: Calendar, in_year: InYear, options: tuple[Option, ...] = ()
) -> Custom:
    find = each_year(key, in_year)
    return Custom(key, name, rule, source, calendar, Recurrence.YEARLY, find, NO_DATE, options)


_GB = "GB/T 33661-2017"

CUSTOMS = (
    _declared(
        "qingming",
        gettext_noop("Qingming"),
        gettext_noop("The day on which the Sun reaches 15 degrees by Chinese time, from 4 to 6 April."),
        f"{_GB} (solar terms)",
        Calendar.SUN,
        _qingming,
    ),
    _declared(
        "hansik",
        gettext_noop("Hansik"),
        gettext_noop("The 105th day after the day of the winter solstice by Korean time."),
        "Encyclopedia of Korean Folk Culture, Hansik (105 days after the winter solstice)",
        Calendar.SUN,
        _hansik,
    ),
    _declared(
        "ghost-festival",
        gettext_noop("The Ghost Festival, Vu Lan"),
        gettext_noop("The 15th day of the 7th lunar month; in parts of the south the 14th."),
        f"{_GB} (the calendar); hoidaptuvan.com (Vu Lan)",
        Calendar.CHINA,
        _ghost_festival,
        _GHOST_OPTIONS,
    ),
    _declared(
        "double-ninth",
        gettext_noop("The Double Ninth"),
        gettext_noop("The 9th day of the 9th lunar month."),
        f"{_GB} (the calendar)",
        Calendar.CHINA,
        _lunar(Calendar.CHINA, 9, 9),
    ),
    _declared(
        "cold-clothes",
        gettext_noop("The Cold Clothes day"),
        gettext_noop("The 1st day of the 10th lunar month."),
        f"{_GB} (the calendar)",
        Calendar.CHINA,
        _lunar(Calendar.CHINA, 10, 1),
    ),
    _declared(
        "seollal",
        gettext_noop("Seollal"),
        gettext_noop("The 1st day of the 1st lunar month by the Korean calendar."),
        "KASI tables (the calendar)",
        Calendar.KOREA,
        _lunar(Calendar.KOREA, 1, 1),
    ),
    _declared(
        "chuseok",
        gettext_noop("Chuseok"),
        gettext_noop("The 15th day of the 8th lunar month by the Korean calendar."),
        "KASI tables (the calendar)",
        Calendar.KOREA,
        _lunar(Calendar.KOREA, 8, 15),
    ),
)
