"""Which twelve months the year's list holds: from this month, from a day, or a year from January."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.urls import reverse

FIRST_YEAR, LAST_YEAR = 1000, 3000


@dataclass(frozen=True)
class Listing:
    """The days that the list begins and ends with. ``at`` names it in addresses; empty for this month."""

    first: date
    last: date
    at: str = ""

    @property
    def year(self) -> int | None:
        """The year, where it runs from January."""
        return int(self.at) if self.at.isdigit() else None

    @cached_property
    def address(self) -> str:
        if self.year:
            return reverse("pages:whole-year-of", args=[self.year])
        return reverse("pages:whole-year") + (f"?from={self.at}" if self.at else "")

    @cached_property
    def more(self) -> str:
        """The address up to something more that is asked for."""
        return self.address + ("&" if "?" in self.address else "?")

    @property
    def target(self) -> str:
        """What is drawn anew where a wish is pressed: the day's whole row."""
        return "li"


@dataclass(frozen=True, slots=True)
class AtDay:
    """A day's own page, as the place where a wish is pressed."""

    address: str
    at: str = "day"
    target: str = ".wish"
    #: A list has a first day; here the day stands as it is.
    first: date | None = None

    @property
    def more(self) -> str:
        return f"{self.address}?"


def listing(at: str, today: date) -> Listing | None:
    """The list that an address names: a year, a day as 2026-11-14, or nothing. None where there is no such list."""
    if not at:
        return Listing(*months_from(today))
    try:
        first = date(int(at), 1, 1) if at.isdigit() and len(at) <= 4 else date.fromisoformat(at)
    except ValueError:
        return None
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        return None
    if at.isdigit():
        return Listing(first, date(first.year, 12, 31), str(first.year)) if len(at) <= 4 else None
    return Listing(first, _year_later(first) - timedelta(days=1), first.isoformat())


def months_from(begins: date) -> tuple[date, date]:
    """The first and last day of the twelve months that begin with the month of a day."""
    first = begins.replace(day=1)
    year, month = (first.year, 12) if first.month == 1 else (first.year + 1, first.month - 1)
    return first, date(year, month, calendar.monthrange(year, month)[1])


def _year_later(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)
