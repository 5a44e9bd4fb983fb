"""Catholic, Protestant and Mexican days.

The Month's Mind is the 30th day; many parishes simply take the same date of
the next month. All Souls is 2 November, also on a Sunday; an older custom then
keeps the 3rd. Totensonntag is the Sunday before Advent, 20 to 26 November.

Día de Muertos: 1 November for children, 2 November for adults. Some regions
have further days from 27 October; lists disagree on them, so they are there to
be chosen and never assigned to a child by computation.
"""

from collections.abc import Iterator

from yearlight.calendars import day as days
from yearlight.calendars import gregorian
from yearlight.calendars.customs.civil import in_year, year_of, yearly
from yearlight.calendars.customs.counted import counted
from yearlight.calendars.customs.each_year import BY_ITS_RULE, Day, each_year
from yearlight.calendars.customs.options import COUNT, FEB_29
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import (
    NO_DATE,
    Asked,
    Calendar,
    Certainty,
    Choice,
    Chosen,
    Custom,
    Occurrence,
    Option,
    Recurrence,
    Takes,
)
from yearlight.calendars.customs.words import gettext_noop


def _months_mind(asked: Asked) -> Iterator[Occurrence]:
    yield from _month(asked, "months-mind")


def _catholic(asked: Asked) -> Iterator[Occurrence]:
    yield from counted("catholic-3-7-30", (3, 7))(asked)
    yield from _month(asked, "catholic-3-7-30")


def _month(asked: Asked, key: str) -> Iterator[Occurrence]:
    """The 30th day, or the same date of the next month."""
    if asked.chosen["month"] == "30th-day":
        yield from counted(key, (30,))(asked)
        return
    year, month = (asked.year + 1, 1) if asked.month == 12 else (asked.year, asked.month + 1)
    kept = min(asked.day_of_month, gregorian.month_length(year, month))
    found = in_year(year, month, kept, "feb28")
    if found and asked.first <= found[0] <= asked.last:
        why = Reason.MONTHS_LATER if kept == asked.day_of_month else Reason.SHORT_MONTH
        yield Occurrence(found[0], key, 30, year_of(found[0]), found[0], False, Certainty.EXACT, (why,))


def _all_souls(year: int, chosen: Chosen) -> Iterator[Day]:
    day = days.number(year, 11, 2)
    if chosen["on_sunday"] == "moved" and gregorian.weekday(day) == gregorian.SUNDAY:
        yield Day(day + 1, reasons=(*BY_ITS_RULE, Reason.MOVED_FROM_SUNDAY))
    else:
        yield Day(day)


def _november(year: int, chosen: Chosen) -> Iterator[Day]:
    first = days.number(year, 11, 1)
    yield Day(first, first + 29)


def _totensonntag(year: int, chosen: Chosen) -> Iterator[Day]:
    yield Day(gregorian.on_or_before(gregorian.SUNDAY, days.number(year, 11, 26)))


def _holy_innocents(year: int, chosen: Chosen) -> Iterator[Day]:
    month, day = {"western": (12, 28), "orthodox-new": (12, 29), "orthodox-old": (1, 11)}[chosen["church"]]
    yield Day(days.number(year, month, day))


_MUERTOS = {
    "oct-27": (10, 27),
    "oct-28": (10, 28),
    "oct-29": (10, 29),
    "oct-30": (10, 30),
    "oct-31": (10, 31),
    "children": (11, 1),
    "adults": (11, 2),
}


def _dia_de_muertos(year: int, chosen: Chosen) -> Iterator[Day]:
    kept = chosen.several("days")
    for part, (month, day) in _MUERTOS.items():
        if part in kept:
            yield Day(days.number(year, month, day), part=part)


_MONTH = Option(
    "month",
    gettext_noop("The month after"),
    (
        Choice("30th-day", gettext_noop("on the 30th day")),
        Choice("same-date", gettext_noop("on the same date of the next month")),
    ),
    default="30th-day",
)
_ON_SUNDAY = Option(
    "on_sunday",
    gettext_noop("Where 2 November is a Sunday"),
    (
        Choice("kept", gettext_noop("it is kept on the Sunday")),
        Choice("moved", gettext_noop("it is kept on 3 November")),
    ),
    default="kept",
)
_INNOCENTS = Option(
    "church",
    gettext_noop("Which church"),
    (
        Choice("western", gettext_noop("Western, 28 December")),
        Choice("orthodox-new", gettext_noop("Orthodox, new calendar, 29 December")),
        Choice("orthodox-old", gettext_noop("Orthodox, old calendar, 11 January")),
    ),
    default="western",
)
_MUERTOS_DAYS = Option(
    "days",
    gettext_noop("Which days"),
    (
        Choice("children", gettext_noop("1 November, for children")),
        Choice("adults", gettext_noop("2 November, for adults")),
        Choice("oct-27", gettext_noop("27 October, in some regions")),
        Choice("oct-28", gettext_noop("28 October, in some regions")),
        Choice("oct-29", gettext_noop("29 October, in some regions")),
        Choice("oct-30", gettext_noop("30 October, in some regions")),
        Choice("oct-31", gettext_noop("31 October, in some regions")),
    ),
    default="children,adults",
    takes=Takes.SOME,
)
_MIND_SOURCE = "manwithblackhat.blogspot.com (Mar 2012), Month’s Mind"

CUSTOMS = (
    Custom(
        key="months-mind",
        name=gettext_noop("Month’s Mind"),
        rule=gettext_noop("The 30th day, where the day of death is the first; or the same date of the next month."),
        source=_MIND_SOURCE,
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.COUNTED,
        find=_months_mind,
        options=(_MONTH, COUNT),
    ),
    Custom(
        key="catholic-3-7-30",
        name=gettext_noop("The 3rd, 7th and 30th day"),
        rule=gettext_noop(
            "The 3rd, 7th and 30th day, where the day of death is the first. Many parishes take the same date of the next "
            "month for the last."
        ),
        source=_MIND_SOURCE,
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.COUNTED,
        find=_catholic,
        options=(_MONTH, COUNT),
    ),
    Custom(
        key="catholic-yearly",
        name=gettext_noop("A Mass each year"),
        rule=gettext_noop("The same day and month each year. A 29 February is kept on 28 February in other years."),
        source=_MIND_SOURCE,
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=yearly("catholic-yearly"),
        options=(FEB_29,),
        needs_year=False,
    ),
    Custom(
        key="all-souls",
        name=gettext_noop("All Souls"),
        rule=gettext_noop("2 November, also on a Sunday; by an older custom then 3 November."),
        source="zenit.org (29 Oct 2014), All Souls on Sunday",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=each_year("all-souls", _all_souls),
        anchors=NO_DATE,
        options=(_ON_SUNDAY,),
    ),
    Custom(
        key="november",
        name=gettext_noop("November, the month of the dead"),
        rule=gettext_noop("The whole month of November."),
        source="Catholic practice",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=each_year("november", _november),
        anchors=NO_DATE,
    ),
    Custom(
        key="totensonntag",
        name=gettext_noop("Totensonntag"),
        rule=gettext_noop("The Sunday before Advent, from 20 to 26 November."),
        source="Protestant churches in Germany; royal order of Prussia of 17 November 1816",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=each_year("totensonntag", _totensonntag),
        anchors=NO_DATE,
    ),
    Custom(
        key="holy-innocents",
        name=gettext_noop("Holy Innocents"),
        rule=gettext_noop(
            "28 December in Western churches, 29 December in Orthodox ones, 11 January by the old calendar."
        ),
        source="the churches’ calendars",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=each_year("holy-innocents", _holy_innocents),
        anchors=NO_DATE,
        options=(_INNOCENTS,),
    ),
    Custom(
        key="dia-de-muertos",
        name=gettext_noop("Día de Muertos"),
        rule=gettext_noop(
            "1 November for children and 2 November for adults. Some regions have further days from 27 October, which "
            "your family can choose."
        ),
        source="aztecapuebla.com; tvynovelas.com; carlosmartinhuerta.com.mx (lists disagree on 29 to 31 October)",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=each_year("dia-de-muertos", _dia_de_muertos),
        anchors=NO_DATE,
        options=(_MUERTOS_DAYS,),
    ),
)
