"""Dates known in part: EDTF level 1 as text, with its first and last possible day.

Source: the Library of Congress, *Extended Date/Time Format (EDTF)
Specification*, levels 0 and 1, which is part of ISO 8601-2:2019.

Read here: ``2018``, ``2018-11``, ``2018-11-14``; ``?`` (uncertain), ``~``
(approximate) and ``%`` (both) after the whole; unspecified digits from the
right (``197X``, ``19XX``, ``2018-XX``, ``2018-11-XX``, ``2018-XX-XX``);
seasons (``2018-21`` to ``2018-24``); intervals with known, open (``..``) and
unknown (empty) ends (``2018-11-14/2018-11-16``, ``../2018``, ``2018/``).

Our readings where the specification leaves room:

- Seasons are of no hemisphere, and lie within their year, so that what a
  family files under 2018 belongs to 2018 alone: 21 (spring) is March to May,
  22 (summer) June to August, 23 (autumn) September to November, 24 (winter)
  December.
- An open end and an unknown end both leave that day ``None``; the text keeps
  which it was.
- An interval is approximate or uncertain where either end is.
- ``2018-11-XX`` has the precision of a month and ``2018-XX-XX`` of a year:
  precision says how much is known.

One extension: ``XXXX-11-14``, a day without its year, is of level 2 in the
specification and read here all the same, since families often know the day
and not the year. Its first and last day are ``None``.

Range: years 1 to 9999. ``Y17000``, ``-0044`` and year 0 are refused as
``OUT_OF_RANGE``, also where only a possible year lies outside (``000X``).
Times are refused as ``HAS_TIME``: we keep days.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from yearlight.calendars import day as days


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    #: A day and month without a year.
    DAY_OF_YEAR = "day_of_year"


class Fault(StrEnum):
    """Why a date cannot be read; the caller finds the words for people."""

    EMPTY = "empty"
    NOT_EDTF = "not_edtf"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_MONTH = "no_such_month"
    NO_SUCH_SEASON = "no_such_season"
    OUT_OF_RANGE = "out_of_range"
    HAS_TIME = "has_time"
    EMPTY_INTERVAL = "empty_interval"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    NOT_A_NUMBER = "not_a_number"
    SHORT_YEAR = "short_year"
    UNKNOWN_YEAR = "unknown_year"
    UNKNOWN_MONTH = "unknown_month"
    MONTH_AND_SEASON = "month_and_season"


class EdtfError(ValueError):
    """A date that cannot be read. ``code`` says why; it holds no words for people."""

    def __init__(self, code: Fault) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as exactly as it is known.

    ``first`` and ``last`` are day numbers (see ``calendars.day``), ``None``
    where that side has no bound or nobody knows it. ``year``, ``month``,
    ``day`` and ``season`` (21 to 24) hold what is said and ``None`` for the
    rest; of a decade or century, ``year`` is its first. An interval has
    ``start`` and ``end`` instead, each ``None`` where open or unknown.
    """

    text: str
    precision: Precision
    first: int | None = None
    last: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    is_approximate: bool = False
    is_uncertain: bool = False
    start: "Edtf | None" = None
    end: "Edtf | None" = None

    def __str__(self) -> str:
        return self.text


_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_SEASON_NAMES = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}

_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<mark>[?~%]?)"
)
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T.*")
_FAR_YEAR = re.compile(r"(Y-?|-)[0-9]+(-[0-9X]{2}){0,2}[?~%]?")


def parse(text: str) -> Edtf:
    """The date that an EDTF text says. Spaces around it and small x are forgiven.

    Raises EdtfError with the reason as its ``code``.

    >>> parse("2018-11~").text, parse("2018-11~").is_approximate
    ('2018-11~', True)
    """
    tidy = text.strip().upper()
    if not tidy:
        raise EdtfError(Fault.EMPTY)
    if "/" in tidy:
        return _interval(tidy)
    return _date(tidy)


def from_day(day: int) -> Edtf:
    """The date of one day number; raises ``day.DayError`` outside years 1 to 9999."""
    civil = days.civil(day)
    return _date(f"{civil.year:04}-{civil.month:02}-{civil.day:02}")


def from_parts(day: str, month: str, year: str, *, about: bool = False, season: str = "") -> Edtf | None:
    """The date of a form's three fields, each of which may be empty; ``None`` if all are.

    Numbers are taken in any script's digits. ``season`` is a name ("spring",
    "summer", "autumn", "winter") or its number, in place of day and month. A
    day with its month and no year is kept as ``XXXX-11-14``.

    Raises EdtfError: UNKNOWN_YEAR (a day, month or season alone),
    UNKNOWN_MONTH (a day and a year), MONTH_AND_SEASON, SHORT_YEAR (two
    digits, where nobody can know the century), NOT_A_NUMBER, NO_SUCH_DAY,
    NO_SUCH_MONTH, NO_SUCH_SEASON, OUT_OF_RANGE.
    """
    parts = [part.strip() for part in (day, month, year, season)]
    if not any(parts):
        return None
    day, month, year, season = parts
    if season and (day or month):
        raise EdtfError(Fault.MONTH_AND_SEASON)
    if day and not month:
        raise EdtfError(Fault.UNKNOWN_MONTH if year else Fault.UNKNOWN_YEAR)
    if not year and not (day and month):
        raise EdtfError(Fault.UNKNOWN_YEAR)
    text = _year_text(year) if year else "XXXX"
    if season:
        text += f"-{_season_number(season)}"
    if month:
        text += f"-{_two_digits(month, Fault.NO_SUCH_MONTH)}"
    if day:
        text += f"-{_two_digits(day, Fault.NO_SUCH_DAY)}"
    if month and not 1 <= int(text[5:7]) <= 12:
        # Without this, a month typed as 21 would be taken for a season.
        raise EdtfError(Fault.NO_SUCH_MONTH)
    return _date(text + ("~" if about else ""))


def _interval(text: str) -> Edtf:
    sides = text.split("/")
    if len(sides) != 2:
        raise EdtfError(Fault.NOT_EDTF)
    start, end = (None if side in {"", ".."} else _date(side) for side in sides)
    if start is None and end is None:
        raise EdtfError(Fault.EMPTY_INTERVAL)
    known = [side for side in (start, end) if side is not None]
    if any(side.precision is Precision.DAY_OF_YEAR for side in known):
        raise EdtfError(Fault.UNKNOWN_YEAR)
    first = start.first if start else None
    last = end.last if end else None
    if first is not None and last is not None and first > last:
        raise EdtfError(Fault.ENDS_BEFORE_IT_BEGINS)
    return Edtf(
        text,
        Precision.INTERVAL,
        first,
        last,
        is_approximate=any(side.is_approximate for side in known),
        is_uncertain=any(side.is_uncertain for side in known),
        start=start,
        end=end,
    )


def _date(text: str) -> Edtf:
    found = _DATE.fullmatch(text)
    if found is None:
        raise EdtfError(_why_not(text))
    year, month, day, mark = found.group("year", "month", "day", "mark")
    date = _day_of_year(text, month, day) if year == "XXXX" else _dated(text, year, month, day)
    return replace(date, is_approximate=mark in {"~", "%"}, is_uncertain=mark in {"?", "%"}) if mark else date


def _why_not(text: str) -> Fault:
    if _TIME.fullmatch(text):
        return Fault.HAS_TIME
    return Fault.OUT_OF_RANGE if _FAR_YEAR.fullmatch(text) else Fault.NOT_EDTF


def _dated(text: str, year: str, month: str | None, day: str | None) -> Edtf:
    first_year = int(year.replace("X", "0"))
    if first_year < days.FIRST_YEAR:
        raise EdtfError(Fault.OUT_OF_RANGE)
    if year.isdigit():
        return _in_year(text, first_year, month, day)
    if month is not None:
        # Level 1 leaves digits open from the right: a month within an unknown year is of level 2.
        raise EdtfError(Fault.NOT_EDTF)
    last_year = int(year.replace("X", "9"))
    precision = Precision.CENTURY if year.endswith("XX") else Precision.DECADE
    first, last = days.number(first_year, 1, 1), days.number(last_year, 12, 31)
    return Edtf(text, precision, first, last, year=first_year)


def _in_year(text: str, year: int, month: str | None, day: str | None) -> Edtf:
    if month is None or month == "XX":
        if day not in {None, "XX"}:
            raise EdtfError(Fault.NOT_EDTF)
        return Edtf(text, Precision.YEAR, days.number(year, 1, 1), days.number(year, 12, 31), year=year)
    if int(month) in _SEASONS and day is None:
        return _in_season(text, year, int(month))
    return _in_month(text, year, int(month), day)


def _in_season(text: str, year: int, season: int) -> Edtf:
    first_month, last_month = _SEASONS[season]
    first = days.number(year, first_month, 1)
    last = days.number(year, last_month, days.month_length(year, last_month))
    return Edtf(text, Precision.SEASON, first, last, year=year, season=season)


def _in_month(text: str, year: int, month: int, day: str | None) -> Edtf:
    if not 1 <= month <= 12:
        raise EdtfError(Fault.NO_SUCH_MONTH)
    if day is None or day == "XX":
        first = days.number(year, month, 1)
        last = days.number(year, month, days.month_length(year, month))
        return Edtf(text, Precision.MONTH, first, last, year=year, month=month)
    try:
        only = days.number(year, month, int(day))
    except days.DayError as fault:
        raise EdtfError(Fault.NO_SUCH_DAY) from fault
    return Edtf(text, Precision.DAY, only, only, year=year, month=month, day=int(day))


def _day_of_year(text: str, month: str | None, day: str | None) -> Edtf:
    if month is None or day is None or "XX" in {month, day}:
        raise EdtfError(Fault.UNKNOWN_YEAR)
    # A leap year, so that 29 February is a day of the year too.
    known = _in_month(text, 2000, int(month), day)
    return Edtf(text, Precision.DAY_OF_YEAR, month=known.month, day=known.day)


def _number(text: str) -> int:
    """A number in the digits of any script ("١٤" is 14)."""
    if not text.isdecimal() or len(text) > 9:
        raise EdtfError(Fault.NOT_A_NUMBER)
    return int(text)


def _two_digits(text: str, fault: Fault) -> str:
    number = _number(text)
    if not 1 <= number <= 99:
        raise EdtfError(fault)
    return f"{number:02}"


def _year_text(text: str) -> str:
    number = _number(text)
    if len(text) < 4:
        raise EdtfError(Fault.SHORT_YEAR)
    if not days.FIRST_YEAR <= number <= days.LAST_YEAR:
        raise EdtfError(Fault.OUT_OF_RANGE)
    return f"{number:04}"


def _season_number(text: str) -> int:
    number = _SEASON_NAMES.get(text) or (_number(text) if text.isdecimal() else 0)
    if number not in _SEASONS:
        raise EdtfError(Fault.NO_SUCH_SEASON)
    return number
