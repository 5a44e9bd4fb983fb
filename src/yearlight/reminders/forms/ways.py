"""How messages come, at which hours, what may stand in them, and when none do, cleaned."""

from datetime import time
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yearlight.people.forms import UntilForm

_MIDNIGHT = 24 * 60


class PauseForm(UntilForm):
    """A whole day in the future, from which messages come again."""

    fault = _("Write a whole day that is to come, with its month and year. Nothing is changed yet.")


class WayForm(forms.Form):
    """How messages come."""

    by_mail = forms.BooleanField(required=False, label=_("By e-mail"))
    by_push = forms.BooleanField(
        required=False,
        label=_("On the devices below"),
        help_text=_("It says no more than “A day in your year”, unless you choose otherwise."),
    )


class SubjectForm(forms.Form):
    """What others may read over one's shoulder."""

    subject = forms.ChoiceField(
        choices=(
            ("discreet", _("“A day in your year”, and nothing else")),
            ("told", _("What the day is, with the name")),
        ),
        label=_("What the subject and the preview of a message say"),
        help_text=_("Both are seen on a locked phone, and in a list beside other messages."),
    )


def _half_hours() -> list[int]:
    return list(range(0, _MIDNIGHT + 1, 30))


def _clock(minute: int) -> str:
    """A minute of the day as the reader writes it."""
    if minute == _MIDNIGHT:
        return gettext("midnight")
    return formats.time_format(time(minute // 60, minute % 60), "TIME_FORMAT")


class HoursForm(forms.Form):
    """The hours in which messages may come, morning and evening, in minutes of the day."""

    morning_from = forms.TypedChoiceField(coerce=int, label=_("From"))
    morning_until = forms.TypedChoiceField(coerce=int, label=_("Until"))
    evening_from = forms.TypedChoiceField(coerce=int, label=_("From"))
    evening_until = forms.TypedChoiceField(coerce=int, label=_("Until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            # A minute that is no half hour is offered as long as it is what was chosen.
            minutes = sorted({*_half_hours(), int(self.initial[name])})
            field.choices = [(str(one), _clock(one)) for one in minutes]
            self.initial[name] = str(self.initial[name])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        begins, ends, evening, night = (data[name] for name in self.fields)
        if not begins < ends:
            self.add_error("morning_until", _("The morning has to end after it begins. Nothing is changed yet."))
        if not ends <= evening:
            self.add_error("evening_from", _("The evening begins when the morning is over. Nothing is changed yet."))
        if not evening < night:
            self.add_error("evening_until", _("The evening has to end after it begins. Nothing is changed yet."))
        return data
