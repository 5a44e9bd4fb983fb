"""Files on their way in parts: begun, received, taken over as what they are, and forgotten.

An upload answers to the account that began it, at the place it was begun for,
for as long as that account may add there. Its bytes come first: they are
written through to the disk before the row counts them, and the row counts them
before anybody is told.
"""

import contextlib
import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F, Sum

from yearlight.core import growing
from yearlight.core.errors import NotThere
from yearlight.core.files import NO_SPACE, Incoming, room_for_files
from yearlight.keepsakes import actions, vault
from yearlight.keepsakes.actions import Added
from yearlight.keepsakes.models import Picture, PictureState, Upload
from yearlight.keepsakes.refused import PictureRefused
from yearlight.keepsakes.room import room_of
from yearlight.keepsakes.tus import ALGORITHMS, Checksum
from yearlight.people.audience import visible_to
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

logger = logging.getLogger(__name__)

#: How long what has come waits for the rest.
LIVES = timedelta(days=1)
_MEGABYTE = 1 << 20
#: So much is written through to the disk at once, and counted; or what has come in so many seconds.
_SETTLED_BYTES, _SETTLED_SECONDS = 32 * _MEGABYTE, 5.0
#: After these the bytes are no use, so they go; after others another try may keep them.
_MAY_BE_KEPT_YET = frozenset({"no_space", "no_room", "not_kept"})
_SHA256_LETTERS = 64


class NotThisOffset(Exception):  # noqa: N818
    """What was sent does not begin where the bytes that are here end."""


class Overtaken(Exception):  # noqa: N818
    """Another request goes on with this upload."""


class Mismatch(Exception):  # noqa: N818
    """The bytes of a request have not the checksum that was sent with them. None of them count."""


class NotWhole(Exception):  # noqa: N818
    """It cannot be kept yet: bytes are missing, or it is being kept just now."""


class HereAlready(Exception):  # noqa: N818
    """Nothing needs to be sent: ``picture`` has these bytes."""

    def __init__(self, picture: Picture) -> None:
        super().__init__(picture.public_id)
        self.picture = picture


def largest() -> int:
    """The largest file of any kind, in bytes."""
    return max(settings.YEARLIGHT_FILE_MB, settings.YEARLIGHT_PICTURE_MB) * _MEGABYTE


def mine(viewer: Viewer, person: "Person", public_id: str, *, now: datetime) -> Upload | None:
    """An upload of this viewer's at this place, that is still waited for; None for anybody else's."""
    if viewer.account_id is None or not viewer.may(Deed.ADD_PICTURE, person.family_id):
        return None
    rows = Upload.objects.filter(account_id=viewer.account_id, person_id=person.pk, expires_at__gt=now)
    return rows.filter(public_id=public_id).first()


def begin(
    viewer: Viewer,
    *,
    person: "Person",
    length: int,
    now: datetime,
    file_name: str = "",
    media_type_claimed: str = "",
    sha256: str = "",
) -> Upload:
    """Make room for a file of so many bytes. It is waited for a day, and a day longer after each part.

    Before any byte is sent it raises ``PictureRefused`` where there is no room,
    and ``HereAlready`` where the viewer can see a file with this ``sha256``
    here; ``NotThere`` where the viewer may not add.
    """
    if viewer.account_id is None or not viewer.may(Deed.ADD_PICTURE, person.family_id):
        raise NotThere
    here = _already_here(viewer, person, sha256)
    if here is not None:
        raise HereAlready(here)
    _refuse(person.family_id, length, media_type_claimed)
    upload = Upload(
        account_id=viewer.account_id,
        person_id=person.pk,
        length=length,
        file_name=file_name[-255:],
        media_type_claimed=media_type_claimed[:100],
        sha256_told=sha256 if len(sha256) == _SHA256_LETTERS else "",
        begun_at=now,
        expires_at=now + LIVES,
    )
    try:
        growing.begin(path_of(upload))
    except OSError as error:
        raise _refusal(error) from error
    upload.save(force_insert=True)
    return upload


def receive(
    viewer: Viewer, *, upload: Upload, offset: int, pieces: Iterable[bytes], now: datetime, checksum: Checksum | None
) -> Upload:
    """Add what comes at this offset. When it returns, the bytes it counts outlast a power cut at that instant.

    Where the line breaks, what has come counts. With a checksum all of it
    counts or nothing. The latest request is the one that writes. Raises
    ``NotThisOffset``, ``Overtaken``, ``Mismatch``, and ``PictureRefused``
    where the disk says no.
    """
    if upload.account_id != viewer.account_id:
        raise NotThere
    part = _Part(upload, offset, now=now, settles=checksum is None)
    try:
        digest = ALGORITHMS[checksum.algorithm]() if checksum else None
        with growing.Growing(path_of(upload), offset) as file:
            part.begin(file)
            for piece in pieces:
                part.add(file, piece)
                if digest:
                    digest.update(piece)
            if checksum and digest and not checksum.agrees(digest):
                raise Mismatch
            part.settle(file)
    except FileNotFoundError as error:
        raise NotThere from error
    except OSError as error:
        raise _refusal(error) from error
    return part.upload


class _Part:
    """One request's part of an upload, while it holds the turn."""

    def __init__(self, upload: Upload, offset: int, *, now: datetime, settles: bool) -> None:
        self.upload, self._now, self._settles = upload, now, settles
        self._began = self._settled_at = time.monotonic()
        same = Upload.objects.filter(pk=upload.pk, received=offset, picture=None)
        if not same.update(turn=F("turn") + 1):
            raise NotThisOffset
        upload.refresh_from_db(fields=["turn", "received"])
        self._turn = upload.turn

    def begin(self, file: growing.Growing) -> None:
        with file.held():
            self._still_mine()
            file.cut()

    def add(self, file: growing.Growing, piece: bytes) -> None:
        """Write a piece; and let it count, where enough came since the last time. Raises ``OSError``."""
        if file.size + len(piece) > self.upload.length:
            raise NotThisOffset
        with file.held():
            self._still_mine()
            file.write(piece)
        waits = file.size - self.upload.received
        is_long = time.monotonic() - self._settled_at > _SETTLED_SECONDS
        if self._settles and (waits >= _SETTLED_BYTES or is_long):
            self.settle(file)

    def settle(self, file: growing.Growing) -> None:
        """Write through to the disk, then count. Raises ``OSError``, after which none of these bytes are to be trusted."""
        try:
            received = file.flush()
        except OSError:
            forget(self.upload)
            raise
        self._settled_at = time.monotonic()
        expires_at = self._now + timedelta(seconds=self._settled_at - self._began) + LIVES
        mine = Upload.objects.filter(pk=self.upload.pk, turn=self._turn)
        if not mine.update(received=received, expires_at=expires_at):
            raise Overtaken
        self.upload.received, self.upload.expires_at = received, expires_at

    def _still_mine(self) -> None:
        if not Upload.objects.filter(pk=self.upload.pk, turn=self._turn).exists():
            raise Overtaken


def keep(
    viewer: Viewer,
    *,
    upload: Upload,
    person: "Person",
    audience_id: int | None,
    now: datetime,
    caption: str = "",
    description: str = "",
) -> Added:
    """Keep what has come whole, as ``actions.add_picture`` keeps a file that came at once. Safe to repeat.

    Raises ``NotWhole``, and what that raises.
    """
    if upload.account_id != viewer.account_id or upload.person_id != person.pk:
        raise NotThere
    if upload.picture is not None:
        return Added(upload.picture, is_new=False)
    if upload.received != upload.length:
        raise NotWhole
    try:
        with growing.alone(path_of(upload)):
            said = {"caption": caption, "description": description, "audience_id": audience_id}
            added = _kept(viewer, upload, person=person, now=now, **said)
    except BlockingIOError as error:
        raise NotWhole from error
    except FileNotFoundError as error:
        raise PictureRefused("damaged") from error
    Upload.objects.filter(pk=upload.pk).update(picture=added.picture)
    path_of(upload).unlink(missing_ok=True)
    return added


def _kept(viewer: Viewer, upload: Upload, *, person: "Person", now: datetime, **said: Any) -> Added:
    try:
        incoming = _incoming(upload)
        return actions.add_picture(
            viewer, person=person, incoming=incoming, file_name=upload.file_name, now=now, **said
        )
    except PictureRefused as refused:
        if refused.code not in _MAY_BE_KEPT_YET:
            forget(upload)
        raise


def forget(upload: Upload) -> None:
    """Take an upload away, and its bytes. What was kept of them is elsewhere by then."""
    path = path_of(upload)
    Upload.objects.filter(pk=upload.pk).delete()
    path.unlink(missing_ok=True)


def sweep(*, now: datetime) -> int:
    """Take away what nobody went on with for a day, and files of a day ago that no row names; returns how many."""
    swept = 0
    over = Upload.objects.filter(expires_at__lte=now)
    for upload in list(over):
        # Unless somebody went on with it just now.
        if over.filter(pk=upload.pk).delete()[0]:
            path_of(upload).unlink(missing_ok=True)
            swept += 1
    before = (now - LIVES).timestamp()
    for path in _folder().glob("*"):
        # A part may be coming in for longer than a day, while its row lives on.
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before and not Upload.objects.filter(public_id=path.name).exists():
                path.unlink()
                swept += 1
    return swept


def path_of(upload: Upload) -> Path:
    """Where the bytes of an upload lie while they come; on the same disk as what is kept."""
    return _folder() / upload.public_id


def _folder() -> Path:
    return Path(settings.YEARLIGHT_HOME) / "uploads"


def _incoming(upload: Upload) -> Incoming:
    """The whole file, with its checksum. Raises ``PictureRefused`` where it is not what the sender told."""
    path = path_of(upload)
    sha256, size = growing.sha256_of(path), path.stat().st_size
    if size != upload.length or upload.sha256_told not in ("", sha256):
        raise PictureRefused("damaged")
    return Incoming(path, size, sha256, upload.file_name, upload.media_type_claimed)


def _already_here(viewer: Viewer, person: "Person", sha256: str) -> Picture | None:
    """The same file among what the viewer sees here; its bytes are read again before anybody relies on them."""
    if len(sha256) != _SHA256_LETTERS:
        return None
    rows = Picture.objects.filter(visible_to(viewer), person_id=person.pk, state=PictureState.KEPT)
    here = rows.filter(original__sha256=sha256).order_by("pk").first()
    return here if here is not None and vault.is_sound(sha256) else None


def _refuse(family_id: int, length: int, media_type_claimed: str) -> None:
    """Raise ``PictureRefused`` where such a file would find no room, counting what is on its way."""
    if length == 0:
        raise PictureRefused("empty")
    is_long = media_type_claimed.startswith(("video/", "audio/"))
    if length > (largest() if is_long else settings.YEARLIGHT_PICTURE_MB * _MEGABYTE):
        raise PictureRefused("too_large")
    coming = Upload.objects.filter(picture=None)
    on_the_way = coming.aggregate(sum=Sum(F("length") - F("received")))["sum"] or 0
    if length + on_the_way > room_for_files(settings.YEARLIGHT_HOME):
        raise PictureRefused("no_space")
    of_family = coming.filter(person__family_id=family_id).aggregate(sum=Sum("length"))["sum"] or 0
    if not room_of(family_id).has_room_for(length + of_family):
        raise PictureRefused("no_room")


def _refusal(error: OSError) -> PictureRefused:
    logger.error("An upload could not be written to the disk: %s.", error.strerror)
    return PictureRefused("no_space" if error.errno in NO_SPACE else "not_kept")
