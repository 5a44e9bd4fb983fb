"""The days that each calendar covers. What lies outside is declined; no custom goes over to another calendar by itself."""

from types import MappingProxyType

from yearlight.calendars import day as days
from yearlight.calendars import easter, hebrew, hindu, lunisolar, tabular, umm_al_qura
from yearlight.calendars.customs.rule import Calendar, Chosen, Custom, DateIn

Span = tuple[int, int]

#: Arithmetical calendars end with day 3652059; a year of theirs that would go on beyond it is left out whole.
_A_YEAR = 400
_MONTHS = {
    Calendar.CHINA: lunisolar.CHINA,
    Calendar.KOREA: lunisolar.KOREA,
    Calendar.VIETNAM: lunisolar.VIETNAM,
}
SPANS = MappingProxyType(
    {
        Calendar.CIVIL: (days.FIRST_DAY, days.LAST_DAY),
        Calendar.HEBREW: (hebrew.FIRST_DAY, hebrew.LAST_DAY - _A_YEAR),
        Calendar.UMM_AL_QURA: (umm_al_qura.FIRST_DAY, umm_al_qura.LAST_DAY),
        Calendar.TABULAR: (tabular.FIRST_DAY, tabular.LAST_DAY - _A_YEAR),
        Calendar.PASCHAL: (days.number(easter.FIRST_WESTERN_YEAR, 1, 1), days.LAST_DAY - _A_YEAR),
        Calendar.SUN: (hindu.FIRST_DAY, hindu.LAST_DAY),
        **{calendar: (table.first_day, table.last_day) for calendar, table in _MONTHS.items()},
    }
)
_CALENDARS = frozenset(SPANS)


def calendar_of(custom: Custom, chosen: Chosen) -> Calendar:
    """The calendar of a custom, as the family chose it where there is a choice."""
    for key, answer in chosen.answers:
        if key == "calendar" and answer in _CALENDARS:
            return Calendar(answer)
    return custom.calendar


def covered(custom: Custom, chosen: Chosen) -> Span:
    """The first and the last day on which the custom can be found."""
    return SPANS[calendar_of(custom, chosen)]


def to_day(date: DateIn) -> int:
    """The day of a date in one of the calendars; raises DayError where there is none."""
    if date.calendar in _MONTHS:
        return _MONTHS[date.calendar].to_day(*date[1:])
    if date.calendar is Calendar.HEBREW:
        return hebrew.to_day(*date[1:4])
    if date.calendar is Calendar.UMM_AL_QURA:
        return umm_al_qura.to_day(*date[1:4])
    if date.calendar is Calendar.TABULAR:
        return tabular.to_day(*date[1:4])
    return days.number(*date[1:4])
