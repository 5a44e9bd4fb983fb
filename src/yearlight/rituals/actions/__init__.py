"""Changing: each is one transaction, takes the viewer first, and is safe to repeat."""

from yearlight.entries.actions import Conflict, NotThere
from yearlight.rituals.actions.acts import Done, keep_act
from yearlight.rituals.actions.rituals import (
    HoldsYears,
    Said,
    begin,
    bring_back,
    change,
    end,
    erase_own,
    put_away,
    sweep,
    take_up_again,
)

__all__ = [
    "Conflict",
    "Done",
    "HoldsYears",
    "NotThere",
    "Said",
    "begin",
    "bring_back",
    "change",
    "end",
    "erase_own",
    "keep_act",
    "put_away",
    "sweep",
    "take_up_again",
]
