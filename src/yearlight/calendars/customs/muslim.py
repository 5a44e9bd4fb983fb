"""The Hijri date each year, the 3rd, 7th and 40th day, and the waiting period of a widow.

Three days of condolence are widely agreed; the 7th, the 40th and a yearly day
are custom that some scholars reject. Nothing is on until a family chooses it,
and no text takes a side.

Yearly: the same Hijri day and month, about eleven days earlier in each civil
year, so two may fall in one. A 30th in a month of 29 days: the 29th, or the
1st of the next. Days begin at the sunset before. A family whose community
keeps the day before or after says so, and each day is moved by one.

Umm al-Qura is exact for printed years (to 13 May 2029), a forecast to 2077 and
nothing beyond; the tabular calendar is used only where a family chose it.
"""

from collections.abc import Iterator
from types import ModuleType

from yearlight.calendars import tabular, umm_al_qura
from yearlight.calendars.customs.counted import counted
from yearlight.calendars.customs.options import COUNT
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

_SAME = (Reason.SAME_DATE,)
_SHORT = (Reason.SHORT_MONTH,)
_FIRST_OF_NEXT = (Reason.FIRST_OF_NEXT_MONTH,)


def calendar_of(asked: Asked) -> tuple[Calendar, ModuleType]:
    """The Hijri calendar that the family chose."""
    is_tabular = asked.chosen["calendar"] == "tabular"
    return (Calendar.TABULAR, tabular) if is_tabular else (Calendar.UMM_AL_QURA, umm_al_qura)


def certainty_of(calendar: Calendar, day: int) -> tuple[Certainty, tuple[Reason, ...]]:
    """How sure a day of a Hijri calendar is, and the reason where it is a forecast."""
    if calendar is Calendar.UMM_AL_QURA and day > umm_al_qura.LAST_EXACT_DAY:
        return Certainty.PROVISIONAL, (Reason.FORECAST,)
    return Certainty.EXACT, ()


def in_year(
    calendar: ModuleType, year: int, month: int, day: int, thirtieth: str = "29"
) -> tuple[int, tuple[Reason, ...]]:
    """The same Hijri date in a year, and why it is that day.

    >>> in_year(umm_al_qura, 1447, 3, 6)[0] == 739492
    True
    """
    length = calendar.month_length(year, month)
    if day <= length:
        return calendar.to_day(year, month, day), _SAME
    last: int = calendar.to_day(year, month, length)
    return (last + 1, _FIRST_OF_NEXT) if thirtieth == "first" else (last, _SHORT)


def _yearly(asked: Asked) -> Iterator[Occurrence]:
    name, calendar = calendar_of(asked)
    died_in, month, day = _date_of(asked, calendar)
    shift = int(asked.chosen["shift"])
    moved = (Reason.MOVED_BY_FAMILY,) if shift else ()
    # The 1st in place of a 30th may be of the next year.
    begins = calendar.from_day(max(asked.first - shift, calendar.FIRST_DAY))[0] - (asked.chosen["thirtieth"] == "first")
    ends = calendar.from_day(min(asked.last - shift, calendar.LAST_DAY))[0]
    for year in range(max(begins, died_in + 1), ends + 1):
        found, why = in_year(calendar, year, month, day, asked.chosen["thirtieth"])
        if asked.first <= found + shift <= asked.last:
            certainty, forecast = certainty_of(name, found)
            date = DateIn(name, *(calendar.from_day(found) if found <= calendar.LAST_DAY else (year + 1, 1, 1)))
            number = year - died_in
            yield Occurrence(
                found + shift,
                "hijri-yearly",
                number,
                year,
                found + shift,
                True,
                certainty,
                why + moved + forecast,
                "",
                date,
            )


def _date_of(asked: Asked, calendar: ModuleType) -> tuple[int, int, int]:
    date: tuple[int, int, int] = calendar.from_day(asked.day) if asked.given is None else asked.given[1:4]
    return date


def _waiting_period(asked: Asked) -> Iterator[Occurrence]:
    """Four lunar months and ten days: from the death to the last day."""
    name, calendar = calendar_of(asked)
    year, month, day = _date_of(asked, calendar)
    years, months = divmod(month - 1 + 4, 12)
    after_months, _ = in_year(calendar, year + years, months + 1, day)
    ends = after_months + 10 + int(asked.chosen["shift"])
    if asked.day <= asked.last and ends >= asked.first:
        certainty, forecast = certainty_of(name, ends)
        date = DateIn(name, year, month, day)
        yield Occurrence(
            asked.day,
            "muslim-waiting-period",
            1,
            year,
            ends,
            True,
            certainty,
            (Reason.MONTHS_LATER, *forecast),
            "",
            date,
        )


CALENDAR = Option(
    "calendar",
    gettext_noop("Which calendar"),
    (
        Choice("umm-al-qura", gettext_noop("Umm al-Qura, as Saudi Arabia prints it")),
        Choice("tabular", gettext_noop("the tabular calendar")),
    ),
    default="umm-al-qura",
)
SHIFT = Option(
    "shift",
    gettext_noop("Your community keeps the day"),
    (
        Choice("0", gettext_noop("as the calendar says")),
        Choice("-1", gettext_noop("a day earlier")),
        Choice("1", gettext_noop("a day later")),
    ),
    default="0",
)
_THIRTIETH = Option(
    "thirtieth",
    gettext_noop("A 30th, in a month of 29 days"),
    (
        Choice("29", gettext_noop("the 29th")),
        Choice("first", gettext_noop("the 1st of the next month")),
    ),
    default="29",
)
_COMMUNITY = gettext_noop(
    "Muslim dates follow the Saudi Umm al-Qura calendar; your community may keep the day before or after."
)
_FORECAST = gettext_noop("Dates after May 2029 in this calendar are forecasts and may move by a day.")
_SOURCE = "R.H. van Gent, The Umm al-Qura Calendar of Saudi Arabia (rules, printed years, sighting)"

CUSTOMS = (
    Custom(
        key="hijri-yearly",
        name=gettext_noop("The Hijri date each year"),
        rule=gettext_noop(
            "The same Hijri day and month each year, from the sunset before. In a month of 29 days a 30th is kept on "
            "the 29th, unless your family chooses otherwise. Two may fall in one civil year."
        ),
        source=_SOURCE,
        calendar=Calendar.UMM_AL_QURA,
        recurrence=Recurrence.YEARLY,
        find=_yearly,
        options=(CALENDAR, SHIFT, _THIRTIETH),
        limits=(_COMMUNITY, _FORECAST),
        begins_at_sunset=True,
    ),
    Custom(
        key="hijri-3-7-40",
        name=gettext_noop("The 3rd, 7th and 40th day"),
        rule=gettext_noop(
            "The 3rd, 7th and 40th day, where the day of death is the first. Some families count from the day after."
        ),
        source="fiqh.islamonline.net (mourning practices); juancole.com (Hughes)",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.COUNTED,
        find=counted("hijri-3-7-40", (3, 7, 40), starts_evening_before=True),
        options=(COUNT,),
        begins_at_sunset=True,
    ),
    Custom(
        key="muslim-waiting-period",
        name=gettext_noop("The waiting period of a widow"),
        rule=gettext_noop("Four lunar months and ten days from the death, by the Hijri calendar."),
        source="Quran 2:234, four months and ten days; months by the Umm al-Qura calendar",
        calendar=Calendar.UMM_AL_QURA,
        recurrence=Recurrence.COUNTED,
        find=_waiting_period,
        anchors=frozenset({Kind.DIED}),
        options=(CALENDAR, SHIFT),
        limits=(_COMMUNITY, _FORECAST),
        begins_at_sunset=True,
    ),
)
