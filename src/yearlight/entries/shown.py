"""What the queries return: frozen values, ready for templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from yearlight.entries.markdown import excerpt, to_html

if TYPE_CHECKING:
    from yearlight.core.terms import Piece
    from yearlight.keepsakes.queries import PictureView

#: Texts up to this length are kept drawn in memory, so that a change to one thing does not draw two hundred anew.
_SHORT = 4_000


@lru_cache(maxsize=1024)
def _html(text: str) -> str:
    return to_html(text)


@lru_cache(maxsize=2048)
def _excerpt(text: str, letters: int) -> str:
    return excerpt(text, letters=letters)


def html_of(text: str) -> str:
    """A text as HTML; what was drawn before comes from memory."""
    return _html(text) if len(text) <= _SHORT else to_html(text)


def first_words(text: str, letters: int = 280) -> str:
    """The beginning of a text, without marks."""
    # An excerpt needs the beginning alone, and so does what is remembered of it; a letter may be a hundred pages.
    return _excerpt(text[: letters * 8 + 401], letters)


@dataclass(frozen=True, slots=True)
class SeenBy:
    """Who sees something, in words, and whether that is its writer alone."""

    words: str
    is_private: bool


@dataclass(frozen=True)
class Line:
    """One entry in a list: one line each."""

    public_id: str
    kind: str
    address: str
    title: str
    #: The title, or the first words where it has none.
    label: str
    date_words: str
    first_on: date | None
    writer_name: str
    is_mine: bool
    seen_by: SeenBy
    #: The circle's row number, for those who compare audiences; never for a page.
    audience_id: int | None

    @property
    def year(self) -> int | None:
        return self.first_on.year if self.first_on else None


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found by its words, and where in its text they stand."""

    line: Line
    #: Whose it is, by the person's row number.
    person_id: int
    pieces: list[Piece]


@dataclass(frozen=True)
class EntryView(Line):
    """One entry as this viewer sees it."""

    body: str
    language: str
    happened_on: str
    revision: int
    kept_at: datetime | None
    is_chosen: bool
    opens_on: date | None
    may_change: bool
    pictures: tuple[PictureView, ...]

    @cached_property
    def html(self) -> str:
        return html_of(self.body)

    @cached_property
    def excerpt(self) -> str:
        return first_words(self.body)


@dataclass(frozen=True, slots=True)
class Editable:
    """An entry as the one who may change it gets it into the writing page."""

    public_id: str
    kind: str
    title: str
    body: str
    happened_on: str
    audience: str
    opens_on: date | None
    #: Who may open it before, as the form's value.
    opener: str
    revision: int
    #: Only who wrote it may choose who sees it.
    is_mine: bool
    #: Who kept the text as it stands, and when; both empty for what was never kept.
    kept_by: str
    kept_at: datetime | None
    address: str
    seen_by: SeenBy

    @property
    def label(self) -> str:
        return self.title or first_words(self.body, 64)

    @property
    def html(self) -> str:
        return html_of(self.body)


@dataclass(frozen=True, slots=True)
class YearOf:
    """A year's entries; ``year`` is None for those without a date."""

    year: int | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class YearCount:
    """How much a year holds; None is without a date."""

    year: int | None
    letters: int
    moments: int


@dataclass(frozen=True, slots=True)
class Turn:
    """The letter before or after."""

    address: str
    label: str
    year: int | None
    writer_name: str


@dataclass(frozen=True, slots=True)
class SideYear:
    """A year at the side of a letter; without an address there is no letter in it."""

    year: int
    address: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around a letter."""

    before: Turn | None
    after: Turn | None
    years: tuple[SideYear, ...]


@dataclass(frozen=True, slots=True)
class YearAgo:
    """What the viewer wrote a year before."""

    address: str
    quote: str
    date_words: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """What one of the viewer's windows holds and was not kept yet."""

    window: str
    saves: int
    base_revision: int
    entry_id: str
    kind: str
    title: str
    body: str
    happened_on: str
    audience: str
    opens_on: date | None
    opener: str
    saved_at: datetime
    #: Where to go on with it.
    address: str
    #: Where the text alone can be read.
    reading_address: str
    person_slug: str
    person_name: str
    #: False where the entry was kept before and this is a change to it.
    is_new: bool
    #: False where the entry is no longer open to this viewer; their own words are.
    is_open: bool

    @property
    def label(self) -> str:
        return self.title or first_words(self.body, 64)

    @property
    def html(self) -> str:
        return html_of(self.body)


@dataclass(frozen=True, slots=True)
class VersionView:
    """A text as it was kept before."""

    revision: int
    title: str
    body: str
    happened_on: str
    date_words: str
    kept_by: str
    kept_at: datetime

    @property
    def html(self) -> str:
        return html_of(self.body)


@dataclass(frozen=True, slots=True)
class AwayView:
    """Something put away, which its writer can bring back until a day."""

    public_id: str
    kind: str
    label: str
    address: str
    put_away_at: datetime
    gone_at: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """A picture beside a letter, as its writer is told of it."""

    picture: PictureView
    #: True where some who read the letter do not see the picture.
    is_seen_by_fewer: bool
    #: What is said of it here alone.
    line: str = ""
    #: A sound that is played while the others are shown.
    is_beneath: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """A picture in a slideshow, and the line that stands with it there."""

    picture: PictureView
    line: str


@dataclass(frozen=True, slots=True)
class Show:
    """An entry as a slideshow: its words are those of the whole."""

    entry: EntryView
    slides: tuple[Slide, ...]
    #: The sound that is played meanwhile.
    beneath: PictureView | None
