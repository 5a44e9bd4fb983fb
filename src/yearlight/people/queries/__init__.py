"""Reading: every row of people reaches a page through these, given the viewer."""

from yearlight.people.queries.accounts import email_of, first_account_id
from yearlight.people.queries.circles import (
    Belonging,
    CircleView,
    belonging,
    circle_members,
    circle_words,
    circles,
    last_audience_id,
    words_of,
)
from yearlight.people.queries.invitations import InvitationView, Welcome, hashed, invitation, open_invitations, open_now
from yearlight.people.queries.links import Door, door, open_links
from yearlight.people.queries.members import (
    FamilyView,
    LinkView,
    MemberView,
    families,
    keepers_of,
    member,
    member_ids,
    members,
    name_in,
    name_of,
)
from yearlight.people.queries.own_circles import InCircle, OwnCircle, in_circle, own_circle, own_circles
from yearlight.people.queries.seats import guest_of, viewer_of

__all__ = [
    "Belonging",
    "CircleView",
    "Door",
    "FamilyView",
    "InCircle",
    "InvitationView",
    "LinkView",
    "MemberView",
    "OwnCircle",
    "Welcome",
    "belonging",
    "circle_members",
    "circle_words",
    "circles",
    "door",
    "email_of",
    "families",
    "first_account_id",
    "guest_of",
    "hashed",
    "in_circle",
    "invitation",
    "keepers_of",
    "last_audience_id",
    "member",
    "member_ids",
    "members",
    "name_in",
    "name_of",
    "open_invitations",
    "open_links",
    "open_now",
    "own_circle",
    "own_circles",
    "viewer_of",
    "words_of",
]
