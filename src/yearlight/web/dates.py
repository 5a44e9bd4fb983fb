"""A date with unknown parts, as three fields of a form and as EDTF."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.calendars.edtf import EdtfError, Fault, from_parts, parse

FAULTS = {
    Fault.UNKNOWN_YEAR: _("Add the year, or leave the date empty."),
    Fault.UNKNOWN_MONTH: _("A day needs its month. Add the month, or leave the day empty."),
    Fault.MONTH_AND_SEASON: _("Choose either a season or a day and month."),
    Fault.SHORT_YEAR: _("Write the year with four digits, such as 2018."),
    Fault.NOT_A_NUMBER: _("Write the day, the month and the year in digits."),
    Fault.NO_SUCH_DAY: _("That month has no such day. Change the day, or leave it empty."),
    Fault.NO_SUCH_MONTH: _("Months go from 1 to 12."),
}
NO_DATE = _("This date cannot be read. Write day, month and year in digits, or leave the date empty.")
_SEASONS = [
    ("", "—"),
    ("spring", _("Spring")),
    ("summer", _("Summer")),
    ("autumn", _("Autumn")),
    ("winter", _("Winter")),
]
_SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class DateForm(forms.Form):
    """One date, of which each part may be empty. ``happened_on`` holds it as EDTF once the form is valid."""

    day = forms.CharField(required=False, max_length=8, label=_("Day"))
    month = forms.CharField(required=False, max_length=8, label=_("Month"))
    year = forms.CharField(required=False, max_length=8, label=_("Year"))
    season = forms.ChoiceField(required=False, choices=_SEASONS, label=_("Or the season"))
    about = forms.BooleanField(required=False, label=_("About then"))
    #: A date that the fields cannot hold, and whether it stays.
    other_date = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    keeps_other_date = forms.BooleanField(required=False, label=_("Leave the date as it is"))

    happened_on = ""
    #: What is said of a date that is none; a form whose date is needed says another thing.
    faults = FAULTS

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        try:
            found = from_parts(
                data.get("day", ""),
                data.get("month", ""),
                data.get("year", ""),
                about=bool(data.get("about")),
                season=data.get("season", ""),
            )
            if found is None and data.get("keeps_other_date") and data.get("other_date"):
                found = parse(data["other_date"])
        except EdtfError as error:
            self.add_error("day", self.faults.get(error.code, NO_DATE))
        else:
            self.happened_on = found.text if found else ""
        return data


def fields_of(happened_on: str) -> dict[str, Any]:
    """What the fields hold at first; a date they cannot hold stands beside them."""
    if not happened_on:
        return {}
    try:
        when = parse(happened_on)
        season = _SEASON_NAMES.get(when.season or 0, "")
        year = f"{when.year:04}" if when.year else ""
        parts = {"day": when.day or "", "month": when.month or "", "year": year, "season": season}
        again = from_parts(
            str(parts["day"]),
            str(parts["month"]),
            year,
            about=when.is_approximate,
            season=season,
        )
    except EdtfError:
        return {"other_date": happened_on, "keeps_other_date": True}
    if again is None or again.text != when.text:
        return {"other_date": when.text, "keeps_other_date": True}
    return {**parts, "about": when.is_approximate}
