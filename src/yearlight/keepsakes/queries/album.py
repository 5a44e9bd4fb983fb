"""The photographs page: filed by year and month, a page at a time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.dates import MONTHS

from yearlight.keepsakes.kinds import Kind, Medium
from yearlight.keepsakes.models import Picture
from yearlight.keepsakes.queries import gate
from yearlight.keepsakes.queries.gate import NEWEST_FIRST, SAME_YEAR
from yearlight.keepsakes.shown import PictureView
from yearlight.people.viewer import Viewer
from yearlight.web import ready

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: From how many pictures on a place's photographs are shown one year at a time.
MANY = 120
#: How many of one year stand on one page.
A_PAGE = 48
#: How many pictures each year has, for those who see the same.
_years_ready: ready.Ready[tuple[tuple[int | None, int], ...]] = ready.memory(20_000, lambda one: 8 + len(one))
_media_ready: ready.Ready[tuple[Medium, ...]] = ready.memory(20_000, lambda one: 8 + len(one))
#: The row numbers of a year's pictures in their order; a hundred thousand take four megabytes.
_order_ready: ready.Ready[tuple[int, ...]] = ready.memory(100_000, lambda one: 8 + len(one))


def years(viewer: Viewer, person: "Person", *, medium: Medium | None = None) -> list[tuple[int | None, int]]:
    """How many pictures each year has for this viewer, newest year first; None is "without a year".

    ``medium`` counts those of one kind alone. It lies ready for all who see the same, since it is counted over every
    picture there is.
    """
    key = ("years", medium, *_seen_alike(viewer, person))
    return list(_years_ready.get(key, lambda: _count_years(viewer, person, medium)))


def media(viewer: Viewer, person: "Person") -> list[Medium]:
    """What kinds there are among what this viewer sees, in the order of ``Medium``; ready like the years."""

    def found() -> tuple[Medium, ...]:
        kinds = (
            gate.seen(viewer, person, bare=True).values_list("original__media_type", flat=True).order_by().distinct()
        )
        there = {Kind(one).medium for one in kinds}
        return tuple(one for one in Medium if one in there)

    return list(_media_ready.get(("media", *_seen_alike(viewer, person)), found))


def _count_years(viewer: Viewer, person: "Person", medium: Medium | None) -> tuple[tuple[int | None, int], ...]:
    counted: Counter[int | None] = Counter()
    rows = _of_medium(gate.seen(viewer, person, bare=True), medium).annotate(
        first=ExtractYear("first_on"), last=ExtractYear("last_on")
    )
    for first, last, count in rows.values_list("first", "last").annotate(count=Count("pk")).order_by():
        counted[first if last in (None, first) else None] += count
    return tuple(sorted(counted.items(), key=lambda one: -(one[0] or 0)))


@dataclass(frozen=True)
class Month:
    """The pictures of one month of a year, or of no month that is known."""

    number: int | None
    pictures: list[PictureView]

    @property
    def words(self) -> str:
        return str(MONTHS[self.number]) if self.number else ""


@dataclass(frozen=True)
class Year:
    """The pictures of one year by month, newest first; ``number`` is None for those without a year."""

    number: int | None
    months: list[Month]

    @property
    def count(self) -> int:
        return sum(len(month.pictures) for month in self.months)


@dataclass(frozen=True)
class Album:
    """One page of a person's photographs."""

    years: list[Year]
    #: Every year there is, with how many; ``chosen`` is the one shown alone, if one is.
    all_years: list[tuple[int | None, int]]
    chosen: int | None
    is_undated_chosen: bool
    page: int
    pages: int
    #: The kind shown alone, if one is, and all that there are.
    medium: Medium | None = None
    media: tuple[Medium, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.all_years

    @property
    def kind_key(self) -> str:
        """The rest of an address that keeps to the chosen kind."""
        return f"&kind={self.medium}" if self.medium else ""

    @property
    def is_shown_whole(self) -> bool:
        """Whether all years may stand on one page."""
        return sum(count for _year, count in self.all_years) <= MANY

    @property
    def year_key(self) -> str:
        """The chosen year as the address says it."""
        return "none" if self.is_undated_chosen else f"{self.chosen:04}"

    @property
    def newer_page(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def older_page(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None


def album(
    viewer: Viewer,
    person: "Person",
    *,
    year: int | None = None,
    undated: bool = False,
    page: int = 1,
    medium: Medium | None = None,
) -> Album | None:
    """The photographs page: all of them, or a year's where one is asked for or they are many; of one kind where that is asked.

    None where the asked year or page has nothing for this viewer.
    """
    counts = dict(years(viewer, person, medium=medium))
    asked = year is not None or undated
    if asked and (None if undated else year) not in counts:
        return None
    if not asked and sum(counts.values()) > MANY:
        year = next(iter(counts))
        undated, asked = year is None, True
    rows = gate.seen(viewer, person)
    count = counts.get(None if undated else year, 0)
    pages = max(1, -(-count // A_PAGE)) if asked else 1
    if not 1 <= page <= pages:
        return None
    pks = _in_order(viewer, person, year, medium, is_whole=not asked)
    if asked:
        pks = pks[(page - 1) * A_PAGE : page * A_PAGE]
    found = gate.shown(viewer, person, rows.filter(pk__in=pks).order_by(*NEWEST_FIRST)) if counts else []
    return Album(
        years=by_year(found),
        all_years=list(counts.items()),
        chosen=year,
        is_undated_chosen=undated,
        page=page,
        pages=pages,
        medium=medium,
        media=tuple(media(viewer, person)),
    )


def _in_order(
    viewer: Viewer, person: "Person", year: int | None, medium: Medium | None, *, is_whole: bool
) -> tuple[int, ...]:
    """The row numbers of all pictures, of a year's, or of those without a year; ready for all who see the same.

    So that the last page of thousands costs no more than the first of a few.
    """

    def found() -> tuple[int, ...]:
        rows = _of_medium(gate.seen(viewer, person, bare=True), medium).order_by(*NEWEST_FIRST)
        if not is_whole and year is None:
            rows = rows.exclude(SAME_YEAR, first_on__isnull=False)
        elif not is_whole:
            rows = rows.filter(SAME_YEAR, first_on__year=year)
        return tuple(rows.values_list("pk", flat=True))

    return _order_ready.get((is_whole, year, medium, *_seen_alike(viewer, person)), found)


def _of_medium(rows: QuerySet[Picture], medium: Medium | None) -> QuerySet[Picture]:
    if medium is None:
        return rows
    return rows.filter(original__media_type__in=[one.value for one in Kind if one.medium is medium])


def _seen_alike(viewer: Viewer, person: "Person") -> tuple[object, ...]:
    """The same for all who see the same of a person's pictures, until something of them changes."""
    return person.pk, person.version, viewer.circle_ids, viewer.member_ids


def by_year(views: Iterable[PictureView]) -> list[Year]:
    """Pictures filed by year and month, newest first; within a year those of no one month come last."""
    filed: dict[int | None, dict[int | None, list[PictureView]]] = {}
    for view in views:
        filed.setdefault(view.year, {}).setdefault(view.month if view.year else None, []).append(view)
    return [
        Year(year, [Month(month, found) for month, found in sorted(months.items(), key=lambda one: -(one[0] or 0))])
        for year, months in sorted(filed.items(), key=lambda one: -(one[0] or 0))
    ]
