"""What the queries return: frozen values, ready for templates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.utils import formats

from yearlight.calendars.edtf import parse
from yearlight.entries.shown import EntryView, SeenBy
from yearlight.keepsakes.shown import PictureView
from yearlight.rituals.facts import Facts, OwnField
from yearlight.rituals.kinds import Chapter, Kind
from yearlight.rituals.words import chapter_words
from yearlight.rituals.years import Mark, Strip, strips


def last_day(happened_on: str) -> date | None:
    """The last day that a date (EDTF) can mean, or None where it has none."""
    last = parse(happened_on).last if happened_on else None
    return date.fromordinal(last) if last is not None and 1 <= last <= date.max.toordinal() else None


@dataclass(frozen=True)
class ActView:
    """One act as this viewer sees it. ``age`` is in words, empty where none is told; ``cost`` is empty for friends."""

    entry: EntryView
    ritual_id: int
    year: int
    chapter: Chapter
    facts: Facts
    age: str
    cost: str

    @property
    def address(self) -> str:
        return self.entry.address

    @property
    def chapter_words(self) -> str:
        return chapter_words(self.chapter)

    @property
    def picture(self) -> PictureView | None:
        """The picture that stands for the year."""
        return next(iter(self.entry.pictures), None)

    @property
    def date_words(self) -> str:
        return self.entry.date_words

    @property
    def day_words(self) -> str:
        """Its date below its year: "27 October" for a day of that year."""
        first, last = self.entry.first_on, self.last_on
        if (
            first is not None
            and first == last
            and first.year == self.year
            and self.entry.happened_on == first.isoformat()
        ):
            return formats.date_format(first, "MONTH_DAY_FORMAT")
        return "" if self.entry.happened_on == f"{self.year:04}" else self.date_words

    @property
    def is_picture_alone(self) -> bool:
        """Whether it has a picture and not a word: of a tree, the strip then tells all of it."""
        entry, facts = self.entry, self.facts
        return bool(entry.pictures) and not (entry.title or entry.body or self.chapter_words or facts.own)

    @property
    def last_on(self) -> date | None:
        """The last day that its date can mean."""
        return last_day(self.entry.happened_on)

    @property
    def what(self) -> str:
        """What it was, in the family's words; empty where they wrote none."""
        return self.entry.label


@dataclass(frozen=True)
class PanelView:
    """One panel of a strip: an act, or a gap."""

    act: ActView | None
    #: The class that says how wide it is.
    width: str
    first: int
    last: int


@dataclass(frozen=True)
class StripView:
    """One tree's panels, and the act that closed it."""

    panels: tuple[PanelView, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class DayOf:
    """The day a ritual hangs on: its name in addresses, and what it is called."""

    name: str
    words: str


@dataclass(frozen=True)
class RitualView:
    """A ritual as this viewer sees it, with what they see of its years: the newest first."""

    pk: int
    public_id: str
    kind: Kind
    name: str
    told: str
    persons: tuple[str, ...]
    person_ids: frozenset[int]
    seen_by: SeenBy
    audience_id: int | None
    is_mine: bool
    may_change: bool
    #: Only for those who may change the place.
    stands_at: str
    looked_after_by: str
    fields: tuple[OwnField, ...]
    #: The name of the day, also where it is no day any more.
    day_name: str
    day: DayOf | None
    age_from_id: int | None
    tells_age: bool
    #: Whether each of those it is for is remembered as a child.
    is_for_children: bool
    #: Whether what a gift cost is told to this viewer.
    shows_cost: bool
    ended_on: str
    ended_date_words: str
    ended_words: str
    address: str
    acts: Sequence[ActView] = field(default=())

    @property
    def is_ended(self) -> bool:
        return bool(self.ended_on or self.ended_words)

    @property
    def last(self) -> ActView | None:
        """The newest act."""
        return next(iter(self.acts), None)

    @property
    def picture(self) -> PictureView | None:
        """The newest picture of all."""
        return next((act.picture for act in self.acts if act.picture), None)

    @cached_property
    def strips(self) -> tuple[StripView, ...]:
        """The acts as the strips of a tree, the oldest first."""
        acts = list(reversed(self.acts))
        marks = [Mark(act.year, act.chapter, act.picture is not None) for act in acts]
        return tuple(_strip(one, acts) for one in strips(marks))

    @property
    def acts_in_words(self) -> tuple[ActView, ...]:
        """The acts that a strip does not tell all of."""
        return tuple(act for act in self.acts if not act.is_picture_alone)

    def before(self, year: int) -> ActView | None:
        """The newest act of an earlier year: "what we did last time"."""
        return next((act for act in self.acts if act.year < year), None)

    def of_year(self, year: int) -> tuple[ActView, ...]:
        return tuple(act for act in self.acts if act.year == year)


def _strip(strip: Strip, acts: Sequence[ActView]) -> StripView:
    panels = (
        PanelView(
            acts[one.at] if one.at is not None else None,
            f"w{one.width}" if one.width else "w-words" if one.at is not None else "w0",
            one.first,
            one.last,
        )
        for one in strip.panels
    )
    return StripView(tuple(panels), strip.is_closed)


@dataclass(frozen=True, slots=True)
class EarlierView:
    """The facts of an act as they were, and who changed them when."""

    year: int
    chapter_words: str
    facts: Facts
    changed_by: str
    changed_at: datetime

    @property
    def cost(self) -> str:
        """Only those who may change an act read this, and what it cost is theirs to see."""
        return self.facts.cost


@dataclass(frozen=True, slots=True)
class AwayRitual:
    """A ritual that was put away, and until when it can be brought back."""

    public_id: str
    name: str
    until: datetime
