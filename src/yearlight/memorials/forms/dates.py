"""One date of a person: the day as exactly as it is known, the family's word, and when in its day it was."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.memorials.forms.days import SUNSETS
from yearlight.web.dates import DateForm
from yearlight.web.forms import Typed

#: The kinds of dates in the order in which they are offered, each with a line below it.
DATE_KINDS = [
    ("funeral", _("The funeral"), _("Some customs are counted from the burial.")),
    ("found", _("The day you knew"), _("The day on which you were told, or found out.")),
    ("remembered", _("The day you would like remembered"), _("If that is another day than the day of the death.")),
    ("own", _("A day of your own"), _("Any day, with a word of yours.")),
    ("due", _("The due date"), ""),
    ("born", _("The day of the birth"), ""),
    ("died", _("The day of the death"), ""),
]


class OneDateForm(DateForm):
    """A date that must say something: to have none, it is put away."""

    word = Typed(
        required=False,
        max_length=120,
        label=_("Your own word for it"),
        help_text=_("It stands in place of ours. It may stay empty."),
    )
    sunset = forms.ChoiceField(choices=SUNSETS, label=_("When in its day it was"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not self.happened_on:
            self.add_error("day", _("Write what you know of the date; a year or a season is enough."))
        return data
