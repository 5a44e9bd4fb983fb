"""A few questions for whoever would rather answer one than begin by themselves. None presumes a feeling, a faith or a family."""

from django.utils.translation import gettext as _


def questions(name: str) -> tuple[str, ...]:
    """What one might be asked before a recording, one at a time; the page adds that it may be none of them."""
    return (
        _("What would you like to say about %(name)s?") % {"name": name},
        _("Where were you when you last thought of %(name)s, and what was it like there?") % {"name": name},
        _("Who else thinks of %(name)s, and what do they tell?") % {"name": name},
        _("Is there something about %(name)s that nobody else has told yet?") % {"name": name},
        _("What do you do now on the days that come back?"),
        _("Is there a song, a smell or a place that belongs to this?"),
        _("Who should hear this one day, and what should they know?"),
    )
