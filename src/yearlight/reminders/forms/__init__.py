"""How a feed tells its days, when and how messages come, and what relatives and friends ask for, cleaned."""

from yearlight.reminders.forms.days import LeadsForm, WishForm
from yearlight.reminders.forms.devices import DeviceForm
from yearlight.reminders.forms.feed import FeedForm
from yearlight.reminders.forms.ways import HoursForm, PauseForm, SubjectForm, WayForm
from yearlight.reminders.forms.words import WordForm, WordLinkForm

__all__ = [
    "DeviceForm",
    "FeedForm",
    "HoursForm",
    "LeadsForm",
    "PauseForm",
    "SubjectForm",
    "WayForm",
    "WishForm",
    "WordForm",
    "WordLinkForm",
]
