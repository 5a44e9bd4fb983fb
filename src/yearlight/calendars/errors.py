"""What a calendar answers where it has no day to give. Both are a ``DayError``, so that one ``except`` meets all."""

from datetime import date

from yearlight.calendars.day import DayError


class OutOfRange(DayError):  # noqa: N818 -- it reads as what happened
    """A day or year that the calendar does not cover; ``first`` and ``last`` are the days it does cover."""

    def __init__(self, calendar: str, first: int, last: int) -> None:
        covered = f"{date.fromordinal(first)} to {date.fromordinal(last)}"
        super().__init__(f"the {calendar} calendar covers the days from {covered}")
        self.calendar = calendar
        self.first = first
        self.last = last


class NoSuchDate(DayError):  # noqa: N818 -- likewise
    """A date that the calendar does not have: a 30th of a short month, a leap month in a plain year."""

    def __init__(self, calendar: str, *parts: int) -> None:
        super().__init__(f"the {calendar} calendar has no date {'-'.join(str(int(part)) for part in parts)}")
        self.calendar = calendar
        self.parts = parts
