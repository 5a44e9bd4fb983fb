"""Who may do what: the one table. Knows no Django."""

from enum import StrEnum


class Role(StrEnum):
    """What a member is to a family."""

    KEEPER = "keeper"
    RELATIVE = "relative"
    FRIEND = "friend"


class Deed(StrEnum):
    """What a member may want to do within a family."""

    SEE_PLACE = "see the place"
    CHANGE_PLACE = "change the place"
    WRITE = "write an entry"
    CHANGE_OTHERS_ENTRY = "change an entry that another wrote"
    ADD_PICTURE = "add a picture"
    CHANGE_PICTURE = "change a picture's words"
    TAKE_ORIGINAL = "take an original picture"
    INVITE = "invite someone"
    SEE_PEOPLE = "see who belongs to the family"


class CircleKind(StrEnum):
    """The circles that every family has, from narrow to wide, and its own."""

    KEEPERS = "keepers"
    FAMILY = "family"
    FRIENDS = "friends"
    OWN = "own"


MAY: dict[Role, frozenset[Deed]] = {
    Role.KEEPER: frozenset(Deed),
    Role.RELATIVE: frozenset({Deed.SEE_PLACE}),
    Role.FRIEND: frozenset({Deed.SEE_PLACE}),
}

#: The circles a new member of each role joins.
CIRCLES: dict[Role, tuple[CircleKind, ...]] = {
    Role.KEEPER: (CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS),
    Role.RELATIVE: (CircleKind.FAMILY, CircleKind.FRIENDS),
    Role.FRIEND: (CircleKind.FRIENDS,),
}


def may(role: Role | None, deed: Deed) -> bool:
    """Whether a member of this role may do this; a stranger (``None``) may do nothing."""
    return role is not None and deed in MAY[role]
