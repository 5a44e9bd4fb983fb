"""The days that come back between two days, for one custom that a family keeps or for all of them.

What a family keeps is a ``Kept``: a custom, the date it is counted from, and
the choices. A date is taken as exactly as it is known: a day alone can be
counted from; a day without its year comes back each year where the custom
needs no more; a month or a year alone is declined in a sentence. A death
between sunset and nightfall gives both days, each marked to be asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from operator import itemgetter
from typing import Generic, TypeVar

from yearlight.calendars import day as days
from yearlight.calendars.customs.covered import calendar_of, covered, to_day
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import Asked, Certainty, Chosen, Custom, DateIn, Occurrence, Recurrence
from yearlight.calendars.day import DayError
from yearlight.calendars.edtf import Edtf, Precision
from yearlight.calendars.errors import OutOfRange

Who = TypeVar("Who")
Span = tuple[int, int]

_by_day = itemgetter(0)
#: How many years to look ahead for the next days, in steps: most customs come back within one.
_AHEAD = (2, 12, 60, 120)
_YEAR = 366


class Sunset(StrEnum):
    """When in its day something happened, for the calendars whose days begin at sunset."""

    BEFORE = "before"
    AFTER = "after"
    #: Between sunset and nightfall, or nobody knows.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date a custom is counted from.

    ``burial`` is the day number of the burial, for the choices that ask for
    it. ``given`` is the date as a paper has it in the calendar of the custom:
    it counts more than a conversion, and needs no ``date`` beside it.
    """

    date: Edtf | None
    sunset: Sunset = Sunset.BEFORE
    burial: int | None = None
    given: DateIn | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """One custom that a family keeps for one date, with its choices (``options.choose``)."""

    custom: Custom
    chosen: Chosen
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[Who]):
    """The days of many, sorted; and those whose custom had none to give, with the reason."""

    days: list[tuple[Who, Occurrence]]
    declined: list[tuple[Who, Declined]]


def occurrences(kept: Kept, first: int, last: int) -> list[Occurrence]:
    """The days on which a custom is kept from ``first`` to ``last``, in order.

    Days outside the calendar's range are not among them: ``beyond`` says so.
    Raises Declined where no day can be given.
    """
    custom = kept.custom
    span = covered(custom, kept.chosen)
    first, last = max(first, span[0]), min(last, span[1])
    if not custom.anchors:
        # A custom of the year, kept for somebody, is kept from their day on.
        if kept.anchor and kept.anchor.date and kept.anchor.date.last is not None:
            first = max(first, kept.anchor.date.last + 1)
        return list(custom.find(Asked(first, last, kept.chosen))) if first <= last else []
    if kept.anchor is None:
        raise Declined(Why.NEEDS_DATE)
    return sorted(_anchored(kept, kept.anchor, first, last, span), key=_by_day)


def occurrences_of_many(kept: Iterable[tuple[Who, Kept]], first: int, last: int) -> Found[Who]:
    """The days of many, in order, each with whose it is."""
    found: list[tuple[Who, Occurrence]] = []
    declined: list[tuple[Who, Declined]] = []
    for who, one in kept:
        try:
            found += zip(repeat(who), occurrences(one, first, last))
        except Declined as refused:
            declined.append((who, refused))
    of_day = [occurrence[0] for _, occurrence in found]
    order = sorted(range(len(found)), key=of_day.__getitem__)
    return Found([found[at] for at in order], declined)


def following(kept: Kept, after: int, count: int = 3) -> list[Occurrence]:
    """The next days after a day, so many as there are within 120 years; raises Declined."""
    found: list[Occurrence] = []
    for years in _AHEAD:
        found = occurrences(kept, after + 1, min(after + years * _YEAR, days.LAST_DAY))
        if len(found) >= count:
            break
    return found[:count]


def beyond(kept: Kept, first: int, last: int) -> Span | None:
    """The days that the custom's calendar covers, if days from ``first`` to ``last`` lie outside."""
    span = covered(kept.custom, kept.chosen)
    return None if span[0] <= first and last <= span[1] else span


def identity(custom: Custom, occurrence: Occurrence) -> str:
    """What stays the same when a day is corrected: the count or the year of its calendar, never the date."""
    counts = custom.recurrence not in {Recurrence.YEARLY, Recurrence.NEVER}
    key = f"n{occurrence.number}" if counts and occurrence.number else f"y{occurrence.year}"
    if counts and not occurrence.number:
        key = f"d{occurrence.day}"
    return f"{key}.{occurrence.part}" if occurrence.part else key


def _anchored(kept: Kept, anchor: Anchor, first: int, last: int, span: Span) -> list[Occurrence]:
    day, year, month, day_of_month = _date(kept, anchor)
    is_uncertain = anchor.date is not None and (anchor.date.is_uncertain or anchor.date.is_approximate)
    doubt = (Reason.DATE_IS_UNCERTAIN,) if is_uncertain else ()
    found: list[Occurrence] = []
    for later, why, part in _reckonings(kept.custom, anchor):
        asked = Asked(first, last, kept.chosen, day, year, month, day_of_month, anchor.burial, anchor.given)
        if later:
            asked = _next_day(asked)
        if asked.day and anchor.given is None and not span[0] <= asked.day <= span[1]:
            raise _out_of_range(span)
        reckoned = _found(kept, asked) if first <= last else ()
        found += [_asked(one, doubt + why, part) for one in reckoned] if doubt or why else reckoned
    return found


def _reckonings(custom: Custom, anchor: Anchor) -> tuple[tuple[bool, tuple[Reason, ...], str], ...]:
    """Whether the date is that of the next day, and how it is told: once, or both ways where nobody knows."""
    if not custom.begins_at_sunset or anchor.given or anchor.sunset is Sunset.BEFORE:
        return ((False, (), ""),)
    if anchor.sunset is Sunset.AFTER:
        return ((True, (), ""),)
    return (
        (False, (Reason.BEFORE_SUNSET_PERHAPS,), "before-sunset"),
        (True, (Reason.AFTER_SUNSET_PERHAPS,), "after-sunset"),
    )


def _date(kept: Kept, anchor: Anchor) -> tuple[int, int, int, int]:
    """Day number, year, month and day of the anchor; zeros for an unknown year. Raises Declined."""
    if anchor.given is not None:
        _check_given(kept, anchor.given)
    if anchor.date is None:
        if anchor.given is None:
            raise Declined(Why.NEEDS_DATE)
        day = to_day(anchor.given)
        return day, *days.civil(day)
    known = anchor.date
    if known.precision is Precision.DAY_OF_YEAR and known.month and known.day:
        if kept.custom.needs_year:
            raise Declined(Why.NEEDS_YEAR)
        return 0, 0, known.month, known.day
    if known.first is None or known.first != known.last:
        raise Declined(Why.NEEDS_DAY)
    return known.first, *days.civil(known.first)


def _check_given(kept: Kept, given: DateIn) -> None:
    if given.calendar is not calendar_of(kept.custom, kept.chosen):
        raise Declined(Why.OTHER_CALENDAR)
    try:
        to_day(given)
    except OutOfRange as fault:
        raise _out_of_range((fault.first, fault.last)) from fault
    except DayError as fault:
        raise Declined(Why.NO_SUCH_DATE) from fault


def _next_day(asked: Asked) -> Asked:
    year, month, day_of_month = days.civil(min(asked.day + 1, days.LAST_DAY))
    return asked._replace(day=asked.day + 1, year=year, month=month, day_of_month=day_of_month)


def _found(kept: Kept, asked: Asked) -> tuple[Occurrence, ...]:
    try:
        return tuple(kept.custom.find(asked))
    except OutOfRange as fault:
        raise _out_of_range((fault.first, fault.last)) from fault


def _out_of_range(span: Span) -> Declined:
    first, last = ("{:04}-{:02}-{:02}".format(*days.civil(day)) for day in span)
    return Declined(Why.OUT_OF_RANGE, first=first, last=last)


def _asked(occurrence: Occurrence, why: tuple[Reason, ...], part: str) -> Occurrence:
    parts = ".".join(name for name in (occurrence.part, part) if name)
    return occurrence._replace(certainty=Certainty.ASK, reasons=occurrence.reasons + why, part=parts)
