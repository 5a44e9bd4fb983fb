"""Who may leave kind words for somebody: the choices, apart from the table that holds them."""

from enum import StrEnum


class WordsFrom(StrEnum):
    """Of those who may leave words at all; the narrowest first."""

    NOBODY = "nobody"
    CHOSEN = "chosen"
    #: Those to whom the place is shown, and those who were invited for it.
    SHOWN = "shown"
