"""Changing: each is one transaction and takes the viewer first."""

from yearlight.core.errors import NotThere
from yearlight.memorials.actions.asking import ask_for_words
from yearlight.memorials.actions.away import sweep
from yearlight.memorials.actions.customs import (
    MovedTooFar,
    NotAnswered,
    bring_back_custom,
    change_custom,
    keep_custom,
    move_day,
    take_away_custom,
)
from yearlight.memorials.actions.dates import (
    DateGiven,
    add_date,
    bring_back_date,
    change_date,
    set_dates,
    take_away_date,
)
from yearlight.memorials.actions.gate import touch, touch_days
from yearlight.memorials.actions.places import (
    MOST_DAYS,
    MOST_WEEKS,
    Facts,
    begin,
    change_person,
    choose_cover,
    set_closed,
)
from yearlight.memorials.queries import STAYS

__all__ = [
    "MOST_DAYS",
    "MOST_WEEKS",
    "STAYS",
    "DateGiven",
    "Facts",
    "MovedTooFar",
    "NotAnswered",
    "NotThere",
    "add_date",
    "ask_for_words",
    "begin",
    "bring_back_custom",
    "bring_back_date",
    "change_custom",
    "change_date",
    "change_person",
    "choose_cover",
    "keep_custom",
    "move_day",
    "set_closed",
    "set_dates",
    "sweep",
    "take_away_custom",
    "take_away_date",
    "touch",
    "touch_days",
]
