"""Shared days: those of bereaved parents around the world, and Christmas. Each is a switch of its own, off at first.

A candle hour (``CANDLE_HOUR``) is local time wherever the person is.

The International Bereaved Father's Day has moved more than once: the fourth
Sunday of September from 2011 to 2013, the second of September in 2017, and now,
as is widely said, the last Sunday of August. It is marked to be asked.
"""

from collections.abc import Iterator

from yearlight.calendars import day as days
from yearlight.calendars import gregorian
from yearlight.calendars.customs.each_year import BY_ITS_RULE, Day, InYear, each_year
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import (
    NO_DATE,
    Calendar,
    Certainty,
    Choice,
    Chosen,
    Custom,
    Option,
    Recurrence,
)
from yearlight.calendars.customs.words import gettext_noop

#: The hour at which a candle is lit, in local time, for the customs that have one.
CANDLE_HOUR = {"wave-of-light": 19, "worldwide-candle-lighting": 19}


def _fixed(month: int, day: int, lasts: int = 1) -> InYear:
    def in_year(year: int, chosen: Chosen) -> Iterator[Day]:
        first = days.number(year, month, day)
        yield Day(first, first + lasts - 1)

    return in_year


def _weekday(month: int, weekday: int, n: int, offset: int = 0) -> InYear:
    def in_year(year: int, chosen: Chosen) -> Iterator[Day]:
        yield Day(gregorian.nth_weekday(year, month, weekday, n) + offset)

    return in_year


def _bereaved_fathers(year: int, chosen: Chosen) -> Iterator[Day]:
    month, n = {"august": (8, -1), "september": (9, 2)}[chosen["when"]]
    day = gregorian.nth_weekday(year, month, gregorian.SUNDAY, n)
    yield Day(day, certainty=Certainty.ASK, reasons=(*BY_ITS_RULE, Reason.FOUNDERS_MOVED_IT))


def _christmas(year: int, chosen: Chosen) -> Iterator[Day]:
    month, day = (1, 7) if chosen["calendar"] == "old" else (12, 25)
    yield Day(days.number(year, month, day))


def _declared(key: str, name: str, rule: str, source: str, in_year: InYear, options: tuple[Option, ...] = ()) -> Custom:
    find = each_year(key, in_year)
    return Custom(key, name, rule, source, Calendar.CIVIL, Recurrence.YEARLY, find, NO_DATE, options)


_WHEN = Option(
    "when",
    gettext_noop("When it is kept"),
    (
        Choice("august", gettext_noop("on the last Sunday of August")),
        Choice("september", gettext_noop("on the second Sunday of September")),
    ),
    default="august",
)
_CHRISTMAS = Option(
    "calendar",
    gettext_noop("Which calendar"),
    (
        Choice("new", gettext_noop("25 December")),
        Choice("old", gettext_noop("7 January, by the old calendar")),
    ),
    default="new",
)

CUSTOMS = (
    _declared(
        "wave-of-light",
        gettext_noop("Wave of Light"),
        gettext_noop("15 October: a candle from 19:00 to 20:00, local time, for babies who died."),
        "lambieslove.org (calendar of days)",
        _fixed(10, 15),
    ),
    _declared(
        "baby-loss-awareness-week",
        gettext_noop("Baby Loss Awareness Week"),
        gettext_noop("9 to 15 October."),
        "lambieslove.org (calendar of days)",
        _fixed(10, 9, lasts=7),
    ),
    _declared(
        "bereaved-mothers-day",
        gettext_noop("International Bereaved Mother’s Day"),
        gettext_noop("The first Sunday of May."),
        "carlymarieprojectheal.com (its founder; 4 May 2014)",
        _weekday(5, gregorian.SUNDAY, 1),
    ),
    _declared(
        "bereaved-fathers-day",
        gettext_noop("International Bereaved Father’s Day"),
        gettext_noop("The last Sunday of August, as is widely said; earlier it was in September."),
        "widely stated; mothering.com (10 Sep 2017, second Sunday of September); stillbirthday.com (23 Sep 2012, the fourth)",
        _bereaved_fathers,
        (_WHEN,),
    ),
    _declared(
        "worldwide-candle-lighting",
        gettext_noop("Worldwide Candle Lighting"),
        gettext_noop("The second Sunday of December: a candle at 19:00, local time, for children who died."),
        "compassionatefriends.org/wcl (its founders; 8 December 2024, 19:00 local time)",
        _weekday(12, gregorian.SUNDAY, 2),
    ),
    _declared(
        "childrens-grief-awareness-day",
        gettext_noop("Children’s Grief Awareness Day"),
        gettext_noop("The Thursday a week before Thanksgiving in the United States."),
        "funeralguide.com; daysoftheyear.com",
        _weekday(11, gregorian.THURSDAY, 4, offset=-7),
    ),
    _declared(
        "survivors-of-suicide-loss-day",
        gettext_noop("International Survivors of Suicide Loss Day"),
        gettext_noop("The Saturday before Thanksgiving in the United States."),
        "daysoftheyear.com",
        _weekday(11, gregorian.THURSDAY, 4, offset=-5),
    ),
    _declared(
        "world-prematurity-day",
        gettext_noop("World Prematurity Day"),
        gettext_noop("17 November."),
        "daysoftheyear.com",
        _fixed(11, 17),
    ),
    _declared(
        "grief-awareness-day",
        gettext_noop("Grief Awareness Day"),
        gettext_noop("30 August."),
        "daysoftheyear.com",
        _fixed(8, 30),
    ),
    _declared(
        "christmas",
        gettext_noop("Christmas"),
        gettext_noop("25 December; in churches of the old calendar 7 January."),
        "the churches’ calendars",
        _christmas,
        (_CHRISTMAS,),
    ),
)
