"""Shiva, shloshim and Yizkor.

Shiva: seven days, the first of which is the day of the burial if it ended
before sunset. Shloshim: thirty, from the same day. Shabbat counts and closes
nothing. A festival (Pesach, Shavuot, Rosh Hashanah, Yom Kippur, Sukkot) that
begins in the shiva closes it on its eve; one that begins after the shiva and
within the thirty days closes those. Where the shiva was cut short, the thirty
days end on 7 Iyar (Pesach), 22 Sivan (Shavuot), 1 Cheshvan (Sukkot), on the
eve of Yom Kippur (Rosh Hashanah) or the eve of Sukkot (Yom Kippur); a
Sephardi source differs on the last two. For a burial within a festival no day
is given. All but the plain case is to be asked.

Mourning for a parent is longer in some practice; it is not reckoned here.

Worked example: after a burial on 2 March 2025 shiva ends on 8 March and
shloshim on 31 March, as no festival begins before 13 April.
"""

from collections.abc import Iterator
from functools import lru_cache

from yearlight.calendars import hebrew
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.jewish import date_of, years_between
from yearlight.calendars.customs.options import NO, YES
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

_COUNTED: tuple[Reason, ...] = (Reason.COUNTED_FROM_DAY_ONE,)
_CUT = (Reason.COUNTED_FROM_DAY_ONE, Reason.CUT_SHORT_BY_FESTIVAL)
_BY_RULE = (Reason.BY_ITS_RULE,)
_CUT_BEFORE = (Reason.SHIVA_WAS_CUT_SHORT,)

#: A festival's first day, its last in Israel and abroad, and where shloshim end if it closed the shiva.
_FESTIVALS = (
    ((hebrew.TISHREI, 1), (hebrew.TISHREI, 2), (hebrew.TISHREI, 2), (hebrew.TISHREI, 9)),
    ((hebrew.TISHREI, 10), (hebrew.TISHREI, 10), (hebrew.TISHREI, 10), (hebrew.TISHREI, 14)),
    ((hebrew.TISHREI, 15), (hebrew.TISHREI, 22), (hebrew.TISHREI, 23), (hebrew.CHESHVAN, 1)),
    ((hebrew.NISAN, 15), (hebrew.NISAN, 21), (hebrew.NISAN, 22), (hebrew.IYAR, 7)),
    ((hebrew.SIVAN, 6), (hebrew.SIVAN, 6), (hebrew.SIVAN, 7), (hebrew.SIVAN, 22)),
)

#: Yizkor's days abroad, and in Israel where they differ.
_YIZKOR = (
    ("yom-kippur", (hebrew.TISHREI, 10), (hebrew.TISHREI, 10)),
    ("shemini-atzeret", (hebrew.TISHREI, 22), (hebrew.TISHREI, 22)),
    ("pesach", (hebrew.NISAN, 22), (hebrew.NISAN, 21)),
    ("shavuot", (hebrew.SIVAN, 7), (hebrew.SIVAN, 6)),
)


def _festivals(buried: int, is_abroad: bool) -> Iterator[tuple[int, int, int]]:
    """First day, last day, and the end of shloshim, of the festivals from some days before a burial, in order."""
    year = hebrew.from_day(buried)[0]
    for around in (year, year + 1):
        for first, israel, abroad, shloshim in _FESTIVALS:
            last = abroad if is_abroad else israel
            yield hebrew.to_day(around, *first), hebrew.to_day(around, *last), hebrew.to_day(around, *shloshim)


def _closing(asked: Asked) -> tuple[int, int] | None:
    """The first festival to begin after a burial: its day, and the end of shloshim if it closes the shiva.

    Raises Declined for a burial within a festival.
    """
    for first, last, shloshim in _festivals(asked.day, asked.chosen["place"] == "abroad"):
        if first <= asked.day <= last:
            raise Declined(Why.BURIED_IN_FESTIVAL)
        if first > asked.day:
            return first, shloshim
    return None


def _shiva(asked: Asked) -> Iterator[Occurrence]:
    ends, reasons, certainty = asked.day + 6, _COUNTED, Certainty.EXACT
    closing = _closing(asked)
    if closing and closing[0] <= ends:
        ends, reasons, certainty = closing[0] - 1, _CUT, Certainty.ASK
    yield from _span("shiva", 7, asked, ends, certainty, reasons)


def _shloshim(asked: Asked) -> Iterator[Occurrence]:
    ends, reasons, certainty = asked.day + 29, _COUNTED, Certainty.EXACT
    closing = _closing(asked)
    if closing and closing[0] <= asked.day + 6:
        ends, reasons, certainty = closing[1], _CUT_BEFORE, Certainty.ASK
    elif closing and closing[0] <= ends:
        ends, reasons, certainty = closing[0] - 1, _CUT, Certainty.ASK
    yield from _span("shloshim", 30, asked, ends, certainty, reasons)


def _span(
    custom: str, number: int, asked: Asked, ends: int, certainty: Certainty, reasons: tuple[Reason, ...]
) -> Iterator[Occurrence]:
    if asked.day <= asked.last and ends >= asked.first:
        date = DateIn(Calendar.HEBREW, *hebrew.from_day(asked.day))
        yield Occurrence(asked.day, custom, number, date.year, ends, False, certainty, reasons, "", date)


def _yizkor(asked: Asked) -> Iterator[Occurrence]:
    died_in = date_of(asked)[0]
    begins = asked.day if asked.chosen["after_first_year"] == "no" else _a_year_after(asked)
    first = max(asked.first, begins + 1)
    for year in years_between(asked, died_in - 1):
        for part, day, date in _yizkor_days(year, asked.chosen["place"]):
            if first <= day <= asked.last:
                number = year - died_in
                yield Occurrence(day, "yizkor", number, year, day, True, Certainty.EXACT, _BY_RULE, part, date)


@lru_cache(maxsize=512)
def _yizkor_days(year: int, place: str) -> tuple[tuple[str, int, DateIn], ...]:
    dates = [(part, israel if place == "israel" else abroad) for part, abroad, israel in _YIZKOR]
    return tuple((part, hebrew.to_day(year, *date), DateIn(Calendar.HEBREW, year, *date)) for part, date in dates)


def _a_year_after(asked: Asked) -> int:
    """The last day of the first year: that before the same date of the next year, near enough for Yizkor."""
    year, month, day = date_of(asked)
    if month == hebrew.ADAR_II and not hebrew.is_leap(year + 1):
        month = hebrew.ADAR
    length = hebrew.month_length(year + 1, month)
    return hebrew.to_day(year + 1, month, min(day, length)) - 1


PLACE = Option(
    "place",
    gettext_noop("Where the days are kept"),
    (
        Choice("abroad", gettext_noop("outside Israel")),
        Choice("israel", gettext_noop("in Israel")),
    ),
    default="abroad",
)
_AFTER_FIRST_YEAR = Option(
    "after_first_year", gettext_noop("Only once the first year is over"), (NO, YES), default="no"
)
_ASK_RABBI = gettext_noop(
    "Festivals can shorten shiva and shloshim. Please ask your rabbi; the general rule is shown here."
)
_BURIAL = frozenset({Kind.FUNERAL})
_MOURNING_SOURCE = (
    "shulchanaruchharav.com (counting shiva); halakhaoftheday.org (mourning and festivals); ravbaruch.com (shloshim)"
)

CUSTOMS = (
    Custom(
        key="shiva",
        name=gettext_noop("Shiva"),
        rule=gettext_noop(
            "Seven days, of which the day of the burial is the first if it was over before sunset. A festival that "
            "begins within them closes them on its eve."
        ),
        source=_MOURNING_SOURCE,
        calendar=Calendar.HEBREW,
        recurrence=Recurrence.COUNTED,
        find=_shiva,
        anchors=_BURIAL,
        options=(PLACE,),
        limits=(_ASK_RABBI,),
        begins_at_sunset=True,
    ),
    Custom(
        key="shloshim",
        name=gettext_noop("Shloshim"),
        rule=gettext_noop(
            "Thirty days, of which the day of the burial is the first if it was over before sunset. A festival after "
            "the shiva closes them on its eve; where the shiva was cut short, they end on a date of their own."
        ),
        source=_MOURNING_SOURCE,
        calendar=Calendar.HEBREW,
        recurrence=Recurrence.COUNTED,
        find=_shloshim,
        anchors=_BURIAL,
        options=(PLACE,),
        limits=(_ASK_RABBI,),
        begins_at_sunset=True,
    ),
    Custom(
        key="yizkor",
        name=gettext_noop("Yizkor"),
        rule=gettext_noop(
            "Yom Kippur, Shemini Atzeret, the last day of Pesach and the last day of Shavuot, each from the sunset "
            "before. In Israel Pesach and Shavuot end a day earlier."
        ),
        source="chabad.org 2314358 (dates 2024 to 2030); jewishbangor.org (laws of Yizkor)",
        calendar=Calendar.HEBREW,
        recurrence=Recurrence.YEARLY,
        find=_yizkor,
        options=(PLACE, _AFTER_FIRST_YEAR),
        begins_at_sunset=True,
    ),
)
