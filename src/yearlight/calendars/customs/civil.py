"""The civil calendar: each year, month or week, so many days after, and days entered by hand.

Monthly days are always reckoned from the first date, never from the one
before: 31 January gives 28 February and then 31 March. A month without the day
gives its last. For a 29 February the family chooses; the law of places differs
(28 February in New Zealand and Taiwan, 1 March in Hong Kong), and nothing here
claims a rule.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import count, repeat

from yearlight.calendars import gregorian
from yearlight.calendars.customs.options import FEB_29, YEARS
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import (
    ANY_DATE,
    Asked,
    Calendar,
    Certainty,
    Custom,
    Finder,
    Occurrence,
    Option,
    Recurrence,
    Takes,
)
from yearlight.calendars.customs.words import gettext_noop

_SAME = (Reason.SAME_DATE,)
_SHORT = (Reason.SHORT_MONTH,)
_ON_28 = (Reason.FEB_29_ON_28,)
_ON_MARCH_1 = (Reason.FEB_29_ON_MARCH_1,)
_WEEKS = (Reason.WEEKS_LATER,)
#: Looked up once: members of an enum are found slowly, and these lines run for every day of every page.
_EXACT = Certainty.EXACT
_FOR_A_YEAR = 365.2425
#: An occurrence from the tuple of its values.
_made = partial(tuple.__new__, Occurrence)
#: Beyond every length of life, so that "always" needs no case of its own.
_ALWAYS = 10_000


def year_of(day: int) -> int:
    """The civil year of a day."""
    return date.fromordinal(day).year


def in_year(year: int, month: int, day: int, feb29: str) -> tuple[int, tuple[Reason, ...]] | None:
    """The same date in a year, with a 29 February as the family wishes; ``None`` where it is not kept that year.

    >>> in_year(2019, 2, 29, "mar01")
    (737119, (<Reason.FEB_29_ON_MARCH_1: 'feb_29_on_march_1'>,))
    """
    if month != 2 or day != 29 or gregorian.is_leap(year):
        return date(year, month, day).toordinal(), _SAME
    if feb29 == "leap_only":
        return None
    first_of_march = date(year, 3, 1).toordinal()
    return (first_of_march, _ON_MARCH_1) if feb29 == "mar01" else (first_of_march - 1, _ON_28)


def yearly(key: str, every: str = "") -> Finder:
    """Finds the same day and month each year, or every so many years as the option ``every`` says."""

    def find(asked: Asked) -> Iterator[Occurrence]:
        feb29 = asked.chosen["feb29"]
        step = asked.chosen.numbers(every)[0] if every else 1
        begins = max(year_of(asked.first), asked.year + 1)
        for year in range(begins + (asked.year - begins) % step, year_of(asked.last) + 1, step):
            found = in_year(year, asked.month, asked.day_of_month, feb29)
            if found and asked.first <= found[0] <= asked.last:
                number = year - asked.year if asked.year else 0
                yield Occurrence(found[0], key, number, year, found[0], False, _EXACT, found[1])

    return find


def monthly(key: str) -> Finder:
    """Finds the same day of each month, or a short month's last day."""

    def find(asked: Asked) -> Iterator[Occurrence]:
        born = 12 * asked.year + asked.month - 1
        first, last = date.fromordinal(asked.first), date.fromordinal(asked.last)
        begins = max(12 * first.year + first.month - 1, born + 1)
        first_day, last_day, of_month = asked.first, asked.last, asked.day_of_month
        for month in range(begins, min(12 * last.year + last.month - 1, born + _months(asked)) + 1):
            year, kept, why = month // 12, of_month, _SAME
            if kept > 28 and kept > gregorian.month_length(year, month % 12 + 1):
                kept, why = gregorian.month_length(year, month % 12 + 1), _SHORT
            day = date(year, month % 12 + 1, kept).toordinal()
            if first_day <= day <= last_day:
                number = month - born if asked.year else 0
                yield _made((day, key, number, year, day, False, _EXACT, why, "", None))

    return find


def _months(asked: Asked) -> int:
    years = asked.chosen["years"]
    # With an unknown year there is no first year to count to.
    return 12 * int(years) if asked.year and years != "always" else 12 * _ALWAYS


def weekly(key: str) -> Finder:
    """Finds every seventh day after the date."""

    def find(asked: Asked) -> Iterator[Occurrence]:
        years = asked.chosen["years"]
        ends = asked.last if years == "always" else min(asked.last, asked.day + int(int(years) * _FOR_A_YEAR))
        begins = max(asked.day + 7, asked.first + (asked.day - asked.first) % 7)
        number = (begins - asked.day) // 7
        while begins <= ends:
            year = year_of(begins)
            # A year at a time and without a line of ours for each week: there are more of them than of all other days.
            weeks = range(begins, min(ends, date(year, 12, 31).toordinal()) + 1, 7)
            same = map(repeat, (False, _EXACT, _WEEKS, "", None))
            yield from map(_made, zip(weeks, repeat(key), count(number), repeat(year), weeks, *same))
            begins, number = begins + 7 * len(weeks), number + len(weeks)

    return find


def _by_hand(asked: Asked) -> Iterator[Occurrence]:
    for text in asked.chosen.several("days"):
        kept = date.fromisoformat(text)
        day = kept.toordinal()
        if asked.first <= day <= asked.last:
            number = max(kept.year - asked.year, 0) if asked.year else 0
            yield Occurrence(day, "hand-entered", number, kept.year, day, False, _EXACT, (Reason.BY_HAND,), text)


def _nothing(asked: Asked) -> Iterable[Occurrence]:
    return ()


CUSTOMS = (
    Custom(
        key="civil-yearly",
        name=gettext_noop("The same date each year"),
        rule=gettext_noop(
            "The same day and month each year. A 29 February is kept on 28 February in other years, unless your family "
            "chooses otherwise."
        ),
        source="ISO 8601:2019 (the Gregorian calendar); on 29 February places differ and none is claimed",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=yearly("civil-yearly"),
        anchors=ANY_DATE,
        options=(FEB_29,),
        needs_year=False,
    ),
    Custom(
        key="every-n-years",
        name=gettext_noop("The same date every so many years"),
        rule=gettext_noop("The same day and month, each time so many years are complete."),
        source="ISO 8601:2019 (the Gregorian calendar)",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=yearly("every-n-years", every="every"),
        anchors=ANY_DATE,
        options=(
            Option("every", gettext_noop("After how many years"), default="5", takes=Takes.NUMBERS),
            FEB_29,
        ),
    ),
    Custom(
        key="civil-monthly",
        name=gettext_noop("The same day each month"),
        rule=gettext_noop(
            "The same day of each month, always reckoned from the first date. A shorter month gives its last day."
        ),
        source="ISO 8601:2019 (the Gregorian calendar)",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.MONTHLY,
        find=monthly("civil-monthly"),
        anchors=ANY_DATE,
        options=(YEARS,),
        needs_year=False,
    ),
    Custom(
        key="civil-weekly",
        name=gettext_noop("The same day each week"),
        rule=gettext_noop("Every seventh day after the date."),
        source="ISO 8601:2019 (the week)",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.WEEKLY,
        find=weekly("civil-weekly"),
        anchors=ANY_DATE,
        options=(YEARS,),
    ),
    Custom(
        key="hand-entered",
        name=gettext_noop("A day that your family enters for each year"),
        rule=gettext_noop(
            "The day that your family, your priest or your calendar gives for each year. Nothing is computed."
        ),
        source="the family",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=_by_hand,
        anchors=ANY_DATE,
        options=(Option("days", gettext_noop("The days"), takes=Takes.DAYS),),
        needs_year=False,
    ),
    Custom(
        key="none",
        name=gettext_noop("No day comes back"),
        rule=gettext_noop("The date is kept, and no day comes back from it."),
        source="the family",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.NEVER,
        find=_nothing,
        anchors=ANY_DATE,
        needs_year=False,
    ),
)
