"""Who is looking. Every query and every action takes one."""

from dataclasses import dataclass

from yearlight.people.held import NOTHING, Held
from yearlight.people.roles import Deed, Role, may


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in one family: which member one is, in which role, in which circles.

    ``withheld`` are deeds that the role allows and the keepers left out for this member.
    """

    family_id: int
    member_id: int
    role: Role
    circle_ids: frozenset[int]
    withheld: frozenset[Deed] = frozenset()


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking: an account and its seats, or a guest's one seat without an account. A stranger has neither."""

    account_id: int | None = None
    seats: tuple[Seat, ...] = ()
    #: What they asked not to come across. It hides nothing they may see; it only lets them choose when.
    held: Held = NOTHING

    @property
    def member_ids(self) -> frozenset[int]:
        return frozenset(seat.member_id for seat in self.seats)

    @property
    def family_ids(self) -> frozenset[int]:
        return frozenset(seat.family_id for seat in self.seats)

    @property
    def circle_ids(self) -> frozenset[int]:
        return frozenset().union(*(seat.circle_ids for seat in self.seats))

    def seat_in(self, family_id: int) -> Seat | None:
        """This viewer's seat in a family, or None."""
        return next((seat for seat in self.seats if seat.family_id == family_id), None)

    def may(self, deed: Deed, family_id: int) -> bool:
        """Whether this viewer's role in the family allows the deed, and nobody left it out for them."""
        seat = self.seat_in(family_id)
        return seat is not None and may(seat.role, deed) and deed not in seat.withheld

    def sees(self, *, audience_id: int | None, writer_id: int | None) -> bool:
        """The one rule: in the audience's circle, or the writer of what has none.

        ``audience.visible_to`` says the same in SQL; a test holds them together.
        """
        if audience_id is None:
            return writer_id is not None and writer_id in self.member_ids
        return audience_id in self.circle_ids


STRANGER = Viewer()
