"""What is said of pictures, cleaned."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.calendars.edtf import EdtfError, from_parts, parse
from yearlight.keepsakes.mended import MOST_HOURS, Mend
from yearlight.keepsakes.sizes import MOMENTS
from yearlight.web.dates import FAULTS, NO_DATE, DateForm
from yearlight.web.forms import Typed, offer


class PictureForm(forms.Form):
    """What may be said when a picture is added."""

    caption = Typed(required=False, max_length=500, label=_("Caption"))
    description = Typed(
        required=False,
        max_length=1000,
        label=_("What is to be seen?"),
        help_text=_("For those who cannot see it. It may be left empty."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    audience = forms.ChoiceField(required=False, label=_("Who may see it"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, audiences: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "audience", audiences)


class MendForm(DateForm):
    """What is wrong with the dates of several pictures, and what they get."""

    how = forms.ChoiceField(
        label=_("What is wrong with their dates"),
        choices=(
            ("date", _("They are all of one time, which I write below")),
            ("later", _("The camera’s clock was behind")),
            ("earlier", _("The camera’s clock was ahead")),
        ),
        widget=forms.RadioSelect,
        initial="date",
    )
    hours = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        label=_("By how many hours"),
        help_text=_("Twenty-four for each day. Only where the file itself says when it was taken."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("how") in ("later", "earlier") and not data.get("hours") and not self.has_error("hours"):
            self.add_error("hours", _("Write how many hours it was. Nothing was changed."))
        return data

    def mend(self) -> Mend:
        """What is to be done, once the form is valid."""
        data = self.cleaned_data
        if data["how"] == "date":
            return Mend(happened_on=self.happened_on)
        return Mend(hours=data["hours"] if data["how"] == "later" else -data["hours"])


class ChangeForm(PictureForm):
    """Everything that can be said of a picture."""

    taken_by = Typed(required=False, max_length=120, label=_("Who took it"))
    people = Typed(
        required=False,
        max_length=500,
        label=_("Who is on it"),
        help_text=_(
            "Names, in your words. Those who see it read them, and it is found by them. Nothing here looks at faces."
        ),
    )
    forgets_place = forms.BooleanField(required=False, label=_("Forget it here; the original keeps it"))
    day = forms.CharField(required=False, max_length=16, label=_("Day"))
    month = forms.CharField(required=False, max_length=16, label=_("Month"))
    year = forms.CharField(required=False, max_length=16, label=_("Year"))
    about = forms.BooleanField(required=False, label=_("About then"))
    #: A date that three fields cannot hold, and whether it stays.
    other_date = forms.CharField(required=False, max_length=64)
    keeps_other_date = forms.BooleanField(required=False, label=_("Leave the date as it is"))
    is_shut_away = forms.BooleanField(
        required=False,
        label=_("Shut it away until it is wanted"),
        help_text=_("Its words stand in its place, with “Show it”."),
    )
    note_before = Typed(
        required=False,
        max_length=300,
        label=_("What stands before it"),
        help_text=_("A plain line in your words. Without one, the description or the caption stands there."),
    )

    transcript = Typed(
        required=False,
        max_length=20_000,
        label=_("What is said in it"),
        help_text=_("For those who cannot hear it, and to be found by. A line may begin with its time, as in “0:05”."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    moment = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value="0",
        label=_("Which moment stands for it"),
        choices=[(number, number + 1) for number in range(MOMENTS)],
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["happened_on"] = self._date()
        if data.get("keeps_other_date") and not data["happened_on"] and not self.has_error("day"):
            data["happened_on"] = _readable(data.get("other_date", ""))
        return data

    def _date(self) -> str:
        data = self.cleaned_data
        try:
            found = from_parts(
                data.get("day", ""), data.get("month", ""), data.get("year", ""), about=bool(data.get("about"))
            )
        except EdtfError as error:
            self.add_error("day", FAULTS.get(error.code, NO_DATE))
            return ""
        return found.text if found else ""


def date_fields(happened_on: str) -> dict[str, Any]:
    """What the date's fields hold at first; a date they cannot hold stands beside them."""
    try:
        when = parse(happened_on)
    except EdtfError:
        return {}
    day, month, year = (when.day or "", when.month or "", when.year or "")
    try:
        again = from_parts(str(day), str(month), str(year), about=when.is_approximate)
    except EdtfError:
        again = None
    if again is None or again.text != when.text:
        return {"other_date": when.text, "keeps_other_date": True}
    return {"day": day, "month": month, "year": year, "about": when.is_approximate}


def _readable(text: str) -> str:
    try:
        return parse(text).text
    except EdtfError:
        return ""
