"""Where entries stand: one place that knows the paths of letters and of moments."""

from django.urls import reverse

_LISTS = {"letter": "entries:letters", "moment": "entries:moments"}


def base_of(slug: str, kind: str) -> str:
    """The address of a person's letters or moments, with a slash at its end.

    Kinds without pages of their own (kind words) have none and get an empty text.
    """
    name = _LISTS.get(kind)
    return reverse(name, args=[slug]) if name else ""


def entry_at(base: str, public_id: str) -> str:
    """An entry's address under its base; building it from the base saves a look-up for each of hundreds."""
    return f"{base}{public_id}/" if base else ""
