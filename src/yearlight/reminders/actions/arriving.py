"""What becomes of a message that came in: an answer becomes a draft letter that its writer alone sees.

Each step may be repeated: a crash in the middle leaves the message where it
was, and it is taken again, into the same draft.
"""

import hashlib
import logging
import secrets
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from yearlight.core import clock
from yearlight.core.files import Incoming, incoming_folder
from yearlight.entries import actions as entries
from yearlight.entries.texts import Text, Window
from yearlight.keepsakes import actions as keepsakes
from yearlight.keepsakes.refused import PictureRefused
from yearlight.memorials import queries as memorials
from yearlight.people import queries as people
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.reminders import answers, ways
from yearlight.reminders.actions import returned
from yearlight.reminders.actions.notes import note
from yearlight.reminders.answers import Answer, Picture
from yearlight.reminders.models import Arrived, Receiver, Told
from yearlight.reminders.private_address import key_in
from yearlight.reminders.queries.receivers import contact

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

logger = logging.getLogger(__name__)

#: A picture refused for these is kept another time: the message stays where it is.
_NOT_NOW = ("no_space", "not_kept")


class Became(StrEnum):
    """What became of a message."""

    DRAFT = "draft"
    #: It was taken before.
    AGAIN = "again"
    #: It reports that one of ours did not arrive.
    RETURNED = "returned"
    #: A program wrote it.
    AUTOMATIC = "automatic"
    #: It names no private address that is open.
    NOBODY = "nobody"
    #: It does not come from whom the private address belongs to.
    STRANGER = "stranger"
    #: There is no place in which its writer may write.
    NO_PLACE = "no_place"
    #: It holds neither words of its writer nor a picture.
    EMPTY = "empty"
    TOO_LONG = "too_long"


def take(data: bytes, *, now: datetime, envelope: tuple[str, ...] = ()) -> Became:
    """Take one message. ``envelope`` are the addresses it was handed over for, where they are known.

    Safe to repeat, and by several at once. Raises where the disk or the
    database refuses; then nothing is said to be taken.
    """
    answer = answers.read(data, envelope)
    # A message without a name of its own is known by all of its bytes.
    id_hash = hashlib.sha256(answer.message_id.encode("utf-8", "replace") or data).hexdigest()
    if Arrived.objects.filter(id_hash=id_hash).exists():
        return Became.AGAIN
    receiver, became, draft = None, Became.RETURNED, ""
    if returned.take(data, now) is returned.Taken.NOT_RETURNED:
        receiver, became = _from_whom(answer)
        if receiver is not None and became is Became.DRAFT:
            became, draft = _into_draft(receiver, answer, window=f"mail{id_hash[:28]}", now=now)
    values = {"receiver": receiver, "at": now, "outcome": became.value, "draft": draft}
    Arrived.objects.get_or_create(id_hash=id_hash, defaults=values)
    logger.info("A message that came in: %s.", became.value)
    return became


def _from_whom(answer: Answer) -> tuple[Receiver | None, Became]:
    """Whose private address it was sent to, and whether they sent it. Nobody else is told which of the two failed."""
    if answer.is_automatic:
        return None, Became.AUTOMATIC
    keys = [key for to in answer.to if (key := key_in(to))]
    rows = Receiver.objects.select_related("account").filter(account__is_active=True, answers_to__in=keys)
    receiver = rows.first() if len(set(keys)) == 1 else None
    if receiver is None:
        return None, Became.NOBODY
    is_theirs = answer.sender == contact(receiver).email.lower() and not answer.is_forged
    return receiver, Became.DRAFT if is_theirs else Became.STRANGER


def _into_draft(receiver: Receiver, answer: Answer, *, window: str, now: datetime) -> tuple[Became, str]:
    told = contact(receiver)
    viewer = people.viewer_of(receiver.account_id)
    person = _about(viewer, receiver, answer)
    if person is None:
        return Became.NO_PLACE, ""
    with translation.override(told.language), timezone.override(clock.zone(told.zone)):
        text = Text(body=answer.text)
        if text.is_blank and not answer.pictures:
            return Became.EMPTY, ""
        if text.is_too_long:
            return Became.TOO_LONG, ""
        if text.is_blank:
            text = Text(title=_("By e-mail"))
        row = entries.save_draft(
            viewer, person=person, kind="letter", window=Window(window, saves=1), text=text, now=now
        )
        left_out = sum(not _beside(viewer, person, row.entry.public_id, one, now) for one in answer.pictures)
        if left_out:
            body = "\n\n".join(part for part in (text.body, _left_out()) if part)
            after = Text(text.title, body)
            entries.save_draft(
                viewer, person=person, kind="letter", window=Window(window, saves=2), text=after, now=now
            )
    note(receiver.account_id, "answer by mail", "entry", row.entry.public_id, now=now)
    return Became.DRAFT, row.entry.public_id


def _left_out() -> str:
    return _(
        "[A picture that came with this could not be kept. It is in the message that you sent. You can add it here.]"
    )


def _about(viewer: Viewer, receiver: Receiver, answer: Answer) -> "Person | None":
    """The person whose day was told in the message this answers; else the one told of last, or the first."""
    persons = [one for one in memorials.persons(viewer) if viewer.may(Deed.WRITE, one.family_id)]
    told = Told.objects.filter(message__receiver=receiver, wish__person__in=persons).order_by("-message__on", "pk")
    named = [public_id for name in answer.answers if (public_id := ways.message_named(name))]
    for rows in (told.filter(message__public_id__in=named), told):
        person_id = rows.values_list("wish__person", flat=True).first()
        if person_id is not None:
            return next(one for one in persons if one.pk == person_id)
    return persons[0] if persons else None


def _beside(viewer: Viewer, person: "Person", entry_id: str, picture: Picture, now: datetime) -> bool:
    """Keep a picture, seen by its writer alone, and lay it beside the draft; False where it cannot be kept."""
    incoming = _received(picture)
    try:
        added = keepsakes.add_picture(
            viewer, person=person, incoming=incoming, audience_id=None, now=now, file_name=picture.name
        )
        entries.attach(viewer, person=person, entry_id=entry_id, picture_id=added.picture.public_id, now=now)
    except PictureRefused as refused:
        if refused.code in _NOT_NOW:
            raise
        logger.info("A picture that came by e-mail was not kept: %s", refused.code)
        return False
    finally:
        incoming.discard()
    return True


def _received(picture: Picture) -> Incoming:
    path = incoming_folder() / secrets.token_hex(16)
    path.write_bytes(picture.data)
    sha256 = hashlib.sha256(picture.data).hexdigest()
    return Incoming(path, len(picture.data), sha256, picture.name, picture.media_type)


def most_bytes() -> int:
    """The largest message that is taken: some pictures of the largest size, as e-mail writes them."""
    return int(settings.YEARLIGHT_PICTURE_MB) * 4 * (1 << 20)
