"""What a person's dates bring back, as the page that chooses it tells it: date by date, and the days of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from yearlight.calendars import edtf
from yearlight.memorials.custom_words import DayTold, custom_name
from yearlight.memorials.preview import next_days
from yearlight.memorials.sentences import date_name, would_be
from yearlight.memorials.series import YEARLY, Series, series_of
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import KeptCustom, Person, PersonDate
    from yearlight.memorials.queries import Days


@dataclass(frozen=True, slots=True)
class CustomLine:
    """One custom that is kept: its name, and its next day or why there is none. Without a row it came by itself."""

    name: str
    row: "KeptCustom | None"
    next_day: DayTold | None
    fault: str
    would_be: str = ""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date and what is kept for it. ``yearly`` is the same day each year, and ``away`` its row where it was put away."""

    row: "PersonDate"
    name: str
    words: str
    yearly: CustomLine | None
    away: "KeptCustom | None"
    customs: Sequence[CustomLine]
    #: Whether its day and month are known, so that it can come back each year.
    can_come: bool
    #: Whether it is the birth of somebody who died on that day, so that the two come back as one.
    is_with_death: bool


@dataclass(frozen=True, slots=True)
class Overview:
    dates: Sequence[DateLine]
    #: The customs of the year, which need no date.
    of_the_year: Sequence[CustomLine]
    away_dates: Sequence[tuple["PersonDate", str]]
    away_customs: Sequence[tuple["KeptCustom", str]]


def overview(person: "Person", days: "Days", today: int) -> Overview:
    """The page of one person's days; nothing here asks the database."""
    by_date: dict[int | None, list[CustomLine]] = {}
    for series in series_of(person, days.dates, days.customs):
        line = _custom_line(series, days.dates, today)
        by_date.setdefault(series.date.pk if series.date else None, []).append(line)
    one_day = _birth_and_death(days.dates)
    names = {one.pk: date_name(person, one, is_same_day=one_day is not None) for one in days.dates}
    return Overview(
        [
            _date_line(one, names[one.pk], by_date.get(one.pk, []), days.away_customs, is_with_death=one is one_day)
            for one in days.dates
        ],
        by_date.get(None, []),
        [(one, f"{date_name(person, one)}, {in_words(one.happened_on)}") for one in days.away_dates],
        [(one, _away_name(one, names)) for one in days.away_customs if one.custom != YEARLY],
    )


def _birth_and_death(dates: Sequence["PersonDate"]) -> "PersonDate | None":
    """The birth, where it was on the day of the death."""
    born = next((one for one in dates if one.kind == "born"), None)
    died = next((one for one in dates if one.kind == "died"), None)
    return born if born and died and born.happened_on == died.happened_on else None


def _custom_line(series: Series, dates: Sequence["PersonDate"], today: int) -> CustomLine:
    found, fault = next_days(series, today, 1)
    told = ""
    if found and series.custom == YEARLY and series.date and series.date.kind in ("born", "due"):
        told = would_be(series.person, dates, found[0].on)
    return CustomLine(custom_name(series.custom), series.row, found[0] if found else None, fault, told)


def _date_line(
    one: "PersonDate",
    name: str,
    lines: Sequence[CustomLine],
    away: Sequence["KeptCustom"],
    *,
    is_with_death: bool,
) -> DateLine:
    yearly = next((line for line in lines if line.row is None or line.row.custom == YEARLY), None)
    gone = next((row for row in away if row.date_id == one.pk and row.custom == YEARLY), None)
    customs = [line for line in lines if line is not yearly]
    when = edtf.parse(one.happened_on)
    can_come = bool(when.month and when.day)
    return DateLine(one, name, in_words(one.happened_on), yearly, gone, customs, can_come, is_with_death)


def _away_name(one: "KeptCustom", names: dict[int, str]) -> str:
    if one.date_id is None:
        return custom_name(one.custom)
    return _("%(custom)s: %(date)s") % {"custom": custom_name(one.custom), "date": names[one.date_id]}
