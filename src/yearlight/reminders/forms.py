"""How a feed tells its days, when messages come, and what may stand in them, cleaned."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yearlight.core import outside
from yearlight.people.forms import UntilForm
from yearlight.reminders import due, push
from yearlight.reminders.due import Lead, Part
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


class PauseForm(UntilForm):
    """A whole day in the future, from which messages come again."""

    fault = _("Write a whole day that is to come, with its month and year. Nothing is changed yet.")


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

_MIDNIGHT = 24 * 60


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


class DeviceForm(forms.Form):
    """Where a browser takes messages, as it says itself."""

    endpoint = forms.CharField(max_length=2048, strip=False)
    p256dh = forms.CharField(max_length=120, strip=False)
    auth = forms.CharField(max_length=40, strip=False)

    def clean_endpoint(self) -> str:
        endpoint = str(self.cleaned_data["endpoint"])
        try:
            outside.checked(endpoint, settings.YEARLIGHT_PUSH_SERVICES)
        except outside.NotAllowed as fault:
            raise forms.ValidationError(str(fault)) from fault
        return endpoint

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not push.are_keys(data.get("p256dh", ""), data.get("auth", "")):
            raise forms.ValidationError("its keys")
        return data
