"""A picture as pages show it: frozen values, ready for templates."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from yearlight.keepsakes import spoken
from yearlight.keepsakes.kinds import Kind, Medium
from yearlight.keepsakes.sizes import FORMATS, PLAYED, sizes_of
from yearlight.people.viewer import Viewer
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.keepsakes.models import Original, Picture

#: How wide a picture is beside its height, in twentieths; rows of pictures are laid out by these classes.
_NARROWEST, _WIDEST = 6, 60
#: A picture narrower than this is not drawn larger than it is; its width stands in steps of 80 pixels.
_SMALL, _STEP = 880, 80
#: What a sheet of paper is wide and high that cannot be drawn; and a sound, which is only a line to press.
_SHEET, _LINE = (1240, 1754), (960, 320)
#: What browsers ask before they begin to load.
_CODECS = {"mp4": "", "opus": "; codecs=opus", "m4a": "; codecs=mp4a.40.2"}


@dataclass(frozen=True, slots=True)
class Source:
    """One form in which something is played: its address, and its media type as a browser asks for it."""

    address: str
    media_type: str


class OfAMedium:
    """What a template asks of something that is looked at, watched, heard or read."""

    medium: Medium

    @property
    def is_video(self) -> bool:
        return self.medium is Medium.VIDEO

    @property
    def is_sound(self) -> bool:
        return self.medium is Medium.SOUND

    @property
    def is_paper(self) -> bool:
        return self.medium is Medium.PAPER


@dataclass(frozen=True)
class PictureView(OfAMedium):
    """One picture as one viewer sees it. Holds no file name, place or device."""

    pk: int
    public_id: str
    #: The page of this picture; its files and changes lie below it.
    address: str
    #: Pixels of the largest size: what a page reserves.
    width: int
    height: int
    #: ``src`` and ``srcset`` of the JPEGs, and ``srcset`` of the WebPs.
    src: str
    srcset: str
    srcset_webp: str
    #: What is to be seen, or the caption, or its date: never empty.
    alt: str
    caption: str
    description: str
    taken_by: str
    #: Who is to be seen on it, in the family's words.
    people: str
    #: EDTF, and the same in the reader's words.
    happened_on: str
    words_date: str
    first_on: date | None
    last_on: date | None
    #: It is shown where somebody asks for it alone: shut away for everyone, or held from this viewer by their own wish.
    is_shut_away: bool
    note_before: str
    #: Its sizes are there; if not, they are being made, or it is broken.
    is_made: bool
    is_broken: bool
    audience_id: int | None
    audience_words: str
    is_private: bool
    is_mine: bool
    #: How wide it is beside its height, as a class of the page.
    shape: str
    medium: Medium = Medium.PICTURE
    #: Whether there is something to look at before anything is played: none of a sound, or of paper that cannot be drawn.
    is_drawn: bool = True
    #: What is played, as soon as it is made; of a picture, the moment around it.
    plays: tuple[Source, ...] = ()
    lasts: str = ""
    is_play_broken: bool = False
    captions: str = ""
    transcript: tuple[spoken.Line, ...] = ()
    moment: int = 0
    #: This viewer asked not to come across it.
    is_held: bool = False

    @property
    def moves(self) -> bool:
        """Whether it is a picture with the moment around it."""
        return self.medium is Medium.PICTURE and bool(self.lasts)

    @property
    def words_before(self) -> str:
        """What stands in place of a picture that is shut away."""
        return self.note_before or self.description or self.caption or self.alt

    @property
    def year(self) -> int | None:
        """The year it is filed under; none where its date spans several."""
        first, last = self.first_on, self.last_on
        return first.year if first and (last is None or last.year == first.year) else None

    @property
    def month(self) -> int | None:
        """The month it is filed under; none where its date spans several."""
        first, last = self.first_on, self.last_on
        return first.month if first and last and (first.year, first.month) == (last.year, last.month) else None


def show(row: "Picture", *, base: str, names: dict[int | None, str], viewer: Viewer) -> PictureView:
    """A row, with its original, as this viewer sees it; ``base`` is the address of the person's photographs.

    What they asked not to come across is shut away for them, and its view holds no word that would tell what it is: the
    one rule for every page, message and show that is made of such views.
    """
    view = _whole(row, base=base, names=names, member_ids=viewer.member_ids)
    if not is_held(row, viewer):
        return view
    line = _held_line()
    quiet: dict[str, Any] = dict.fromkeys(("caption", "description", "taken_by", "people", "words_date"), "")
    return replace(
        view, **quiet, alt=line, note_before=line, transcript=(), captions="", is_shut_away=True, is_held=True
    )


def is_held(row: "Picture", viewer: Viewer) -> bool:
    """Whether this viewer asked not to come across it."""
    return viewer.held.holds(row.people, row.first_on, row.last_on)


def label(row: "Picture", viewer: Viewer) -> str:
    """What names it in a line for this viewer: of what is shut away, or held from them, what stands in its place."""
    if is_held(row, viewer):
        return _held_line()
    line = row.note_before if row.is_shut_away else ""
    return line or row.caption or row.description or row.file_name or named(row.original)


def _held_line() -> str:
    return _("You asked not to come across this one.")


def _whole(row: "Picture", *, base: str, names: dict[int | None, str], member_ids: frozenset[int]) -> PictureView:
    address = f"{base}{row.public_id}/"
    original = row.original
    medium = Kind(original.media_type).medium
    width, height = room_for(original)
    sizes = sizes_of(width, height)
    # Another moment is another picture: browsers that keep the one before shall not show it.
    asked = f"?moment={row.moment}" if row.moment else ""
    sets = {
        ending: ", ".join(f"{address}{one.name}.{ending}{asked} {one.width}w" for one in sizes) for ending in FORMATS
    }
    words_date = in_words(row.happened_on) if row.happened_on else ""
    return PictureView(
        pk=row.pk,
        public_id=row.public_id,
        address=address,
        width=sizes[-1].width,
        height=sizes[-1].height,
        src=f"{address}{sizes[min(1, len(sizes) - 1)].name}.jpg{asked}",
        srcset=sets["jpg"],
        srcset_webp=sets["webp"],
        alt=row.description or row.caption or named(original, words_date),
        caption=row.caption,
        description=row.description,
        taken_by=row.taken_by,
        people=row.people,
        happened_on=row.happened_on,
        words_date=words_date,
        first_on=row.first_on,
        last_on=row.last_on,
        is_shut_away=row.is_shut_away,
        note_before=row.note_before,
        is_made=original.recipe > 0,
        is_broken=bool(original.fault) and original.recipe == 0,
        audience_id=row.audience_id,
        audience_words=names.get(row.audience_id, ""),
        is_private=row.audience_id is None,
        is_mine=row.writer_id in member_ids,
        shape=shape_of(width, height),
        medium=medium,
        is_drawn=original.width > 0,
        moment=row.moment,
        **_played(row, address),
    )


def room_for(original: "Original") -> tuple[int, int]:
    """How wide and high something is on a page: as it is seen, or, where there is nothing to see, a sheet or a line."""
    if original.width:
        return original.width, original.height
    return _SHEET if Kind(original.media_type).medium is Medium.PAPER else _LINE


def played_of(row: "Picture") -> "Original | None":
    """What of a picture is played: itself, where it is a video or a sound, or the moment around it."""
    lasts = Kind(row.original.media_type).medium in (Medium.VIDEO, Medium.SOUND)
    return row.original if lasts else row.motion


def plays(original: "Original", address: str) -> dict[str, Any]:
    """What a video or a sound is played as: ``plays``, ``lasts`` and ``is_play_broken`` of its view; ``address`` lies before."""
    is_film = Kind(original.media_type).medium is Medium.VIDEO
    endings = () if original.play_recipe == 0 else ("mp4",) if is_film else ("opus", "m4a")
    return {
        "plays": tuple(Source(f"{address}play.{one}", PLAYED[one] + _CODECS[one]) for one in endings),
        "lasts": spoken.length(original.duration_ms),
        "is_play_broken": bool(original.play_fault) and original.play_recipe == 0,
    }


def _played(row: "Picture", address: str) -> dict[str, Any]:
    original = played_of(row)
    if original is None:
        return {}
    has_captions = bool(spoken.captions(row.transcript, duration_ms=original.duration_ms))
    return {
        **plays(original, address),
        "captions": f"{address}captions.vtt" if has_captions else "",
        "transcript": tuple(spoken.lines(row.transcript)),
    }


def shape_of(width: int, height: int) -> str:
    """The classes for a picture's proportions: ``ar-20`` is square, ``ar-30`` three to two; ``up-4`` is 320 pixels wide."""
    proportion = f"ar-{min(_WIDEST, max(_NARROWEST, round(20 * width / height)))}"
    return f"{proportion} up-{max(1, round(width / _STEP))}" if width < _SMALL else proportion


def named(original: "Original", words_date: str = "") -> str:
    """What names something of which nothing was said; what it shows is never guessed."""
    date = {"date": words_date}
    match Kind(original.media_type).medium:
        case Medium.VIDEO:
            return _("A video, %(date)s") % date if words_date else _("A video")
        case Medium.SOUND:
            return _("A sound, %(date)s") % date if words_date else _("A sound")
        case Medium.PAPER:
            return _("A paper, %(date)s") % date if words_date else _("A paper")
        case _:
            return _("A photograph, %(date)s") % date if words_date else _("A photograph")
