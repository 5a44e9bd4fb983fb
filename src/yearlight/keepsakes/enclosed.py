"""Pictures and recordings that came with kind words, for those whom the gate of words has let through to the word."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yearlight.keepsakes.kinds import Kind, Medium
from yearlight.keepsakes.models import Enclosure
from yearlight.keepsakes.queries import StoredFile, is_played, played_as, rendition_of, whole_file
from yearlight.keepsakes.shown import OfAMedium, Source, plays, room_for, shape_of
from yearlight.keepsakes.sizes import FORMATS, sizes_of


@dataclass(frozen=True, slots=True)
class EnclosureView(OfAMedium):
    """A picture or a recording beside a word, as a page shows it. Holds no file name, place or device."""

    public_id: str
    #: Below the word's own address: its files lie here.
    address: str
    width: int
    height: int
    src: str
    srcset: str
    srcset_webp: str
    #: What is to be seen, as its sender wrote it; ``alt`` is never empty.
    description: str
    alt: str
    is_made: bool
    is_broken: bool
    shape: str
    medium: Medium
    #: What a recording is played as, as soon as it is made, and how long it lasts.
    plays: tuple[Source, ...] = ()
    lasts: str = ""
    is_play_broken: bool = False

    @property
    def is_of_no_use(self) -> bool:
        """Whether it can be neither looked at nor played, and never will; of a video, a missing picture does not matter."""
        return self.is_play_broken if self.lasts else self.is_broken

    @property
    def is_ready(self) -> bool:
        """Whether it can be looked at, or played."""
        return bool(self.plays) if self.lasts else self.is_made


def views(bases: Mapping[int | None, str]) -> dict[int | None, EnclosureView]:
    """These pictures by their row numbers, each with the address of its word, which lies before its own. One query, or none."""
    wanted = [one for one in bases if one is not None]
    rows = Enclosure.objects.filter(pk__in=wanted).select_related("original") if wanted else ()
    return {row.pk: _view(row, f"{bases[row.pk]}picture/") for row in rows}


def row(ids: Collection[int | None], public_id: str) -> Enclosure | None:
    """The one of these pictures that an address names."""
    wanted = [one for one in ids if one is not None]
    return Enclosure.objects.filter(pk__in=wanted, public_id=public_id).select_related("original").first()


def size_of(enclosure: Enclosure, *, name: int, ending: str, saves_data: bool = False) -> StoredFile | None:
    """One size of it, without anything of the camera."""
    return rendition_of(enclosure.original, name=name, ending=ending, saves_data=saves_data)


def played(enclosure: Enclosure, ending: str) -> StoredFile | None:
    """What a recording is played as."""
    return played_as(enclosure.original, ending)


def file_of(enclosure: Enclosure) -> StoredFile:
    """The file as it was sent, with its name: for keepers alone."""
    return whole_file(enclosure.original, enclosure.file_name or enclosure.public_id)


@dataclass(frozen=True, slots=True)
class Sameness:
    """By what two pictures are the same: their bytes, and what was said of them."""

    sha256: str = ""
    description: str = ""


def sameness(enclosure_id: int | None) -> Sameness:
    """Of one picture; empty where there is none."""
    if enclosure_id is None:
        return Sameness()
    rows = Enclosure.objects.filter(pk=enclosure_id).values_list("original__sha256", "description")
    return Sameness(*rows.get())


def _view(row: Enclosure, base: str) -> EnclosureView:
    address, original = f"{base}{row.public_id}/", row.original
    medium, (width, height) = Kind(original.media_type).medium, room_for(original)
    sizes = sizes_of(width, height)
    sets = {ending: ", ".join(f"{address}{one.name}.{ending} {one.width}w" for one in sizes) for ending in FORMATS}
    return EnclosureView(
        public_id=row.public_id,
        address=address,
        width=sizes[-1].width,
        height=sizes[-1].height,
        src=f"{address}{sizes[min(1, len(sizes) - 1)].name}.jpg",
        srcset=sets["jpg"],
        srcset_webp=sets["webp"],
        description=row.description,
        alt=row.description or _named(medium),
        is_made=original.recipe > 0,
        is_broken=bool(original.fault) and original.recipe == 0,
        shape=shape_of(width, height),
        medium=medium,
        **(plays(original, address) if is_played(original) else {}),
    )


def _named(medium: Medium) -> str:
    match medium:
        case Medium.VIDEO:
            return _("A video that came with these words")
        case Medium.SOUND:
            return _("A recording that came with these words")
        case _:
            return _("A picture that came with these words")
