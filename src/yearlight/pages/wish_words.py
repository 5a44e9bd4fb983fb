"""The four ways in which a day can be told to somebody, in words."""

from typing import NamedTuple

from django.utils.translation import gettext as _

#: The values are those of wishes.
AS_IT_IS, SOFTER, NOT_THIS_YEAR, NEVER = "as_it_is", "softer", "not_this_year", "never"
ALL = (AS_IT_IS, SOFTER, NOT_THIS_YEAR, NEVER)


class WishChoice(NamedTuple):
    """One way, and what it means for whoever chooses it."""

    told: str
    words: str
    hint: str


def choices() -> list[WishChoice]:
    """All four, with the gentlest explanation of each."""
    return [
        WishChoice(AS_IT_IS, _("As it is"), _("With the name, as the family keeps it.")),
        WishChoice(SOFTER, _("Softer"), _("Only its date, as “a day in your year”: no name, no years.")),
        WishChoice(NOT_THIS_YEAR, _("Not this year"), _("It comes back next year by itself.")),
        WishChoice(NEVER, _("Never for this day"), _("It stays on this page, and nothing else tells you of it.")),
    ]


def words(told: str) -> str:
    """The name of one way."""
    return next(one.words for one in choices() if one.told == told)
