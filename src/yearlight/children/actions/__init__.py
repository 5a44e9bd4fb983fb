"""Changing: each is one transaction, takes the viewer first, and leaves a line in the log."""

from yearlight.children.actions.choosing import allow_openers, choose
from yearlight.children.actions.joys import Written, change_joy, keep_joy, put_away
from yearlight.children.actions.kin import add_child, change_child, hand_over, hide
from yearlight.core.errors import NotThere

__all__ = [
    "NotThere",
    "Written",
    "add_child",
    "allow_openers",
    "change_child",
    "change_joy",
    "choose",
    "hand_over",
    "hide",
    "keep_joy",
    "put_away",
]
