"""What is typed and pressed on pages that gather several folders, cleaned."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.calendars.customs.rule import Custom, Takes
from yearlight.calendars.edtf import Fault
from yearlight.core.host_texts import LONGEST
from yearlight.memorials.forms import OptionsForm
from yearlight.pages import wish_words
from yearlight.web.dates import FAULTS, DateForm
from yearlight.web.forms import Typed


class FindForm(forms.Form):
    """Words to look for."""

    q = forms.CharField(
        label=_("Words that it holds"),
        help_text=_("In letters, moments, kind words, and what is said of photographs."),
        max_length=200,
        widget=forms.TextInput,
    )


class AccountForm(forms.Form):
    """Whose account is looked for."""

    q = forms.CharField(label=_("A part of the address"), required=False, max_length=120)


class RoomForm(forms.Form):
    """How much room a family has for pictures; empty for as much as all have."""

    megabytes = forms.IntegerField(
        label=_("Room for pictures, in megabytes"),
        help_text=_("Empty: as much as every family has here. 0: no limit."),
        required=False,
        min_value=0,
        max_value=10**7,
    )


class TextForm(forms.Form):
    """What the host writes for the people here."""

    body = Typed(
        label=_("The text"),
        help_text=_("Paragraphs, lists, links and *emphasis* are understood. Empty: the page stands without it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea,
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
