"""A few beginnings for those who would like one. None presumes a feeling, a faith or a family."""

from django.utils.translation import gettext as _


def beginnings(kind: str, name: str) -> tuple[str, ...]:
    """What one might begin with; the page adds "or nothing at all"."""
    if kind != "letter":
        return ()
    return (
        _("Something from this week you would have shown %(name)s") % {"name": name},
        _("What the others say of %(name)s") % {"name": name},
        _("Where you were when you last thought of %(name)s, and what it looked like there") % {"name": name},
        _("What is different about the day now"),
    )
