"""What is pressed on the pages of the year, cleaned."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.calendars.customs.rule import Custom, Takes
from yearlight.calendars.edtf import Fault
from yearlight.memorials.forms import OptionsForm
from yearlight.pages import wish_words
from yearlight.web.dates import FAULTS, DateForm


class FindForm(forms.Form):
    """Words to look for."""

    q = forms.CharField(
        label=_("Words that it holds"),
        help_text=_("In letters, moments, kind words, and what is said of photographs."),
        max_length=200,
        widget=forms.TextInput,
    )


class WishForm(forms.Form):
    """How a day is told."""

    told = forms.ChoiceField(choices=[(one, one) for one in wish_words.ALL])


class MoveForm(DateForm):
    """Where a single day is kept instead: a whole date."""

    faults = FAULTS | {
        Fault.NO_SUCH_DAY: _("That month has no such day. It is kept where it was. Write another day."),
    }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and len(self.happened_on) != len("2026-11-14"):
            self.add_error("day", _("Write the day, the month and the year. It is kept where it was."))
        return data


def shared_form(custom: Custom, answers: Mapping[str, str], data: Any = None) -> OptionsForm:
    """The choices of a shared day. On a page of many, each has names of its own for its fields."""
    several = {one.key for one in custom.options if one.takes is Takes.SOME}
    initial = {key: answer.split(",") if key in several else answer for key, answer in answers.items() if answer}
    return OptionsForm(custom, custom.options, data, initial=initial, auto_id=f"id_{custom.key}_%s")
