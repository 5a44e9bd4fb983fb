"""Japanese Buddhist days: 年忌, 祥月命日, 月命日, Bon, higan and Jizō-bon.

The first year's day is 一周忌; from then on the N-th is kept N - 1 years after
the death, so the 3rd comes after two years. Schools differ on the 25th (in
place of the 23rd and 27th), the 37th, 43rd, 47th and 100th. Nothing says that
a row is at its end.

The first Bon is the first whose 12th comes on or after the 49th day, and that
of the next year otherwise. Families often hold a rite on a weekend before its
day: ``weekend_before`` is a hint, and nothing is moved.

For a baby lost in pregnancy (mizuko kuyō) no fixed day was found in any
source. The day of the loss each year or month, Bon, higan and Jizō-bon can be
chosen; none is on by itself.

Worked example: a death on 1 March 2018: 一周忌 1 March 2019, the 3rd 1 March
2020, the 7th 1 March 2024.
"""

from collections.abc import Iterator

from yearlight.calendars import day as days
from yearlight.calendars import gregorian, sun
from yearlight.calendars.customs.civil import in_year, monthly, year_of, yearly
from yearlight.calendars.customs.each_year import BY_ITS_RULE, Day, each_year
from yearlight.calendars.customs.east_asia import on_lunar_date, solar
from yearlight.calendars.customs.options import FEB_29, YEARS
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

_COMMON = (1, 3, 7, 13, 17, 23, 27, 33, 50)
_FORTY_NINTH = 48
_HIGAN = 3


def weekend_before(day: int) -> int:
    """The last Saturday or Sunday that is not after a day: a hint for a rite, never a move."""
    return max(gregorian.on_or_before(gregorian.SATURDAY, day), gregorian.on_or_before(gregorian.SUNDAY, day))


def _nenki(asked: Asked) -> Iterator[Occurrence]:
    feb29 = asked.chosen["feb29"]
    for number in _numbers(asked.chosen):
        year = asked.year + max(number - 1, 1)
        if not year_of(asked.first) <= year <= year_of(asked.last):
            continue
        found = in_year(year, asked.month, asked.day_of_month, feb29)
        if found and asked.first <= found[0] <= asked.last:
            day, why = found
            reasons = why if number == 1 else (Reason.YEARS_LESS_ONE, *(w for w in why if w is not Reason.SAME_DATE))
            yield Occurrence(day, "japanese-nenki", number, year, day, False, Certainty.EXACT, reasons)


def _numbers(chosen: Chosen) -> list[int]:
    numbers = {*_COMMON, *map(int, chosen.several("more"))}
    if chosen["twenties"] == "25":
        numbers = numbers - {23, 27} | {25}
    return sorted(number for number in numbers if chosen["last"] == "open" or number <= int(chosen["last"]))


def _bon_days(year: int, region: str) -> Day | None:
    if region == "lunar":
        return on_lunar_date(Calendar.KOREA, year, 7, 13, lasts=3)
    first = days.number(year, 7 if region == "july" else 8, 13)
    return Day(first, first + 3)


def _bon(year: int, chosen: Chosen) -> Iterator[Day]:
    found = _bon_days(year, chosen["region"])
    if found:
        yield found


def _first_bon(asked: Asked) -> Iterator[Occurrence]:
    region = asked.chosen["region"]
    found = _bon_days(asked.year, region)
    reasons = BY_ITS_RULE
    # The 12th, the day before Bon begins, must come on or after the 49th day.
    if found and found.day - 1 < asked.day + _FORTY_NINTH:
        found = _bon_days(asked.year + 1, region)
        reasons = (Reason.NEXT_BON,)
    if found and found.day <= asked.last and found.ends >= asked.first:
        why = tuple(reason for reason in found.reasons if reason is not Reason.BY_ITS_RULE)
        year = year_of(found.day)
        yield Occurrence(
            found.day,
            "first-bon",
            1,
            year,
            found.ends,
            False,
            found.certainty,
            reasons + why,
            "",
            found.date_in_calendar,
        )


def _higan(year: int, chosen: Chosen) -> Iterator[Day]:
    for part, equinox in (("spring", sun.SPRING_EQUINOX), ("autumn", sun.AUTUMN_EQUINOX)):
        if equinox.first_year <= year <= equinox.last_year:
            middle = solar(equinox.day(year), equinox.doubt(year))
            yield middle._replace(day=middle.day - _HIGAN, ends=middle.day + _HIGAN, part=part)


def _jizo_bon(year: int, chosen: Chosen) -> Iterator[Day]:
    first = days.number(year, 8, 23)
    yield Day(first, first + 1)


_REGION = Option(
    "region",
    gettext_noop("When Bon is kept"),
    (
        Choice("august", gettext_noop("13 to 16 August, as most places do")),
        Choice("july", gettext_noop("13 to 16 July, as Tokyo and others do")),
        Choice("lunar", gettext_noop("the 13th to the 15th of the 7th lunar month, as Okinawa does")),
    ),
    default="august",
)
_TWENTIES = Option(
    "twenties",
    gettext_noop("In the twenties"),
    (Choice("23-27", gettext_noop("the 23rd and the 27th")), Choice("25", gettext_noop("the 25th alone"))),
    default="23-27",
)
_MORE = Option(
    "more",
    gettext_noop("Further years that some schools keep"),
    (
        Choice("37", gettext_noop("the 37th")),
        Choice("43", gettext_noop("the 43rd")),
        Choice("47", gettext_noop("the 47th")),
        Choice("100", gettext_noop("the 100th")),
    ),
    takes=Takes.SOME,
)
_LAST = Option(
    "last",
    gettext_noop("Up to which year"),
    (
        Choice("open", gettext_noop("all that are chosen")),
        Choice("33", gettext_noop("to the 33rd")),
        Choice("50", gettext_noop("to the 50th")),
    ),
    default="open",
)
_YEARS_SOURCE = "benricho.org/koyomi/houji.html; memoriae.jp; matsudoshi-saijyou.info (2 Jul 2015)"

CUSTOMS = (
    Custom(
        key="japanese-nenki",
        name=gettext_noop("年忌, the memorial years"),
        rule=gettext_noop(
            "The date of the death after one year, and then in the 3rd, 7th, 13th, 17th, 23rd, 27th, 33rd and 50th year, "
            "where the year of the death is the first: the 3rd comes after two years. Schools differ on some."
        ),
        source=_YEARS_SOURCE,
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=_nenki,
        options=(_TWENTIES, _MORE, _LAST, FEB_29),
    ),
    Custom(
        key="japanese-yearly",
        name=gettext_noop("祥月命日, the date each year"),
        rule=gettext_noop("The same day and month each year. A 29 February is kept on 28 February in other years."),
        source=_YEARS_SOURCE,
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=yearly("japanese-yearly"),
        options=(FEB_29,),
        needs_year=False,
    ),
    Custom(
        key="japanese-monthly",
        name=gettext_noop("月命日, the day each month"),
        rule=gettext_noop("The same day of each month. A shorter month gives its last day."),
        source=_YEARS_SOURCE,
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.MONTHLY,
        find=monthly("japanese-monthly"),
        options=(YEARS,),
        needs_year=False,
    ),
    Custom(
        key="bon",
        name=gettext_noop("Bon"),
        rule=gettext_noop(
            "13 to 16 August; in Tokyo and some other places 13 to 16 July; in Okinawa the 13th to the 15th of the 7th "
            "lunar month."
        ),
        source="yakuyoke-kaiun.jp; cuore900.co.jp; kyosokyou.jp",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=each_year("bon", _bon),
        anchors=NO_DATE,
        options=(_REGION,),
    ),
    Custom(
        key="first-bon",
        name=gettext_noop("The first Bon"),
        rule=gettext_noop(
            "The first Bon whose eve, the 12th, comes on or after the 49th day; otherwise that of the next year."
        ),
        source="yakuyoke-kaiun.jp (first Bon); cuore900.co.jp; kyosokyou.jp",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.COUNTED,
        find=_first_bon,
        options=(_REGION,),
    ),
    Custom(
        key="higan",
        name=gettext_noop("Higan"),
        rule=gettext_noop("Seven days in spring and in autumn, with the day of the equinox in their middle."),
        source="National Astronomical Observatory of Japan, yearly calendar notices (equinox days)",
        calendar=Calendar.SUN,
        recurrence=Recurrence.YEARLY,
        find=each_year("higan", _higan),
        anchors=NO_DATE,
    ),
    Custom(
        key="jizo-bon",
        name=gettext_noop("Jizō-bon"),
        rule=gettext_noop("23 and 24 August. Places differ by some days."),
        source="no fixed day in any source found; about 23 and 24 August, to be asked of the temple",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.YEARLY,
        find=each_year("jizo-bon", _jizo_bon),
        anchors=NO_DATE,
    ),
)
