"""What a custom is made of: a rule in words, a calendar, options, and a function that finds its days.

A custom is declared once, in a short file of its tradition, and everything
else follows from the declaration: the list on the command line, the choices on
a page, the sentence that says why a day is the day. All texts are English
message ids; the site translates them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from yearlight.calendars.customs.reasons import Reason


class Calendar(StrEnum):
    """The calendar that a custom's date is read in."""

    CIVIL = "civil"
    HEBREW = "hebrew"
    UMM_AL_QURA = "umm-al-qura"
    TABULAR = "tabular"
    CHINA = "china"
    KOREA = "korea"
    VIETNAM = "vietnam"
    #: Days found from Pascha or Easter.
    PASCHAL = "paschal"
    #: Days found from where the Sun, or the Sun and the Moon, stand.
    SUN = "sun"


class Certainty(StrEnum):
    """How sure a day is."""

    EXACT = "exact"
    #: A forecast: it may move by a day when the calendar is published.
    PROVISIONAL = "provisional"
    #: The general rule; somebody who knows the family should be asked.
    ASK = "ask"


class Recurrence(StrEnum):
    """How a custom comes back."""

    COUNTED = "counted"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    NEVER = "never"


class Kind(StrEnum):
    """Which of a person's dates a custom may be asked for. The values are those of a person's dates."""

    BORN = "born"
    DIED = "died"
    DUE = "due"
    FOUND = "found"
    FUNERAL = "funeral"
    REMEMBERED = "remembered"
    OWN = "own"


#: The date of a death, or the day a family would like remembered in its place.
DEATH = frozenset({Kind.DIED, Kind.REMEMBERED, Kind.FOUND})
ANY_DATE = frozenset(Kind)
#: A custom of the year, which needs no date of a person.
NO_DATE: frozenset[Kind] = frozenset()


class DateIn(NamedTuple):
    """A date as its calendar writes it."""

    calendar: Calendar
    year: int
    month: int
    day: int
    is_leap_month: bool = False

    def __str__(self) -> str:
        """Year, month and day; a leap month has an L behind its number."""
        return f"{self.year}-{self.month:02}{'L' if self.is_leap_month else ''}-{self.day:02}"


class Occurrence(NamedTuple):
    """One day on which a custom is kept.

    ``day`` is the daytime, as a day number; ``ends`` is its last day, most
    often the same. ``number`` counts: the 49th day, the 3rd year; 0 where
    nobody can know it. ``year`` is the year of the custom's own calendar.
    ``part`` tells apart several days of one number. ``date_in_calendar`` is
    ``None`` where that is the civil date.
    """

    day: int
    custom: str
    number: int
    year: int
    ends: int
    starts_evening_before: bool
    certainty: Certainty
    reasons: tuple[Reason, ...]
    part: str = ""
    date_in_calendar: DateIn | None = None


class Takes(StrEnum):
    """What an option may be answered with."""

    ONE = "one"
    #: Several of the choices, parted by commas.
    SOME = "some"
    #: Whole numbers from 1 to 40000, parted by commas.
    NUMBERS = "numbers"
    #: Civil days as 2026-10-15, parted by commas.
    DAYS = "days"


class Choice(NamedTuple):
    """One answer to an option, with its words."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Option:
    """Something that families of one tradition do differently, with the default first."""

    key: str
    words: str
    choices: tuple[Choice, ...] = ()
    default: str = ""
    takes: Takes = Takes.ONE


@dataclass(frozen=True, slots=True)
class Chosen:
    """A custom's options, each one answered. Made by ``options.choose``."""

    answers: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, key: str) -> str:
        for name, answer in self.answers:
            if name == key:
                return answer
        raise KeyError(key)

    def several(self, key: str) -> tuple[str, ...]:
        """The answers of an option that takes several."""
        return tuple(part for part in self[key].split(",") if part)

    def numbers(self, key: str) -> tuple[int, ...]:
        """The numbers of an option that takes numbers, in order."""
        return tuple(int(part) for part in self.several(key))


class Asked(NamedTuple):
    """One question to a custom: a date, what the family chose, and the days between which occurrences are wanted.

    ``day`` is the day of the date by the custom's own reckoning: where days
    begin at sunset it is the day after, for a death after sunset. ``year`` is
    0 where nobody knows it, and ``day`` then too. ``given`` is the date as the
    calendar of the custom writes it, where a paper says so.
    """

    first: int
    last: int
    chosen: Chosen = Chosen()
    day: int = 0
    year: int = 0
    month: int = 0
    day_of_month: int = 0
    burial: int | None = None
    given: DateIn | None = None


Finder = Callable[[Asked], Iterable[Occurrence]]


@dataclass(frozen=True, slots=True)
class Custom:
    """One way to keep a day, declared.

    ``name`` and ``rule`` are message ids: what a family calls it, and the
    whole rule in words with what happens where the day is missing. ``source``
    says where the rule comes from. ``limits`` are sentences a family is told
    beside it. ``needs_year`` is false where day and month are enough.
    """

    key: str
    name: str
    rule: str
    source: str
    calendar: Calendar
    recurrence: Recurrence
    find: Finder
    anchors: frozenset[Kind] = DEATH
    options: tuple[Option, ...] = ()
    limits: tuple[str, ...] = ()
    begins_at_sunset: bool = False
    needs_year: bool = True
