"""One entry, what lies around it, and its earlier texts."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet

from yearlight.entries.addresses import entry_at
from yearlight.entries.models import EntryKind, EntryState, EntryVersion
from yearlight.entries.queries import gate
from yearlight.entries.queries.beside import pictures_beside
from yearlight.entries.queries.views import Drawer, beginning, beginnings
from yearlight.entries.shown import Around, Editable, EntryView, SideYear, Turn, VersionView, YearAgo, first_words
from yearlight.people.viewer import Viewer
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: Beyond so many years, only those with letters stand at the side.
_MANY_YEARS = 30
#: "A year ago": the letter nearest to the day, this far from it at most.
_NEAR = timedelta(days=60)


def entry(viewer: Viewer, person: "Person", public_id: str, *, kind: str | None = None) -> EntryView | None:
    """A kept entry with the pictures beside it that this viewer sees too, or None."""
    rows = gate.kept(viewer, person.pk).filter(public_id=public_id)
    row = (rows.filter(kind=kind) if kind else rows).select_related("writer").first()
    if row is None:
        return None
    beside = pictures_beside(viewer, person, [row.pk])
    return Drawer(viewer, person).entry(row, beside.get(row.pk, ()))


def to_change(viewer: Viewer, person: "Person", public_id: str, *, kind: str) -> Editable | None:
    """An entry this viewer may write, kept or begun, or None."""
    row = (
        gate.changeable(viewer, person.family_id, person.pk, public_id)
        .filter(kind=kind)
        .select_related("audience", "opens_to", "opener", "writer", "kept_by")
        .first()
    )
    if row is None:
        return None
    drawer = Drawer(viewer, person)
    circle = row.opens_to or row.audience
    keeper = row.kept_by or row.writer
    return Editable(
        public_id=row.public_id,
        kind=row.kind,
        title=row.title,
        body=row.body,
        happened_on=row.happened_on,
        audience=circle.public_id if circle else "me",
        opens_on=row.opens_on if row.opens_to_id else None,
        opener=row.opener.public_id if row.opener else "",
        revision=row.revision,
        is_mine=drawer.is_mine(row),
        kept_by=keeper.name if keeper and row.state == EntryState.KEPT else "",
        kept_at=row.kept_at,
        address=drawer.address(row),
        seen_by=drawer.seen_by(row),
    )


def around(viewer: Viewer, person: "Person", view: EntryView) -> Around:
    """The letter before, the one after, and the years; by date, those without one last."""
    rows = (
        gate.kept(viewer, person.pk)
        .filter(kind=view.kind)
        .order_by(F("first_on").asc(nulls_last=True), "made_at", "pk")
    )
    found = list(rows.values_list("public_id", "first_on"))
    ids = [public_id for public_id, _day in found]
    at = ids.index(view.public_id)
    beside = {row.public_id: row for row in beginnings(rows.filter(public_id__in=ids[max(at - 1, 0) : at + 2]))}
    drawer = Drawer(viewer, person)

    def turn(index: int) -> Turn | None:
        if not 0 <= index < len(ids):
            return None
        line = drawer.line(beside[ids[index]], beginning(beside[ids[index]]))
        return Turn(line.address, line.label, line.year, line.writer_name)

    base = view.address.removesuffix(f"{view.public_id}/")
    return Around(turn(at - 1), turn(at + 1), _side_years(base, found, view.year))


def _side_years(base: str, found: list[tuple[str, date | None]], current: int | None) -> tuple[SideYear, ...]:
    first_of: dict[int, str] = {}
    for public_id, day in found:
        if day is not None:
            first_of.setdefault(day.year, public_id)
    if not first_of:
        return ()
    span = range(min(first_of), max(first_of) + 1)
    years = span if len(span) <= _MANY_YEARS else sorted(first_of)
    return tuple(
        SideYear(year, entry_at(base, first_of[year]) if year in first_of else "", year == current) for year in years
    )


def year_ago(viewer: Viewer, person: "Person", on: date) -> YearAgo | None:
    """The letter that this viewer wrote nearest to the same day a year before, or None."""
    day = (on - timedelta(days=366)) if (on.month, on.day) == (2, 29) else on.replace(year=on.year - 1)
    mine = gate.kept(viewer, person.pk).filter(kind=EntryKind.LETTER, writer__in=viewer.member_ids)
    near = beginnings(mine.filter(first_on__gte=day - _NEAR, first_on__lte=day + _NEAR, first_on=F("last_on")))
    rows = [row for row in near if row.first_on and not viewer.held.holds("", row.first_on, row.last_on)]
    if not rows:
        return None
    row = min(rows, key=lambda row: abs((row.first_on or day) - day))
    line = Drawer(viewer, person).line(row, beginning(row))
    return YearAgo(line.address, first_words(beginning(row), 200), line.date_words)


def versions(viewer: Viewer, person: "Person", public_id: str) -> tuple[VersionView, ...]:
    """The earlier texts of an entry that this viewer may read, newest first."""
    return tuple(_version(row) for row in _versions(viewer, person, public_id))


def version(viewer: Viewer, person: "Person", public_id: str, revision: int) -> VersionView | None:
    """One earlier text, or None."""
    row = _versions(viewer, person, public_id).filter(revision=revision).first()
    return _version(row) if row else None


def _versions(viewer: Viewer, person: "Person", public_id: str) -> QuerySet[EntryVersion]:
    return gate.versions(viewer, person.pk, public_id).select_related("writer").order_by("-revision")


def _version(row: EntryVersion) -> VersionView:
    return VersionView(
        revision=row.revision,
        title=row.title,
        body=row.body,
        happened_on=row.happened_on,
        date_words=in_words(row.happened_on),
        kept_by=row.writer.name if row.writer else "",
        kept_at=row.kept_at,
    )
