"""Changing pictures, and what is kept as they are: added, described, put away and brought back; and what follows."""

import errno
import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from yearlight.calendars import edtf
from yearlight.core import audit, search
from yearlight.core.errors import NotThere
from yearlight.core.files import Incoming, is_short_of_space
from yearlight.keepsakes import live, played, queries, vault
from yearlight.keepsakes.kinds import Kind, Medium
from yearlight.keepsakes.models import Original, Picture, PictureState
from yearlight.keepsakes.named import date_in_name
from yearlight.keepsakes.press import PressFault, press
from yearlight.keepsakes.refused import PictureRefused
from yearlight.keepsakes.room import refuse_if_full
from yearlight.keepsakes.sizes import MOMENTS, RECIPE
from yearlight.memorials.actions import touch
from yearlight.people.actions import remember_audience
from yearlight.people.audience import visible_to
from yearlight.people.roles import Deed
from yearlight.people.viewer import Seat, Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

logger = logging.getLogger(__name__)

#: How long an original lies that no row names any more, before it is removed.
GRACE = timedelta(days=7)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
#: What the press tells of a file.
_FOUND = (
    "media_type",
    "width",
    "height",
    "duration_ms",
    "asset_id",
    "happened_on",
    "taken_at_text",
    "latitude",
    "longitude",
)
_MEGABYTE = 1 << 20

#: By name, since jobs stand above actions.
_MAKE_SIZES = "yearlight.keepsakes.jobs.make_sizes"
_MAKE_PLAY = "yearlight.keepsakes.jobs.make_play"


@dataclass(frozen=True)
class Added:
    """What came of a file: the picture, and whether it was here already, or is now one with another of its moment."""

    picture: Picture
    is_new: bool
    is_paired: bool = False

    @property
    def sentence(self) -> str:
        """What is said of it to whoever added it."""
        if self.is_paired:
            return _("Kept. It and the other of its moment are one.")
        if self.is_new:
            return _("Kept.")
        is_picture = Kind(self.picture.original.media_type).medium is Medium.PICTURE
        return _("This photograph is here already.") if is_picture else _("This is here already.")


def add_picture(
    viewer: Viewer,
    *,
    person: "Person",
    incoming: Incoming,
    audience_id: int | None,
    now: datetime,
    file_name: str = "",
    caption: str = "",
    description: str = "",
    happened_on: str = "",
    taken_by: str = "",
) -> Added:
    """Keep a received file as a picture of this person, seen by one circle or by the viewer alone.

    The bytes are durable before the row is written. What this viewer can see
    here already is answered with the picture that is there. Without
    ``happened_on`` the day is taken from the file, or from its name. Raises
    ``PictureRefused`` with the reason, and ``NotThere`` where the viewer may
    not add pictures or is not in that circle.
    """
    seat = _seat(viewer, person.family_id, Deed.ADD_PICTURE)
    if audience_id is not None and audience_id not in seat.circle_ids:
        raise NotThere
    refuse_if_full(person.family_id, incoming)
    taken = take_in(incoming, today=now.date(), takes=tuple(Medium))
    taken_on = happened_on or taken.happened_on or date_in_name(file_name, today=now.date())
    with transaction.atomic():
        original = original_of(person.family_id, taken, now=now)
        here = _already_here(viewer, person, original)
        if here is not None:
            return Added(here, is_new=False)
        make_later_what_follows(original)
        other = live.partner(person, seat.member_id, audience_id, original, taken.taken_at_text, file_name, now=now)
        if other is not None:
            live.join(other, original, file_name, taken.taken_at_text)
            touch(person.pk)
            _note(viewer, "change", other, now)
            return Added(other, is_new=True, is_paired=True)
        picture = Picture.objects.create(
            family_id=person.family_id,
            person_id=person.pk,
            original=original,
            audience_id=audience_id,
            writer_id=seat.member_id,
            caption=caption.strip(),
            description=description.strip(),
            taken_by=taken_by.strip(),
            file_name=file_name[-255:],
            taken_at_text=taken.taken_at_text,
            latitude=taken.latitude,
            longitude=taken.longitude,
            added_at=now,
            **_days(taken_on),
        )
        remember_audience(viewer, person.family_id, audience_id)
        touch(person.pk)
        _note(viewer, "add", picture, now)
    return Added(picture, is_new=True)


@dataclass(frozen=True, slots=True)
class Taken:
    """A received file whose bytes are durable in the vault, and what was found in it."""

    incoming: Incoming
    media_type: str
    width: int
    height: int
    duration_ms: int
    asset_id: str
    happened_on: str
    taken_at_text: str
    latitude: float | None
    longitude: float | None


def take_in(incoming: Incoming, *, today: date, takes: tuple[Medium, ...] = (Medium.PICTURE,)) -> Taken:
    """Look at a received file in the press, and make its bytes durable. Raises ``PictureRefused`` with the reason."""
    found = _look(incoming, today=today, takes=takes)
    _keep(incoming)
    return Taken(incoming, **{name: found[name] for name in _FOUND})


def original_of(family_id: int, taken: Taken, *, now: datetime) -> Original:
    """The row that names these bytes, in the caller's transaction; one for all that show them in a family."""
    # Asked again, since others may have added meanwhile.
    refuse_if_full(family_id, taken.incoming)
    # Since they were taken in, the sweep may have taken what nobody named; here it cannot.
    _keep_again(taken.incoming)
    original, _is_new = Original.objects.get_or_create(
        family_id=family_id,
        sha256=taken.incoming.sha256,
        defaults={
            "size": taken.incoming.size,
            "media_type": taken.media_type,
            "width": taken.width,
            "height": taken.height,
            "duration_ms": taken.duration_ms,
            "asset_id": taken.asset_id,
            "kept_at": now,
            "checked_at": now,
        },
    )
    return original


def make_sizes_later(original: Original) -> None:
    """Have the worker make the sizes, where they are not there and could be."""
    if original.recipe == 0 and not original.fault and original.width:
        _make_later(original.pk)


def make_play_later(original_id: int) -> None:
    """Have the worker make what an original is played as, or go on with it, behind everything else."""
    import_string(_MAKE_PLAY).enqueue(original_id)


def make_later_what_follows(original: Original) -> None:
    """Have the worker make all that is made from it: the sizes it is shown in, and what it is played as."""
    make_sizes_later(original)
    if queries.is_played(original) and original.play_recipe == 0 and not original.play_fault:
        make_play_later(original.pk)


def change_picture(
    viewer: Viewer,
    *,
    picture: Picture,
    now: datetime,
    caption: str,
    description: str,
    happened_on: str,
    taken_by: str,
    is_shut_away: bool,
    note_before: str,
    audience_id: int | None,
    people: str = "",
    transcript: str = "",
    moment: int = 0,
    forgets_place: bool = False,
) -> Picture:
    """Change what is said of a picture the viewer can see. Its audience only its writer changes.

    Raises ``NotThere`` where the viewer may not.
    """
    seat = _seat(viewer, picture.family_id, Deed.CHANGE_PICTURE)
    if not viewer.sees(audience_id=picture.audience_id, writer_id=picture.writer_id):
        raise NotThere
    if audience_id != picture.audience_id:
        if picture.writer_id != seat.member_id or (audience_id is not None and audience_id not in seat.circle_ids):
            raise NotThere
        picture.audience_id = audience_id
    picture.caption = caption.strip()
    picture.description = description.strip()
    picture.taken_by = taken_by.strip()
    picture.people = people.strip()
    if forgets_place:
        picture.latitude = picture.longitude = None
    picture.is_shut_away = is_shut_away
    picture.note_before = note_before.strip()
    picture.transcript = transcript.strip()
    picture.moment = moment if moment in range(MOMENTS) else 0
    for field, value in _days(happened_on).items():
        setattr(picture, field, value)
    with transaction.atomic():
        picture.save()
        touch(picture.person_id)
        _note(viewer, "change", picture, now)
    return picture


def put_away(viewer: Viewer, *, picture: Picture, now: datetime) -> Picture:
    """Take a picture out of everyone's sight. Its writer alone does, and can bring it back for 30 days.

    Raises ``NotThere`` for everybody else.
    """
    return _set_state(viewer, picture, PictureState.PUT_AWAY, away_at=now, verb="put away", now=now)


def bring_back(viewer: Viewer, *, picture: Picture, now: datetime) -> Picture:
    """Undo that, for those who saw it before. Raises ``NotThere`` for others, and after 30 days."""
    if picture.put_away_at and now - picture.put_away_at >= timedelta(days=queries.DAYS_AWAY):
        raise NotThere
    return _set_state(viewer, picture, PictureState.KEPT, away_at=None, verb="bring back", now=now)


def make_sizes(original_id: int) -> bool:
    """Make the sizes of an original from its bytes. Safe to repeat; False if there was nothing to do.

    A file that cannot be shown gets its fault and is not tried again with
    this recipe; the original remains.
    """
    original = Original.objects.filter(pk=original_id, fault="").first()
    if original is None or (
        original.width == 0
        or (original.recipe == RECIPE and vault.has_sizes(original.sha256, queries.sizes_for(original)))
    ):
        return False
    try:
        _make_sizes_of(original)
    except PressFault as fault:
        logger.warning("The sizes of original %s could not be made: %s.", original.pk, fault.code)
        changes: dict[str, Any] = {"fault": fault.code}
    else:
        changes = {"recipe": RECIPE}
    with transaction.atomic():
        Original.objects.filter(pk=original_id).update(**changes)
        for person_id in Picture.objects.filter(original_id=original_id).values_list("person_id", flat=True).distinct():
            touch(person_id)
    return True


def _make_sizes_of(original: Original) -> None:
    path = vault.file_of(original.sha256)
    told: dict[str, Any] = {"kind": original.media_type, "width": original.width, "height": original.height}
    if Kind(original.media_type).medium is Medium.VIDEO:
        played.keep_stills(original.sha256, press.stills(path, **told))
    else:
        vault.keep_sizes(original.sha256, press.sizes(path, **told))


def remake(*, limit: int = 500) -> int:
    """Put into the queue what an older recipe made, or what has no sizes; returns how many."""
    waiting = queries.to_be_made(limit=limit)
    for original_id in waiting:
        _make_later(original_id)
    unplayed = queries.to_be_played(limit=limit)
    for original_id in unplayed:
        make_play_later(original_id)
    return len(waiting) + len(unplayed)


def sweep(*, now: datetime) -> int:
    """Remove what was put away 30 days ago, then bytes that no row has named for seven days. Returns how many files."""
    _remove_expired(now)
    removed = 0
    for sha256, _size in vault.originals():
        # One at a time, under the lock that ``add_picture`` writes its row with.
        with transaction.atomic():
            if queries.is_named(sha256):
                continue
            if now.timestamp() - vault.waits_since(sha256, now=now) >= GRACE.total_seconds():
                vault.remove(sha256)
                removed += 1
    return removed


def _remove_expired(now: datetime) -> None:
    before = now - timedelta(days=queries.DAYS_AWAY)
    with transaction.atomic():
        expired = Picture.objects.filter(state=PictureState.PUT_AWAY, put_away_at__lte=before)
        for person_id in set(expired.values_list("person_id", flat=True)):
            touch(person_id)
        expired.delete()
        for original in queries.unnamed():
            # The grace of the bytes begins before the row goes: never the other way round.
            vault.start_waiting(original.sha256, now=now)
            sha256 = original.sha256
            original.delete()
            if not queries.is_named(sha256):
                vault.forget_sizes(sha256)


def _make_later(original_id: int) -> None:
    import_string(_MAKE_SIZES).enqueue(original_id)


def _look(incoming: Incoming, *, today: date, takes: tuple[Medium, ...]) -> dict[str, Any]:
    if is_short_of_space(settings.YEARLIGHT_HOME):
        raise PictureRefused("no_space")
    limits = {"megapixels": settings.YEARLIGHT_PICTURE_MEGAPIXELS, "minutes": settings.YEARLIGHT_PLAY_MINUTES}
    try:
        found = press.look(incoming.path, today=today, takes=takes, **limits)
    except PressFault as fault:
        is_other = fault.code in ("unsupported", "not_a_picture") and takes != tuple(Medium)
        only = "only_pictures" if takes == (Medium.PICTURE,) else "only_seen_or_heard"
        raise PictureRefused(only if is_other else fault.code) from fault
    lasts = Kind(found["media_type"]).medium in (Medium.VIDEO, Medium.SOUND)
    if not lasts and incoming.size > settings.YEARLIGHT_PICTURE_MB * _MEGABYTE:
        raise PictureRefused("too_large")
    return found


def _keep(incoming: Incoming) -> str:
    try:
        return vault.keep(incoming)
    except vault.Changed as error:
        raise PictureRefused("not_kept") from error
    except OSError as error:
        logger.exception("An original could not be written to the disk.")
        raise PictureRefused("no_space" if error.errno in _NO_SPACE else "not_kept") from error


def _keep_again(incoming: Incoming) -> None:
    try:
        is_here = vault.has(incoming.sha256)
    except OSError as error:
        logger.exception("The store of the originals could not be asked.")
        raise PictureRefused("not_kept") from error
    if not is_here:
        _keep(incoming)


def _already_here(viewer: Viewer, person: "Person", original: Original) -> Picture | None:
    """The same file as a picture of the same person, if the viewer may know of it."""
    is_it = Q(original=original) | Q(motion=original)
    rows = Picture.objects.filter(is_it, visible_to(viewer), person_id=person.pk, state=PictureState.KEPT)
    return rows.order_by("pk").first()


def _set_state(
    viewer: Viewer, picture: Picture, state: PictureState, *, away_at: datetime | None, verb: str, now: datetime
) -> Picture:
    seat = _seat(viewer, picture.family_id, Deed.CHANGE_PICTURE)
    if picture.writer_id != seat.member_id:
        raise NotThere
    if picture.state == state:
        return picture
    with transaction.atomic():
        picture.state, picture.put_away_at = state, away_at
        picture.save(update_fields=["state", "put_away_at"])
        touch(picture.person_id)
        _note(viewer, verb, picture, now)
    return picture


def _seat(viewer: Viewer, family_id: int, deed: Deed) -> Seat:
    seat = viewer.seat_in(family_id)
    if seat is None or not viewer.may(deed, family_id):
        raise NotThere
    return seat


def set_date(viewer: Viewer, picture: Picture, happened_on: str, *, now: datetime) -> None:
    """Give a picture another date, in the caller's transaction, who has asked the gate and touches the place."""
    days = _days(happened_on)
    for field, value in days.items():
        setattr(picture, field, value)
    # Nothing else of the row: its words may be changed at the same moment.
    picture.save(update_fields=list(days))
    _note(viewer, "change", picture, now)


def _days(happened_on: str) -> dict[str, Any]:
    """The three columns of a date. Raises ``edtf.EdtfError`` for what is none."""
    if not happened_on:
        return {"happened_on": "", "first_on": None, "last_on": None}
    when = edtf.parse(happened_on)
    first, last = (date.fromordinal(day) if day else None for day in (when.first, when.last))
    return {"happened_on": when.text, "first_on": first, "last_on": last}


def _note(viewer: Viewer, verb: str, picture: Picture, now: datetime) -> None:
    audit.note(
        actor=str(viewer.account_id or ""),
        family_id=picture.family_id,
        verb=verb,
        thing="picture",
        thing_id=picture.public_id,
        now=now,
    )


def index_missing() -> int:
    """Index pictures whose words have no terms yet, or those of an earlier recipe; returns how many."""
    return search.index_missing(Picture)
