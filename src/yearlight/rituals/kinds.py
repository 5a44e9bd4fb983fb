"""What a ritual can be, the chapters of a tree, and what a family can have asked of each year. Knows no Django."""

from enum import StrEnum


class Kind(StrEnum):
    """What is done again. Each kind has its own form on the page."""

    TREE = "tree"
    GIFT = "gift"
    KINDNESS = "kindness"
    STONE = "stone"
    WALK = "walk"
    CAKE = "cake"
    NAME = "name"
    CEREMONY = "ceremony"
    OWN = "own"


class Chapter(StrEnum):
    """What an act tells of a tree. Every other ritual has years alone."""

    YEAR = "year"
    PLANTED = "planted"
    MOVED = "moved"
    LEFT = "left"
    DIED = "died"
    FOLLOWED = "followed"


class PartKind(StrEnum):
    """What a step of a ceremony's order is."""

    WELCOME = "welcome"
    BLESSING = "blessing"
    READING = "reading"
    SONG = "song"
    SILENCE = "silence"
    CANDLE = "candle"
    NAMES = "names"
    CHILDREN = "children"
    FOOD = "food"
    FREE = "free"


class Coming(StrEnum):
    """What somebody who is invited to a ceremony can say."""

    YES = "yes"
    NO = "no"
    #: Not there, and with them at that hour.
    THOUGHT = "thought"


class FieldKind(StrEnum):
    """What a field of the family's own takes."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


#: The kinds that stand somewhere.
PLACED = frozenset({Kind.TREE, Kind.STONE, Kind.WALK})
