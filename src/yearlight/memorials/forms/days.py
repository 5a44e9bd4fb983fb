"""The choices of a custom as a form, one field for each option; and when in its day something happened."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yearlight.calendars import edtf
from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.options import FEB_29, choose
from yearlight.calendars.customs.rule import Custom, Option, Takes
from yearlight.web.forms import Typed

SUNSETS = [
    ("before", _("Before sunset")),
    ("after", _("After nightfall")),
    ("unknown", _("Between the two, or nobody knows")),
]
_HINTS = {
    Takes.NUMBERS: _("Whole numbers from 1 to 40000, parted by commas."),
    Takes.DAYS: _("Each as year, month and day, such as 2026-10-15, parted by commas or on lines of their own."),
    Takes.SOME: _("Any of them, or none."),
}
_FAULTS = {
    Takes.NUMBERS: _("Write whole numbers from 1 to 40000, parted by commas, such as 7, 50, 100."),
    Takes.DAYS: _("Write each day as year, month and day, such as 2026-10-15."),
}


class SunsetForm(forms.Form):
    """Before sunset or after, for calendars whose days begin at sunset."""

    sunset = forms.ChoiceField(
        choices=SUNSETS,
        label=_("When in its day it was"),
        error_messages={"required": _("Choose one of these, the last where nobody knows. Nothing is kept yet.")},
    )


class OptionsForm(forms.Form):
    """The options of a custom that matter for a date. ``answers`` holds what was chosen once the form is valid."""

    def __init__(self, custom: Custom, options: Sequence[Option], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix="o", **kwargs)
        self.custom = custom
        self.options = options
        self.answers: dict[str, str] = {}
        for option in options:
            self.fields[option.key] = _field(option)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for option in self.options:
            if option.key in data:
                self._answer(option, data[option.key])
        return data

    def _answer(self, option: Option, given: str | list[str]) -> None:
        parts = given if isinstance(given, list) else [given]
        if option.takes in _FAULTS:
            parts = [part for part in re.split(r"[\s,;]+", str(given)) if part]
        answer = ",".join(parts)
        try:
            choose(self.custom, {option.key: answer})
        except Declined:
            self.add_error(option.key, str(_FAULTS[option.takes]))
        else:
            self.answers[option.key] = answer


def asked_of(custom: Custom, happened_on: str) -> tuple[Option, ...]:
    """The options of a custom that make a difference for a date: what is said of a 29 February, only there."""
    when = edtf.parse(happened_on) if happened_on else None
    is_leap_day = when is not None and (when.month, when.day) == (2, 29)
    return tuple(option for option in custom.options if option.key != FEB_29.key or is_leap_day)


def _field(option: Option) -> forms.Field:
    label, hint = gettext(option.words), _HINTS.get(option.takes, "")
    choices = [(choice.key, gettext(choice.words)) for choice in option.choices]
    if option.takes is Takes.ONE:
        left_open = {"required": _("Choose one of these; nothing is chosen for you.")}
        before = [] if option.default else [("", "—")]
        return forms.ChoiceField(
            choices=before + choices, label=label, initial=option.default, error_messages=left_open
        )
    if option.takes is Takes.SOME:
        marked = option.default.split(",") if option.default else []
        return forms.MultipleChoiceField(choices=choices, label=label, initial=marked, required=False, help_text=hint)
    left_open = {"required": _FAULTS[option.takes]}
    initial = option.default.replace(",", ", ")
    return Typed(max_length=4000, label=label, initial=initial, help_text=hint, error_messages=left_open)
