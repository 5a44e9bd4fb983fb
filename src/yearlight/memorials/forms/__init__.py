"""What is asked of a person, their dates and their days, cleaned."""

from yearlight.memorials.forms.asking import AskedForm
from yearlight.memorials.forms.dates import DATE_KINDS, OneDateForm
from yearlight.memorials.forms.days import OptionsForm, SunsetForm, asked_of
from yearlight.memorials.forms.places import BirthForm, DayForm, NameForm, PlaceForm, ToldForm, WhoForm

__all__ = [
    "DATE_KINDS",
    "AskedForm",
    "BirthForm",
    "DayForm",
    "NameForm",
    "OneDateForm",
    "OptionsForm",
    "PlaceForm",
    "SunsetForm",
    "ToldForm",
    "WhoForm",
    "asked_of",
]
