"""The questions of the first run and of the page that changes a place, cleaned."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.web.forms import Typed, offer

WHO = [
    ("our_child", _("Our child")),
    ("family_child", _("A child in our family")),
    ("someone", _("Someone else")),
]
HOW = [
    ("in_pregnancy", _("In the pregnancy")),
    ("born_still", _("Before or during birth")),
    ("lived", _("After living for a time, however short")),
    ("", _("I would rather not say")),
]


class WhoForm(forms.Form):
    """1: Who would you like to remember?"""

    who = forms.ChoiceField(choices=WHO, label=_("Who would you like to remember?"), initial="our_child")


class NameForm(forms.Form):
    """2: The name, or that there is none."""

    name = Typed(required=False, max_length=120, label=_("Name"))
    called = Typed(
        required=False,
        max_length=80,
        label=_("What this place says where there is no name, or not yet"),
        help_text=_("For example: our baby, our daughter, our twins. Left empty, it says “our child”."),
    )


class DayForm(forms.Form):
    """3: beside the date itself, which is a ``DateForm``."""

    is_same_day = forms.BooleanField(required=False, label=_("Born on the same day"))


class BirthForm(forms.Form):
    """4: how the child died, and the weeks."""

    how_died = forms.ChoiceField(required=False, choices=HOW, label=_("How it was"))
    death_words = Typed(
        required=False,
        max_length=200,
        label=_("Your own words for it"),
        help_text=_("They stand in place of ours. They may stay empty."),
    )
    weeks = forms.IntegerField(required=False, min_value=0, max_value=45, label=_("Weeks"))
    days = forms.IntegerField(required=False, min_value=0, max_value=6, label=_("and days"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, most in (("weeks", 45), ("days", 6)):
            words = _("Write a number from 0 to %(most)s, or leave it empty.") % {"most": most}
            self.fields[name].error_messages |= {"invalid": words, "min_value": words, "max_value": words}
            for validator in self.fields[name].validators:
                validator.message = words  # type: ignore[attr-defined]


class ToldForm(forms.Form):
    """5: something of them."""

    told = Typed(required=False, max_length=20_000, label=_("A sentence, or more, or nothing"))


class PlaceForm(BirthForm, NameForm):
    """Everything that can be said of a person, for the page that changes it."""

    who = forms.ChoiceField(choices=WHO, label=_("Who is remembered"))
    relation = Typed(
        required=False,
        max_length=200,
        label=_("Who this is to you"),
        help_text=_("It stands above the name, for example: Our son, and brother to Ada and Jonas."),
    )
    told = Typed(required=False, max_length=20_000, label=_("What you would like to tell"))
    latitude = forms.IntegerField(
        required=False,
        min_value=-90,
        max_value=90,
        label=_("How far north you live, in degrees"),
        help_text=_("The leaf of the year is drawn from it: 60 in Oslo, 48 in Vienna, -37 in Melbourne. Empty is 50."),
    )
    counts_years = forms.BooleanField(
        required=False, label=_("Count the years"), help_text=_("Then a day is told as “Eight years”.")
    )
    reckons_weeks = forms.BooleanField(
        required=False,
        label=_("Work out the weeks from the due date"),
        help_text=_("Only where no weeks are written here, and both days are known."),
    )
    tells_would_be = forms.BooleanField(
        required=False,
        label=_("Say how old they would be"),
        help_text=_("Beside the day of the birth or the due date as it comes back, and nowhere else."),
    )
    audience = forms.ChoiceField(
        label=_("Who sees that this place is here"), help_text=_("Every letter and picture has its own line beside it.")
    )

    def __init__(self, *args: Any, audiences: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "audience", audiences)
        words = _("Write whole degrees from -90 to 90, or leave it empty.")
        self.fields["latitude"].error_messages |= {"invalid": words}
        for validator in self.fields["latitude"].validators:
            validator.message = words  # type: ignore[attr-defined]
