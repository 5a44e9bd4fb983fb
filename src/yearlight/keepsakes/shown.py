"""A picture as pages show it: frozen values, ready for templates."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from yearlight.keepsakes.sizes import FORMATS, sizes_of
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.keepsakes.models import Picture

#: How wide a picture is beside its height, in twentieths; rows of pictures are laid out by these classes.
_NARROWEST, _WIDEST = 6, 60
#: A picture narrower than this is not drawn larger than it is; its width stands in steps of 80 pixels.
_SMALL, _STEP = 880, 80


@dataclass(frozen=True)
class PictureView:
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
    #: EDTF, and the same in the reader's words.
    happened_on: str
    words_date: str
    first_on: date | None
    last_on: date | None
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


def show(row: "Picture", *, base: str, names: dict[int | None, str], member_ids: frozenset[int]) -> PictureView:
    """A row, with its original, as a view; ``base`` is the address of the person's photographs."""
    address = f"{base}{row.public_id}/"
    original = row.original
    sizes = sizes_of(original.width, original.height)
    sets = {ending: ", ".join(f"{address}{one.name}.{ending} {one.width}w" for one in sizes) for ending in FORMATS}
    words_date = in_words(row.happened_on) if row.happened_on else ""
    return PictureView(
        pk=row.pk,
        public_id=row.public_id,
        address=address,
        width=sizes[-1].width,
        height=sizes[-1].height,
        src=f"{address}{sizes[min(1, len(sizes) - 1)].name}.jpg",
        srcset=sets["jpg"],
        srcset_webp=sets["webp"],
        alt=row.description or row.caption or _named_by_date(words_date),
        caption=row.caption,
        description=row.description,
        taken_by=row.taken_by,
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
        shape=shape_of(original.width, original.height),
    )


def shape_of(width: int, height: int) -> str:
    """The classes for a picture's proportions: ``ar-20`` is square, ``ar-30`` three to two; ``up-4`` is 320 pixels wide."""
    proportion = f"ar-{min(_WIDEST, max(_NARROWEST, round(20 * width / height)))}"
    return f"{proportion} up-{max(1, round(width / _STEP))}" if width < _SMALL else proportion


def _named_by_date(words_date: str) -> str:
    """What names a picture of which nothing was said; what it shows is never guessed."""
    return _("A photograph, %(date)s") % {"date": words_date} if words_date else _("A photograph")
