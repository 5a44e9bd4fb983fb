"""The next of a person's days, as the calendars find them, and their places on the leaf of the year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from yearlight.calendars import daylight, edtf
from yearlight.memorials.sentences import called, day_words, years_since
from yearlight.memorials.series import YEARLY, KeptDay, Series, days_between
from yearlight.web.templatetags.shell import LeafMark
from yearlight.web.words import weekday_in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person, PersonDate

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


def coming(many: Iterable[Series], *, today: date, within: int = SOON) -> list[ComingDay]:
    """The days of some series within so many days from today, the nearest first."""
    found, _faulty = days_between(many, today.toordinal(), today.toordinal() + within)
    return [_told(day, today) for day in found]


def _told(day: KeptDay, today: date) -> ComingDay:
    on = date.fromordinal(day.on)
    words, note = told(day)
    return ComingDay(on, weekday_in_words(on), near(on, today), words, note, day.series.person)


def told(day: KeptDay) -> tuple[str, str]:
    """What a day is called, and a line below it."""
    person, of = day.series.person, day.series.date
    name = gettext(day.series.kept.custom.name) if day.series.kept else ""
    if of is None:
        return name, called(person)
    what = of.word or day_words(person, of.kind, is_same_day=of.kind == "died" and day.series.is_same_day)
    if day.series.custom != YEARLY:
        return name, what
    if person.counts_years and of.first_on and of.first_on == of.last_on:
        return years_since(of.first_on, date.fromordinal(day.on)), what
    return what, ""


def near(on: date, today: date) -> str:
    """For a day within two weeks, how one would say it; otherwise nothing. Never a number of days."""
    away = (on - today).days
    names = (
        _("on Monday"), _("on Tuesday"), _("on Wednesday"), _("on Thursday"), _("on Friday"), _("on Saturday"),
        _("on Sunday"),
    )  # fmt: skip
    if away == 0:
        return _("today")
    if away == 1:
        return _("tomorrow")
    if 1 < away < 7:
        return names[on.weekday()]
    if 7 <= away <= 14:
        return _("a week %(weekday)s") % {"weekday": names[today.weekday() if away == 7 else on.weekday()]}
    return ""


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


def today_mark(person: "Person", today: date) -> LeafMark:
    """The line of today on the leaf."""
    words = _("Today, %(day)s") % {"day": weekday_in_words(today)}
    return LeafMark(daylight.place_of(today.month, today.day, person.latitude), words)


def _month_and_day(one: "PersonDate") -> tuple[int, int] | None:
    when = edtf.parse(one.happened_on)
    return (when.month, when.day) if when.month and when.day else None


def _day_and_month(one: "PersonDate") -> str:
    when = edtf.parse(one.happened_on)
    return formats.date_format(date(2000, when.month or 1, when.day or 1), "MONTH_DAY_FORMAT")
