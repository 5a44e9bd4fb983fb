"""Years of a ritual: which one an act counts for, how a tree's strip is laid out, and the age somebody would be.

An act counts for a year of its own, which is most often the year of its date. A
picture that was taken nine days late counts for its autumn all the same, and
what was given on 2 January for the Christmas before counts for that one.

A strip has one panel for each act in order, and between two years with acts one
gap for each year without; four such years or more are one gap, so that forty
years stay readable. Before the first act and after the last there is no gap:
nothing is awaited. Panels with a picture widen as they go on.

A tree that died closes its strip. One that followed it, or a second that was
planted, begins the next one.

Knows no Django.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yearlight.calendars import gestation
from yearlight.rituals.kinds import Chapter

#: Panels widen in so many steps.
WIDEST = 7
#: So many years without an act, one after the other, are drawn as one.
_LONG_GAP = 4
#: A day farther away than this belongs to another year of the ritual.
_HALF_A_YEAR = 183


@dataclass(frozen=True, slots=True)
class Mark:
    """One act, as far as a strip needs it."""

    year: int
    chapter: Chapter = Chapter.YEAR
    is_pictured: bool = True


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: an act, named by its number among the marks, or years without one. ``width`` is 0 without a picture."""

    first: int
    last: int
    at: int | None = None
    width: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """The panels of one tree, in order. A closed one is of a tree that died."""

    panels: tuple[Panel, ...]
    is_closed: bool = False


def strips(marks: Sequence[Mark]) -> tuple[Strip, ...]:
    """The strips of some acts, which come in order; each act stands in exactly one panel."""
    return tuple(_strip(numbers, marks) for numbers in _trees(marks))


def _trees(marks: Sequence[Mark]) -> list[list[int]]:
    """The acts by tree, as their numbers."""
    trees: list[list[int]] = []
    for number, mark in enumerate(marks):
        if not trees or _begins_another(mark, [marks[one].chapter for one in trees[-1]]):
            trees.append([])
        trees[-1].append(number)
    return trees


def _begins_another(mark: Mark, before: Sequence[Chapter]) -> bool:
    if mark.chapter is Chapter.FOLLOWED:
        return True
    # A picture may be older than the planting: the tree stood in a pot, or belonged to somebody else.
    return mark.chapter is Chapter.PLANTED and not {Chapter.PLANTED, Chapter.FOLLOWED, Chapter.DIED}.isdisjoint(before)


def _strip(numbers: Sequence[int], marks: Sequence[Mark]) -> Strip:
    pictured = [number for number in numbers if marks[number].is_pictured]
    panels: list[Panel] = []
    for number in numbers:
        year = marks[number].year
        if panels:
            panels += _gaps(panels[-1].last + 1, year - 1)
        width = _width(pictured.index(number), len(pictured)) if marks[number].is_pictured else 0
        panels.append(Panel(year, year, number, width))
    return Strip(tuple(panels), any(marks[number].chapter is Chapter.DIED for number in numbers))


def _gaps(first: int, last: int) -> list[Panel]:
    if last - first + 1 >= _LONG_GAP:
        return [Panel(first, last)]
    return [Panel(year, year) for year in range(first, last + 1)]


def _width(place: int, count: int) -> int:
    """From 1 on, a step with each picture; beyond seven pictures the steps are shared out among them."""
    return 1 + (WIDEST - 1) * place // max(WIDEST - 1, count - 1)


def counts_for(on: date, kept: Iterable[tuple[int, int]] = ()) -> int:
    """The year that what was done on a day counts for.

    ``kept`` are the days the ritual hangs on, each as the day number on which the family keeps it and the one that its
    rule gives. The nearest says the year, if it is within half a year; a moved day counts for the year of its rule.
    """
    number = on.toordinal()
    near = [(abs(kept_on - number), kept_on, by_rule) for kept_on, by_rule in kept]
    if not near or min(near)[0] > _HALF_A_YEAR:
        return on.year
    return date.fromordinal(min(near)[2]).year


def age(begins: int, year: int, last_on: date | None) -> gestation.Age | None:
    """The age somebody would be when an act was done that counts for a year; ``None`` where no age is told.

    ``begins`` is the day that ages are counted from. An act that came late is told with the age of the year it counts
    for. Of one whose day is not known it is that of the year's end. Before that day and on it there is no age.
    """
    end = date(year, 12, 31)
    on = min(end, last_on) if last_on else end
    found = gestation.would_be(begins, on.toordinal())
    return None if found is None or found.number == found.days == 0 else found
