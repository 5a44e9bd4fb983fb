"""Short words for the tests of customs: a custom, a date and choices in, civil days out."""

from datetime import date
from typing import Any

from yearlight.calendars import edtf
from yearlight.calendars.customs import custom
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.rule import Occurrence
from yearlight.calendars.occurrences import Anchor, Kept, Sunset, occurrences


def number(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def kept(
    key: str, on: str = "", *, sunset: Sunset = Sunset.BEFORE, burial: str = "", options: dict[str, str] | None = None
) -> Kept:
    one = custom(key)
    anchor = Anchor(edtf.parse(on), sunset, number(burial) if burial else None) if on else None
    return Kept(one, choose(one, options or {}), anchor)


def found(
    key: str,
    on: str = "",
    first: int = 1900,
    last: int = 2100,
    /,
    *,
    sunset: Sunset = Sunset.BEFORE,
    burial: str = "",
    **options: str,
) -> list[Occurrence]:
    """The occurrences from the first of one year to the last of another."""
    one = kept(key, on, sunset=sunset, burial=burial, options=options)
    return occurrences(one, number(f"{first:04}-01-01"), number(f"{last:04}-12-31"))


def days(key: str, on: str = "", first: int = 1900, last: int = 2100, /, **how: Any) -> list[str]:
    """Their days; of one that lasts, its first and last day with a slash between."""
    return [
        iso(one.day) if one.day == one.ends else f"{iso(one.day)}/{iso(one.ends)}"
        for one in found(key, on, first, last, **how)
    ]
