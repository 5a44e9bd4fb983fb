"""The only place that reads the time; everything else is given it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """The civil date at this instant in the named IANA zone (``Europe/Oslo``)."""
    return now().astimezone(ZoneInfo(zone)).date()
