"""The days that come back for a person: each custom that is kept, with the date it is counted from.

A birth, a death and a day to be remembered come back each civil year without a
row; the custom ``none`` says that they shall not. Where a rule cannot be
followed the series holds the refusal in place of its days.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from yearlight.calendars import edtf
from yearlight.calendars.customs import custom, options
from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.rule import Chosen, Custom, Occurrence
from yearlight.calendars.occurrences import Anchor, Kept, Sunset, following, identity, occurrences

if TYPE_CHECKING:
    from yearlight.memorials.models import KeptCustom, Person, PersonDate

logger = logging.getLogger(__name__)

YEARLY, NOTHING, BY_HAND = "civil-yearly", "none", "hand-entered"
_BY_THEMSELVES = ("died", "born", "remembered")
#: A single day is moved within so many days of where its rule puts it.
MOVED_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Series:
    """One custom kept for one date of a person. ``kept`` is ``None`` where its rule cannot be read."""

    person: "Person"
    date: "PersonDate | None"
    custom: str
    kept: Kept | None
    row: "KeptCustom | None" = None
    #: Whether this is the one day of a birth and a death.
    is_same_day: bool = False
    #: All dates of the person: what somebody would be is reckoned from another than the one that comes back.
    dates: Sequence["PersonDate"] = ()


class KeptDay(NamedTuple):
    """One day of a series. ``on`` is where the family keeps it, which may be another day than its rule gives."""

    on: int
    series: Series
    occurrence: Occurrence


def series_of(person: "Person", dates: Sequence["PersonDate"], rows: Iterable["KeptCustom"]) -> list[Series]:
    """What is kept for a person: the rows, and what comes back without one."""
    by_date: dict[int | None, list[KeptCustom]] = {}
    for row in rows:
        by_date.setdefault(row.date_id, []).append(row)
    found = []
    for one in dates:
        kept = by_date.get(one.pk, [])
        if comes_by_itself(one, dates) and not {YEARLY, NOTHING} & {row.custom for row in kept}:
            found.append(_series(person, one, dates, YEARLY, None))
        found += [_series(person, one, dates, row.custom, row) for row in kept if row.custom != NOTHING]
    died = next((one for one in dates if one.kind == "died"), None)
    born = next((one for one in dates if one.kind == "born"), None)
    if born and died and born.happened_on == died.happened_on:
        found = [replace(one, is_same_day=one.date is died) for one in found]
    return found + [_series(person, None, dates, row.custom, row) for row in by_date.get(None, [])]


def kept_of(rule: Custom, chosen: Chosen, of: "PersonDate | None", dates: Sequence["PersonDate"]) -> Kept:
    """A custom as it is kept for a date; without one, each year from the death on. ``dates`` are all of the person's."""
    base = of or next((one for one in dates if one.kind == "died"), None)
    if base is None:
        return Kept(rule, chosen)
    burial = next((one for one in dates if one.kind == "funeral" and one.first_on == one.last_on), None)
    buried = burial.first_on.toordinal() if burial and burial.first_on else None
    return Kept(rule, chosen, Anchor(edtf.parse(base.happened_on), Sunset(base.sunset), buried))


def days_between(many: Iterable[Series], first: int, last: int) -> tuple[list[KeptDay], list[Series]]:
    """The days of some series in order, and the series whose rule could not be followed."""
    found: list[KeptDay] = []
    faulty: list[Series] = []
    for one in many:
        try:
            if one.kept is None:
                raise ValueError("no such custom or choice")
            found += _days(one, one.kept, first, last)
        except Declined:
            # An answer rather than a fault: the page says it in a sentence.
            faulty.append(one)
        except (ValueError, ArithmeticError, LookupError) as fault:
            logger.warning("The days of %s could not be found: %s", one.custom, fault)
            faulty.append(one)
    return sorted(found, key=lambda day: day.on), faulty


def coming(series: Series, after: int, count: int) -> list[KeptDay]:
    """The next days of a series after a day, where the family keeps them; raises Declined."""
    if series.kept is None:
        return []
    moved: dict[str, str] = series.row.moved if series.row else {}
    if not moved:
        return [KeptDay(one.day, series, one) for one in following(series.kept, after, count)]
    # A day before may have been moved to one after; weekly days are the closest together.
    near = following(series.kept, after - MOVED_WITHIN, count + 2 * MOVED_WITHIN // 7)
    days = [KeptDay(_moved(moved.get(identity(series.kept.custom, one)), one.day), series, one) for one in near]
    return sorted((day for day in days if day.on > after), key=lambda day: day.on)[:count]


def check(kept: Kept, today: int) -> None:
    """Raise Declined if a custom cannot be followed: the first day of all asks more than later ones do."""
    last = kept.anchor.date.last if kept.anchor and kept.anchor.date else None
    following(kept, last or today, 1)


def _days(series: Series, kept: Kept, first: int, last: int) -> list[KeptDay]:
    moved: dict[str, str] = series.row.moved if series.row else {}
    if not moved:
        return [KeptDay(one.day, series, one) for one in occurrences(kept, first, last)]
    near = occurrences(kept, first - MOVED_WITHIN, last + MOVED_WITHIN)
    days = [KeptDay(_moved(moved.get(identity(kept.custom, one)), one.day), series, one) for one in near]
    return [day for day in days if first <= day.on <= last]


def _moved(to: str | None, day: int) -> int:
    return date.fromisoformat(to).toordinal() if to else day


def _series(
    person: "Person", of: "PersonDate | None", dates: Sequence["PersonDate"], name: str, row: "KeptCustom | None"
) -> Series:
    try:
        rule = custom(name)
        chosen = options.choose(rule, row.options if row else {})
        return Series(person, of, name, kept_of(rule, chosen, of, dates), row, dates=dates)
    except (Declined, ValueError) as fault:
        logger.warning("The custom %s cannot be read: %s", name, fault)
        return Series(person, of, name, None, row)


def comes_by_itself(one: "PersonDate", dates: Sequence["PersonDate"]) -> bool:
    """Whether it is the first birth, death and remembered day, and its day and month are known; a birth on the day of death is one day."""
    if one.kind not in _BY_THEMSELVES or next(date for date in dates if date.kind == one.kind) != one:
        return False
    when = edtf.parse(one.happened_on)
    if not (when.month and when.day):
        return False
    died = next((date for date in dates if date.kind == "died"), None)
    return not (one.kind == "born" and died and died.happened_on == one.happened_on)
