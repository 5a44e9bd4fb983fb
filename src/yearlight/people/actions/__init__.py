"""Changing: each is one transaction, takes the viewer or the account first, and leaves a line in the log."""

from yearlight.core.errors import NotThere
from yearlight.people.actions.accounts import ListFull, be_quiet, hold, open_again, remember_audience, set_preferences
from yearlight.people.actions.circles import (
    CircleHolds,
    make_circle,
    put_in_circle,
    rename_circle,
    take_circle_away,
)
from yearlight.people.actions.founding import begin_family, found_family
from yearlight.people.actions.inviting import OPEN_FOR, accept, close_invitation, first_keeper_link, invite
from yearlight.people.actions.links import add_guest, close_link, make_link, offer_account
from yearlight.people.actions.looking import LookedAs, look_as
from yearlight.people.actions.persons import Access, change_member
from yearlight.people.actions.refused import NotOpen

__all__ = [
    "OPEN_FOR",
    "Access",
    "CircleHolds",
    "ListFull",
    "LookedAs",
    "NotOpen",
    "NotThere",
    "accept",
    "add_guest",
    "be_quiet",
    "begin_family",
    "change_member",
    "close_invitation",
    "close_link",
    "first_keeper_link",
    "found_family",
    "hold",
    "invite",
    "look_as",
    "make_circle",
    "make_link",
    "offer_account",
    "open_again",
    "put_in_circle",
    "remember_audience",
    "rename_circle",
    "set_preferences",
    "take_circle_away",
]
