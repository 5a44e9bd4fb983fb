"""Changing: each is one transaction, takes the viewer first, and is safe to repeat."""

from yearlight.core.errors import NotThere
from yearlight.entries.actions.away import bring_back, put_away, put_draft_away, sweep
from yearlight.entries.actions.beside import attach, detach
from yearlight.entries.actions.deciding import (
    EnoughChosen,
    NotForOthers,
    Read,
    choose_word,
    heed_wish,
    hide_word,
    keep_between_us,
    leave_earlier_text,
    note_yearly,
    pass_on,
    put_on_page,
    put_word_away,
)
from yearlight.entries.actions.hearing import ReadsThem, ask_to_read_first, hear_again, hear_no_more, thank
from yearlight.entries.actions.leaving import TooMany, bring_word_back, change_word, leave_word, withdraw_word
from yearlight.entries.actions.opening import open_due, open_letter
from yearlight.entries.actions.searching import index_missing
from yearlight.entries.actions.showing import lay_beneath, move_beside, order_beside, say_beside
from yearlight.entries.actions.standing import TextChanged
from yearlight.entries.actions.windows import Conflict, EmptyText, OutOfReach, TooLong
from yearlight.entries.actions.wishing import AskInPerson, ask_to_hide, take_wish_back
from yearlight.entries.actions.words import keep_kind_word
from yearlight.entries.actions.writing import bring_back_version, keep_entry, save_draft
from yearlight.entries.texts import Text, Window

__all__ = [
    "AskInPerson",
    "Conflict",
    "EmptyText",
    "EnoughChosen",
    "NotForOthers",
    "NotThere",
    "OutOfReach",
    "Read",
    "ReadsThem",
    "Text",
    "TextChanged",
    "TooLong",
    "TooMany",
    "Window",
    "ask_to_hide",
    "ask_to_read_first",
    "attach",
    "bring_back",
    "bring_back_version",
    "bring_word_back",
    "change_word",
    "choose_word",
    "detach",
    "hear_again",
    "hear_no_more",
    "heed_wish",
    "hide_word",
    "index_missing",
    "keep_between_us",
    "keep_entry",
    "keep_kind_word",
    "lay_beneath",
    "leave_earlier_text",
    "leave_word",
    "move_beside",
    "note_yearly",
    "open_due",
    "open_letter",
    "order_beside",
    "pass_on",
    "put_away",
    "put_draft_away",
    "put_on_page",
    "put_word_away",
    "save_draft",
    "say_beside",
    "sweep",
    "take_wish_back",
    "thank",
    "withdraw_word",
]
