"""Where entries stand: one place that knows the paths of letters, of moments and of the acts of rituals."""

from django.urls import reverse

_LISTS = {"letter": "entries:letters", "moment": "entries:moments", "act": "rituals:rituals"}
#: What stands between a list and its entries. A ritual has an address of its own there, and no id is a word.
_BETWEEN = {"act": "acts/"}


def base_of(slug: str, kind: str) -> str:
    """The address below which a person's letters, moments or acts stand, with a slash at its end.

    Kinds without pages of their own (kind words) have none and get an empty text.
    """
    name = _LISTS.get(kind)
    return reverse(name, args=[slug]) + _BETWEEN.get(kind, "") if name else ""


def entry_at(base: str, public_id: str) -> str:
    """An entry's address under its base; building it from the base saves a look-up for each of hundreds."""
    return f"{base}{public_id}/" if base else ""
