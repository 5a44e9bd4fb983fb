"""The photographs page: filed by year and month, a page at a time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Func, IntegerField, Q, QuerySet
from django.utils.dates import MONTHS

from yearlight.keepsakes.kinds import Kind, Medium
from yearlight.keepsakes.models import Picture
from yearlight.keepsakes.queries import gate
from yearlight.keepsakes.queries.gate import NEWEST_FIRST
from yearlight.keepsakes.queries.only import ALL, Only
from yearlight.keepsakes.shown import PictureView
from yearlight.people.viewer import Viewer
from yearlight.web import ready

if TYPE_CHECKING:
    from django.db.models.sql.compiler import SQLCompiler

    from yearlight.memorials.models import Person

#: From how many pictures on a place's photographs are shown one year at a time.
MANY = 120
#: How many of one year stand on one page.
A_PAGE = 48


class _Year(Func):
    """The year of a date, told by the database alone: SQLite would ask Python for it, once for each of thousands of rows."""

    template = "CAST(EXTRACT(YEAR FROM %(expressions)s) AS integer)"
    output_field = IntegerField()

    def as_sqlite(self, compiler: "SQLCompiler", connection: Any, **extra: Any) -> tuple[str, Any]:
        """A date is text there, and begins with the four digits of its year."""
        return self.as_sql(compiler, connection, template="CAST(%(expressions)s AS integer)", **extra)


#: How many pictures of each kind each year has.
_Counts = tuple[tuple[int | None, Medium, int], ...]
_counts_ready: ready.Ready[_Counts] = ready.memory(20_000, lambda one: 8 + len(one))


def years(viewer: Viewer, person: "Person", *, only: Only = ALL) -> list[tuple[int | None, int]]:
    """How many pictures each year has for this viewer, newest year first; None is "without a year"."""
    counted: Counter[int | None] = Counter()
    for year, medium, count in _counts(viewer, person, only):
        if only.medium in (None, medium):
            counted[year] += count
    return sorted(counted.items(), key=lambda one: -(one[0] or 0))


def media(viewer: Viewer, person: "Person", *, only: Only = ALL) -> list[Medium]:
    """What kinds there are among what this viewer sees, in the order of ``Medium``; which of them is asked for does not matter."""
    there = {medium for _year, medium, _count in _counts(viewer, person, only)}
    return [one for one in Medium if one in there]


def _counts(viewer: Viewer, person: "Person", only: Only) -> _Counts:
    """It lies ready for all who see the same, until something changes, since it is counted over every picture there is."""

    def found() -> _Counts:
        rows = only.rows_of_any_kind(gate.seen(viewer, person, bare=True)).annotate(
            first=_Year("first_on"), last=_Year("last_on")
        )
        counted: Counter[tuple[int | None, Medium]] = Counter()
        grouped = rows.values_list("first", "last", "original__media_type").annotate(count=Count("pk")).order_by()
        for first, last, media_type, count in grouped:
            year = first if last in (None, first) else None
            counted[year, Kind(media_type).medium] += count
        return tuple((year, medium, count) for (year, medium), count in counted.items())

    seen_alike = (person.pk, person.version, viewer.circle_ids, viewer.member_ids)
    # A name can be long, and there are as many as somebody likes to ask for: those are counted each time.
    return found() if only.by or only.of else _counts_ready.get((only.is_shut_away, *seen_alike), found)


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
    only: Only = ALL
    #: All kinds that there are, also where one is shown alone.
    media: tuple[Medium, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.all_years

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
    only: Only = ALL,
) -> Album | None:
    """The photographs page: all of them, or a year's where one is asked for or they are many; only some where that is asked.

    None where the asked year or page has nothing for this viewer.
    """
    counts = dict(years(viewer, person, only=only))
    asked = year is not None or undated
    if asked and (None if undated else year) not in counts:
        return None
    if not asked and sum(counts.values()) > MANY:
        year = next(iter(counts))
        undated, asked = year is None, True
    count = counts.get(None if undated else year, 0)
    pages = max(1, -(-count // A_PAGE)) if asked else 1
    if not 1 <= page <= pages:
        return None
    rows = only.rows(gate.seen(viewer, person, bare=True))
    if asked:
        rows = _of_year(rows, year)
    # The order and the gate are read from the index alone, so that the last page of thousands costs as much as the first.
    pks = rows.order_by(*NEWEST_FIRST).values_list("pk", flat=True)
    on_page = list(pks[(page - 1) * A_PAGE : page * A_PAGE] if asked else pks)
    whole = gate.seen(viewer, person).filter(pk__in=on_page).order_by(*NEWEST_FIRST)
    return Album(
        years=by_year(gate.shown(viewer, person, whole if on_page else ())),
        all_years=list(counts.items()),
        chosen=year,
        is_undated_chosen=undated,
        page=page,
        pages=pages,
        only=only,
        media=tuple(media(viewer, person, only=only)),
    )


def _of_year(rows: QuerySet[Picture], year: int | None) -> QuerySet[Picture]:
    """Those filed under a year, or under none."""
    if year is None:
        spans = Q(last_on__isnull=False) & ~Q(first_year=F("last_year"))
        return rows.annotate(first_year=_Year("first_on"), last_year=_Year("last_on")).filter(Q(first_on=None) | spans)
    end = date(year, 12, 31)
    return rows.filter(Q(last_on=None) | Q(last_on__lte=end), first_on__range=(date(year, 1, 1), end))


def by_year(views: Iterable[PictureView]) -> list[Year]:
    """Pictures filed by year and month, newest first; within a year those of no one month come last."""
    filed: dict[int | None, dict[int | None, list[PictureView]]] = {}
    for view in views:
        filed.setdefault(view.year, {}).setdefault(view.month if view.year else None, []).append(view)
    return [
        Year(year, [Month(month, found) for month, found in sorted(months.items(), key=lambda one: -(one[0] or 0))])
        for year, months in sorted(filed.items(), key=lambda one: -(one[0] or 0))
    ]
