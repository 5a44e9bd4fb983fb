"""The only place that reads the time; everything else is given it."""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """The civil date at this instant in the named IANA zone (``Europe/Oslo``)."""
    return now().astimezone(ZoneInfo(zone)).date()


def today_here() -> date:
    """The civil date where whoever looks lives: in the zone that is in force for them."""
    return today(timezone.get_current_timezone_name())


def zone(name: str) -> ZoneInfo | None:
    """The time zone of this name, or None where this machine knows none."""
    return ZoneInfo(name) if name in zones() else None


@cache
def zones() -> tuple[str, ...]:
    """The names of all time zones that are called after a place, sorted, and UTC."""
    places = (one for one in available_timezones() if "/" in one and not one.startswith("Etc/"))
    return (*sorted(places), "UTC")
