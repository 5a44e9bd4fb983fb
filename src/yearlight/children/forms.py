"""What is asked about children and for their view, cleaned."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.calendars import edtf
from yearlight.web.dates import DateForm, fields_of
from yearlight.web.forms import Typed, offer

KINDS = [
    ("saying", _("Something said")),
    ("drawing", _("A drawing, or something made")),
    ("letter", _("A letter by the child")),
    ("day", _("A day, such as the first at school")),
]


class ChildForm(DateForm):
    """A child's name, and the day of birth as a date that may be left out."""

    name = Typed(
        max_length=120,
        label=_("The child’s name"),
        error_messages={"required": _("Write a name, as the child is called at home.")},
    )
    born_on: date | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.happened_on and "day" not in self.errors:
            when = edtf.parse(self.happened_on)
            if when.first is None or when.first != when.last:
                self.add_error("day", _("Write the whole day of birth, or leave all three empty."))
            else:
                self.born_on = date.fromordinal(when.first)
        return data


class JoyForm(DateForm):
    """Something a child said, drew, wrote or did; by whom it is seen."""

    kind = forms.ChoiceField(choices=KINDS, label=_("What it is"))
    body = Typed(
        required=False,
        max_length=20_000,
        label=_("The words"),
        help_text=_("As the child said it, or what you want to keep."),
    )
    picture = forms.FileField(
        required=False, label=_("A picture of it"), help_text=_("A photograph of the drawing is enough.")
    )
    description = Typed(
        required=False,
        max_length=300,
        label=_("What is to be seen"),
        help_text=_("For those who cannot see it. It may stay empty."),
    )
    age_said = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=30,
        label=_("How old the child was, in years"),
        help_text=_("It may stay empty."),
        error_messages={"invalid": _("Write the age in whole years, or leave it empty.")},
    )
    audience = forms.ChoiceField(label=_("Who sees it"))
    is_for_children = forms.BooleanField(required=False, label=_("Show it in the children’s view too"))
    window = forms.SlugField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, audiences: list[tuple[str, str]], has_picture: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_picture = has_picture
        offer(self, "audience", audiences)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("body") or data.get("picture") or self.has_picture):
            self.add_error("body", _("Write a line, or choose a picture. One of them is enough."))
        return data


class OpenForm(forms.Form):
    """The code that closes the view again."""

    code = forms.RegexField(
        r"^\d{4,12}$",
        label=_("A code that closes it again"),
        help_text=_("Four digits or more, which the children do not know. It counts until you close the view."),
        error_messages={
            "required": _("Choose a code of four digits or more."),
            "invalid": _("Choose a code of four to twelve digits, without other signs."),
        },
    )


class CloseForm(forms.Form):
    """The code, or the password of the account that is signed in."""

    code = forms.CharField(
        max_length=256,
        label=_("Your code, or your password"),
        widget=forms.PasswordInput,
        error_messages={"required": _("Write the code with which the view was opened, or your password.")},
    )


class WordsForm(forms.Form):
    """What a family tells its children of a person who died."""

    words = Typed(
        required=False,
        max_length=600,
        label=_("Your own words for the children"),
        help_text=_("They stand in place of ours. Short and true is best; what your family believes can stand here."),
    )


def date_fields(happened_on: str) -> dict[str, Any]:
    """What the fields of a date hold at first."""
    return fields_of(happened_on)
