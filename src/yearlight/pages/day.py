"""A day's own page: what it is, how it was found, and the next ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from yearlight.calendars.customs.parents_days import source_of
from yearlight.calendars.customs.reasons import words
from yearlight.calendars.customs.rule import Certainty, Option
from yearlight.memorials.custom_words import choices_told
from yearlight.memorials.forms import asked_of
from yearlight.memorials.sentences import called
from yearlight.pages.told import address_of, facts, told
from yearlight.reminders.queries.days import following
from yearlight.web.words import in_words, weekday_in_words

if TYPE_CHECKING:
    from yearlight.calendars.occurrences import Kept
    from yearlight.reminders.queries.days import Day


@dataclass(frozen=True, slots=True)
class NextDay:
    """One of the days that follow, and its page."""

    iso: str
    when: str
    address: str


@dataclass(frozen=True, slots=True)
class HowFound:
    """How a day was found: every line a whole sentence, but for the choices and the source."""

    custom: str
    rule: str
    #: The date it is counted from, as it is stored; empty where it is counted from none.
    counted_from: str
    reasons: Sequence[str]
    certainty: str
    choices: Sequence[tuple[str, str]]
    limits: Sequence[str]
    source: str


@dataclass(frozen=True, slots=True)
class DayPage:
    words: str
    note: str
    #: Whose day it is; empty for a shared one.
    who: str
    iso: str
    when: str
    facts: Sequence[str]
    found: HowFound
    next: Sequence[NextDay]
    is_moved: bool


def day_page(day: "Day") -> DayPage:
    """Everything that is known of a day."""
    assert day.source.kept is not None  # noqa: S101  what cannot be read has no days
    telling, on = told(day), date.fromordinal(day.on)
    return DayPage(
        telling.words,
        telling.note,
        called(day.source.person) if day.source.person else "",
        on.isoformat(),
        weekday_in_words(on, with_year=True),
        facts(day),
        _how_found(day, day.source.kept),
        [_next(one) for one in following(day)],
        day.on != day.occurrence.day,
    )


def _how_found(day: "Day", kept: "Kept") -> HowFound:
    custom, of = kept.custom, day.source.date
    return HowFound(
        gettext(custom.name),
        gettext(custom.rule),
        in_words(of.happened_on) if of else "",
        [gettext(one) for one in words(day.occurrence.reasons)],
        _certainty(day.occurrence.certainty),
        choices_told(kept.chosen, _answered(kept, of.happened_on if of else "")),
        [gettext(one) for one in custom.limits],
        _source(kept),
    )


def _answered(kept: "Kept", happened_on: str) -> tuple[Option, ...]:
    """The choices that matter for the date, as far as they were made."""
    return tuple(one for one in asked_of(kept.custom, happened_on) if kept.chosen[one.key])


def _certainty(certainty: Certainty) -> str:
    sentences = {
        Certainty.EXACT: _("By this rule the day is certain."),
        Certainty.PROVISIONAL: _("This day is a forecast and may move by a day."),
        Certainty.ASK: _("This is the general rule. Please ask somebody who knows your family’s way."),
    }
    return sentences[certainty]


def _source(kept: "Kept") -> str:
    """Where the rule stands; of the days of countries, where that country's stands."""
    country = dict(kept.chosen.answers).get("country")
    return source_of(country) if country else kept.custom.source


def _next(day: "Day") -> NextDay:
    on = date.fromordinal(day.on)
    return NextDay(on.isoformat(), weekday_in_words(on, with_year=True), address_of(day.name))
