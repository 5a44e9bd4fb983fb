"""Why a file was not taken, in one sentence each: what happened, what is safe, what to do."""

from django.conf import settings
from django.utils.translation import gettext as _

from yearlight.core.errors import YearlightError


class PictureRefused(YearlightError):  # noqa: N818
    """A file was not kept. ``code`` is one of the names below; nothing of it remains."""

    code = "refused"

    def __init__(self, code: str) -> None:
        super().__init__(sentence(code))
        self.code = code  # type: ignore[misc]  # one class for all, told apart by its code


def sentence(code: str) -> str:
    """What people are told about a refused file."""
    match code:
        case "empty":
            return _("This file is empty, so there is nothing to keep. Choose it again from where it lies.")
        case "not_a_picture":
            return _(
                "This file is not one that can be opened here, and it was not kept. It remains where it was. %(kinds)s"
            ) % {"kinds": _kinds()}
        case "unsupported":
            return _("This file is of a kind that is not kept here. It remains where it was. %(kinds)s") % {
                "kinds": _kinds()
            }
        case "only_seen_or_heard":
            return _(
                "A photograph, a sound or a video can come with words, and this file is none that is known here. "
                "It was not kept, and remains where it was."
            )
        case "only_pictures":
            return _(
                "Only a photograph can come with words, and this file was not kept. It remains where it was. "
                "Photographs are taken as JPEG, PNG, WebP, HEIC, AVIF, TIFF or GIF."
            )
        case "too_long":
            return _too_long()
        case "bomb":
            return _bomb()
        case "too_large":
            return _too_large()
        case "too_large_for_a_word":
            return _(
                "The file is larger than one that comes with words can be here (50 MB). Choose a smaller one, or a shorter recording."
            )
        case "no_space":
            return _no_space()
        case "no_room":
            return _no_room()
        case "too_often":
            return _(
                "Very many pictures came within an hour, so what came now is not kept yet. Everything kept before is "
                "safe. Wait a while, then add it again."
            )
        case "not_kept":
            return _(
                "We could not write this picture to the disk, so it is not kept. Everything kept before is safe. "
                "Try it again, or tell whoever looks after this place."
            )
        case _:
            return _(
                "This file is damaged, or only a part of it arrived, and it was not kept. "
                "Choose it again, or take it from another device."
            )


def _kinds() -> str:
    return _(
        "Photographs are taken as JPEG, PNG, WebP, HEIC, AVIF, TIFF or GIF, videos as MP4, MOV, WebM, MKV or 3GP, "
        "sound as M4A, MP3, Ogg, Opus, WAV or AMR, and papers as PDF."
    )


def _too_long() -> str:
    return _(
        "This video or sound lasts longer than %(limit)s minutes, which is more than this place takes, and it was not "
        "kept. It remains where it was. Choose a part of it, or ask whoever looks after this place."
    ) % {"limit": settings.YEARLIGHT_PLAY_MINUTES}


def _bomb() -> str:
    return _(
        "We could not keep the picture. It has more than %(limit)s million pixels, which is more than can be opened here. "
        "Choose a smaller one, or ask whoever looks after this place."
    ) % {"limit": settings.YEARLIGHT_PICTURE_MEGAPIXELS}


def _too_large() -> str:
    limits = {"limit": settings.YEARLIGHT_PICTURE_MB, "keeper": settings.YEARLIGHT_KEEPER_CONTACT}
    if settings.YEARLIGHT_KEEPER_CONTACT:
        return (
            _(
                "We could not keep the picture. It is larger than this place allows (%(limit)s MB). "
                "Choose a smaller one, or ask %(keeper)s, who looks after this place."
            )
            % limits
        )
    return (
        _(
            "We could not keep the picture. It is larger than this place allows (%(limit)s MB). "
            "Choose a smaller one, or ask whoever looks after this place."
        )
        % limits
    )


def _no_space() -> str:
    return _(
        "There is no room for more pictures at the moment, so this one is not kept. Everything kept before is safe. "
        "Please tell whoever looks after this place."
    )


def _no_room() -> str:
    return _(
        "Your family's room for pictures here is full, so this one is not kept. Everything kept before is safe, and "
        "letters and words can be written as always. Please ask whoever looks after this place for more room."
    )
