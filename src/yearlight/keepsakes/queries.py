"""Pictures, each got through the gate."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.dates import MONTHS

from yearlight.core import search
from yearlight.keepsakes import played, spoken, vault
from yearlight.keepsakes.kinds import ENDINGS, Kind, Medium
from yearlight.keepsakes.models import Original, Picture, PictureState, PictureTerms
from yearlight.keepsakes.shown import PictureView, named, played_of, show
from yearlight.keepsakes.sizes import FORMATS, PLAY_RECIPE, PLAYED, RECIPE, Size, sizes_of
from yearlight.people.audience import visible_to
from yearlight.people.queries import circle_words
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.web import ready

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

__all__ = ["PictureView"]

#: From how many pictures on a place's photographs are shown one year at a time.
MANY = 120
#: How many of one year stand on one page.
A_PAGE = 48
#: Of the rows that hold the words of a search so many are looked at, newest first.
_LOOKED_AT = 4_000
#: For how long what was put away can be brought back.
DAYS_AWAY = 30

#: How many pictures each year has, for those who see the same.
_years_ready: ready.Ready[tuple[tuple[int | None, int], ...]] = ready.memory(20_000, lambda one: 8 + len(one))
_media_ready: ready.Ready[tuple[Medium, ...]] = ready.memory(20_000, lambda one: 8 + len(one))
#: The row numbers of a year's pictures in their order; a hundred thousand take four megabytes.
_order_ready: ready.Ready[tuple[int, ...]] = ready.memory(100_000, lambda one: 8 + len(one))
_NEWEST_FIRST = (F("first_on").desc(nulls_last=True), "-pk")
_SAME_YEAR = Q(last_on=None) | Q(first_on__year=F("last_on__year"))


# --- for pages ---


def pictures(viewer: Viewer, person: "Person", *, limit: int | None = None) -> list[PictureView]:
    """Every picture of this person that the viewer may see, newest first, those without a date last."""
    return _shown(viewer, person, _seen(viewer, person).order_by(*_NEWEST_FIRST)[:limit])


def pictures_between(viewer: Viewer, person: "Person", *, first_year: int, last_year: int) -> list[PictureView]:
    """The pictures of some years, newest first."""
    rows = _seen(viewer, person).filter(_SAME_YEAR, first_on__year__gte=first_year, first_on__year__lte=last_year)
    return _shown(viewer, person, rows.order_by(*_NEWEST_FIRST))


def pictures_by_id(viewer: Viewer, person: "Person", pks: Iterable[int]) -> dict[int, PictureView]:
    """Those of some pictures that the viewer may see, by their row numbers."""
    return {view.pk: view for view in _shown(viewer, person, _seen(viewer, person).filter(pk__in=set(pks)))}


def picture(viewer: Viewer, person: "Person", public_id: str) -> PictureView | None:
    """One picture, or None where there is none for this viewer."""
    found = _shown(viewer, person, _seen(viewer, person).filter(public_id=public_id))
    return found[0] if found else None


def found(viewer: Viewer, persons: "Mapping[int, Person]", query: str, *, limit: int) -> list[PictureView]:
    """The pictures of these persons whose words hold every word of the query, and which this viewer may see; newest first."""
    rows: dict[int, Picture] = {}
    families = {one.family_id for one in persons.values()}
    for pks in search.matching(PictureTerms, families, query, most=_LOOKED_AT):
        seen = Picture.objects.filter(
            visible_to(viewer), pk__in=pks, person__in=persons.keys(), state=PictureState.KEPT
        )
        rows |= {row.pk: row for row in seen.select_related("original", "motion").order_by("-pk")[: limit - len(rows)]}
        if len(rows) >= limit:
            break
    by_date = sorted(rows.values(), key=lambda row: (row.first_on is not None, row.first_on, row.pk), reverse=True)
    names = {pk: circle_words(viewer, pk) for pk in {row.family_id for row in by_date}}
    return [
        show(row, base=base_of(persons[row.person_id]), names=names[row.family_id], member_ids=viewer.member_ids)
        for row in by_date
    ]


def cover(viewer: Viewer, person: "Person") -> PictureView | None:
    """The picture that a keeper chose for the place, if this viewer may see it and it is not put away."""
    if person.cover_id is None:
        return None
    found = _shown(viewer, person, _seen(viewer, person).filter(pk=person.cover_id))
    return found[0] if found else None


def beside(viewer: Viewer, person: "Person", view: PictureView) -> tuple[PictureView | None, PictureView | None]:
    """The pictures before and after one, in the order of the photographs page."""
    rows = _seen(viewer, person)
    if view.first_on is None:
        newer = rows.filter(Q(first_on__isnull=False) | Q(pk__gt=view.pk))
        older = rows.filter(first_on=None, pk__lt=view.pk)
    else:
        newer = rows.filter(Q(first_on__gt=view.first_on) | Q(first_on=view.first_on, pk__gt=view.pk))
        older = rows.filter(
            Q(first_on__lt=view.first_on) | Q(first_on=view.first_on, pk__lt=view.pk) | Q(first_on=None)
        )
    before = newer.order_by(F("first_on").asc(nulls_first=True), "pk").first()
    after = older.order_by(*_NEWEST_FIRST).first()
    shown = {one.pk: one for one in _shown(viewer, person, [row for row in (before, after) if row])}
    return (shown.get(before.pk) if before else None, shown.get(after.pk) if after else None)


def own_pictures(viewer: Viewer, person: "Person", *, limit: int | None = None) -> list[PictureView]:
    """The pictures that this viewer added for themselves alone, newest first."""
    return _shown(viewer, person, _seen(viewer, person).filter(audience=None).order_by(*_NEWEST_FIRST)[:limit])


def added_by_others(viewer: Viewer, person: "Person", *, since: datetime) -> int:
    """How many pictures others added since then that this viewer may see."""
    rows = _seen(viewer, person, bare=True).filter(added_at__gt=since)
    return rows.exclude(writer__in=viewer.member_ids).count()


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
        kinds = _seen(viewer, person, bare=True).values_list("original__media_type", flat=True).order_by().distinct()
        there = {Kind(one).medium for one in kinds}
        return tuple(one for one in Medium if one in there)

    return list(_media_ready.get(("media", *_seen_alike(viewer, person)), found))


def _count_years(viewer: Viewer, person: "Person", medium: Medium | None) -> tuple[tuple[int | None, int], ...]:
    counted: Counter[int | None] = Counter()
    rows = _of_medium(_seen(viewer, person, bare=True), medium).annotate(
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
    rows = _seen(viewer, person)
    count = counts.get(None if undated else year, 0)
    pages = max(1, -(-count // A_PAGE)) if asked else 1
    if not 1 <= page <= pages:
        return None
    pks = _in_order(viewer, person, year, medium, is_whole=not asked)
    if asked:
        pks = pks[(page - 1) * A_PAGE : page * A_PAGE]
    found = _shown(viewer, person, rows.filter(pk__in=pks).order_by(*_NEWEST_FIRST)) if counts else []
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
        rows = _of_medium(_seen(viewer, person, bare=True), medium).order_by(*_NEWEST_FIRST)
        if not is_whole and year is None:
            rows = rows.exclude(_SAME_YEAR, first_on__isnull=False)
        elif not is_whole:
            rows = rows.filter(_SAME_YEAR, first_on__year=year)
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


@dataclass(frozen=True)
class PutAway:
    """A picture that its writer put away, and until when it can be brought back."""

    public_id: str
    label: str
    put_away_at: datetime
    until: datetime
    address: str


def put_away(viewer: Viewer, person: "Person", *, now: datetime) -> list[PutAway]:
    """What this viewer put away and can bring back, newest first."""
    rows = _put_away(viewer, person, now).order_by("-put_away_at")
    base = base_of(person)
    return [
        PutAway(
            row.public_id,
            row.caption or row.description or named(row.original),
            row.put_away_at,
            row.put_away_at + timedelta(days=DAYS_AWAY),
            f"{base}{row.public_id}/",
        )
        for row in rows
        if row.put_away_at
    ]


def base_of(person: "Person") -> str:
    """The address of a person's photographs."""
    return reverse("keepsakes:photos", args=[person.public_id])


# --- for changing ---


def row(viewer: Viewer, person: "Person", public_id: str) -> Picture | None:
    """The picture's row, for those who may change its words; None for everybody else."""
    if not viewer.may(Deed.CHANGE_PICTURE, person.family_id):
        return None
    return _seen(viewer, person).filter(public_id=public_id).first()


def rows_to_change(
    viewer: Viewer, person: "Person", public_ids: Iterable[str] = (), *, pks: Iterable[int] = ()
) -> list[Picture]:
    """The rows of some pictures, newest first, for those who may change their words; none for everybody else."""
    if not viewer.may(Deed.CHANGE_PICTURE, person.family_id):
        return []
    wanted = Q(public_id__in=list(public_ids)) | Q(pk__in=list(pks))
    return list(_seen(viewer, person).filter(wanted).order_by(*_NEWEST_FIRST)[:A_PAGE])


def put_away_row(viewer: Viewer, person: "Person", public_id: str, *, now: datetime) -> Picture | None:
    """The row of what this viewer put away and can bring back."""
    return _put_away(viewer, person, now).filter(public_id=public_id).first()


# --- for handing out ---


@dataclass(frozen=True)
class StoredFile:
    """A file to be handed out."""

    path: Path
    media_type: str
    etag: str
    name: str | None = None


def rendition(
    viewer: Viewer,
    person: "Person",
    public_id: str,
    *,
    name: int,
    ending: str,
    saves_data: bool = False,
    moment: int | None = None,
) -> StoredFile | None:
    """One size of a picture; the next smaller one for those who save data. Of a video, its chosen moment or another."""
    found = _seen(viewer, person).filter(public_id=public_id).first()
    if found is None:
        return None
    moment = found.moment if moment is None else moment
    return rendition_of(found.original, name=name, ending=ending, saves_data=saves_data, moment=moment)


def rendition_of(
    original: Original, *, name: int, ending: str, saves_data: bool = False, moment: int = 0
) -> StoredFile | None:
    """One size of an original, for those whom a gate has let through to what shows it."""
    if ending not in FORMATS or original.recipe == 0:
        return None
    sizes = sizes_for(original)
    at = next((number for number, size in enumerate(sizes) if size.name == name), None)
    if at is None:
        return None
    size = sizes[max(0, at - 1)] if saves_data else sizes[at]
    etag = f"{original.sha256[:32]}-{size.name}-{ending}-{original.recipe}"
    if moment and Kind(original.media_type).medium is Medium.VIDEO:
        path = played.still_path(original.sha256, moment, size.name, ending)
        return StoredFile(path, FORMATS[ending], f"{etag}-{moment}")
    return StoredFile(vault.rendition_path(original.sha256, size.name, ending), FORMATS[ending], etag)


def play(viewer: Viewer, person: "Person", public_id: str, *, ending: str) -> StoredFile | None:
    """What a video, a sound or the moment around a picture is played as."""
    found = _seen(viewer, person).filter(public_id=public_id).first()
    original = played_of(found) if found else None
    if original is None or original.play_recipe == 0 or ending not in endings_of(original):
        return None
    etag = f"{original.sha256[:32]}-play-{ending}-{original.play_recipe}"
    return StoredFile(played.path(original.sha256, ending), PLAYED[ending], etag)


def captions(viewer: Viewer, person: "Person", public_id: str) -> str | None:
    """The captions of something that is played, as WebVTT; None where there are none for this viewer."""
    found = _seen(viewer, person).filter(public_id=public_id).first()
    original = played_of(found) if found else None
    if found is None or original is None:
        return None
    return spoken.captions(found.transcript, duration_ms=original.duration_ms) or None


def original_file(viewer: Viewer, person: "Person", public_id: str, *, of_motion: bool = False) -> StoredFile | None:
    """The file as it was given, for those who may take it."""
    if not viewer.may(Deed.TAKE_ORIGINAL, person.family_id):
        return None
    found = _seen(viewer, person).filter(public_id=public_id).first()
    if found is None:
        return None
    if of_motion:
        return whole_file(found.motion, found.motion_name or public_id) if found.motion else None
    return whole_file(found.original, found.file_name or public_id)


def whole_file(original: Original, name: str) -> StoredFile:
    """The file as it was given, for those whom a gate has let through to what shows it, and who may take it."""
    name = name if "." in name else f"{name}{ENDINGS[Kind(original.media_type)]}"
    return StoredFile(vault.path_of(original.sha256), original.media_type, original.sha256, name)


# --- for work in the background, and the check of rows against files ---


def to_be_made(*, limit: int) -> list[int]:
    """Originals whose sizes were made by an older recipe, or not yet, or have gone; oldest first."""
    waiting = list(
        Original.objects.filter(recipe__lt=RECIPE, fault="", width__gt=0)
        .order_by("pk")
        .values_list("pk", flat=True)[:limit]
    )
    for pk, sha256, width, height in _made().iterator():
        if len(waiting) >= limit:
            break
        if not vault.has_sizes(sha256, sizes_of(width, height)):
            waiting.append(pk)
    return waiting


def to_be_played(*, limit: int) -> list[int]:
    """Videos and sounds that an older recipe made ready to be played, or none, or that have gone; oldest first."""
    lasting = Original.objects.filter(play_fault="", duration_ms__gt=0).order_by("pk")
    waiting = list(lasting.filter(play_recipe__lt=PLAY_RECIPE)[:limit])
    waiting += [one for one in lasting.filter(play_recipe=PLAY_RECIPE).iterator() if not can_be_played(one)]
    return [one.pk for one in waiting[:limit] if is_played(one)]


def is_played(original: Original) -> bool:
    """Whether it is a video or a sound."""
    return Kind(original.media_type).medium in (Medium.VIDEO, Medium.SOUND)


def endings_of(original: Original) -> tuple[str, ...]:
    """What an original is played as."""
    return ("mp4",) if Kind(original.media_type).medium is Medium.VIDEO else ("opus", "m4a")


def is_ready_to_play(original: Original) -> bool:
    """Whether it was made ready by the recipe of today, and is there."""
    return original.play_recipe == PLAY_RECIPE and can_be_played(original)


def can_be_played(original: Original) -> bool:
    """Whether all that it is played as lies here."""
    return all(played.path(original.sha256, ending).is_file() for ending in endings_of(original))


def originals() -> Iterator[tuple[str, int]]:
    """The checksum and length of every original that rows name, once each, in order of the checksum."""
    yield from Original.objects.order_by("sha256").values_list("sha256", "size").distinct().iterator()


def sizes_for(original: Original) -> tuple[Size, ...]:
    """The sizes that this original is shown in."""
    return sizes_of(original.width, original.height)


def without_sizes() -> int:
    """How many originals have no sizes to show yet, other than the broken ones."""
    return Original.objects.filter(recipe=0, fault="", width__gt=0).count()


def unnamed() -> QuerySet[Original]:
    """The originals that no row names, of whatever folder: a table that names one later is asked by itself."""
    naming = [one.name for one in Original._meta.related_objects]
    return Original.objects.filter(**dict.fromkeys(naming))


def is_named(sha256: str) -> bool:
    """Whether any row names this original."""
    return Original.objects.filter(sha256=sha256).exists()


def _made() -> QuerySet[Original, tuple[int, str, int, int]]:
    return Original.objects.filter(recipe=RECIPE).order_by("pk").values_list("pk", "sha256", "width", "height")


def _seen(viewer: Viewer, person: "Person", *, bare: bool = False) -> QuerySet[Picture]:
    """The kept pictures of a person that the viewer may see: the gate."""
    rows = Picture.objects.filter(visible_to(viewer), person_id=person.pk, state=PictureState.KEPT)
    return rows if bare else rows.select_related("original", "motion")


def _put_away(viewer: Viewer, person: "Person", now: datetime) -> QuerySet[Picture]:
    """Only the one who put a picture away knows of it."""
    since = now - timedelta(days=DAYS_AWAY)
    return Picture.objects.filter(
        person_id=person.pk, state=PictureState.PUT_AWAY, writer__in=viewer.member_ids, put_away_at__gt=since
    ).select_related("original")


def _shown(viewer: Viewer, person: "Person", rows: Iterable[Picture]) -> list[PictureView]:
    names = circle_words(viewer, person.family_id)
    base = base_of(person)
    return [show(one, base=base, names=names, member_ids=viewer.member_ids) for one in rows]
