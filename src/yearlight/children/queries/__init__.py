"""Reading: every row of a child reaches a page through these, given the viewer."""

from yearlight.children.queries.gate import families_to_open, may_open
from yearlight.children.queries.joys import (
    by_age,
    by_year,
    child,
    children,
    families,
    joy,
    may_change,
    picture_of,
    put_away,
)

__all__ = [
    "by_age",
    "by_year",
    "child",
    "children",
    "families",
    "families_to_open",
    "joy",
    "may_change",
    "may_open",
    "picture_of",
    "put_away",
]
