"""What the queries return: frozen values, ready for templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture of a joy, as a page shows it. Holds no file name, place or device."""

    width: int
    height: int
    src: str
    srcset: str
    srcset_webp: str
    alt: str
    is_made: bool
    is_broken: bool
    shape: str


@dataclass(frozen=True, slots=True)
class JoyView:
    """One joy as one viewer sees it."""

    public_id: str
    child_name: str
    kind: str
    address: str
    body: str
    description: str
    picture: Drawn | None
    age: int | None
    age_said: int | None
    happened_on: str
    date_words: str
    first_on: date | None
    writer_name: str
    audience_id: int | None
    seen_by: str
    is_private: bool
    is_for_children: bool
    is_hidden: bool
    may_change: bool
    #: It is the viewer's own: they are the child.
    is_own: bool


@dataclass(frozen=True, slots=True)
class Age:
    """What is kept of one age; ``age`` is None where it is not known."""

    age: int | None
    joys: tuple[JoyView, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """What is kept of one year; ``year`` is None where it is not known."""

    year: int | None
    joys: tuple[JoyView, ...]


@dataclass(frozen=True, slots=True)
class ChildView:
    """A child of the family, as one viewer sees them."""

    pk: int
    public_id: str
    #: By which the pages of people name them.
    member_id: str
    family_id: int
    name: str
    born_on: date | None
    is_handed_over: bool
    #: The viewer is this child.
    is_you: bool
    may_write: bool
