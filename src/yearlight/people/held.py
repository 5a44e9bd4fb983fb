"""What somebody asked not to come across: these people, and these dates. Pure, so that one rule holds at every place.

A picture that it holds is told by a line instead, until whoever asked presses "Show it". Nobody else sees it otherwise.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from yearlight.calendars.edtf import EdtfError, parse

#: Letters of a list of names, or of dates.
LONGEST_LIST = 500
#: What is known no nearer than this is of no one day of a year.
_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Held:
    """Names in small letters; dates by their first and last day; and days of every year, as month and day."""

    names: frozenset[str] = frozenset()
    spans: frozenset[tuple[date, date]] = frozenset()
    days: frozenset[tuple[int, int]] = frozenset()

    def holds(self, people: str, first: date | None, last: date | None) -> bool:
        """Whether one of these names is among ``people``, or something from ``first`` to ``last`` may be of one of these dates."""
        if self.names and not self.names.isdisjoint(name.casefold() for name in names_in(people)):
            return True
        if first is None:
            return False
        last = last or first
        return any(start <= last and first <= end for start, end in self.spans) or self._is_of_a_day(first, last)

    def _is_of_a_day(self, first: date, last: date) -> bool:
        if not self.days or last - first >= _A_YEAR:
            return False
        dates = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return any((on.month, on.day) in self.days for on in dates)


#: Nothing is held from whoever asked for nothing.
NOTHING = Held()


def held_of(people: str, dates: str) -> Held:
    """What two lists hold: names as somebody wrote them, and dates in EDTF (``2018-11``, ``XXXX-11-15``), with commas between.

    A date that cannot be read holds nothing: ``unread`` tells of it before it is kept.
    """
    if not people and not dates:
        return NOTHING
    spans, days = set[tuple[date, date]](), set[tuple[int, int]]()
    for text in names_in(dates):
        try:
            when = parse(text)
        except EdtfError:
            continue
        if when.first is not None and when.last is not None:
            spans.add((date.fromordinal(when.first), date.fromordinal(when.last)))
        elif when.year is None and when.month and when.day:
            days.add((when.month, when.day))
    return Held(frozenset(name.casefold() for name in names_in(people)), frozenset(spans), frozenset(days))


def unread(dates: str) -> list[str]:
    """Those of a list of dates that would hold nothing: they cannot be read, or they are open at an end."""
    return [text for text in names_in(dates) if held_of("", text) == NOTHING]


def names_in(listed: str) -> list[str]:
    """What somebody wrote one after the other, each once; between them stand commas, or the marks used for one."""
    parts = listed.replace("،", ",").replace("、", ",").replace("，", ",").replace(";", ",").split(",")
    return list(dict.fromkeys(name for part in parts if (name := " ".join(part.split()))))


def with_one(listed: str, one: str) -> str:
    """A list with one more in it, or as it was where it holds that already."""
    names = names_in(listed)
    return listed if one.casefold() in {name.casefold() for name in names} else ", ".join([*names, one])
