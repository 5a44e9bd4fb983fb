"""A date as text, and the two columns beside it."""

from datetime import date

from yearlight.calendars.edtf import EdtfError, parse


def columns(text: str) -> tuple[date | None, date | None]:
    """The first and last possible day of an EDTF date; None where it has none, or is none."""
    if not text:
        return None, None
    try:
        span = parse(text)
    except EdtfError:
        return None, None
    return _day(span.first), _day(span.last)


def _day(number: int | None) -> date | None:
    return date.fromordinal(number) if number is not None and 1 <= number <= date.max.toordinal() else None
