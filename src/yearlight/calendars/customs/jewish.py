"""Yahrzeit and the Hebrew birthday.

A death after sunset belongs to the next Hebrew date. The Yahrzeit keeps the
Hebrew day and month; its odd cases, for a death in the year *y*:

- 30 Cheshvan, where Cheshvan of *y* + 1 has 29 days: the day before 1 Kislev
  each year. The printed guides say 29 Cheshvan each year; the family chooses.
- 30 Cheshvan otherwise: 30 Cheshvan, and 1 Kislev in years without one.
- 30 Kislev likewise, with 1 Tevet.
- Adar II: the last Adar of the year.
- Adar I: Adar I, in plain years Adar; 30 Adar I is then 30 Shevat.
- Adar of a plain year, in a leap year: Adar I (Rema), Adar II (Karo) or both.

A birthday goes by another rule: a missing 30th moves on to the 1st, and Adar
of a plain year goes to Adar II. The two are kept apart.

Worked example: a death on the evening of 14 November 2018 is 7 Kislev 5779,
and its Yahrzeit in 5780 is 5 December 2019.
"""

from collections.abc import Iterator

from yearlight.calendars import hebrew
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import (
    Asked,
    Calendar,
    Certainty,
    Choice,
    Custom,
    DateIn,
    Kind,
    Occurrence,
    Option,
    Recurrence,
)
from yearlight.calendars.customs.words import gettext_noop

Found = tuple[int, tuple[Reason, ...], str]

_SAME = (Reason.SAME_DATE,)
_THIRTIETHS = {
    hebrew.CHESHVAN: (hebrew.KISLEV, Reason.EVE_OF_KISLEV),
    hebrew.KISLEV: (hebrew.TEVET, Reason.EVE_OF_TEVET),
}


def yahrzeits(died: tuple[int, int, int], year: int, adar: str = "i", thirtieth: str = "eve") -> list[Found]:
    """The day of the Yahrzeit in a Hebrew year, with its reasons; two where the family keeps both months of Adar.

    ``died`` is the Hebrew date of death. Raises ``OutOfRange`` for a year outside the calendar's.

    >>> yahrzeits((5779, 9, 7), 5780)[0][0] == 737398
    True
    """
    died_in, month, day = died
    if day == 30 and month in _THIRTIETHS:
        return [_thirtieth(died_in, month, year, thirtieth)]
    if month == hebrew.ADAR_II:
        last = hebrew.last_adar(year)
        return [(hebrew.to_day(year, last, day), _SAME if last == month else (Reason.LAST_ADAR,), "")]
    if month == hebrew.ADAR and hebrew.is_leap(died_in) != hebrew.is_leap(year):
        return _other_adar(day, year, adar)
    return [(hebrew.to_day(year, month, day), _SAME, "")]


def _thirtieth(died_in: int, month: int, year: int, choice: str) -> Found:
    """30 Cheshvan or 30 Kislev; what the first year after has decides for all."""
    following, eve = _THIRTIETHS[month]
    if hebrew.month_length(died_in + 1, month) == 29:
        if choice == "29":
            return hebrew.to_day(year, month, 29), (Reason.ALWAYS_THE_29TH,), ""
        return hebrew.to_day(year, following, 1) - 1, (eve,), ""
    is_there = hebrew.month_length(year, month) == 30
    return hebrew.to_day(year, month, 1) + 29, _SAME if is_there else (Reason.FIRST_OF_NEXT_MONTH,), ""


def _other_adar(day: int, year: int, adar: str) -> list[Found]:
    """Adar of a leap year in a plain one, or of a plain year in a leap one."""
    if not hebrew.is_leap(year):
        if day == 30:
            return [(hebrew.to_day(year, hebrew.SHEVAT, 30), (Reason.NO_30_ADAR,), "")]
        return [(hebrew.to_day(year, hebrew.ADAR, day), (Reason.ADAR_I_IN_ADAR,), "")]
    found: list[Found] = []
    if adar != "ii":
        part = "adar-i" if adar == "both" else ""
        found.append((hebrew.to_day(year, hebrew.ADAR_I, day), (Reason.ADAR_IN_ADAR_I,), part))
    if adar != "i":
        part = "adar-ii" if adar == "both" else ""
        found.append((hebrew.to_day(year, hebrew.ADAR_II, day), (Reason.ADAR_IN_ADAR_II,), part))
    return found


def birthday(born: tuple[int, int, int], year: int) -> int:
    """The day of a Hebrew birthday in a Hebrew year.

    >>> birthday((5780, 8, 30), 5781) == hebrew.to_day(5781, 9, 1)
    True
    """
    born_in, month, day = born
    if month == hebrew.last_adar(born_in):
        month = hebrew.last_adar(year)
    elif month == hebrew.ADAR_I and not hebrew.is_leap(year):
        month = hebrew.ADAR
    return hebrew.to_day(year, month, 1) + day - 1


def date_of(asked: Asked) -> tuple[int, int, int]:
    """The Hebrew date that a custom counts from."""
    return hebrew.from_day(asked.day) if asked.given is None else asked.given[1:4]


def years_between(asked: Asked, after: int) -> range:
    """The Hebrew years that meet the days asked for, later than ``after``."""
    return range(max(hebrew.from_day(asked.first)[0], after + 1), hebrew.from_day(asked.last)[0] + 1)


def _occurrence(custom: str, found: Found, number: int) -> Occurrence:
    day, reasons, part = found
    date = DateIn(Calendar.HEBREW, *hebrew.from_day(day))
    return Occurrence(day, custom, number, date.year, day, True, Certainty.EXACT, reasons, part, date)


def _yahrzeit(asked: Asked) -> Iterator[Occurrence]:
    died = date_of(asked)
    adar, thirtieth = asked.chosen["adar"], asked.chosen["thirtieth"]
    years = years_between(asked, died[0])
    if asked.chosen["first"] != "death":
        # The first may then lie in the year before or after that of the date.
        years = range(max(years.start - 1, died[0] + 1), years.stop + 1)
    for year in years:
        days = yahrzeits(died, year, adar, thirtieth)
        if year == died[0] + 1:
            days = _first(asked, died, days)
        for found in days:
            if asked.first <= found[0] <= asked.last:
                yield _occurrence("yahrzeit", found, year - died[0])


def _first(asked: Asked, died: tuple[int, int, int], usual: list[Found]) -> list[Found]:
    """The first Yahrzeit, which some keep on the date of the burial or after twelve months."""
    if asked.chosen["first"] == "burial":
        if asked.burial is None:
            raise Declined(Why.NEEDS_BURIAL)
        if asked.burial - asked.day < int(asked.chosen["burial_gap"]):
            return usual
        buried = hebrew.from_day(asked.burial)
        return [(day, (Reason.FIRST_ON_BURIAL,), part) for day, _, part in yahrzeits(buried, buried[0] + 1)]
    if asked.chosen["first"] == "twelve-months":
        day = months_later(died, 12)
        if day < usual[0][0] - 2:
            return [(day, (Reason.TWELVE_MONTHS,), "")]
    return usual


def months_later(date: tuple[int, int, int], months: int) -> int:
    """The day so many months after a date; a missing 30th is the 29th."""
    year, month, day = date
    for _ in range(months):
        if month == hebrew.ELUL:
            year, month = year + 1, hebrew.TISHREI
        else:
            month = hebrew.NISAN if month == hebrew.last_adar(year) else month + 1
            month = hebrew.TISHREI if month > hebrew.ADAR_II else month
    return hebrew.to_day(year, month, min(day, hebrew.month_length(year, month)))


def _birthday(asked: Asked) -> Iterator[Occurrence]:
    born = date_of(asked)
    for year in years_between(asked, born[0]):
        day = birthday(born, year)
        if asked.first <= day <= asked.last:
            date = hebrew.from_day(day)
            is_same = date[2] == born[2]
            why = _SAME if is_same else (Reason.FIRST_OF_NEXT_MONTH,)
            yield _occurrence("hebrew-birthday", (day, why, ""), year - born[0])


_ADAR = Option(
    "adar",
    gettext_noop("A death in Adar, in a year with two"),
    (
        Choice("i", gettext_noop("the first Adar (Rema; Ashkenazi)")),
        Choice("ii", gettext_noop("the second Adar (Karo; Sephardi)")),
        Choice("both", gettext_noop("both")),
    ),
    default="i",
)
_FIRST = Option(
    "first",
    gettext_noop("The first Yahrzeit"),
    (
        Choice("death", gettext_noop("on the date of the death")),
        Choice("burial", gettext_noop("on the date of the burial, where it was days later")),
        Choice("twelve-months", gettext_noop("after twelve months, also in a year of thirteen")),
    ),
    default="death",
)
_GAP = Option(
    "burial_gap",
    gettext_noop("The burial counts as days later"),
    (
        Choice("2", gettext_noop("from two days on")),
        Choice("3", gettext_noop("from three days on")),
    ),
    default="2",
)
_THIRTIETH = Option(
    "thirtieth",
    gettext_noop("A 30 Cheshvan or 30 Kislev, where the next year had none"),
    (
        Choice("eve", gettext_noop("the day before the next month, each year")),
        Choice("29", gettext_noop("the 29th, each year")),
    ),
    default="eve",
)

CUSTOMS = (
    Custom(
        key="yahrzeit",
        name=gettext_noop("Yahrzeit"),
        rule=gettext_noop(
            "The Hebrew date of the death each year, from the sunset before. A 30th of Cheshvan or Kislev and the "
            "months of Adar have rules of their own, and your family can choose among them."
        ),
        source=(
            "hebcal API reference, getYahrzeit (after Reingold and Dershowitz); Luah Hashanah, appendix C; "
            "sheilot.com 15508; jewish-funeral-guide.com (burial)"
        ),
        calendar=Calendar.HEBREW,
        recurrence=Recurrence.YEARLY,
        find=_yahrzeit,
        options=(_ADAR, _FIRST, _GAP, _THIRTIETH),
        begins_at_sunset=True,
    ),
    Custom(
        key="hebrew-birthday",
        name=gettext_noop("The Hebrew birthday"),
        rule=gettext_noop(
            "The Hebrew date each year, from the sunset before. A missing 30th moves on to the 1st of the next month, "
            "and a date in the Adar of a plain year goes to the second Adar."
        ),
        source="hebcal API reference, getBirthdayOrAnniversary (after Reingold and Dershowitz)",
        calendar=Calendar.HEBREW,
        recurrence=Recurrence.YEARLY,
        find=_birthday,
        anchors=frozenset({Kind.BORN, Kind.DUE, Kind.OWN}),
        begins_at_sunset=True,
    ),
)
