"""A custom before it is kept, and after: its next days, the choices, the rule in words with its source and limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.rule import Chosen, Custom, Option
from yearlight.memorials.custom_words import DayTold, choices_told, declined_told, kept_day_told, sunset_told
from yearlight.memorials.series import BY_HAND, NOTHING, Series, check, coming, kept_of

if TYPE_CHECKING:
    from yearlight.memorials.models import KeptCustom, Person, PersonDate

_SHOWN = 3
_OTHERS_STAY = gettext_noop("Other customs that are kept for this date stay.")


@dataclass(frozen=True, slots=True)
class Preview:
    """``days`` are the next ones; ``fault`` says why there are none. ``is_declined``: the rule cannot be followed."""

    name: str
    rule: str
    source: str
    limits: Sequence[str]
    choices: Sequence[tuple[str, str]]
    sunset: str
    days: Sequence[DayTold]
    fault: str
    is_declined: bool


def preview(
    person: "Person",
    rule: Custom,
    chosen: Chosen,
    *,
    date: "PersonDate | None",
    dates: Sequence["PersonDate"],
    options: tuple[Option, ...],
    today: int,
    row: "KeptCustom | None" = None,
) -> Preview:
    """A custom with its choices for a date; ``options`` are those that are told."""
    kept = kept_of(rule, chosen, date, dates)
    days: list[DayTold] = []
    fault, is_declined = "", False
    try:
        check(kept, today)
    except Declined as declined:
        fault, is_declined = declined_told(declined), True
    else:
        days, fault = next_days(Series(person, date, rule.key, kept, row), today, _SHOWN)
    return Preview(
        name=_(rule.name),
        rule=_(rule.rule),
        source=rule.source,
        limits=[_(one) for one in rule.limits] + ([_(_OTHERS_STAY)] if rule.key == NOTHING else []),
        choices=choices_told(chosen, options),
        sunset=sunset_told(date.sunset) if date and rule.begins_at_sunset else "",
        days=days,
        fault=fault,
        is_declined=is_declined,
    )


def next_days(series: Series, today: int, count: int) -> tuple[list[DayTold], str]:
    """The next days of a series from today on; or, in a sentence, why there are none."""
    if series.kept is None:
        return [], _("What was chosen here cannot be read. You can take it away and choose it anew; the date stays.")
    try:
        found = [kept_day_told(day) for day in coming(series, today - 1, count)]
    except Declined as declined:
        return [], declined_told(declined)
    except (ValueError, ArithmeticError, LookupError):
        return [], _("No day can be found by this rule. Please look at the date it is counted from.")
    if found or series.custom == NOTHING:
        return found, ""
    if series.custom == BY_HAND:
        return [], _("All days that were entered lie before today. You can enter further ones when you like.")
    return [], _("Its days are over, and none comes from now on.")
