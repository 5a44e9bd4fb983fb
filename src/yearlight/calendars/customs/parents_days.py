"""Mother's Day and Father's Day, by country. These days hurt: nothing here is on by itself.

Each country has a rule for each day: the n-th Sunday of a month, a fixed day,
or a day counted from Easter. Sources are named country by country where a law
or an office sets the day; the rest follow two published lists, one for each day.

Odd cases: France keeps the last Sunday of May, or the first of June where that
Sunday is Pentecost (2020, 2023). Germany keeps Father's Day on Ascension Day,
39 days after Easter. South Korea has one Parents' Day.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from yearlight.calendars import day as days
from yearlight.calendars import easter, gregorian
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.each_year import BY_ITS_RULE, Day, InYear, each_year
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import NO_DATE, Calendar, Choice, Chosen, Custom, Option, Recurrence
from yearlight.calendars.customs.words import gettext_noop

_PENTECOST = 49
_MOTHERS_LIST = "liquisearch.com/mothers_day/dates_around_the_world"
_FATHERS_LIST = "happyfatherdays.com/when-is-fathers-day-celebrated"
_LISTS = f"{_MOTHERS_LIST}; {_FATHERS_LIST}"

InCountry = Callable[[int], Day]


def _sunday(month: int, n: int) -> InCountry:
    """The n-th Sunday of a month, from its end where n is negative."""
    return lambda year: Day(gregorian.nth_weekday(year, month, gregorian.SUNDAY, n))


def _fixed(month: int, day: int) -> InCountry:
    return lambda year: Day(days.number(year, month, day))


def _from_easter(offset: int) -> InCountry:
    return lambda year: Day(easter.western(year) + offset)


def _french(year: int) -> Day:
    last_of_may = gregorian.nth_weekday(year, 5, gregorian.SUNDAY, -1)
    if last_of_may == easter.western(year) + _PENTECOST:
        return Day(last_of_may + 7, reasons=(*BY_ITS_RULE, Reason.MOVED_FROM_PENTECOST))
    return Day(last_of_may)


class Country(NamedTuple):
    """When one country keeps the two days, and where that stands."""

    code: str
    name: str
    mothers: InCountry
    fathers: InCountry | None
    source: str = _LISTS


_MOTHERING = _from_easter(-21)
_MAY_1, _MAY_2, _MAY_LAST = _sunday(5, 1), _sunday(5, 2), _sunday(5, -1)
_JUNE_1, _JUNE_2, _JUNE_3 = _sunday(6, 1), _sunday(6, 2), _sunday(6, 3)
_SEPTEMBER_1, _NOVEMBER_2 = _sunday(9, 1), _sunday(11, 2)
_JOSEPH = _fixed(3, 19)
_EQUINOX, _SOLSTICE = _fixed(3, 21), _fixed(6, 21)

COUNTRIES = (
    Country("ar", gettext_noop("Argentina"), _sunday(10, 3), _JUNE_3),
    Country("at", gettext_noop("Austria"), _MAY_2, _JUNE_2),
    Country("au", gettext_noop("Australia"), _MAY_2, _SEPTEMBER_1),
    Country("be", gettext_noop("Belgium"), _MAY_2, _JUNE_2),
    Country("br", gettext_noop("Brazil"), _MAY_2, _sunday(8, 2), f"Decreto 21.366 of 1932; {_FATHERS_LIST}"),
    Country("ca", gettext_noop("Canada"), _MAY_2, _JUNE_3),
    Country(
        "ch",
        gettext_noop("Switzerland"),
        _MAY_2,
        _JUNE_1,
        f"{_MOTHERS_LIST}; feiertagskalender.ch, Vätertag (first Sunday of June since 2007; in Ticino 19 March)",
    ),
    Country("cl", gettext_noop("Chile"), _MAY_2, _JUNE_3),
    Country("cn", gettext_noop("China"), _MAY_2, _JUNE_3),
    Country("co", gettext_noop("Colombia"), _MAY_2, _JUNE_3),
    Country("cr", gettext_noop("Costa Rica"), _fixed(8, 15), _JUNE_3),
    Country("cz", gettext_noop("Czechia"), _MAY_2, _JUNE_3),
    Country("de", gettext_noop("Germany"), _MAY_2, _from_easter(39)),
    Country("dk", gettext_noop("Denmark"), _MAY_2, _fixed(6, 5)),
    Country("do", gettext_noop("Dominican Republic"), _MAY_LAST, _sunday(7, -1)),
    Country(
        "ee", gettext_noop("Estonia"), _MAY_2, _NOVEMBER_2, "Pühade ja tähtpäevade seadus (holidays act), section 3"
    ),
    Country("eg", gettext_noop("Egypt"), _EQUINOX, _SOLSTICE),
    Country("es", gettext_noop("Spain"), _MAY_1, _JOSEPH),
    Country("fi", gettext_noop("Finland"), _MAY_2, _NOVEMBER_2),
    Country(
        "fr",
        gettext_noop("France"),
        _french,
        _JUNE_3,
        f"Code de l’action sociale et des familles, D215-1 (law of 24 May 1950); {_FATHERS_LIST}",
    ),
    Country("gb", gettext_noop("United Kingdom"), _MOTHERING, _JUNE_3),
    Country("gr", gettext_noop("Greece"), _MAY_2, _JUNE_3),
    Country("hr", gettext_noop("Croatia"), _MAY_2, _JOSEPH),
    Country("hu", gettext_noop("Hungary"), _MAY_1, _JUNE_3),
    Country("id", gettext_noop("Indonesia"), _fixed(12, 22), None, "Keputusan Presiden 316 of 1959 (22 December)"),
    Country("ie", gettext_noop("Ireland"), _MOTHERING, _JUNE_3),
    Country("in", gettext_noop("India"), _MAY_2, _JUNE_3),
    Country("it", gettext_noop("Italy"), _MAY_2, _JOSEPH),
    Country("jp", gettext_noop("Japan"), _MAY_2, _JUNE_3),
    Country("kr", gettext_noop("South Korea"), _fixed(5, 8), _fixed(5, 8)),
    Country("lb", gettext_noop("Lebanon"), _EQUINOX, _SOLSTICE),
    Country("lt", gettext_noop("Lithuania"), _MAY_1, _JUNE_1),
    Country("lv", gettext_noop("Latvia"), _MAY_2, _sunday(9, 2)),
    Country("mx", gettext_noop("Mexico"), _fixed(5, 10), _JUNE_3),
    Country("nl", gettext_noop("Netherlands"), _MAY_2, _JUNE_3),
    Country("no", gettext_noop("Norway"), _sunday(2, 2), _NOVEMBER_2),
    Country("nz", gettext_noop("New Zealand"), _MAY_2, _SEPTEMBER_1),
    Country("pe", gettext_noop("Peru"), _MAY_2, _JUNE_3),
    Country("ph", gettext_noop("Philippines"), _MAY_2, _JUNE_3),
    Country("pl", gettext_noop("Poland"), _fixed(5, 26), _fixed(6, 23)),
    Country("pt", gettext_noop("Portugal"), _MAY_1, _JOSEPH),
    Country(
        "ro",
        gettext_noop("Romania"),
        _MAY_1,
        _MAY_2,
        "Legea 319/2009 (first Sunday of May for mothers, second for fathers)",
    ),
    Country(
        "ru",
        gettext_noop("Russia"),
        _sunday(11, -1),
        _sunday(10, 3),
        "Decree 120 of 30 January 1998 (mothers); decree 573 of 4 October 2021 (fathers)",
    ),
    Country("se", gettext_noop("Sweden"), _MAY_LAST, _NOVEMBER_2),
    Country("sk", gettext_noop("Slovakia"), _MAY_2, _JUNE_3),
    Country("th", gettext_noop("Thailand"), _fixed(8, 12), _fixed(12, 5)),
    Country("tr", gettext_noop("Turkey"), _MAY_2, _JUNE_3),
    Country("tw", gettext_noop("Taiwan"), _MAY_2, _fixed(8, 8)),
    Country("us", gettext_noop("United States"), _MAY_2, _JUNE_3, "36 U.S. Code, sections 117 and 109"),
    Country("za", gettext_noop("South Africa"), _MAY_2, _JUNE_3),
)
_BY_CODE = {country.code: country for country in COUNTRIES}


def _of(is_mothers: bool) -> InYear:
    def in_year(year: int, chosen: Chosen) -> Iterator[Day]:
        country = _BY_CODE.get(chosen["country"])
        if country is None:
            raise Declined(Why.NEEDS_COUNTRY)
        rule = country.mothers if is_mothers else country.fathers
        if rule:
            yield rule(year)

    return in_year


def _countries(is_mothers: bool) -> Option:
    kept = [country for country in COUNTRIES if is_mothers or country.fathers]
    return Option("country", gettext_noop("Which country"), tuple(Choice(one.code, one.name) for one in kept))


def source_of(code: str) -> str:
    """Where a country's days stand."""
    return _BY_CODE[code].source


CUSTOMS = (
    Custom(
        key="mothers-day",
        name=gettext_noop("Mother’s Day"),
        rule=gettext_noop("The day on which the chosen country keeps Mother’s Day."),
        source=f"by country: laws where there are any; otherwise {_MOTHERS_LIST}",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=each_year("mothers-day", _of(is_mothers=True)),
        anchors=NO_DATE,
        options=(_countries(is_mothers=True),),
    ),
    Custom(
        key="fathers-day",
        name=gettext_noop("Father’s Day"),
        rule=gettext_noop("The day on which the chosen country keeps Father’s Day."),
        source=f"by country: laws where there are any; otherwise {_FATHERS_LIST}",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=each_year("fathers-day", _of(is_mothers=False)),
        anchors=NO_DATE,
        options=(_countries(is_mothers=False),),
    ),
)
