"""The yearly day by the lunar calendar: 忌日, gije, giỗ, and the feasts of the first two years.

One rule, three calendars; which one is the family's choice of a custom, never
taken from a language. The odd cases:

- A death in a leap month is kept in the regular month of that number each
  year, as Vietnamese and older Korean guides say; or, in years that have the
  same leap month, there; or in both (Jeju).
- Where a year has the month twice, a death in the regular month is kept in the
  first of them; or in both.
- A death on the 30th is kept on the 29th where the month has no more, and on
  the 30th again where it has; or on the 1st of the next month.
- A death on the 29th of a short month is kept on the 29th always.
- The day itself, the evening before it (a Korean rite was after midnight; the
  Vietnamese tiên thường is the afternoon before), or both.
- Vietnam's tiểu tường and đại tường and Taiwan's 對年 fall whole lunar months
  after the death, so a leap month between brings them a month earlier.

Worked example: a death on 14 November 2018 is the 7th of the 10th month, and
is kept on 3 November 2019.
"""

from collections.abc import Iterator

from yearlight.calendars.customs.lunar import TABLES, Kept, certainty_of, date_in, date_of, in_year, months_later
from yearlight.calendars.customs.options import NO, YES
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import (
    Asked,
    Calendar,
    Certainty,
    Choice,
    Custom,
    Finder,
    Occurrence,
    Option,
    Recurrence,
)
from yearlight.calendars.customs.words import gettext_noop


def _yearly(key: str, calendar: Calendar, by_months: int) -> Finder:
    """Finds the same lunar date each year; the first so many by whole months where the family counts so."""
    table = TABLES[calendar]

    def find(asked: Asked) -> Iterator[Occurrence]:
        died = date_of(asked, table)
        doubt = () if asked.given else certainty_of(table, asked.day)[1]
        chosen = asked.chosen
        leap, repeated, thirtieth = chosen["leap"], chosen["repeated"], chosen["thirtieth"]
        months = by_months if chosen["first_years"] == "months" else 0
        # A family that keeps the evening before may keep 1 January's on the 31 December before.
        begins, ends = table.from_day(asked.first)[0], table.from_day(min(asked.last + 1, table.last_day))[0]
        # The 1st in place of a 30th may be of the next year, and twelve months may be over within the year itself.
        begins, ends = begins - (thirtieth == "first"), min(ends + (months > 0), table.last_year)
        for year in range(max(begins, died.year + 1), ends + 1):
            number = year - died.year
            if number <= months:
                days = [Kept(months_later(table, died, 12 * number), (Reason.LUNAR_MONTHS_LATER,))]
            else:
                days = in_year(table, died, year, leap, repeated, thirtieth)
            for kept in days:
                yield from _on_its_days(key, calendar, asked, kept, number, year, doubt)

    return find


def _on_its_days(
    key: str, calendar: Calendar, asked: Asked, kept: Kept, number: int, year: int, doubt: tuple[Reason, ...]
) -> Iterator[Occurrence]:
    """The day, the evening before it, or both, so far as they were asked for."""
    eve = asked.chosen["eve"]
    day, reasons, part = kept
    certainty, why = certainty_of(TABLES[calendar], day)
    if doubt:
        certainty = Certainty.PROVISIONAL
    reasons += why + tuple(reason for reason in doubt if reason not in why)
    date = date_in(calendar, day)
    if eve != "no" and asked.first <= day - 1 <= asked.last:
        # The evening is a day of its own in a calendar; only where both are kept must the two be told apart.
        name = f"{part}-eve".lstrip("-") if eve == "both" else part
        why = (*reasons, Reason.EVENING_BEFORE)
        yield Occurrence(day - 1, key, number, year, day - 1, False, certainty, why, name, date)
    if eve != "yes" and asked.first <= day <= asked.last:
        yield Occurrence(day, key, number, year, day, False, certainty, reasons, part, date)


def _feasts(key: str, calendar: Calendar, years: int) -> Finder:
    """Finds the feasts that fall 12, and 24, lunar months after the death."""
    table = TABLES[calendar]

    def find(asked: Asked) -> Iterator[Occurrence]:
        died = date_of(asked, table)
        early = asked.chosen["early"] == "yes"
        for number in range(1, years + 1):
            found = months_later(table, died, 12 * number)
            day = found - early
            if asked.first <= day <= asked.last:
                certainty, why = certainty_of(table, found)
                reasons = (Reason.LUNAR_MONTHS_LATER, *((Reason.DAY_EARLIER,) if early else ()), *why)
                date = date_in(calendar, found)
                yield Occurrence(day, key, number, date.year, day, False, certainty, reasons, "", date)

    return find


_LEAP = Option(
    "leap",
    gettext_noop("A death in a leap month"),
    (
        Choice("regular", gettext_noop("is kept in the regular month of that number")),
        Choice("leap", gettext_noop("is kept in the same leap month in years that have it")),
        Choice("both", gettext_noop("is kept in both, in years that have both")),
    ),
    default="regular",
)
_REPEATED = Option(
    "repeated",
    gettext_noop("A year that has the month twice"),
    (
        Choice("first", gettext_noop("the first, which is the regular month")),
        Choice("both", gettext_noop("both")),
    ),
    default="first",
)
_THIRTIETH = Option(
    "thirtieth",
    gettext_noop("A 30th, in a month of 29 days"),
    (
        Choice("last", gettext_noop("the 29th")),
        Choice("first", gettext_noop("the 1st of the next month")),
    ),
    default="last",
)
_EVE = Option(
    "eve",
    gettext_noop("Kept on the evening before"),
    (NO, YES, Choice("both", gettext_noop("the evening before and the day"))),
    default="no",
)
_EARLY = Option("early", gettext_noop("Kept one day earlier, as some temples do"), (NO, YES), default="no")


def _first_years(default: str) -> Option:
    return Option(
        "first_years",
        gettext_noop("The first years"),
        (
            Choice("date", gettext_noop("by the date, as later ones")),
            Choice("months", gettext_noop("after whole lunar months")),
        ),
        default=default,
    )


_MIDNIGHT = gettext_noop(
    "A few lunar months after 2050 start within two minutes of midnight; those dates may move by a day."
)
_KOREAN_LIMIT = gettext_noop("Korean dates follow the official tables to 2050; later ones are our calculation.")
_FROM_1900 = gettext_noop("Deaths before 1900 are not supported in this calendar.")
_FROM_1912 = gettext_noop("Deaths before 1912 are not supported in this calendar.")
_YEARLY_RULE = gettext_noop(
    "The same lunar month and day each year. A death in a leap month is kept in the regular month of that number, and a "
    "30th on the 29th where the month has no more, unless your family chooses otherwise."
)
_FEAST_RULE = gettext_noop(
    "Exactly 12 and 24 lunar months after the death, so a leap month between brings them a month earlier."
)


def _declared(key: str, name: str, source: str, calendar: Calendar, by_months: int, first_years: str) -> Custom:
    options = (_LEAP, _REPEATED, _THIRTIETH, _EVE, _first_years(first_years))
    limits = (_KOREAN_LIMIT, _FROM_1912) if calendar is Calendar.KOREA else (_MIDNIGHT, _FROM_1900)
    find = _yearly(key, calendar, by_months)
    return Custom(key, name, _YEARLY_RULE, source, calendar, Recurrence.YEARLY, find, options=options, limits=limits)


CUSTOMS = (
    _declared(
        "chinese-yearly",
        gettext_noop("忌日, the lunar date each year"),
        "GB/T 33661-2017 (the calendar); hztlglj.com 93783 (the plain date)",
        Calendar.CHINA,
        1,
        "date",
    ),
    _declared(
        "korean-gije",
        gettext_noop("Gije, the lunar date each year"),
        "KASI tables (the calendar); daegilf.co.kr (leap month, last day); blog.zss.kr (both months); bohoonsj.tistory.com",
        Calendar.KOREA,
        0,
        "date",
    ),
    _declared(
        "vietnamese-gio",
        gettext_noop("Giỗ, the lunar date each year"),
        "vanhoaphatgiaotanphu.info 54684; chuabuuda.org (12 Apr 2023); hoidaptuvan.com",
        Calendar.VIETNAM,
        2,
        "months",
    ),
    Custom(
        key="vietnamese-tieu-tuong",
        name=gettext_noop("Tiểu tường and đại tường"),
        rule=_FEAST_RULE,
        source="vanhoaphatgiaotanphu.info 54684; chuabuuda.org (12 Apr 2023)",
        calendar=Calendar.VIETNAM,
        recurrence=Recurrence.COUNTED,
        find=_feasts("vietnamese-tieu-tuong", Calendar.VIETNAM, 2),
        options=(_EARLY,),
        limits=(_MIDNIGHT, _FROM_1900),
    ),
    Custom(
        key="taiwanese-dui-nian",
        name=gettext_noop("對年, the first year"),
        rule=gettext_noop(
            "Exactly 12 lunar months after the death, so a leap month between brings it a month earlier."
        ),
        source="555-angel.com.tw wiki05; hztlglj.com 93783 (mainland guides often keep the plain date)",
        calendar=Calendar.CHINA,
        recurrence=Recurrence.COUNTED,
        find=_feasts("taiwanese-dui-nian", Calendar.CHINA, 1),
        options=(_EARLY,),
        limits=(_MIDNIGHT, _FROM_1900),
    ),
)
