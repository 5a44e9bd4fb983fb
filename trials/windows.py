"""Every change of every zone's clocks since 1972, and the windows of messages on the days around it.

    python -m trials.windows [--zones Europe/Berlin,Pacific/Apia]

Holds ``reminders.due`` against the plainest reckoning there is: going on from
minute to minute until a clock on the wall shows the time. Prints one line of
JSON; exit code 0 where nothing is bad.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from trials.years.reference import first_moment
from yearlight.reminders import due
from yearlight.reminders.due import Hours, Part, Verdict, Window

#: In January 1972 the last zone gave up an offset with seconds in it.
_FIRST, _LAST = date(1972, 2, 1).toordinal(), date(2037, 12, 30).toordinal()
_WEEK = 7
#: From and to, in minutes: the nights in which clocks change, their narrow parts, and what there is without a choice.
_HOURS = ((0, 60), (30, 150), (60, 90), (121, 149), (150, 600), (480, 840))
_EVENING = ((1080, 1260), (1380, 1440))


def main(arguments: list[str] | None = None) -> int:
    """Look at all zones, and tell what was bad."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--zones", help="these alone, parted by commas")
    options = parser.parse_args(arguments)
    zones = options.zones.split(",") if options.zones else sorted(one for one in available_timezones() if "/" in one)
    begun = time.process_time()
    counts: Counter[str] = Counter()
    bad: list[str] = []
    for zone in zones:
        for day in _days(zone):
            counts["days"] += 1
            for part, minutes in [(Part.MORNING, one) for one in _HOURS] + [(Part.EVENING, one) for one in _EVENING]:
                hours = Hours(zone, minutes, minutes)
                counts["windows"] += 1
                bad += _faults(zone, day, minutes, due.window(day, [part], hours), hours)
        first_moment.cache_clear()
    told = {"zones": len(zones), **counts, "cpu_seconds": round(time.process_time() - begun), "bad": len(bad)}
    print(json.dumps({**told, "examples": bad[:5]}))
    return 1 if bad else 0


def _faults(zone: str, day: int, minutes: tuple[int, int], found: Window, hours: Hours) -> Iterator[str]:
    """What is wrong with a window."""
    words = f"{zone} {date.fromordinal(day)} {minutes}: {found.opens} to {found.closes}"
    opens, closes = first_moment(zone, day, minutes[0]), first_moment(zone, day, minutes[1])
    if found.opens != opens:
        yield f"{words} opens at another moment"
    if opens.astimezone(ZoneInfo(zone)).toordinal() != day:
        if found.closes != found.opens:
            yield f"{words} is not empty on a day that was left out"
        return
    length = timedelta(minutes=minutes[1] - minutes[0])
    if found.closes != (closes if closes > opens else min(opens + length, first_moment(zone, day, 1440))):
        yield f"{words} closes at another moment"
    for at in (found.opens - timedelta(seconds=1), found.opens, found.closes - timedelta(seconds=1), found.closes):
        is_on = at.astimezone(ZoneInfo(zone)).toordinal() == day
        is_in = found.opens <= at < found.closes
        if (due.verdict(day, found, hours, at) is Verdict.SEND) != (is_on and is_in):
            yield f"{words} sends at {at}, or does not"


def _days(zone: str) -> list[int]:
    """The days on which a zone's clocks change, with the day before and after each."""
    found: set[int] = set()
    offsets = {day: _offset(zone, day) for day in range(_FIRST, _LAST, _WEEK)}
    for week in list(offsets)[:-1]:
        if offsets[week] != offsets[week + _WEEK]:
            for day in range(week, week + _WEEK):
                if _offset(zone, day) != _offset(zone, day + 1):
                    found |= {day - 1, day, day + 1, day + 2}
    return sorted(found)


def _offset(zone: str, day: int) -> timedelta | None:
    noon = datetime.combine(date.fromordinal(day), datetime.min.time(), UTC) + timedelta(hours=12)
    return noon.astimezone(ZoneInfo(zone)).utcoffset()


if __name__ == "__main__":
    sys.exit(main())
