"""Orthodox days of the dead: months, years, the Saturdays of Souls, Radonitsa, Thomas Sunday.

The Saturdays are counted from Pascha: Meatfare Saturday 57 days before it,
Cheesefare 50, the first of Lent 43, the second to fourth 36, 29 and 22, and
the Saturday before Pentecost 48 after. Demetrius Saturday is the Saturday
strictly before 26 October (old calendar: 8 November); in Russian use it is a
week earlier where it meets the feast of 4 November, as in 2017. The Serbian
autumn Saturday is that before Michaelmas of 29 September old style.

A Saturday of Lent that meets the Annunciation may be moved by a parish and is
marked to be asked. The lists by church are a default; each day can be chosen.
New-calendar churches keep the same Pascha; Finland keeps the Western day.

Worked example, 2026 (Pascha 12 April): Meatfare Saturday 14 February,
Radonitsa 21 April, the Saturday before Pentecost 30 May.
"""

from collections.abc import Iterator

from yearlight.calendars import day as days
from yearlight.calendars import easter, gregorian, julian
from yearlight.calendars.customs.civil import in_year, year_of, yearly
from yearlight.calendars.customs.each_year import BY_ITS_RULE, Day, InYear, each_year
from yearlight.calendars.customs.options import FEB_29
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

_FROM_PASCHA = {
    "meatfare": -57,
    "cheesefare": -50,
    "lent-1": -43,
    "lent-2": -36,
    "lent-3": -29,
    "lent-4": -22,
    "pentecost": 48,
}
_GREEK = ("meatfare", "cheesefare", "lent-1", "pentecost")
_RUSSIAN = ("meatfare", "lent-2", "lent-3", "lent-4", "pentecost", "demetrius")
#: What each church keeps, and whether its fixed feasts are of the old calendar.
_CHURCHES = {
    "greek": (_GREEK, False),
    "russian": (_RUSSIAN, True),
    "ukrainian": (_RUSSIAN, True),
    "romanian": (("meatfare", "pentecost", "demetrius"), False),
    "serbian": (("meatfare", "pentecost", "michaelmas", "demetrius"), True),
}
_MONTHS = (3, 6, 9)


def pascha(year: int, chosen: Chosen) -> int:
    """Pascha, or the Western Easter where the family's church keeps that."""
    return easter.western(year) if chosen["pascha"] == "western" else easter.orthodox(year)


def _saturdays(year: int, chosen: Chosen) -> Iterator[Day]:
    church = chosen["church"]
    parts, is_old = _CHURCHES[church]
    if chosen["calendar"] != "church":
        is_old = chosen["calendar"] == "old"
    for part in chosen.several("days") or parts:
        if part in _FROM_PASCHA:
            yield _paschal_saturday(pascha(year, chosen) + _FROM_PASCHA[part], part, year, is_old)
        elif part == "demetrius":
            yield _demetrius(year, is_old, is_russian=church == "russian")
        else:
            michaelmas = julian.to_day(year, 9, 29) if is_old else days.number(year, 9, 29)
            yield Day(gregorian.on_or_before(gregorian.SATURDAY, michaelmas - 1), part=part)


def _paschal_saturday(day: int, part: str, year: int, is_old: bool) -> Day:
    annunciation = julian.to_day(year, 3, 25) if is_old else days.number(year, 3, 25)
    if day == annunciation:
        return Day(day, part=part, certainty=Certainty.ASK, reasons=(*BY_ITS_RULE, Reason.ASK_THE_PARISH))
    return Day(day, part=part)


def _demetrius(year: int, is_old: bool, is_russian: bool) -> Day:
    feast = julian.to_day(year, 10, 26) if is_old else days.number(year, 10, 26)
    day = gregorian.on_or_before(gregorian.SATURDAY, feast - 1)
    if is_russian and is_old and day == days.number(year, 11, 4):
        return Day(day - 7, part="demetrius", reasons=(*BY_ITS_RULE, Reason.MOVED_FROM_KAZAN))
    return Day(day, part="demetrius")


def _after_pascha(offset: int) -> InYear:
    def in_year_(year: int, chosen: Chosen) -> Iterator[Day]:
        yield Day(pascha(year, chosen) + offset)

    return in_year_


def _months(asked: Asked) -> Iterator[Occurrence]:
    """The 3rd, 6th and 9th month: the same day of the month, or a shorter month's last."""
    for number in _MONTHS:
        years, month = divmod(asked.month - 1 + number, 12)
        year = asked.year + years
        if year > days.LAST_YEAR:
            return
        kept = min(asked.day_of_month, gregorian.month_length(year, month + 1))
        found = in_year(year, month + 1, kept, "feb28")
        if found and asked.first <= found[0] <= asked.last:
            why = Reason.MONTHS_LATER if kept == asked.day_of_month else Reason.SHORT_MONTH
            yield Occurrence(
                found[0], "orthodox-months", number, year_of(found[0]), found[0], False, Certainty.EXACT, (why,)
            )


_PASCHA = Option(
    "pascha",
    gettext_noop("Which Easter"),
    (
        Choice("orthodox", gettext_noop("the Orthodox Pascha")),
        Choice("western", gettext_noop("the Western Easter, as Finland keeps it")),
    ),
    default="orthodox",
)
_CHURCH = Option(
    "church",
    gettext_noop("Which church"),
    (
        Choice("greek", gettext_noop("Greek")),
        Choice("russian", gettext_noop("Russian")),
        Choice("ukrainian", gettext_noop("Ukrainian")),
        Choice("romanian", gettext_noop("Romanian")),
        Choice("serbian", gettext_noop("Serbian")),
    ),
    default="greek",
)
_FIXED_FEASTS = Option(
    "calendar",
    gettext_noop("Fixed feasts"),
    (
        Choice("church", gettext_noop("as the church most often reckons")),
        Choice("new", gettext_noop("by the new calendar")),
        Choice("old", gettext_noop("by the old calendar")),
    ),
    default="church",
)
_DAYS = Option(
    "days",
    gettext_noop("Which Saturdays, if not those of the church"),
    (
        Choice("meatfare", gettext_noop("Meatfare Saturday")),
        Choice("cheesefare", gettext_noop("Cheesefare Saturday")),
        Choice("lent-1", gettext_noop("the first Saturday of Lent")),
        Choice("lent-2", gettext_noop("the second Saturday of Lent")),
        Choice("lent-3", gettext_noop("the third Saturday of Lent")),
        Choice("lent-4", gettext_noop("the fourth Saturday of Lent")),
        Choice("pentecost", gettext_noop("the Saturday before Pentecost")),
        Choice("michaelmas", gettext_noop("the Saturday before Michaelmas")),
        Choice("demetrius", gettext_noop("Demetrius Saturday")),
    ),
    takes=Takes.SOME,
)
_LISTS_DIFFER = gettext_noop(
    "The Romanian and Serbian lists are the most common ones and were not yet read by their churches."
)

CUSTOMS = (
    Custom(
        key="orthodox-months",
        name=gettext_noop("The 3rd, 6th and 9th month"),
        rule=gettext_noop("The same day of the month after three, six and nine months."),
        source="orthodox.net (commemoration of the dead); churchofthenativity.net",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.COUNTED,
        find=_months,
    ),
    Custom(
        key="orthodox-yearly",
        name=gettext_noop("The date each year, with a memorial"),
        rule=gettext_noop("The same day and month each year. A 29 February is kept on 28 February in other years."),
        source="orthodox.net (commemoration of the dead); churchofthenativity.net",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=yearly("orthodox-yearly"),
        options=(FEB_29,),
        needs_year=False,
    ),
    Custom(
        key="orthodox-memorial-saturdays",
        name=gettext_noop("The Saturdays of Souls"),
        rule=gettext_noop(
            "Saturdays before Lent, in Lent and before Pentecost, counted from Pascha, and in some churches one in autumn. "
            "Each church keeps its own of them, and your family can choose."
        ),
        source=(
            "mystagogyresourcecenter.com (21 Oct 2023); uofa.ru (the Kazan feast of 2017); stvolodymyr.ca; "
            "Wikipedia, Saturday of Souls"
        ),
        calendar=Calendar.PASCHAL,
        recurrence=Recurrence.YEARLY,
        find=each_year("orthodox-memorial-saturdays", _saturdays),
        anchors=NO_DATE,
        options=(_CHURCH, _DAYS, _FIXED_FEASTS, _PASCHA),
        limits=(_LISTS_DIFFER,),
    ),
    Custom(
        key="radonitsa",
        name=gettext_noop("Radonitsa"),
        rule=gettext_noop("The Tuesday after Thomas Sunday, nine days after Pascha."),
        source="mystagogyresourcecenter.com (21 Oct 2023); Wikipedia, Saturday of Souls",
        calendar=Calendar.PASCHAL,
        recurrence=Recurrence.YEARLY,
        find=each_year("radonitsa", _after_pascha(9)),
        anchors=NO_DATE,
        options=(_PASCHA,),
    ),
    Custom(
        key="thomas-sunday",
        name=gettext_noop("Thomas Sunday, Provody"),
        rule=gettext_noop("The Sunday after Pascha."),
        source="stvolodymyr.ca (Provody)",
        calendar=Calendar.PASCHAL,
        recurrence=Recurrence.YEARLY,
        find=each_year("thomas-sunday", _after_pascha(7)),
        anchors=NO_DATE,
        options=(_PASCHA,),
    ),
)
