"""Who may do what: the one table. Knows no Django."""

from collections.abc import Collection
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
    LEAVE_WORD = "leave a kind word"
    READ_WORDS = "read kind words first, and decide who else does"
    CHOOSE_FOR_CHILDREN = "choose what is shown to children, and who opens their view"
    CLOSE_PLACE = "close a place to everyone but its keepers"


class CircleKind(StrEnum):
    """The circles that every family has, from narrow to wide, and its own."""

    KEEPERS = "keepers"
    FAMILY = "family"
    FRIENDS = "friends"
    OWN = "own"


MAY: dict[Role, frozenset[Deed]] = {
    Role.KEEPER: frozenset(Deed),
    Role.RELATIVE: frozenset({Deed.SEE_PLACE, Deed.LEAVE_WORD}),
    Role.FRIEND: frozenset({Deed.SEE_PLACE, Deed.LEAVE_WORD}),
}

#: The circles a new member of each role joins.
CIRCLES: dict[Role, tuple[CircleKind, ...]] = {
    Role.KEEPER: (CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS),
    Role.RELATIVE: (CircleKind.FAMILY, CircleKind.FRIENDS),
    Role.FRIEND: (CircleKind.FRIENDS,),
}


class Sees(StrEnum):
    """How much of a family's places is shown to someone who is no keeper, the narrowest first."""

    #: Only the page where words are left.
    NOTHING = "nothing"
    FRIENDS = "friends"
    FAMILY = "family"


#: The circles of every family that each of them means.
SHOWN: dict[Sees, frozenset[CircleKind]] = {
    Sees.NOTHING: frozenset(),
    Sees.FRIENDS: frozenset({CircleKind.FRIENDS}),
    Sees.FAMILY: frozenset({CircleKind.FAMILY, CircleKind.FRIENDS}),
}


def sees_of(kinds: Collection[str]) -> Sees:
    """How much the circles of a member show them, the widest that they are in."""
    return Sees.FAMILY if CircleKind.FAMILY in kinds else Sees.FRIENDS if CircleKind.FRIENDS in kinds else Sees.NOTHING


def role_of(sees: Sees) -> Role:
    """Whoever sees what is shown to the family is a relative, all others are friends."""
    return Role.RELATIVE if sees is Sees.FAMILY else Role.FRIEND


def may(role: Role | None, deed: Deed) -> bool:
    """Whether a member of this role may do this; a stranger (``None``) may do nothing."""
    return role is not None and deed in MAY[role]
