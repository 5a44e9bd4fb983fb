"""What somebody typed, and the window it came from, as values. Knows no Django."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yearlight.core.files import Incoming

#: A letter may be this long: some four hundred printed pages would be a hundred thousand words.
LONGEST = 200_000
LONGEST_TITLE = 200
LONGEST_WORD = 10_000
#: The audience of what its writer alone sees, as a form's value.
ONLY_ME = "me"


@dataclass(frozen=True, slots=True)
class Text:
    """A title, a text, its date (EDTF), and who shall see it."""

    title: str = ""
    body: str = ""
    happened_on: str = ""
    #: ``me`` or a circle's public id.
    audience: str = ONLY_ME
    #: Closed until this day, if one was named.
    opens_on: date | None = None
    #: The public id of the member who may open it before that day, or empty.
    opener: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.title.strip() and not self.body.strip()

    @property
    def is_too_long(self) -> bool:
        return len(self.body) > LONGEST or len(self.title) > LONGEST_TITLE

    def says(self) -> tuple[str, str, str]:
        """What makes two texts the same text."""
        return alike(self.title, self.body, self.happened_on)


def alike(title: str, body: str, happened_on: str) -> tuple[str, str, str]:
    """Title, text and date as two texts are compared: kinds of line end and space around them do not count."""
    return title.strip(), lines(body).strip(), happened_on


def lines(body: str) -> str:
    """A text with one kind of line end; forms send another than scripts do."""
    return body.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Said:
    """A kind word as somebody sends it: the text, their name as they write it, and whether it is for the keepers alone."""

    body: str
    by: str = ""
    is_for_keepers: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """The picture that comes with a word, or that the one which came before is taken away."""

    incoming: "Incoming | None" = None
    file_name: str = ""
    #: What is to be seen; of the one that came before, where no other comes. None leaves that as it is.
    description: str | None = None
    is_taken_away: bool = False


#: Words alone. A picture that came before stays as it is.
NO_PICTURE = Sent()


@dataclass(frozen=True, slots=True)
class Going:
    """The draft that a window goes on from: taken over only if nobody changed it in the meantime."""

    window: str
    saves: int


@dataclass(frozen=True, slots=True)
class Window:
    """One open page in which somebody writes, and what it knows."""

    name: str
    #: The count of this save; it grows, so that a late one is known as late.
    saves: int = 0
    #: The revision of the entry that this window's text began from; 0 for a new one.
    base_revision: int = 0
    going_on: Going | None = None
