"""The next of a person's days, by the civil calendar: a day and month that come back each year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _

from yearlight.calendars import daylight, edtf
from yearlight.memorials.sentences import day_words, years_since
from yearlight.web.templatetags.shell import LeafMark
from yearlight.web.words import weekday_in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person, PersonDate

#: A day stands among the coming ones from so many days before it.
SOON = 60
_KINDS = ("died", "born", "remembered")


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


def coming(person: "Person", dates: Sequence["PersonDate"], *, today: date, within: int = SOON) -> list[ComingDay]:
    """The days within so many days from today, the nearest first. A due date is never among them."""
    told = {one.kind: one for one in reversed(dates) if one.kind in _KINDS and _month_and_day(one)}
    is_same_day = "born" in told and "died" in told and told["born"].happened_on == told["died"].happened_on
    found = []
    for kind, one in told.items():
        if kind == "born" and is_same_day:
            continue
        on = _next(one, today)
        if on is None or (on - today).days > within or (one.first_on and on <= one.first_on):
            continue
        words = note = one.word or day_words(person, kind, is_same_day=is_same_day and kind == "died")
        if person.counts_years and one.first_on and one.first_on == one.last_on:
            words = years_since(one.first_on, on)
        found.append(ComingDay(on, weekday_in_words(on), near(on, today), words, note if words != note else ""))
    return sorted(found, key=lambda one: one.on)


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


def _next(one: "PersonDate", today: date) -> date | None:
    """The day itself this year or next; a 29 February comes on the 28th where there is none."""
    found = _month_and_day(one)
    if found is None:
        return None
    return next((day for year in (today.year, today.year + 1) if (day := _in_year(found, year)) >= today), None)


def _in_year(month_and_day: tuple[int, int], year: int) -> date:
    month, day = month_and_day
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
