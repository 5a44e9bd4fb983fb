"""How a day is told on a page: what it is called, its date in its own calendar, and how sure it is."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from yearlight.calendars.customs.reasons import WORDS, Reason
from yearlight.calendars.customs.rule import Certainty
from yearlight.memorials.custom_words import choices_told, in_its_calendar
from yearlight.memorials.sentences import called, day_words, would_be, years_since
from yearlight.memorials.series import YEARLY
from yearlight.web.words import weekday_in_words

if TYPE_CHECKING:
    from yearlight.reminders.queries.days import Day
    from yearlight.reminders.queries.sources import Source

#: Reasons that say how a day was found, and nothing that anyone need doubt.
_PLAIN = frozenset(
    {
        Reason.SAME_DATE,
        Reason.COUNTED_FROM_DAY_ONE,
        Reason.COUNTED_AFTER,
        Reason.MONTHS_LATER,
        Reason.WEEKS_LATER,
        Reason.YEARS_LESS_ONE,
        Reason.LUNAR_MONTHS_LATER,
        Reason.BY_ITS_RULE,
        Reason.BY_HAND,
    }
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What a day is called, and a line below it that says more; the line may be empty."""

    words: str
    note: str


def told(day: "Day", *, has_several: bool = False) -> Telling:
    """A day as a page tells it. Where there are several persons it is said whose it is."""
    source = day.source
    person, of = source.person, source.date
    name = gettext(source.kept.custom.name) if source.kept else ""
    if person is None:
        return Telling(name, gettext(source.kept.custom.rule) if source.kept else "")
    if of is None:
        return Telling(name, called(person))
    what = of.word or day_words(person, of.kind, is_same_day=of.kind == "died" and _is_one_day(source))
    if source.custom != YEARLY:
        telling = Telling(name, what)
    elif person.counts_years and of.first_on and of.first_on == of.last_on:
        telling = Telling(years_since(of.first_on, date.fromordinal(day.on)), what)
    else:
        telling = Telling(what, "")
    return _with_name(telling, called(person)) if has_several else telling


def told_softly() -> Telling:
    """What is said of a day that somebody wants softer: neither the name nor the years."""
    return Telling(_("A day in your year"), "")


def address_of(name: str) -> str:
    """The page of a day. Names hold no sign that an address would have to write otherwise."""
    return f"{_before_names()}{name}/"


@lru_cache(maxsize=1)
def _before_names() -> str:
    return reverse("pages:day", args=["-"]).removesuffix("-/")


def facts(day: "Day") -> list[str]:
    """What else belongs to a day: its date in its own calendar, when it begins and ends, and why it is not certain."""
    told = (_would_be(day), _country(day.source), own_date(day), _until(day), _moved(day))
    return [one for one in told if one] + doubts(day)


def own_date(day: "Day") -> str:
    """The date in the day's own calendar, and the sunset it begins with; nothing for a day that was moved away from it."""
    one = day.occurrence
    if day.on != one.day:
        return ""
    words = in_its_calendar(one.date_in_calendar) if one.date_in_calendar else ""
    if not one.starts_evening_before:
        return words
    evening = {"evening": weekday_in_words(date.fromordinal(day.on - 1))}
    if words:
        return _("%(date)s, from sunset on %(evening)s") % {"date": words, **evening}
    return _("From sunset on %(evening)s") % evening


def doubts(day: "Day") -> list[str]:
    """Why a day is not certain, in sentences; none where it is."""
    one = day.occurrence
    if one.certainty is Certainty.EXACT:
        return []
    said = [gettext(WORDS[reason]) for reason in one.reasons if reason not in _PLAIN]
    if said:
        return said
    if one.certainty is Certainty.PROVISIONAL:
        return [_("This day is a forecast and may move by a day.")]
    return [_("This is the general rule. Please ask somebody who knows your family’s way.")]


def _would_be(day: "Day") -> str:
    """How old they would be, beside the birth or the due date as it comes back, where the family switched that on."""
    series = day.source.series
    if series is None or series.date is None or series.custom != YEARLY or not series.person.tells_would_be:
        return ""
    if series.date.kind not in ("born", "due"):
        return ""
    return would_be(series.person, series.dates, date.fromordinal(day.on))


def _country(source: "Source") -> str:
    """Whose day it is where countries keep it on days of their own."""
    if source.kept is None:
        return ""
    options = tuple(one for one in source.kept.custom.options if one.key == "country")
    return ", ".join(answer for _option, answer in choices_told(source.kept.chosen, options))


def _until(day: "Day") -> str:
    if day.last == day.on:
        return ""
    return _("Until %(day)s") % {"day": weekday_in_words(date.fromordinal(day.last))}


def _moved(day: "Day") -> str:
    if day.on == day.occurrence.day:
        return ""
    words = weekday_in_words(date.fromordinal(day.occurrence.day))
    return _("Your family keeps it on this day. Its rule gives %(day)s.") % {"day": words}


def _is_one_day(source: "Source") -> bool:
    return source.series is not None and source.series.is_same_day


def _with_name(telling: Telling, name: str) -> Telling:
    if name in telling.note + telling.words:
        return telling
    note = _("%(name)s: %(note)s") % {"name": name, "note": telling.note} if telling.note else name
    return Telling(telling.words, note)
