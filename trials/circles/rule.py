"""Who sees what, told a second time: plain Python, which knows nothing of the program.

``sees_place`` and ``sees`` are the rule. All else here is what it is asked about.
"""

from dataclasses import dataclass, field

WAITING, ON_PAGE, BETWEEN_US, AWAY = "waiting", "on the page", "between us", "away"


@dataclass
class Somebody:
    """A member of a family. A guest reaches nothing but through a link that a keeper made and holds open."""

    family: str
    is_keeper: bool = False
    is_guest: bool = False
    circles: set[str] = field(default_factory=set)
    #: Who made a guest's open link; None while it is closed.
    link_by: str | None = None


@dataclass
class Place:
    family: str
    shown_to: str
    is_closed: bool = False


@dataclass
class Thing:
    """A letter, a moment or a photograph. ``shown_to`` is a circle, or None for its writer alone."""

    kind: str
    place: str
    writer: str
    text: str
    shown_to: str | None = None
    is_there: bool = True


@dataclass
class Word(Thing):
    """A kind word: who sees it follows from where it stands."""

    standing: str = WAITING
    is_for_keepers: bool = False
    is_hidden: bool = False
    wished_by: str | None = None
    is_withdrawn: bool = False
    #: Whether its newest text waits for a keeper; ``newer`` is that text where another stands already.
    waits: bool = True
    newer: str = ""

    def settle(self) -> None:
        self.is_there = self.standing in (ON_PAGE, BETWEEN_US) and not self.is_hidden and not self.is_withdrawn


@dataclass
class World:
    people: dict[str, Somebody] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)

    def inside(self, who: str) -> set[str]:
        """The circles that somebody reaches: a guest none that whoever made their link is not in."""
        one = self.people[who]
        if not one.is_guest:
            return one.circles
        return one.circles & self.people[one.link_by].circles if one.link_by else set()

    def sees_place(self, who: str, name: str) -> bool:
        place, one = self.places[name], self.people[who]
        if place.is_closed and not (one.is_keeper and one.family == place.family):
            return False
        return place.shown_to in self.inside(who)

    def sees(self, who: str, thing: Thing) -> bool:
        if not thing.is_there or not self.sees_place(who, thing.place):
            return False
        return thing.writer == who if thing.shown_to is None else thing.shown_to in self.inside(who)

    def reads(self, who: str, word: Word) -> bool:
        """Whether the newest text of a word waits for this keeper."""
        place, one = self.places[word.place], self.people[who]
        is_out = word.is_hidden or word.is_withdrawn
        return word.waits and not is_out and one.is_keeper and one.family == place.family

    def decides(self, who: str, word: Word) -> bool:
        """Whether a keeper may decide of a word: one that waits or is out of sight, or that stands where they see it."""
        one = self.people[who]
        if word.is_withdrawn or not one.is_keeper or one.family != self.places[word.place].family:
            return False
        return not word.is_there or word.shown_to in self.inside(who)
