"""Kind words as pages show them: to those who read them, to keepers, and to whoever wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from yearlight.entries.shown import first_words, html_of

if TYPE_CHECKING:
    from yearlight.keepsakes.enclosed import EnclosureView


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text, how it is drawn, and the picture beside it."""

    body: str
    picture: EnclosureView | None = None

    @property
    def html(self) -> str:
        return html_of(self.body)


@dataclass(frozen=True, slots=True)
class WordTold:
    """A word on the page, or between the keepers."""

    public_id: str
    body: str
    said_by: str
    date_words: str
    year: int | None
    seen_by: str
    is_between_us: bool
    picture: EnclosureView | None = None
    #: Whether this reader can ask not to stand in it.
    can_hide: bool = False

    @property
    def html(self) -> str:
        return html_of(self.body)


@dataclass(frozen=True, slots=True)
class WordsOfYear:
    """The words of one year; ``year`` is None for those without a date, and where years are not told apart."""

    year: int | None
    words: tuple[WordTold, ...]


@dataclass(frozen=True, slots=True)
class WordsTold:
    """The page of kind words: the chosen ones, and the rest, by year where there are many."""

    chosen: tuple[WordTold, ...]
    rest: tuple[WordsOfYear, ...]

    @property
    def is_empty(self) -> bool:
        return not self.chosen and not self.rest


@dataclass(frozen=True, slots=True)
class WordToRead:
    """One word as a keeper reads it and decides of it."""

    public_id: str
    said_by: str
    date_words: str
    #: The newest text that this keeper may read.
    text: Drawn
    #: The one that was decided of before it, and a newer one that was put aside.
    earlier: Drawn | None
    aside: Drawn | None
    revision: int
    waits: bool
    is_for_keepers: bool
    standing: str
    seen_by: str
    is_chosen: bool
    #: Whether the keepers let others see the words alone, without the picture.
    is_text_alone: bool
    is_hidden: bool
    #: Who wished that by their own press, and whether it is so now.
    wished_by: str
    wish_is_new: bool
    yearly_at: datetime | None
    #: The circle's row number, for the choice of who shall see it; never for a page.
    circle_id: int | None
    #: Whether somebody other than a keeper wrote it, who can be thanked, or not be heard.
    has_writer: bool
    #: Whether another keeper asked that this one reads first.
    may_pass_on: bool


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word in a keeper's list of those out of sight."""

    public_id: str
    label: str
    said_by: str
    date_words: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody whose words reach no keeper."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Another keeper, who could read first, and whether they do."""

    key: str
    name: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word as its writer finds it again. Nothing in it depends on what the keepers did."""

    public_id: str
    body: str
    said_by: str
    date_words: str
    is_for_keepers: bool
    #: Until when it can be brought back; None where it was not withdrawn.
    gone_at: datetime | None
    picture: EnclosureView | None = None

    @property
    def html(self) -> str:
        return html_of(self.body)

    @property
    def label(self) -> str:
        return first_words(self.body, 64)


@dataclass(frozen=True, slots=True)
class ThanksTold:
    """A line of thanks, for whom it was for."""

    words: str
    name: str
    made_at: datetime
