"""When messages about a day come, and how it is told, cleaned."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.reminders import due
from yearlight.reminders.due import Lead, Part
from yearlight.web.forms import Typed

#: The leads that are offered by name; others are written as a number of days.
_LEADS = (
    ("7m", _("A week before")),
    ("1e", _("The evening before")),
    ("0m", _("That morning")),
    ("-1m", _("The day after, a word")),
)
_MOST_OTHERS = 4
_TOLD = (
    ("as_it_is", _("As it is")),
    ("softer", _("Softer")),
    ("not_this_year", _("Not this year")),
    ("never", _("Never for this day")),
)


class LeadsForm(forms.Form):
    """When messages about a day come. Nothing chosen: none do. ``chosen`` holds the leads once the form is valid."""

    leads = forms.MultipleChoiceField(required=False, choices=_LEADS, label=_("When a message comes"))
    others = Typed(
        required=False,
        max_length=40,
        label=_("Also so many days before"),
        help_text=_("In the morning. Such as 3, or 30; several with a comma between them. It may stay empty."),
    )

    chosen: tuple[Lead, ...] = ()

    @staticmethod
    def shown(leads: Sequence[Lead]) -> dict[str, Any]:
        """What the fields hold at first."""
        named = [value for value, _label in _LEADS if due.leads(value)[0] in leads]
        others = [one.days for one in leads if due.code([one]) not in named]
        return {"leads": named, "others": ", ".join(str(days) for days in others)}

    def clean_others(self) -> list[Lead]:
        numbers = str(self.cleaned_data["others"]).replace(",", " ").replace("،", " ").replace("、", " ").split()
        try:
            days = {int(one) for one in numbers}
        except ValueError:
            raise forms.ValidationError(
                _("Write the days in digits, such as 3, or 3, 30. Nothing is changed yet.")
            ) from None
        if any(not 0 <= one <= due.MOST_BEFORE for one in days):
            raise forms.ValidationError(_("A message can come up to 366 days before. Nothing is changed yet."))
        if len(days) > _MOST_OTHERS:
            raise forms.ValidationError(_("Up to four further days can be written here. Nothing is changed yet."))
        return [Lead(one, Part.MORNING) for one in sorted(days)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        named = [lead for code in data.get("leads", ()) for lead in due.leads(code)]
        self.chosen = (*named, *data.get("others", ()))
        return data


class WishForm(LeadsForm):
    """How a day is told as well, on the page that a link in a message opens."""

    told = forms.ChoiceField(choices=_TOLD, label=_("How it is told to you"))
