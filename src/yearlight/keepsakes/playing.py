"""Making what videos and sounds are played as: a step at a time, each in a job of its own.

A worker that is killed loses one step, and between two steps it does what is
more pressing: a message that is due does not wait for a long film.
"""

import logging

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from yearlight.core.errors import YearlightError
from yearlight.core.files import is_short_of_space
from yearlight.keepsakes import actions, played, queries, vault
from yearlight.keepsakes.models import Original, Picture
from yearlight.keepsakes.played import Progress
from yearlight.keepsakes.press import PressFault, encoder
from yearlight.keepsakes.sizes import PLAY_RECIPE
from yearlight.memorials.actions import touch

logger = logging.getLogger(__name__)

#: What says nothing about the file: the step is tried again later.
_PASSING = ("no_space", "slow")


class NotNow(YearlightError):  # noqa: N818
    """The disk or the machine has no room for it at the moment."""

    code = "not_now"


def make(original_id: int) -> bool:
    """Do the next step of making an original ready to be played, and have the one after it done. Safe to repeat.

    False if there was nothing to do. What cannot be played gets its fault; the
    original remains. Raises ``NotNow`` where it has to be tried again later.
    """
    original = Original.objects.filter(pk=original_id, play_fault="").first()
    if original is None or not queries.is_played(original) or queries.is_ready_to_play(original):
        return False
    if is_short_of_space(settings.YEARLIGHT_HOME):
        raise NotNow(_("There is no room for what is made from videos and sounds at the moment."))
    try:
        with played.alone(original.sha256):
            is_whole = queries.can_be_played(original) or _step(original)
    except BlockingIOError:
        return False
    except PressFault as fault:
        if fault.code in _PASSING:
            raise NotNow(_("A video or sound could not be made ready to be played at the moment.")) from fault
        logger.warning("Original %s cannot be played: %s.", original.pk, fault.code)
        _tell(original, play_fault=fault.code)
        return True
    if is_whole:
        _tell(original, play_recipe=PLAY_RECIPE)
    else:
        actions.make_play_later(original.pk)
    return True


def _step(original: Original) -> bool:
    """One step; whether it was the last."""
    is_film = queries.endings_of(original) == ("mp4",)
    now = played.progress(original.sha256, first="film" if is_film else "opus")
    following = (_step_of_film if is_film else _step_of_sound)(original, now)
    if following is None:
        played.tidy(original.sha256)
        return True
    played.come_to(original.sha256, following)
    return False


def _step_of_film(original: Original, now: Progress) -> Progress | None:
    source, (film, sound, whole) = vault.file_of(original.sha256), played.parts(original.sha256)
    told = {"kind": original.media_type}
    match now.step:
        case "film":
            done = encoder.encode("film", [source, film], **told, at=now.length, start=now.start)
            return Progress("sound" if done["next"] is None else "film", done["next"], done["length"])
        case "sound":
            encoder.encode("sound", [source, sound], **told)
            return Progress("join", length=now.length)
        case _:
            encoder.encode("join", [source, film, sound, whole], length=now.length)
            played.finish(original.sha256, "mp4")
            return None


def _step_of_sound(original: Original, now: Progress) -> Progress | None:
    source, whole = vault.file_of(original.sha256), played.parts(original.sha256)[2]
    encoder.encode("voice", [source, whole], kind=original.media_type, ending=now.step)
    played.finish(original.sha256, now.step)
    return Progress("m4a") if now.step == "opus" else None


def _tell(original: Original, **changes: object) -> None:
    with transaction.atomic():
        Original.objects.filter(pk=original.pk).update(**changes)
        shown = Picture.objects.filter(Q(original=original) | Q(motion=original))
        for person_id in shown.values_list("person_id", flat=True).distinct():
            touch(person_id)
