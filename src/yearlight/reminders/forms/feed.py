"""How a feed tells its days, cleaned."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.web.forms import Typed

_TITLES = (
    ("discreet", _("“A day to remember”, and nothing else")),
    ("told", _("What the day is, with the name")),
)
_ALARMS = (
    ("none", _("Never")),
    ("day_before", _("At 9 in the morning on the day before")),
    ("morning", _("At 9 in the morning on the day")),
)


class FeedForm(forms.Form):
    """The name of the calendar, its titles, and when it rings."""

    name = Typed(
        required=False,
        max_length=80,
        label=_("What the calendar is called"),
        help_text=_("Your calendar program shows this name. Empty means “Days”."),
    )
    titles = forms.ChoiceField(
        choices=_TITLES,
        label=_("What each day says"),
        help_text=_("A calendar is often seen by others: on a shared screen, or at work."),
    )
    alarm = forms.ChoiceField(
        choices=_ALARMS,
        label=_("When it rings"),
        help_text=_("Some programs never ring for a calendar like this one, whatever is chosen here."),
    )
