"""The next of a person's days, as the calendars find them, and their places on the leaf of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _

from yearlight.calendars import daylight, edtf
from yearlight.memorials.sentences import day_words
from yearlight.pages.told import address_of, told, told_softly
from yearlight.reminders.queries.days import days_of
from yearlight.web.templatetags.shell import LeafMark
from yearlight.web.words import weekday_in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person, PersonDate
    from yearlight.reminders.queries.days import Day
    from yearlight.reminders.queries.sources import Source

#: A day stands among the coming ones from so many days before it.
SOON = 60


@dataclass(frozen=True, slots=True)
class ComingDay:
    """One of a person's days as it comes next."""

    on: date
    #: "Saturday 14 November", and for a near one also "tomorrow".
    when: str
    near: str
    words: str
    #: What it is, where ``words`` counts the years.
    note: str
    person: "Person"
    #: The day's own page.
    address: str


def coming(many: "Sequence[Source]", *, today: date, within: int = SOON) -> list[ComingDay]:
    """The days of some sources within so many days from today, the nearest first, as whoever looks wishes them told."""
    found = days_of(many, today.toordinal(), today.toordinal() + within).days
    return [
        _told(day, day.source.person, today)
        for day in found
        if day.source.person and not day.source.is_left_out(day.on)
    ]


def _told(day: "Day", person: "Person", today: date) -> ComingDay:
    on = date.fromordinal(max(day.on, today.toordinal()))
    telling = told_softly() if day.source.is_softer(day.on) else told(day)
    return ComingDay(
        on, weekday_in_words(on), near(on, today), telling.words, telling.note, person, address_of(day.name)
    )


def near(on: date, today: date) -> str:
    """What is said of a day beside its date, which names the weekday: never a number of days, and mostly nothing."""
    away = (on - today).days
    if away == 0:
        return _("today")
    if away == 1:
        return _("tomorrow")
    names = (
        _("a week on Monday"), _("a week on Tuesday"), _("a week on Wednesday"), _("a week on Thursday"),
        _("a week on Friday"), _("a week on Saturday"), _("a week on Sunday"),
    )  # fmt: skip
    return names[on.weekday()] if 7 <= away < 14 else ""


def marks(person: "Person", dates: Sequence["PersonDate"]) -> list[LeafMark]:
    """A person's days on the leaf of the year, each place once."""
    told = {one.kind: one for one in reversed(dates) if _month_and_day(one)}
    is_same_day = "born" in told and "died" in told and told["born"].happened_on == told["died"].happened_on
    found: dict[int, LeafMark] = {}
    for one in dates:
        day = _month_and_day(one)
        if day is None or (one.kind == "born" and is_same_day):
            continue
        place = daylight.place_of(*day, person.latitude)
        words = one.word or day_words(person, one.kind, is_same_day=is_same_day and one.kind == "died")
        said = _("%(day)s, %(words)s") % {"day": _day_and_month(one), "words": words}
        found.setdefault(place, LeafMark(place, said))
    return list(found.values())


def today_mark(latitude: int | None, today: date) -> LeafMark:
    """The line of today on the leaf."""
    words = _("Today, %(day)s") % {"day": weekday_in_words(today)}
    return LeafMark(daylight.place_of(today.month, today.day, latitude), words)


def _month_and_day(one: "PersonDate") -> tuple[int, int] | None:
    when = edtf.parse(one.happened_on)
    return (when.month, when.day) if when.month and when.day else None


def _day_and_month(one: "PersonDate") -> str:
    when = edtf.parse(one.happened_on)
    return formats.date_format(date(2000, when.month or 1, when.day or 1), "MONTH_DAY_FORMAT")
