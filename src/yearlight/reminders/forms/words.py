"""What is asked of relatives and friends who would like a word once a year, cleaned."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.web.forms import Typed, offer, zone_choices


class WordLinkForm(forms.Form):
    """What a keeper says of a link for relatives and friends: which days, and a line."""

    days = forms.MultipleChoiceField(
        label=_("Which days can be asked for"),
        help_text=_("Whoever has the link sees what these days are, and when."),
        error_messages={"required": _("Choose a day. Nothing is made or changed without one.")},
    )
    line = Typed(
        required=False,
        max_length=300,
        label=_("A line of your own"),
        help_text=_("Whoever opens the link reads it. It may stay empty."),
    )

    def __init__(self, *args: Any, days: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "days", days)


class WordForm(forms.Form):
    """What somebody without an account asks for. No box is checked before they do."""

    days = forms.MultipleChoiceField(
        label=_("Which day"), error_messages={"required": _("Choose a day. Nothing is kept yet.")}
    )
    leads = forms.MultipleChoiceField(
        choices=(("7m", _("A week before")), ("0m", _("That morning"))),
        label=_("When a message comes"),
        error_messages={"required": _("Choose when a message comes. Nothing is kept yet.")},
    )
    name = Typed(
        max_length=120,
        label=_("Your name"),
        help_text=_("The family sees it, and that you asked."),
        error_messages={"required": _("Write a name; a first name is enough.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("It is used for these messages, and for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write the address that messages go to."),
            "invalid": _("This address cannot be read. Look once more."),
        },
    )
    zone = forms.ChoiceField(required=False, label=_("Time zone"), help_text=_("It decides when the morning is."))

    def __init__(self, *args: Any, days: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "days", days)
        offer(self, "zone", zone_choices())

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
