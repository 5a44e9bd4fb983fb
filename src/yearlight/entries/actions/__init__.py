"""Changing: each is one transaction, takes the viewer first, and is safe to repeat."""

from yearlight.entries.actions.away import bring_back, put_away, put_draft_away, sweep
from yearlight.entries.actions.beside import attach, detach
from yearlight.entries.actions.opening import open_due
from yearlight.entries.actions.windows import Conflict, EmptyText, NotThere, OutOfReach, TooLong
from yearlight.entries.actions.words import keep_kind_word
from yearlight.entries.actions.writing import bring_back_version, keep_entry, save_draft
from yearlight.entries.texts import Text, Window

__all__ = [
    "Conflict",
    "EmptyText",
    "NotThere",
    "OutOfReach",
    "Text",
    "TooLong",
    "Window",
    "attach",
    "bring_back",
    "bring_back_version",
    "detach",
    "keep_entry",
    "keep_kind_word",
    "open_due",
    "put_away",
    "put_draft_away",
    "save_draft",
    "sweep",
]
